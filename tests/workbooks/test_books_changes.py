"""The proof that formulas are live: inputs changed in the file give what the core gives, with no Python near."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ironcalc
import pytest
from xlsxwriter.utility import xl_col_to_name

from tests.workbooks.filled import Filled, another_value, calculated, random_changes, rich
from tests.workbooks.inputs import with_inputs
from tests.workbooks.libreoffice import Office
from tests.workbooks.reading import formula_cells
from tests.workbooks.recalculation import compare, recalculate
from utenfor_core.domain import Value
from utenfor_core.frame import built_in_frame
from utenfor_core.inputs import Field
from utenfor_core.municipalities import find
from workbook_templates.workbook import Built, cell_value, laid, write_workbook

Book = Callable[[str], Built]
Values = dict[tuple[str, str], Any]
SEEDS = range(12)
MOST, FEW = 0.4, 0.08


def _expected(number: str, filled: Filled, path: Path) -> Built:
    return write_workbook(find(number).municipality, calculated(number, filled.values), path)


def _unlike(number: str, filled: Filled, recalculated: Values, folder: Path) -> list[str]:
    expected = _expected(number, filled, folder / "expected.xlsx")
    unit_of = lambda sheet, row, column: expected.units[sheet, row, column]  # noqa: E731 - the shape the reader asks for
    found = compare(formula_cells(expected.path), recalculated, unit_of, booleans_are_numbers=True)
    return [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r} {one.formula[:120]}" for one in found]


def _municipality(seed: int) -> str:
    return ("1804", "0301", "1151", "5634")[seed % 4]


@pytest.mark.parametrize("seed", SEEDS)
def test_random_changes_to_inputs_give_in_ironcalc_what_the_core_gives(book: Book, tmp_path: Path, seed: int) -> None:
    number = _municipality(seed)
    filled = random_changes(number, seed, MOST if seed % 3 else FEW)
    changed = with_inputs(book(number).path, filled.changes, tmp_path / "changed.xlsx")
    assert _unlike(number, filled, recalculate(changed), tmp_path) == []


@pytest.mark.parametrize("seed", [100, 101])
def test_random_changes_to_inputs_give_in_libreoffice_what_the_core_gives(
    book: Book, libre: Office, tmp_path: Path, seed: int
) -> None:
    number = _municipality(seed)
    filled = random_changes(number, seed, FEW)
    changed = with_inputs(book(number).path, filled.changes, tmp_path / "changed.xlsx")
    assert _unlike(number, filled, libre.values(changed), tmp_path) == []


@pytest.mark.parametrize("preset", ["forsiktig", "midtanslag", "full-forskjell"])
def test_the_preset_switch_changes_every_result_as_in_the_core(book: Book, tmp_path: Path, preset: str) -> None:
    start = rich("1804")
    sheet, line, column = laid()[0].book.inputs["place.preset"]
    switch = {(sheet, f"{xl_col_to_name(column)}{line + 1}"): preset}
    filled = Filled(values={**start.values, "place.preset": preset}, changes={**start.changes, **switch})
    changed = with_inputs(book("1804").path, filled.changes, tmp_path / "changed.xlsx")
    assert _unlike("1804", filled, recalculate(changed), tmp_path) == []


class Alone:
    """A rich workbook held by IronCalc, in which one input at a time is changed and put back."""

    number = "1804"

    def __init__(self, path: Path) -> None:
        """Fill the workbook in and load it."""
        start = rich(self.number)
        self.values = start.values
        changed = with_inputs(path, start.changes, path.with_name("rich.xlsx"))
        self.model = ironcalc.load_from_xlsx(str(changed), "en", "UTC", "en")
        names = [sheet["name"] for sheet in self.model.get_worksheets_properties()]
        self.sheets = {name: at for at, name in enumerate(names)}
        self.layout, cells = laid()
        self.cells = [cell for cell in cells if cell.formula]

    def _type(self, key: str, value: Value) -> None:
        sheet, line, column = self.layout.book.inputs[key]
        place = (self.sheets[sheet], line + 1, column + 1)
        if value is None:
            self.model.clear_cell_contents(*place)
        elif isinstance(value, str):
            self.model.update_cell_with_text(*place, value)
        else:
            self.model.update_cell_with_number(*place, float(f"{value:.16G}"))  # as the file holds it

    def unlike(self, field: Field, value: Value) -> list[str]:
        """Formula cells of the calculation that are not the core's after the change, and whether anything moved."""
        before = self.values.get(field.key)
        self._type(field.key, value)
        self.model.evaluate()
        result = calculated(self.number, {**self.values, field.key: value})
        found = []
        for cell in self.cells:
            wanted = cell_value(cell, result, self.layout)
            got = self.model.get_cell_value(self.sheets[cell.place.sheet], cell.line + 1, cell.column + 1)
            if not _agree(wanted, got, cell.place.row.unit):
                found.append(f"{cell.place.sheet}!{xl_col_to_name(cell.column)}{cell.line + 1} {wanted!r} {got!r}")
        self._type(field.key, before)
        return found


def _agree(wanted: Value, got: object, unit: str) -> bool:
    if isinstance(wanted, (int, float)) and isinstance(got, (int, float)):
        allowed = 0.005 if unit.startswith("kr") else max(1e-12, 1e-9 * abs(wanted))
        return abs(wanted - got) <= allowed
    return (wanted or "") == (got or "")


@pytest.fixture(scope="module")
def alone(book: Book) -> Alone:
    return Alone(book(Alone.number).path)


def _fields(*, every: bool) -> list[Field]:
    """Every input once; or those of one measure and one own post, whose twins have the same formulas."""
    measures = tuple(f"{owner}m{n}" for n in range(2, 7) for owner in ("", "uncertainty."))
    twins = (*(f"{measure}." for measure in measures), *(f"{measure}_" for measure in measures))
    twins += ("free2.", "free3.", "free4.")
    return [field for field in built_in_frame().fields if every or not field.key.startswith(twins)]


def _check(alone: Alone, fields: list[Field]) -> None:
    chance = random.Random(7)  # noqa: S311 - a draw that is the same each time, nothing secret
    wrong = {}
    for field in fields:
        found = alone.unlike(field, another_value(field, alone.values.get(field.key), chance))
        if found:
            wrong[field.key] = found[:5]
    assert wrong == {}


PARTS = 6


@pytest.mark.parametrize("part", range(PARTS))
def test_each_input_changed_alone_gives_what_the_core_gives(alone: Alone, part: int) -> None:
    _check(alone, _fields(every=False)[part::PARTS])


@pytest.mark.verify
@pytest.mark.parametrize("part", range(PARTS * 2))
def test_each_of_all_inputs_changed_alone_gives_what_the_core_gives(alone: Alone, part: int) -> None:
    _check(alone, _fields(every=True)[part :: PARTS * 2])
