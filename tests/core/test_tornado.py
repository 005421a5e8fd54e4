"""The tornado shows what exact calculations give at each end, the widest bar first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.cases.sensitivity_cases import TABLES, response_of
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import ALL, KOMMUNE, VIEWS, Case, Measure, Place
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.uncertainty import Spread, response
from utenfor_core.uncertainty.tornado import tornado

MEASURE = Measure(
    group="vgs_frafall",
    base_outcome=0.5,
    outcome=0.6,
    evidence_grade=3,
    intake=[20, 20],
    cost_per_year=60_000,
    duration=1.5,
)
CASE = Case(measures=[MEASURE], place=Place(tax_level=1.1), preset="midtanslag")
SPREADS = [
    Spread(key="m1.cost_per_year", low=54_000, high=78_000),
    Spread(key="m1.outcome", low=0.52, high=0.7),
    Spread(key="own.kappa", low=0.5, high=0.71),
    Spread(key="own.unit_sosialhjelp", low=50_000, high=90_000),
    Spread(key="own.growth", low=0.0, high=0.015),
    Spread(key="own.neet_decay", low=0.3, high=0.5),
]
MODEL = response(CASE, SPREADS)


def exact(key: str, value: float) -> float:
    """Return the kommune's net with one input changed, by a run of the changed case."""
    owner, _, name = key.partition(".")
    if owner == "own":
        case = replace(CASE, own_values={name: value})
    else:
        changes: Mapping[str, Any] = {name: value}
        case = replace(CASE, measures=[replace(MEASURE, **changes)])
    return float(run(case).row("net_present", TOGETHER)[VIEWS.index(KOMMUNE), -1])


@pytest.mark.parametrize("example", TABLES["tornado"], ids=lambda example: example["name"])
def test_the_tornado_is_the_one_worked_by_hand(example: Mapping[str, Any]) -> None:
    found = tornado(response_of(example), view=KOMMUNE)
    assert list(found.keys) == example["order"]
    for name in ("at_low", "at_high", "width"):
        np.testing.assert_allclose(getattr(found, name), example[name], rtol=0, atol=1e-6, err_msg=name)


def test_each_end_of_a_bar_is_what_a_run_of_the_changed_case_gives() -> None:
    found = tornado(MODEL, view=KOMMUNE)
    assert found.base == pytest.approx(exact("own.kappa", 0.6), rel=1e-9)
    for key, low, high, at_low, at_high in zip(
        found.keys, found.low, found.high, found.at_low, found.at_high, strict=True
    ):
        assert at_low == pytest.approx(exact(key, low), rel=1e-9), key
        assert at_high == pytest.approx(exact(key, high), rel=1e-9), key


def test_the_widest_bar_is_first_and_an_input_without_effect_last() -> None:
    found = tornado(MODEL, view=KOMMUNE)
    assert (np.diff(found.width) <= 0).all()
    assert found.keys[-1] == "own.neet_decay"
    assert found.width[-1] == pytest.approx(0, abs=1e-6)


def test_the_tornado_of_one_measure_over_a_horizon_is_that_of_its_own_net() -> None:
    found = tornado(MODEL, view=ALL, years=10, discounted=False, block="m1")
    expected = run(CASE).row("accumulated", "m1")[VIEWS.index(ALL), 9]
    assert found.base == pytest.approx(expected, rel=1e-9)


def test_a_bar_reaches_over_the_most_likely_value_where_an_input_bends_the_net() -> None:
    found = tornado(MODEL, view=KOMMUNE)
    both_below = replace(found, at_low=found.base - found.low, at_high=found.base - 2 * found.low)
    assert both_below.width == pytest.approx(2 * found.low)


def test_a_certain_input_has_no_bar() -> None:
    found = tornado(response(CASE, [Spread(key="m1.outcome", low=0.6, high=0.6), SPREADS[0]]), view=ALL)
    assert found.keys[1] == "m1.outcome"
    assert found.width[1] == pytest.approx(0, abs=1e-6)


def test_the_table_names_each_input() -> None:
    frame = tornado(MODEL, view=KOMMUNE).to_frame()
    assert frame.index[0] == "Tiltak 1: Kostnad per deltaker og år"
    assert "Andel av forskjellen mellom gruppene som skyldes utfallet selv (κ)" in frame.index
    assert frame["utslag"].is_monotonic_decreasing


def test_an_unknown_view_gets_its_message() -> None:
    with pytest.raises(InputError, match="«kommunen» er ikke en visning"):
        tornado(MODEL, view="kommunen")
