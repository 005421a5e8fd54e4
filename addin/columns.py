"""Columns of cells: an argument's shape and cells, and the reading of them all at once, each different cell once."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from addin.arguments import Choice, Kind, Number
from addin.worksheet_errors import BAD_NUMBER, BAD_VALUE, COM_ERRORS, WorksheetError

Cells = object
"""A cell (number, text, None) or a range of them: a NumPy array, a list, or a list of rows."""

Column = NDArray[Any]

PLAIN_NUMBERS = frozenset({float, int})
LISTS = frozenset({list, tuple})


def cells_of(label: str, value: Cells) -> tuple[tuple[int, ...], Sequence[Cells] | Column]:
    """Return the shape of an argument, () for a single cell, and its cells row by row."""
    if isinstance(value, np.ndarray):
        cells: Sequence[Cells] | Column = value.ravel() if value.dtype.kind in "fiu" else value.ravel().tolist()
        shape = value.shape
    elif isinstance(value, (list, tuple)):
        kinds_of_rows = set(map(type, value))
        nested = bool(kinds_of_rows & LISTS)
        if nested and (kinds_of_rows - LISTS or len(set(map(len, value))) > 1):
            text = f"{label}: radene i området er ikke like lange."
            raise WorksheetError(BAD_VALUE, text)
        shape = (len(value), len(value[0])) if nested else (len(value),)
        cells = list(chain.from_iterable(value)) if nested else list(value)
    else:
        return (), [value]
    if len(cells) == 0:
        text = f"{label} er et tomt område. Vis til minst én celle."
        raise WorksheetError(BAD_VALUE, text)
    return (shape if len(cells) > 1 else ()), cells


def size_in_words(shape: tuple[int, ...]) -> str:
    """Return a shape as it is said: «3 × 1».

    >>> size_in_words((3, 1))
    '3 × 1'
    """
    return " × ".join(map(str, shape)) + (" celler" if len(shape) == 1 else "")


def read_column(kind: Kind, label: str, cells: Sequence[Cells] | Column) -> tuple[Column, dict[int, WorksheetError]]:
    """Return a column of one argument, and the error of each cell that cannot be used.

    Numbers and choices become floats (a choice its number, a blank its default), texts an array of objects. Each
    different cell is read once; a column of plain numbers is judged as a whole.

    >>> read_column(Number(low=0, high=1, hint="Skriv 0,1."), "rate", [0.1, 2.0])[1][1].code
    '#NUM!'
    """
    if isinstance(kind, Number) and _are_numbers(cells):
        numbers = np.asarray(cells, dtype=float)
        wrong = np.flatnonzero(~kind.fitting(numbers)).tolist()
        return numbers, {row: _error_of(kind, label, cells[row]) for row in wrong}
    listed = cells.tolist() if isinstance(cells, np.ndarray) else cells
    keys: Sequence[Any] = listed
    if len(set(map(type, listed))) > 1:  # TRUE and 1 are one key, but not one cell
        keys = list(zip(map(type, listed), listed, strict=True))
    try:
        first = dict(zip(keys, listed, strict=True))
    except TypeError:  # a cell that has no key, such as a Python dict, is refused in its own row
        keys = range(len(listed))
        first = dict(enumerate(listed))
    values: dict[Any, float | str] = {}
    refused: dict[Any, WorksheetError] = {}
    for key, cell in first.items():
        try:
            values[key] = kind.read(label, cell)
        except WorksheetError as error:
            refused[key] = error
            values[key] = 0.0
    column = np.array([values[key] for key in keys], dtype=float if isinstance(kind, (Number, Choice)) else object)
    return column, {row: refused[key] for row, key in enumerate(keys) if key in refused} if refused else {}


def _are_numbers(cells: Sequence[Cells] | Column) -> bool:
    """Tell whether all cells are plain numbers, and none is an error value that crossed COM as a whole number."""
    if isinstance(cells, np.ndarray):
        return True
    types = set(map(type, cells))
    return types <= PLAIN_NUMBERS and (int not in types or COM_ERRORS.isdisjoint(cells))


def _error_of(kind: Number, label: str, cell: Cells) -> WorksheetError:
    try:
        kind.read(label, cell)
    except WorksheetError as error:
        return error
    text = f"{label}: {cell} kan ikke brukes. {kind.hint}"
    return WorksheetError(BAD_NUMBER, text)
