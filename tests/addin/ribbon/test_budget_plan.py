"""«Lim inn i økonomiplan»: what is written ties to the book's own Økonomiplan, in every layout."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from addin.ribbon.budget_layouts import KRONER, LEVELS, layouts, read_layouts
from addin.ribbon.buttons import ribbon
from tests.addin.ribbon.desk import TestDesk, pressed
from tests.addin.ribbon.engine import select
from tests.workbooks.libreoffice import Office
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.errors import WorkbookError
from workbook_templates.readback import read_book

Press = Callable[..., str]
Book = Any
"""An xlwings Book."""


@pytest.fixture(scope="module")
def result(rich_path: Path) -> Result:
    return read_book(rich_path).result()


@pytest.fixture
def target(rich_book: Book, own_book: Book, desk: TestDesk, rich_path: Path) -> Book:
    """A book of the user's own, open beside the kommunebok."""
    desk.file = rich_path
    own_book.impl.app.open_books.append(rich_book.impl)
    select(own_book, "Sheet", "C4")
    return own_book


def written(book: Book, about: str = "C4") -> list[list[Any]]:
    """What stands from the cell on: the line about it, heads and rows."""
    sheet = book.sheets["Sheet"]
    used = sheet.used_range
    first = sheet.range(about)
    last = (used.row + used.shape[0] - 1, used.column + used.shape[1] - 1)
    found: list[list[Any]] = sheet.range((first.row, first.column), last).options(ndim=2).value
    return found


def amounts(rows: list[list[Any]], years: int = 4) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([row[-years:] for row in rows], dtype=float)


@pytest.mark.parametrize("name", [name for name, one in layouts().items() if one.rows != LEVELS])
def test_the_last_row_is_the_net_of_the_books_okonomiplan(
    name: str,
    target: Book,
    press: Press,
    result: Result,
) -> None:
    press("budget_plan", target, name)
    rows, layout = written(target), layouts()[name]
    factor = 1000.0 if layout.unit == KRONER else 1.0
    net = result.row("plan_net")[0] * factor
    found = amounts(rows[2:])
    if layout.rows == "years":
        assert found[:-1, -1].tolist() == net.tolist()
        assert found[-1, -1] == net.sum()
    else:
        assert found[-1].tolist() == net.tolist()
        assert found[:-1].sum(axis=0).tolist() == net.tolist()


def test_every_line_in_use_stands_with_its_text_and_amounts_as_in_the_book(
    target: Book,
    press: Press,
    result: Result,
) -> None:
    press("budget_plan", target, "years_across")
    rows = written(target)
    assert rows[1] == ["Tiltak", "Type", "Funksjon", "Art", 2027, 2028, 2029, 2030]
    shown = {tuple(line) for line in result.row("plan_shown").tolist() if any(line)}
    assert shown == {tuple(line) for line in amounts(rows[2:-1]).tolist() if any(line)}
    assert rows[2][:2] == ["Oppfølging", "Konsekvensjustering"]


def test_codes_stay_texts_where_excel_would_make_them_numbers(target: Book, press: Press) -> None:
    press("budget_plan", target, "kostra_lines")
    rows = written(target)
    line = next(row for row in rows if row[4] == "Oppfølging")
    assert (line[0], line[3]) == ("2100", "P01")
    assert all(isinstance(cell, str | None) for row in rows[2:] for cell in row[:7])


def test_what_each_level_gains_less_what_it_pays_is_written_with_gains_positive(
    target: Book,
    press: Press,
    result: Result,
) -> None:
    press("budget_plan", target, "levels")
    rows = written(target)
    assert [row[0] for row in rows[2:4]] == ["Kommunen", "Fylkeskommunen"]
    net = (result.row("level_gross", TOGETHER) - result.row("level_cost", TOGETHER))[:, :4]
    expected = net * result.row("plan_price")[0] / 1000
    assert np.abs(amounts(rows[2:-1]) - expected).max() <= 0.5005
    assert amounts(rows[-1:]).tolist() == [amounts(rows[2:-1]).sum(axis=0).tolist()]


def test_unit_sign_and_prices_stand_above_the_figures(target: Book, press: Press) -> None:
    press("budget_plan", target, "kostra_lines")
    kind = "Bodø: nivå mot dagens budsjett i kroner, avrundet til hele tusen. "
    assert written(target)[0][0] == f"{kind}Utgift +, inntekt og innsparing −. Løpende priser."


def test_filled_cells_are_not_written_over_unless_the_user_says_so(
    target: Book,
    press: Press,
    desk: TestDesk,
) -> None:
    sheet = target.sheets["Sheet"]
    sheet.range("E6").value = "'mitt"
    desk.says_yes = False
    told = press("budget_plan", target, "sums")
    assert "E6" in told
    assert "Ingenting er skrevet" in told
    assert (sheet.range("E6").value, sheet.range("C4").value) == ("mitt", None)
    desk.says_yes = True
    press("budget_plan", target, "sums")
    assert isinstance(sheet.range("E6").value, float)
    assert "Sheet!C4:G9" in desk.questions[0]


def test_without_a_kommunebok_or_a_selected_cell_nothing_is_written(own_book: Book, press: Press) -> None:
    assert (
        press("budget_plan", own_book)
        == "Ingen celle er markert. Marker cellen der planen skal begynne, og prøv igjen."
    )
    select(own_book, "Sheet", "A1")
    assert "Ingen kommunebok er åpen" in press("budget_plan", own_book)
    assert press("budget_plan", own_book, "skrått").startswith(
        "Oppsettet «skrått» finnes ikke. Velg blant years_across"
    )


def test_a_protected_sheet_refuses_and_the_user_is_told_why(rich_book: Book, desk: TestDesk, rich_path: Path) -> None:
    desk.file = rich_path
    select(rich_book, "Resultat", "A1")
    told = pressed("budget_plan", rich_book, desk)
    assert told.startswith("Dette gikk ikke: ")
    assert "Er arket beskyttet" in told
    assert "Traceback" not in told


def test_the_choices_on_the_ribbon_are_the_layouts_there_are() -> None:
    button = next(one for one in ribbon().buttons if one.id == "budget_plan")
    assert tuple(one.value for one in button.choices) == tuple(layouts())


def test_everything_wrong_in_the_file_of_layouts_is_told_at_once() -> None:
    with pytest.raises(WorkbookError) as caught:
        read_layouts({"x": {"rows": "sums", "columns": ["navn"], "unit": "euro", "sign": "book"}})
    assert len(str(caught.value).splitlines()) == 3


def test_what_was_pasted_opens_in_libreoffice_and_its_lines_add_up_there(
    target: Book,
    press: Press,
    libre: Office,
    tmp_path: Path,
    result: Result,
) -> None:
    press("budget_plan", target, "kostra_lines")
    rows = written(target)
    sheet = target.sheets["Sheet"]
    first, last = 6, 4 + len(rows) - 2
    sheet.range("A1").formula = f"=SUM(J{first}:J{last})-J{last + 1}"
    sheet.range("A2").formula = f"=J{last + 1}"
    path = tmp_path / "limt.xlsx"
    target.save(path)
    found = libre.values(path)
    assert found.get(("Sheet", "A1"), 0.0) == 0.0
    assert found["Sheet", "A2"] == result.row("plan_net")[0, 0] * 1000
