"""A folder of figures in use: stamped in the book, never mixed unasked, and refused where it is not whole."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.utenfor.refresh.conftest import SERVICES
from tests.utenfor.refresh.published import HERE, publish
from tests.utenfor.refresh.publisher import publishing
from utenfor.command_line import main
from utenfor.refresh.descriptions import tables
from utenfor_core.data.figures import figures_in_use
from utenfor_core.errors import InputError
from workbook_templates.figures_folder import CURRENT, VARIABLE, chosen_figures, current_set, open_figures
from workbook_templates.manifest import MANIFEST, read_manifest, recipe
from workbook_templates.readback import read_book

FETCHED = ("08764", "12275", "360", "inntektsutjevning")
BOOK = "utenfor-regnskapet_1804_bodo_nb.xlsx"
LABEL = str(tables()["ssb-08764"].indicators["low_income_children_share"]["label"])


def build(repository: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the face of the generator."""
    command = [sys.executable, str(repository / "build_workbooks.py"), *words]
    return subprocess.run(command, cwd=repository, capture_output=True, check=False, text=True)


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of figures, fetched once."""
    folder = tmp_path_factory.mktemp("fetched")
    with publishing() as publisher:
        publish(publisher)
        (folder / "services.toml").write_text(SERVICES.format(address=publisher.address), encoding="utf-8")
        order = ["refresh", "--services", str(folder / "services.toml"), "--out", str(folder / "figures"), "--tables"]
        assert main([*order, *FETCHED]) == 0
    return folder / "figures"


@pytest.fixture
def folder(fetched: Path, tmp_path: Path) -> Path:
    """A copy of the folder, to be damaged."""
    return Path(shutil.copytree(fetched, tmp_path / "figures"))


def test_a_book_with_fresh_figures_shows_them_says_so_and_is_made_anew_when_they_change(
    fetched: Path, tmp_path: Path, repository: Path
) -> None:
    words = (HERE, "--out", str(tmp_path), "--language", "nb", "--figures", str(fetched))
    assert build(repository, *words).stdout.startswith("1 laget, 0 uendret")
    assert build(repository, *words).stdout.startswith("0 laget, 1 uendret")
    version = open_figures(fetched).version
    assert f"2026.1 + {version}" in (tmp_path / "manifest.csv").read_text("utf-8-sig")
    book = load_workbook(tmp_path / BOOK, read_only=True)
    picture = {row[0]: row for row in book["Utfordringsbilde"].iter_rows(values_only=True) if row and row[0]}
    here, county, country, group, unit, year = picture[LABEL][1:7]
    assert (here, county, country, unit, year) == (0.108, 0.068, 0.05, "andel", "2025")
    assert isinstance(group, float)
    assert {"Barn og unge i barnevernet", "Barn i husholdninger med lav inntekt", "Fullført videregående"} & set(
        picture
    ) == set()
    front = " ".join(str(cell) for row in book["Forside"].iter_rows(values_only=True) for cell in row if cell)
    assert version in front
    assert "Tallet i boka er hentet: januar til og med måned 9 i 2026. Kilde: KDD" in front
    book.close()
    read = read_book(tmp_path / BOOK)
    assert (read.values["place.tax_level"], read.delivered["place.tax_level"]) == (0.93, 0.93)
    assert read.data_version == f"2026.1 + {version}"
    (row,) = read_manifest(tmp_path / MANIFEST).values()
    assert row["oppskrift"] != recipe()
    with figures_in_use(open_figures(fetched)):
        assert row["oppskrift"] == recipe()


def test_the_environment_names_the_folder_where_the_command_line_does_not(
    fetched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(fetched))
    with chosen_figures(None) as figures:
        assert figures is not None
    with pytest.raises(InputError), chosen_figures(tmp_path):
        pass


def test_a_command_reads_a_book_with_the_figures_it_is_given(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(tmp_path / "borte.xlsx"), "--figures", str(folder / "borte")]) == 2
    assert "det er ingen hentede tall her" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["half", "changed", "gone", "list", "pointer", "place", "older"])
def test_a_folder_that_is_not_whole_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    current, _ = current_set(folder)
    file, listed, pointer = current / "indicators" / "ssb_08764.csv", current / "figures.json", folder / CURRENT
    told = {
        "half": "ssb_08764.csv er halvskrevet eller endret",
        "changed": "ssb_08764.csv er halvskrevet eller endret",
        "gone": "ssb_08764.csv mangler",
        "list": "figures.json er endret etter at settet ble laget",
        "pointer": "current.json kan ikke leses",
        "place": "peker på noe som ikke er et sett",
        "older": "figures.json i settet mangler",
    }[damage]
    content = file.read_bytes()
    match damage:
        case "half":
            file.write_bytes(content[: len(content) // 2])
        case "changed":
            file.write_bytes(content.replace(b"10.8", b"10.9"))
        case "gone":
            file.unlink()
        case "list":
            listed.write_bytes(listed.read_bytes() + b" ")
        case "pointer":
            pointer.write_text("{", "utf-8")
        case "place":
            pointer.write_text(json.dumps({"set": "../..", "sha256": ""}), "utf-8")
        case "older":
            listed.unlink()
    assert main(["read", str(tmp_path / "borte.xlsx"), "--figures", str(folder)]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "uten --figures" in said
    assert "borte.xlsx" not in said


def test_no_book_is_made_of_a_folder_that_is_not_whole(folder: Path, tmp_path: Path, repository: Path) -> None:
    (folder / CURRENT).unlink()
    ended = build(repository, HERE, "--out", str(tmp_path / "out"), "--figures", str(folder))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "det er ingen hentede tall her" in ended.stderr
    assert not (tmp_path / "out").exists()
