"""The value of knowing: closed forms, nothing for what is certain, and no more for one input than for all."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from tests.cases.sensitivity_cases import CASE, TABLES, case_at, response_of
from tests.core.test_tornado import CASE as LIFE
from tests.core.test_tornado import SPREADS
from utenfor_core.domain import KOMMUNE
from utenfor_core.errors import InputError
from utenfor_core.uncertainty import Spread, response
from utenfor_core.uncertainty.information import value_of_information, value_of_knowing

RATE = Spread(key="m1.own1_success_rate", low=0.1, high=0.3)
COST = Spread(key="m1.cost_per_year", low=300_000, most=330_000, high=500_000)
WITHIN = 0.01
"""Part of the value that 10 000 draws may miss it by."""


@pytest.mark.parametrize("example", TABLES["information"], ids=lambda example: example["name"])
def test_the_value_of_knowing_is_the_one_worked_by_hand(example: Mapping[str, Any]) -> None:
    found = value_of_information(response_of(example), view=KOMMUNE)
    assert found.expected == pytest.approx(example["expected"], abs=1_000)
    assert found.perfect == pytest.approx(example["perfect"], rel=WITHIN)
    assert found.of_factor == pytest.approx([example["perfect"]], rel=WITHIN)
    assert found.wrong == pytest.approx(example["wrong"], abs=0.01)


@pytest.mark.parametrize("cost", [200_000.0, 300_000.0, 420_000.0])
def test_one_input_in_a_line_has_the_closed_form_of_the_beta_distribution(cost: float) -> None:
    low, most, high = 0.1, 0.15, 0.3
    found = value_of_information(
        response(case_at(cost), [Spread(key=RATE.key, low=low, most=most, high=high)]), view=KOMMUNE
    )
    # net = 18 000 000 · s − 10 · cost with s = low + (high − low) · B; E[max(0, net)] by the beta's partial mean.
    a, b = 1 + 4 * (most - low) / (high - low), 1 + 4 * (high - most) / (high - low)
    worth = 18e6 * (high - low)
    limit = (10 * cost - 18e6 * low) / worth
    above = a / (a + b) * beta.sf(limit, a + 1, b) - limit * beta.sf(limit, a, b)
    mean = a / (a + b) - limit
    expected = worth * (above - max(0.0, mean))
    assert found.perfect == pytest.approx(expected, rel=WITHIN, abs=1_000)
    assert found.starts is bool(mean >= 0)


def test_what_is_certain_is_not_worth_knowing() -> None:
    certain = response(CASE, [Spread(key=RATE.key, low=0.2, high=0.2)])
    found = value_of_information(certain, view=KOMMUNE)
    assert found.perfect == pytest.approx(0, abs=1e-6)
    assert (found.factors, found.wrong, found.starts) == ((), 0.0, True)


def test_a_decision_that_cannot_change_is_not_worth_knowing_about() -> None:
    found = value_of_information(response(case_at(100_000), [RATE]), view=KOMMUNE)
    assert found.perfect == pytest.approx(0, abs=1e-6)
    assert found.of_factor == pytest.approx([0], abs=1e-6)
    assert found.wrong == 0


def test_knowing_one_input_is_worth_no_more_than_knowing_all() -> None:
    found = value_of_information(response(CASE, [RATE, COST]), view=KOMMUNE)
    assert (found.of_factor >= 0).all()
    assert (found.of_factor <= found.perfect * (1 + WITHIN)).all()
    assert found.of_factor.sum() > 0


def test_in_a_sum_the_value_of_one_input_is_the_whole_value_with_the_other_at_its_mean() -> None:
    both = value_of_information(response(CASE, [RATE, COST]), view=KOMMUNE)
    mean_cost = (COST.low + 4 * 330_000 + COST.high) / 6
    alone = value_of_information(response(case_at(mean_cost), [RATE]), view=KOMMUNE)
    of_rate = dict(zip([factor.keys[0] for factor in both.factors], both.of_factor, strict=True))[RATE.key]
    assert of_rate == pytest.approx(alone.perfect, rel=2 * WITHIN)


def test_the_most_valuable_input_is_the_same_whatever_the_seed() -> None:
    model = response(LIFE, [spread for spread in SPREADS if spread.key != "own.growth"])
    found = [value_of_information(model, view=KOMMUNE, seed=seed) for seed in range(3)]
    assert {one.factors[0].keys for one in found} == {("m1.cost_per_year",)}
    values = [one.perfect for one in found]
    assert max(values) == pytest.approx(min(values), rel=2 * WITHIN)
    assert all((np.diff(one.of_factor) <= 0).all() for one in found)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=50))
def test_the_value_of_knowing_is_never_negative_and_never_above_what_is_lost(nets: list[float]) -> None:
    draws = np.array(nets)
    value = value_of_knowing(draws)
    assert 0 <= value <= max(np.maximum(-draws, 0).mean(), 0) + 1e-3
    assert value <= np.maximum(draws, 0).mean() + 1e-3


def test_no_draws_gets_its_message() -> None:
    with pytest.raises(InputError, match="0 trekk kan ikke brukes"):
        value_of_information(response(CASE, [RATE]), view=KOMMUNE, draws=0)


def test_the_table_names_each_input_with_its_value() -> None:
    frame = value_of_information(response(CASE, [RATE, COST]), view=KOMMUNE, draws=500).to_frame()
    assert frame["verdi av å vite"].is_monotonic_decreasing
    assert frame.index[0] == "Tiltak 1: egen linje 1, Suksessrate for denne gevinsten"
