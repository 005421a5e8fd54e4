"""Workbooks made with own figures: they say so, the proof of their formulas holds, and the run knows what made them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbooks.own_figures_filled import EXAMPLE, Typed, filled_template
from tests.workbooks.recalculation import differences
from utenfor_core.model import run
from utenfor_core.municipalities import find
from workbook_templates import own_figures_sheets as at
from workbook_templates.generator import build_workbooks, chosen_municipalities, read_manifest
from workbook_templates.own_figures_files import open_own_figures, own_frame
from workbook_templates.workbook import Built, build_workbook, delivered_case

FACE = Path(__file__).parents[2] / "build_workbooks.py"
SECOND: tuple[str | float, ...] = ("Gruppe to", "Egen", 16, 24, 20, "kommer i arbeid eller utdanning")
THREE_GROUPS: Typed = {
    **EXAMPLE,
    **{(at.GROUPS, f"E{line}"): value for line, value in enumerate(SECOND, at.HEAD_LINE + 2)},
    **{(at.GROUPS, f"F{line}"): value for line, value in enumerate(SECOND, at.HEAD_LINE + 2)},
}


def texts_of(path: Path, sheet: str) -> Iterator[str]:
    """Yield every text of a sheet."""
    for row in load_workbook(path, read_only=True, data_only=True)[sheet].iter_rows(values_only=True):
        yield from (value for value in row if isinstance(value, str))


@pytest.fixture(scope="module")
def own_book(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("own")
    own = open_own_figures(filled_template(folder / "egne.xlsx", THREE_GROUPS))
    return build_workbook(find("1804").municipality, folder / "bok.xlsx", frame=own_frame(own.figures))


def test_ironcalc_finds_every_value_of_a_book_with_own_figures_and_three_own_groups(own_book: Built) -> None:
    found = differences(own_book.path, lambda sheet, row, column: own_book.units[sheet, row, column])
    assert [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r}" for one in found] == []


def test_the_book_says_that_it_has_own_figures_and_where_they_come_from(own_book: Built) -> None:
    front = list(texts_of(own_book.path, "Forside"))
    assert any("Denne boka har egne tall" in text for text in front)
    assert any("med «Bodø 2025»" in text for text in front)
    assert "egen" in texts_of(own_book.path, "Forutsetninger")
    assert {"Kommunens regnskap 2024", "kilde ikke oppgitt", "Egen telling"} <= set(texts_of(own_book.path, "Kilder"))
    assert "E1 Høyt fravær" in texts_of(own_book.path, "Målgrupper")


def test_the_books_figures_are_the_cores(own_book: Built) -> None:
    result = run(delivered_case(find("1804").municipality), frame=own_book.result.frame)
    assert (result.row("net_present", "all") == own_book.result.row("net_present", "all")).all()


def test_a_changed_file_of_own_figures_makes_the_books_anew_and_an_unchanged_does_not(tmp_path: Path) -> None:
    choice, out = chosen_municipalities(["1151"]), tmp_path / "ut"
    file = tmp_path / "egne.toml"
    name = "utenfor-regnskapet_1151_utsira_nb.xlsx"
    sums = []
    for value in (0.4, 0.3):
        file.write_text(f'navn = "Utsira"\n[[verdi]]\nid = "kappa"\nverdi = {value}', encoding="utf-8")
        own = open_own_figures(file)
        report = build_workbooks(choice, out, own=own)
        assert len(report.built) == 1, report.failed
        row = read_manifest(report.manifest)[name]
        assert row["egne_tall"] == own.sha256
        assert row["data"].endswith("med «Utsira»")
        sums.append(row["sha256"])
    assert len(build_workbooks(choice, out, own=open_own_figures(file)).unchanged) == 1
    assert sums[0] != sums[1]


def test_a_manifest_from_before_own_figures_is_still_known(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        "fil;kommunenummer;kommune;innbyggere;gruppe;avgift;modell;data;oppskrift;sha256\na;1;b;2;c;3;d;e;f;g\n",
        "utf-8",
    )
    assert read_manifest(manifest)["a"]["egne_tall"] == ""


def test_the_command_writes_a_template_makes_books_with_it_and_tells_every_mistake(tmp_path: Path) -> None:
    def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(FACE), *map(str, words)], capture_output=True, text=True, check=False
        )

    template = tmp_path / "egne.toml"
    assert command("--own-figures-template", template).returncode == 0
    done = command("1151", "--out", tmp_path, "--own-figures", template)
    assert done.returncode == 0, done.stderr
    template.write_text("verdi = 3", encoding="utf-8")
    wrong = command("1151", "--out", tmp_path, "--own-figures", template)
    assert wrong.returncode == 2
    assert "egne.toml: «verdi» skal skrives som [[verdi]]" in wrong.stderr
    assert "egne.toml, «navn»: Navn på tallene mangler" in wrong.stderr
