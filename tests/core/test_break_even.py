"""How many must succeed and what a participant may cost: of those taken in within the horizon, for one and for all."""

from dataclasses import replace

import numpy as np
import pytest

from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import KOMMUNE, VIEWS, Case, Measure, Place
from utenfor_core.model import run

MEASURE = Measure(
    group="vgs_frafall",
    age=20,
    outcome_age=21,
    base_outcome=0.2,
    outcome=0.25,
    evidence_grade=1,
    start_month=1,
    intake=[10] * 10,
    cost_per_year=60_000,
    duration=1,
)
PLACE = Place(tax_level=1.1)
ALL_LIFE = -1


def case(*measures: Measure) -> Case:
    """Return a case of the middle set."""
    return Case(place=PLACE, preset="midtanslag", measures=measures)


def test_one_measure_alone_breaks_even_at_the_rate_that_all_measures_together_do() -> None:
    result = run(case(MEASURE))
    for row in ("break_even", "break_even_persons"):
        alone, together = result.row(row, "m1")[0], result.row(row, TOGETHER)[0]
        assert [isinstance(cell, str) for cell in alone] == [isinstance(cell, str) for cell in together]
        numbers = [(one, other) for one, other in zip(alone, together, strict=True) if not isinstance(one, str)]
        assert numbers
        assert [one for one, _ in numbers] == pytest.approx([other for _, other in numbers])


def test_a_portfolio_that_loses_says_how_many_must_succeed_not_that_it_cannot_be_done() -> None:
    second = replace(MEASURE, group="vgs_etter_normert", age=22, outcome_age=None, intake=[5, 5], cost_per_year=20_000)
    result = run(case(MEASURE, second))
    view = VIEWS.index(KOMMUNE)
    assert result.row("net_present", TOGETHER)[view, ALL_LIFE] < 0
    rate = result.row("break_even", TOGETHER)[view, ALL_LIFE]
    expected = result.row("successes_within", TOGETHER)[0, ALL_LIFE] / 110
    assert expected < rate <= 1
    assert result.row("break_even_persons", TOGETHER)[view, ALL_LIFE] == pytest.approx(rate * 110)
    raised = [replace(one, outcome=0.2 + 0.05 * rate / expected) for one in (MEASURE, second)]
    after = run(case(*raised))
    assert after.row("net_present", TOGETHER)[view, ALL_LIFE] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("horizon", range(1, 7))
def test_at_the_highest_cost_per_participant_the_net_is_nought_over_that_horizon(horizon: int) -> None:
    view = VIEWS.index(KOMMUNE)
    highest = run(case(MEASURE)).row("highest_cost", "m1")[view, horizon]
    assert highest > 0
    at_most = run(case(replace(MEASURE, cost_per_year=highest)))
    assert at_most.row("net_present", "m1")[view, horizon] == pytest.approx(0, abs=0.01)


def test_only_those_taken_in_within_the_horizon_are_participants_of_it() -> None:
    result = run(case(MEASURE))
    lengths = np.minimum(result.row("horizon")[0], 10)
    assert result.row("participants_within", "m1")[0].tolist() == (10 * lengths).tolist()


@pytest.mark.parametrize("persons", range(1, 21))
def test_when_exactly_everybody_must_succeed_that_is_possible(persons: int) -> None:
    view, sure = VIEWS.index(KOMMUNE), replace(MEASURE, base_outcome=0, outcome=1, intake=[persons])
    highest = run(case(sure)).row("highest_cost", "m1")[view, ALL_LIFE]
    at_the_edge = run(case(replace(sure, cost_per_year=highest)))
    assert at_the_edge.row("break_even", "m1")[view, ALL_LIFE] == pytest.approx(1)
    beyond = run(case(replace(sure, cost_per_year=highest + 1)))
    assert beyond.row("break_even", "m1")[view, ALL_LIFE] == "ikke mulig i perioden"


@pytest.mark.parametrize("block", ["m1", TOGETHER])
def test_more_than_those_who_would_not_succeed_anyway_is_impossible(block: str) -> None:
    view, half = VIEWS.index(KOMMUNE), replace(MEASURE, base_outcome=0.5, outcome=0.55, intake=[20])
    highest = run(case(replace(half, outcome=1.0))).row("highest_cost", "m1")[view, ALL_LIFE]
    at_the_edge = run(case(replace(half, cost_per_year=highest)))
    assert at_the_edge.row("break_even_persons", block)[view, ALL_LIFE] == pytest.approx(10)
    beyond = run(case(replace(half, cost_per_year=highest + 1)))
    assert beyond.row("break_even_persons", block)[view, ALL_LIFE] == "ikke mulig i perioden"
    assert beyond.row("room_within", block)[0, ALL_LIFE] == 10
