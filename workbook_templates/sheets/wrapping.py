"""Long texts on a sheet: how high a row must be for what is wrapped in it, and a text laid over several lines."""

from collections.abc import Mapping
from textwrap import wrap
from typing import Final

from workbook_templates.page import Page

LINE_HEIGHT: Final = 15.0
"""Points of one line of the workbook's typeface at its size."""


def line_count(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of that many characters.

    >>> line_count("kort", 40), line_count("x" * 100, 40)
    (1, 3)
    """
    return max(1, len(wrap(text, int(width))))


def fit_row(page: Page, line: int, texts: Mapping[int, str], widths: Mapping[int, float]) -> None:
    """Make a row as high as its highest wrapped text needs; `texts` and `widths` are by column."""
    most = max(line_count(text, widths[column]) for column, text in texts.items())
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
