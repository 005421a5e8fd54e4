"""Evidence coverage says how many kroner rest on which status, and lists the choices of method apart."""

from dataclasses import replace

import pytest

from utenfor_core.coverage import METHOD_CHOICES, OWN_FIGURE, WEAKER, evidence_coverage
from utenfor_core.domain import KOMMUNE, Case, FreeLine, Measure, OwnLine
from utenfor_core.model import run

MEASURE = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, evidence_grade=1, intake=[10])
CASE = Case(measures=[MEASURE])


def test_a_line_has_the_weakest_status_among_its_own_values() -> None:
    lines = {line.line: line for line in evidence_coverage(run(CASE), "m1").lines}
    assert lines["ufore"].status == "assumption"
    assert "Uføretrygd" in lines["ufore"].weakest


def test_a_figure_the_user_has_typed_has_a_status_of_its_own() -> None:
    result = run(replace(CASE, own_values={"unit_sosialhjelp": 60_000.0}))
    lines = {line.line: line for line in evidence_coverage(result, "m1").lines}
    assert lines["sosialhjelp"].status == OWN_FIGURE
    assert lines["ufore"].status != OWN_FIGURE


def test_an_own_line_rests_on_the_users_figure() -> None:
    line = OwnLine(name="Plass", level=KOMMUNE, success_rate=0.1, unit_cost=100_000, duration=1)
    coverage = evidence_coverage(run(replace(CASE, measures=[replace(MEASURE, own_lines=[line])])), "m1")
    own = next(found for found in coverage.lines if found.line == "Plass")
    assert own.status == OWN_FIGURE
    assert own.amount > 0


def test_a_free_line_is_called_what_the_user_calls_it() -> None:
    free = FreeLine(name="Bolig", level=KOMMUNE, unit_cost=40_000, outside=[0.5] * 6, inside=[0.1] * 6)
    coverage = evidence_coverage(run(replace(CASE, free_lines=[free])), "m1")
    line = next(found for found in coverage.lines if found.line == "egen_1")
    assert (line.status, line.weakest) == (OWN_FIGURE, "Bolig")


def test_the_kroner_by_status_are_the_kroner_of_the_lines() -> None:
    coverage = evidence_coverage(run(CASE), "m1")
    assert tuple(coverage.by_status) == WEAKER
    assert sum(coverage.by_status.values()) == pytest.approx(sum(line.amount for line in coverage.lines))


def test_what_is_equalised_away_is_the_same_line() -> None:
    result = run(CASE)
    rows = result.block("m1")
    tax = next(line for line in evidence_coverage(result, "m1").lines if line.line == "skatt_alm")
    from_posts = sum(
        rows["unit_gross"][number] @ result.row("discount")[0]
        for number in range(len(rows["unit_gross"]))
        if number in TAX_POSTS
    )
    assert tax.amount == pytest.approx(abs(rows.single("success_rate") * from_posts))


def test_the_choices_every_krone_rests_on_are_listed_with_their_value() -> None:
    choices = evidence_coverage(run(CASE), "m1").choices
    assert tuple(choices) == METHOD_CHOICES
    assert choices["kappa"] == 0.5


TAX_POSTS = {7, 8, 9, 10, 11, 12, 13}
"""The posts of tax on ordinary income: three of the municipality, three of the county, one of the state."""
