"""Who pays and who gains, measure by measure, and when each level is level."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import paid_outside
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import ALL, LEVELS, OUTSIDE, Value
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.questions.scope import LIFE, Period, Scope, measured, scope_of
from utenfor_core.trace import cell_value

Floats = NDArray[np.float64]
PAYERS_AND_OUTSIDE = (*LEVELS, OUTSIDE)
"""Who may pay: the five levels, and payers that are no public budget."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaysAndGains:
    """Who pays × who gains, kr present value over the period.

    `pays` (6,) by PAYERS_AND_OUTSIDE, `gains` and `net` (5,) by LEVELS; `level_from` the calendar year from which each
    level's accumulated net (real kroner, not discounted) is and stays at or above 0, or the text that says why not.
    """

    block: str
    pays: Floats
    gains: Floats
    net: Floats
    level_from: tuple[Value, ...]

    @property
    def matrix(self) -> Floats:
        """Kroner that each payer's part of the cost gives each level (6, 5): gains shared as the cost is.

        M[p, g] = pays_p / Σ pays · gains_g; the columns sum to `gains`. All 0 when nobody pays.
        """
        total = self.pays.sum()
        return np.outer(self.pays / total, self.gains) if total > 0 else np.zeros((len(self.pays), len(self.gains)))


def pays_and_gains(
    result: Result, block: str = TOGETHER, period: Period = LIFE, *, cashable: bool = False
) -> PaysAndGains:
    """Return who pays for a measure (or all together) and who gains, by level, over a period.

    Raises InputError for a measure or period that does not exist.

    >>> from utenfor_core.domain import Case
    >>> from utenfor_core.model import run
    >>> pays_and_gains(run(Case())).level_from[0]
    'ikke definert'
    """
    scope = scope_of(result, block, ALL, period)
    rows = measured(scope, np.eye(len(LEVELS)), cashable=cashable)
    pays = rows["cost_present"][:, 0]
    gains = rows["gain_present"][:, 0]
    years = [cell_value(rows["payback_year_accumulated"], level) for level in range(len(LEVELS))]
    return PaysAndGains(
        block=block,
        pays=np.append(pays, _outside(scope)),
        gains=gains,
        net=gains - pays,
        level_from=tuple(int(cell) if is_number(cell) else cell for cell in years),
    )


def by_measure(result: Result, period: Period = LIFE, *, cashable: bool = False) -> Mapping[str, PaysAndGains]:
    """Return who pays and who gains for each complete measure and for all together.

    A measure alone has its own success rate; together, a person is saved once, so their gains need not sum.

    Raises InputError for a period that does not exist.
    """
    complete = [owner for owner in MEASURE_BLOCKS if result.row("complete", owner)[0, 0] > 0]
    return {owner: pays_and_gains(result, owner, period, cashable=cashable) for owner in (*complete, TOGETHER)}


def _outside(scope: Scope) -> float:
    """Return the present value of what payers outside public budgets pay within the period, kr."""
    paid = [paid_outside(scope.result.block(owner)) for owner in scope.blocks]
    return float(sum(flow @ scope.present for flow in paid))
