"""A filled-in workbook is read back: every input, however it was filled in, and what this program makes of them."""

import math
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from tests.properties.strategies import cases
from tests.workbooks.filled import GROUPS, RICH, calculated, delivered, random_changes, rich
from tests.workbooks.hostile import with_cell
from tests.workbooks.inputs import with_inputs
from tests.workbooks.libreoffice import Office
from tests.workbooks.reading import inputs
from utenfor_core.bridge import RESULTS
from utenfor_core.calculation import TOGETHER
from utenfor_core.case_values import flatten
from utenfor_core.domain import Case, Value
from utenfor_core.frame import built_in_frame
from utenfor_core.inputs import is_number
from utenfor_core.model import run
from utenfor_core.municipalities import find
from utenfor_core.places import place_of
from workbook_templates.names import input_names
from workbook_templates.readback import BookRead, read_book
from workbook_templates.readback_case import case_of
from workbook_templates.readback_cells import FALSE, TRUE, Cells, Found, Spot, area_of
from workbook_templates.readback_inputs import CALCULATED, NEVER, OUTDATED, Inputs, read_inputs
from workbook_templates.workbook import Built, write_workbook

Book = Callable[[str], Built]
NUMBER = "1804"
TILL_67 = -1
DIGITS = 1e-14
FIELDS = built_in_frame().fields
WORDS = {field.key for field in FIELDS if field.kind == "text"}


def like(found: dict[str, Value], wanted: dict[str, Value]) -> list[str]:
    """What differs; numbers as near as the sixteen digits a file keeps."""
    return [
        f"{key}: {found.get(key)!r}, not {wanted.get(key)!r}"
        for key in wanted.keys() | found.keys()
        if not near(found.get(key), wanted.get(key))
    ]


def near(one: Value, other: Value) -> bool:
    """Whether two values are the same but for the rounding of a file."""
    if is_number(one) and is_number(other):
        return math.isclose(one, other, rel_tol=DIGITS)
    return one == other


@pytest.fixture(scope="module")
def filled_by_script(book: Book, tmp_path_factory: pytest.TempPathFactory) -> BookRead:
    """The rich workbook filled in by openpyxl: no formula has a value any more."""
    path = tmp_path_factory.mktemp("script") / "fylt.xlsx"
    made = load_workbook(book(NUMBER).path)
    for (sheet, address), value in rich(NUMBER).changes.items():
        made[sheet][address] = value
    made.save(path)
    return read_book(path)


def test_every_input_of_a_book_filled_in_by_a_script_comes_back(filled_by_script: BookRead) -> None:
    assert like(dict(filled_by_script.values), rich(NUMBER).values) == []
    assert filled_by_script.changed().keys() == RICH.keys() | GROUPS.keys()
    assert filled_by_script.state == NEVER
    assert filled_by_script.stored == {}


def test_what_was_never_calculated_is_listed_once_and_the_rest_is_read(filled_by_script: BookRead) -> None:
    (unread,) = filled_by_script.unread
    assert "forutsetninger" in unread.text()
    assert "ikke regnet ut" in unread.text()
    assert filled_by_script.assumptions["kappa"] == (0.5, 0.6, 1.0)


def test_a_book_saved_by_a_spreadsheet_gives_its_inputs_and_results(book: Book, libre: Office, tmp_path: Path) -> None:
    changed = with_inputs(book(NUMBER).path, rich(NUMBER).changes, tmp_path / "fylt.xlsx")
    assert read_book(changed).state == OUTDATED
    found = read_book(libre.saved(changed, tmp_path / "lagret.xlsx"))
    assert like(dict(found.values), rich(NUMBER).values) == []
    assert (found.state, found.unread) == (CALCULATED, ())
    results = (run(found.case(), frame=found.frame()), found.result(), calculated(NUMBER, rich(NUMBER).values))
    for name in RESULTS:
        for result in results:
            shown = result.row(name, TOGETHER)[:, TILL_67].astype(float)
            np.testing.assert_allclose(found.stored[name], shown, rtol=0, atol=0.005)


