"""What one success is worth by age, level and year: taken from the core's run, once for each group and preset.

One participant, taken in in January of the base year, in a neutral municipality: no share of the population, tax level
not given (the preset's branch), employer's zone 1. The success rate is 1 and not cut for its evidence.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from utenfor_core.discounting import discount_factors, rate_schedule
from utenfor_core.domain import LEVELS, MEASURES, YEARS, Case, Measure, Place
from utenfor_core.frame import built_in_frame
from utenfor_core.model import Result, run

Floats = NDArray[np.float64]

NEUTRAL = Place(name="En nøytral kommune")
"""The place of the functions: they have no municipality among their arguments."""

CACHED_GROUPS = 32
CACHED_RATES = 1024
CACHED_TABLES = 256
"""Bounds of what is remembered: groups × presets, discount rates, and tables of accumulated present values."""


def unit_case(group: str, ages: Sequence[int], preset: str) -> Case:
    """Return the case of one participant who succeeds for each of up to six ages: the core's input behind a cell.

    Grade 1 evidence is the grade whose haircut is 1; the base outcome 0 leaves room for the success rate 1.
    """
    measures = tuple(
        Measure(
            group=group,
            age=float(age),
            base_outcome=0.0,
            typed_rate=1.0,
            evidence_grade=1,
            start_month=1,
            intake=(1.0,),
        )
        for age in ages
    )
    return Case(place=NEUTRAL, measures=measures, preset=preset)


@cache
def _no_measure() -> Result:
    return run(Case(place=NEUTRAL))


@cache
def group_ages(group: str) -> tuple[int, int, int]:
    """Return the first, last and usual age at intake of a group.

    >>> group_ages("vgs_frafall")
    (16, 20, 18)
    """
    found = built_in_frame().parameters.groups[group]
    return found.age_min, found.age_max, found.age_default


@lru_cache(maxsize=CACHED_GROUPS)
def unit_flows(group: str, preset: str) -> Floats:
    """Return kroner per success (ages, levels and all, years), not discounted; the first age is the group's first.

    The sixth level is the sum of the five.

    >>> unit_flows("vgs_frafall", "forsiktig").shape
    (5, 6, 77)
    """
    first, last, _ = group_ages(group)
    ages = range(first, last + 1)
    flows = np.empty((len(ages), len(LEVELS) + 1, YEARS))
    for start in range(0, len(ages), MEASURES):
        some = ages[start : start + MEASURES]
        result = run(unit_case(group, some, preset))
        for number in range(len(some)):
            flows[start + number, : len(LEVELS)] = result.row("level_unit", f"m{number + 1}")
    flows[:, len(LEVELS)] = flows[:, : len(LEVELS)].sum(axis=1)
    flows.flags.writeable = False
    return flows


@lru_cache(maxsize=CACHED_RATES)
def factors(rate: float | None) -> Floats:
    """Return D(t), t = 0 … 76, of a flat real rate, or of the rate schedule when there is none.

    >>> factors(0.04)[:2].round(6).tolist()
    [1.0, 0.961538]
    """
    time = _no_measure()
    rates, first_years = time.row("rate_value")[:, 0], time.row("rate_from")[:, 0]
    found = discount_factors(rate_schedule(YEARS, rates, first_years, rate))
    found.flags.writeable = False
    return found


@lru_cache(maxsize=CACHED_TABLES)
def accumulated(group: str, preset: str, rate: float | None) -> Floats:
    """Return Σ_{u ≤ t} D(u) · flow(u) per success (ages, levels and all, years); at H − 1 it is the present value.

    >>> bool(accumulated("vgs_frafall", "forsiktig", None)[2, 5, -1] > 0)
    True
    """
    found = np.cumsum(unit_flows(group, preset) * factors(rate), axis=-1)
    found.flags.writeable = False
    return found
