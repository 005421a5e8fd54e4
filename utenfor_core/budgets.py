"""Budgets: what posts add up to by level, what of it can be cashed and when, and the rules that split a unit cost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import LEVELS, OUTSIDE
from utenfor_core.errors import ParameterError
from utenfor_core.trace import Rows

Floats = NDArray[np.float64]


def by_level(flows: Floats, level_number: Floats, count: int = len(LEVELS)) -> Floats:
    """Add flows (posts, years) up by level number 1 … 5; the levels' sum is the posts' sum by construction.

    >>> by_level(np.array([[1.0], [2.0], [4.0]]), np.array([1, 3, 1]), 3)
    array([[5.],
           [0.],
           [2.]])
    """
    member = np.asarray(level_number).reshape(-1) == np.arange(1, count + 1)[:, None]
    return np.asarray(member.astype(float) @ flows)


def level_numbers(names: Iterable[str]) -> Floats:
    """Return the number 1 … 5 of each level by name; 0 for what is no level, such as «ikke satt».

    >>> level_numbers(["stat", "ikke satt"])
    array([3., 0.])
    """
    return np.array([LEVELS.index(name) + 1.0 if name in LEVELS else 0.0 for name in names])


def paid_outside(measure: Rows) -> Floats:
    """Return what payers that are no public budget pay for a measure, kroner by year (years,), as a positive amount.

    >>> payers = Rows(funder_level=["stat", "utenfor"], funder_paid=np.array([[1.0, 2.0], [3.0, 4.0]]))
    >>> paid_outside(payers)
    array([3., 4.])
    """
    return np.asarray(measure["funder_paid"][measure["funder_level"][:, 0] == OUTSIDE].sum(axis=0))


def cashable(flows: Floats, kernel: Floats, is_set: Floats) -> Floats:
    """K(t) = Σ_{j=0..3} v_j · max(G, 0)(t − j) + min(G, 0)(t) for each post with a set share; else 0.

    `kernel` has v_3, v_2, v_1, v_0 in that order; an extra cost is never shrunk or delayed.

    >>> cashable(np.array([[100.0, -10.0]]), np.array([[0.0, 0.0, 0.5, 0.0]]), np.array([1.0]))
    array([[ 0., 40.]])
    """
    gains = np.maximum(flows, 0.0)
    total = np.minimum(flows, 0.0) * np.asarray(is_set).reshape(-1, 1)
    delays = kernel.shape[1]
    for delay in range(delays):
        total[:, delay:] += kernel[:, delays - 1 - delay, None] * gains[:, : gains.shape[1] - delay]
    return np.asarray(total)


def level_flows(unit_gross: Floats, posts: Rows, own: Rows, success_rate: float, level_of_own: Floats) -> Rows:
    """Return by level (5, years): per success rate 1, own lines, and gross and cashable at the measure's rate."""
    level = posts["post_level_number"]
    unit_cash = cashable(unit_gross, posts["kernel"], posts["is_set"])
    own_cash = cashable(own["own_gross"], own["own_kernel"], own["own_is_set"])
    rows = Rows(
        level_unit=by_level(unit_gross, level),
        level_unit_cashable=by_level(unit_cash, level),
        level_own=by_level(own["own_gross"], level_of_own),
        level_own_cashable=by_level(own_cash, level_of_own),
    )
    rows["level_gross"] = success_rate * rows["level_unit"] + rows["level_own"]
    rows["level_cashable"] = success_rate * rows["level_unit_cashable"] + rows["level_own_cashable"]
    return rows


def level_cost(own_cost: Floats, funder_paid: Floats, funder_level: Sequence[str], payer: str) -> Floats:
    """Return what each level pays for a measure (5, years); a payer that is no public budget is in none of them."""
    nothing = np.zeros_like(own_cost)
    funded = list(zip(funder_paid, funder_level, strict=True))
    paid = np.stack([sum((part for part, name in funded if name == level), nothing) for level in LEVELS])
    paid[LEVELS.index(payer)] += own_cost
    return paid


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitRule:
    """How one recipient's yearly unit cost is shared: `shares` by level, a fixed `amount`, or a `threshold` with rest.

    share: Σ shares = 1; amount: min(cost, amount) on `payer`, the rest on `rest`;
    threshold: `payer` bears min(x, I) + own_part · max(0, x − I), the rest falls on `rest`.
    """

    kind: str
    payer: str = "kommune"
    rest: str = "stat"
    shares: Mapping[str, float] | None = None
    amount: float = 0.0
    threshold: float = 0.0
    own_part: float = 0.0


def split(unit_cost: float, rule: SplitRule) -> dict[str, float]:
    """Return the parts of one recipient's yearly cost by level; they sum to the cost.

    Applied once to a yearly unit cost, never to a total over persons. Raises ParameterError for an unknown kind or
    shares that do not sum to 1.

    >>> split(2_500_000.0, SplitRule(kind="threshold", threshold=1_700_000.0, own_part=0.2))
    {'kommune': 1860000.0, 'stat': 640000.0}
    """
    if rule.kind == "share":
        shares = dict(rule.shares or {})
        if abs(sum(shares.values()) - 1.0) > np.finfo(float).eps * len(LEVELS):
            text = f"Delingen summerer til {sum(shares.values()):g}, ikke 1. Rett andelene: {shares}."
            raise ParameterError(text)
        return {level: unit_cost * share for level, share in shares.items()}
    if rule.kind == "amount":
        own = min(unit_cost, rule.amount)
    elif rule.kind == "threshold":
        own = min(unit_cost, rule.threshold) + rule.own_part * max(0.0, unit_cost - rule.threshold)
    elif rule.kind == "rest":
        own = 0.0
    else:
        text = f"Ukjent delingsregel «{rule.kind}». Bruk share, amount, threshold eller rest."
        raise ParameterError(text)
    return {rule.payer: own, rule.rest: unit_cost - own}
