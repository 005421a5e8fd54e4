"""The list of changed inputs, live: which field, what was delivered, what stands there now, and where it is."""

from typing import Final

from xlsxwriter.utility import xl_col_to_name

from utenfor_core.domain import Value
from workbook_templates import positions as at
from workbook_templates.blocks.inputs import CURRENT, DELIVERED
from workbook_templates.page import Page
from workbook_templates.sheets import inputs

COLUMNS: Final = {"field": inputs.LABEL, "delivered": DELIVERED, "now": CURRENT, "address": inputs.ADDRESS}
"""The words of the list's columns, and where on `Inndata` they come from."""


def write_heads(page: Page, line: int, column: int) -> None:
    """Write the column heads."""
    page.heads(line, column, [page.words(f"about.changed_{key}") for key in COLUMNS], numbers_from=len(COLUMNS))


def write_line(page: Page, line: int, column: int, number: int) -> None:
    """Write the changed input of that number in the list, or nothing when there are fewer."""
    place = page.context.layout.book.find("", "input_delivered")
    index = int(page.context.value("changed_number", member=number - 1) or 0) - 1
    cell = f"{{changed_number@{number}}}"
    for across, source in enumerate(COLUMNS.values(), column):
        letter = xl_col_to_name(source)
        found = f"INDEX('{at.INPUTS}'!${letter}${place.lines[0] + 1}:${letter}${place.lines[-1] + 1},{cell})"
        value = _value(page, index, source) if index < len(place.row.per) else ""
        page.formula(line, across, f'=IFERROR(IF({found}="","",{found}),"")', value, shape="cell_text")


def _value(page: Page, index: int, source: int) -> Value:
    fields = page.context.result.frame.fields
    if source == inputs.LABEL:
        return inputs.label_of(page, fields[index])
    if source == inputs.ADDRESS:
        return inputs.place_of(page, fields[index].key)
    name = "input_delivered" if source == DELIVERED else "input_current"
    return page.context.value(name, member=index)
