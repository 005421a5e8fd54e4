"""Each function about a measure gives what the core's own run gives for the same figures."""

import numpy as np
import pytest

from addin.functions import (
    utenfor_breakeven,
    utenfor_cashflow,
    utenfor_maxcost,
    utenfor_net,
    utenfor_payback,
    utenfor_savings,
)
from addin.worksheet_errors import WorksheetError
from tests.addin.expected import GROUPS, OWN_HORIZON, flow, result_of, shown
from utenfor_core.domain import LEVELS, PRESETS, VIEWS

EVERY_LEVEL = (*LEVELS, "alle")
IN_VIEWS = ("kommune", "fylkeskommune", "stat", "alle")


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("group", GROUPS)
def test_savings_are_the_present_value_of_the_core_for_each_group_and_preset(group: str, preset: str) -> None:
    result = result_of(group, count=80, success_rate=0.1, preset=preset)
    discount = result.row("discount")[0]
    for level in EVERY_LEVEL:
        found = utenfor_savings(group, 80, 0.1, level, None, None, None, preset)
        assert found == pytest.approx(flow(result, level) @ discount, rel=1e-12, abs=1e-6)


@pytest.mark.parametrize("horizon", [1, 4, 10, 40, 77])
@pytest.mark.parametrize("rate", [None, 0.0, 0.03, 0.2])
def test_savings_follow_horizon_and_rate_as_the_core_does(horizon: int, rate: float | None) -> None:
    result = result_of("vgs_etter_normert", count=7, success_rate=0.25, horizon=horizon, rate=rate)
    for level in IN_VIEWS:
        found = utenfor_savings("vgs_etter_normert", 7, 0.25, level, horizon, rate)
        assert found == pytest.approx(shown(result, "gain_present", level), rel=1e-12, abs=1e-6)


@pytest.mark.parametrize("age", [12, 15, 19, 24])
def test_savings_follow_the_age_as_the_core_does(age: int) -> None:
    result = result_of("angst_depresjon", count=3, success_rate=0.5, age=age)
    found = utenfor_savings("angst_depresjon", 3, 0.5, None, None, None, age)
    assert found == pytest.approx(shown(result, "gain_present", "alle"), rel=1e-12)


def test_the_levels_sum_to_all_of_them() -> None:
    each = [utenfor_savings("vgs_frafall", 80, 0.1, level) for level in LEVELS]
    assert sum(each) == pytest.approx(utenfor_savings("vgs_frafall", 80, 0.1, "alle"), rel=1e-12)


@pytest.mark.parametrize("level", IN_VIEWS)
def test_net_is_the_core_s_when_the_level_pays_the_whole_cost_in_the_first_year(level: str) -> None:
    result = result_of("vgs_frafall", count=80, success_rate=0.1, cost=7500, level=level, horizon=40, rate=0.03)
    found = utenfor_net("vgs_frafall", 80, 0.1, 7500, level, 40, 0.03)
    assert found == pytest.approx(shown(result, "net_present", level), rel=1e-12)


@pytest.mark.parametrize("level", ["kommune", "stat", "alle"])
@pytest.mark.parametrize("cost", [500.0, 7500.0, 30000.0])
def test_payback_is_the_core_s_whole_budget_years(level: str, cost: float) -> None:
    result = result_of("vgs_frafall", count=80, success_rate=0.1, cost=cost, level=level)
    expected = result.row("payback_accumulated", "m1")[VIEWS.index(level)]
    if isinstance(expected[0], str):
        with pytest.raises(WorksheetError) as caught:
            utenfor_payback("vgs_frafall", 80, 0.1, cost, level)
        assert caught.value.code == "#N/A"
    else:
        assert utenfor_payback("vgs_frafall", 80, 0.1, cost, level) == expected[0]


def test_payback_looks_no_further_than_the_horizon() -> None:
    years = utenfor_payback("vgs_frafall", 80, 0.1, 7500, "alle")
    assert utenfor_payback("vgs_frafall", 80, 0.1, 7500, "alle", int(years) + 1) == years
    with pytest.raises(WorksheetError) as caught:
        utenfor_payback("vgs_frafall", 80, 0.1, 7500, "alle", int(years))
    assert caught.value.code == "#N/A"


def test_the_county_never_gets_its_schooling_back() -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_payback("vgs_frafall", 80, 0.1, 7500, "fylke")
    assert (caught.value.code, "horisonten" in caught.value.explanation) == ("#N/A", True)


def test_payback_has_no_meaning_without_cost_and_saving() -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_payback("vgs_frafall", 0, 0.1, 7500)
    assert caught.value.code == "#NUM!"


@pytest.mark.parametrize("level", ["kommune", "stat", "alle"])
def test_break_even_and_highest_cost_are_the_core_s(level: str) -> None:
    result = result_of("vgs_frafall", count=80, success_rate=0.1, cost=7500, level=level)
    rate = utenfor_breakeven("vgs_frafall", 80, 7500, level)
    assert rate == pytest.approx(shown(result, "break_even", level), rel=1e-12)
    assert utenfor_net("vgs_frafall", 80, rate, 7500, level) == pytest.approx(0.0, abs=0.005)
    highest = utenfor_maxcost("vgs_frafall", 0.1, level)
    assert highest == pytest.approx(shown(result, "highest_cost", level), rel=1e-12)
    assert utenfor_net("vgs_frafall", 80, 0.1, highest, level) == pytest.approx(0.0, abs=0.005)


@pytest.mark.parametrize(
    ("cost", "level", "words"), [(1e8, "alle", "ganger"), (7500, "fylke", "sparer ikke"), (0, "alle", "Ingen kostnad")]
)
def test_a_break_even_that_is_impossible_or_undefined_is_num(cost: float, level: str, words: str) -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_breakeven("vgs_frafall", 80, cost, level)
    assert (caught.value.code, words in caught.value.explanation) == ("#NUM!", True)


def test_cash_flow_has_a_row_for_each_budget_year_with_the_core_s_levels_and_their_sum() -> None:
    result = result_of("vgs_frafall", count=80, success_rate=0.1, preset="midtanslag")
    table = utenfor_cashflow("vgs_frafall", 80, 0.1, 12, None, "midtanslag")
    assert table[:, 0].tolist() == list(range(2027, 2039))
    for column, level in enumerate(EVERY_LEVEL, 1):
        np.testing.assert_allclose(table[:, column], flow(result, level)[:12], rtol=1e-12, atol=1e-6)


def test_cash_flow_without_a_horizon_ends_the_year_before_the_participants_turn_67() -> None:
    table = utenfor_cashflow("vgs_frafall", 1, 1, None, 20)
    assert len(table) == 67 - 20
    assert table[-1, -1] != 0
    whole = utenfor_cashflow("vgs_frafall", 1, 1, 76, 20)
    assert not whole[len(table) :, 1:].any()


def test_cash_flow_adds_up_to_the_savings_at_no_interest() -> None:
    table = utenfor_cashflow("atferdsvansker", 9, 0.2, 30)
    assert table[:, 6].sum() == pytest.approx(utenfor_savings("atferdsvansker", 9, 0.2, "alle", 30, 0), rel=1e-12)


def test_the_user_s_own_horizon_stands_where_these_tests_look_for_it() -> None:
    assert result_of("vgs_frafall", horizon=33).row("horizon")[0, OWN_HORIZON] == 33
