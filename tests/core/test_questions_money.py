"""The parts of an answer add up to what the model has: bills, grants, who pays, the plan by function, the minimum."""

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.core.questions_case import MEASURE, OSLO, result
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import FYLKE, KOMMUNE, LEVELS, OWN, STAT, Case, Funder, Place
from utenfor_core.frame import built_in_frame
from utenfor_core.model import compute
from utenfor_core.questions import (
    budget_lines,
    by_function,
    by_measure,
    cost_of_delay,
    highest_cost,
    highest_costs,
    lost_a_year_early,
    sure_minimum,
    when_grants_end,
)
from utenfor_core.questions.bills import biller
from utenfor_core.questions.budget import FUNDING_ARTS


def test_the_bill_of_a_measure_is_the_one_of_the_calculation() -> None:
    whole = result(MEASURE)
    bill = biller(whole, "m1").bill()
    np.testing.assert_array_equal(bill.by_level, whole.row("level_cost", "m1"))
    np.testing.assert_array_equal(bill.funder_paid, whole.row("funder_paid", "m1"))


def test_what_a_grant_leaves_is_the_difference_between_two_runs() -> None:
    whole, (end,) = result(MEASURE), when_grants_end(result(MEASURE), "m1")
    goes_on = result(replace(MEASURE, funders=[replace(MEASURE.funders[0], last_year=None), *MEASURE.funders[1:]]))
    more = whole.row("level_cost", "m1") - goes_on.row("level_cost", "m1")
    assert end.level == STAT
    np.testing.assert_allclose(end.more_by_level, more[:, : len(end.years)])
    assert end.answer.value == pytest.approx(more[LEVELS.index(KOMMUNE)].sum())


def test_a_grant_lost_early_is_the_difference_between_two_runs() -> None:
    whole = result(MEASURE)
    state, *_ = lost_a_year_early(whole, "m1")
    early = result(replace(MEASURE, funders=[replace(MEASURE.funders[0], last_year=2027), *MEASURE.funders[1:]]))
    more = early.row("level_cost", "m1") - whole.row("level_cost", "m1")
    np.testing.assert_allclose(state.more_by_level, more[:, : len(state.years)])


def test_own_money_that_is_moved_is_no_grant() -> None:
    moved = replace(MEASURE, funders=[Funder(level=KOMMUNE, share=0.5, first_year=2027, last_year=2027)])
    assert when_grants_end(result(moved), "m1") == lost_a_year_early(result(moved), "m1") == ()


def test_the_highest_costs_stand_side_by_side() -> None:
    whole = result(MEASURE)
    table = highest_costs(whole, "m1")
    assert table[OWN, 10] == highest_cost(whole, "m1", OWN, 10)


def test_payers_and_gains_sum_to_the_cost_and_the_gain_and_the_matrix_to_both() -> None:
    whole = result(MEASURE, replace(MEASURE, group="vgs_etter_normert", funders=[], own_lines=[]))
    factors = whole.row("discount")[0]
    for block, found in by_measure(whole).items():
        assert found.pays.sum() == pytest.approx(whole.row("cost", block)[0] @ factors)
        assert found.gains.sum() == pytest.approx((whole.row("level_gross", block) @ factors).sum())
        assert found.matrix.sum(axis=0) == pytest.approx(found.gains)
    assert found.level_from[0] == whole.row("payback_year_accumulated", TOGETHER)[0, 0]


def test_the_lines_by_function_and_art_sum_to_the_net_of_the_plan() -> None:
    for own in (frozenset({KOMMUNE}), OSLO):
        whole = result(MEASURE, own_levels=own)
        assert sum(by_function(whole).values()) == pytest.approx(whole.row("plan_net_kr")[0])
        keys = {(line.functions, line.arts) for line in budget_lines(whole)}
        assert {(("242",), ("010",)), (("242",), ("700",)), (("252",), ("300",))} <= keys
        assert ((("242",), ("730",)) in keys) == (own != OSLO)


def test_the_art_of_a_grant_is_the_one_in_the_workbook(repository: Path) -> None:
    words = tomllib.loads((repository / "workbook_templates/texts/nb/plan.toml").read_text("utf-8"))["plan"]
    assert {level: words[f"art_{level}"] for level in FUNDING_ARTS} == FUNDING_ARTS


def test_the_sure_minimum_does_not_depend_on_the_preset_and_leaves_the_unset_out() -> None:
    unset = replace(MEASURE, own_lines=[replace(MEASURE.own_lines[0], cashable_share=None)])
    found = [sure_minimum(result(unset, preset=preset)) for preset in ("forsiktig", "full-forskjell")]
    np.testing.assert_allclose(found[0].saving, found[1].saving)
    assert found[0].left_out.sum() == pytest.approx(0.02 * 60 * 500_000)
    own = sure_minimum(result(MEASURE))
    assert own.saving.sum() - found[0].saving.sum() == pytest.approx(0.5 * 0.02 * 60 * 500_000)


def test_a_county_s_extra_school_years_are_no_saving() -> None:
    answer = sure_minimum(result(MEASURE, own_levels=frozenset({FYLKE}))).answer
    assert answer.value is not None
    assert answer.value < 0
    assert "merutgifter" in answer.text


def test_the_example_that_is_off_stays_off_and_what_is_written_over_it_stays_on() -> None:
    frame = built_in_frame()
    delivered = {**frame.delivered(Case(measures=[MEASURE])), "place.example": "nei"}
    untouched = compute(delivered, delivered, Place())
    assert sure_minimum(untouched).answer.reason == "nobody"
    touched = compute({**delivered, "m1.cost_per_year": 60_000.0}, delivered, Place())
    found = sure_minimum(touched)
    assert found.cost.sum() == pytest.approx(touched.row("level_cost", "m1")[0, :4].sum())
    assert cost_of_delay(touched, grants_follow=False).value is not None
