"""The chance in a cell is the core's: exact where the core draws, so they differ by one draw at most."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.functions import utenfor_breakeven, utenfor_chance, utenfor_net
from addin.worksheet_errors import WorksheetError
from tests.addin.expected import GROUPS, case_of
from utenfor_core import Spread, simulate
from utenfor_core.domain import ALL, LEVELS

DRAWS = 2000
RATES = st.floats(0, 1).map(lambda rate: round(rate, 3))


@pytest.mark.parametrize("level", ["kommune", "stat", ALL])
@pytest.mark.parametrize(
    ("group", "cost", "preset"), [("vgs_frafall", 7500, "forsiktig"), ("angst_depresjon", 900, "midtanslag")]
)
def test_the_chance_is_what_the_core_s_draws_give(level: str, group: str, cost: float, preset: str) -> None:
    case = case_of(group, count=80, success_rate=0.1, cost=cost, level=level, preset=preset)
    drawn = simulate(case, [Spread(key="m1.typed_rate", low=0.02, most=0.1, high=0.2)], draws=DRAWS)
    name = f"view: {ALL}" if level == ALL else f"level: {level}"
    years = np.arange(1, 78)
    found = utenfor_chance(group, 80, 0.02, 0.1, 0.2, cost, level, years, preset)
    expected = [drawn.chance_by(name, int(each)) for each in years]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1.001 / DRAWS)


def test_some_of_these_chances_lie_between_nought_and_one() -> None:
    found = utenfor_chance("vgs_frafall", 80, 0.02, 0.1, 0.2, 7500, ["kommune", "stat", "alle"], 12)
    assert ((found > 0.001) & (found < 0.999)).any()
    assert utenfor_chance("vgs_frafall", 80, 0.02, 0.1, 0.2, 7500, "alle", 15) == pytest.approx(0.98384477, abs=1e-8)


def test_the_same_cells_give_the_same_chance_every_time() -> None:
    first = utenfor_chance("vgs_frafall", 80, 0.02, 0.1, 0.2, 7500, "alle", [12, 15])
    assert first.tolist() == [
        utenfor_chance("vgs_frafall", 80, 0.02, 0.1, 0.2, 7500, "alle", years) for years in (12, 15)
    ]


@settings(max_examples=50, deadline=None)
@given(rates=st.tuples(RATES, RATES, RATES).map(sorted), cost=st.integers(0, 40_000), years=st.integers(1, 77))
def test_a_chance_is_a_share_that_falls_as_the_cost_rises(rates: list[float], cost: int, years: int) -> None:
    found = utenfor_chance(
        "vgs_frafall", 80, rates[0], rates[1], rates[2], [cost + 1, cost + 500, cost + 5000], "alle", years
    )
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) <= 0).all()


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("level", [*LEVELS, ALL])
def test_a_certain_rate_has_chance_one_or_nought_as_its_net_says(group: str, level: str) -> None:
    for years in (1, 10, 40):
        chance = utenfor_chance(group, 80, 0.1, 0.1, 0.1, 7500, level, years)
        assert chance == float(utenfor_net(group, 80, 0.1, 7500, level, years, 0) >= 0)


def test_half_the_chance_lies_on_each_side_of_the_rate_that_breaks_even() -> None:
    middle = utenfor_breakeven("vgs_frafall", 80, 7500, "alle", 20, 0)
    found = utenfor_chance("vgs_frafall", 80, middle - 0.02, middle, middle + 0.02, 7500, "alle", 20)
    assert found == pytest.approx(0.5, abs=1e-6)


def test_a_level_that_loses_by_each_success_gains_by_few_of_them() -> None:
    assert utenfor_chance("vgs_frafall", 80, 0.0, 0.1, 0.2, 0, "fylke", 4) == pytest.approx(0.0, abs=1e-6)
    assert utenfor_chance("vgs_frafall", 80, 0.0, 0.0, 0.0, 0, "fylke", 4) == 1.0


@pytest.mark.parametrize(
    ("rates", "count", "cost", "words"),
    [
        ((0.2, 0.1, 0.3), 80, 7500, "0,2; 0,1; 0,3"),
        ((0.1, 0.3, 0.2), 80, 7500, "må stige"),
        ((0, 0.1, 0.2), 0, 0, "Verken"),
    ],
)
def test_rates_that_do_not_rise_and_a_measure_of_nothing_are_refused(
    rates: tuple[float, float, float], count: float, cost: float, words: str
) -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_chance("vgs_frafall", count, rates[0], rates[1], rates[2], cost)
    assert (caught.value.code, words in caught.value.explanation) == ("#NUM!", True)
    mixed = utenfor_chance("vgs_frafall", [count, 80], rates[0], rates[1], rates[2], [cost, 1000])
    assert str(mixed[0]) == str(caught.value)


def test_ten_thousand_rows_of_chances_equal_the_cells_one_by_one() -> None:
    draw = np.random.default_rng(1804)
    low, most, high = np.sort(draw.uniform(0, 0.4, (3, 10_000)), axis=0)
    cost = draw.uniform(0, 30_000, 10_000)
    years = draw.integers(1, 78, 10_000)
    found = utenfor_chance("vgs_frafall", 80, low, most, high, cost, "alle", years)
    for row in range(0, 10_000, 997):
        a, b, c, d = (float(one[row]) for one in (low, most, high, cost))
        assert found[row] == utenfor_chance("vgs_frafall", 80, a, b, c, d, "alle", int(years[row]))
