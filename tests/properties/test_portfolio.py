"""Properties of several measures together, of choices, and of what a year's outcomes do to an expectation."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.strategies import measures, share
from utenfor_core.actuals import Actual, Tally, follow_up, prior_of
from utenfor_core.actuals.records import EFFECT
from utenfor_core.calculation import TOGETHER
from utenfor_core.challenge_picture import wilson
from utenfor_core.domain import ALL, INTAKES, OWN, VIEWS, Case, Measure
from utenfor_core.model import run
from utenfor_core.portfolio import overlap
from utenfor_core.portfolio_choice import Budget, Criterion, Limits, choose_measures
from utenfor_core.uncertainty import Spread

FEW = settings(max_examples=15)
CLOSE = 1e-9
SHAPE = 4.0
TILL_67 = -1
SHARES = st.one_of(st.just(0.0), st.just(1.0), st.floats(0.001, 0.999))
RATES = st.lists(st.tuples(SHARES, SHARES, SHARES), min_size=1, max_size=6)
ONE_PAIR = st.lists(measures(own_lines=False), min_size=1, max_size=4).map(
    lambda several: [replace(measure, pair="fullfort") for measure in several]
)
COUNTS = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
POINTS = st.tuples(SHARES, SHARES, SHARES).map(sorted)


def effective(rates: Sequence[tuple[float, float, float]]) -> tuple[list[float], list[float]]:
    """Return each measure's rate alone and with overlap; a rate is a part of what its p0 leaves."""
    success = [part * (1 - base) for base, part, _ in rates]
    found = overlap(success, [base for base, _, _ in rates], [omega for _, _, omega in rates])
    return success, found["success_effective"][:, 0].tolist()


@given(RATES)
def test_measures_for_the_same_people_save_at_most_their_sum_and_at_most_those_who_fail(
    rates: list[tuple[float, float, float]],
) -> None:
    together = [(base, part, 1.0) for base, part, _ in rates]
    success, found = effective(together)
    counted = [base for (base, _, _), rate in zip(together, success, strict=True) if rate > 0]
    assert sum(found) <= sum(success) + CLOSE
    assert sum(found) <= 1 - max(counted, default=0.0) + CLOSE


@given(RATES, st.floats(0, 1), st.floats(0, 1))
def test_measures_for_the_same_people_with_one_p0_save_at_least_what_the_best_saves(
    rates: list[tuple[float, float, float]], base: float, more: float
) -> None:
    success, found = effective([(base, part, 1.0) for _, part, _ in rates])
    assert sum(found) >= max(success) - CLOSE
    _, with_one_more = effective([*((base, part, 1.0) for _, part, _ in rates), (base, more, 1.0)])
    assert sum(with_one_more) >= sum(found) - CLOSE


@given(RATES, st.randoms(use_true_random=False))
def test_the_order_of_overlapping_measures_does_not_matter(
    rates: list[tuple[float, float, float]], random: Random
) -> None:
    order = list(range(len(rates)))
    random.shuffle(order)
    _, found = effective(rates)
    _, mixed = effective([rates[at] for at in order])
    np.testing.assert_allclose(mixed, [found[at] for at in order], atol=CLOSE)


@given(RATES, st.integers(0, 5), st.floats(0.001, 1), st.floats(0.001, 1))
def test_more_overlap_never_saves_more(
    rates: list[tuple[float, float, float]], number: int, more: float, part_of_it: float
) -> None:
    base, part, _ = rates[number % len(rates)]
    totals = []
    for omega in (more, more * part_of_it):
        changed = [*rates]
        changed[number % len(rates)] = (base, part, omega)
        totals.append(sum(effective(changed)[1]))
    assert totals[0] <= totals[1] + CLOSE


