"""Every sheet people read is seen whole in its width on a small screen, with the largest amounts in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.workbooks.filled import calculated, filled, rich
from tests.workbooks.screen import MOST, READ, Extent, extents, narrow_numbers
from tests.workbooks.test_fitting import LONG
from utenfor_core.counties import county
from utenfor_core.municipalities import find
from workbook_templates.workbook import Built, build_workbook, write_workbook

Book = Callable[..., Built]
BOOKS: Final = (("1151", ""), ("1804", ""), ("0301", ""), ("4640", "nn"))


def too_wide(found: dict[str, Extent]) -> dict[str, Extent]:
    """The sheets to read that reach beyond the screen."""
    return {name: found[name] for name in READ if found[name].pixels > MOST}


@pytest.mark.parametrize(("number", "language"), BOOKS)
def test_every_sheet_people_read_fits_a_small_screen(book: Book, number: str, language: str) -> None:
    found = too_wide(extents(book(number, language).path))
    assert found == {}


def test_every_sheet_of_a_countys_book_fits_a_small_screen(tmp_path: Path) -> None:
    found = too_wide(extents(build_workbook(county("18"), tmp_path / "fylke.xlsx").path))
    assert found == {}


def test_every_sheet_fits_a_small_screen_when_the_book_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "utfylt.xlsx"
    case = filled("1804", {**rich("1804").values, **LONG})
    write_workbook(find("1804").municipality, calculated("1804", case.values), path)
    found = too_wide(extents(path))
    assert found == {}


@pytest.mark.parametrize(("number", "language"), [("0301", ""), ("4640", "nn")])
def test_the_largest_amounts_have_room_in_their_columns(book: Book, number: str, language: str) -> None:
    assert narrow_numbers(book(number, language).path) == []
