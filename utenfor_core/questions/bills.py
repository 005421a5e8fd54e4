"""What a measure costs each level when some of its cells are changed: the engine's own terms and costs, nothing else.

Only what stands among cost, duration, start month and funders may be changed here; the gains are left as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import level_cost
from utenfor_core.calculation import Result
from utenfor_core.domain import FUNDERS, Value
from utenfor_core.measure_terms import Answers, GroupTable, intake_of, measure_constants
from utenfor_core.measures import payer_of
from utenfor_core.participation import costs
from utenfor_core.profiles import NOT_SET

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bill:
    """What a measure costs (years,), and of it each funder pays (3, years) and each level (5, years), kroner."""

    cost: Floats
    funder_paid: Floats
    by_level: Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class Biller:
    """One measure with everything that its bill is made from, but the cells that are changed."""

    owner: str
    values: Mapping[str, Value]
    in_use: Mapping[str, Value]
    groups: GroupTable
    invalid: float
    hidden: float
    years: Floats
    payer: str

    def bill(self, cells: Mapping[str, Value] | None = None) -> Bill:
        """Return the bill with the cells changed that are given by their name, such as `cost_per_year`.

        Real kroner of the price year by budget year, t = 0 first; a cost is positive here.
        """
        changed = {f"{self.owner}.{name}": value for name, value in (cells or {}).items()}
        answers = Answers(owner=self.owner, values={**self.values, **changed})
        terms = measure_constants(answers, self.in_use, self.groups, invalid=self.invalid, hidden=self.hidden)
        paid = costs(answers, terms, intake_of(answers, terms.single("complete")), self.years)
        levels = [str(name) for name in paid["funder_level"][:, 0]]
        return Bill(
            cost=paid["cost"][0],
            funder_paid=paid["funder_paid"],
            by_level=level_cost(paid["own_cost"][0], paid["funder_paid"], levels, self.payer),
        )


def biller(result: Result, block: str) -> Biller:
    """Return what measure `block` is billed from, as it stands in a result."""
    prefix = f"{block}."
    return Biller(
        owner=block,
        values={key: value for key, value in result.values.items() if key.startswith(prefix)},
        in_use=result.in_use(),
        groups=result.groups,
        invalid=float(result.row("invalid_inputs", block)[0, 0]),
        hidden=float(result.row("hidden_example", block)[0, 0]),
        years=result.row("year")[0],
        payer=payer_of(result.place),
    )


def free_funder(result: Result, block: str) -> int | None:
    """Return the number of the first funder that is not in use, or None."""
    levels = result.row("funder_level", block)[:, 0]
    free = [number for number in range(1, FUNDERS + 1) if levels[number - 1] == NOT_SET]
    return free[0] if free else None


def highest_that_holds(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the highest number from `low` to `high` for which something holds that stops holding once.

    Halves the interval until no number lies between: exact to the last bit, whatever the shape. `holds(low)` is true.

    >>> highest_that_holds(lambda cost: max(0.0, cost - 100.0) <= 50.0, 0.0, 1e9)
    150.0
    """
    if holds(high):
        return high
    while low < (middle := (low + high) / 2) < high:
        if holds(middle):
            low = middle
        else:
            high = middle
    return low


def lowest_that_holds(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the lowest number from `low` to `high` for which something holds that starts holding once.

    `holds(high)` is true.

    >>> lowest_that_holds(lambda amount: amount >= 0.25, 0.0, 1.0)
    0.25
    """
    if holds(low):
        return low
    while low < (middle := (low + high) / 2) < high:
        if holds(middle):
            high = middle
        else:
            low = middle
    return high
