"""The register of empty lines on `Forutsetninger`: what is left out, which way it pulls, where to look; counts."""

from collections.abc import Mapping
from typing import Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.domain import FYLKE, KOMMUNE, STAT
from utenfor_core.empty_lines import EMPLOYER_LINE, EmptyLine, count_by_level, empty_lines, register
from workbook_templates.blocks.assumptions import MAXIMUM_COLUMN
from workbook_templates.page import Page
from workbook_templates.sheets.wrapping import fit_columns

LINE, LEVEL, DIRECTION, BUDGET, STATE, WHERE = range(6)
WHY: Final = MAXIMUM_COLUMN + 1
COLUMNS: Final = {
    "line": LINE,
    "level": LEVEL,
    "direction": DIRECTION,
    "budget": BUDGET,
    "state": STATE,
    "where": WHERE,
    "why": WHY,
}


def write_register(page: Page, line: int, widths: Mapping[int, float]) -> None:
    """Write the register from `line` down: the counts first, then each line; what the user fills in changes both."""
    result = page.context.result
    known = {assumption.name for assumption in result.frame.lines}
    lines = empty_lines(result.frame.parameters, zone_known=False)
    empty = register(result)
    page.heading(line, "register.heading", WHY)
    page.write(line + 1, LINE, page.words("register.about"), "constant")
    page.heads(
        line + 2,
        LINE,
        [page.words(f"register.{name}") for name in ("counts", "head_level", "head_count")],
        numbers_from=2,
    )
    levels = (KOMMUNE, FYLKE, STAT)
    first = line + 3 + len(levels) + 2
    _counts(page, line + 3, (first, first + len(lines) - 1), {level: count_by_level(empty)[level] for level in levels})
    for column in range(WHERE, WHY):
        page.sheet.write_blank(first - 1, column, None, page.styles("head_bare"))
    for name, column in COLUMNS.items():
        page.write(first - 1, column, page.words(f"register.head_{name}"), "head_bare")
    still = {found.id for found in empty}
    for at, found in enumerate(lines, first):
        texts = {LINE: found.line, BUDGET: found.budget, WHY: found.why}
        for column, text in {**texts, LEVEL: found.level, DIRECTION: found.direction}.items():
            page.write(at, column, text, "label")
        page.write(at, WHERE, found.where, "unit")
        fit_columns(page, at, texts, widths)
        _state(page, at, found, is_empty=found.id in still, is_typed=f"unit_{found.id}" in known)


def _counts(page: Page, line: int, lines: tuple[int, int], counts: Mapping[str, int]) -> None:
    level_range, state_range = (xl_range_abs(lines[0], column, lines[1], column) for column in (LEVEL, STATE))
    empty = page.words("register.empty")
    for at, (level, count) in enumerate(counts.items(), line):
        page.write(at, LEVEL, level, "label")
        template = f'=COUNTIFS({level_range},{xl_rowcol_to_cell(at, LEVEL)},{state_range},"{empty}")'
        page.formula(at, DIRECTION, template, count, "antall")


def _state(page: Page, line: int, found: EmptyLine, *, is_empty: bool, is_typed: bool) -> None:
    """Write whether the line is empty; live where a cell of the book can fill it."""
    empty, filled = page.words("register.empty"), page.words("register.filled")
    figure = "{employer_rate}" if found.id == EMPLOYER_LINE else f"{{unit_{found.id}}}" if is_typed else ""
    if figure:
        page.formula(
            line, STATE, f'=IF(ISNUMBER({figure}),"{filled}","{empty}")', empty if is_empty else filled, shape="label"
        )
    else:
        page.write(line, STATE, empty, "label")
