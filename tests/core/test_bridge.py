"""A bridge goes from one result to another through what changed, and adds up."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.properties.strategies import cases
from utenfor_core.bridge import RESULTS, Bridge, Stored, bridge_between
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import KOMMUNE, VIEWS, Case, FreeLine, Measure, Place
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.version import __version__

MEASURE = Measure(
    name="Los",
    group="vgs_frafall",
    age=18,
    base_outcome=0.5,
    outcome=0.6,
    evidence_grade=2,
    intake=[20],
    cost_per_year=90_000,
    duration=1,
)
CASE = Case(place=Place(tax_level=1.1), measures=[MEASURE])
ALL_OF_IT = 100
TILL_67 = -1


def labels(bridge: Bridge) -> list[str]:
    """Return the steps' labels."""
    return [step.label for step in bridge.steps]


def measured(result: Result) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return what a bridge follows of a result (results, views)."""
    return np.array([result.row(name, TOGETHER)[:, TILL_67] for name in RESULTS], dtype=float)


def assert_adds_up(bridge: Bridge, new: Result) -> None:
    """Check that start + Σ moved = end, step by step, and that the end is the new result."""
    reached = bridge.start.copy()
    size = 1 + max(np.abs(reached).max(), np.abs(bridge.end).max(), *(np.abs(s.reached).max() for s in bridge.steps), 0)
    for step in bridge.steps:
        reached = reached + step.moved
        np.testing.assert_allclose(reached, step.reached, rtol=0, atol=1e-9 * size)
    np.testing.assert_allclose(reached, bridge.end, rtol=0, atol=1e-9 * size)
    np.testing.assert_array_equal(bridge.end, measured(new))


@settings(max_examples=8)
@given(cases(), cases())
def test_the_steps_add_up_between_any_two_cases(one: Case, other: Case) -> None:
    old, new = run(one), run(other)
    bridge = bridge_between(old, new)
    np.testing.assert_array_equal(bridge.start, measured(old))
    assert_adds_up(bridge, new)


def test_there_is_no_step_between_a_result_and_itself() -> None:
    bridge = bridge_between(run(CASE), run(CASE))
    assert bridge.steps == ()
    np.testing.assert_array_equal(bridge.start, bridge.end)


def test_every_step_is_a_calculation_of_its_own() -> None:
    dearer = replace(MEASURE, cost_per_year=120_000)
    between = replace(CASE, own_values={"kappa": 0.4})
    bridge = bridge_between(run(CASE), run(replace(between, measures=[dearer])))
    assert labels(bridge)[1] == "Tiltak 1 (Los): kostnad"
    np.testing.assert_array_equal(bridge.steps[0].reached, measured(run(between)))


def test_steps_stand_in_the_documented_order() -> None:
    line = FreeLine(name="Botiltak", level="kommune", unit_cost=1e5, outside=[0.1] * 6, inside=[0.05] * 6)
    new = Case(
        place=Place(tax_level=0.8, population_share=0.01),
        measures=[replace(MEASURE, intake=[30], overlap=0.5), MEASURE],
        preset="midtanslag",
        flat_rate=0.03,
        own_values={"kappa": 0.4},
        free_lines=[line],
    )
    subjects = [step.subject for step in bridge_between(run(CASE), run(new), most=ALL_OF_IT).steps]
    assert subjects == [
        "Kommunen", "Kommunen", "Start, rente og horisont", "Forutsetningssett", "Egne verdier", "Egne poster",
        "Tiltak 1", "Tiltak 1", "Tiltak 2",
    ]  # fmt: skip


def test_a_step_says_what_changed_from_what_to_what_with_its_unit() -> None:
    bridge = bridge_between(run(CASE), run(replace(CASE, flat_rate=0.03)))
    (change,) = bridge.steps[0].changes
    assert (change.key, change.old, change.new, change.unit) == ("place.flat_rate", None, 0.03, "andel/år")


def test_a_new_name_is_no_step() -> None:
    renamed = replace(MEASURE, name="Los 2", kostra_function="242")
    assert bridge_between(run(CASE), run(replace(CASE, measures=[renamed]))).steps == ()


def test_a_measure_that_comes_is_one_step() -> None:
    bridge = bridge_between(run(CASE), run(replace(CASE, measures=[MEASURE, replace(MEASURE, name="Mentor")])))
    assert labels(bridge) == ["Tiltak 2 (Mentor): hele tiltaket"]


def test_changes_that_only_hold_together_are_made_together() -> None:
    # With the new group's own p0 the old p1 would be below it, and the measure would be left out on the way.
    before = replace(MEASURE, base_outcome=None, age=None, group="barnevern_hjelpetiltak", outcome=0.6)
    after = replace(before, group="angst_depresjon", outcome=0.9)
    old, new = (run(replace(CASE, measures=[each])) for each in (before, after))
    bridge = bridge_between(old, new)
    assert labels(bridge) == ["Tiltak 1 (Los): målgruppe og alder; Tiltak 1 (Los): virkning"]
    assert_adds_up(bridge, new)


def test_more_steps_than_wanted_are_gathered_by_subject() -> None:
    new = run(replace(CASE, own_values={"kappa": 0.4, "growth": 0.01, "catch_up": 0.9}, flat_rate=0.03))
    bridge = bridge_between(run(CASE), new, most=2)
    assert labels(bridge) == ["Flat kalkulasjonsrente", "Egne verdier: 3 endringer"]
    assert [change.key for change in bridge.steps[1].changes] == ["own.kappa", "own.catch_up", "own.growth"]
    assert_adds_up(bridge, new)


def test_from_the_other_end_the_steps_are_other_but_the_sum_is_the_same() -> None:
    other = replace(CASE, own_values={"kappa": 0.4}, measures=[replace(MEASURE, outcome=0.7)])
    there, back = bridge_between(run(CASE), run(other)), bridge_between(run(other), run(CASE))
    first = [bridge.amounts(KOMMUNE) for bridge in (there, back)]
    assert first[0][1] != pytest.approx(-first[1][1])
    assert sum(first[0][1:-1]) == pytest.approx(-sum(first[1][1:-1]))


def test_with_an_older_models_result_the_last_step_is_what_the_new_model_makes_of_the_old_figures() -> None:
    old, new = run(CASE), run(replace(CASE, flat_rate=0.03))
    amounts = {"net_present": (measured(old)[0] - 1000.0).tolist()}
    bridge = bridge_between(old, new, stored=Stored(model_version="0.0.9", data_version="2025.1", amounts=amounts))
    assert bridge.results == ("net_present",)
    assert bridge.old == "modell 0.0.9, tall 2025.1"
    assert labels(bridge) == ["Flat kalkulasjonsrente", f"Ny modellversjon: 0.0.9 → {__version__}"]
    np.testing.assert_allclose(bridge.steps[-1].moved, 1000.0)
    same = Stored(model_version=__version__, data_version="2025.1", amounts=amounts)
    assert labels(bridge_between(old, new, stored=same))[-1].startswith("Avvik mellom det lagrede resultatet")


def test_a_stored_result_that_cannot_be_used_is_refused_with_everything_that_is_wrong() -> None:
    amounts = {"net_presnt": [0.0] * len(VIEWS), "net_sum": [1.0, 2.0]}
    with pytest.raises(InputError) as error:
        bridge_between(run(CASE), run(CASE), stored=Stored(model_version="1", data_version="1", amounts=amounts))
    assert ["net_presnt" in error.value.problems[0], "net_sum" in error.value.problems[1]] == [True, True]


def test_the_table_has_the_old_result_the_steps_and_the_new_one() -> None:
    bridge = bridge_between(run(CASE), run(replace(CASE, flat_rate=0.03)))
    table = bridge.to_frame()
    assert list(table.columns) == list(VIEWS)
    assert table.index[1] == "Flat kalkulasjonsrente"
    np.testing.assert_allclose(table.iloc[:-1].sum(), table.iloc[-1])
