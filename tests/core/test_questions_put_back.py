"""Each answer put back into the model: the case with that answer in it is level, one step away it is not."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import strategies
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import FYLKE, KOMMUNE, OUTSIDE, OWN, STAT, VIEWS, Case, Funder, Measure, OwnLine, Place
from utenfor_core.model import run
from utenfor_core.questions import (
    LIFE,
    PLAN,
    Period,
    Who,
    cost_of_delay,
    highest_cost,
    rate_needed,
    state_contribution,
    successes_needed,
)
from utenfor_core.questions.scope import measured, scope_of

ORE = 0.01
MEASURE = Measure(
    group="vgs_frafall",
    age=20,
    outcome_age=21,
    base_outcome=0.4,
    outcome=0.45,
    evidence_grade=3,
    per_completed=True,
    completion=0.8,
    lasting=0.9,
    start_month=8,
    intake=[10, 10, 10, 10],
    cost_per_year=15_000,
    duration=1.5,
    fixed_cost=100_000,
)
GRANTS = (
    Funder(level=STAT, share=0.3, first_year=2027, last_year=2028),
    Funder(level=OUTSIDE, amount=120_000, first_year=2028),
)
PLACES = (
    Place(tax_level=1.1),
    Place(tax_level=1.1, own_levels=frozenset({FYLKE})),
    Place(tax_level=1.2, population_share=0.13, own_levels=frozenset({KOMMUNE, FYLKE})),
)


def case(*measures: Measure, place: Place = PLACES[0]) -> Case:
    """Return a case without extra school years, so that a county can gain too."""
    return Case(place=place, measures=measures, preset="midtanslag", own_values={"extra_years": 0.0})


def net(  # noqa: PLR0913 - what is measured, and the two ways to count
    result: Result, block: str, who: Who, period: Period, *, cashable: bool = False, discounted: bool = True
) -> float:
    """Return a budget's net over a period, kr."""
    return measured(scope_of(result, block, who, period), cashable=cashable, discounted=discounted).single(
        "net_present"
    )


@pytest.mark.parametrize("place", PLACES, ids=["kommune", "county", "both"])
def test_at_the_rate_needed_the_net_is_nought(place: Place) -> None:
    measure = replace(MEASURE, cost_per_year=2_000, fixed_cost=0, funders=GRANTS)
    for period in (20, LIFE):
        answer = rate_needed(run(case(measure, place=place)), "m1", OWN, period)
        outcome = answer.details["outcome"]
        assert isinstance(outcome, float)
        assert MEASURE.base_outcome is not None
        after = run(case(replace(measure, outcome=outcome), place=place))
        assert net(after, "m1", OWN, period) == pytest.approx(0, abs=ORE)


def test_at_the_typed_rate_needed_the_net_is_nought_for_kommune_and_county_together() -> None:
    measure = replace(MEASURE, outcome=None, typed_rate=0.1)
    answer = rate_needed(run(case(measure)), "m1", (KOMMUNE, FYLKE))
    typed = answer.details["typed_rate"]
    assert isinstance(typed, float)
    after = run(case(replace(measure, typed_rate=typed)))
    assert net(after, "m1", (KOMMUNE, FYLKE), LIFE) == pytest.approx(0, abs=ORE)


@pytest.mark.parametrize("cashable", [False, True])
@pytest.mark.parametrize("discounted", [False, True])
def test_with_that_many_successes_we_are_level_and_with_one_fewer_we_are_not(
    *, cashable: bool, discounted: bool
) -> None:
    result = run(case(MEASURE))
    answer = successes_needed(result, "m1", cashable=cashable, discounted=discounted)
    assert answer.value is not None
    nets = []
    for persons in (answer.value - 1, answer.value):
        wanted = replace(MEASURE, outcome=None, base_outcome=0.0, typed_rate=persons / 40 / 0.9)
        later = run(case(wanted))
        assert later.row("success_rate", "m1")[0, 0] * 40 == pytest.approx(persons)
        nets.append(net(later, "m1", OWN, LIFE, cashable=cashable, discounted=discounted))
    assert nets[0] < 0 <= nets[1] + ORE


def test_the_rate_is_the_one_of_the_result_sheet() -> None:
    result = run(case(MEASURE, replace(MEASURE, group="vgs_etter_normert", age=22, outcome_age=None)))
    for block in ("m1", TOGETHER):
        periods: tuple[Period, ...] = (PLAN, 10, 20, 40)
        for at, period in enumerate(periods, 1):
            for view in VIEWS:
                shown = result.row("break_even", block)[VIEWS.index(view), at]
                answer = rate_needed(result, block, view, period)
                if isinstance(shown, float):
                    assert answer.value == pytest.approx(shown)
                else:
                    assert answer.value is None or answer.caution == "beyond"


