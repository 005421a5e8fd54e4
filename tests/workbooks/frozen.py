"""How much of a small screen the lines and columns that stand still take up on each sheet of a workbook."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from tests.workbooks.reading import MAIN, sheet_parts

SCREEN: Final = (1366, 768)
MOST: Final = 0.4
"""Of the screen, in either direction: what is scrolled needs the greater part."""
DIGIT, COLUMN, LINE = 7, 64, 20
"""Pixels: of a digit, which widths are counted in, of a column and of a line that are left as they are."""
PIXELS_A_POINT: Final = 4 / 3
ROWS: Final = re.compile(r"(<sheetData>).*(</sheetData>)", re.DOTALL)
ROW: Final = re.compile(r'<row r="(\d+)"[^>]*? ht="([\d.]+)"')


def too_much_frozen(path: Path) -> list[str]:
    """Return each sheet whose frozen lines or columns take too much, with their width and height in pixels."""
    with zipfile.ZipFile(path) as package:
        sizes = {name: _size(package.read(part).decode()) for name, _, part in sheet_parts(package)}
    return [
        f"{name}: {width} × {height}"
        for name, (width, height) in sizes.items()
        if width > MOST * SCREEN[0] or height > MOST * SCREEN[1]
    ]


def _size(content: str) -> tuple[int, int]:
    root = fromstring(ROWS.sub(r"\1\2", content))
    pane = next(root.iter(f"{MAIN}pane"), None)
    if pane is None:
        return 0, 0
    widths = _widths(root)
    heights = {int(row): float(points) * PIXELS_A_POINT for row, points in ROW.findall(content)}
    width = sum(widths.get(column, COLUMN) for column in range(1, int(pane.get("xSplit", "0")) + 1))
    height = sum(heights.get(row, LINE) for row in range(1, int(pane.get("ySplit", "0")) + 1))
    return round(width), round(height)


def _widths(root: Element) -> Mapping[int, float]:
    return {
        column: float(one.get("width", "0")) * DIGIT
        for one in root.iter(f"{MAIN}col")
        for column in range(int(one.get("min", "1")), int(one.get("max", "1")) + 1)
    }
