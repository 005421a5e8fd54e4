"""The sheets that «Beregn usikkerhet» and «Kontroller boka» write in a filled-in kommunebok."""

from pathlib import Path
from typing import Any

import pytest

from addin.ribbon.uncertainty_sheet import OUTPUTS, YEARS_SHOWN, Drawn, drawn_for
from tests.addin.ribbon.desk import TestDesk, pressed, type_in
from tests.addin.ribbon.engine import opened, select
from tests.workbooks.libreoffice import Office
from utenfor.ribbon_services import RibbonServices
from workbook_templates.readback import read_book

Book = Any
"""An xlwings Book."""
SHEET, REPORT = "Beregnet usikkerhet", "Kontrollrapport"


@pytest.fixture(scope="module")
def drawn(rich_path: Path) -> Drawn:
    return drawn_for(read_book(rich_path), 1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> TestDesk:  # the book's values are copied, as in Office.js
    return TestDesk(folder=tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def filled(rich_path: Path, desk: TestDesk) -> Book:
    """The book after «Beregn usikkerhet»."""
    book = opened(rich_path)
    told = pressed("uncertainty", book, desk)
    assert told == "Usikkerheten er beregnet med 10000 trekk og frø 1. Se arket «Beregnet usikkerhet»."
    return book


def column(book: Book, name: str) -> list[Any]:
    """The first column of a sheet."""
    return [line[0] for line in book.sheets[name].used_range.options(ndim=2).value]


def line_under(book: Book, head: str, below: int) -> list[Any]:
    """A line of a table, `below` its title."""
    lines = book.sheets[SHEET].used_range.options(ndim=2, err_to_str=True).value
    at = next(number for number, line in enumerate(lines) if str(line[0]).startswith(head))
    return list(lines[at + below])


def test_chances_per_level_and_year_are_the_cores(filled: Book, drawn: Drawn) -> None:
    for below, years in enumerate(YEARS_SHOWN, 2):
        line = line_under(filled, "Sjansen for", below)
        assert line[0] == 2027 + years - 1
        expected = [drawn.simulation.chance_by(name, years) for name in OUTPUTS]
        assert line[1 : len(OUTPUTS) + 1] == ["ikke definert" if one != one else one for one in expected]  # noqa: PLR0124 - only NaN is not itself


def test_percentiles_and_present_values_are_the_cores(filled: Book, drawn: Drawn) -> None:
    found = {(one.output, one.years): amounts.tolist() for one, amounts in drawn.simulation.percentiles.items()}
    year = line_under(filled, "Samlet netto ved", 5)
    assert year[1:22] == [amount for name in OUTPUTS for amount in found[name, 4]]
    own = line_under(filled, "Netto nåverdi til", 7)
    assert own[0] == "Egne budsjetter"
    assert own[3:6] == found["view: egne", None]


def test_the_tornado_has_the_widest_bar_first_and_the_cores_ends(filled: Book, drawn: Drawn) -> None:
    assert drawn.bars is not None
    first = line_under(filled, "Det som flytter", 2)
    assert first[0] == drawn.bars.labels[0]
    assert first[4:7] == [drawn.bars.at_low[0], drawn.bars.at_high[0], drawn.bars.width[0]]


def test_what_the_user_typed_as_low_and_high_is_what_is_drawn(drawn: Drawn) -> None:
    spreads = {one.key: one for one in drawn.spreads.spreads}
    base, outcome = 0.55, 0.68
    assert spreads["m1.outcome"].low == pytest.approx(base + 0.3 * (outcome - base))
    assert spreads["m1.outcome"].high == pytest.approx(base + 1.4 * (outcome - base))
    assert spreads["m2.typed_rate"].high == pytest.approx(0.5)
    assert spreads["m2.cost_per_year"].high == pytest.approx(2.25 * 85000)
    assert drawn.spreads.held == ("m3.base_outcome",)


def test_seed_time_versions_and_fingerprint_stand_on_the_sheet(filled: Book) -> None:
    texts = column(filled, SHEET)
    assert texts[2].startswith("Beregnet 22.11.2026 14.05 med 10000 trekk og frø 1.")
    assert texts[3].startswith("Modell 0.1.0, tall 2026.1. Avtrykk av det som var fylt ut: ")
    assert "Holdt fast" in texts[4]


def test_the_mark_says_stale_when_an_input_changes_and_only_then(
    filled: Book,
    libre: Office,
    tmp_path: Path,
) -> None:
    path = tmp_path / "bok.xlsx"
    filled.save(path)
    assert libre.values(path)[SHEET, "A2"] == "Gjelder boka slik den er fylt ut nå."
    cell = filled.names["Tiltak1_deltakere_foerste_aar"].refers_to_range
    before = cell.value
    cell.value = 61.0
    filled.save(path)
    cell.value = before
    assert str(libre.values(path)[SHEET, "A2"]).startswith("UTDATERT: boka er endret")


def test_the_check_compares_every_cell_and_lists_the_books_own_remarks(filled: Book, desk: TestDesk) -> None:
    told = pressed("check_workbook", filled, desk)
    texts = column(filled, REPORT)
    assert "128088 regnede celler er sammenliknet med modellen." in told
    lines = filled.sheets[REPORT].used_range.options(ndim=2).value
    assert "Feil" not in texts
    assert any(line[1:3] == ["arket Kontroll", "Holder ikke: Kunnskapsgrunnlaget er vurdert"] for line in lines)


def test_a_calculated_cell_that_was_written_over_is_reported_with_both_values(filled: Book, desk: TestDesk) -> None:
    changed = filled.names["Netto_egne_til_67"].refers_to_range
    shown = changed.impl.sheet.shown.cell(changed.row, changed.column)
    before, shown.value = shown.value, 1.0
    told = pressed("check_workbook", filled, desk)
    shown.value = before
    lines = filled.sheets[REPORT].used_range.options(ndim=2).value
    address = changed.get_address(False, False)  # noqa: FBT003 - xlwings' own signature
    found = next(line for line in lines if line[1] == f"{changed.sheet.name}!{address}")
    assert (found[0], found[3]) == ("Feil", 1.0)
    assert found[4] == pytest.approx(before)
    assert told.startswith("1 feil og ")


def test_an_input_out_of_range_is_reported_by_its_name(filled: Book, desk: TestDesk) -> None:
    before = type_in(filled, "Tiltak1_p0", "m1.base_outcome", 7.0)
    told = pressed("check_workbook", filled, desk)
    type_in(filled, "Tiltak1_p0", "m1.base_outcome", before)
    lines = filled.sheets[REPORT].used_range.options(ndim=2).value
    where, what, stands = next(line[1:4] for line in lines if line[0] == "Feil" and line[3] == 7.0)
    assert where == "Tiltak 1: Utfall uten tiltaket (p0) (arket Tiltak, celle D26)"
    assert (what, stands) == ("«700 %» kan ikke brukes. Skriv et tall fra 0 % til 100 %.", 7.0)
    assert "feil" in told


def test_a_book_that_is_no_kommunebok_is_refused_in_words(own_book: Book, desk: TestDesk) -> None:
    for name in ("uncertainty", "check_workbook", "council_paper"):
        told = pressed(name, own_book, desk)
        assert told.startswith("Mappe1 er ikke en kommunebok fra Utenfor-regnskapet.")


def test_a_seed_that_is_no_number_and_a_sheet_that_is_the_users_are_refused(filled: Book, desk: TestDesk) -> None:
    assert pressed("uncertainty", filled, desk, "tolv").startswith("«tolv» kan ikke være et frø.")
    mine = opened(None)
    mine.sheets.add("Kommunetall").range("A1").value = "Mitt"
    select(mine, "Kommunetall", "A2")
    told = pressed("refresh_figures", mine, desk, "Bodø")
    assert told.startswith("Arket «Kommunetall» finnes fra før, og er ikke laget med denne knappen.")
    assert mine.sheets["Kommunetall"].range("A1").value == "Mitt"


def test_the_services_are_what_the_callbacks_ask_for() -> None:
    assert RibbonServices().input_table.name == "Utenfor_inndata"
