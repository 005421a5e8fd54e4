"""Shares of the variance: closed forms where there are any, inputs that move together as one, a steady ranking."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.cases.sensitivity_cases import CASE, TABLES, response_of
from tests.core.test_tornado import CASE as LIFE
from tests.core.test_tornado import SPREADS
from utenfor_core.domain import KOMMUNE
from utenfor_core.errors import InputError
from utenfor_core.frame import built_in_frame
from utenfor_core.uncertainty import Spread, response
from utenfor_core.uncertainty.spreads import ALONE
from utenfor_core.uncertainty.variance import factors, values_at, variance_shares

RATE = Spread(key="m1.own1_success_rate", low=0.1, high=0.3)
COST = Spread(key="m1.cost_per_year", low=200_000, high=500_000)
UNIT_COSTS = [
    Spread(key="own.unit_sosialhjelp", low=50_000, most=60_000, high=90_000),
    Spread(key="own.unit_ufore", low=350_000, most=370_000, high=400_000),
]


def standard_error(share: float) -> float:
    """Return how far the estimate may lie from a share: some per mille at 4 096 points of a Sobol' sequence."""
    return 0.005 + 0.005 * share


@pytest.mark.parametrize("example", TABLES["variance"], ids=lambda example: example["name"])
def test_in_a_sum_each_share_is_the_inputs_own_variance_over_the_sum(example: Mapping[str, Any]) -> None:
    found = variance_shares(response_of(example), view=KOMMUNE)
    assert [factor.keys for factor in found.factors] == [(key,) for key in example["order"]]
    for shares in (found.first, found.total):
        for share, expected in zip(shares, example["share"], strict=True):
            assert share == pytest.approx(expected, abs=standard_error(expected))
    assert found.standard_deviation == pytest.approx(example["standard_deviation"], rel=0.01)


def test_in_a_product_the_inputs_matter_together_too() -> None:
    # net = N · duration · rate · unit cost: the variance of a product of independent inputs has a closed form.
    spreads = [
        Spread(key="m1.own1_success_rate", low=0.01, most=0.2, high=0.39),
        Spread(key="m1.own1_unit_cost", low=200_000, most=600_000, high=1_000_000),
    ]
    found = variance_shares(response(CASE, spreads), view=KOMMUNE)
    relative = np.array([0.19 * 0.19 / 7 / 0.2**2, 4 * 4 / 7 / 6**2])  # a PERT's variance over its squared mean
    together = relative.prod()
    whole = relative.sum() + together
    assert found.first == pytest.approx(relative / whole, abs=0.005)
    assert found.total == pytest.approx((relative + together) / whole, abs=0.005)


@pytest.mark.parametrize("view", ["kommune", "alle"])
def test_the_ranking_is_the_same_whatever_the_seed(view: str) -> None:
    model = response(LIFE, [spread for spread in SPREADS if spread.key not in {"own.growth", "own.neet_decay"}])
    orders = {variance_shares(model, view=view, seed=seed).factors for seed in range(5)}
    assert len(orders) == 1


def test_the_same_seed_gives_the_same_shares() -> None:
    one, other = (variance_shares(response(CASE, [RATE, COST]), view=KOMMUNE, seed=7, points=256) for _ in range(2))
    assert (one.first.tolist(), one.total.tolist()) == (other.first.tolist(), other.total.tolist())


def test_inputs_that_are_drawn_together_are_one_factor() -> None:
    varying = factors([RATE, *UNIT_COSTS], built_in_frame())
    assert [factor.places for factor in varying] == [(0,), (1, 2)]
    assert [factor.label for factor in varying] == [
        "Tiltak 1: egen linje 1, Suksessrate for denne gevinsten",
        "enhetskostnader (2 felt sammen)",
    ]


def test_inputs_that_are_drawn_together_are_low_together_and_high_together() -> None:
    spreads = [replace(RATE, most=0.2), *UNIT_COSTS]
    chance = np.array([[0.5, 0.0], [0.5, 1.0]])
    low, high = values_at(spreads, factors(spreads, built_in_frame()), chance)
    assert low == pytest.approx([0.2, 50_000, 350_000])
    assert high == pytest.approx([0.2, 90_000, 400_000])


def test_inputs_asked_to_be_alone_are_factors_of_their_own() -> None:
    alone = [replace(one, together=ALONE) for one in UNIT_COSTS]
    assert [factor.places for factor in factors(alone, built_in_frame())] == [(0,), (1,)]


def test_an_input_that_is_certain_is_no_factor() -> None:
    certain = Spread(key=COST.key, low=300_000, high=300_000)
    found = variance_shares(response(CASE, [certain, RATE]), view=KOMMUNE, points=64)
    assert [factor.keys for factor in found.factors] == [(RATE.key,)]
    assert found.first == pytest.approx([1.0], abs=0.05)


def test_an_input_without_effect_has_no_share() -> None:
    found = variance_shares(response(CASE, [Spread(key="own.kappa", low=0.5, high=0.7), RATE]), view=KOMMUNE)
    assert found.factors[-1].keys == ("own.kappa",)
    assert found.total[-1] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("spreads", [[], [Spread(key=RATE.key, low=0.2, high=0.2)]])
def test_a_net_that_is_certain_has_no_shares(spreads: list[Spread]) -> None:
    found = variance_shares(response(CASE, spreads), view=KOMMUNE, points=64)
    assert found.factors == ()
    assert found.standard_deviation == pytest.approx(0, abs=1e-6)


def test_shares_of_nothing_are_missing_not_nought() -> None:
    without_effect = [Spread(key="own.neet_decay", low=0.3, high=0.5)]
    found = variance_shares(response(CASE, without_effect), view=KOMMUNE, points=64)
    assert np.isnan(found.total).all()


@pytest.mark.parametrize("points", [0, 3, 1000])
def test_the_number_of_points_must_be_a_power_of_two(points: int) -> None:
    with pytest.raises(InputError, match=f"{points} punkter kan ikke brukes. Oppgi en toerpotens"):
        variance_shares(response(CASE, [RATE]), view=KOMMUNE, points=points)


def test_the_table_ranks_the_inputs() -> None:
    frame = variance_shares(response(CASE, [RATE, COST]), view=KOMMUNE, points=256).to_frame()
    assert frame["rang"].tolist() == [1, 2]
    assert frame.index[0] == "Tiltak 1: egen linje 1, Suksessrate for denne gevinsten"
