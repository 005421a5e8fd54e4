"""What it would be worth to know before deciding: all that is uncertain, or one thing of it."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER
from utenfor_core.errors import InputError
from utenfor_core.uncertainty.response import Response
from utenfor_core.uncertainty.sampling import hypercube
from utenfor_core.uncertainty.variance import Factor, factors, values_at

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]
DRAWS = 10_000
"""Draws of everything together: the model's usual number."""

OUTER, INNER = 64, 256
"""Points of the one factor, and draws of the others at each: a mean over a Latin hypercube of 256 lies within a
hundredth of the net's standard deviation (docs/decisions/0024)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Information:
    """The value of knowing before the decision «start or not», kroner of the price year, never below 0.

    `expected` is E[NPV] and `starts` the decision it leads to; `wrong` is the chance that the decision turns out wrong.
    `perfect` is the value of knowing everything, `of_factor` (factors,) that of knowing one factor alone, the most
    valuable first. Nobody should pay more than this for a pilot or a study.
    """

    view: str
    expected: float
    starts: bool
    wrong: float
    perfect: float
    factors: tuple[Factor, ...]
    of_factor: Floats

    def to_frame(self) -> "DataFrame":
        """Return a line for each factor with the value of knowing it alone, kroner."""
        import pandas as pd  # noqa: PLC0415 - the core is light: pandas only where a table is asked for

        index = pd.Index([factor.label for factor in self.factors], name="felt")
        return pd.DataFrame({"verdi av å vite": self.of_factor}, index=index)


def value_of_knowing(nets: Floats) -> float:
    """Return E[max(0, net)] − max(0, E[net]) over draws (draws,): what is gained by not starting where net is below 0.

    >>> value_of_knowing(np.array([-1.0, 3.0])), value_of_knowing(np.array([2.0, 2.0]))
    (0.5, 0.0)
    """
    return max(0.0, float(np.maximum(nets, 0.0).mean()) - max(0.0, float(nets.mean())))


def value_of_information(  # noqa: PLR0913 - what the net is of stands in the call, as in Response.net
    response: Response,
    *,
    view: str,
    years: float | None = None,
    cashable: bool = False,
    block: str = TOGETHER,
    draws: int = DRAWS,
    seed: int = 0,
) -> Information:
    """Return the expected value of perfect information about one view's net present value, in all and by factor.

    EVPI = E[max(0, NPV)] − max(0, E[NPV]); of one factor E[max(0, E[NPV | factor])] − max(0, E[NPV]), by equally likely
    points of it and the same Latin hypercube of the others at each. Inputs that are drawn together are one factor.

    Raises InputError when `draws` is below 1, and as `Response.net` does.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.uncertainty.response import response
    >>> from utenfor_core.uncertainty.spreads import Spread
    >>> measure = Measure(
    ...     group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[80], cost_per_year=7500, duration=1
    ... )
    >>> certain = response(Case(measures=[measure]), [Spread(key="m1.outcome", low=0.6, high=0.6)])
    >>> value_of_information(certain, view="alle").perfect
    0.0
    """
    if draws < 1:
        text = f"{draws} trekk kan ikke brukes. Oppgi minst 1 trekk."
        raise InputError(text)
    spreads = response.spreads
    varying = factors(spreads, response.result.frame)
    net = partial(response.net, view=view, years=years, cashable=cashable, block=block)
    nets = net(values_at(spreads, varying, hypercube(draws, len(varying), seed)))
    middles = (np.arange(OUTER) + 1 / 2) / OUTER
    others = hypercube(INNER, len(varying), seed)
    of_factor = np.zeros(len(varying))
    for column in range(len(varying)):
        chance = np.tile(others, (OUTER, 1))
        chance[:, column] = np.repeat(middles, INNER)
        of_factor[column] = value_of_knowing(
            net(values_at(spreads, varying, chance)).reshape(OUTER, INNER).mean(axis=1)
        )
    order = np.argsort(-of_factor, kind="stable")
    expected = float(nets.mean())
    starts = expected >= 0
    return Information(
        view=view,
        expected=expected,
        starts=starts,
        wrong=float(np.mean(nets < 0 if starts else nets > 0)),
        perfect=value_of_knowing(nets),
        factors=tuple(varying[place] for place in order),
        of_factor=of_factor[order],
    )
