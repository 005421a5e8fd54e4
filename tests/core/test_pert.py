"""The chance that a PERT value is not exceeded is the inverse of the value at a chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utenfor_core.uncertainty.sampling import draws, pert, pert_chance
from utenfor_core.uncertainty.spreads import Spread

NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 2))
TRIPLES = st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted).filter(lambda each: each[2] - each[0] >= 1)


@given(triple=TRIPLES, chance=st.floats(0.001, 0.999), shape=st.floats(1, 8))
def test_the_value_at_a_chance_is_not_exceeded_with_that_chance(
    triple: list[float], chance: float, shape: float
) -> None:
    low, most, high = triple
    value = pert(chance, low, most, high, shape)
    assert float(pert_chance(value, low, most, high, shape)) == pytest.approx(chance, abs=1e-6)


@given(triple=TRIPLES)
def test_nothing_is_below_the_low_and_all_is_below_the_high(triple: list[float]) -> None:
    low, most, high = triple
    chances = pert_chance([low - 1, low, high, high + 1], low, most, high)
    assert chances.tolist() == [0.0, 0.0, 1.0, 1.0]
    assert (np.diff(pert_chance(np.linspace(low, high, 20), low, most, high)) >= 0).all()


def test_a_certain_value_is_exceeded_below_it_and_not_from_it_on() -> None:
    assert pert_chance([0.9, 1.0, 1.1], 1.0, 1.0, 1.0).tolist() == [0.0, 1.0, 1.0]


def test_draws_fall_below_a_value_as_often_as_the_chance_says() -> None:
    drawn = draws([Spread(key="own.kappa", low=0.5, most=0.6, high=0.9)], 1000, seed=1)[:, 0]
    for value in (0.55, 0.6, 0.75):
        assert (drawn <= value).mean() == pytest.approx(float(pert_chance(value, 0.5, 0.6, 0.9)), abs=0.001)
