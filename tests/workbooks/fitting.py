"""Whether every text can be read in its cell: wrapped ones within the row's height, others over the empty cells beside.

Widths are XlsxWriter's pixels of Calibri at 11 points, made larger with the size and where the type is bold; the last
digit of precision is Excel's own. A row without a height of its own is made high enough by Excel.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from xlsxwriter.utility import xl_pixel_width

DIGIT, PADDING, INDENT = 7, 5, 9
"""Pixels of a digit, of what a column has beside its digits, and of one step of indent."""
SIZE, LINE_HEIGHT, DEFAULT_WIDTH = 11, 15.0, 8.43
BOLD: Final = 1.06
SHRUNK: Final = 1.9
"""How much a text may be shrunk to fit: to 6 points, for names of 65 letters that another sheet has in full size."""
TIGHT: Final = 1.04
"""How much wider than its place a text may seem: the widths are whole pixels, character by character."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """A text that is not seen whole."""

    sheet: str
    address: str
    text: str


def cut_texts(path: Path) -> list[Cut]:
    """Every text of the file that is cut in its cell."""
    return [cut for sheet in load_workbook(path, data_only=True).worksheets for cut in _of_sheet(sheet)]


def _of_sheet(sheet: Any) -> Iterator[Cut]:  # noqa: ANN401 - openpyxl ships no types
    widths = column_widths(sheet)
    for row in sheet.iter_rows():
        filled = {cell.column: cell for cell in row if cell.value not in {None, ""}}
        for cell in filled.values():
            if isinstance(cell.value, str) and not _fits(sheet, cell, filled, widths):
                yield Cut(sheet=sheet.title, address=cell.coordinate, text=cell.value)


def column_widths(sheet: Any) -> Mapping[int, float]:  # noqa: ANN401 - openpyxl ships no types
    widths: dict[int, float] = {}
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or 0) + 1):
            widths[column] = dimension.width
    return widths


def _pixels(widths: Mapping[int, float], column: int) -> float:
    return int(widths.get(column, DEFAULT_WIDTH) * DIGIT + PADDING) - PADDING


def _fits(sheet: Any, cell: Any, filled: Mapping[int, Any], widths: Mapping[int, float]) -> bool:  # noqa: ANN401 - openpyxl ships no types
    size = (cell.font.sz or SIZE) / SIZE
    scale = size * (BOLD if cell.font.b else 1.0)
    room = (_pixels(widths, cell.column) - INDENT * int(cell.alignment.indent or 0)) * TIGHT
    if cell.alignment.shrink_to_fit:
        room *= SHRUNK
    if cell.alignment.wrap_text:
        height = sheet.row_dimensions[cell.row].height
        return bool(height is None or _lines(cell.value, room / scale) * LINE_HEIGHT * size <= height + 1)
    if cell.alignment.horizontal == "right":
        before = cell.column - 1
        while before >= 1 and before not in filled:
            room += _pixels(widths, before) + PADDING
            before -= 1
        return bool(xl_pixel_width(cell.value) * scale <= room)
    after = cell.column + 1
    while after not in filled:
        room += _pixels(widths, after) + PADDING
        after += 1
        if after > cell.column + 60:
            room = inf
            break
    return bool(xl_pixel_width(cell.value) * scale <= room)


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes, broken at blanks; a word that is too long is broken where it must be."""
    lines = 0
    for paragraph in text.split("\n"):
        used, lines = 0.0, lines + 1
        for word in paragraph.split(" "):
            width = xl_pixel_width(word)
            if used and used + xl_pixel_width(" ") + width > room:
                used, lines = 0.0, lines + 1
            used += width + (xl_pixel_width(" ") if used else 0.0)
            lines, used = lines + int(used // room if used > room else 0), used % room if used > room else used
    return lines
