"""What a result was made with: versions, preset, years, and the values that were the user's own."""

from dataclasses import replace

import pytest

from tests.core.test_own_figures import own_of
from utenfor_core.domain import PRESETS, Case, Measure
from utenfor_core.frame import build_frame, built_in_frame
from utenfor_core.model import compute, run
from utenfor_core.own_figures import layered
from utenfor_core.parameters import Parameters, load
from utenfor_core.parameters.vocabulary import OWN_STATUS
from utenfor_core.stamp import Stamp, stamp_of
from utenfor_core.version import __version__


def stamp_with(changes: dict[str, float | str | None]) -> Stamp:
    """Return the stamp of an empty case with some input cells changed, as a workbook may hold them."""
    frame = built_in_frame()
    values = frame.delivered(Case()) | changes
    return stamp_of(compute(values, values, Case().place))


@pytest.mark.parametrize("preset", PRESETS)
def test_the_stamp_says_version_figures_preset_and_years(preset: str) -> None:
    stamp = stamp_of(run(Case(preset=preset, base_year=2029)))
    assert (stamp.model_version, stamp.data_version) == (__version__, load().version)
    assert (stamp.preset, stamp.base_year, stamp.price_year) == (preset, 2029, 2026)
    assert stamp.own == ()
    assert stamp.text() == (
        f"Utenfor-regnskapet {__version__}, tall {load().version}. Forutsetningssett {preset}, 2026-kroner, "
        "basisår 2029. Ingen egne verdier."
    )


def test_a_value_typed_over_an_assumption_is_listed_with_what_it_stands_in_for() -> None:
    (figure,) = stamp_of(run(Case(preset="midtanslag", own_values={"kappa": 0.4}))).own
    assert (figure.key, figure.unit, figure.value, figure.replaced) == ("own.kappa", "andel", 0.4, 0.6)


def test_an_amount_stands_in_for_one_of_the_price_year() -> None:
    (figure,) = stamp_of(run(Case(own_values={"unit_sosialhjelp": 60_000}))).own
    assert figure.replaced == pytest.approx(run(Case()).in_use()["unit_sosialhjelp"])


def test_a_typed_value_that_cannot_be_used_is_not_in_the_stamp() -> None:
    assert stamp_with({"own.kappa": 1.2}).own == ()
    assert stamp_with({"own.kappa": "mye"}).own == ()


def test_a_flat_rate_and_price_growth_of_the_users_own_are_listed() -> None:
    stamp = stamp_with({"place.flat_rate": 0.03, "growth.D_2026": 0.05, "growth.K_2026": None})
    assert [figure.key for figure in stamp.own] == ["place.flat_rate", "growth.D_2026", "growth.K_2026"]
    assert [figure.value for figure in stamp.own] == [0.03, 0.05, None]


def test_the_figures_of_a_users_own_set_are_listed_and_the_set_is_named() -> None:
    own = own_of(
        'navn = "Vår"\n[[verdi]]\nid = "kappa"\nverdi = 0.4\n[[verdi]]\nid = "k_ufore"\nverdi = 0.7\n'
        '[[prisvekst]]\nindeks = "L"\nar = 2023\nverdi = 0.05'
    )
    stamp = stamp_of(run(Case(), frame=build_frame(layered(load(), own))))
    assert [(figure.key, figure.value) for figure in stamp.own] == [
        ("kappa", 0.4), ("k_ufore", 0.7), ("prices/wage_growth", None),
    ]  # fmt: skip
    assert f"tall {load().version} med «Vår»" in stamp.text()


def test_a_target_group_of_the_users_own_is_listed_with_what_happens_without_a_measure() -> None:
    built_in = load()
    group = replace(built_in.groups["vgs_frafall"], baseline=0.4, baseline_status=OWN_STATUS)
    parameters = Parameters(built_in, built_in.lines, dict(built_in.groups) | {group.id: group}, built_in.version)
    (figure,) = stamp_of(run(Case(), frame=build_frame(parameters))).own
    assert (figure.key, figure.label, figure.value) == (
        "groups/vgs_frafall", "Målgruppe 1a Sluttet i videregående", 0.6,
    )  # fmt: skip


def test_the_one_line_names_three_own_values_and_counts_the_rest() -> None:
    own = {"kappa": 0.4, "growth": 0.01, "catch_up": 0.9, "phase_in": 2.0, "extra_years": 0.0}
    text = stamp_of(run(Case(own_values=own))).text()
    assert "5 egne verdier: " in text
    assert text.endswith(" og 2 til.")
    assert "\n" not in text


def test_what_a_measure_is_and_the_horizon_are_no_own_values() -> None:
    measure = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[5], cost_per_year=1e5, duration=1)
    assert stamp_of(run(Case(measures=[measure], horizon=20))) == stamp_of(run(Case()))
