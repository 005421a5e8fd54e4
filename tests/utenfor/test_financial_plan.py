"""The økonomiplan as a file for a budget system: the sheet's lines, sums and codes; text is never a formula."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.utenfor.finished_books import amounts_beside, finished_book, rich_values, sheets_of
from utenfor.budget_lines.mapping import built_in_text
from utenfor.command_line import main

YEARS = ["2027", "2028", "2029", "2030"]
NET = "Sum netto, egne budsjetter, til bevilgningsoversikt drift (budsjett- og regnskapsforskriften § 5-4 andre ledd)"


def written(book: Path, target: Path, *words: str) -> list[dict[str, str]]:
    """The lines of the CSV file that the command makes."""
    assert main(["okonomiplan", str(book), "--out", str(target), *words]) in {0, 1}
    return rows_of(target)


@pytest.fixture(scope="module")
def file(bodo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bodø's file as the mapping that ships makes it."""
    target = tmp_path_factory.mktemp("lines") / "ut.csv"
    written(bodo, target)
    return target


def rows_of(file: Path) -> list[dict[str, str]]:
    """The lines of a file."""
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_lines_add_up_to_the_sheets_net_in_every_year(bodo: Path, file: Path) -> None:
    sheet = amounts_beside(sheets_of(bodo)["Økonomiplan"], NET, 8, 4)
    assert [sum(int(row[year]) for row in rows_of(file)) for year in YEARS] == [1000 * amount for amount in sheet]


def test_the_lines_are_those_of_the_copy_field(bodo: Path, file: Path) -> None:
    sheet = sheets_of(bodo)["Økonomiplan"]
    start = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "Kopier herfra som verdier")
    lines = range(start + 3, start + 3 + len(rows_of(file)))
    assert [sheet.cell(row, 15).value for row in lines] == list(range(1, len(lines) + 1))
    assert not any(sheet.cell(row, column).value for row in (lines.stop, lines.stop + 1) for column in range(1, 16))
    copied = [[str(sheet.cell(row, column).value or "") for column in (4, 5, 6, 7, 2, 3, 1)] for row in lines]
    amounts = [[float(str(sheet.cell(row, column).value)) * 1000 for column in range(8, 12)] for row in lines]
    rows = rows_of(file)
    assert len(rows) == 15
    assert [list(row.values())[:7] for row in rows] == copied
    assert [[float(row[year]) for year in YEARS] for row in rows] == amounts


def test_the_file_begins_with_a_byte_order_mark_and_has_semicolons(file: Path) -> None:
    assert file.read_bytes().startswith(b"\xef\xbb\xbfAnsvar;Funksjon;Art;Prosjekt;")


def test_missing_codes_are_told_line_by_line_and_the_sums_are_the_sheets(
    bodo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["okonomiplan", str(bodo), "--out", str(tmp_path / "ut.csv"), "--json"]) == 1
    read = json.loads(capsys.readouterr().out)
    assert any(one.startswith("«Jobb» (Nytt tiltak) mangler ansvar, funksjon, art.") for one in read["se_pa"])
    assert not any("er flere koder" in one or "erstatt" in one for one in read["se_pa"])
    assert read["sum_1000_kr"] == read["arket_okonomiplan_1000_kr"]
    assert list(read["sum_1000_kr"]) == YEARS


def test_sums_with_the_other_sign_than_the_sheets_are_not_called_the_sheets(
    bodo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["okonomiplan", str(bodo), "--out", str(tmp_path / "likt.csv")]) == 1
    assert "Sum netto som på arket Økonomiplan: 2027: 870 000 kr" in capsys.readouterr().out
    book = finished_book(tmp_path / "bok.xlsx", "1804", rich_values("nb", {"plan.sign": "utgift -"}))
    assert main(["okonomiplan", str(book), "--out", str(tmp_path / "motsatt.csv")]) == 1
    told = capsys.readouterr().out
    assert "Sum netto i fila (utgift er positiv; arket viser motsatt fortegn): 2027: 870 000 kr" in told
    assert "som på arket" not in told