def test_a_book_as_it_is_handed_over_has_no_changed_input(book: Book) -> None:
    found = read_book(book(NUMBER).path)
    assert (found.changed(), found.unread, found.texts, found.formulas) == ({}, (), {}, {})
    assert like(dict(found.values), delivered(NUMBER)) == []
    assert found.place.own_levels == place_of(find(NUMBER).municipality).own_levels
    assert found.place.population_share == place_of(find(NUMBER).municipality).population_share
    assert found.groups == built_in_frame().groups
    shown = book(NUMBER).result.row("preset_value").tolist()
    for line, row in zip(built_in_frame().lines, shown, strict=True):
        numbers = [None if isinstance(value, str) else value for value in row]
        assert all(map(near, found.assumptions[line.name], numbers)), line.name


@pytest.mark.parametrize("seed", range(3))
def test_random_changes_in_the_file_come_back(book: Book, tmp_path: Path, seed: int) -> None:
    filled = random_changes(NUMBER, seed, 0.5)
    path = with_inputs(book(NUMBER).path, filled.changes, tmp_path / "fylt.xlsx")
    assert like(dict(read_book(path).values), filled.values) == []


class Overlaid(Cells):
    """A written book in which something else stands in some cells."""

    def __init__(self, cells: Cells, typed: dict[Spot, Found]) -> None:
        """Share what is read already."""
        self.__dict__.update(cells.__dict__)
        self.typed = typed

    def value(self, spot: Spot) -> Found:
        """Return what is typed, else what stands in the file."""
        return self.typed.get(spot, super().value(spot))


@pytest.fixture(scope="module")
def written(book: Book) -> tuple[Cells, Inputs]:
    cells = Cells(book(NUMBER).path.read_bytes())
    return cells, read_inputs(cells, {}, WORDS)


TYPED = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False),
    st.text(min_size=1, max_size=40), st.sampled_from(["ja", "kommune", "stat", "forsiktig", "0,5", " ", "#N/A"]),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
)  # fmt: skip


@settings(max_examples=200)
@given(typed=st.dictionaries(st.sampled_from([field.key for field in FIELDS]), TYPED, max_size=60))
def test_whatever_is_typed_in_the_input_cells_comes_back(
    written: tuple[Cells, Inputs], typed: dict[str, bool | Value | date]
) -> None:
    cells, before = written
    shown = {key: (TRUE if value else FALSE) if isinstance(value, bool) else value for key, value in typed.items()}
    found = read_inputs(Overlaid(cells, {before.spots[key]: value for key, value in shown.items()}), {}, WORDS)
    wanted = {**before.values, **shown}
    for key, value in typed.items():
        if isinstance(value, date):
            days = (value - date(1899, 12, 30)).days
            wanted[key] = f"{value:%d.%m.%Y}" if key in WORDS else float(days)
    assert found.values == {key: value for key, value in wanted.items() if value is not None}
    assert found.unread == []
    anything_else = any(before.values.get(key) != found.values.get(key) for key in typed)
    assert found.state == (OUTDATED if anything_else else CALCULATED)


@settings(max_examples=40)
@given(cases())
def test_a_case_comes_back_from_its_own_values(case: Case) -> None:
    frame = built_in_frame()
    values = flatten(case, frame.group_labels, frame.base_year)
    again = case_of(values, frame.group_labels, case.place)
    numbers = {key: value for key, value in flatten(again, frame.group_labels, frame.base_year).items() if value != 0}
    assert numbers == {key: value for key, value in values.items() if value != 0}


