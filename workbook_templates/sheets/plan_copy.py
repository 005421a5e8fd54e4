"""The copy field of `Økonomiplan`: the lines in use from the top without gaps, empty while the example is shown."""

from typing import Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.domain import Value
from utenfor_core.plan_lines import BLOCKS, PLAN_LINES, PLAN_YEARS
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import as_text
from workbook_templates.page import Page
from workbook_templates.sheets import plan_codes, plan_texts
from workbook_templates.sheets.plan_lines import (
    AREA,
    FIRST_YEAR,
    FULL_YEAR,
    LAST_COLUMN,
    LAST_YEAR_INDEX,
    MAN_YEARS,
    MEASURE,
    NOTE,
    NUMBER,
    POSITIONS,
    TYPE,
    PlanTable,
    columns_of,
    year_heads,
)

LONG: Final = (MEASURE, NOTE)
"""Columns of the user's own words, which are wrapped."""
AMOUNTS: Final = range(FIRST_YEAR, FULL_YEAR + 1)


def write(page: Page, table: PlanTable) -> None:
    """Write the field below the plan: its k-th row is the line with the number k."""
    line = table.after + 1
    page.heading(line, "plan.heading_copy", LAST_COLUMN)
    page.write(line + 1, 0, page.words("plan.copy_note"), "remark")
    year_heads(page, line + 2)
    used = [member for member in PLAN_LINES if plan_texts.is_used(page, member)]
    shown = [] if page.context.value("example_shown") == 1 else [_values(page, member) for member in used]
    first = line + 3
    for at in range(first, first + len(PLAN_LINES)):
        values = shown[at - first] if at - first < len(shown) else {}
        _line(page, table, at, first, values)


def _line(page: Page, table: PlanTable, line: int, first: int, values: dict[int, Value]) -> None:
    begin, end = min(table.lines.values()), max(table.lines.values())
    top, here = (
        xl_rowcol_to_cell(first, NUMBER, row_abs=True, col_abs=True),
        xl_rowcol_to_cell(line, NUMBER, col_abs=True),
    )
    count = f"ROWS({top}:{here})"
    none = f"OR({{example_shown}}=1,{count}>SUM({{plan_used.all}}))"
    page.formula(line, NUMBER, f'=IF({none},"",{count})', values.get(NUMBER, ""), "nummer", "calculated")
    found = f"MATCH({here},{xl_range_abs(begin, NUMBER, end, NUMBER)},0)"
    in_use = f"MATCH({here},{{plan_number.all}},0)"
    for column in range(NUMBER):
        cell = f"INDEX({xl_range_abs(begin, column, end, column)},{found})"
        unit = "1 000 kr" if column in AMOUNTS else MAN_YEARS if column == POSITIONS else "tekst"
        if column == TYPE:
            cell = f"INDEX({{plan_type.all}},{in_use})"
        elif column == AREA:
            area = f"INDEX({{plan_area.all}},{in_use})"
            cell = f'IF({area}="{NOT_SET}","",{area})'
        elif column == POSITIONS:
            cell = f'IF({cell}="","",{cell})'
        elif column not in AMOUNTS:
            cell += '&""'
        shape = "text" if column in LONG else "calculated"
        page.formula(line, column, f'=IF({here}="","",{cell})', values.get(column, ""), unit, shape)


def _values(page: Page, member: str) -> dict[int, Value]:
    """Return what stands in the row of a line in use, by column."""
    block = next(block for block, members in BLOCKS.items() if member in members)
    words, number = plan_texts.of(page, block, member), PLAN_LINES.index(member)
    texts = columns_of(words) | plan_codes.of(page, member)
    values: dict[int, Value] = {column: as_text(text.value) for column, text in texts.items()}
    value = page.context.value
    for index in range(PLAN_YEARS):
        values[FIRST_YEAR + index] = value("plan_shown", member=number, index=index)
    values[FULL_YEAR] = value("plan_rounded", member=number, index=LAST_YEAR_INDEX)
    return values | {NUMBER: value("plan_number", member=number), POSITIONS: words.positions.value}
