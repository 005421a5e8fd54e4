"""Input cells and assumptions over draws: what is certain is one number, what is drawn one number for each draw.

Every array has draws first, (1, …) where certain and (draws, …) where drawn, so that the two broadcast.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.assumptions import Assumption, vector_names
from utenfor_core.calculation import Result
from utenfor_core.domain import Value
from utenfor_core.inputs import is_number
from utenfor_core.trace import number

Floats = NDArray[np.float64]


def certain(value: float) -> Floats:
    """Return one number as an array over draws (1,)."""
    return np.array([value], dtype=float)


def beside(*parts: Floats) -> Floats:
    """Stack arrays over draws along a new last axis; what is certain is repeated only where something is drawn.

    >>> beside(np.array([1.0]), np.array([2.0, 3.0]))
    array([[1., 2.],
           [1., 3.]])
    """
    return np.stack(np.broadcast_arrays(*parts), axis=-1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cells:
    """The input cells of a calculation, some of them drawn: by key one value for each draw (draws,).

    `result` is the calculation at the most likely values, `in_use` its assumptions by short name.
    """

    result: Result
    in_use: Mapping[str, Value]
    drawn: Mapping[str, Floats]

    def typed(self, key: str) -> Floats | None:
        """Return the number in a cell over draws, or None where there is none."""
        if key in self.drawn:
            return self.drawn[key]
        value = self.result.values.get(key)
        return certain(float(value)) if is_number(value) else None

    def typed_or(self, key: str, other: float) -> Floats:
        """Return the number in a cell over draws, or another in its place."""
        value = self.typed(key)
        return certain(other) if value is None else value

    def amount(self, key: str) -> Floats:
        """Return the number in a cell over draws, or 0."""
        return self.typed_or(key, 0.0)

    def assumed(self, name: str) -> Floats:
        """Return an assumption in use over draws: drawn itself, carried by drawn price growth, or certain."""
        if f"own.{name}" in self.drawn:
            return self.drawn[f"own.{name}"]
        certainly = certain(number(self.in_use[name]))
        if not self._grows(name):
            return certainly
        return certainly * self._price_factor(name)

    def assumed_vector(self, name: str) -> Floats:
        """Return the six values of a vector of the assumptions (…, 6), youngest band first."""
        return beside(*(self.assumed(short) for short in vector_names(name)))

    def _line(self, name: str) -> Assumption:
        return next(line for line in self.result.frame.lines if line.name == name)

    def _growth_keys(self, name: str) -> tuple[str, ...]:
        """Return the cells of the price growth that carries the amount of an assumption to the price year."""
        line = self._line(name)
        if line.price_year is None or line.index is None:
            return ()
        years = range(line.price_year + 1, self.result.frame.price_year + 1)
        return tuple(f"growth.{line.index}_{year}" for year in years)

    def _grows(self, name: str) -> bool:
        """Tell whether the amount in use is the preset's, carried by price growth of which some is drawn."""
        if not any(key.startswith("growth.") for key in self.drawn):
            return False
        own = is_number(self.result.values.get(f"own.{name}"))
        return not own and any(key in self.drawn for key in self._growth_keys(name))

    def _price_factor(self, name: str) -> Floats:
        """Return Π (1 + drawn growth) / (1 + growth at most) over the years the amount is carried."""
        factor = certain(1.0)
        for key in self._growth_keys(name):
            if key in self.drawn:
                factor = factor * (1.0 + self.drawn[key]) / (1.0 + number(self.result.values.get(key)))
        return factor
