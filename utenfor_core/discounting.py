"""Discounting: the rate schedule, discount factors, present values and annuities. Numbers in, numbers out.

Every function takes flows whose first element is year t = 0 and is not discounted. Excel's NPV differs: it
discounts the first flow too, so NPV(r; f0; f1; …) in Excel is our present value divided by 1 + r.
"""

import numpy as np
import numpy_financial
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def rate_schedule(years: int, rates: ArrayLike, first_years: ArrayLike, flat: float | None = None) -> Floats:
    """Real rate r(u) that takes a flow from year u back to u − 1, for u = 0 … years − 1; r(0) is never used.

    `first_years` (ascending, first 0) tells from which year each of `rates` holds; `flat` replaces them all.

    >>> rate_schedule(3, [0.0, 0.04], [0, 1])
    array([0.  , 0.04, 0.04])
    """
    if flat is not None:
        return np.full(years, float(flat))
    steps = np.searchsorted(np.asarray(first_years), np.arange(years), side="right") - 1
    return np.asarray(rates, dtype=float)[steps]


def discount_factors(rates: ArrayLike) -> Floats:
    """D(t) = Π_{u=1..t} 1 / (1 + r(u)), D(0) = 1; same shape as `rates` (r(0) is ignored).

    >>> discount_factors([0.0, 0.04, 0.04]).round(6)
    array([1.      , 0.961538, 0.924556])
    """
    steps = 1.0 + np.asarray(rates, dtype=float)
    if steps.size:
        steps[0] = 1.0
    return np.asarray(1.0 / np.cumprod(steps))


def factors_within(factors: ArrayLike, lengths: ArrayLike) -> Floats:
    """D(t) in the years of each horizon, 0 after: (years, horizons), with `lengths` in budget years t = 0 … H − 1.

    >>> factors_within([1.0, 0.5, 0.25], [1.0, 2.0])
    array([[1. , 1. ],
           [0. , 0.5],
           [0. , 0. ]])
    """
    by_year = np.asarray(factors, dtype=float)[:, None]
    return by_year * (np.arange(len(by_year))[:, None] < np.asarray(lengths))


def present_value(flows: ArrayLike, factors: ArrayLike) -> Floats:
    """Σ_t flow(t) · D(t) over the last axis; t = 0 is not discounted (Excel's NPV discounts it).

    >>> float(present_value([-100.0, 50.0], [1.0, 0.5]))
    -75.0
    """
    return np.asarray(np.asarray(flows, dtype=float) @ np.asarray(factors, dtype=float))


def annuity(value: float, factors: ArrayLike) -> float:
    """Equal yearly amount with first flow at t = 0 whose present value is `value`: value / Σ D(t).

    >>> annuity(300.0, [1.0, 1.0, 1.0])
    100.0
    """
    return float(value) / float(np.sum(factors))


def sign_changes(flows: ArrayLike, tolerance: float) -> int:
    """How many times the flow changes sign, years within ± tolerance left out.

    >>> sign_changes([-5.0, 0.0, 3.0], 0.005)
    1
    """
    values = np.asarray(flows, dtype=float)
    signs = np.sign(values[np.abs(values) >= tolerance])
    return int(np.count_nonzero(signs[1:] != signs[:-1]))


def internal_rate(flows: ArrayLike, tolerance: float) -> float | None:
    """Internal rate of return, or None where it is not defined: the sum is not above 0 or the sign changes not once.

    >>> round(internal_rate([-100.0, 39.0, 59.0, 55.0, 20.0], 0.005), 6)
    0.280948
    """
    values = np.asarray(flows, dtype=float)
    if values.sum() <= tolerance or sign_changes(values, tolerance) != 1:
        return None
    last = int(np.flatnonzero(np.abs(values) >= tolerance)[-1])
    rate = float(numpy_financial.irr(values[: last + 1]))
    return _polished(values, rate) if np.isfinite(rate) else None


def _polished(flows: Floats, rate: float) -> float:
    """Take a root found without the last small years to the root of the whole flow by Newton's method.

    It ends when a step is no smaller than the one before: what is left then is floating-point noise.
    """
    years = np.arange(flows.size)
    before = np.inf
    with np.errstate(all="ignore"):  # a root near −100 % overflows; the step is then not a number, and the search ends
        while True:
            factors = (1.0 + rate) ** -years
            step = float((flows @ factors) / (flows @ (-years * factors))) * (1.0 + rate)
            if not abs(step) < before:
                return rate
            rate, before = rate - step, abs(step)


def rounded_half_up(value: float, unit: float = 1.0) -> float:
    """Round half away from zero to whole `unit`, as Excel's ROUND does: first to whole kroner, then to the unit.

    >>> rounded_half_up(2500.4, 1000.0), rounded_half_up(-2500.0, 1000.0)
    (3.0, -3.0)
    """
    whole = np.copysign(np.floor(abs(value) + 0.5), value)
    return float(np.copysign(np.floor(abs(whole) / unit + 0.5), whole)) + 0.0
