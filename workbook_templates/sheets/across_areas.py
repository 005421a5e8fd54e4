"""The lower half of `Budsjett på tvers`: gains by service area at each level, costs and net, by year and summed."""

from typing import Final

from utenfor_core.across import COLUMNS, PAYING, SHOWN_AREAS, SUM_HORIZONS
from utenfor_core.domain import LEVELS
from utenfor_core.plan_lines import PLAN_YEARS
from utenfor_core.trace import number
from workbook_templates.page import Page

NOTES: Final = ("areas_note_1", "areas_note_2", "areas_note_3")
HEAD_HEIGHT: Final = 32
UNIT: Final = "kr eller tom"
"""Nothing is shown as a dash: most areas have no gain at most levels."""


def write(page: Page, line: int, last_column: int) -> None:
    """Write the table under its heading."""
    words = page.words
    page.heading(line, "across.heading_areas", last_column)
    _heads(page, line + 1)
    line += 2
    for level in LEVELS:
        page.write(line, 0, words(f"across.level_{level}"), "head_bare")
        for column in range(1, last_column + 1):
            page.sheet.write_blank(line, column, None, page.styles("head_bare"))
        line += 1
        for area in SHOWN_AREAS[level]:
            _line(page, line, words(f"across.area_{area}"), "across_gain", f"{level}_{area}")
            line += 1
        if level in PAYING:
            _cost(page, line, level)
            line += 1
        _line(page, line, words("across.net"), "across_net", level, shape="total")
        line += 1
    _line(page, line, words("across.total"), "across_total", "", shape="total")
    for below, note in enumerate(NOTES, line + 1):
        page.write(below, 0, words(f"across.{note}"), "remark")


def _heads(page: Page, line: int) -> None:
    words = page.words
    page.write(line, 0, words("across.head_area"), "head")
    for index in range(PLAN_YEARS):
        page.link(line, 1 + index, "across_from", index=index, shape="head_number")
    start, end = words("across.head_sum"), words("across.head_years")
    for column, horizon in enumerate(SUM_HORIZONS, 1 + PLAN_YEARS):
        length = number(page.context.value("horizon_list", member=int(horizon) - 1))
        formula = f'="{start}"&ROUND({{horizon_list@{int(horizon)}}},0)&"{end}"'
        page.formula(line, column, formula, f"{start}{length:.0f}{end}", shape="head_number")
    page.write(line, COLUMNS - 1, words("across.head_life"), "head_number")
    page.write(line, COLUMNS, words("across.head_present"), "head_number")
    page.sheet.set_row(line, HEAD_HEIGHT)


def _line(page: Page, line: int, label: str, row: str, member: str, *, shape: str = "cell") -> None:  # noqa: PLR0913 - where, what and how it looks
    page.write(line, 0, label, shape)
    for index in range(COLUMNS):
        page.link(line, 1 + index, row, member=member, index=index, unit=UNIT, shape=shape)


def _cost(page: Page, line: int, level: str) -> None:
    """Write what the level pays, as a negative amount."""
    page.write(line, 0, page.words("across.cost"), "cell")
    at = LEVELS.index(level)
    for index in range(COLUMNS):
        value = number(page.context.value("across_cost", member=at, index=index))
        cell = page.address("across_cost", member=level, index=index)
        page.formula(line, 1 + index, f"=-{cell}", 0.0 - value, UNIT)
