"""The proof that formulas are live: inputs changed in the file give what the core gives, with no Python near."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter.utility import xl_col_to_name

from tests.workbooks.alone import Alone
from tests.workbooks.filled import Filled, another_value, calculated, filled, random_changes, rich
from tests.workbooks.inputs import with_inputs
from tests.workbooks.libreoffice import Office
from tests.workbooks.reading import formula_cells
from tests.workbooks.recalculation import compare, near_in_any_unit, recalculate_typed, recalculate_with
from utenfor_core.domain import OUTSIDE, Value
from utenfor_core.frame import built_in_frame
from utenfor_core.inputs import Field
from utenfor_core.municipalities import find
from workbook_templates.workbook import Built, laid, write_workbook

Book = Callable[[str], Built]
Values = dict[tuple[str, str], Any]
SEEDS = range(12)
MOST, FEW = 0.4, 0.08


def _expected(number: str, filled: Filled, path: Path) -> Built:
    return write_workbook(find(number).municipality, calculated(number, filled.values), path)


def unlike(number: str, filled: Filled, recalculated: Values, folder: Path) -> list[str]:
    """The formula cells of a filled-in workbook whose value is not the core's, with both values and the formula."""
    expected = _expected(number, filled, folder / "expected.xlsx")
    unit_of = lambda sheet, row, column: expected.units[sheet, row, column]  # noqa: E731 - the shape the reader asks for
    found = compare(formula_cells(expected.path), recalculated, unit_of, booleans_are_numbers=True)
    return [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r} {one.formula[:120]}" for one in found]


def _municipality(seed: int) -> str:
    return ("1804", "0301", "1151", "5634")[seed % 4]


@pytest.mark.parametrize("seed", SEEDS)
def test_random_changes_to_inputs_give_in_ironcalc_what_the_core_gives(book: Book, tmp_path: Path, seed: int) -> None:
    number = _municipality(seed)
    changed = random_changes(number, seed, MOST if seed % 3 else FEW)
    assert unlike(number, changed, recalculate_typed(book(number).path, changed.changes), tmp_path) == []


NOISE: dict[str, dict[str, Value]] = {
    "measured exactly two years before": {
        "m1.outcome_age": 16.1,
        "m1.measured_age": 14.1,
        "m1.lasting": None,
        "m1.base_outcome": 0.5,
        "m1.outcome": 0.6,
    },
    "paid in full by others": {
        "m1.cost_per_year": 85_000.0,
        "m1.funder1_level": "stat",
        "m1.funder1_share": 0.8,
        "m1.funder2_level": "fylkeskommune",
        "m1.funder2_share": 0.1,
        "m1.funder3_level": OUTSIDE,
        "m1.funder3_share": 0.1,
    },
    "five persons in parts": {"m1.intake_0": 0.6, "m1.intake_1": 3.8, "m1.intake_2": 0.6, "place.example": "ja"},
}
"""Sums that a spreadsheet, which compares 15 digits, and binary fractions judge differently by their last bit."""


@pytest.mark.parametrize("case", NOISE)
def test_a_sum_at_its_very_limit_is_judged_alike_by_the_book_and_the_core(
    book: Book, tmp_path: Path, case: str
) -> None:
    changed = filled("1804", NOISE[case])
    assert unlike("1804", changed, recalculate_typed(book("1804").path, changed.changes), tmp_path) == []
    rows = calculated("1804", changed.values).block("m1")
    assert rows.single("complete") == 1
    assert rows.single("over_funded") == 0
    assert rows.single("persons_planned") >= round(rows["intake"].sum(), 6)


def test_inputs_typed_in_the_engine_give_what_a_changed_file_gives(book: Book, tmp_path: Path) -> None:
    path, changes = book("1804").path, random_changes("1804", 0, MOST).changes
    assert recalculate_typed(path, changes) == recalculate_with(path, changes, tmp_path / "changed.xlsx")


