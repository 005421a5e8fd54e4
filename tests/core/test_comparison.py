"""Cases side by side: what comes out is each case's own, the differences add up, and what differs is named."""

from dataclasses import replace

import numpy as np
import pytest

from tests.cases.reading import case_of
from utenfor_core.calculation import TOGETHER
from utenfor_core.comparison import compare, compare_presets, horizon_names, preset_text
from utenfor_core.data import settings
from utenfor_core.domain import ALL, FYLKE, KOMMUNE, LEVELS, PRESETS, VIEWS, Case, FreeLine, Measure, Place
from utenfor_core.errors import InputError
from utenfor_core.frame import built_in_frame
from utenfor_core.model import run
from utenfor_core.results import UNDEFINED

MEASURE = Measure(
    name="Veileder",
    group="vgs_frafall",
    base_outcome=0.5,
    outcome=0.6,
    evidence_grade=3,
    intake=[20, 20],
    cost_per_year=60_000,
    duration=1,
)
CASE = Case(measures=[MEASURE], place=Place(tax_level=1.1), preset="midtanslag")
CHEAPER = replace(CASE, measures=[replace(MEASURE, cost_per_year=40_000)])
ELSEWHERE = replace(CASE, place=Place(name="Oslo", population_share=0.13, own_levels=frozenset({KOMMUNE, FYLKE})))
TWO = compare({"nå": CASE, "billigere": CHEAPER})


def test_each_case_shows_its_own_results() -> None:
    for number, case in enumerate((CASE, CHEAPER)):
        result = run(case)
        for name in ("net_present", "net_sum", "net_present_cashable", "net_sum_cashable", "break_even"):
            assert TWO.by_view[name][number].tolist() == result.row(name, TOGETHER).tolist()
        years = TWO.by_view["payback_year_accumulated"][number]
        assert years.tolist() == result.row("payback_year_accumulated", TOGETHER)[:, 0].tolist()


@pytest.mark.parametrize("column", ["net_present", "net_sum", "net_present_cashable", "net_sum_cashable"])
def test_the_differences_of_the_five_levels_sum_to_the_difference_of_all(column: str) -> None:
    comparison = compare({"nå": CASE, "billigere": CHEAPER, "Oslo": ELSEWHERE})
    of_all = comparison.difference(column)[:, VIEWS.index(ALL)]
    np.testing.assert_allclose(comparison.level_difference(column).sum(axis=1), of_all, rtol=1e-9, atol=1e-6)
    first = comparison.by_view[column][:1]
    np.testing.assert_allclose(first + comparison.difference(column), comparison.by_view[column], rtol=1e-9)


def test_net_is_gain_less_cost_at_every_level_and_horizon() -> None:
    by_level = TWO.by_level
    np.testing.assert_allclose(by_level["gain_present"] - by_level["cost_present"], by_level["net_present"])


def test_a_cheaper_participant_is_worth_exactly_what_is_saved() -> None:
    saved = TWO.difference("net_sum")[1, VIEWS.index(KOMMUNE)]
    # 40 participants for one year each.
    assert saved[-1] == pytest.approx(40 * 20_000)


def test_words_have_no_difference() -> None:
    loss = replace(CASE, measures=[replace(MEASURE, outcome=0.5)])
    comparison = compare({"nå": CASE, "uten virkning": loss})
    assert isinstance(comparison.by_view["payback_year_accumulated"][1, VIEWS.index(KOMMUNE)], str)
    assert comparison.difference("payback_year_accumulated")[1, VIEWS.index(KOMMUNE)] == UNDEFINED
    assert comparison.difference("payback_year_accumulated")[0, VIEWS.index(ALL)] == 0


def test_what_differs_in_the_inputs_is_named_and_nothing_else() -> None:
    (one,) = TWO.inputs
    assert (one.key, one.label, one.unit) == (
        "m1.cost_per_year",
        "Tiltak 1: Kostnad per deltaker og år",
        "kr per deltakerår",
    )
    assert one.in_each == (60_000, 40_000)


def test_two_places_differ_in_what_is_known_of_them_too() -> None:
    keys = {one.key: one.in_each for one in compare({"nå": CASE, "Oslo": ELSEWHERE}).inputs}
    assert keys == {
        "place.name": ("Kommunen", "Oslo"),
        "place.population_share": (0.0, 0.13),
        "place.own_levels": ("kommune", "fylkeskommune, kommune"),
        "place.tax_level": (1.1, None),
    }


def test_the_presets_differ_in_the_assumptions_they_set_and_each_says_why() -> None:
    comparison = compare_presets(CASE)
    expected = {line.name for line in built_in_frame().lines if len(set(line.values)) > 1}
    assert {one.name for one in comparison.assumptions} == expected
    assert [one.name for one in comparison.assumptions if not one.why] == []
    kappa = next(one for one in comparison.assumptions if one.name == "kappa")
    assert kappa.in_each == (0.5, 0.6, 1.0)
    assert [one.key for one in comparison.inputs] == ["place.preset"]
    assert tuple(comparison.about) == PRESETS


