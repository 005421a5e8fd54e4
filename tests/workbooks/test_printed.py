"""The sheets that are read on paper: one page wide, no heading alone at the foot of a page, no chart on two pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from tests.workbooks.printed import charts_over_breaks, lonely_headings, parts
from utenfor_core.counties import county
from workbook_templates import positions as at
from workbook_templates.workbook import Built, build_workbook

Book = Callable[..., Built]
BROKEN_BY_HAND: Final = (at.FRONT, at.PICTURE, at.GROUPS, at.MEASURES, at.RESULT, at.PLAN)
BOOKS: Final = ("1151", "1804", "4640")


def too_large(path: Path) -> list[str]:
    """The parts between two breaks that do not fit on a page, and sheets that Excel would break in its own way."""
    found = [f"{name} is fitted to pages" for name in BROKEN_BY_HAND if not parts(path, name)]
    for name in BROKEN_BY_HAND:
        found += [f"{name}: {part}" for part in parts(path, name) if max(part.height, part.width) > 1]
    return found


@pytest.mark.parametrize("number", BOOKS)
def test_each_part_between_two_breaks_fits_on_one_page(book: Book, number: str) -> None:
    assert too_large(book(number).path) == []


def test_each_part_of_a_countys_book_fits_on_one_page(tmp_path: Path) -> None:
    assert too_large(build_workbook(county("18"), tmp_path / "fylke.xlsx").path) == []


@pytest.mark.parametrize("number", BOOKS)
def test_no_chart_is_cut_over_two_pages_and_no_heading_is_left_alone(book: Book, number: str) -> None:
    path = book(number).path
    assert {name: (charts_over_breaks(path, name), lonely_headings(path, name)) for name in BROKEN_BY_HAND} == {
        name: ([], []) for name in BROKEN_BY_HAND
    }


def test_a_break_through_a_chart_or_below_a_heading_is_told(book: Book, tmp_path: Path) -> None:
    changed = load_workbook(book("1804").path)
    sheet = changed.worksheets[at.SHEETS.index(at.RESULT)]
    heading = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "Kort sikt og lang sikt")
    sheet.row_breaks.brk[0].id = heading
    changed.save(tmp_path / "brutt.xlsx")
    assert lonely_headings(tmp_path / "brutt.xlsx", at.RESULT) == ["Kort sikt og lang sikt"]
    sheet.row_breaks.brk[0].id = heading + 2
    changed.save(tmp_path / "kuttet.xlsx")
    assert len(charts_over_breaks(tmp_path / "kuttet.xlsx", at.RESULT)) > 1
