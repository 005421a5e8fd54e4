"""Identities and properties that hold whatever is typed."""

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from tests.properties.strategies import cases, measures, of_one_pair, places
from utenfor_core.calculation import TOGETHER
from utenfor_core.checks import violations
from utenfor_core.domain import Case, Measure, Place
from utenfor_core.model import run
from utenfor_core.portfolio import overlap

FEW = settings(max_examples=25)
RANDOM_CASES, PARTS = 2000, 8
"""Each part has a seed of its own, so that no two search the same cases, and processes can share them."""

CLOSE = 1e-9


def same(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    """Tell whether two arrays are equal but for floating point."""
    size = max(1.0, float(np.abs(one).max()), float(np.abs(other).max()))
    return bool(np.abs(one - other).max() <= CLOSE * size)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_identity_holds_for_any_of_two_thousand_cases(part: int) -> None:
    @seed(part)
    @settings(max_examples=RANDOM_CASES // PARTS)
    @given(cases())
    def holds(case: Case) -> None:
        assert violations(run(case)) == []

    holds()


@FEW
@given(measures(funders=False), st.floats(0.1, 10), places())
def test_the_gain_and_the_cost_per_person_are_linear_in_the_number(
    measure: Measure, times: float, place: Place
) -> None:
    one = replace(measure, fixed_cost=0)
    many = replace(one, intake=[persons * times for persons in one.intake])
    before, after = (run(Case(place=place, measures=[each])).block("m1") for each in (one, many))
    for name in ("level_gross", "level_cashable", "level_cost"):
        assert same(times * before[name], after[name])


@FEW
@given(measures(own_lines=False), st.floats(0.0, 1.0))
def test_the_gain_is_linear_in_the_success_rate(measure: Measure, part: float) -> None:
    assert measure.outcome is not None
    assert measure.base_outcome is not None
    effect = measure.outcome - measure.base_outcome
    less = replace(measure, outcome=measure.base_outcome + part * effect)
    whole, some = (run(Case(measures=[each])).block("m1") for each in (measure, less))
    assert same(part * whole["level_gross"], some["level_gross"])
    assert same(part * whole["level_cashable"], some["level_cashable"])
    assert same(whole["level_cost"], some["level_cost"])


@FEW
@given(measures(own_lines=False))
def test_no_effect_gives_minus_the_cost(measure: Measure) -> None:
    rows = run(Case(measures=[replace(measure, outcome=measure.base_outcome)])).block("m1")
    assert same(rows["net"], -rows["view_cost"])
    assert same(rows["net_cashable"], -rows["view_cost"])
    assert same(rows["net_present"], -rows["cost_present"])


@FEW
@given(st.lists(measures(), min_size=2, max_size=4).map(of_one_pair), st.randoms(use_true_random=False))
def test_the_order_of_the_measures_does_not_matter(several: list[Measure], random: Random) -> None:
    mixed = list(several)
    random.shuffle(mixed)
    one, other = (run(Case(measures=each)).block(TOGETHER) for each in (several, mixed))
    for name in ("level_gross", "level_cashable", "level_cost", "net_present"):
        assert same(one[name], other[name])


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6),
)
def test_measures_for_the_same_people_never_save_more_than_could_fail(pairs: list[tuple[float, float]]) -> None:
    base = [p0 for p0, _ in pairs]
    success = [part * (1 - p0) for p0, part in pairs]
    found = overlap(success, base, [1.0] * len(pairs))
    effective = found["success_effective"][:, 0]
    marked = [p0 for p0, rate in zip(base, success, strict=True) if rate > 0]
    assert effective.sum() <= 1 - max(marked, default=0.0) + CLOSE
    assert (effective <= np.array(success) + CLOSE).all()


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6))
def test_overlap_never_raises_a_rate_and_never_makes_it_negative(
    triples: list[tuple[float, float, float]],
) -> None:
    base, success, share = ([values[n] for values in triples] for n in range(3))
    success = [rate * (1 - p0) for rate, p0 in zip(success, base, strict=True)]
    effective = overlap(success, base, share)["success_effective"][:, 0]
    assert (effective <= np.array(success) + CLOSE).all()
    assert (effective >= -CLOSE).all()
