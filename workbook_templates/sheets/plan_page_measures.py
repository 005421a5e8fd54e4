"""The measures on `Plan`, a column each: what they are and lead to, live, and below it what the municipality writes."""

from typing import Final

from utenfor_core.council_inputs import MEASURE_TERMS
from utenfor_core.domain import ALL, OWN, Value
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.plan_lines import PLAN_YEARS
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.plan_page_board import FIRST, LAST, guard_terms, label
from workbook_templates.sheets.wrapping import LINE_HEIGHT

TILL_67: Final = 6
"""The horizon till 67 among the seven."""
LONG_TERMS: Final = ("covering", "law", "stop", "proof")
TERM_LINES, GROUP_LINES, LABEL_LINES, NAME_LINES = 8, 3, 2, 4
SHOWN: Final[tuple[tuple[str, str, str, int, str], ...]] = (
    ("persons", "persons", "", 0, "antall"),
    ("unit_cost", "cost_per_year_used", "", 0, "kr"),
    *(("cost", "cost", "", year, "kr") for year in range(PLAN_YEARS)),
    ("successes", "expected_successes", "", 0, "personer, ventet"),
    ("positions", "cell_positions", "", 0, "årsverk"),
    ("grade", "grade_used", "", 0, "nummer"),
    ("net_own", "net_present", OWN, TILL_67, "kr"),
    ("payback_own", "payback_year_accumulated", OWN, 0, "år"),
    ("payback_all", "payback_year_accumulated", ALL, 0, "år"),
)
"""The live lines: words, the core's row, its member, its year or horizon, and the unit."""
TALL: Final = ("successes", "grade")
BELOW_SHOWN: Final = 2
"""The measures' group, and the line that says what is to be written."""
HEADING_LINE: Final = at.TERMS_LINE - len(SHOWN) - BELOW_SHOWN - 2
TERMS_HEAD_LINE: Final = at.TERMS_LINE - 1
"""The measures' names once more: what is written of them is a page of its own."""


def write(page: Page) -> None:
    """Write the table from its heading to the last term."""
    page.heading(HEADING_LINE, "council_plan.measures", LAST, year=page.context.result.frame.price_year)
    line = HEADING_LINE + 1
    _names(page, line, "measure")
    label(page, line + 1, "group", GROUP_LINES)
    for column, owner in enumerate(MEASURE_BLOCKS, FIRST):
        value = page.context.result.values.get(f"{owner}.group")
        _shown(page, (line + 1, column), owner, f"{{#{owner}.group}}", value, "tekst")
    for below, (key, name, member, index, unit) in enumerate(SHOWN, line + 2):
        _label(page, below, key, index)
        for column, owner in enumerate(MEASURE_BLOCKS, FIRST):
            cell, value = _cell(page, owner, name, member, index)
            _shown(page, (below, column), owner, cell, value, unit)
    _names(page, TERMS_HEAD_LINE, "terms")
    for below, key in enumerate((*MEASURE_TERMS, "progress"), at.TERMS_LINE):
        label(page, below, key, TERM_LINES if key in LONG_TERMS else 1)
        guard_terms(page, key)


def _names(page: Page, line: int, corner: str) -> None:
    page.write(line, 0, page.words(f"council_plan.{corner}"), "head")
    page.sheet.set_row(line, LINE_HEIGHT * NAME_LINES)
    for column, owner in enumerate(MEASURE_BLOCKS, FIRST):
        _name(page, line, column, owner)


def _label(page: Page, line: int, key: str, index: int) -> None:
    if key != "cost":
        label(page, line, key, LABEL_LINES if key in TALL else 1)
        return
    start, end = page.words("council_plan.cost_start"), page.words("council_plan.cost_end")
    year = page.context.value("year", index=index)
    formula = f'="{start}"&{page.address("year", index=index)}&"{end}"'
    page.formula(line, 0, formula, f"{start}{year:.0f}{end}", shape="cell_text")


def _cell(page: Page, owner: str, name: str, member: str, index: int) -> tuple[str, Value]:
    """Return the address of what a line shows of a measure, and its value."""
    if name == "expected_successes":
        return page.address(name, member=owner), page.context.value(name, member=MEASURE_BLOCKS.index(owner))
    place = page.context.layout.book.find(owner, name)
    at_member = list(place.row.per).index(member) if member else 0
    cell = page.address(name, block=owner, member=member, index=index)
    return cell, page.context.value(name, owner, at_member, index)


def _states(page: Page, owner: str) -> tuple[bool, bool]:
    """Return whether a measure is described, and whether it has too few participants to be."""
    member = MEASURE_BLOCKS.index(owner)
    return page.context.value("described", member=member) == 1, page.context.value("too_few", member=member) == 1


def _name(page: Page, line: int, column: int, owner: str) -> None:
    words = page.words
    unnamed, small, unused = (words(f"council_plan.{key}") for key in ("unnamed", "small", "unused"))
    described, few = _states(page, owner)
    name = page.context.result.values.get(f"{owner}.name")
    value = (name or unnamed) if described else small if few else unused
    formula = (
        f'=IF({{described@{owner}}}=1,IF({{#{owner}.name}}="","{unnamed}",{{#{owner}.name}}),'
        f'IF({{too_few@{owner}}}=1,"{small}","{unused}"))'
    )
    page.formula(line, column, formula, value, shape="head")


def _shown(page: Page, place: tuple[int, int], owner: str, cell: str, value: Value, unit: str) -> None:  # noqa: PLR0913, PLR0917 - where, whose and what
    """Write a cell that shows something of a measure while it may be described; an empty input stays empty."""
    hidden = page.words("council_plan.hidden")
    described, few = _states(page, owner)
    shown = ("" if value is None else value) if described else hidden if few else ""
    inner = f'IF({cell}="","",{cell})' if cell.startswith("{#") or unit == "årsverk" else cell
    formula = f'=IF({{described@{owner}}}=1,{inner},IF({{too_few@{owner}}}=1,"{hidden}",""))'
    page.formula(*place, formula, shown, unit, "cell_text" if unit == "tekst" else "cell")