@pytest.mark.parametrize("seed", [100, 101])
def test_random_changes_to_inputs_give_in_libreoffice_what_the_core_gives(
    book: Book, libre: Office, tmp_path: Path, seed: int
) -> None:
    number = _municipality(seed)
    drawn = random_changes(number, seed, FEW)
    changed = with_inputs(book(number).path, drawn.changes, tmp_path / "changed.xlsx")
    assert unlike(number, drawn, libre.values(changed), tmp_path) == []


@pytest.mark.parametrize("preset", ["forsiktig", "midtanslag", "full-forskjell"])
def test_the_preset_switch_changes_every_result_as_in_the_core(book: Book, tmp_path: Path, preset: str) -> None:
    start = rich("1804")
    sheet, line, column = laid()[0].book.inputs["place.preset"]
    switch = {(sheet, f"{xl_col_to_name(column)}{line + 1}"): preset}
    filled = Filled(values={**start.values, "place.preset": preset}, changes={**start.changes, **switch})
    assert unlike("1804", filled, recalculate_typed(book("1804").path, filled.changes), tmp_path) == []


@pytest.fixture(scope="module")
def alone(book: Book) -> Alone:
    return Alone(book(Alone.number).path)


def _fields(*, every: bool) -> list[Field]:
    """Every input once; or those of one measure and one own post, whose twins have the same formulas."""
    measures = tuple(f"{owner}m{n}" for n in range(2, 7) for owner in ("", "uncertainty."))
    twins = (*(f"{measure}." for measure in measures), *(f"{measure}_" for measure in measures))
    twins += ("free2.", "free3.", "free4.")
    return [field for field in built_in_frame().fields if every or not field.key.startswith(twins)]


def _check(alone: Alone, fields: list[Field], *, whole: bool = False) -> None:
    assert alone.unlike_before == []
    chance = random.Random(7)  # noqa: S311 - a draw that is the same each time, nothing secret
    wrong = {}
    for field in fields:
        found = alone.unlike(field, another_value(field, alone.values.get(field.key), chance), whole=whole)
        if found:
            wrong[field.key] = found[:5]
    assert wrong == {}


PARTS = 6


@pytest.mark.parametrize("part", range(PARTS))
def test_each_input_changed_alone_gives_what_the_core_gives(alone: Alone, part: int) -> None:
    _check(alone, _fields(every=False)[part::PARTS])


@pytest.mark.parametrize("key", ["own.kappa", "m1.age", "plan.area_name_1"])
def test_formulas_that_are_not_live_stand_as_a_whole_evaluation_gives_them(alone: Alone, key: str) -> None:
    field = next(field for field in built_in_frame().fields if field.key == key)
    value = another_value(field, alone.values.get(key), random.Random(7))  # noqa: S311 - as above
    live, every = alone.live(field, value), set(alone.dependence.formulas)
    assert 0 < len(live) < len(every)
    some, whole = (alone.evaluated(field, value, nodes) for nodes in (live, every))
    pairs = [(some.get_cell_value(*cell), whole.get_cell_value(*cell)) for cell in whole.get_all_cells()]
    assert [pair for pair in pairs if pair[0] != pair[1] and not near_in_any_unit(*pair)] == []


def test_what_the_core_moves_where_no_formula_is_live_is_told(alone: Alone, monkeypatch: pytest.MonkeyPatch) -> None:
    field = next(field for field in built_in_frame().fields if field.key == "own.kappa")
    assert alone.unlike(field, 0.25) == []
    monkeypatch.setattr(alone.dependence, "readers", {})
    assert alone.unlike(field, 0.25) != []


@pytest.mark.verify
@pytest.mark.parametrize("part", range(PARTS * 2))
def test_each_of_all_inputs_changed_alone_gives_what_the_core_gives(alone: Alone, part: int) -> None:
    _check(alone, _fields(every=True)[part :: PARTS * 2], whole=True)
