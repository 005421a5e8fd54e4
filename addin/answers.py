"""How a function answers: for rows of arguments that are read, one number, text or error each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from addin.columns import Column
from addin.worksheet_errors import WorksheetError
from utenfor_core.errors import UtenforError

Columns = Mapping[str, Column]
"""The columns of a call by argument: blank numbers are NaN, choices their number."""

Answering = Callable[[Columns, Any], Column]
"""Columns of one length and what was prepared in, one answer for each row out."""


def _nothing(_: Columns) -> None:
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """What a function calculates, in two steps.

    `prepare` works on the arguments in `prepared`, often the same in cell after cell, so that a call for one cell
    remembers what it gave; `answer` works on the other arguments and on what was prepared.
    """

    answer: Answering
    prepare: Callable[[Columns], Any] = _nothing
    prepared: frozenset[str] = frozenset()


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


def once_each(answer: Callable[..., object], refused: Callable[[Exception], WorksheetError]) -> Evaluation:
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

    def evaluate(columns: Columns, _: object) -> Column:
        listed = [[None if cell != cell else cell for cell in column.tolist()] for column in columns.values()]  # noqa: PLR0124  # only NaN is not itself
        rows = list(zip(*listed, strict=True)) if listed else [()]
        found = {row: attempt(row) for row in dict.fromkeys(rows)}
        answers = [found[row] for row in rows]
        if all(isinstance(one, float) for one in found.values()):
            return np.array(answers, dtype=float)
        return np.fromiter(answers, dtype=object, count=len(answers))

    return Evaluation(answer=evaluate)
