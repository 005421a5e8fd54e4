"""The waterfall goes step by step from what participants seem to gain to what a budget can cash."""

from dataclasses import replace

import pytest

from utenfor_core.domain import ALL, KOMMUNE, VIEWS, Case, Measure, OwnLine, Place
from utenfor_core.model import run
from utenfor_core.waterfall import STEPS, chain, waterfall

MEASURE = Measure(
    group="vgs_frafall",
    base_outcome=0.4,
    outcome=0.5,
    per_completed=True,
    completion=0.8,
    evidence_grade=3,
    lasting=0.7,
    intake=[20],
    cost_per_year=10_000,
    duration=1,
)
CASE = Case(measures=[MEASURE], place=Place(tax_level=1.1), preset="midtanslag")


def test_each_step_is_the_one_before_times_its_share() -> None:
    left = waterfall(run(CASE), "m1", KOMMUNE).remains
    gross = left["gross"]
    assert gross is not None
    shares = [0.1 / 0.5, 0.8, 0.9, 0.7]
    assert [left[name] for name in STEPS[:5]] == pytest.approx(chain(gross, shares))


def test_the_steps_stand_in_their_order() -> None:
    assert tuple(waterfall(run(CASE), "m1", KOMMUNE).remains) == STEPS


def test_the_causal_share_takes_its_part_of_the_sosialhjelp_and_the_tax() -> None:
    left = waterfall(run(CASE), "m1", KOMMUNE).remains
    assert left["lasting"] is not None
    assert left["causal"] == pytest.approx(0.6 * left["lasting"])


def test_equalisation_takes_64_percent_of_the_municipal_tax_and_nothing_of_the_total() -> None:
    result = run(replace(CASE, own_values={"unit_sosialhjelp": 0.0}))
    left = waterfall(result, "m1", KOMMUNE).remains
    assert left["causal"] is not None
    assert left["kept"] == pytest.approx(0.36 * left["causal"])
    everybody = waterfall(result, "m1", ALL).remains
    assert everybody["kept"] == pytest.approx(everybody["causal"])


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_left_at_the_end_is_the_result(view: str) -> None:
    line = OwnLine(level=KOMMUNE, success_rate=0.1, unit_cost=100_000, duration=1, cashable_share=0.5)
    result = run(replace(CASE, measures=[replace(MEASURE, own_lines=[line])]))
    found = waterfall(result, "m1", view)
    at = (VIEWS.index(view), -1)
    assert found.remains["kept"] == pytest.approx(result.row("gain_present", "m1")[at] - found.own)
    assert found.remains["cashable"] == pytest.approx(result.row("cash_present", "m1")[at] - found.own_cashable)
    assert found.cost == pytest.approx(result.row("cost_present", "m1")[at])


def test_with_a_typed_rate_nothing_is_said_of_the_steps_before_it() -> None:
    typed = replace(MEASURE, outcome=None, typed_rate=0.1)
    left = waterfall(run(replace(CASE, measures=[typed])), "m1", KOMMUNE).remains
    assert [name for name, value in left.items() if value is None] == list(STEPS[:4])
    assert left["causal"] is not None


def test_a_causal_share_of_nothing_leaves_only_the_path_lines() -> None:
    left = waterfall(run(replace(CASE, own_values={"kappa": 0.0})), "m1", ALL).remains
    schooling = waterfall(run(replace(CASE, own_values={"kappa": 0.0})), "m1", "fylkeskommune").remains
    assert left["causal"] == pytest.approx(schooling["causal"])
    assert schooling["causal"] is not None
    assert schooling["causal"] < 0


def test_the_plan_years_hold_less_than_the_whole_life() -> None:
    plan = waterfall(run(CASE), "m1", ALL, horizon=1)
    assert plan.horizon == 4
    assert plan.remains["kept"] != waterfall(run(CASE), "m1", ALL).remains["kept"]
