"""The other buttons: figures in the user's own book, a new kommunebok, explanations, sources, help, council paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from addin import functions
from addin.ribbon.buttons import ribbon
from addin.ribbon.callbacks import CALLBACKS
from addin.ribbon.municipality_figures import municipality_figures
from addin.worksheet_errors import WorksheetError
from tests.addin.ribbon.desk import TestDesk, pressed
from tests.addin.ribbon.engine import select
from utenfor import ribbon_host
from utenfor_core.indicators import indicator, value
from utenfor_core.municipalities import all_municipalities, find
from workbook_templates.readback import read_book

Press = Callable[..., str]
Book = Any
"""An xlwings Book."""


def test_every_button_that_calls_python_has_a_callback() -> None:
    assert {one.python for one in ribbon().buttons if one.python} == set(CALLBACKS)


def test_the_municipality_in_the_selected_cell_gets_its_figures_on_a_sheet(own_book: Book, press: Press) -> None:
    own_book.sheets["Sheet"].range("B2").value = 1804.0
    select(own_book, "Sheet", "B2")
    assert press("refresh_figures", own_book) == "Tallene for Bodø står på arket «Kommunetall»."
    lines = own_book.sheets["Kommunetall"].used_range.options(ndim=2).value
    found = {line[7]: line for line in lines[4:]}
    assert found["number"][1] == "1804"
    assert found["population_2026"][1] == find("1804").municipality.population[2026]
    year = max(indicator("neet_15_29_share").years)
    assert found["neet_15_29_share"][1:5] == [
        value("1804", "neet_15_29_share", year), "andel", indicator("neet_15_29_share").year_label(year),
        indicator("neet_15_29_share").credit,
    ]  # fmt: skip
    assert lines[1][0].startswith("Tall: 2026.1. Skrevet 22.11.2026 14.05.")


def test_a_second_time_the_sheet_tells_what_stood_there_before(own_book: Book, press: Press) -> None:
    press("refresh_figures", own_book, "Bodø")
    sheet = own_book.sheets["Kommunetall"]
    row = next(number for number, line in enumerate(sheet.used_range.options(ndim=2).value, 1) if line[7] == "fee")
    fee = sheet.range((row, 2)).value
    sheet.range((row, 2)).value = 5.0
    select(own_book, "Sheet", "A1")
    assert press("refresh_figures", own_book).endswith("1 tall er endret siden sist.")
    assert (sheet.range((row, 2)).value, sheet.range((row, 7)).value) == (fee, 5.0)
    assert len(own_book.sheets) == 2


def test_a_missing_figure_is_an_empty_cell_with_its_reason_and_few_persons_are_never_shown() -> None:
    missing = [one for here in all_municipalities() for one in municipality_figures(here) if one.value is None]
    assert missing
    assert all(one.note for one in missing)
    counts = [
        one.value
        for here in all_municipalities()
        for one in municipality_figures(here)
        if one.id.endswith("_count") and isinstance(one.value, float)
    ]
    assert min(counts) >= 5


def test_a_cell_that_names_no_municipality_is_told_with_what_to_do(own_book: Book, press: Press) -> None:
    own_book.sheets["Sheet"].range("B2").value = "Budø"
    select(own_book, "Sheet", "B2")
    told = press("refresh_figures", own_book)
    assert "Bodø" in told
    assert "marker cellen" in told
    assert len(own_book.sheets) == 1


def test_a_new_kommunebok_is_made_opened_and_never_written_over(own_book: Book, press: Press, desk: TestDesk) -> None:
    told = press("new_workbook", own_book, "Bodø")
    assert desk.files[0].name == "utenfor-regnskapet_1804_bodo_nb.xlsx"
    assert read_book(desk.files[0]).place.name == "Bodø"
    assert str(desk.files[0]) in told
    assert "finnes fra før, og er ikke skrevet over" in press("new_workbook", own_book, "1804")
    assert "Herøy" in press("new_workbook", own_book, "Herøy")


def test_a_choice_of_folder_that_is_broken_off_makes_nothing(own_book: Book, desk: TestDesk) -> None:
    desk.folder = None
    assert pressed("new_workbook", own_book, desk, "Bodø") == ""


def test_the_council_paper_is_written_beside_the_book_with_its_figures(
    rich_book: Book, desk: TestDesk, rich_path: Path
) -> None:
    desk.file = rich_path
    told = pressed("council_paper", rich_book, desk)
    assert told.startswith("Saksframlegget er skrevet: ")
    assert "De er gule i dokumentet." in told
    text = "\n".join(one.text for one in Document(str(desk.files[0])).paragraphs)
    assert "Oppfølging" in text
    again = pressed("council_paper", rich_book, desk)
    assert "2026-11-22_1405" in again


def test_a_kommunebok_with_todays_figures_is_told_to_be_current(
    rich_book: Book, desk: TestDesk, rich_path: Path
) -> None:
    desk.file = rich_path
    told = pressed("refresh_figures", rich_book, desk)
    assert told == "Boka har de nyeste tallene: modell 0.1.0 og tall 2026.1."


@pytest.mark.parametrize(
    ("formula", "call"),
    [
        ("=UTENFOR_FEE(A1)", lambda: functions.utenfor_fee(-1.0)),
        ('=UTENFOR_SAVINGS("vgs_frafall",80,A2,"kommune")',
         lambda: functions.utenfor_savings("vgs_frafall", 80.0, "0,1", "kommune")),
        ('=100*IFERROR(1,2)+UTENFOR.KOMMUNE("Budø","navn")', lambda: functions.utenfor_kommune("Budø", "navn")),
        ("=UTENFOR_FEE(Sheet!A1:A2)", lambda: functions.utenfor_fee(-1.0)),
    ],
)  # fmt: skip
def test_an_error_is_explained_in_the_functions_own_words(
    formula: str, call: Callable[[], object], own_book: Book, press: Press
) -> None:
    sheet = own_book.sheets["Sheet"]
    sheet.range("A1").value, sheet.range("A2").value = -1.0, "'0,1"
    sheet.range("C3").formula = formula
    select(own_book, "Sheet", "C3")
    with pytest.raises(WorksheetError) as caught:
        call()
    told = press("explain_error", own_book)
    assert told.startswith("Feilen i C3 (UTENFOR_")
    assert caught.value.explanation in told


def test_an_expression_is_worked_out_by_the_host_or_named(own_book: Book, press: Press, desk: TestDesk) -> None:
    own_book.sheets["Sheet"].range("C3").formula = "=UTENFOR_FEE(A1*2)"
    select(own_book, "Sheet", "C3")
    assert "«A1*2» er et eget regnestykke" in press("explain_error", own_book)
    desk.worked_out["A1*2"] = -2.0
    assert "UTENFOR_FEE, #NUM!" in press("explain_error", own_book)


def test_a_cell_without_error_too_many_arguments_and_a_foreign_error_are_told(own_book: Book, press: Press) -> None:
    sheet = own_book.sheets["Sheet"]
    select(own_book, "Sheet", "C3")
    assert press("explain_error", own_book).startswith("C3 viser ingen feil, og har ingen UTENFOR-funksjon.")
    sheet.range("C3").formula = "=UTENFOR_FEE(1,2,3)"
    assert "har fått 3 argumenter, og tar " in press("explain_error", own_book)
    sheet.range("C3").formula = "=UTENFOR_FEE(5000)"
    assert "UTENFOR_FEE gir et svar" in press("explain_error", own_book)
    cell = sheet.impl.shown["C3"]
    sheet.range("C3").formula = "=1/0"
    cell.value, cell.data_type = "#DIV/0!", "e"
    assert press("explain_error", own_book) == "C3 viser #DIV/0!. Formelen deler på null eller på en tom celle."


def test_the_source_is_the_functions_then_the_lines_then_the_sheet(
    own_book: Book, rich_book: Book, press: Press
) -> None:
    own_book.sheets["Sheet"].range("C3").formula = '=UTENFOR_PARAM("g_2026")'
    select(own_book, "Sheet", "C3")
    assert press("sources", own_book) == f"Kilde: {functions.utenfor_source('g_2026')}"
    select(own_book, "Sheet", "A9")
    assert "Statistisk sentralbyrå" in press("sources", own_book)
    press("refresh_figures", own_book, "Bodø")
    sheet = own_book.sheets["Kommunetall"]
    lines = sheet.used_range.options(ndim=2).value
    row = next(number for number, line in enumerate(lines, 1) if line[7] == "population_2026")
    select(own_book, "Kommunetall", f"B{row}")
    assert press("sources", own_book) == "Kilde: Statistisk sentralbyrå (tabell 07459), CC BY 4.0"
    select(rich_book, "Forside", "A1")
    assert press("sources", rich_book) == ""
    assert rich_book.sheets.active.name == "Kilder"


def test_help_opens_a_page_about_every_button_and_function(own_book: Book, press: Press, desk: TestDesk) -> None:
    assert press("help", own_book).startswith("Utenfor-regnskapet 0.1.0, tall 2026.1.")
    page = desk.files[0].read_text(encoding="utf-8")
    assert all(one.label in page for one in ribbon().buttons if one.python)
    assert "UTENFOR_SAVINGS" in page
    assert "http" not in page


def test_whatever_goes_wrong_the_user_gets_one_sentence_and_the_status_bar_back(own_book: Book, desk: TestDesk) -> None:
    assert pressed("noe", own_book, desk).startswith("Knappen «noe» finnes ikke")
    assert pressed("sources", None, desk) == "Ingen bok er åpen. Åpne en bok, og prøv igjen."
    own_book.sheets["Sheet"].impl.formulas.protection.sheet = True
    pressed("new_workbook", own_book, desk, "finnes ikke")
    assert desk.progressed[-1] == ""
    assert ribbon_host.run("help").startswith("Fikk ikke kontakt med boka i Excel")
