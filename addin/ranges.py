"""Cells in, cells out: a call's arguments read as columns, and its answers laid in the shape of the ranges.

Every argument is a single cell or a range; all ranges of a call have one shape. A cell that cannot be used costs only
its own row: the row's answer is the error, the other rows are calculated.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from addin.columns import Cells, Column, cells_of, read_column, size_in_words
from addin.kinds import kinds
from addin.registry import registry
from addin.worksheet_errors import BAD_NUMBER, BAD_VALUE, WorksheetError
from utenfor_core.errors import UtenforError

Answer = Any
"""A number, a text, or an array of them in the shape of the ranges."""

Floats = NDArray[np.float64]
Columns = Mapping[str, Column]
Evaluate = Callable[[Columns], Column]
"""Columns of one length in (blank numbers are NaN, choices their number), one answer for each row out."""

CACHED_CALLS = 4096
"""Calls on single cells that are remembered, so that recalculating a sheet costs nothing."""


def call(name: str, evaluate: Evaluate, *arguments: Cells) -> Answer:
    """Return what a function answers: a float, a text, or an array in the shape of the ranges.

    An array of numbers is float64. Where a cell has an error it is an array of objects with the WorksheetError there.

    Raises WorksheetError when every argument is a single cell and one of them, or the answer, is an error.
    """
    if any(isinstance(one, (list, tuple, np.ndarray)) for one in arguments):
        return _answer(name, evaluate, arguments)
    try:
        return _of_single_cells(name, evaluate, *arguments)
    except TypeError:  # a cell that cannot be remembered is refused in words
        return _answer(name, evaluate, arguments)


@lru_cache(maxsize=CACHED_CALLS, typed=True)
def _of_single_cells(name: str, evaluate: Evaluate, *arguments: Cells) -> Answer:
    columns: dict[str, Column] = {}
    for argument, cell in zip(registry()[name].arguments, arguments, strict=True):
        value = kinds()[argument.kind].read(argument.label, cell)
        columns[argument.name] = np.array([value], dtype=object if isinstance(value, str) else float)
    return _single(_checked(evaluate(columns)))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    shape: tuple[int, ...]
    columns: dict[str, Column] = field(default_factory=dict)
    errors: dict[int, WorksheetError] = field(default_factory=dict)


def _answer(name: str, evaluate: Evaluate, arguments: Sequence[Cells]) -> Answer:
    table = _read(name, arguments)
    rows = int(np.prod(table.shape, dtype=int))
    if not table.shape and table.errors:
        raise table.errors[0]
    good = np.ones(rows, dtype=bool)
    good[list(table.errors)] = False
    columns = {key: np.broadcast_to(column, rows)[good] for key, column in table.columns.items()}
    values = _checked(evaluate(columns)) if good.any() else np.empty(0)
    if not table.shape:
        return _single(values)
    if values.dtype != object and not table.errors:
        return values.reshape(table.shape)
    cells = np.empty(rows, dtype=object)
    cells[good] = values
    for row, error in table.errors.items():
        cells[row] = error
    for row, cell in enumerate(cells):
        if isinstance(cell, tuple):
            cells[row] = WorksheetError(BAD_VALUE, "Svaret er flere tall. Bruk én celle av gangen, ikke et område.")
    return cells.reshape(table.shape)


def _checked(values: Column) -> Column:
    """Turn a number that is none into an error: a result is finite or says why not."""
    if values.dtype == object:
        return values
    text = "Regnestykket gir ikke et endelig tall. Kontroller beløp, antall og rater."
    return mark(values, ~np.isfinite(values), lambda _: WorksheetError(BAD_NUMBER, text))


def _single(values: Column) -> Answer:
    answer = values[0]
    if isinstance(answer, WorksheetError):
        raise answer
    if isinstance(answer, tuple):
        row = np.array([answer])
        row.flags.writeable = False
        return row
    return answer.item() if isinstance(answer, np.generic) else answer


def _read(name: str, arguments: Sequence[Cells]) -> _Table:
    function = registry()[name]
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
    for argument, cells in zip(function.arguments, listed, strict=True):
        column, errors = read_column(kinds()[argument.kind], argument.label, cells)
        table.columns[argument.name] = column
        where = errors if len(column) == len(rows) else dict.fromkeys(rows, errors[0]) if errors else {}
        for row, error in where.items():
            table.errors.setdefault(row, error)
    return table


def mark(values: Column, where: NDArray[np.bool_], error: Callable[[int], WorksheetError]) -> Column:
    """Return the values with an error in the rows `where` there is none yet.

    >>> mark(np.array([1.0, 2.0]), np.array([False, True]), lambda row: WorksheetError("#N/A", str(row)))[1].code
    '#N/A'
    """
    if not where.any():
        return values
    cells = values.astype(object)
    for row in np.flatnonzero(where):
        if not isinstance(cells[row], WorksheetError):
            cells[row] = error(int(row))
    return cells


def once_each(answer: Callable[..., object], refused: Callable[[Exception], WorksheetError]) -> Evaluate:
    """Return an evaluation that asks `answer` once for each different row; a blank number is given as None.

    An error of the core becomes what `refused` makes of it, in the rows it concerns.
    """

    def attempt(row: Iterable[Any]) -> object:
        try:
            return answer(*row)
        except WorksheetError as error:
            return error
        except UtenforError as error:
            return refused(error)

    def evaluate(columns: Columns) -> Column:
        listed = [[None if cell != cell else cell for cell in column.tolist()] for column in columns.values()]  # noqa: PLR0124  # only NaN is not itself
        rows = list(zip(*listed, strict=True)) if listed else [()]
        found = {row: attempt(row) for row in dict.fromkeys(rows)}
        answers = [found[row] for row in rows]
        if all(isinstance(one, float) for one in found.values()):
            return np.array(answers, dtype=float)
        return np.fromiter(answers, dtype=object, count=len(answers))

    return evaluate
