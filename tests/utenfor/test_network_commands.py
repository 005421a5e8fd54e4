"""`utenfor edition` and `utenfor participants` as a process leader meets them, and a program."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbooks.face import run as build
from utenfor.command_line import main
from workbook_templates.readback import read_book

LIST = "Kommune;Plasser;Påmeldt\n1804;2;17.04.2019\nOslo;2;18.04.2019\n"


def test_a_new_edition_is_written_once_and_checked_until_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "u.toml"
    assert main(["edition", "new", "2027", "--from", "2019", "--out", str(path)]) == 0
    assert main(["edition", "new", "2027", "--out", str(path)]) == 2
    assert "ikke overskrevet" in capsys.readouterr().err
    assert main(["edition", "check", str(path)]) == 2
    told = capsys.readouterr().err
    assert [word for word in ("kilde: mangler", "pameldingsfrist: mangler") if word not in told] == []
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# kilde", "kilde").replace("# pameldingsfrist", "pameldingsfrist"), encoding="utf-8")
    assert main(["edition", "check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["frist"] == "2027-04-17"


def test_a_list_is_checked_by_the_edition_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition, people = tmp_path / "u.toml", tmp_path / "l.csv"
    main(["edition", "new", "2019b", "--out", str(edition)])
    text = edition.read_text(encoding="utf-8").replace("# kilde", "kilde")
    edition.write_text(text.replace("# pameldingsfrist = 2027", "pameldingsfrist = 2019"), encoding="utf-8")
    people.write_text(LIST, encoding="utf-8")
    capsys.readouterr()
    assert main(["participants", "check", str(people), "--edition", str(edition), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["nummer"] for one in told["deltakere"]] == ["1804"]
    assert told["venteliste"][0]["hvorfor"] == "påmeldt 18.04.2019, etter fristen 17.04.2019"


def test_what_must_be_looked_at_ends_with_1_and_what_is_wrong_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "l.csv"
    people.write_text(LIST.replace("1804;2", "5401;"), encoding="utf-8")
    assert main(["participants", "check", str(people)]) == 1
    assert "Se på: l.csv, rad 2: Kommunenummer 5401" in capsys.readouterr().out
    people.write_text(LIST.replace("1804", "1807").replace("Oslo", "Osloo"), encoding="utf-8")
    assert main(["participants", "check", str(people), "--json"]) == 2
    assert len(json.loads(capsys.readouterr().out)["feil"]) == 2


def test_the_form_is_written_in_both_languages(tmp_path: Path) -> None:
    for language in ("nb", "nn"):
        path = tmp_path / f"{language}.xlsx"
        assert main(["participants", "template", str(path), "--language", language]) == 0
        assert path.is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["edition", "slett", "2019"], "«slett» finnes ikke"),
        (["edition", "new", "2027", "--from", "1999", "--out", "a.toml"], "Ukjent utgave «1999»"),
        (["edition", "new", "../2027"], "kan ikke brukes som navn"),
        (["edition", "new", "2027", "--out", "a.json"], "skrives som .toml"),
        (["edition", "check", "finnes-ikke.toml"], "finnes ikke"),
        (["participants", "slett", "l.csv"], "«slett» finnes ikke"),
        (["participants", "check", "finnes-ikke.csv"], "finnes ikke"),
        (["participants", "template", "a.xlsx", "--language", "se"], "er ikke en målform"),
    ],
)
def test_what_cannot_be_done_is_told(capsys: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    assert main(words) == 2
    assert message in capsys.readouterr().err


@pytest.mark.verify
def test_a_participants_book_keeps_its_travel_when_upgraded_and_its_place_where_the_list_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "l.csv"
    people.write_text("Kommune;Plasser;Påmeldt;Reise\n1804;4;17.04.2019;12500\n", encoding="utf-8")
    assert build("--participants", people, "--out", tmp_path / "ut", "--jobs", "1").returncode == 0
    old = tmp_path / "ut" / "utenfor-regnskapet_1804_bodo_nb.xlsx"
    alone, placed = tmp_path / "uten.xlsx", tmp_path / "med.xlsx"
    assert main(["upgrade", str(old), "--out", str(alone)]) == 1
    assert "Uten --participants" in capsys.readouterr().out
    assert main(["upgrade", str(old), "--out", str(placed), "--participants", str(people)]) == 0
    assert [read_book(path).texts["reise"] for path in (alone, placed)] == [{(0, 0): 12_500}] * 2
    sheet = load_workbook(placed, data_only=True, read_only=True)["Deltakelse"]
    rows = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    assert rows["Netto for dere, lavt"] == 72_500
