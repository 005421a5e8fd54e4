"""The copy field of `Økonomiplan`: the lines in use as links in the same columns, empty while the example is shown."""

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.plan_lines import BLOCKS, PLAN_LINES, PLAN_YEARS
from workbook_templates.page import Page
from workbook_templates.sheets import plan_codes, plan_texts
from workbook_templates.sheets.plan_lines import (
    FIRST_YEAR,
    FULL_YEAR,
    LAST_COLUMN,
    LAST_YEAR_INDEX,
    MEASURE,
    PlanTable,
    columns_of,
    year_heads,
)


def write(page: Page, table: PlanTable) -> None:
    """Write the field below the plan."""
    line = table.after + 1
    page.heading(line, "plan.heading_copy", LAST_COLUMN)
    page.write(line + 1, 0, page.words("plan.copy_note"), "remark")
    year_heads(page, line + 2)
    homes = {member: block for block, members in BLOCKS.items() for member in members}
    for at, member in enumerate(PLAN_LINES, line + 3):
        _line(page, at, table.lines[member], homes[member], member)


def _line(page: Page, line: int, source: int, block: str, member: str) -> None:
    words = plan_texts.of(page, block, member)
    unused = page.words("plan.unused")
    hidden = page.context.value("example_shown") == 1 or words.measure.value == unused
    mark = xl_rowcol_to_cell(source, MEASURE, col_abs=True)
    texts, number, unit = columns_of(words), PLAN_LINES.index(member), "1 000 kr"
    values = {column: (text.value, text.unit) for column, text in texts.items()}
    codes = plan_codes.of(page, member)
    for index in range(PLAN_YEARS):
        values[FIRST_YEAR + index] = (page.context.value("plan_shown", member=number, index=index), unit)
    values[FULL_YEAR] = (page.context.value("plan_rounded", member=number, index=LAST_YEAR_INDEX), unit)
    for column in range(LAST_COLUMN + 1):
        if texts.get(column) == plan_texts.EMPTY:
            continue
        if column in codes:
            value, unit, cell = codes[column].value, codes[column].unit, codes[column].formula.removeprefix("=")
        else:
            (value, unit), cell = values[column], xl_rowcol_to_cell(source, column)
        formula = f'=IF(OR({{example_shown}}=1,{mark}="{unused}"),"",{cell})'
        page.formula(line, column, formula, "" if hidden else value, unit, "calculated")
