"""The internal rate is the root of the whole flow, found for any flow, and refused where it has no meaning."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utenfor_core.discounting import internal_rate, present_value, rounded_half_up

ORE = 0.005


@given(st.floats(1, 1e7), st.lists(st.one_of(st.just(0.0), st.floats(1e-3, 1e8)), min_size=1, max_size=76))
def test_a_rate_is_found_for_any_outlay_that_pays_back(outlay: float, receipts: list[float]) -> None:
    flow = np.array([-outlay, *receipts])
    rate = internal_rate(flow, ORE)
    if rate is None:
        assert flow.sum() <= ORE or max(receipts) < ORE
        return
    factors = (1 + rate) ** -np.arange(flow.size)
    assert abs(float(present_value(flow, factors))) <= 1e-9 * float(np.abs(flow) @ factors)


def test_a_rate_of_many_thousand_per_cent_is_found() -> None:
    assert internal_rate([-1.0, 500.0], ORE) == pytest.approx(499)


@pytest.mark.parametrize("flow", [[-100.0, 50.0], [100.0, 50.0], [0.0, 0.0], [-100.0, 300.0, -50.0]])
def test_no_rate_is_given_for_a_loss_without_a_change_of_sign_or_with_two(flow: list[float]) -> None:
    assert internal_rate(flow, ORE) is None


def test_a_half_is_rounded_away_from_nothing_after_whole_kroner() -> None:
    assert [rounded_half_up(amount, 1000) for amount in (499.4, 499.5, 500, -500, 1499.6)] == [0, 1, 1, -1, 2]