def test_codes_sign_unit_and_one_year_per_line_follow_the_mapping(bodo: Path, tmp_path: Path) -> None:
    text = built_in_text().replace('fortegn = "utgift +"', 'fortegn = "utgift -"')
    text = text.replace('enhet = "kr" ', 'enhet = "1 000 kr" ').replace(
        'ett år per kolonne"  #', 'ett år per linje"  #'
    )
    text = text.replace(
        'navn = "{år}"\nfelt = "beløp"', 'navn = "Beløp"\nfelt = "beløp"\n[[kolonne]]\nnavn="År"\nfelt="år"'
    )
    text = text.replace("desimaler = 0 ", "desimaler = 2 ").replace("\n[erstatt]\n", '\n[erstatt.art]\n"700" = "810"\n')
    path = tmp_path / "kobling.toml"
    path.write_text(text, encoding="utf-8")
    rows = written(bodo, tmp_path / "ut.csv", "--mapping", str(path))
    assert len(rows) == 15 * 4
    assert [row["År"] for row in rows[:4]] == YEARS
    assert [row["Beløp"] for row in rows[:4]] == ["-359,00", "-942,00", "-840,00", "-592,00"]
    assert {row["Art"] for row in rows if row["Type"] == "Ekstern finansiering"} == {"810", "770"}


def test_text_that_begins_like_a_formula_is_text_in_both_formats_and_two_codes_in_one_field_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = {"m1.name": "=HYPERLINK(1)", "plan.responsible_kostnad_m1": "+1+1", "plan.project_kostnad_m1": "@SUM(1)"}
    book = finished_book(tmp_path / "bok.xlsx", "1804", rich_values("nb", changed | {"m1.art": "010/020"}))
    first = written(book, tmp_path / "ut.csv")[0]
    assert (first["Tiltak"], first["Ansvar"], first["Prosjekt"]) == ("'=HYPERLINK(1)", "'+1+1", "'@SUM(1)")
    assert main(["okonomiplan", str(book), "--format", "xlsx"]) == 1
    told = "".join(capsys.readouterr())
    assert "har art «010/020», som er flere" in told
    assert "utenfor okonomiplan --new-mapping kobling.toml" in told
    assert "[erstatt.art]" in told
    sheet = openpyxl.load_workbook(tmp_path / "bok_okonomiplan.xlsx").active
    assert sheet is not None
    assert [sheet.cell(2, column).data_type for column in (1, 4, 5, 8)] == ["s", "s", "s", "n"]
    assert sheet.cell(2, 5).value == "=HYPERLINK(1)"


def test_a_book_in_nynorsk_gives_its_own_words(sogndal: Path, tmp_path: Path) -> None:
    types = {row["Type"] for row in written(sogndal, tmp_path / "ut.csv")}
    chosen = {"Konsekvensjustering", "konsekvensjustering"}
    assert types == {"Nytt tiltak", "Ekstern finansiering", "Eigne midlar flytta", "Innsparing"} | chosen


def test_the_example_is_refused_and_nothing_is_written(
    untouched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["okonomiplan", str(untouched), "--out", str(tmp_path / "ut.csv")]) == 2
    assert "velg nei i «Vis eksempelet» på arket Tiltak" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(bodo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "ut.csv"
    target.write_text("mitt", encoding="utf-8")
    assert main(["okonomiplan", str(bodo), "--out", str(target)]) == 2
    assert "ikke overskrevet" in capsys.readouterr().err
    assert target.read_text("utf-8") == "mitt"


def test_everything_wrong_in_a_mapping_is_told_at_once(
    bodo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = '[[kolonne]]\nnavn = ""\nfelt = "beløp"\n[[kolonne]]\nnavn = "A"\nfelt = "konto"\n'
    text = f'[fil]\nenhet = "øre"\nfarge = 1\n{columns}[annet]\n'
    path = tmp_path / "kobling.toml"
    path.write_text(text, encoding="utf-8")
    assert main(["okonomiplan", str(bodo), "--mapping", str(path)]) == 2
    told = capsys.readouterr().err.splitlines()
    parts = ("[annet]", "enhet kan ikke være «øre»", "«farge»", "kolonne 1 mangler navn", "«konto» finnes ikke")
    assert len(told) == len(parts)
    assert all(any(part in line for line in told) for part in parts)


def test_the_mapping_that_ships_can_be_copied_and_used(
    bodo: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kopi.toml"
    assert main(["okonomiplan", "--new-mapping", str(target)]) == 0
    assert "Skrevet" in capsys.readouterr().out
    assert written(bodo, tmp_path / "b.csv", "--mapping", str(target)) == rows_of(file)
