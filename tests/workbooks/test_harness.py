"""The harness proved on samples: what is right passes both engines and every rule, and each thing wrong is found."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.workbooks import samples
from tests.workbooks.cells import CellError, Value, address_of, position
from tests.workbooks.inputs import with_inputs
from tests.workbooks.libreoffice import Office, OfficeError
from tests.workbooks.linter import unlike_in_rows
from tests.workbooks.package import package_findings
from tests.workbooks.reading import formula_cells, inputs, read
from tests.workbooks.recalculation import (
    KRONER,
    NUMBER,
    UnitOf,
    differences,
    recalculate,
    recalculate_with,
    same,
    units_beside,
)
from tests.workbooks.samples import CALCULATION, INPUTS, INTAKE, SAVING, Tampering


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return samples.savings(tmp_path / "savings.xlsx")


def units(path: Path) -> UnitOf:
    return units_beside(read(path))


# Reading


def test_every_formula_cell_is_read_with_its_cached_value(sample: Path) -> None:
    cells = {cell.address: cell for cell in formula_cells(sample)}
    assert len(cells) == 7 * samples.YEARS
    assert cells["G4"].formula == "'Tiltak'!$C$2*'Tiltak'!$C$3*G3"
    assert (cells["G4"].value, cells["G4"].kind) == (INTAKE * SAVING, "number")
    assert (cells["G5"].value, cells["G5"].kind) == (True, "boolean")
    assert (cells["H6"].value, cells["H6"].kind) == ("Etter 1 år", "text")
    assert (cells["H6"].row, cells["H6"].column) == (6, 8)


def test_the_inputs_are_the_unlocked_cells_and_a_blank_one_is_among_them(sample: Path) -> None:
    found = {cell.address: cell.value for cell in inputs(sample)}
    assert found == {"C2": INTAKE, "C3": SAVING, "C4": samples.RATE, "C5": "Prøve & feile", "C6": None}


def test_errors_rich_texts_and_texts_in_the_cell_are_read_as_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark")
        sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
        sheet.write_string("A2", "#DIV/0!")
        sheet.write_rich_string("A3", "halv ", book.add_format({"bold": True}), "fet")
        sheet.write("A4", False)  # noqa: FBT003 -- takes it by position
        sheet.write_formula("A5", '=""', None, "")
    values = {cell.address: cell for cell in read(path).cells()}
    assert values["A1"].kind == "error"
    assert values["A2"].kind == "text"
    assert values["A3"].value == "halv fet"
    assert values["A4"].value is False
    assert values["A5"].value in {None, ""}
    copy = with_inputs(path, {("Ark", "A2"): " <&> æ "}, tmp_path / "copy.xlsx")
    assert {cell.address: cell.value for cell in read(copy).cells()}["A2"] == " <&> æ "


@given(row=st.integers(1, 1_048_576), column=st.integers(1, 16_384))
def test_an_address_and_its_position_are_each_others_inverse(row: int, column: int) -> None:
    assert position(address_of(row, column)) == (row, column)


# Recalculation


def test_the_right_workbook_is_found_again_by_ironcalc(sample: Path) -> None:
    assert differences(sample, units(sample)) == []


def test_the_right_workbook_is_found_again_by_libreoffice(sample: Path, libre: Office) -> None:
    assert libre.differences(sample, units(sample)) == []


WRONG_VALUES: dict[str, float | str | bool] = {
    "I3": 0.9246,
    "J4": INTAKE * SAVING * 1.04**-3 + 0.006,
    "K5": False,
    "L6": "Etter 4 år",
    "G8": "ikke definert",
}


@pytest.mark.parametrize("address", WRONG_VALUES)
def test_one_tampered_value_is_found_by_ironcalc(tmp_path: Path, address: str) -> None:
    tampering = Tampering(formulas={}, values={address: WRONG_VALUES[address]})
    path = samples.savings(tmp_path / "tampered.xlsx", tampering)
    assert [one.address for one in differences(path, units(path))] == [address]


def test_every_tampered_value_is_found_by_libreoffice(tmp_path: Path, libre: Office) -> None:
    path = samples.savings(tmp_path / "tampered.xlsx", Tampering(formulas={}, values=WRONG_VALUES))
    assert {one.address for one in libre.differences(path, units(path))} == set(WRONG_VALUES)


def test_a_wrong_formula_in_one_column_is_found_by_both_engines_and_by_the_linter(
    tmp_path: Path, libre: Office
) -> None:
    wrong = Tampering(formulas={"J4": "='Tiltak'!$C$2*'Tiltak'!$C$3*I3"}, values={})
    path = samples.savings(tmp_path / "wrong.xlsx", wrong)
    assert [one.address for one in unlike_in_rows(read(path), CALCULATION, 7)] == ["J4"]
    assert [one.address for one in differences(path, units(path))] == ["J4"]
    assert [one.address for one in libre.differences(path, units(path))] == ["J4"]


def test_the_engines_do_not_believe_the_cached_values(tmp_path: Path, libre: Office) -> None:
    years = {f"{letter}4": 0.0 for letter in "GHIJKL"}
    path = samples.savings(tmp_path / "stale.xlsx", Tampering(formulas={}, values=years))
    for values in (recalculate(path), libre.values(path)):
        assert values[CALCULATION, "G4"] == pytest.approx(INTAKE * SAVING)
    assert {one.address for one in differences(path, units(path))} == set(years)


def test_changed_inputs_change_the_results_alike_in_both_engines(sample: Path, tmp_path: Path, libre: Office) -> None:
    changes = {(INPUTS, "C2"): 7.5, (INPUTS, "C6"): 0.1}
    out = tmp_path / "changed.xlsx"
    expected = 7.5 * SAVING / 1.1**2
    assert recalculate_with(sample, changes, out)[CALCULATION, "I4"] == pytest.approx(expected, rel=1e-12)
    assert libre.values(out)[CALCULATION, "I4"] == pytest.approx(expected, rel=1e-12)
    back = recalculate_with(out, {(INPUTS, "C6"): None}, tmp_path / "back.xlsx")
    assert back[CALCULATION, "I4"] == pytest.approx(7.5 * SAVING / 1.04**2, rel=1e-12)


def test_changing_inputs_leaves_everything_else_in_the_file_as_it_was(sample: Path, tmp_path: Path) -> None:
    out = with_inputs(
        sample, {(INPUTS, "C2"): 11, (INPUTS, "C5"): "Ny tekst", (INPUTS, "C6"): True}, tmp_path / "x.xlsx"
    )
    with zipfile.ZipFile(sample) as before, zipfile.ZipFile(out) as after:
        assert before.namelist() == after.namelist()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"xl/worksheets/sheet1.xml"}
    assert {cell.address: cell.value for cell in inputs(out)} == {
        "C2": 11.0,
        "C3": SAVING,
        "C4": samples.RATE,
        "C5": "Ny tekst",
        "C6": True,
    }
    assert package_findings(out) == []


def test_a_formula_or_a_cell_that_is_not_there_is_refused_as_an_input(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="G4 holds a formula"):
        with_inputs(sample, {(CALCULATION, "G4"): 1}, tmp_path / "x.xlsx")
    with pytest.raises(KeyError, match="Z99"):
        with_inputs(sample, {(INPUTS, "Z99"): 1}, tmp_path / "y.xlsx")


def test_kroner_may_be_half_an_ore_apart_and_a_factor_may_not() -> None:
    assert same(1000.0, 1000.0049, KRONER)
    assert not same(1000.0, 1000.0051, KRONER)
    assert not same(0.68, 0.676, NUMBER)
    assert same(0.68, 0.68 * (1 + 5e-10), NUMBER)
    assert not same(0.68, 0.68 * (1 + 2e-9), NUMBER)


def test_values_of_different_kinds_are_never_the_same() -> None:
    kinds: list[Value] = [1.0, True, "1", CellError("#N/A"), "#N/A", None]
    assert [(one, other) for one in kinds for other in kinds if one is not other and same(one, other, KRONER)] == []
    assert same(None, "", KRONER)


def test_not_a_number_is_never_near_enough() -> None:
    assert not same(float("nan"), float("nan"), KRONER)


def test_the_unit_is_taken_from_column_b_and_else_from_the_header(tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark")
        sheet.write_row("A1", ["Post", "Enhet", "Kommunen (kr)", "Andel", "kr per år", "1 000 kr"])
        sheet.write_row("A2", ["Skatt", "kr/år", 1, 1])
        sheet.write_row("A3", ["Sum"])
    unit_of = units(path)
    assert unit_of("Ark", 2, 4) == "kr/år"
    assert [unit_of("Ark", 3, column) for column in (3, 4, 5, 6)] == ["kr", "Andel", "kr", "1 000 kr"]


def test_libreoffice_tells_errors_from_blanks(tmp_path: Path, libre: Office) -> None:
    path = tmp_path / "errors.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark")
        formulas = ["=1/0", "=NA()", "=IRR({1,1})", '="a"+1', "=NOSUCH(1)"]
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 0, formula, None, 0)
    expected = {
        ("Ark", f"A{row}"): code for row, code in enumerate(("#DIV/0!", "#N/A", "#NUM!", "#VALUE!", "#NAME?"), 1)
    }
    assert libre.values(path) == expected
    assert recalculate(path) == expected


def test_libreoffice_goes_on_after_a_file_that_it_cannot_open(sample: Path, tmp_path: Path, libre: Office) -> None:
    with pytest.raises(OfficeError, match="missing"):
        libre.values(tmp_path / "missing.xlsx")
    assert libre.values(sample)[INPUTS, "C2"] == INTAKE
