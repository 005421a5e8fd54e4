"""Price years: the deflator chain, history that must be whole, and forecasts that say what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utenfor_core.errors import ParameterError
from utenfor_core.parameters import load
from utenfor_core.prices import forecast, level_chain, price_factor, rebase

DEFLATOR = load().growth("D")
GROWTH = st.dictionaries(st.integers(2000, 2030), st.floats(-0.2, 0.2), min_size=31, max_size=31)


def test_municipal_deflator_takes_2018_to_2026_by_1_368716() -> None:
    assert price_factor(2018, 2026, DEFLATOR) == pytest.approx(1.368716, abs=5e-7)


def test_municipal_deflator_takes_2021_to_2026_by_1_2578() -> None:
    assert price_factor(2021, 2026, DEFLATOR) == pytest.approx(1.2578, abs=5e-5)


def test_a_missing_history_year_names_index_and_year() -> None:
    known = {year: 0.03 for year in range(2019, 2027) if year != 2022}
    with pytest.raises(ParameterError, match=r"kommunal deflator mangler for 2022.*2018-kroner.*2026-kroner"):
        rebase(100.0, 2018, 2026, known, index="kommunal deflator")


def test_every_missing_history_year_is_named_at_once() -> None:
    with pytest.raises(ParameterError, match="2017, 2018, 2027"):
        rebase(100.0, 2016, 2027, DEFLATOR)


def test_the_consumer_price_index_refuses_the_years_that_were_not_verified() -> None:
    with pytest.raises(ParameterError, match="2021"):
        rebase(100.0, 2020, 2026, load().growth("K"))


def test_a_missing_forecast_year_gives_a_label_and_no_error() -> None:
    estimate = forecast(1000.0, 2026, 2028, {2027: 0.03}, index="kommunal deflator")
    assert estimate.amount == pytest.approx(1030.0)
    assert estimate.missing_years == (2028,)
    assert estimate.label == "Anslag i 2028-kroner (kommunal deflator); vekst mangler for 2028 og er ikke lagt til"


def test_a_forecast_backwards_is_refused() -> None:
    with pytest.raises(ParameterError, match="2020 ligger før 2026"):
        forecast(1000.0, 2026, 2020, DEFLATOR)


def test_the_basic_amount_grows_by_the_ratio_of_yearly_averages() -> None:
    assert rebase(128116.0, 2025, 2026, load().growth("G")) == pytest.approx(134419.0, abs=1e-6)


def test_a_level_chain_leaves_out_the_year_after_a_gap() -> None:
    assert level_chain({2020: 100.0, 2021: 110.0, 2023: 120.0}) == {2021: pytest.approx(0.1)}


@given(GROWTH, st.integers(2000, 2030), st.integers(2000, 2030))
def test_there_and_back_again_is_the_same_amount(growth: dict[int, float], first: int, last: int) -> None:
    there = rebase(1000.0, first, last, growth)
    assert rebase(there, last, first, growth) == pytest.approx(1000.0)


@given(GROWTH, st.integers(2000, 2009), st.integers(2010, 2019), st.integers(2020, 2030))
def test_two_steps_are_one_step(growth: dict[int, float], first: int, middle: int, last: int) -> None:
    by_steps = rebase(rebase(1000.0, first, middle, growth), middle, last, growth)
    assert by_steps == pytest.approx(rebase(1000.0, first, last, growth))
