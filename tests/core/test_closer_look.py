"""The measure chosen on `Resultat`: the other preset is what the switch gives; its waterfall and its coverage."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.core.questions_case import MEASURE
from tests.properties.strategies import cases
from utenfor_core.calculation import LaidTrace, Result
from utenfor_core.coverage import WEAKER, evidence_coverage
from utenfor_core.domain import PRESETS, VIEWS, Case, Measure, Place
from utenfor_core.model import run
from utenfor_core.other_preset import CHOSEN, COMPARED, OTHER, other_preset
from utenfor_core.results import UNDEFINED
from utenfor_core.waterfall import BARS, STEPS, UNKNOWN, waterfall

CASE = Case(
    place=Place(tax_level=0.87), measures=[MEASURE, replace(MEASURE, group="angst_depresjon", cost_per_year=9e4)]
)


def _same(found: Result, wanted: Result) -> None:
    for name in COMPARED:
        for cell, other in zip(found.row(name, OTHER)[:, 0], wanted.row(name, CHOSEN)[:, 0], strict=True):
            assert cell == (other if isinstance(other, str) else pytest.approx(other, rel=1e-9, abs=0.01)), name


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("chosen", ["tiltak 1", "tiltak 2"])
def test_the_other_column_is_what_the_switch_would_give(preset: str, chosen: str) -> None:
    other = PRESETS[other_preset(PRESETS.index(preset) + 1) - 1]
    found = run(replace(CASE, preset=preset, shown={"measure": chosen}))
    _same(found, run(replace(CASE, preset=other, shown={"measure": chosen})))


@settings(max_examples=10, deadline=None)
@given(case=cases())
def test_success_years_by_band_times_kroner_by_band_are_the_flows_of_the_engine(case: Case) -> None:
    found = run(case).block(OTHER)
    growth = found["growth_factor"]
    for number, view in enumerate(("egne", "alle")):
        gain = found.single("success_rate") * (growth * (found[f"worth_{view}"] @ found["reach"])).sum(axis=0)
        gain += found[f"own_in_{view}"][:, 0] @ found["own_gross"]
        np.testing.assert_allclose(gain, found["view_gain"][number], rtol=1e-9, atol=0.01)


def test_a_measure_that_is_not_complete_is_shown_with_nothing() -> None:
    found = run(replace(CASE, shown={"measure": "tiltak 5"}))
    assert found.row("gain_present", OTHER).tolist() == [[0.0], [0.0]]
    assert found.row("payback_year_accumulated", OTHER)[:, 0].tolist() == [UNDEFINED, UNDEFINED]


@pytest.mark.parametrize("view", VIEWS)
def test_the_waterfall_of_the_trace_is_the_waterfall(view: str) -> None:
    found = run(replace(CASE, shown={"measure": "tiltak 1", "budget": view}))
    wanted = waterfall(found, "m1", view)
    remains = dict(zip(STEPS, found.row("remains", CHOSEN)[:, 0], strict=True))
    assert remains == pytest.approx(dict(wanted.remains), rel=1e-9, abs=1e-6)
    kept, own, cost, net = (
        remains["kept"],
        *(found.row(f"seen_{name}", CHOSEN)[0, 0] for name in ("own", "cost", "net")),
    )
    assert kept + own - cost == pytest.approx(net)


def test_each_bar_begins_where_the_one_before_ends() -> None:
    rows = run(CASE).block(CHOSEN)
    ends = dict(zip(BARS, rows["bar_to"][:, 0], strict=True))
    starts = dict(zip(BARS, rows["bar_from"][:, 0], strict=True))
    assert starts["counterfactual"] == ends["gross"]
    assert starts["causal"] == ends["effect"] == ends["lasting"]
    assert starts["cashable"] == ends["kept_total"]
    drawn = rows["bar_above"][:, 0] + rows["bar_below"][:, 0]
    changes = [abs(ends[bar] - starts[bar]) for bar, (_, stands) in BARS.items() if not stands]
    assert np.abs(rows["bar_above"][:, 0]) + np.abs(rows["bar_below"][:, 0]) == pytest.approx(np.abs(drawn))
    assert sorted(changes) == pytest.approx(
        sorted(abs(part) for part, (_, stands) in zip(drawn, BARS.values(), strict=True) if not stands)
    )


def test_with_a_typed_rate_or_no_causal_share_the_first_steps_are_not_known() -> None:
    typed = replace(MEASURE, typed_rate=0.1, outcome=None)
    remains = run(replace(CASE, measures=[typed])).row("remains", CHOSEN)[:, 0]
    assert list(remains[:4]) == [UNKNOWN] * 4
    assert remains[4] > 0
    nothing = run(replace(CASE, own_values={"kappa": 0.0})).row("remains", CHOSEN)[:, 0]
    assert list(nothing[:5]) == [UNKNOWN] * 5


@pytest.mark.parametrize(
    "own_values", [{}, {"unit_ufore": 350_000.0}, {"sosialhjelp_out_2": 0.2, "wage_month": 50_000.0}]
)
@pytest.mark.parametrize("measure", [MEASURE, replace(MEASURE, pair="neet")])
def test_the_coverage_of_the_trace_is_the_evidence_coverage(measure: Measure, own_values: dict[str, float]) -> None:
    found = run(replace(CASE, measures=[measure], own_values=own_values))
    wanted = evidence_coverage(found, "m1").by_status
    assert dict(zip(WEAKER, found.row("coverage", CHOSEN)[:, 0], strict=True)) == pytest.approx(dict(wanted))
    assert found.row("coverage_share", CHOSEN).sum() == pytest.approx(1.0)


def test_what_is_looked_at_closely_is_found_when_asked_for_and_is_then_part_of_the_trace() -> None:
    trace = run(CASE).trace
    assert isinstance(trace, LaidTrace)
    assert ("other", "net_present") in set(trace)
    assert len(trace) == len(set(trace))
    with pytest.raises(KeyError):
        trace["other", "nothing_of_that_name"]
