"""The plan itself on `Økonomiplan`: blocks 1 to 5, a line for each line of the core, amounts as live links."""

from dataclasses import dataclass, field

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.domain import FYLKE
from utenfor_core.plan import BLOCKS, EXCLUDED, PLAN_YEARS
from workbook_templates.page import Page
from workbook_templates.sheets import plan_texts

AREA, MEASURE, TYPE, RESPONSIBLE, FUNCTION, ART, PROJECT, FIRST_YEAR = range(8)
FULL_YEAR = FIRST_YEAR + PLAN_YEARS
POSITIONS, NOTE = FULL_YEAR + 1, FULL_YEAR + 2
LAST_COLUMN = NOTE
BLANK = (AREA, RESPONSIBLE, PROJECT)
HEAD_HEIGHT = 47
THOUSANDS = "1 000 kr, tom"
"""Thousands of kroner where nought is shown as a dash."""
LAST_YEAR_INDEX = PLAN_YEARS - 1


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
    page.sheet.set_row(line, HEAD_HEIGHT)


def write(page: Page, line: int) -> PlanTable:
    """Write blocks 1 to 5; where they lie comes back."""
    page.heading(line, "plan.heading_plan", LAST_COLUMN)
    year_heads(page, line + 1)
    table, line = PlanTable(), line + 2
    for block, members in BLOCKS.items():
        page.heading(line, f"plan.block_{block}", LAST_COLUMN)
        for index, member in enumerate(members, line + 1):
            table.lines[member] = index
            _line(page, index, block, member)
        _grey_unused(page, line + 1, line + len(members))
        line += len(members) + 1
        table.sums[block] = line
        _sum(page, line, f"plan.sum_{block}", f"plan_sum_{block}")
        line += 2
    return _net(page, table, line)


def _line(page: Page, line: int, block: str, member: str) -> None:
    words = plan_texts.of(page, block, member)
    for column in BLANK:
        page.sheet.write_blank(line, column, None, page.styles("cell"))
    mark, unused = xl_rowcol_to_cell(line, MEASURE, col_abs=True), page.words("plan.unused")
    for column, cell in columns_of(words).items():
        shown = cell if column == MEASURE else plan_texts.while_used(cell, words.measure, mark, unused)
        if shown.formula:
            page.formula(line, column, shown.formula, shown.value, shown.unit, "cell_text")
        else:
            page.write(line, column, "", "cell_text")
    for index in range(PLAN_YEARS):
        page.link(line, FIRST_YEAR + index, "plan_shown", member=member, index=index, unit=THOUSANDS)
    page.link(line, FULL_YEAR, "plan_rounded", member=member, index=LAST_YEAR_INDEX, unit=THOUSANDS)


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


def _grey_unused(page: Page, first: int, last: int) -> None:
    name = xl_rowcol_to_cell(first, MEASURE, col_abs=True)
    rule = {"type": "formula", "criteria": f'={name}="{page.words("plan.unused")}"', "format": page.styles("unused")}
    page.sheet.conditional_format(first, 0, last, LAST_COLUMN, rule)


def _sum(page: Page, line: int, key: str, row: str) -> None:
    page.write(line, 0, page.words(key), "total")
    for column in range(1, LAST_COLUMN + 1):
        page.sheet.write_blank(line, column, None, page.styles("total"))
    for index in range(PLAN_YEARS):
        page.link(line, FIRST_YEAR + index, row, index=index, unit=THOUSANDS, shape="total")


def _net(page: Page, table: PlanTable, line: int) -> PlanTable:
    words = page.words
    page.heading(line, "plan.block_netto", LAST_COLUMN)
    table.sums["netto"] = line + 1
    _sum(page, line + 1, "plan.net", "plan_net")
    page.write(line + 2, 0, words("plan.rounding"), "plain")
    for index in range(PLAN_YEARS):
        page.link(line + 2, FIRST_YEAR + index, "plan_rounding", index=index, unit=THOUSANDS)
    page.write(line + 2, FULL_YEAR, words("plan.rounding_note"), "unit")
    page.write(line + 3, 0, words("plan.tie"), "plain")
    yes, no = words("plan.tie_yes"), words("plan.tie_no")
    members = list(page.context.layout.book.find("", "check_value").row.per)
    holds = page.context.value("check_value", member=members.index("plan_ties")) == 0
    formula = f'=IF({{check_value@plan_ties}}=0,"{yes}","{no}")'
    page.formula(line + 3, FIRST_YEAR, formula, yes if holds else no, shape="cell_answer")
    table.after = _excluded(page, line + 5)
    return table


def _excluded(page: Page, line: int) -> int:
    page.heading(line, "plan.block_excluded", LAST_COLUMN)
    for column, key in ((AREA, "excluded_line"), (FULL_YEAR, "excluded_why")):
        page.write(line + 1, column, page.words(f"plan.{key}"), "head_bare")
    for column in (*range(1, FIRST_YEAR), *range(FULL_YEAR + 1, LAST_COLUMN + 1)):
        page.sheet.write_blank(line + 1, column, None, page.styles("head_bare"))
    for index in range(PLAN_YEARS):
        page.link(line + 1, FIRST_YEAR + index, "year", index=index, unit="år", shape="head_number")
    for at, name in enumerate(EXCLUDED, line + 2):
        page.write(at, 0, page.words(f"plan.excluded_{name}"), "plain")
        for index in range(PLAN_YEARS):
            page.link(at, FIRST_YEAR + index, "plan_excluded_rounded", member=name, index=index, unit=THOUSANDS)
        own = name == FYLKE and FYLKE in page.context.municipality.own_levels
        page.write(at, FULL_YEAR, page.words("plan.why_own" if own else f"plan.why_{name}"), "unit")
    return line + 3 + len(EXCLUDED)
