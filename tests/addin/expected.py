"""What the core says about the case behind a cell: the same measure, run as any other."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import ALL, KOMMUNE, LEVELS, VIEWS, Case, Funder, Measure
from utenfor_core.frame import built_in_frame
from utenfor_core.model import Result, run

OWN_HORIZON = 5
"""The column of the user's own horizon among those that results are shown for."""

GROUPS = tuple(built_in_frame().parameters.groups)


def case_of(  # noqa: PLR0913  # a test names what it changes
    group: str,
    *,
    count: float = 1.0,
    success_rate: float = 1.0,
    cost: float | None = None,
    level: str = ALL,
    horizon: int | None = None,
    rate: float | None = None,
    age: float | None = None,
    preset: str = "forsiktig",
) -> Case:
    """Return the case behind a cell; the level pays the whole cost in the first budget year."""
    payers = () if level in {KOMMUNE, ALL} else (Funder(level=level, share=1.0),)
    measure = Measure(
        group=group,
        age=age,
        base_outcome=0.0,
        typed_rate=success_rate,
        evidence_grade=1,
        start_month=1,
        intake=(count,),
        cost_per_year=cost,
        duration=1.0,
        funders=payers,
    )
    return Case(measures=(measure,), preset=preset, horizon=horizon, flat_rate=rate)


def result_of(group: str, **figures: Any) -> Result:  # noqa: ANN401  # the figures of `case_of`
    """Return the core's result of the case behind a cell."""
    return run(case_of(group, **figures))


def shown(result: Result, name: str, level: str) -> Any:  # noqa: ANN401  # a number, or the text that stands for none
    """Return one result of the measure for a level, or all, over the user's own horizon (till 67 without one)."""
    return result.row(name, "m1")[VIEWS.index(level), OWN_HORIZON]


def flow(result: Result, level: str) -> NDArray[np.float64]:
    """Return the measure's saving by year for a level or all."""
    flows = result.row("level_gross", "m1")
    return np.asarray(flows.sum(axis=0) if level == ALL else flows[LEVELS.index(level)], dtype=float)