@pytest.mark.parametrize("seed", range(3))
def test_every_input_has_its_place_in_the_case(seed: int) -> None:
    filled = random_changes(NUMBER, seed, 1.0)
    frame = built_in_frame()
    case = case_of(filled.values, frame.group_labels, place_of(find(NUMBER).municipality))
    again = flatten(case, frame.group_labels, frame.base_year)
    beside = ("growth.", "place.example")
    assert {key: value for key, value in again.items() if not key.startswith(beside) and value != 0} == {
        key: value for key, value in filled.values.items() if not key.startswith(beside) and value != 0
    }


def test_formulas_and_errors_in_input_cells_are_told_apart_from_values(
    book: Book, written: tuple[Cells, Inputs], tmp_path: Path
) -> None:
    content = book(NUMBER).path.read_bytes()
    stands = {"m1.cost_per_year": "<f>30000/4</f>", "m1.outcome": "<v>#N/A</v>", "m1.duration": "<f>6/4</f><v>1.5</v>"}
    for key, inside in stands.items():
        spot = written[1].spots[key]
        kind = ' t="e"' if key == "m1.outcome" else ""
        address = xl_rowcol_to_cell(spot.line, spot.column)
        content = with_cell(content, spot.sheet, address, kind, inside)
    path = tmp_path / "fylt.xlsx"
    path.write_bytes(content)
    found = read_book(path)
    assert found.formulas == {"m1.cost_per_year": "=30000/4", "m1.duration": "=6/4"}
    told = {unread.what: unread.why for unread in found.unread}
    assert len(told) == 2
    assert "ikke regnet ut" in told["Tiltak 1: Kostnad per deltaker og år"]
    assert "#N/A" in told["Tiltak 1: Utfall med tiltaket (p1)"]
    assert "som tomt, for tiltaket er deres eget" in told["Tiltak 1: Utfall med tiltaket (p1)"]
    assert "m1.outcome" not in found.values
    assert found.values["m1.duration"] == 1.5


def test_free_text_comes_back_with_its_place_and_kind(tmp_path: Path) -> None:
    field: dict[tuple[int, int], str | float | date] = {
        (0, 0): "Reise: «bil» & buss\nneste linje",
        (3, 2): 12500.0,
        (11, 7): date(2027, 5, 1),
    }
    result = calculated(NUMBER, delivered(NUMBER))
    written = write_workbook(find(NUMBER).municipality, result, tmp_path / "notat.xlsx", texts={"deltakelse": field})
    found = read_book(written.path).texts["deltakelse"]
    assert found.keys() == field.keys()
    assert (found[0, 0], found[3, 2]) == (field[0, 0], field[3, 2])
    assert str(found[11, 7]).startswith(str(field[11, 7]))


def test_every_cell_that_can_be_filled_in_is_an_input_or_a_field_for_free_text(book: Book) -> None:
    path = book(NUMBER).path
    cells = Cells(path.read_bytes())
    spots = set(read_inputs(cells, {}, WORDS).spots.values())
    areas = {name: area_of(target) for name, target in cells.names.items() if name.startswith("fritekst_")}
    fields = {name: {spot for _, spot in area.spots()} for name, area in areas.items() if area is not None}
    open_cells = {(cell.sheet, cell.row - 1, cell.column - 1) for cell in inputs(path)}

    def places(found: set[Spot]) -> set[tuple[str, int, int]]:
        return {(spot.sheet, spot.line, spot.column) for spot in found}

    assert open_cells <= places(spots.union(*fields.values()))
    assert places(spots) <= open_cells
    grow = {name for name, field in fields.items() if not places(field) <= open_cells}
    assert grow == {"fritekst_handlinger", "fritekst_endringslogg"}  # tables on open sheets, with room below them


def test_every_named_input_is_named_where_it_lies(book: Book) -> None:
    cells = Cells(book(NUMBER).path.read_bytes())
    spots = read_inputs(cells, {}, WORDS).spots
    for key, name in input_names().items():
        area = area_of(cells.names[name.casefold()])
        assert area is not None
        assert (area.sheet, area.line, area.column) == (spots[key].sheet, spots[key].line, spots[key].column)
