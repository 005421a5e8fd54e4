"""How much of a small screen a sheet takes: its columns, the texts that run out over empty cells, and room for numbers.

The screen is one of 13 inches at 100 %: 1440 pixels less the heads of the rows and the scroll bar. Excel's own list of
pixels for a column is its width in the file times a digit's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from xlsxwriter.utility import xl_pixel_width

from tests.workbooks.fitting import BOLD, DEFAULT_WIDTH, DIGIT, INDENT, PADDING, SIZE, column_widths
from workbook_templates import positions as at
from workbook_templates.styles import NUMBER_FORMATS

MOST: Final = 1400
READ: Final = tuple(name for name in at.SHEETS if name not in at.ZERO)
"""Calculation sheets are not read on one screen."""
LARGEST: Final = "-9 999 999 999"
LARGEST_OF: Final = {at.ASSUMPTIONS: "1 000 000 000", at.PLAN: "-999 999", at.PICTURE: "100 000"}
"""The largest own value that is taken, amounts in 1 000 kr, and what amounts are rounded to."""
KRONER: Final = {NUMBER_FORMATS["kr"], NUMBER_FORMATS["kr eller tom"]}


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """How many pixels a sheet takes, and the cell that reaches farthest."""

    pixels: int
    address: str


def extents(path: Path) -> dict[str, Extent]:
    """How far each sheet of a workbook reaches, by its name in bokmål."""
    sheets = load_workbook(path, data_only=True).worksheets
    return {name: extent_of(sheet) for name, sheet in zip(at.SHEETS, sheets, strict=True)}


def narrow_numbers(path: Path) -> list[str]:
    """Return the columns with formulas or fields in kroner where the largest amount does not fit: bold digits too."""
    sheets = zip(at.SHEETS, load_workbook(path).worksheets, strict=True)
    return sorted({told for name, sheet in sheets for told in _narrow(sheet, LARGEST_OF.get(name, LARGEST))})


def extent_of(sheet: Any) -> Extent:  # noqa: ANN401 - openpyxl ships no types
    """How far a sheet reaches."""
    widths = column_widths(sheet)
    farthest = Extent(pixels=0, address="")
    for row in sheet.iter_rows():
        filled = {cell.column for cell in row if cell.value not in {None, ""}}
        for cell in row:
            if cell.column in filled:
                end = _end(cell, filled, widths)
                if end > farthest.pixels:
                    farthest = Extent(pixels=end, address=cell.coordinate)
    return farthest


def _end(cell: Any, filled: set[int], widths: Mapping[int, float]) -> int:  # noqa: ANN401 - openpyxl ships no types
    """Return the pixel where a cell ends, with its text when that runs out over empty cells."""
    before = sum(_pixels(widths, column) for column in range(1, cell.column))
    own = before + _pixels(widths, cell.column)
    form = cell.alignment
    runs = isinstance(cell.value, str) and not (form.wrap_text or form.shrink_to_fit or form.horizontal == "right")
    if not runs or cell.column + 1 in filled:
        return own
    scale = (cell.font.sz or SIZE) / SIZE * (BOLD if cell.font.b else 1.0)
    text = float(xl_pixel_width(cell.value) * scale)
    return max(own, round(before + INDENT * int(form.indent or 0) + text + PADDING))


def _narrow(sheet: Any, largest: str) -> Iterator[str]:  # noqa: ANN401 - openpyxl ships no types
    widths = column_widths(sheet)
    for row in sheet.iter_rows():
        for cell in row:
            is_formula = isinstance(cell.value, str) and cell.value.startswith("=")
            open_field = not cell.protection.locked
            if cell.number_format not in KRONER or not (is_formula or open_field):
                continue
            need = xl_pixel_width(largest) + INDENT * int(cell.alignment.indent or 0)
            if not cell.alignment.shrink_to_fit and need > _pixels(widths, cell.column) - PADDING:
                yield f"{sheet.title}!{cell.column_letter}"


def _pixels(widths: Mapping[int, float], column: int) -> int:
    return int(widths.get(column, DEFAULT_WIDTH) * DIGIT)
