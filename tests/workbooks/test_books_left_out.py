"""What a workbook says of measures and cells that cannot be used: first of all, where they are, and in both engines."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.workbooks.filled import RICH, filled, rich
from tests.workbooks.recalculation import recalculate_typed
from tests.workbooks.test_books_changes import unlike
from utenfor_core.control import CHECKS
from utenfor_core.domain import Value
from utenfor_core.input_rows import INVALID_LISTED
from workbook_templates import positions as at
from workbook_templates.sheets.plan_page_money import RESULTS_LINE
from workbook_templates.workbook import Built

Book = Callable[[str], Built]
SOME: Mapping[str, Value] = {
    "m1.outcome": 0.3,
    "m2.intake_0": "mange",
    "m2.cost_per_year": -5.0,
    "place.tax_level": "høy",
}
"""Measure 1 with p1 below p0, measure 2 with cells that cannot be used; only measure 3 counts."""
EVERY: Mapping[str, Value] = {
    **SOME,
    "place.tax_level": 93.0,
    "m3.intake_2": "tolv",
    "m3.age": 999.0,
    "m4.group": "finnes ikke",
}
"""None of the four measures that are begun counts; the last is begun only by what cannot be used."""
DOUBTFUL: Mapping[str, Value] = {
    "m1.own1_success_rate": 0.5,
    "m1.own2_level": "kommune",
    "m1.kostra_function": "999",
    "m1.art": "1100",
    "free1.kostra_function": 283.0,
}
LIST = range(at.UNUSABLE_LINE + 1, at.UNUSABLE_LINE + 1 + INVALID_LISTED)
"""The lines of `Kontroll` that list what cannot be used."""


@pytest.fixture
def told(book: Book, tmp_path: Path) -> Callable[[Mapping[str, Value]], Callable[[str, str], object]]:
    """Give a function that types into the rich workbook, holds IronCalc against the core and tells what cells show."""

    def tell(changed: Mapping[str, Value]) -> Callable[[str, str], object]:
        start = rich("1804").values
        case = filled("1804", {**{key: start[key] for key in (*RICH, "m2.group", "m3.group")}, **changed})
        values = recalculate_typed(book("1804").path, case.changes)
        assert unlike("1804", case, values, tmp_path) == []
        return lambda sheet, address: values[sheet, address] or ""

    return tell


Told = Callable[[Mapping[str, Value]], Callable[[str, str], object]]


def test_the_first_finding_begins_with_the_measures_that_are_left_out(told: Told) -> None:
    shows = told(SOME)
    first = "2 av 3 tiltak er ikke med i tallene: se Tiltak, raden Status. Bodø kommune "
    assert str(shows("Resultat", "A6")).startswith(first)
    assert shows("Plan", f"A{RESULTS_LINE + 2}") == shows("Resultat", "A6")
    assert shows("Tiltak", "D10") == "Mangler: utfall med tiltaket (p1) som er høyere enn uten (p0)"
    assert shows("Tiltak", "E10") == "Mangler: gyldige verdier (se Kontroll)"
    assert str(shows("Forside", "E27")).startswith("Skattenivået som er fylt ut, kan ikke brukes.")
    listed = [
        (shows("Kontroll", f"A{line}"), shows("Kontroll", f"D{line}"), shows("Kontroll", f"F{line}")) for line in LIST
    ]
    assert listed == [
        ("Skatteinntekt i prosent av landsgjennomsnittet", "Forside!C20", "høy"),
        ("Tiltak 2: Nye deltakere, år 1", "Tiltak!E38", "mange"),
        ("Tiltak 2: Kostnad per deltaker og år", "Tiltak!E50", -5.0),
        ("", "", ""),
        ("", "", ""),
    ]


def test_no_finding_is_told_when_no_measure_can_be_used(told: Told) -> None:
    shows = told(EVERY)
    assert [shows("Resultat", f"A{line}") for line in range(6, 11)] == [
        "Ingen av tiltakene kan brukes ennå: se Kontroll.",
        "",
        "",
        "Ingen kostnad er regnet ennå",
        "Ingen år er regnet ennå",
    ]
    assert [shows("Kontroll", f"D{line}") for line in LIST] == [
        "Forside!C20", "Tiltak!E38", "Tiltak!E50", "Tiltak!F20", "Tiltak!F40",
    ]  # fmt: skip
    assert str(shows("Forside", "E27")).startswith("Skattenivået som er fylt ut, kan ikke brukes.")


def test_doubtful_own_lines_and_codes_are_noticed_and_the_plan_says_what_is_not_set(told: Told) -> None:
    shows = told(DOUBTFUL)
    answers = {name: shows("Kontroll", f"B{line}") for line, name in enumerate(CHECKS, at.CHECK_LINE + 1)}
    assert [answers[name] for name in ("own_share_given", "own_rate_fits", "codes_known")] == ["Merknad"] * 3
    notes = [
        shows("Økonomiplan", f"N{line}")
        for line in range(at.plan_lines()[1]["sparing_m1_1"] + 1, at.plan_lines()[1]["sparing_m1_3"] + 2)
    ]
    assert notes == ["Oppfølging", "andel som kan tas ut er ikke satt", ""]
