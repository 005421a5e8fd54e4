"""Own figures over the model's: worked cases, what is marked as the user's own, and the identities that must hold."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.reading import FOLDER
from utenfor_core.checks import violations
from utenfor_core.domain import PRESETS, Case, Measure
from utenfor_core.frame import build_frame, built_in_frame
from utenfor_core.model import run
from utenfor_core.own_figures import NO_SOURCE, OwnFigures, layered, own_figures, read_toml, targets, toml_template
from utenfor_core.parameters import load, own_parameters
from utenfor_core.parameters.vocabulary import OWN_STATUS

CASES = tomllib.loads((FOLDER / "own_figures.toml").read_text("utf-8"))["layered"]
MEASURE = Measure(group="vgs_frafall", base_outcome=0.4, outcome=0.5, intake=[10], cost_per_year=90_000, duration=1)
TARGETS = targets(load())


def own_of(*texts: str) -> OwnFigures:
    """Read own figures from texts named a.toml, b.toml … as a user's files would be."""
    files = {f"{letter}.toml": text.encode() for letter, text in zip("abc", texts, strict=False)}
    return own_figures("a.toml", lambda name, problems: read_toml(files[name], name, problems), load())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_file_says_is_in_use_and_marked_as_the_users_own(case: Mapping[str, Any]) -> None:
    frame = build_frame(layered(load(), own_of(case["file"])))
    assert [line.name for line in frame.lines if line.status == OWN_STATUS] == case["own"]
    for preset, expected in case["in_use"].items():
        in_use = run(Case(measures=[MEASURE], preset=preset), frame=frame).in_use()
        for name, value in expected.items():
            assert in_use[name] == pytest.approx(value, rel=1e-7), name


def test_what_was_changed_is_listed_by_id_and_nothing_else() -> None:
    own = own_of(
        'navn = "a"\n[[verdi]]\nid = "kappa"\nverdi = 0.4\n[[verdi]]\nid = "k_ufore"\nverdi = 0.4\n'
        '[[prisvekst]]\nindeks = "L"\nar = 2023\nverdi = 0.05'
    )
    assert own_parameters(layered(load(), own)) == ("method/causal_share", "prices/wage_growth", "lines/ufore")
    assert own_parameters(load()) == ()


def test_a_value_without_a_source_says_so_and_two_sources_are_told_apart() -> None:
    text = 'navn = "a"\n[[verdi]]\nid = "kappa"\nverdi = 0.4\n[[verdi]]\nid = "catch_up"\nverdi = 0.9\nkilde = "Vår"'
    parameters = layered(load(), own_of(text))
    assert parameters["method/causal_share"].sources[0].title == NO_SOURCE
    assert parameters["method/catch_up"].sources[0].title == "Vår"
    assert parameters["method/causal_share"].sources[0].id != parameters["method/catch_up"].sources[0].id


def test_the_data_version_says_that_own_figures_are_in_it() -> None:
    assert layered(load(), own_of('navn = "Bodøs tall"')).version == f"{load().version} med «Bodøs tall»"


def test_the_template_is_a_file_that_changes_nothing() -> None:
    parameters = layered(load(), own_of(toml_template(load())))
    assert own_parameters(parameters) == ()
    assert dict(parameters) == dict(load())


def test_a_file_goes_before_the_one_it_builds_on_and_keeps_the_rest() -> None:
    upper = 'navn = "Bodø"\nbygger_pa = "b.toml"\n[[verdi]]\nid = "kappa"\nverdi = 0.4'
    lower = 'navn = "Salten"\n[[verdi]]\nid = "kappa"\nverdi = 0.3\n[[verdi]]\nid = "catch_up"\nverdi = 0.9'
    parameters = layered(load(), own_of(upper, lower))
    assert parameters.number("method/causal_share", preset="midtanslag") == 0.4
    assert parameters.number("method/catch_up", preset="midtanslag") == 0.9
    assert parameters.version.endswith("med «Salten» med «Bodø»")
    ids = {name: parameters[name].sources[0].id for name in ("method/causal_share", "method/catch_up")}
    assert len(set(ids.values())) == 2


