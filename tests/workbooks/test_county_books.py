"""A county's workbook: its population, figures and budget, the formulas of all books, read back and upgraded."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbooks.face import run
from tests.workbooks.libreoffice import Office
from tests.workbooks.linter import lint
from tests.workbooks.package import package_findings
from tests.workbooks.portrait import formula_digests
from tests.workbooks.recalculation import differences
from utenfor.upgrading import upgraded
from utenfor_core.counties import county
from utenfor_core.domain import FYLKE, OWN, VIEWS
from utenfor_core.frame import built_in_frame
from workbook_templates.readback import read_book
from workbook_templates.workbook import Built, build_workbook


@pytest.fixture(scope="module")
def nordland(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_workbook(county("18"), tmp_path_factory.mktemp("county") / "nordland.xlsx")


def found(built: Built) -> list[str]:
    different = differences(built.path, lambda sheet, row, column: built.units[sheet, row, column])
    return [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r}" for one in different]


def test_ironcalc_finds_every_value_of_a_countys_book_again(nordland: Built) -> None:
    assert found(nordland) == []


@pytest.mark.verify
def test_libreoffice_finds_every_value_of_a_countys_book_again(nordland: Built, libre: Office) -> None:
    different = libre.differences(nordland.path, lambda sheet, row, column: nordland.units[sheet, row, column])
    assert [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r}" for one in different] == []


@pytest.mark.verify
def test_a_countys_book_in_nynorsk_calculates_the_same(nordland: Built, tmp_path: Path) -> None:
    built = build_workbook(county("18"), tmp_path / "nn.xlsx", language="nn")
    assert found(built) == []
    assert (built.result.row("net_present", "all") == nordland.result.row("net_present", "all")).all()


def test_the_calculation_has_the_same_formulas_as_a_municipalitys(nordland: Built, book: object) -> None:
    bodo = formula_digests(book("1804").path)  # type: ignore[operator]  # the fixture builds a book by number
    ours = formula_digests(nordland.path)
    assert {name for name in bodo if bodo[name] != ours[name]} == set()


def test_what_is_the_countys_own_is_looked_at_from_the_county(nordland: Built) -> None:
    result = nordland.result
    assert result.place.own_levels == {FYLKE}
    own, alone = (result.row("net_present", "all")[VIEWS.index(view)] for view in (OWN, FYLKE))
    assert (own == alone).all()


def test_the_front_page_says_what_does_not_hold_for_counties(nordland: Built) -> None:
    sheet = load_workbook(nordland.path, data_only=True, read_only=True)["Forside"]
    rows = {row[0]: row[2] for row in sheet.iter_rows(max_col=3, values_only=True) if row[0]}
    assert rows["Fylkeskommune"] == "18 Nordland"
    assert rows["KOSTRA-gruppe"] == rows["Sentralitetsklasse"] == "gjelder ikke fylker"
    assert rows["Folketall 1. januar 2026"] == county("18").population_now
    assert rows["Avgift, Læringsnettverket 2019"] == 69_125


@pytest.mark.verify
def test_the_form_of_a_countys_book_follows_the_rules_of_all_books(nordland: Built) -> None:
    assert lint(nordland.path) == []
    assert package_findings(nordland.path) == []


def test_a_countys_book_is_read_back_and_can_be_upgraded(nordland: Built) -> None:
    read = read_book(nordland.path)
    assert (read.place.number, read.place.name, read.place.own_levels) == ("18", "Nordland", frozenset({FYLKE}))
    upgrade = upgraded(read, built_in_frame())
    assert (upgrade.municipality.number, upgrade.left) == ("18", ())


def test_a_countys_book_is_asked_for_by_name_and_what_is_none_is_told(tmp_path: Path) -> None:
    done = run("--fylkesbok", "Oslo", "--fylkesbok", "Vestland", "--out", tmp_path, "--jobs", "1")
    assert done.returncode == 1
    assert "har bok som kommune" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {
        "utenfor-regnskapet_46_vestland-fylke_nn.xlsx", "manifest.csv",
    }  # fmt: skip
