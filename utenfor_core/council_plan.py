"""What the plan for the council shows of the results: measures that may be described, positions, who pays each year.

A measure for very few persons is counted in the kroner, but never described: the plan is a public document.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from utenfor_core.discounting import rounded_half_up
from utenfor_core.domain import FYLKE, KOMMUNE, LEVELS, OUTSIDE, STAT, Value
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.plan_lines import PLAN_YEARS
from utenfor_core.small_numbers import fewest_described
from utenfor_core.trace import Rows, number

PAYING: Final = (KOMMUNE, FYLKE, STAT, OUTSIDE)
"""Who can pay for a measure, in the order the plan lists them."""


def council_plan_rows(blocks: Mapping[str, Rows], shared: Rows, values: Mapping[str, Value], tolerance: float) -> Rows:
    """Return what the council's plan shows: by measure (6, 1), and who pays by payer and year (4, 4) in 1 000 kr.

    described = complete and at least `fewest_described` participants; expected_successes = effective rate · persons.
    paid_by is positive kroner of the price year; paid_by_rounded is in the plan's prices, rounded half-up to kroner and
    to 1 000, and paid_total sums the rounded. last_funded is the last year in which others pay, 0 when none do.
    """
    measures = [blocks[owner] for owner in MEASURE_BLOCKS]
    fewest = float(fewest_described())
    complete = np.array([rows.single("complete") for rows in measures])
    enough = np.array([rows.single("persons_planned") >= fewest for rows in measures])
    persons = np.array([rows.single("persons") for rows in measures])
    positions = [number(values.get(f"{owner}.positions")) for owner in MEASURE_BLOCKS]
    paid = _paid_by(blocks["all"], measures)
    priced = paid[:, :PLAN_YEARS] * shared["plan_price"]
    rounded = np.asarray(np.vectorize(rounded_half_up, otypes=[float])(priced, 1000.0))
    others = sum(((1 - rows["plan_funder_counts"].T) @ rows["funder_paid"])[0] for rows in measures)
    funded = shared["year"][0] * (np.asarray(others) > tolerance)
    return Rows(
        fewest_described=fewest,
        described=complete * enough,
        too_few=complete * ~enough,
        expected_successes=shared["success_effective"][:, 0] * persons,
        plan_positions=float(complete @ positions),
        paid_by=paid[:, :PLAN_YEARS],
        paid_by_rounded=rounded,
        paid_total=rounded.sum(axis=0)[None],
        year_funded=funded[None],
        last_funded=float(funded.max()),
    )


def _paid_by(together: Rows, measures: list[Rows]) -> NDArray[np.float64]:
    """Return what each payer pays in every year (4, years), kroner; own money counts where its level does."""
    levels = [together["level_cost"][LEVELS.index(level)] for level in PAYING if level in LEVELS]
    outside = sum(((rows["funder_level"] == OUTSIDE).T.astype(float) @ rows["funder_paid"])[0] for rows in measures)
    return np.stack([*levels, np.asarray(outside)])
