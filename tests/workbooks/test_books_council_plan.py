"""The sheets `Plan`, `Endringslogg` and `Om modellen` of finished workbooks: what they say, and what they never say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbooks.cells import Cell
from tests.workbooks.filled import calculated, delivered, filled, rich
from tests.workbooks.linter import CALLED_NAME, lint
from tests.workbooks.modelling import modelling_findings
from tests.workbooks.reading import read
from tests.workbooks.recalculation import recalculate, recalculate_typed
from tests.workbooks.roles import ROLES
from utenfor_core import __version__
from utenfor_core.domain import Value
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import find
from workbook_templates import positions as at
from workbook_templates.words import words
from workbook_templates.workbook import Built, write_workbook

Book = Callable[[str], Built]
FEW: dict[str, Value] = {
    "m2.name": "Et lite tiltak",
    "m2.group": built_in_frame().groups.labels[0],
    "m2.typed_rate": 0.25,
    "m2.intake_0": 4.0,
    "m2.cost_per_year": 90_000.0,
    "m2.duration": 1.0,
}


def cells(path: Path, sheet: str) -> dict[str, Cell]:
    return {cell.address: cell for cell in read(path).sheet(sheet).cells}


def texts(path: Path, sheet: str) -> str:
    return "\n".join(str(cell.value) for cell in cells(path, sheet).values() if cell.kind == "text")


def written(folder: Path, changed: dict[str, Value]) -> Path:
    values = {**delivered("1804"), **changed}
    return write_workbook(find("1804").municipality, calculated("1804", values), folder / "written.xlsx").path


@pytest.mark.parametrize("number", ["1804", "0301"])
def test_the_rules_of_modelling_hold(book: Book, number: str) -> None:
    found = modelling_findings(book(number).path, ROLES)
    assert [f"{one.sheet}!{one.address} {one.rule}: {one.text}" for one in found] == []


def test_the_plan_is_marked_as_an_example_until_the_example_is_changed(book: Book, tmp_path: Path) -> None:
    assert texts(book("1804").path, at.COUNCIL_PLAN).count("EKSEMPEL") > 1
    assert "EKSEMPEL" not in texts(written(tmp_path, {"m1.intake_0": 60.0}), at.COUNCIL_PLAN)


def test_a_measure_for_fewer_than_five_is_never_described(tmp_path: Path) -> None:
    path = written(tmp_path, FEW)
    plan = cells(path, at.COUNCIL_PLAN)
    column = [cell.value for address, cell in plan.items() if address.startswith("C") and 21 <= cell.row <= 34]
    assert set(column) == {"færre enn fem", "vises ikke"}
    assert "Et lite tiltak" not in texts(path, at.COUNCIL_PLAN)
    assert "Et lite tiltak" in texts(written(tmp_path, {**FEW, "m2.intake_0": 5.0}), at.COUNCIL_PLAN)


def test_its_kroner_are_in_the_sums_all_the_same() -> None:
    with_it, without = (calculated("1804", {**delivered("1804"), **more}) for more in (FEW, {}))
    assert with_it.row("paid_total").sum() > without.row("paid_total").sum()
    assert with_it.row("described")[:, 0].tolist() == without.row("described")[:, 0].tolist()


def test_the_list_of_changed_inputs_is_live(book: Book) -> None:
    changed = filled("1804", {"m1.name": "Vårt tiltak", "own.kappa": 0.3, "place.tax_level": 0.93})
    values = recalculate_typed(book("1804").path, changed.changes)
    listed = [values.get((at.CHANGE_LOG, f"G{at.CHANGED_LINE + n}")) for n in (1, 2, 3, 4)]
    assert listed[0] == "Skatteinntekt i prosent av landsgjennomsnittet"
    assert listed[1] == "Tiltak 1: Navn på tiltaket"
    assert str(listed[2]).startswith("Egen verdi: ")
    assert listed[3] in {"", None}
    assert values[at.CHANGE_LOG, f"I{at.CHANGED_LINE + 2}"] == "Vårt tiltak"


def test_no_fixed_text_or_number_depends_on_what_is_typed(book: Book, tmp_path: Path) -> None:
    """Nothing can go stale: what Python wrote as it stands is the same whatever the inputs are."""
    other = write_workbook(find("1804").municipality, calculated("1804", rich("1804").values), tmp_path / "other.xlsx")
    first, second = read(book("1804").path), read(other.path)
    before = {(cell.sheet, cell.address): cell for cell in first.cells()}
    stale = [
        f"{cell.sheet}!{cell.address}: {before[cell.sheet, cell.address].value!r} {cell.value!r}"
        for cell in second.cells()
        if not cell.formula and cell.style not in second.unlocked
        if before[cell.sheet, cell.address].value != cell.value
    ]
    assert stale == []


def test_one_cell_calls_the_function_for_excel_365_and_nothing_reads_it(book: Book) -> None:
    path = book("1804").path
    whole = read(path)
    calls = [cell for cell in whole.cells() if CALLED_NAME in cell.formula]
    assert [(cell.sheet, cell.form) for cell in calls] == [(at.ABOUT, "array")]
    assert not any(at.ABOUT in cell.formula for cell in whole.cells() if cell.sheet != at.ABOUT)
    assert dict(whole.names)[CALLED_NAME].startswith("_xlfn.LAMBDA(_xlpm.")
    assert lint(path) == []
    value = calls[0].value
    assert isinstance(value, float)
    assert value > 0
    assert recalculate(path)[at.ABOUT, calls[0].address] == pytest.approx(value)


def test_the_version_of_the_model_is_in_its_list_of_versions() -> None:
    assert __version__ in words("nb")["about_versions"]


def test_the_actions_are_a_real_table_that_can_grow(book: Book) -> None:
    whole = read(book("1804").path)
    assert {"Handlinger", "Endringslogg"} <= set(whole.tables)
    names = dict(whole.names)
    assert names["Fritekst_handlinger"].startswith("'Plan'!")
    assert names["Fritekst_endringslogg"].startswith("'Endringslogg'!")
