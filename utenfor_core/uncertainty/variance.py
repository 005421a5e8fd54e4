"""Which uncertain inputs the spread of the net comes from: each one's share of the variance (Sobol' indices)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame
from utenfor_core.input_labels import plain_label
from utenfor_core.trace import number
from utenfor_core.uncertainty.response import Response
from utenfor_core.uncertainty.sampling import SHAPE, columns_of, pert
from utenfor_core.uncertainty.spreads import Spread

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]
POINTS = 4_096
"""Points of the Sobol' sequence: a power of 2, and enough for shares that differ by some per cent to keep their order
(docs/decisions/0024)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Factor:
    """Uncertain inputs that are drawn by one column, most often one: their places among the spreads, and their name."""

    places: tuple[int, ...]
    keys: tuple[str, ...]
    label: str


def factors(spreads: Sequence[Spread], frame: Frame) -> tuple[Factor, ...]:
    """Return what varies independently, in the order of the spreads; certain inputs are no factor."""
    found: dict[int, list[int]] = {}
    for place, (spread, column) in enumerate(zip(spreads, columns_of(spreads), strict=True)):
        if spread.high > spread.low:
            found.setdefault(column, []).append(place)
    return tuple(_factor([spreads[place] for place in places], tuple(places), frame) for places in found.values())


def _factor(spreads: Sequence[Spread], places: tuple[int, ...], frame: Frame) -> Factor:
    label = plain_label(frame, spreads[0].key)
    if len(spreads) > 1:
        label = f"{spreads[0].moves_with} ({len(spreads)} felt sammen)"
    return Factor(places=places, keys=tuple(spread.key for spread in spreads), label=label)


def values_at(spreads: Sequence[Spread], varying: Sequence[Factor], chance: Floats, shape: float = SHAPE) -> Floats:
    """Return the inputs (draws, inputs) at a chance of each factor (draws, factors); certain inputs at their value."""
    full = np.zeros((len(chance), len(spreads)))
    for column, factor in enumerate(varying):
        full[:, factor.places] = chance[:, [column]]
    low, most, high = (np.array([getattr(each, name) for each in spreads], dtype=float) for name in Spread.POINTS)
    return pert(full, low, most, high, shape)


def _exchanged(first: Floats, second: Floats, column: int) -> Floats:
    """Return the first half of the points with one factor's column from the second."""
    mixed = first.copy()
    mixed[:, column] = second[:, column]
    return mixed


@dataclass(frozen=True, kw_only=True, slots=True)
class VarianceShares:
    """Each factor's share of the variance of the net, the largest total first; (factors,).

    `first` is what knowing the factor alone would take away, `total` what is left when all the others are known; the
    difference is what it does together with others. `standard_deviation` of the net is in kroner. Where the net is
    certain the shares are NaN: nothing has no parts.
    """

    view: str
    factors: tuple[Factor, ...]
    first: Floats
    total: Floats
    standard_deviation: float

    def to_frame(self) -> "DataFrame":
        """Return a line for each factor: rank, first and total share of the variance."""
        import pandas as pd  # noqa: PLC0415 - the core is light: pandas only where a table is asked for

        columns = {
            "rang": np.arange(1, len(self.factors) + 1),
            "andel alene": self.first,
            "andel i alt": self.total,
        }
        return pd.DataFrame(columns, index=pd.Index([factor.label for factor in self.factors], name="felt"))


def variance_shares(  # noqa: PLR0913 - what the net is of stands in the call, as in Response.net
    response: Response,
    *,
    view: str,
    years: float | None = None,
    discounted: bool = True,
    cashable: bool = False,
    block: str = TOGETHER,
    points: int = POINTS,
    seed: int = 0,
) -> VarianceShares:
    """Return each factor's share of the variance of one view's net, by `scipy.stats.sobol_indices` (Saltelli 2010).

    first = Var(E[net | factor]) / Var(net), total = 1 − Var(E[net | all others]) / Var(net), by `points` points of a
    scrambled Sobol' sequence from `seed`. Inputs that are drawn together are one factor.

    Raises InputError when `points` is no power of 2, and as `Response.net` does.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.uncertainty.response import response
    >>> measure = Measure(
    ...     group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[80], cost_per_year=7500, duration=1
    ... )
    >>> spreads = [Spread(key="m1.outcome", low=0.55, high=0.65), Spread(key="m1.cost_per_year", low=7000, high=8000)]
    >>> variance_shares(response(Case(measures=[measure]), spreads), view="alle", points=64).factors[0].keys
    ('m1.outcome',)
    """
    from scipy.stats import qmc, sobol_indices  # noqa: PLC0415 - scipy is heavy: only where something is drawn

    if points < 1 or points & (points - 1):
        text = f"{points} punkter kan ikke brukes. Oppgi en toerpotens, for eksempel {POINTS}."
        raise InputError(text)
    spreads = response.spreads
    varying = factors(spreads, response.result.frame)
    net = partial(response.net, view=view, years=years, discounted=discounted, cashable=cashable, block=block)
    count = len(varying)
    both = qmc.Sobol(d=2 * max(1, count), rng=np.random.default_rng(seed)).random(points)
    halves = both[:, :count], both[:, count : 2 * count]
    nets = [net(values_at(spreads, varying, half)) for half in halves]
    deviation = float(np.std(nets))
    shares = np.full((2, count), np.nan)
    if deviation > number(response.result.in_use()["tolerance"]):
        # All of the variance is the only factor's; scipy's estimator cannot hold a single one.
        shares = np.ones((2, 1))
        if count > 1:
            exchanged = [net(values_at(spreads, varying, _exchanged(*halves, column))) for column in range(count)]
            func = {"f_A": nets[0][None], "f_B": nets[1][None], "f_AB": np.stack(exchanged)[:, None]}
            found = sobol_indices(func=func, n=points)
            shares = np.stack([found.first_order, found.total_order])
    order = np.argsort(-shares[1], kind="stable")
    return VarianceShares(
        view=view,
        factors=tuple(varying[place] for place in order),
        first=shares[0, order],
        total=shares[1, order],
        standard_deviation=deviation,
    )
