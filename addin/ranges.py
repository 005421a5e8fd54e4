"""Cells in, cells out: a call's arguments read as columns, and its answers laid in the shape of the ranges.

Every argument is a single cell or a range; all ranges of a call have one shape. A cell that cannot be used costs only
its own row: the row's answer is the error, the other rows are calculated.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import numpy as np

from addin.answers import Columns, Evaluation
from addin.arguments import Kind
from addin.columns import Cells, Column, cells_of, read_column, size_in_words
from addin.registry import registry
from addin.worksheet_errors import BAD_NUMBER, BAD_VALUE, PassedOn, WorksheetError

Answer = Any
"""A number, a text, or an array of them in the shape of the ranges."""

CACHED_CALLS = 4096
"""Calls on single cells that are remembered, so that recalculating a sheet costs nothing."""

CACHED_PREPARATIONS = 1024
"""What is remembered of the arguments that repeat from cell to cell: group, level, horizon, rate, age and preset."""

RANGES = (list, tuple, np.ndarray)
NO_NUMBER = "Regnestykket gir ikke et endelig tall. Kontroller beløp, antall og rater."
MANY = "Svaret er flere tall. Bruk én celle av gangen, ikke et område."


def call(name: str, *arguments: Cells) -> Answer:
    """Return what a function answers: a float, a text, or an array in the shape of the ranges.

    An array of numbers is float64. Where a cell has an error it is an array of objects with the WorksheetError there.

    Raises WorksheetError when every argument is a single cell and one of them, or the answer, is an error.
    """
    cells = [  # a range that is one row of one cell, as hosts give every single cell, is that cell
        one[0][0] if isinstance(one, list) and len(one) == 1 and isinstance(one[0], list) and len(one[0]) == 1 else one
        for one in arguments
    ]
    for one in cells:
        if isinstance(one, RANGES):
            return _answer(name, cells)
    try:
        answer = _of_single_cells(name, *cells)
    except TypeError:  # a cell that cannot be remembered is refused in words
        return _answer(name, cells)
    if isinstance(answer, WorksheetError):
        raise WorksheetError(answer.code, answer.explanation)  # a new one: the remembered would gather tracebacks
    return answer


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """How a function's cells are read: position, name, label and kind of each argument, apart those to prepare."""

    evaluation: Evaluation
    prepared: tuple[tuple[int, str, str, Kind], ...]
    others: tuple[tuple[int, str, str, Kind], ...]


@cache
def _reading(name: str) -> _Reading:
    from addin.evaluations import evaluations  # noqa: PLC0415  # the core is loaded by the first call, not by the import
    from addin.kinds import kinds  # noqa: PLC0415  # as above

    evaluation = evaluations()[name]
    read = tuple((at, one.name, one.label, kinds()[one.kind]) for at, one in enumerate(registry()[name].arguments))
    return _Reading(
        evaluation=evaluation,
        prepared=tuple(one for one in read if one[1] in evaluation.prepared),
        others=tuple(one for one in read if one[1] not in evaluation.prepared),
    )


@lru_cache(maxsize=CACHED_CALLS, typed=True)
def _of_single_cells(name: str, *cells: Cells) -> Answer:
    reading = _reading(name)
    try:
        prepared = _prepared(name, *[cells[one[0]] for one in reading.prepared])
        return _single(reading.evaluation.answer(_row(reading.others, cells), prepared))
    except WorksheetError:
        pass
    try:  # column by column, so that the error is the one a range would have
        return _answer(name, cells)
    except WorksheetError as error:
        return error


@lru_cache(maxsize=CACHED_PREPARATIONS, typed=True)
def _prepared(name: str, *cells: Cells) -> object:
    reading = _reading(name)
    places = ((at, *one[1:]) for at, one in enumerate(reading.prepared))
    return reading.evaluation.prepare(_row(tuple(places), cells))


