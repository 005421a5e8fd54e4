"""Cells laid in the lines and columns of our files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from utenfor.refresh.asking import Answers
from utenfor.refresh.records import Cell, Column, Fetched, File, Rows, Table
from utenfor.refresh.selecting import Question

NUMBER, YEAR = "number", "year"


def as_text(value: float | None) -> str:
    """Return a figure as our files have it: no more digits than it has, and nothing where it is not known.

    >>> as_text(12.0), as_text(8.3), as_text(None)
    ('12', '8.3', '')
    """
    return "" if value is None else f"{value:.15g}"


def signs_of(found: Iterable[Cell]) -> dict[str, int]:
    """Return how many cells have no figure, by the sign that says why; '' where the server says nothing.

    >>> signs_of([Cell(codes={}, value=None, sign=":"), Cell(codes={}, value=3.0, sign=None)])
    {':': 1}
    """
    return dict(Counter(cell.sign or "" for cell in found if cell.value is None))


def in_columns(table: Table, question: Question, found: Answers) -> Fetched:
    """Return the table's one file: a line for each area and year with any figure, and the columns described."""
    names = [column.name for column in table.columns]
    rows: Rows = {}
    filled: dict[tuple[str, ...], tuple[str, ...]] = {}
    for cell in found.cells:
        area = question.areas[cell.codes[question.regions]]
        year = question.years[cell.codes[question.time]]
        codes = tuple(cell.codes.get(dimension, "") for dimension in question.names)
        if codes not in filled:
            filled[codes] = tuple(_columns_of(cell, table.columns, question.names))
        for column in filled[codes]:
            line = rows.setdefault((area, str(year)), dict.fromkeys(names, ""))
            line[column] = as_text(cell.value)
    known = {key: line for key, line in sorted(rows.items()) if any(line.values())}
    return Fetched(
        table=table,
        files=(File(name=table.file, keys=(NUMBER, YEAR), columns=tuple(names), rows=known),),
        answers=tuple(found.answers),
        years=tuple(sorted({int(year) for _, year in known})),
        missing_codes=question.missing,
        new_codes=question.new,
        signs=signs_of(found.cells),
    )


def _columns_of(cell: Cell, columns: Iterable[Column], names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    ours = {dimension: codes.get(cell.codes.get(dimension, "")) for dimension, codes in names.items()}
    for column in columns:
        if all(ours.get(dimension) == name for dimension, name in column.where.items() if dimension in ours):
            yield column.name