@pytest.mark.parametrize("place", PLACES, ids=["kommune", "county", "both"])
@pytest.mark.parametrize("funders", [(), GRANTS], ids=["alone", "with grants"])
def test_at_the_highest_cost_the_net_is_nought_and_a_krone_more_is_too_much(
    place: Place, funders: Sequence[Funder]
) -> None:
    measure = replace(MEASURE, funders=funders, fixed_cost=0.0)
    result = run(case(measure, place=place))
    for period in (10, LIFE):
        highest = highest_cost(result, "m1", OWN, period).value
        assert highest is not None
        after = [run(case(replace(measure, cost_per_year=cost), place=place)) for cost in (highest, highest + 1)]
        assert net(after[0], "m1", OWN, period) == pytest.approx(0, abs=ORE)
        assert net(after[1], "m1", OWN, period) < 0


def test_with_the_state_s_share_or_amount_the_net_is_nought_and_with_less_it_is_not() -> None:
    measure = replace(MEASURE, funders=GRANTS, cost_per_year=40_000)
    given_by_state = state_contribution(run(case(measure)), "m1")
    share, amount = given_by_state.share.value, given_by_state.yearly.value
    assert share is not None
    assert amount is not None
    for way in (Funder(level=STAT, share=share), Funder(level=STAT, amount=amount)):
        nets = []
        for part in (1.0, 0.99):
            state = replace(way, share=part * (way.share or 0), amount=part * (way.amount or 0))
            nets.append(net(run(case(replace(measure, funders=(*GRANTS, state)))), "m1", OWN, LIFE))
        assert nets[0] == pytest.approx(0, abs=ORE)
        assert nets[1] < -ORE


def test_the_same_share_of_each_measure_makes_them_level_together() -> None:
    measures = [replace(MEASURE, cost_per_year=40_000), replace(MEASURE, intake=[5, 0, 20], cost_per_year=50_000)]
    share = state_contribution(run(case(*measures)), TOGETHER).share.value
    with_state = [replace(measure, funders=[Funder(level=STAT, share=share)]) for measure in measures]
    assert net(run(case(*with_state)), TOGETHER, OWN, LIFE) == pytest.approx(0, abs=ORE)


def test_what_is_missing_is_what_the_net_says() -> None:
    result = run(case(replace(MEASURE, cost_per_year=40_000)))
    assert state_contribution(result, "m1").present.value == pytest.approx(-net(result, "m1", OWN, LIFE))


def test_without_grants_growth_and_dated_rates_waiting_costs_the_same_both_ways() -> None:
    plain = replace(case(MEASURE), preset="forsiktig", base_year=2028)
    later = replace(plain, measures=[replace(MEASURE, intake=[0, *MEASURE.intake])])
    result = run(plain)
    expected = net(result, "m1", OWN, LIFE) - net(run(later), "m1", OWN, LIFE)
    assert cost_of_delay(result, "m1").value == pytest.approx(expected)
    assert cost_of_delay(result, "m1", grants_follow=False).value == pytest.approx(expected)


def test_a_grant_that_stays_in_its_years_makes_waiting_cost_what_it_paid() -> None:
    grant = Funder(level=STAT, amount=100_000, first_year=2028, last_year=2028)
    plain = replace(case(replace(MEASURE, funders=[grant])), preset="forsiktig", base_year=2028)
    result = run(plain)
    without = run(replace(plain, measures=[MEASURE]))
    follows, stays = (cost_of_delay(result, "m1", grants_follow=follow).value for follow in (True, False))
    assert stays == pytest.approx(100_000 + (cost_of_delay(without, "m1").value or 0))
    assert follows == pytest.approx((stays or 0) - 100_000 / 1.04)


@given(measure=strategies.measures(), place=strategies.places(), period=st.sampled_from((1, PLAN, 20, LIFE)))
@settings(max_examples=20)
def test_every_answer_put_back_is_level(measure: Measure, place: Place, period: Period) -> None:
    whole = case(measure, place=place)
    result = run(whole)
    size = 1.0 + float(np.abs(result.row("level_gross", "m1")).sum() + result.row("cost", "m1").sum())
    close = pytest.approx(0, abs=1e-8 * size + ORE)
    highest = highest_cost(result, "m1", OWN, period).value
    if highest is not None:
        after = run(replace(whole, measures=[replace(measure, cost_per_year=highest)]))
        assert net(after, "m1", OWN, period) == close
    if len(measure.funders) < 3:
        share = state_contribution(result, "m1", OWN, period).share
        if share.value:
            funders = [*measure.funders, Funder(level=STAT, share=share.value)]
            # A funder without a level is not in use: its place is the state's.
            funders = [one for one in funders if one.level is not None]
            after = run(replace(whole, measures=[replace(measure, funders=funders)]))
            assert net(after, "m1", OWN, period) == close


def test_an_own_line_that_pays_for_everything_needs_no_success() -> None:
    line = OwnLine(level=KOMMUNE, success_rate=0.5, unit_cost=900_000, duration=1, cashable_share=1)
    answer = successes_needed(run(case(replace(MEASURE, own_lines=[line]))), "m1")
    assert answer.value == 0
    assert "selv om ingen" in answer.text
