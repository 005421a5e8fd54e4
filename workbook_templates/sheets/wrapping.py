"""Long texts on a sheet: how high a row must be for what is wrapped in it, and a text laid over several lines."""

from collections.abc import Mapping
from textwrap import wrap
from typing import Final

from xlsxwriter.utility import xl_pixel_width

from workbook_templates.page import Page

LINE_HEIGHT: Final = 15.0
"""Points of one line of the workbook's typeface at its size."""
DIGIT, INDENT = 7, 9
"""Pixels of a digit, which a column's width is counted in, and of one step of indent."""
MARGIN: Final = 0.98
"""How much of a column is counted on: no two programs draw a text equally wide."""


def line_count(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of that many characters.

    >>> line_count("kort", 40), line_count("x" * 100, 40)
    (1, 3)
    """
    return max(1, len(wrap(text, int(width))))


def lines_in_column(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of that width, each letter measured: broken at blanks.

    >>> lines_in_column("kort", 9), lines_in_column("lille lille il", 9), lines_in_column("MMMM MMMM MM", 9)
    (1, 2, 3)
    """
    room = (width * DIGIT - INDENT) * MARGIN
    lines, used, blank = 1, 0.0, xl_pixel_width(" ")
    for word in text.split():
        wide = xl_pixel_width(word)
        if used and used + blank + wide > room:
            lines, used = lines + 1, 0.0
        used += wide + (blank if used else 0.0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def fit_row(page: Page, line: int, texts: Mapping[int, str], widths: Mapping[int, float]) -> None:
    """Make a row as high as its highest wrapped text needs; `texts` and `widths` are by column."""
    most = max(line_count(text, widths[column]) for column, text in texts.items())
    page.sheet.set_row(line, LINE_HEIGHT * most)


def fit_columns(page: Page, line: int, texts: Mapping[int, str], widths: Mapping[int, float], least: int = 1) -> None:
    """Make a row as high as its highest text needs when measured in its column, and `least` lines at least.

    The `widths` are the columns' own.
    """
    most = max(least, *(lines_in_column(text, widths[column]) for column, text in texts.items()))
    page.sheet.set_row(line, LINE_HEIGHT * most)


def write_lines(page: Page, line: int, text: str, length: int, shape: str = "plain") -> int:
    """Write a text over as many lines as it takes, running out over the empty cells beside; return the next line."""
    parts = wrap(text, length)
    for at, part in enumerate(parts, line):
        page.write(at, 0, part, shape)
    return line + len(parts)


def quoted(text: str) -> str:
    """Return a text as a formula writes it: in quotation marks, with those inside doubled.

    >>> print(quoted("ja"), len(quoted('"')))
    "ja" 4
    """
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
