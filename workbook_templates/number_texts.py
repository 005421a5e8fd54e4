"""Which cells hold text that looks like a number, so that Excel does not put a green triangle in each of them."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from xlsxwriter.utility import xl_range

NUMBER: Final = re.compile(r"[+-]?\d[\d \u00a0.,]*%?")


def looks_like_number(text: str) -> bool:
    """Tell whether Excel would say of a text that it is a number stored as text.

    >>> looks_like_number("0301"), looks_like_number("2026.1"), looks_like_number("1a"), looks_like_number("")
    (True, True, False, False)
    """
    return NUMBER.fullmatch(text) is not None


def areas(cells: Iterable[tuple[int, int]]) -> str:
    """Return lines and columns as areas with a space between: each column's runs, those alike side by side as one.

    >>> areas([(0, 0), (1, 0), (0, 1), (1, 1), (5, 1)])
    'A1:B2 B6'
    """
    columns: dict[tuple[int, int], list[int]] = {}
    for column, first, last in _runs(cells):
        columns.setdefault((first, last), []).append(column)
    found = [
        (first, beside[0], last, beside[-1]) for (first, last), alike in columns.items() for beside in _unbroken(alike)
    ]
    return " ".join(xl_range(*area) for area in sorted(found))


def _runs(cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield each column's unbroken runs of lines: column, first, last."""
    for column, group in groupby(sorted((column, line) for line, column in cells), key=lambda cell: cell[0]):
        for run in _unbroken([line for _, line in group]):
            yield column, run[0], run[-1]


def _unbroken(numbers: list[int]) -> Iterator[list[int]]:
    """Yield the runs of rising numbers that follow one another without a gap."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]