def test_an_amount_that_differs_stands_in_kroner_of_the_price_year() -> None:
    extra = next(one for one in compare_presets(CASE).assumptions if one.name == "unit_vgo_ekstra")
    assert extra.in_each[0] == pytest.approx(181_600 * 1.2578, rel=1e-3)


def test_an_own_value_is_the_same_under_every_preset() -> None:
    comparison = compare_presets(replace(CASE, own_values={"kappa": 0.55}))
    assert "kappa" not in {one.name for one in comparison.assumptions}
    typed = compare({"nå": CASE, "egen": replace(CASE, own_values={"kappa": 0.55})})
    (kappa,) = typed.assumptions
    assert (kappa.in_each, kappa.own) == ((0.6, 0.55), (False, True))


def test_every_reason_is_of_an_assumption_that_the_presets_set_differently() -> None:
    differing = {line.id for line in built_in_frame().lines if len(set(line.values)) > 1}
    assert set(settings("comparison.toml")["reasons"]) == differing
    assert all(preset_text(preset) for preset in PRESETS)


def test_the_horizons_are_called_by_what_they_are() -> None:
    assert horizon_names(TWO.horizons[0]) == (
        "ut valgperioden", "økonomiplanen", "10 år", "20 år", "40 år", "egen horisont", "til 67 år",
    )  # fmt: skip


def test_one_measure_of_several_can_be_compared_alone() -> None:
    both = replace(CASE, measures=[MEASURE, replace(MEASURE, name="Andre", cost_per_year=90_000)])
    comparison = compare({"nå": both, "likt": both}, block="m2")
    assert comparison.by_view["net_sum"][0].tolist() == run(both).row("net_sum", "m2").tolist()


@pytest.mark.parametrize("count", [1, 7])
def test_there_must_be_from_two_to_six_cases(count: int) -> None:
    with pytest.raises(InputError, match=f"^Antall alternativer er {count}: det må være fra 2 til 6"):
        compare({str(number): CASE for number in range(count)})


def test_what_is_wrong_with_a_case_is_said_with_its_name_and_all_at_once() -> None:
    bad = replace(CASE, preset="optimistisk")
    worse = replace(CASE, measures=[replace(MEASURE, completion=1.2)])
    with pytest.raises(InputError) as error:
        compare({"nå": CASE, "ukjent": bad, "feil": worse})
    assert any(problem.startswith("ukjent: place.preset: «optimistisk»") for problem in error.value.problems)
    assert any(problem.startswith("feil: m1.completion: «1.2»") for problem in error.value.problems)


def test_what_is_wrong_with_every_case_is_said_once() -> None:
    with pytest.raises(InputError) as error:
        compare_presets(replace(CASE, measures=[replace(MEASURE, completion=1.2)]))
    assert len([problem for problem in error.value.problems if "m1.completion" in problem]) == 1


def test_an_unknown_block_is_said_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"block: «m9» finnes ikke\. Velg en av: all, m1"):
        compare({"nå": CASE, "likt": CASE}, block="m9")


def test_the_tables_hold_every_cell_under_norwegian_heads() -> None:
    table = TWO.to_frame()
    assert len(table) == 2 * len(VIEWS) * 7
    cell = table.loc[("billigere", KOMMUNE, "til 67 år"), "netto sum, forskjell"]
    assert cell == pytest.approx(40 * 20_000)
    levels = TWO.levels_to_frame()
    assert len(levels) == 2 * len(LEVELS) * 7
    assert levels.loc[("nå", "stat", "10 år"), "netto nåverdi"] == TWO.by_level["net_present"][0, 2, 2]
    assert TWO.inputs_to_frame().iloc[0].tolist() == [
        "m1.cost_per_year", "Tiltak 1: Kostnad per deltaker og år", "kr per deltakerår", 60_000, 40_000,
    ]  # fmt: skip
    presets = compare_presets(CASE).assumptions_to_frame()
    assert list(presets.columns) == ["ledetekst", "enhet", *PRESETS, "status", "kilder", "hvorfor"]
    assert set(presets["status"]) == {"forutsetning"}


def test_cases_that_are_alike_differ_in_nothing() -> None:
    case = replace(CASE, free_lines=[FreeLine(level=KOMMUNE, unit_cost=1000, outside=[1] * 6, inside=[0] * 6)])
    comparison = compare({"a": case, "b": case})
    assert (comparison.inputs, comparison.assumptions) == ((), ())
    assert not comparison.difference("net_present").any()
    assert comparison.inputs_to_frame().empty


def test_an_empty_case_can_be_compared() -> None:
    comparison = compare({"tomt": case_of({}), "nå": CASE})
    assert comparison.difference("net_sum")[1, VIEWS.index(ALL), -1] == comparison.by_view["net_sum"][1, -1, -1]
