"""Which sheet of our workbooks is what, for the rules of modelling."""

from typing import Final

from tests.workbooks.modelling import Roles
from workbook_templates import positions as at
from workbook_templates.blocks.inputs import MAXIMUM, MINIMUM
from workbook_templates.book_stamp import FREE_TEXT_NAME, INPUTS_NAME
from workbook_templates.sheets.assumptions import SOURCES, STATUS
from workbook_templates.sheets.inputs import ADDRESS, KEY, LABEL, UNIT
from workbook_templates.words import words

_COLUMNS = {"key": KEY, "label": LABEL, "unit": UNIT, "least": MINIMUM, "most": MAXIMUM, "address": ADDRESS}
_WORDS = words("nb")
ROLES: Final = Roles(
    entry=(at.FRONT, at.TAKING_PART, at.GROUPS, at.MEASURES, at.PLAN, at.ASSUMPTIONS),
    calculation=(at.CALCULATION, at.DRAWS, at.RATES, at.POSTS, at.TAX),
    results=(
        at.PICTURE, at.RESULT, at.ACROSS, at.UNCERTAINTY, at.COUNCIL_PLAN,
        at.SOURCES, at.CHECKS, at.CHANGE_LOG, at.ABOUT,
    ),
    open_results=(at.RESULT, at.ACROSS, at.UNCERTAINTY, at.CHANGE_LOG, at.COUNCIL_PLAN),
    input_blocks=(at.UNCERTAINTY,),
    inputs=at.INPUTS,
    inputs_name=INPUTS_NAME,
    free_text=FREE_TEXT_NAME,
    described=at.ASSUMPTIONS,
    columns={name: column + 1 for name, column in _COLUMNS.items()},
    status_and_source=(STATUS + 1, SOURCES + 1),
    main_heads={
        at.PICTURE: _WORDS("picture.year"),
        at.RESULT: _WORDS("result.who_level"),
        at.UNCERTAINTY: _WORDS("uncertainty.table_level"),
    },
)  # fmt: skip
