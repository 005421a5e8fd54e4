"""How a sheet falls on A4 across when its pages are broken by hand: the height and width of each part, and its charts.

Excel keeps breaks made by hand only where the sheet has a scale, not where it is fitted to pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from tests.workbooks.screen import extent_of
from workbook_templates import positions as at

WIDTH, HEIGHT = 841.9, 595.3
"""Points of A4 across."""
INCH, PERCENT = 72.0, 100.0
PIXELS_A_POINT: Final = 4 / 3
LINE, TITLE = 15.0, 24.0
"""Points of a line without a height of its own, and of the title's."""
HEADING_SIZE: Final = 13


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What is printed between two breaks: its lines from 1, and how much of a page's height and width it takes."""

    first: int
    last: int
    height: float
    width: float


def parts(path: Path, name: str) -> list[Part]:
    """The parts of a sheet, by its name in bokmål; empty where Excel would not keep its breaks."""
    sheet = _sheet(path, name)
    scale = sheet.page_setup.scale
    if sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage:
        return []
    margins = sheet.page_margins
    high = (HEIGHT - (margins.top + margins.bottom) * INCH) / scale * PERCENT
    wide = (WIDTH - (margins.left + margins.right) * INCH) / scale * PERCENT
    width = extent_of(sheet).pixels / PIXELS_A_POINT / wide
    repeated = _repeated(sheet)
    again = _lines(sheet, *repeated)
    found = []
    for first, last in _ends(sheet):
        points = _lines(sheet, first, last) + (again if first > repeated[1] else 0)
        found.append(Part(first=first, last=last, height=points / high, width=width))
    return found


def charts_over_breaks(path: Path, name: str) -> list[tuple[int, int]]:
    """The first and last line of each chart that two pages would share."""
    sheet = _sheet(path, name)
    breaks = [one.id for one in sheet.row_breaks.brk]
    return [(first, last) for first, last in _charts(sheet) if any(first <= one < last for one in breaks)]


def lonely_headings(path: Path, name: str) -> list[str]:
    """The headings that are the last thing on a page, with neither text nor chart below."""
    sheet = _sheet(path, name)
    found, charts = [], _charts(sheet)
    for _, last in _ends(sheet):
        written = [row for row in range(1, last + 1) if sheet.cell(row, 1).value not in {None, ""}]
        is_heading = sheet.cell(written[-1], 1).font.sz == HEADING_SIZE
        if is_heading and not any(written[-1] <= first <= last for first, _ in charts):
            found.append(str(sheet.cell(written[-1], 1).value))
    return found


def _charts(sheet: Any) -> Sequence[tuple[int, int]]:  # noqa: ANN401 - openpyxl ships no types
    anchors = [chart.anchor for chart in sheet._charts]  # noqa: SLF001 - openpyxl has no other list of a sheet's charts
    return [(anchor._from.row + 1, anchor.to.row + 1) for anchor in anchors]  # noqa: SLF001 - the anchor's own name


def _sheet(path: Path, name: str) -> Any:  # noqa: ANN401 - openpyxl ships no types
    return _sheets(path)[at.SHEETS.index(name)]


@lru_cache(maxsize=1)
def _sheets(path: Path) -> Any:  # noqa: ANN401 - openpyxl ships no types
    return load_workbook(path, data_only=True).worksheets


def _ends(sheet: Any) -> Sequence[tuple[int, int]]:  # noqa: ANN401 - openpyxl ships no types
    last = max(row for row in range(1, sheet.max_row + 1) if _is_printed(sheet, row))
    edges = [0, *(one.id for one in sheet.row_breaks.brk), last]
    return [(first + 1, end) for first, end in pairwise(edges)]


def _is_printed(sheet: Any, row: int) -> bool:  # noqa: ANN401 - openpyxl ships no types
    area = sheet.print_area
    end = int(str(area).rpartition("$")[2]) if area else sheet.max_row
    return row <= end and any(cell.value not in {None, ""} for cell in sheet[row])


def _repeated(sheet: Any) -> tuple[int, int]:  # noqa: ANN401 - openpyxl ships no types
    first, last = str(sheet.print_title_rows or "$1:$0").replace("$", "").split(":")
    return int(first), int(last)


def _lines(sheet: Any, first: int, last: int) -> float:  # noqa: ANN401 - openpyxl ships no types
    return sum(_height(sheet, row) for row in range(first, last + 1))


def _height(sheet: Any, row: int) -> float:  # noqa: ANN401 - openpyxl ships no types
    return float(sheet.row_dimensions[row].height or (TITLE if row == 1 else LINE))
