"""Who pays: what the state must give for a budget to break even, and what a grant that ends leaves behind."""

from dataclasses import replace

import pytest

from utenfor_core.domain import FYLKE, KOMMUNE, STAT, VIEWS, Case, Funder, Measure
from utenfor_core.funding import contribution_to_break_even, grants_that_end
from utenfor_core.model import run

MEASURE = Measure(
    group="vgs_frafall",
    base_outcome=0.5,
    outcome=0.51,
    start_month=1,
    intake=[10, 10, 10],
    cost_per_year=100_000,
    duration=1,
)


def test_with_the_contribution_the_municipality_breaks_even() -> None:
    result = run(Case(measures=[MEASURE]))
    given = contribution_to_break_even(result, "m1")
    assert given.amount > 0
    with_it = replace(MEASURE, funders=[Funder(level=STAT, share=given.share_of_cost, first_year=2027)])
    after = run(Case(measures=[with_it]))
    assert after.row("net_present", "m1")[VIEWS.index(KOMMUNE), -1] == pytest.approx(0, abs=0.01)


def test_the_yearly_contribution_has_the_same_present_value() -> None:
    result = run(Case(measures=[MEASURE]))
    given = contribution_to_break_even(result, "m1", horizon=1)
    assert given.yearly * result.row("discount")[0, :4].sum() == pytest.approx(given.amount)


def test_a_budget_that_gains_needs_no_contribution() -> None:
    free = run(Case(measures=[replace(MEASURE, cost_per_year=0)]))
    assert contribution_to_break_even(free, "m1").amount == 0


def test_a_county_that_pays_nothing_has_no_share_of_the_cost() -> None:
    given = contribution_to_break_even(run(Case(measures=[MEASURE])), "m1", FYLKE)
    assert given.share_of_cost is None
    assert given.amount > 0


def test_a_grant_of_one_year_leaves_half_a_million_a_year_to_be_found() -> None:
    grant = Funder(level=STAT, share=0.5, first_year=2027, last_year=2027)
    (end,) = grants_that_end(run(Case(measures=[replace(MEASURE, funders=[grant])])), "m1")
    assert (end.funder, end.level, end.first_year_without) == (1, STAT, 2028)
    assert end.yearly == pytest.approx(500_000)


def test_a_grant_that_lasts_as_long_as_the_measure_does_not_end() -> None:
    grant = Funder(level=STAT, share=0.5, first_year=2027, last_year=2029)
    assert grants_that_end(run(Case(measures=[replace(MEASURE, funders=[grant])])), "m1") == ()


def test_an_empty_measure_has_no_grants() -> None:
    assert grants_that_end(run(Case()), "m1") == ()