@FEW
@given(ONE_PAIR, share(), st.randoms(use_true_random=False))
def test_a_choice_keeps_its_budget_and_does_not_depend_on_the_order(
    several: list[Measure], part: float, random: Random
) -> None:
    criterion = Criterion(view=ALL)
    whole = choose_measures(Case(measures=several), criterion, Limits())
    amount = part * whole.together.cost[OWN]
    limits = Limits(budgets=[Budget(amount=amount)])
    found = choose_measures(Case(measures=several), criterion, limits)
    mixed = list(several)
    random.shuffle(mixed)
    again = choose_measures(Case(measures=mixed), criterion, limits)
    size = 1 + abs(whole.together.net[ALL])
    assert found.left[0] >= -1e-6 * max(1.0, amount)
    assert 0 <= found.together.net[ALL] + CLOSE <= whole.together.net[ALL] + CLOSE * size
    assert abs(found.together.net[ALL] - again.together.net[ALL]) <= 1e-6 * size


@given(POINTS, COUNTS)
def test_the_expectation_lies_between_the_prior_and_what_was_seen(points: list[float], counts: tuple[int, int]) -> None:
    prior = prior_of(points[0], points[1], points[2], SHAPE)
    if prior is None:
        assert points[0] == points[2]
        return
    tally = Tally(successes=counts[0], observed=counts[1])
    seen = tally.successes / tally.observed
    assert prior.a > 0
    assert prior.b > 0
    assert min(prior.mean, seen) - CLOSE <= prior.updated(tally).mean <= max(prior.mean, seen) + CLOSE
    assert points[0] - CLOSE <= prior.mean <= points[2] + CLOSE


@given(COUNTS)
def test_wilsons_interval_covers_the_share_within_0_and_1(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert -CLOSE <= low <= counts[0] / counts[1] + CLOSE
    assert counts[0] / counts[1] - CLOSE <= high <= 1 + CLOSE


@FEW
@given(measures(funders=False), COUNTS, st.lists(st.integers(1, 100), min_size=1, max_size=3), st.floats(0.5, 2))
def test_the_price_part_is_the_cost_of_the_years_above_the_plans_prices(
    measure: Measure, counts: tuple[int, int], intake: list[int], dearer: float
) -> None:
    measure = replace(measure, per_completed=False)
    case = Case(measures=[measure, replace(measure, overlap=0.5)])
    observed = min(counts[1], sum(intake))
    tally = Tally(successes=min(counts[0], observed), observed=observed)
    planned = run(case).row("cost", "m1")[0]
    cost = [dearer * planned[t] for t in range(len(intake))]
    found = follow_up(
        case,
        [Actual(owner="m1", intake=intake, cost=cost, outcome=tally)],
        [Spread(key="m1.outcome", low=0.0, high=1.0)],
    )
    at_planned_prices = found.stages[EFFECT, "m1"]["cost"][0, : len(intake)]
    more = sum(cost) - at_planned_prices.sum()
    size = 1 + sum(cost) + np.abs(found.split("gain_sum").new).max() + at_planned_prices.sum()
    for block in ("m1", TOGETHER):
        assert abs(found.split("net_sum", block).price[VIEWS.index(ALL), TILL_67] + more) <= CLOSE * size
        assert abs(found.split("gain_sum", block).price).max() <= CLOSE * size


@FEW
@given(measures(), st.integers(1, 3))
def test_a_year_as_planned_changes_nothing(measure: Measure, years: int) -> None:
    case = Case(measures=[replace(measure, intake=[*measure.intake, 0.0, 0.0][:INTAKES])])
    planned = run(case)
    as_planned = Actual(
        owner="m1",
        intake=planned.row("intake", "m1")[0, :years].tolist(),
        cost=planned.row("cost", "m1")[0, :years].tolist(),
    )
    parts = follow_up(case, [as_planned]).split("net_present")
    size = 1 + np.abs(parts.plan).max() + planned.row("cost", "m1").sum()
    for part in (parts.volume, parts.effect, parts.price):
        np.testing.assert_allclose(part, 0, atol=CLOSE * size)
