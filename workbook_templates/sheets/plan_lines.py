"""The plan itself on `Økonomiplan`: blocks 1 to 3, a line for each line of the core, amounts as live links."""

from dataclasses import dataclass, field

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.inputs import is_number
from utenfor_core.plan_lines import BLOCKS, PLAN_LINES, PLAN_YEARS
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import plan_codes, plan_texts

AREA, MEASURE, TYPE, RESPONSIBLE, FUNCTION, ART, PROJECT, FIRST_YEAR = range(8)
FULL_YEAR = FIRST_YEAR + PLAN_YEARS
POSITIONS, NOTE, NUMBER = FULL_YEAR + 1, FULL_YEAR + 2, FULL_YEAR + 3
LAST_COLUMN = NUMBER
HEAD_HEIGHT = 47
THOUSANDS = "1 000 kr, tom"
"""Thousands of kroner where nought is shown as a dash."""
LAST_YEAR_INDEX = PLAN_YEARS - 1
MAN_YEARS = "årsverk"


@dataclass(kw_only=True)
class PlanTable:
    """Where the plan lies: the line of each of its lines, of each block's sum, and the next free line."""

    lines: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    after: int = 0

    def sum_range(self, block: str) -> str:
        """Return the four years of a block's sum, fixed."""
        return str(xl_range_abs(self.sums[block], FIRST_YEAR, self.sums[block], FULL_YEAR - 1))


def year_heads(page: Page, line: int) -> None:
    """Write the column heads; the years are live."""
    keys = ("area", "measure", "type", "responsible", "function", "art", "project")
    page.heads(line, 0, [page.words(f"plan.{key}") for key in keys], numbers_from=len(keys))
    for index in range(PLAN_YEARS):
        page.link(line, FIRST_YEAR + index, "year", index=index, unit="år", shape="head_number")
    page.heads(line, FULL_YEAR, [page.words("plan.full_year"), page.words("plan.positions")], numbers_from=0)
    page.write(line, NOTE, page.words("plan.note"), "head")
    page.write(line, NUMBER, page.words("plan.number"), "head_number")
    page.sheet.set_row(line, HEAD_HEIGHT)


def write(page: Page) -> PlanTable:
    """Write blocks 1 to 3; where they lie comes back."""
    page.heading(at.PLAN_TABLE_LINE, "plan.heading_plan", LAST_COLUMN)
    year_heads(page, at.PLAN_TABLE_LINE + 1)
    headings, lines = at.plan_lines()
    table = PlanTable(lines=lines)
    for block, members in BLOCKS.items():
        page.heading(headings[block], f"plan.block_{block}", LAST_COLUMN)
        for member in members:
            _line(page, lines[member], block, member)
        _hide_unused_types(page, lines[members[0]], lines[members[-1]])
        grey_unused(page, lines[members[0]], lines[members[-1]])
        table.sums[block] = lines[members[-1]] + 1
        write_sum(page, table.sums[block], f"plan.sum_{block}", f"plan_sum_{block}")
        _sum_beside(page, table, block)
        table.after = table.sums[block] + 2
    return table


def _line(page: Page, line: int, block: str, member: str) -> None:
    """Write a line of the plan on one line of type, but for its note: no row is made higher by a formula's new text."""
    words = plan_texts.of(page, block, member)
    typed = plan_codes.typed_columns(member)
    codes = {column: text for column, text in plan_codes.of(page, member).items() if column not in typed}
    mark, unused = xl_rowcol_to_cell(line, MEASURE, col_abs=True), page.words("plan.unused")
    number = page.context.value("plan_number", member=PLAN_LINES.index(member))
    running = f'=IF({{plan_used@{member}}}=1,{{plan_number@{member}}},"")'
    page.formula(line, NUMBER, running, number or "", "nummer", "cell")
    for column, cell in (columns_of(words) | codes).items():
        if column in typed:
            continue
        shown = cell if column == MEASURE else plan_texts.while_used(cell, words.measure, mark, unused)
        if shown.formula:
            shape = {POSITIONS: "cell_answer", NOTE: "cell_text"}.get(column, "cell_line")
            page.formula(line, column, shown.formula, shown.value, shown.unit, shape)
        else:
            page.write(line, column, "", "cell_line")
    for index in range(PLAN_YEARS):
        page.link(line, FIRST_YEAR + index, "plan_shown", member=member, index=index, unit=THOUSANDS)
    page.link(line, FULL_YEAR, "plan_rounded", member=member, index=LAST_YEAR_INDEX, unit=THOUSANDS)


def _sum_beside(page: Page, table: PlanTable, block: str) -> None:
    """Sum a block's effect of a whole year, and its man-years where its lines have any."""
    lines, members = table.lines, BLOCKS[block]
    beside = {FULL_YEAR: THOUSANDS, POSITIONS: MAN_YEARS}
    for column, unit in beside.items():
        shown = [page.context.shown.get((page.name, lines[member], column)) for member in members]
        if any(cell is not None for cell in shown):
            amounts = [cell for cell in shown if is_number(cell)]
            cells = xl_range_abs(lines[members[0]], column, lines[members[-1]], column)
            page.formula(table.sums[block], column, f"=SUM({cells})", float(sum(amounts)), unit, "total")


def columns_of(words: plan_texts.LineTexts) -> dict[int, plan_texts.Text]:
    """Return the words of a line by their column."""
    return {
        MEASURE: words.measure,
        TYPE: words.type,
        FUNCTION: words.function,
        ART: words.art,
        POSITIONS: words.positions,
        NOTE: words.note,
    }


def _hide_unused_types(page: Page, first: int, last: int) -> None:
    """Grey the type of a line that is not in use, and do not show it."""
    criteria = f'={xl_rowcol_to_cell(first, MEASURE, col_abs=True)}="{page.words("plan.unused")}"'
    rule = {"type": "formula", "criteria": criteria, "format": page.styles("unused_choice")}
    page.sheet.conditional_format(first, TYPE, last, TYPE, rule)


def grey_unused(page: Page, first: int, last: int) -> None:
    """Grey the lines that the column of measures marks as not in use."""
    name = xl_rowcol_to_cell(first, MEASURE, col_abs=True)
    rule = {"type": "formula", "criteria": f'={name}="{page.words("plan.unused")}"', "format": page.styles("unused")}
    page.sheet.conditional_format(first, 0, last, LAST_COLUMN, rule)


def write_sum(page: Page, line: int, key: str, row: str) -> None:
    """Write a line of sums for the four years."""
    page.write(line, 0, page.words(key), "total")
    for column in range(1, LAST_COLUMN + 1):
        page.sheet.write_blank(line, column, None, page.styles("total"))
    for index in range(PLAN_YEARS):
        page.link(line, FIRST_YEAR + index, row, index=index, unit=THOUSANDS, shape="total")
