"""The trace: every intermediate of a calculation under its glossary name, as an array (member, cell) or texts."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import Value

Cells = NDArray[Any]


def number(value: Value) -> float:
    """Return a cell's number as the worksheet function N does: empty and text are 0.

    >>> number("ikke satt"), number(2)
    (0.0, 2.0)
    """
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def as_text(value: Value) -> str:
    """Return a cell's words; a code typed as a number as a spreadsheet joins it to a text.

    >>> as_text(1200.0), as_text(None)
    ('1200', '')
    """
    return f"{value:.15g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value or "")


class Rows(dict[str, Cells]):
    """Named rows of one part of the calculation; a scalar becomes one cell, a list one cell for each member."""

    def __init__(self, **rows: object) -> None:
        """Take scalars, lists, vectors (one cell per member) and matrices (members, cells)."""
        super().__init__()
        for name, value in rows.items():
            self[name] = value

    def __setitem__(self, name: str, value: object) -> None:
        """Store the value as a matrix; texts and empty cells make it an object array."""
        array = value if isinstance(value, np.ndarray) else np.array(value, dtype=_kind(value))
        super().__setitem__(name, array.reshape(-1, 1) if array.ndim <= 1 else array)

    def single(self, name: str) -> float:
        """Return the number of a row of one cell."""
        return number(self[name][0, 0].item() if hasattr(self[name][0, 0], "item") else self[name][0, 0])


def _kind(value: object) -> type:
    values = value if isinstance(value, (list, tuple)) else [value]
    numbers = (int, float, np.floating, np.integer)
    numeric = all(isinstance(item, numbers) and not isinstance(item, bool) for item in values)
    return float if numeric and values else object


def cell_value(cells: Cells, member: int = 0, index: int = 0) -> Value:
    """Return one cell as a plain number, a text or None, never as an array's own kind of number."""
    found = cells[member, index]
    value: Value = found.item() if isinstance(found, np.generic) else found
    return value


Trace = Mapping[tuple[str, str], Cells]
"""(block, name) to an array (members, cells); the block is "" for what all measures share."""
