"""Tables of one and two inputs: every point is what a calculation of the changed case gives."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.sensitivity_cases import CASE, TABLES, spreads_of
from tests.properties.strategies import cases
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import ALL, KOMMUNE, VIEWS, Case, FreeGroup, Measure, Place
from utenfor_core.errors import InputError
from utenfor_core.frame import built_in_frame
from utenfor_core.model import run
from utenfor_core.sensitivity import one_at_a_time, two_way
from utenfor_core.uncertainty import Spread

LIFE = Case(
    measures=[
        Measure(
            group="vgs_frafall",
            base_outcome=0.5,
            outcome=0.6,
            evidence_grade=3,
            intake=[20, 20],
            cost_per_year=60_000,
            duration=1.5,
        )
    ],
    place=Place(tax_level=1.1),
    preset="midtanslag",
)
RATES, COSTS = [0.05, 0.1, 0.2], [40_000, 80_000]
TABLE = two_way(LIFE, ("m1.typed_rate", RATES), ("m1.cost_per_year", COSTS))


def changed(rate: float, cost: float) -> Case:
    """Return the case with another success rate and cost per participant."""
    return replace(LIFE, measures=[replace(LIFE.measures[0], typed_rate=rate, cost_per_year=cost)])


@pytest.mark.parametrize("example", TABLES["two_way"], ids=lambda example: example["name"])
def test_the_two_way_table_is_the_one_worked_by_hand(example: Mapping[str, Any]) -> None:
    table = two_way(
        CASE, (example["rows"], example["row_values"]), (example["columns"], example["column_values"])
    ).nets.net(view=KOMMUNE)
    np.testing.assert_allclose(table, example["net"], rtol=0, atol=1e-6)


@pytest.mark.parametrize("example", TABLES["one_at_a_time"], ids=lambda example: example["name"])
def test_one_input_at_a_time_is_as_worked_by_hand(example: Mapping[str, Any]) -> None:
    table = one_at_a_time(CASE, spreads_of(example))
    np.testing.assert_allclose(table.nets.net(view=KOMMUNE), example["net"], rtol=0, atol=1e-6)


def test_every_cell_is_what_a_run_of_the_changed_case_gives() -> None:
    for row, rate in enumerate(RATES):
        for column, cost in enumerate(COSTS):
            result = run(changed(rate, cost))
            for view in VIEWS:
                at = (VIEWS.index(view), -1)
                cell = (row, column)
                assert TABLE.nets.net(view=view)[cell] == pytest.approx(result.row("net_present", TOGETHER)[at])
                assert TABLE.nets.net(view=view, cashable=True, discounted=False)[cell] == pytest.approx(
                    result.row("net_sum_cashable", TOGETHER)[at]
                )


def test_a_horizon_is_counted_in_budget_years() -> None:
    result = run(changed(RATES[0], COSTS[0]))
    for years in (1, 4, 10):
        expected = result.row("accumulated", TOGETHER)[VIEWS.index(KOMMUNE), years - 1]
        assert TABLE.nets.net(view=KOMMUNE, years=years, discounted=False)[0, 0] == pytest.approx(expected)


def test_the_net_rises_with_the_success_rate_and_falls_with_the_cost() -> None:
    net = TABLE.nets.net(view=ALL)
    assert (np.diff(net, axis=0) > 0).all()
    assert (np.diff(net, axis=1) < 0).all()


def test_the_discount_rate_of_each_cell_is_its_own() -> None:
    table = two_way(LIFE, ("place.flat_rate", [0.0, 0.03]), ("m1.typed_rate", [0.1]))
    at_nought, at_three = table.nets.net(view=ALL)[:, 0]
    assert at_nought == pytest.approx(table.nets.net(view=ALL, discounted=False)[0, 0])
    expected = run(replace(changed(0.1, 60_000), flat_rate=0.03)).row("net_present", TOGETHER)[VIEWS.index(ALL), -1]
    assert at_three == pytest.approx(expected)


def test_a_choice_can_be_one_of_the_two_inputs() -> None:
    table = two_way(LIFE, ("place.preset", ["forsiktig", "midtanslag"]), ("own.kappa", [None, 0.5]))
    kappa_of_the_preset, half = table.nets.net(view=KOMMUNE)[0]
    assert kappa_of_the_preset == half
    assert table.nets.net(view=KOMMUNE)[1, 0] > table.nets.net(view=KOMMUNE)[1, 1]


def test_a_pair_that_cannot_be_is_missing_and_the_others_stand() -> None:
    table = two_way(LIFE, ("m1.outcome", [0.4, 0.7]), ("m1.base_outcome", [0.3, 0.5])).nets.net(view=KOMMUNE)
    assert np.isnan(table).tolist() == [[False, True], [False, False]]


@settings(max_examples=10)
@given(case=cases(), kappa=st.floats(0.1, 1.0))
def test_at_its_own_value_an_input_leaves_every_case_as_it_is(case: Case, kappa: float) -> None:
    table = one_at_a_time(case, [Spread(key="own.kappa", low=0.0, most=kappa, high=1.0)])
    expected = run(replace(case, own_values={**case.own_values, "kappa": kappa})).row("net_present", TOGETHER)[:, -1]
    found = [table.nets.net(view=view)[0, 1] for view in VIEWS]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_the_most_likely_value_is_the_one_in_use_when_none_is_given() -> None:
    table = one_at_a_time(LIFE, [Spread(key="own.kappa", low=0.5, high=0.71)])
    assert table.points.tolist() == [[0.5, 0.6, 0.71]]
    expected = run(LIFE).row("net_present", TOGETHER)[VIEWS.index(KOMMUNE), -1]
    assert table.nets.net(view=KOMMUNE)[0, 1] == pytest.approx(expected)


def test_the_tables_say_what_is_in_rows_and_columns() -> None:
    frame = TABLE.to_frame(view=KOMMUNE)
    assert (frame.index.name, frame.columns.name) == (
        "Tiltak 1: Netto suksessrate, skrevet direkte",
        "Tiltak 1: Kostnad per deltaker og år",
    )
    assert frame.iloc[1, 1] == TABLE.nets.net(view=KOMMUNE)[1, 1]
    one = one_at_a_time(LIFE, [Spread(key="own.kappa", low=0.5, high=0.71)])
    frame = one.to_frame()
    assert list(frame.columns) == ["verdi", *VIEWS]
    assert frame.index.get_level_values("punkt").tolist() == ["lav", "mest sannsynlig", "høy"]
    assert frame[ALL].tolist() == one.nets.net(view=ALL)[0].tolist()


def test_everything_wrong_with_a_two_way_table_is_said_at_once() -> None:
    wrong = replace(LIFE, preset="optimistisk")
    with pytest.raises(InputError) as error:
        two_way(wrong, ("m1.finnes_ikke", [0.1]), ("m1.completion", [1.5]), block="m9")
    starts = ("place.preset: «optimistisk»", "m1.finnes_ikke: finnes ikke", "m1.completion: «1.5»", "block: «m9»")
    assert [any(text.startswith(start) for text in error.value.problems) for start in starts] == [True] * 4


def test_a_table_needs_two_inputs_values_and_a_size_that_can_be_read() -> None:
    with pytest.raises(InputError, match="står på begge akser"):
        two_way(LIFE, ("own.kappa", [0.5]), ("own.kappa", [0.6]))
    with pytest.raises(InputError, match="ingen verdier er oppgitt"):
        two_way(LIFE, ("own.kappa", []), ("m1.outcome", [0.6]))
    with pytest.raises(InputError, match="51 × 50 ruter er for mange"):
        two_way(LIFE, ("own.kappa", [0.5] * 51), ("m1.outcome", [0.6] * 50))


def test_everything_wrong_with_the_spreads_is_said_at_once() -> None:
    with pytest.raises(InputError) as error:
        one_at_a_time(
            LIFE,
            [Spread(key="own.kappa", low=0.7, high=0.5), Spread(key="m1.base_outcome", low=0.6, most=0.5, high=0.7)],
        )
    assert [text.partition(":")[0] for text in error.value.problems] == ["own.kappa", "m1.base_outcome"]
    with pytest.raises(InputError, match=r"own\.kappa: «1\.2» kan ikke brukes"):
        one_at_a_time(LIFE, [Spread(key="own.kappa", low=0.5, high=1.2)])
    with pytest.raises(InputError, match=r"m1\.age: med 30 kan et tiltak ikke regnes ut"):
        one_at_a_time(LIFE, [Spread(key="m1.age", low=16, most=18, high=30)])
    with pytest.raises(InputError, match="Ingen felt er oppgitt"):
        one_at_a_time(LIFE, [])
    with pytest.raises(InputError, match="mest sannsynlig verdi mangler"):
        one_at_a_time(LIFE, [Spread(key="m1.typed_rate", low=0.1, high=0.2)])


def test_an_unknown_view_is_said_with_those_there_are() -> None:
    with pytest.raises(InputError, match="visning: «kommunen» finnes ikke"):
        TABLE.nets.net(view="kommunen")


def test_a_target_group_of_the_users_own_may_be_one_of_the_values() -> None:
    ages = {"age_min": 10, "age_max": 20, "age_default": 16}
    own = replace(LIFE, free_groups=[FreeGroup(name="Høyt fravær", pair="fullfort", **ages)])
    groups = [built_in_frame().group_labels["vgs_frafall"], "Høyt fravær"]
    table = two_way(own, ("m1.group", groups), ("m1.age", [16.0, 17.0]))
    np.testing.assert_allclose(table.nets.net(view=ALL)[0], table.nets.net(view=ALL)[1])
    with pytest.raises(InputError, match=r"m1\.group: «Lavt fravær» kan ikke brukes\..*Høyt fravær"):
        two_way(own, ("m1.group", ["Lavt fravær"]), ("m1.age", [16.0]))
