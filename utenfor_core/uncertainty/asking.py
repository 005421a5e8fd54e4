"""What is asked of draws and nothing else: the nets themselves, draw by draw, without the tally of every output."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER
from utenfor_core.trace import number
from utenfor_core.uncertainty.response import Response, answers
from utenfor_core.uncertainty.simulation import PERCENTS, Asked, parts, questions_of

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the draws say of one net: mean, P10, P50 and P90 in kroner of the price year, and the chance that it is ≥ 0.

    The chance is None where nothing is gained and nothing paid in any draw: «ikke definert».
    """

    mean: float
    percentiles: tuple[float, ...]
    chance: float | None


def nets_over_draws(model: Response, values: Floats, asked: Sequence[Asked], block: str = TOGETHER) -> Floats:
    """Return the net of each thing asked for each draw (asked, draws), kroner of the price year.

    `values` (draws, inputs) in the order of `model.keys`. The same numbers as `simulate` makes its percentiles of.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.uncertainty import Spread, response
    >>> measure = Measure(group="vgs_frafall", typed_rate=0.1, intake=[80], cost_per_year=7500, duration=1)
    >>> model = response(Case(measures=[measure]), [Spread(key="m1.typed_rate", low=0, high=0.1)])
    >>> nets_over_draws(model, model.most[None], [Asked(output="level: stat"), Asked(output="level: kommune")]).shape
    (2, 1)
    """
    found, questions = model.blocks[block], questions_of(model, asked)
    nets = np.empty((len(asked), len(values)))
    done = 0
    for part in parts(model, found, values):
        nets[:, done : done + len(part)] = answers(found, model.drawn(part), questions, len(part))
        done += len(part)
    return nets


def spread_of(model: Response, nets: Floats) -> Outcome:
    """Return mean, percentiles and chance of one net over draws (draws,)."""
    tolerance = number(model.result.in_use()["tolerance"])
    return Outcome(
        mean=float(nets.mean()),
        percentiles=tuple(np.percentile(nets, PERCENTS).tolist()),
        chance=float((nets >= -tolerance).mean()) if nets.any() else None,
    )
