"""Bridges between two sets of the model's own figures, and from what an older workbook holds."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.test_bridge import CASE, assert_adds_up, labels
from utenfor_core.bridge import bridge_between, frame_as_stored
from utenfor_core.calculation import Result
from utenfor_core.domain import Value
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame, build_frame, built_in_frame
from utenfor_core.model import compute, run
from utenfor_core.parameters import Parameter, Parameters, load

NEXT_YEAR = 2027
GROWTH = {f"growth.{index}_{NEXT_YEAR}": rate for index, rate in zip("DKLG", (0.03, 0.02, 0.04, 0.035), strict=True)}


def frame_of(*changed: Parameter) -> Frame:
    """Return the frame of the built-in figures with some of them changed."""
    built_in = load()
    return build_frame(
        Parameters(
            dict(built_in) | {parameter.id: parameter for parameter in changed},
            built_in.lines, built_in.groups, built_in.version,
        )
    )  # fmt: skip


def calculated(frame: Frame, typed: dict[str, Value] | None = None) -> Result:
    """Return the case calculated on a frame, with input cells changed."""
    values = frame.delivered(CASE) | (typed or {})
    return compute(values, values, CASE.place, frame=frame)


def next_years_frame() -> Frame:
    """Return the built-in figures in kroner of the year after."""
    return frame_of(replace(load()["time/price_year"], single=float(NEXT_YEAR)))


def shown(result: Result) -> dict[str, tuple[float | None, ...]]:
    """Return the assumptions as the sheet Forutsetninger shows them: by preset, in the book's price year."""
    table = result.row("preset_value").tolist()
    return {
        line.name: tuple(None if isinstance(value, str) else value for value in row)
        for line, row in zip(result.frame.lines, table, strict=True)
    }


def test_a_changed_figure_is_a_step_with_both_values() -> None:
    kappa = load()["method/causal_share"]
    new = calculated(frame_of(replace(kappa, presets={**kappa.presets, "forsiktig": 0.55})))
    bridge = bridge_between(run(CASE), new)
    (step,) = bridge.steps
    (change,) = step.changes
    assert (step.subject, change.key, change.old, change.new) == ("Valg av metode", "kappa", 0.5, 0.55)
    assert change.label.endswith("(forsiktig)")
    np.testing.assert_array_equal(step.reached, bridge_between(run(CASE), calculated(new.frame)).end)


def test_a_profile_is_one_step_and_names_the_ages_that_changed() -> None:
    line = load()["profile/fullfort/ufore_out"]
    before = line.value("forsiktig")
    assert isinstance(before, tuple)
    raised = tuple(share + 0.01 for share in before[:2]) + before[2:]
    new = calculated(
        frame_of(
            replace(line, single=None, presets=dict.fromkeys(("forsiktig", "midtanslag", "full-forskjell"), raised))
        )
    )
    (step,) = bridge_between(run(CASE), new).steps
    assert step.label == "Uføretrygd, ikke fullført videregående"
    assert [change.key for change in step.changes] == ["ufore_out_1", "ufore_out_2"]


def test_a_figure_of_a_preset_that_is_not_in_use_is_no_step() -> None:
    kappa = load()["method/causal_share"]
    assert (
        bridge_between(
            run(CASE), calculated(frame_of(replace(kappa, presets={**kappa.presets, "midtanslag": 0.55})))
        ).steps
        == ()
    )


def test_prices_come_first_and_a_new_price_year_is_one_step() -> None:
    kappa = load()["method/causal_share"]
    year = replace(load()["time/price_year"], single=float(NEXT_YEAR))
    new = calculated(frame_of(replace(kappa, presets={**kappa.presets, "forsiktig": 0.55}), year), dict(GROWTH))
    bridge = bridge_between(run(CASE), new)
    assert labels(bridge)[0] == f"Prisår {NEXT_YEAR} og prisvekst"
    assert [step.subject for step in bridge.steps] == ["Priser", "Valg av metode"]
    assert bridge.steps[0].moved[0, -1] > 0
    assert_adds_up(bridge, new)


def test_price_growth_of_each_index_is_a_step() -> None:
    new = calculated(built_in_frame(), {"growth.D_2026": 0.05, "growth.K_2026": 0.01})
    assert labels(bridge_between(run(CASE), new)) == ["Prisvekst: kommunal deflator", "Prisvekst: konsumpriser"]


def test_the_figures_of_an_older_workbook_give_its_result_again() -> None:
    old = run(CASE)
    again = calculated(frame_as_stored(built_in_frame(), shown(old), price_year=2026, base_year=2027))
    np.testing.assert_allclose(again.row("net_present", "all"), old.row("net_present", "all"), rtol=1e-12)
    assert bridge_between(again, old).steps == ()


def test_from_an_older_price_year_to_this_one_only_prices_have_changed() -> None:
    stored = frame_as_stored(next_years_frame(), shown(run(CASE)), price_year=2026, base_year=2027)
    new = calculated(next_years_frame(), dict(GROWTH))
    bridge = bridge_between(calculated(stored), new)
    assert labels(bridge) == [f"Prisår {NEXT_YEAR} og prisvekst"]
    assert_adds_up(bridge, new)


def test_the_target_groups_are_a_step_and_a_renamed_group_is_still_the_measures() -> None:
    built_in = load()
    group = replace(built_in.groups["vgs_frafall"], label="Sluttet", age_max=21)
    groups = dict(built_in.groups) | {group.id: group}
    new = calculated(build_frame(Parameters(built_in, built_in.lines, groups, built_in.version)))
    bridge = bridge_between(run(CASE), new)
    assert labels(bridge) == ["Målgruppene"]
    assert not np.any(bridge.steps[0].moved)
    assert {change.key for change in bridge.steps[0].changes} == {"m1.group", "groups"}


def test_a_groups_baseline_is_named_with_both_values() -> None:
    built_in = load()
    baseline = built_in.groups["angst_depresjon"].baseline
    assert baseline is not None
    group = replace(built_in.groups["angst_depresjon"], baseline=baseline + 0.1)
    new = calculated(build_frame(Parameters(built_in, built_in.lines, dict(built_in.groups) | {group.id: group}, "x")))
    ((change,),) = (step.changes for step in bridge_between(run(CASE), new).steps)
    assert [f"{value:.4f}" for value in (change.old, change.new)] == [f"{1 - baseline:.4f}", f"{0.9 - baseline:.4f}"]
    assert "utfall uten tiltak" in change.label


def test_figures_that_are_no_numbers_are_refused_all_at_once() -> None:
    with pytest.raises(InputError) as error:
        frame_as_stored(
            built_in_frame(),
            {"kappa": (0.5, 0.6), "growth": ("mye", 0.0, 0.0)},  # type: ignore[dict-item]  # what a workbook may hold
            price_year=2026, base_year=2027,
        )  # fmt: skip
    assert [text.partition(":")[0] for text in error.value.problems] == ["kappa", "growth"]


def test_ends_with_other_assumptions_are_refused() -> None:
    old = run(CASE)
    fewer = replace(old, frame=replace(old.frame, lines=old.frame.lines[1:]))
    with pytest.raises(InputError, match=old.frame.lines[0].name):
        bridge_between(old, fewer)
