"""Where the printed pages of a long sheet end: before a section that no longer fits, never inside one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from workbook_templates.sheets.wrapping import LINE_HEIGHT
from workbook_templates.writing import MARGINS

PAGE_HEIGHT, INCH, PERCENT = 595.3, 72.0, 100.0
"""Points of A4 across from top to bottom, points of an inch."""
ROOM: Final = 0.97
"""How much of a page is counted on: no two programs make a line equally high."""
TITLE: Final = 24.0
"""Points of the first line, where the title stands."""
POINTS_A_PIXEL: Final = 0.75


def break_before(sheet: Any, starts: Sequence[int], end: int, *, scale: int, repeated: Iterable[int]) -> None:  # noqa: ANN401 - XlsxWriter's own class
    """Print a sheet at a scale in per cent, with a break before each section that would not fit on the page begun.

    `starts` are the first lines of the sections after the one on top, from 0, `end` is the line after the last, and
    `repeated` are the lines on top of every page. Excel keeps breaks where a sheet has a scale, not where it is fitted
    to pages.
    """
    room = (PAGE_HEIGHT - sum(MARGINS[2:]) * INCH) / scale * PERCENT * ROOM
    again = _height(sheet, repeated)
    used, breaks = 0.0, []
    for start, after in pairwise((0, *starts, end)):
        tall = _height(sheet, range(start, after))
        if start and used + tall > room:
            breaks.append(start)
            used = again
        used += tall
    sheet.set_print_scale(scale)
    sheet.set_h_pagebreaks(breaks)


def _height(sheet: Any, lines: Iterable[int]) -> float:  # noqa: ANN401 - as above
    known = sheet.row_sizes
    return sum(known[line][0] * POINTS_A_PIXEL if line in known else LINE_HEIGHT if line else TITLE for line in lines)
