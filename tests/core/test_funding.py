"""Grants that end before the measure they pay for."""

from dataclasses import replace

import pytest

from utenfor_core.domain import STAT, Case, Funder, Measure
from utenfor_core.funding import grants_that_end
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


def test_a_grant_of_one_year_leaves_half_a_million_a_year_to_be_found() -> None:
    grant = Funder(level=STAT, share=0.5, first_year=2027, last_year=2027)
    (end,) = grants_that_end(run(Case(measures=[replace(MEASURE, funders=[grant])])), "m1")
    assert (end.funder, end.level, end.first_year_without) == (1, STAT, 2028)
    assert end.yearly == pytest.approx(500_000)


def test_a_grant_that_lasts_as_long_as_the_measure_does_not_end() -> None:
    grant = Funder(level=STAT, share=0.5, first_year=2027, last_year=2029)
    assert grants_that_end(run(Case(measures=[replace(MEASURE, funders=[grant])])), "m1") == ()


def test_a_grant_that_ends_in_a_year_without_cost_is_missed_from_the_year_after() -> None:
    grant = Funder(level=STAT, share=0.5, first_year=2027, last_year=2028)
    (end,) = grants_that_end(run(Case(measures=[replace(MEASURE, intake=[10, 0, 0, 10], funders=[grant])])), "m1")
    assert end.first_year_without == 2029


def test_an_empty_measure_has_no_grants() -> None:
    assert grants_that_end(run(Case()), "m1") == ()
