"""Sums of products of drawn numbers: each term is a product of named numbers times a certain flow.

A model that is linear in what is drawn is then a matrix product: X (draws, terms) @ C (terms, outputs · years).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import YEARS

Floats = NDArray[np.float64]
Drawn = Mapping[str, Floats]
Factor = tuple[str, int]
"""The name of an array over draws and the position in its other axes, laid out flat."""

Factors = tuple[Factor, ...]


def drawn_factor(drawn: Drawn, name: str, at: int = 0) -> tuple[float, Factors]:
    """Return a number as what is certain of it and what is drawn: (value, ()) or (1, its factor).

    >>> drawn_factor({"s": np.array([0.5])}, "s"), drawn_factor({"s": np.array([0.4, 0.6])}, "s")
    ((0.5, ()), (1.0, (('s', 0),)))
    """
    array = drawn[name]
    if len(array) > 1:
        return 1.0, ((name, at),)
    return float(array.reshape(-1)[at]), ()


def product(drawn: Drawn, parts: Iterable[Factor]) -> tuple[float, Factors]:
    """Return a product of numbers as what is certain of it and what is drawn."""
    value, factors = 1.0, list[Factor]()
    for name, at in parts:
        sure, found = drawn_factor(drawn, name, at)
        value *= sure
        factors += found
    return value, tuple(sorted(factors))


def columns(drawn: Drawn, terms: Iterable[Factors], draws: int) -> Floats:
    """Return the value of each product over draws (draws, terms); a product of nothing is 1."""
    keys = list(terms)
    found = np.ones((len(keys), draws))
    for at, factors in enumerate(keys):
        for name, place in factors:
            array = drawn[name]
            found[at] *= array.reshape(len(array), -1)[:, place]
    return found.T


@dataclass(slots=True)
class Terms:
    """Terms of flows: factors to a flow of years (77,) for each place, which is a number chosen by the user of it."""

    flows: dict[Factors, dict[int, Floats]] = field(default_factory=dict)

    def add(self, factors: Factors, place: int, flow: Floats) -> None:
        """Add a certain flow (77,) times the product of the factors."""
        if not flow.any():
            return
        places = self.flows.setdefault(tuple(sorted(factors)), {})
        places[place] = places[place] + flow if place in places else flow.copy()

    def only(self) -> Iterator[tuple[Factors, Floats]]:
        """Yield each product's factors and flow where there is one place only."""
        for factors, by_place in self.flows.items():
            yield factors, by_place[0]

    def matrix(self, places: int) -> Floats:
        """Return the certain flows (terms, places, 77)."""
        found = np.zeros((len(self.flows), places, YEARS))
        for term, by_place in enumerate(self.flows.values()):
            for place, flow in by_place.items():
                found[term, place] = flow
        return found


def one_sign(flows: Iterable[Floats]) -> bool:
    """Tell whether flows have the same sign in each year, none of them counted as either, so that max(·, 0) adds up."""
    stacked = np.stack(list(flows))
    return bool(((stacked >= 0).all(axis=0) | (stacked <= 0).all(axis=0)).all())


def shifted(flow: Floats, years: int) -> Floats:
    """Return a flow (…, 77) some years later; what falls beyond the last year is left out."""
    return flow if not years else np.concatenate([np.zeros_like(flow[..., :years]), flow[..., :-years]], axis=-1)