def _row(arguments: tuple[tuple[int, str, str, Kind], ...], cells: Sequence[Cells]) -> Columns:
    """Return columns of one row: the cells of some arguments."""
    columns: dict[str, Column] = {}
    for at, name, label, kind in arguments:
        value = kind.read(label, cells[at])
        columns[name] = np.array([value]) if isinstance(value, float) else np.array([value], dtype=object)
    return columns


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    shape: tuple[int, ...]
    columns: dict[str, Column] = field(default_factory=dict)
    errors: dict[int, WorksheetError] = field(default_factory=dict)

    def add_error(self, row: int, error: WorksheetError) -> None:
        """Keep an error of a row. Several are told together; an error value that came in is the one that comes out."""
        first = self.errors.get(row)
        if first is None or (isinstance(error, PassedOn) and not isinstance(first, PassedOn)):
            self.errors[row] = error
        elif not isinstance(first, PassedOn):
            more = f"{error.explanation[:1].upper()}{error.explanation[1:]}"
            self.errors[row] = WorksheetError(first.code, f"{first.explanation} {more}")


def _answer(name: str, arguments: Sequence[Cells]) -> Answer:
    evaluation = _reading(name).evaluation
    table = _read(name, arguments)
    rows = int(np.prod(table.shape, dtype=int))
    if not table.shape and table.errors:
        raise table.errors[0]
    good = np.ones(rows, dtype=bool)
    good[list(table.errors)] = False
    columns = {key: np.broadcast_to(column, rows)[good] for key, column in table.columns.items()}
    values = evaluation.answer(columns, evaluation.prepare(columns)) if good.any() else np.empty(0)
    if not table.shape:
        return _single(values)
    if values.dtype != object and not table.errors and np.isfinite(values).all():
        return values.reshape(table.shape)
    cells = np.empty(rows, dtype=object)
    cells[good] = values
    for row, error in table.errors.items():
        cells[row] = error
    odd = [row for row, cell in enumerate(cells.tolist()) if not isinstance(cell, float) or cell - cell != 0]
    for row in odd:  # not a finite number: NaN less itself is not 0, nor is an infinity less itself
        cell = cells[row]
        cells[row] = WorksheetError(BAD_VALUE, MANY) if isinstance(cell, (tuple, np.ndarray)) else _finite(cell)
    return cells.reshape(table.shape)


def _finite(cell: Any) -> Any:  # noqa: ANN401  # a number, a text or an error
    """Return a cell, or the error that stands for one that is nothing or no finite number: never an empty cell."""
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return WorksheetError(BAD_NUMBER, NO_NUMBER)
    return cell


def _single(values: Column) -> Answer:
    """Return the answer of one row. Raises WorksheetError for an error, for nothing, and for a number that is none."""
    answer = values[0]
    if isinstance(answer, (tuple, np.ndarray)):
        row = np.atleast_2d(np.array(answer, dtype=float))
        if not np.isfinite(row).all():
            raise WorksheetError(BAD_NUMBER, NO_NUMBER)
        row.flags.writeable = False
        return row
    answer = _finite(answer.item() if isinstance(answer, np.generic) else answer)
    if isinstance(answer, WorksheetError):
        raise answer
    return answer


def _read(name: str, arguments: Sequence[Cells]) -> _Table:
    function, reading = registry()[name], _reading(name)
    shape: tuple[int, ...] = ()
    listed: list[Sequence[Cells] | Column] = []
    for argument, value in zip(function.arguments, arguments, strict=True):
        own_shape, cells = cells_of(argument.label, value)
        if own_shape and not function.ranges:
            text = f"{argument.label} er et område. {function.name} tar én celle per argument og fyller selv flere."
            raise WorksheetError(BAD_VALUE, text)
        if own_shape and shape not in {(), own_shape}:
            text = (
                f"{argument.label} er {size_in_words(own_shape)}, et annet område er {size_in_words(shape)}. "
                "Alle områder må være like store, ellers må argumentet være én celle."
            )
            raise WorksheetError(BAD_VALUE, text)
        shape = shape or own_shape
        listed.append(cells)
    table = _Table(shape=shape)
    rows = range(int(np.prod(shape, dtype=int)))
    for at, key, label, kind in sorted((*reading.prepared, *reading.others), key=lambda one: one[0]):
        column, errors = read_column(kind, label, listed[at])
        table.columns[key] = column
        where = errors if len(column) == len(rows) else dict.fromkeys(rows, errors[0]) if errors else {}
        for row, error in where.items():
            table.add_error(row, error)
    return table
