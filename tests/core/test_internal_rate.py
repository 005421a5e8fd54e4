"""The internal rate of a result is that of an outlay that pays back, and of nothing else."""

import numpy as np
import pytest

from utenfor_core.domain import INTAKES, LEVELS, VIEWS, YEARS
from utenfor_core.results import UNDEFINED, Yardstick, result_rows
from utenfor_core.trace import Rows

YARDSTICK = Yardstick(
    views=np.ones((len(LEVELS), len(VIEWS))),
    factors=np.ones(YEARS),
    lengths=np.full(7, float(YEARS)),
    base_year=2027.0,
    tolerance=0.005,
)


def _rates(gain: list[float], cost: list[float]) -> list[object]:
    nothing = np.zeros((len(LEVELS), YEARS))
    gross, paid = nothing.copy(), nothing.copy()
    gross[0, : len(gain)], paid[0, : len(cost)] = gain, cost
    flows = Rows(level_gross=gross, level_cashable=gross, level_cost=paid, level_own=nothing, level_unit=gross)
    for name in ("intake", "intake_successes", "intake_room"):
        flows[name] = np.ones((1, INTAKES))
    return list(result_rows(flows, YARDSTICK)["internal_rate"][:, 0])


def test_an_outlay_that_pays_back_has_a_rate() -> None:
    assert _rates([0, 110], [100, 0]) == [pytest.approx(0.1)] * 2


def test_a_gain_that_is_paid_for_later_has_no_rate_though_its_sum_is_positive() -> None:
    assert _rates([300, 0], [0, 100]) == [UNDEFINED] * 2
