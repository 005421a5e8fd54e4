"""Who pays: the state contribution that makes a budget break even, and what falls on it when a grant ends."""

from dataclasses import dataclass

import numpy as np

from utenfor_core.calculation import Result
from utenfor_core.domain import FUNDERS, KOMMUNE, VIEWS
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import number


@dataclass(frozen=True, kw_only=True, slots=True)
class Contribution:
    """What must come from outside for a view to break even over a horizon.

    `amount` is a present value, `yearly` the same as an equal amount each year from t = 0, both kroner of the price
    year and 0 when the view gains. `share_of_cost` is None when the view pays nothing; above 1 not even full funding
    is enough, because the view also loses revenue or pays more.
    """

    amount: float
    yearly: float
    share_of_cost: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class GrantEnd:
    """A grant that ends while the measure goes on: payer, first year without it, and what it paid the year before."""

    funder: int
    level: str
    first_year_without: int
    yearly: float


def contribution_to_break_even(result: Result, block: str, view: str = KOMMUNE, horizon: int = -1) -> Contribution:
    """Return the contribution from the state that lifts a view's net present value to 0.

    amount = max(0, −NPV), yearly = amount / Σ D(t), over horizon number `horizon` of the result; the first flow is at
    t = 0 and not discounted.
    """
    at = (VIEWS.index(view), horizon)
    missing = max(0.0, -float(result.row("net_present", block)[at]))
    cost = float(result.row("cost_present", block)[at])
    return Contribution(
        amount=missing,
        yearly=missing / float(result.row("annuity_factor", block)[0, horizon]),
        share_of_cost=missing / cost if cost > 0 else None,
    )


def grants_that_end(result: Result, block: str) -> tuple[GrantEnd, ...]:
    """Return each grant of a measure that ends before the measure does, with kroner a year that then must be found.

    `yearly` is what the funder paid in its last year; funders without a level pay nothing and are not in the list.
    """
    rows, years = result.block(block), result.row("year")[0]
    costly = np.flatnonzero(rows["cost"][0] > 0)
    found = []
    for funder in range(FUNDERS):
        level, last = str(rows["funder_level"][funder, 0]), number(rows["funder_last"][funder, 0])
        paying = np.flatnonzero(rows["funder_paid"][funder] > 0)
        if level == NOT_SET or not paying.size or years[costly[-1]] <= last:
            continue
        end = int(paying[-1])
        yearly = float(rows["funder_paid"][funder, end])
        found.append(GrantEnd(funder=funder + 1, level=level, first_year_without=int(years[end]) + 1, yearly=yearly))
    return tuple(found)
