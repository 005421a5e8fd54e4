"""What is entered after a year, and what comes of it: followed shares, and the difference from the plan in parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.trace import Cells, Rows

Floats = NDArray[np.float64]
PLAN, VOLUME, EFFECT, PRICE = "plan", "volume", "effect", "price"
STAGES = (PLAN, VOLUME, EFFECT, PRICE)
"""The plan; with the realised intake; with the updated shares too; with the realised cost too, the new result."""

LABELS: Mapping[str, str] = {
    "outcome": "Andel som lykkes med tiltaket",
    "base_outcome": "Andel som lykkes uten tiltaket",
    "completion": "Andel som fullfører tiltaket",
}
"""The shares that are followed, p1, p0 and f, by the measure's field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many persons it went well for, of how many whose outcome is known."""

    successes: int
    observed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Actual:
    """How it went with one measure (`owner` is m1 … m6) in the budget years so far, from the base year on.

    `intake` is participants taken in by year; `cost` the whole cost by the same years in kroner of the price year,
    whoever paid, empty when it went as planned. `outcome` counts success as the measure's p1 does, `base_outcome` the
    comparison group, `completion` those who have completed among those who have completed or left.
    """

    owner: str
    intake: Sequence[float]
    cost: Sequence[float] = ()
    outcome: Tally | None = None
    base_outcome: Tally | None = None
    completion: Tally | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowedShare:
    """One share of one measure: planned, observed with Wilson's interval, and expected now with its interval.

    `planned` is None where the plan has no such share; `expected` is then None too.
    `share`, `low` and `high` are None where nothing is observed; `expected_low` and `expected_high` where nothing is
    updated, and `reason` then says why. `confidence` is the level of both intervals; `smallest` is the fewest persons
    behind a share in a public text.
    """

    owner: str
    field: str
    planned: float | None
    tally: Tally | None
    share: float | None
    low: float | None
    high: float | None
    expected: float | None
    expected_low: float | None
    expected_high: float | None
    reason: str | None
    confidence: float
    smallest: float

    @property
    def public(self) -> bool:
        """Tell whether enough persons stand behind the observed share for a public text."""
        return self.tally is not None and self.tally.observed >= self.smallest

    @property
    def public_text(self) -> str:
        """The sentence for a public text: never a share of too few, nor what is expected because of them."""
        label = LABELS[self.field]
        if self.tally is None:
            return f"{label}: ikke målt ennå. Planen er {_per_cent(self.planned)}."
        if not self.public:
            return f"{label}: vises ikke, fordi det er færre enn {self.smallest:g} personer."
        seen = f"{_per_cent(self.share)} av {self.tally.observed} personer"
        interval = f"{_per_cent(self.confidence)}-intervall fra {_per_cent(self.low)} til {_per_cent(self.high)}"
        planned = f" Planen var {_per_cent(self.planned)}." if self.planned is not None else ""
        expected = f" Forventningen er nå {_per_cent(self.expected)}." if self.reason is None else ""
        return f"{label}: {seen} ({interval}).{planned}{expected}"


def _per_cent(share: float | None) -> str:
    return "ukjent" if share is None else f"{share:.0%}".replace("%", " %")


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """A result planned and new, and the parts of the difference, each (views, horizons): new = plan + the parts."""

    plan: Floats
    volume: Floats
    effect: Floats
    price: Floats
    new: Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """The plan's calculation, the followed shares, remarks in Norwegian, and the result rows of each stage by block."""

    plan: Result
    shares: tuple[FollowedShare, ...]
    remarks: tuple[str, ...]
    stages: Mapping[tuple[str, str], Rows]

    def row(self, name: str, block: str = TOGETHER) -> Cells:
        """Return a row of the new result, such as `net_present` (views, horizons), of a measure or of all together."""
        return self.stages[PRICE, block][name]

    def split(self, name: str = "net_present", block: str = TOGETHER) -> Split:
        """Return what volume, effect and price did to an amount by view and horizon, such as net_present or net_sum."""
        plan, volume, effect, new = (np.asarray(self.stages[stage, block][name], dtype=float) for stage in STAGES)
        return Split(plan=plan, volume=volume - plan, effect=effect - volume, price=new - effect, new=new)
