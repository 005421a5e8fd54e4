"""What is chosen on the reading sheets: each measure, budget and year gives in the engines what the core gives."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from tests.workbooks.filled import Filled, calculated, rich
from tests.workbooks.libreoffice import Office
from tests.workbooks.reading import formula_cells
from tests.workbooks.recalculation import compare, differences, recalculate_typed
from utenfor_core.across import PAYERS_OF_ALL
from utenfor_core.domain import Value
from utenfor_core.municipalities import find
from workbook_templates.workbook import Built, laid, write_workbook

Book = Callable[[str], Built]


def _chosen(number: str, **choices: Value) -> Filled:
    start = rich(number)
    keys = {f"shown.{name}": value for name, value in choices.items() if not name.startswith("place_")}
    keys |= {name.replace("_", ".", 1): value for name, value in choices.items() if name.startswith("place_")}
    changes = dict(start.changes)
    for key, value in keys.items():
        sheet, line, column = laid()[0].book.inputs[key]
        changes[sheet, xl_rowcol_to_cell(line, column)] = value
    return Filled(values={**start.values, **keys}, changes=changes)


def _expected(number: str, filled: Filled, folder: Path) -> Built:
    return write_workbook(find(number).municipality, calculated(number, filled.values), folder / "expected.xlsx")


@pytest.mark.parametrize(
    ("number", "choices"),
    [
        ("1804", {"measure": "tiltak 2", "budget": "alle", "year": 2031}),
        ("1804", {"measure": "tiltak 3", "budget": "fylkeskommune", "place_preset": "forsiktig"}),
        ("0301", {"measure": "tiltak 1", "budget": "egne", "place_preset": "full-forskjell"}),
        ("0301", {"measure": "tiltak 6", "budget": "stat", "year": 2090}),
    ],
)
def test_what_is_chosen_gives_in_ironcalc_what_the_core_gives(
    book: Book, tmp_path: Path, number: str, choices: dict[str, Value]
) -> None:
    filled = _chosen(number, **choices)
    expected = _expected(number, filled, tmp_path)
    recalculated = recalculate_typed(book(number).path, filled.changes)
    found = compare(formula_cells(expected.path), recalculated, lambda *cell: expected.units[cell])
    assert [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r} {one.formula[:120]}" for one in found] == []


def test_a_rich_book_that_looks_at_its_second_measure_is_the_same_in_libreoffice(libre: Office, tmp_path: Path) -> None:
    built = _expected("1804", _chosen("1804", measure="tiltak 2", budget="kommune", year=2033), tmp_path)
    found = libre.differences(built.path, lambda *cell: built.units[cell])
    assert [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r} {one.formula[:120]}" for one in found] == []


def test_a_book_with_no_choice_looks_at_the_first_measure_and_the_own_budgets(tmp_path: Path) -> None:
    filled = _chosen("1804", measure=None, budget=None)
    values = {key: value for key, value in filled.values.items() if value is not None}
    built = write_workbook(find("1804").municipality, calculated("1804", values), tmp_path / "none.xlsx")
    assert built.result.row("shown_measure")[0, 0] == 1
    assert differences(built.path, lambda *cell: built.units[cell]) == []


def test_the_flow_has_lines_between_its_two_columns(book: Book) -> None:
    with zipfile.ZipFile(book("1804").path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    lined = [chart for chart in charts if "<c:serLines>" in chart]
    assert len(lined) == 1
    assert lined[0].count("<c:ser>") == 2 * len(PAYERS_OF_ALL)  # the parts with a figure, and those too low for one
    assert lined[0].index("<c:overlap") < lined[0].index("<c:serLines>") < lined[0].index("<c:axId")