def test_figures_equal_to_the_models_give_the_models_result_to_the_last_decimal() -> None:
    entries = []
    for name, target in TARGETS.items():
        for at, preset in enumerate(PRESETS):
            value = target.line.values[at]
            if value is None or ((target.part or target.year) and at > 0):
                continue
            entry = [f'[[verdi]]\nid = "{name}"', f"verdi = {value!r}"]
            entry += [] if target.part or target.year else [f'sett = "{preset}"']
            entry += [f"prisar = {target.line.price_year}"] if target.unit.money else []
            entry += ["maneder = 5.3"] if target.unit.months else []
            entries.append("\n".join(entry))
    frame = build_frame(layered(load(), own_of("\n".join(['navn = "Modellens egne"', *entries]))))
    assert {line.status for line in frame.lines if None not in line.values} == {OWN_STATUS}
    for preset in PRESETS:
        ours, theirs = (run(Case(measures=[MEASURE], preset=preset), frame=one) for one in (built_in_frame(), frame))
        for name in ("net_present", "accumulated", "gross"):
            if ("all", name) in ours.trace:
                assert np.array_equal(np.asarray(ours.trace["all", name]), np.asarray(theirs.trace["all", name])), name


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_figure_laid_under_the_book_is_worth_what_it_is_typed_in_the_book(data: st.DataObject) -> None:
    free = {name for name, target in TARGETS.items() if target.year is None}
    name = data.draw(st.sampled_from(sorted(free)))
    line = TARGETS[name].line
    low, high = line.minimum or 0.0, min(line.maximum or 0.0, 1e6)
    value = data.draw(st.floats(low, max(low, high)))
    text = f'navn = "a"\n[[verdi]]\nid = "{name}"\nverdi = {value!r}\n'
    text += "prisar = 2026\n" if TARGETS[name].unit.money else ""
    text += "maneder = 5\n" if TARGETS[name].unit.months else ""
    laid = run(Case(measures=[MEASURE]), frame=build_frame(layered(load(), own_of(text))))
    typed = run(Case(measures=[MEASURE], own_values={name: value}))
    assert violations(laid) == []
    assert np.allclose(laid.row("net_present", "all"), typed.row("net_present", "all"), rtol=1e-12, atol=1e-6)
    assert laid.in_use()[name] == pytest.approx(value)


GROUP = """
navn = "Grupper"
[[malgruppe]]
id = "egen_{number}"
navn = "Høyt fravær {number}"
definisjon = "Mer enn ti prosent fravær"
alder_fra = 15
alder_til = 24
alder_vanlig = 18
par = "{pair}"
utfall_alder = 21
nar_malet = 0.4
kilde = "Egen telling"
"""


def test_a_group_with_a_built_in_groups_facts_gives_its_result() -> None:
    frame = build_frame(layered(load(), own_of(GROUP.format(number=1, pair="fullfører videregående"))))
    ours = Case(measures=[replace(MEASURE, group="egen_1", age=18, outcome_age=21, pair="fullfort")])
    theirs = replace(ours, measures=[replace(ours.measures[0], group="vgs_frafall")])
    own, built_in = run(ours, frame=frame), run(theirs)
    assert violations(own) == []
    assert np.array_equal(own.row("net_present", "all"), built_in.row("net_present", "all"))


def test_an_own_group_brings_its_ages_pair_and_base_outcome_to_a_measure() -> None:
    parameters = layered(load(), own_of(GROUP.format(number=1, pair="neet")))
    group = parameters.groups["egen_1"]
    assert (group.number, group.baseline_status, group.sources[0].title) == ("E1", OWN_STATUS, "Egen telling")
    measure = Measure(group="egen_1", outcome=0.5, intake=[10], cost_per_year=90_000, duration=1)
    rows = run(Case(measures=[measure]), frame=build_frame(parameters)).block("m1")
    assert rows.single("entry") == 18
    assert rows.single("pair_number") == 2
    assert rows.single("effect") == pytest.approx(0.1)


def test_own_groups_of_two_files_stand_side_by_side_and_one_of_the_same_id_takes_the_others_place() -> None:
    lower = GROUP.format(number=1, pair="neet")
    upper = 'bygger_pa = "b.toml"' + GROUP.format(number=2, pair="neet")
    own = layered(load(), own_of(upper, lower))
    assert [group.number for group in own.groups.values()][-2:] == ["E1", "E2"]
    again = 'bygger_pa = "b.toml"' + GROUP.format(number=1, pair="fullfort")
    replaced = layered(load(), own_of(again, lower)).groups["egen_1"]
    assert (replaced.pair, replaced.number) == ("fullfort", "E1")


def test_the_file_shown_in_the_how_to_holds() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "egne-tall.md").read_text("utf-8")
    own = own_of(page.partition("```toml")[2].partition("```")[0])
    assert own_parameters(layered(load(), own)) == ("unit_costs/sosialhjelp", "groups/egen_fravaer")
