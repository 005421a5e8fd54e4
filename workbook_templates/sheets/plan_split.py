"""The table above the plan where a cost is split on several arts: twelve slots, what each is, and how it is done."""

from typing import Final

from utenfor_core.domain import MEASURES, Value
from utenfor_core.inputs import is_number
from utenfor_core.plan_lines import PARTS
from utenfor_core.plan_parts import PART_FIELDS, STATES
from utenfor_core.trace import as_text, number
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.plan_lines import FIRST_YEAR, LAST_COLUMN, MEASURE, TYPE
from workbook_templates.sheets.standing import Lack, Told, lacking

STATE: Final = TYPE
HELP: Final = ("rest", "wages", "bought", "vat", "follows", "half")
HEAD_HEIGHT: Final = 32
MISSING: Final = ("missing_measure", "missing_art", "missing_share")


def write(page: Page) -> None:
    """Write the words around the slots, which are typed in, and what is the matter with each of them."""
    line, words = at.PLAN_PARTS_LINE, page.words
    page.heading(line, "plan.heading_parts", LAST_COLUMN)
    for column in range(at.PLAN_PART_COLUMNS["part_share"] + 1):
        page.sheet.write_blank(line + 1, column, None, page.styles("head"))
    heads = {MEASURE: "part_name", STATE: "part_state"} | {
        column: name for name, column in at.PLAN_PART_COLUMNS.items()
    }
    for column, name in heads.items():
        page.write(line + 1, column, words(f"plan.{name}"), "head")
    page.sheet.set_row(line + 1, HEAD_HEIGHT)
    for below, key in enumerate(HELP, line + 2):
        page.write(below, FIRST_YEAR, words(f"plan.parts_{key}"), "unit")
    for n, below in at.PLAN_PART_CELLS.items():
        _slot(page, below, n)


def _slot(page: Page, line: int, n: str) -> None:
    fields, words = field_by_key(page), page.words
    for name, column in at.PLAN_PART_COLUMNS.items():
        guard(page, line, column, fields[f"plan.{name}_{n}"], label=words(f"plan_labels.{name}", number=n))
    measure = int(number(page.context.value("part_of", member=PARTS.index(n))))
    names = ",".join(f'{{#m{m}.name}}&""' for m in range(1, MEASURES + 1))
    name = as_text(page.context.result.values.get(f"m{measure}.name"))
    page.formula(line, MEASURE, f'=CHOOSE(1+{{part_of@{n}}},"",{names})', name, shape="label")
    state = int(number(page.context.value("part_state", member=PARTS.index(n))))
    told = {name: words(f"plan.part_{name}") for name in STATES[2:]}
    lacks, missing = _lacks(page, n, measure), words("plan.part_missing")
    shown: dict[str, Value] = {"empty": "", "half_filled": missing + lacks.text, **told}
    listed = ",".join(f'"{text}"' for text in told.values())
    template = f'=CHOOSE(1+{{part_state@{n}}},"","{missing}"&{lacks.expression},{listed})'
    page.formula(line, STATE, template, shown[STATES[state]], shape="plain")


def _lacks(page: Page, n: str, measure: int) -> Told:
    """Return what a half-filled slot lacks."""
    _, art, share = (f"plan.{name}_{n}" for name in PART_FIELDS)
    values, words = page.context.result.values, [page.words(f"plan.{key}") for key in MISSING]
    tests = (f"{{part_of@{n}}}=0", f'{{#{art}}}=""', f"NOT(ISNUMBER({{#{share}}}))")
    holds = (measure == 0, as_text(values.get(art)) == "", not is_number(values.get(share)))
    return lacking(map(Lack, words, tests, holds))
