"""The form of finished workbooks: clean package, one formula across each row, no foreign number, legible colours."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from tests.workbooks.cells import Cell
from tests.workbooks.contrast import contrast_findings
from tests.workbooks.linter import lint, unlike
from tests.workbooks.package import package_findings
from tests.workbooks.reading import formula_cells, read
from tests.workbooks.roles import ROLES
from tests.workbooks.years_in_step import is_a_row_of_years, out_of_step, runs
from utenfor_core.municipalities import find
from workbook_templates.positions import SHEETS
from workbook_templates.workbook import Built, build_workbook, laid

Book = Callable[[str], Built]
LARGEST = 1_500_000
LOOKED_AT = ("1151", "1804", "0301")


@pytest.mark.parametrize("number", ["1804", "0301"])
def test_the_package_is_what_microsoft_365_expects(book: Book, number: str) -> None:
    assert [f"{one.sheet} {one.address} {one.text}" for one in package_findings(book(number).path)] == []


@pytest.mark.parametrize("number", LOOKED_AT)
def test_every_modelling_rule_holds(book: Book, number: str) -> None:
    assert [f"{one.sheet}!{one.address} {one.rule}: {one.text}" for one in lint(book(number).path)] == []


@pytest.mark.parametrize("number", LOOKED_AT)
def test_text_can_be_read_on_its_background(book: Book, number: str) -> None:
    assert [f"{one.address} {one.text}" for one in contrast_findings(book(number).path)] == []


def _rows(path: Path) -> Iterator[tuple[Cell, ...]]:
    cells = {(cell.sheet, cell.address): cell for cell in formula_cells(path)}
    for place in laid()[0].book.places.values():
        for line in place.lines:
            addresses = [xl_rowcol_to_cell(line, place.column + at) for at in range(place.cells)]
            found = tuple(cells[place.sheet, address] for address in addresses if (place.sheet, address) in cells)
            if found:
                assert len(found) == place.cells, f"{place.sheet} {line + 1}: formulas and constants in one row"
                yield found


def test_the_formulas_of_each_row_are_one_formula_copied_across(book: Book) -> None:
    found = [f"{one.sheet}!{one.address}" for cells in _rows(book("1804").path) for one in unlike(cells)]
    assert found == []


def test_the_years_of_each_table_that_people_read_follow_one_another(book: Book) -> None:
    sheets = [one for one in read(book("1804").path).sheets if one.name not in ROLES.calculation]
    assert sum(is_a_row_of_years(run) for sheet in sheets for run in runs(sheet)) > len(sheets)
    assert [f"{one.sheet}!{one.address} {one.text}" for sheet in sheets for one in out_of_step(sheet)] == []


def test_two_builds_of_a_workbook_are_the_same_bytes(book: Book, tmp_path: Path) -> None:
    again = build_workbook(find("1804").municipality, tmp_path / "again.xlsx")
    assert again.path.read_bytes() == book("1804").path.read_bytes()


def test_formulas_are_the_same_text_in_every_municipality(book: Book) -> None:
    small, large = (
        {(cell.sheet, cell.address): cell.formula for cell in formula_cells(book(number).path)}
        for number in ("1151", "0301")
    )
    assert small == large


def test_every_sheet_is_there_in_order_and_every_one_has_a_title(book: Book) -> None:
    read_book = read(book("1804").path)
    assert [sheet.name for sheet in read_book.sheets] == list(SHEETS)
    titles = {cell.sheet for cell in read_book.cells() if cell.address == "A1" and cell.value}
    assert titles == set(SHEETS)


@pytest.mark.parametrize("number", LOOKED_AT)
def test_a_workbook_is_smaller_than_a_megabyte_and_a_half(book: Book, number: str) -> None:
    assert book(number).path.stat().st_size < LARGEST


def test_every_formula_of_the_calculation_has_a_value_in_the_file(book: Book) -> None:
    empty = {
        f"{cell.sheet}!{cell.address}"
        for cell in formula_cells(book("1804").path)
        if cell.value is None and cell.sheet in {"Beregning", "Satser", "Poster", "Skatt"}
    }
    assert empty == set()
