"""A run for a network: a book for each participant, the overview, the calendars, and only what changed made anew."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbooks.bokmal import is_bokmal
from tests.workbooks.face import run as build
from tests.workbooks.frozen import too_much_frozen
from tests.workbooks.linter import lint
from tests.workbooks.package import package_findings
from tests.workbooks.recalculation import differences
from utenfor_core.enrolment import enrol
from utenfor_core.network import edition
from utenfor_core.network.records import PreMeeting
from workbook_templates.enrolment.overview import write_overview
from workbook_templates.enrolment.participants import read_participants
from workbook_templates.languages import LANGUAGES
from workbook_templates.manifest import read_manifest
from workbook_templates.readback import read_book

LIST = """Kommune eller fylke;Antall plasser;Påmeldt;Reise;Målgrupper;Kontakt;Formøte sammen med;Motivasjon;Målform
1804;4;17.04.2019;12500;1a;=1+1;;@SUM(A1);
5401;2;01.04.2019;;;+47 90000000;;-1;nynorsk
Bergen;3;18.04.2019;;;;;;
"""
MADE = {
    "utenfor-regnskapet_1804_bodo_nb.xlsx", "utenfor-regnskapet_5501_tromso_nn.xlsx", "nettverk_2019_oversikt_nb.xlsx",
    "nettverk_2019_kalender.ics", "kalender_1804_bodo.ics", "kalender_5501_tromso.ics", "manifest.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network")
    (folder / "l.csv").write_text(LIST, encoding="cp1252")
    done = build("--participants", folder / "l.csv", "--out", folder / "ut", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder


def sums(folder: Path) -> dict[str, str]:
    return {name: row["sha256"] for name, row in read_manifest(folder / "ut" / "manifest.csv").items()}


def test_one_run_makes_a_book_for_each_with_a_place_the_overview_and_the_calendars(run: Path) -> None:
    assert {path.name for path in (run / "ut").iterdir()} == MADE
    rows = read_manifest(run / "ut" / "manifest.csv")
    assert set(rows) == MADE - {"manifest.csv"}
    assert {row["utgave"] for row in rows.values()} == {"2019"}
    assert all(row["deltakelse"] for row in rows.values())


def test_what_stands_still_in_the_overview_leaves_room_for_what_is_scrolled(run: Path) -> None:
    assert too_much_frozen(run / "ut" / "nettverk_2019_oversikt_nb.xlsx") == []


def test_the_book_of_a_participant_has_its_fee_its_travel_as_an_input_and_its_groups(run: Path) -> None:
    path = run / "ut" / "utenfor-regnskapet_1804_bodo_nb.xlsx"
    sheet = load_workbook(path, data_only=True, read_only=True)["Deltakelse"]
    rows = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    assert rows["Avgift (betales én gang)"] == 69_125
    assert rows["Søkes dekket av OU-midler"] == 69_125
    assert (rows["Netto for dere, lavt"], rows["Netto for dere, høyt"]) == (60_000 + 12_500, 70_000 + 12_500)
    assert rows["Målgrupper dere har meldt interesse for"] == "1a Sluttet i videregående"
    assert read_book(path).texts["reise"] == {(0, 0): 12_500}
    live = load_workbook(path, read_only=True)["Deltakelse"]
    cells = [row for row in live.iter_rows(max_col=2) if row[0].value]
    at = next(place for place, row in enumerate(cells) if str(row[0].value).startswith("Reise, eget anslag"))
    assert not cells[at][1].protection.locked
    assert f"N({cells[at][1].coordinate})" in str(cells[at + 1][1].value)


def test_a_changed_enrolment_makes_its_own_book_anew_and_what_is_common_and_no_other(run: Path) -> None:
    before = sums(run)
    lines = LIST.splitlines()
    changed = [lines[0], lines[2], lines[1].replace("12500", "9000"), lines[3]]
    (run / "l.csv").write_text("\n".join(changed), encoding="utf-8")
    words = ("--participants", run / "l.csv", "--out", run / "ut", "--jobs", "1")
    assert build(*words).returncode == 0
    after = sums(run)
    assert {name for name in after if after[name] != before[name]} == {
        "utenfor-regnskapet_1804_bodo_nb.xlsx", "nettverk_2019_oversikt_nb.xlsx",
    }  # fmt: skip
    (run / "l.csv").write_text(LIST, encoding="utf-8")
    assert build(*words).returncode == 0
    assert sums(run) == before


def test_a_faulty_list_makes_nothing_and_tells_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("Kommune;Påmeldt\nHerøy;1.4.2019\n1804;32.4.2019\n", encoding="utf-8")
    done = build("--participants", path, "--out", tmp_path / "ut")
    assert done.returncode == 2
    assert [row for row in ("rad 2", "rad 3") if row not in done.stderr] == []
    assert not (tmp_path / "ut").exists()


def test_a_list_and_municipalities_cannot_be_asked_for_together(tmp_path: Path) -> None:
    done = build("1804", "--participants", tmp_path / "l.csv", "--out", tmp_path / "ut")
    assert (done.returncode, "Ta bort kommunene" in done.stderr) == (2, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_calculates_what_it_shows_and_is_a_sound_package_with_no_text_as_a_formula(
    tmp_path: Path, language: str
) -> None:
    source, path = tmp_path / "l.csv", tmp_path / "oversikt.xlsx"
    source.write_text(LIST, encoding="utf-8")
    base = edition("2019")
    enrolment = enrol(read_participants(source, base).participants, base)
    units = write_overview(enrolment, path, language=language, notices=["=1+1"])
    assert list(differences(path, lambda sheet, row, column: units[sheet, row, column])) == []
    assert package_findings(path) == []
    formulas = {
        (sheet.title, cell.row, cell.column)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == set(units)
    again = tmp_path / "igjen.xlsx"
    write_overview(enrolment, again, language=language, notices=["=1+1"])
    assert again.read_bytes() == path.read_bytes()


def test_what_is_said_of_the_list_is_said_in_the_language_of_the_overview(tmp_path: Path) -> None:
    source, path = tmp_path / "l.csv", tmp_path / "oversikt.xlsx"
    rows = ("1804;17.04.2019;4601", "5401;01.04.2019;", "03;02.04.2019;", "4601;01.06.2019;")
    source.write_text("\n".join(("Kommune;Påmeldt;Formøte sammen med", *rows)), encoding="utf-8")
    absent = PreMeeting(participants=("1103",), date=None, place=None, hours=None)
    base = replace(edition("2019"), minimum=50, premeetings=(absent,))
    read = read_participants(source, base)
    enrolment = enrol(read.participants, base)
    told = [*read.notices, *enrolment.warnings]
    write_overview(enrolment, path, language="nn", notices=told)
    cells = [str(row[0].value) for row in load_workbook(path)["Oversikt"].iter_rows() if row[0].value]
    assert "l.csv, rad 3: Kommunenummer 5401 gjaldt til og med 2023. Kommunen er no 5501 Tromsø." in cells
    assert (
        f"l.csv, rad 2: talet på plassar er ikkje oppgitt for Bodø; rekna med {base.seats_at_launch}, som i utgåva."
        in cells
    )
    assert "Bodø deler formøte med Bergen, som står på venteliste." in cells
    assert sum("Blir rekna som kommunen 0301 Oslo." in cell for cell in cells) == 1
    assert [cell for cell in cells if is_bokmal(cell)] == []
    assert "Utgåva har eit formøte for 1103, som ikkje er på lista." in cells


def test_the_overview_of_nobody_is_made_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "tom.xlsx"
    write_overview(enrol([], edition("2019")), path, language="nb", notices=[])
    assert load_workbook(path)["Deltakere"]["A6"].value == "Ingen har plass ennå."
    assert package_findings(path) == []


@pytest.mark.verify
def test_the_form_of_a_participants_book_follows_the_rules_of_all_books(run: Path) -> None:
    path = run / "ut" / "utenfor-regnskapet_1804_bodo_nb.xlsx"
    assert lint(path) == []
    assert package_findings(path) == []
    with (run / "ut" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == len(MADE)
