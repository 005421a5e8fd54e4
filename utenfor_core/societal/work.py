"""Work by budget year: the wage a success adds, and what a year at school keeps from being produced."""

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import Result
from utenfor_core.cash_flows import grown, over_intake, streams
from utenfor_core.posts import COMBINATIONS, POST_NAMES, WAGES
from utenfor_core.profiles import rate_rows
from utenfor_core.societal.lines import EMPLOYER_TAX, SCHOOL
from utenfor_core.trace import Rows

Floats = NDArray[np.float64]
LIKE = [POST_NAMES.index(EMPLOYER_TAX), POST_NAMES.index(SCHOOL)]
"""The posts that wage and lost production follow: same sign, causal share, years of life and weights."""


def expected_wage(result: Result, combination: str) -> Floats:
    """Return the expected wage of a year on one side of a pair, by age band (6,): Σ share in work · wage, kroner."""
    wages = result.row("income")[:, 0] * result.row("is_wage")[:, 0]
    return np.asarray(wages @ result.row(f"mix_{combination}"))


def work(result: Result, block: str, lost_per_school_year: float) -> Floats:
    """Return wage gained and production lost at school (2, years) of a measure's intake at success rate 1.

    Real kroner of the price year, positive = gained; a wage goes over the years exactly as its employer's contribution
    does (κ, phase-in, Ψ, real growth), so contribution = rate · wage in every year. Lost production follows the extra
    school years, and grows as wages do.

    >>> from utenfor_core.domain import Case
    >>> from utenfor_core.model import run
    >>> work(run(Case()), "m1", 0.0).shape
    (2, 77)
    """
    shared, rows, in_use = result.block(), result.block(block), result.in_use()
    like = Rows(**{name: shared[name][LIKE] for name in ("sign", "causal_factor", "share", "weight_kind")})
    like["unit"], like["growth_kind"] = [1.0, lost_per_school_year], [float(WAGES)] * len(LIKE)
    like["stay_band"], like["growth_factor"] = shared["stay_band"], shared["growth_factor"]
    for combination in COMBINATIONS:
        wage = np.concatenate([[0.0], expected_wage(result, combination), [0.0]])
        like[combination] = np.stack([wage, shared[combination][LIKE[1]]])
    like.update(rate_rows(in_use, like))
    return grown(over_intake(rows["intake"][0], streams(rows, like)), like)
