"""The console command as a person and a program meet it: answers, exit codes and refusals in Norwegian."""

import json
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from tests.utenfor.finished_books import finished_book
from tests.utenfor.older_books import NUMBER, older_book
from utenfor.command_line import main
from utenfor.commands import MODULES, command
from utenfor_core.frame import built_in_frame

ENGLISH = ("usage:", "options", "error", "positional", "arguments")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    values = {"m1.outcome": 0.7, "place.tax_level": 0.9, "m1.lag": 99.0}
    return older_book(tmp_path_factory.mktemp("old") / "gammel.xlsx", values)


@pytest.mark.parametrize(
    "words",
    [[], ["--help"], *([name, "--help"] for name in MODULES)],
)
def test_help_is_norwegian(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert "bruk: utenfor" in text
    assert [word for word in ENGLISH if word in text.lower()] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["fly"], "Kommandoen «fly» finnes ikke"),
        (["read"], "mangler noe"),
        (["read", "a.xlsx", "--fort"], "Kjenner ikke --fort"),
        (["upgrade", "a.xlsx", "--out"], "mangler noe"),
        (["read", "a.xlsx"], "a.xlsx finnes ikke"),
        (["read", "a.xlsx"], "eller er en mappe. Skriv hele stien"),
        (["read", "a.xlsm"], "har makroer"),
        (["upgrade", "a.xlsx", "--out", "b.csv"], "må hete noe på .xlsx"),
    ],
)
def test_what_cannot_be_done_is_told_and_ends_with_2(
    capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""


def test_errors_are_json_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.xlsx", "--json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["feil"]
    assert "finnes ikke" in problem


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("utenfor 0.")


def test_a_book_is_read_with_what_must_be_looked_at(capsys: pytest.CaptureFixture[str], old: Path) -> None:
    assert main(["read", str(old)]) == 1
    text = capsys.readouterr().out
    assert "1804 Bodø" in text
    assert re.search(r"Tiltak 1: Utfall med tiltaket \(p1\) \(arket Tiltak, celle D\d+\): 70 %", text)
    assert "Se på: Tiltak 1: År fra start til virkning (arket Tiltak, celle D23): «99» kan ikke brukes" in text
    assert "Skriv et tall fra 0 til 20." in text


def test_what_is_wrong_in_a_book_is_told_with_its_cell_and_in_the_sheets_own_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {"place.tax_level": 9.0, "m1.cost_per_year": -5.0, "plan.first_growth": 0.75, "place.base_year": 1990.0}
    book = finished_book(tmp_path / "bok.xlsx", NUMBER, wrong)
    assert main(["saksframlegg", str(book)]) == 2
    told = capsys.readouterr().err
    assert "(arket Forside, celle C20): «900 %» kan ikke brukes. Skriv et tall fra 30 % til 300 %." in told
    assert "«-5» kan ikke brukes. Skriv et tall fra 0 til 1 000 000 000." in told
    assert "«75 %» kan ikke brukes. Skriv et tall fra -10 % til 50 %." in told
    assert "«1990» kan ikke brukes. Skriv et tall fra 2026 til 2126." in told


def test_a_book_is_read_as_json(capsys: pytest.CaptureFixture[str], old: Path) -> None:
    main(["read", str(old), "--json"])
    read = json.loads(capsys.readouterr().out)
    assert read["kommune"] == {"nummer": NUMBER, "navn": "Bodø"}
    assert read["inndata"]["m1.outcome"] == 0.7
    assert set(read["endret"]) == {"m1.outcome", "m1.lag", "place.tax_level"}
    shown, now = (read["resultat_til_67"][name]["net_present"] for name in ("lagret_i_boka", "regnet_na"))
    assert shown == pytest.approx(now)
    assert read["fritekst"]["deltakelse"][0]["verdi"].startswith("Reise")


def test_an_upgrade_writes_beside_the_old_book_and_never_over_anything(
    capsys: pytest.CaptureFixture[str], old: Path
) -> None:
    before = old.read_bytes()
    assert main(["upgrade", str(old), "--json"]) == 1
    done = json.loads(capsys.readouterr().out)
    target = old.with_name("gammel_oppgradert.xlsx")
    assert Path(done["ny_bok"]) == target
    assert target.is_file()
    assert done["na"].endswith(built_in_frame().parameters.version)
    assert done["overfort"]["m1.outcome"] == 0.7
    assert [one["felt"] for one in done["ikke_overfort"]] == ["Tiltak 1: År fra start til virkning"]
    for result in done["bro"].values():
        moved = sum(step["egne"] for step in result["steg"])
        assert result["start"]["egne"] + moved == pytest.approx(result["slutt"]["egne"])
    assert main(["upgrade", str(old)]) == 2
    assert "ikke overskrevet" in capsys.readouterr().err
    assert old.read_bytes() == before


def test_the_command_is_declared_and_can_be_called(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    module, _, name = project["project"]["scripts"]["utenfor"].partition(":")
    assert getattr(import_module(module), name) is main


def test_a_command_is_called_what_its_module_says() -> None:
    assert [command(name).NAME for name in MODULES] == list(MODULES)
