"""The rules of modelling proved on a sample: a right workbook has no finding, and each rule finds what breaks it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.workbooks.modelling import Roles, modelling_findings

ROLES = Roles(
    entry=("Tiltak", "Forutsetninger"),
    calculation=("Beregning",),
    results=("Resultat",),
    inputs="Inndata",
    inputs_name="Inndata_alle",
    free_text="Fritekst_",
    described="Forutsetninger",
    columns={"key": 1, "label": 2, "unit": 3, "least": 4, "most": 5, "address": 6},
    status_and_source=(2, 3),
    main_heads={"Resultat": "Hva"},
)
INPUTS = (
    ("m1.cost", "Kostnad", "kr", 0, 9, "Tiltak!B2"),
    ("m1.name", "Navn", "tekst", "", "", "Tiltak!B3"),
    ("own.kappa", "Egen verdi: κ", "andel", 0, 1, "Forutsetninger!D2"),
)
SHEETS = ("Tiltak", "Forutsetninger", "Beregning", "Resultat", "Inndata")
Sheets = dict[str, Any]
Break = Callable[[Sheets, Any], object]


def sample(path: Path, change: Break | None = None) -> Path:
    """Write a small workbook that keeps every rule, then change one thing in it."""
    with xlsxwriter.Workbook(path) as book:
        title, opened = book.add_format({"bold": True}), book.add_format({"locked": False, "bg_color": "#FFF4CC"})
        sheets = {name: book.add_worksheet(name) for name in SHEETS}
        for name, sheet in sheets.items():
            sheet.write("A1", name, title)
            sheet.write_row("A4" if name == "Inndata" else "A2", ["Hva", "Verdi"])
            book.define_name(f"{name}!Title", f"={name}!$A${4 if name == 'Inndata' else 2}")
        sheets["Tiltak"].write("B2", 5, opened)
        sheets["Tiltak"].write("B3", "", opened)
        sheets["Tiltak"].write("B5", "notat", opened)
        sheets["Forutsetninger"].write_row("A2", ["κ", "forutsetning", "kilde"])
        sheets["Forutsetninger"].write_blank("D2", None, opened)
        sheets["Beregning"].write_formula("B2", "='Tiltak'!B2*1000", None, 5000)
        sheets["Beregning"].write_formula("A3", "='Resultat'!B9", None, "Alt stemmer")
        sheets["Resultat"].write_formula("B2", "=Beregning!B2", None, 5000)
        for line, row in enumerate(INPUTS, 4):
            sheets["Inndata"].write_row(line, 0, row)
        book.define_name("Inndata_alle", f"=Inndata!$A$5:$F${4 + len(INPUTS)}")
        book.define_name("Fritekst_notat", "=Tiltak!$B$5:$C$9")
        if change:
            change(sheets, opened)
    return path


def named(what: str, **changed: str) -> Break:
    """Return a change that lays the inputs' list anew with one cell of a line changed."""

    def do(sheets: Sheets, _: object) -> None:
        columns = {"label": 1, "unit": 2, "least": 3, "most": 4, "address": 5}
        line = next(at for at, row in enumerate(INPUTS, 4) if row[0] == what)
        for name, value in changed.items():
            sheets["Inndata"].write_string(line, columns[name], value)

    return do


BREAKS: dict[str, tuple[tuple[str, str], Break]] = {
    "a formula in an input cell": (
        ("open formula", "B2"), lambda sheets, opened: sheets["Tiltak"].write_formula("B2", "=B9", opened, 5),
    ),
    "an open cell among the results": (
        ("input among formulas", "B7"), lambda sheets, opened: sheets["Resultat"].write("B7", 1, opened),
    ),
    "an open cell in the calculation": (
        ("input among formulas", "B7"), lambda sheets, opened: sheets["Beregning"].write("B7", 1, opened),
    ),
    "a calculation that reads a result": (
        ("flow", "B4"), lambda sheets, _: sheets["Beregning"].write_formula("B4", "=Resultat!B2", None, 5000),
    ),
    "an input without a unit": (("undescribed input", "m1.cost"), named("m1.cost", unit="")),
    "an input without words": (("undescribed input", "m1.name"), named("m1.name", label="")),
    "a number with one limit": (("undescribed input", "m1.cost"), named("m1.cost", most="")),
    "an open cell that is not listed": (
        ("unlisted input", "E9"), lambda sheets, opened: sheets["Tiltak"].write("E9", 1, opened),
    ),
    "a listed input that is locked": (
        ("unlisted input", "B2"), lambda sheets, _: sheets["Tiltak"].write("B2", 5),
    ),
    "an assumption without a source": (
        ("no source", "D2"), lambda sheets, _: sheets["Forutsetninger"].write_string("C2", ""),
    ),
    "a sheet without a title": (("title", "A1"), lambda sheets, _: sheets["Tiltak"].write_string("A1", "")),
    "the heads of another table than the main one": (
        ("heads", "2"), lambda sheets, _: sheets["Resultat"].write_string("A2", "Annet"),
    ),
    "heads marked where there are none": (
        ("heads", "2"), lambda sheets, _: [sheets["Resultat"].write_string(cell, "") for cell in ("A2", "B2")],
    ),
}  # fmt: skip
ALSO = {
    "an open cell among the results": {("unlisted input", "B7")},
    "an open cell in the calculation": {("unlisted input", "B7")},
}
"""What else is wrong in the same cell: it is not in the list of inputs either."""


def found(path: Path) -> set[tuple[str, str]]:
    return {(one.rule, one.address) for one in modelling_findings(path, ROLES)}


def test_the_right_workbook_breaks_no_rule(tmp_path: Path) -> None:
    assert found(sample(tmp_path / "right.xlsx")) == set()


@pytest.mark.parametrize("what", BREAKS)
def test_each_thing_that_breaks_a_rule_is_found_and_nothing_else(tmp_path: Path, what: str) -> None:
    wanted, change = BREAKS[what]
    assert found(sample(tmp_path / "broken.xlsx", change)) == {wanted} | ALSO.get(what, set())


def test_a_sheet_without_a_role_and_one_with_two_are_found(tmp_path: Path) -> None:
    roles = replace(ROLES, entry=("Forutsetninger", "Beregning"))
    found = [one for one in modelling_findings(sample(tmp_path / "right.xlsx"), roles) if one.rule == "role"]
    assert [(one.sheet, one.text) for one in found] == [("Tiltak", "0 roles"), ("Beregning", "2 roles")]


@pytest.mark.parametrize(("blocks", "found"), [((), ["B7"]), (("Resultat",), [])])
def test_a_number_typed_among_results_is_found_unless_it_lies_in_a_block_for_inputs(
    tmp_path: Path, blocks: tuple[str, ...], found: list[str]
) -> None:
    roles = replace(ROLES, open_results=("Resultat",), input_blocks=blocks)

    def opened(sheets: Sheets, open_format: object) -> None:
        sheets["Resultat"].write("B7", 5, open_format)
        named("m1.cost", address="Resultat!B7")(sheets, open_format)

    findings = modelling_findings(sample(tmp_path / "opened.xlsx", opened), roles)
    assert [one.address for one in findings if one.rule == "input among results"] == found


def test_a_second_title_is_found(tmp_path: Path) -> None:
    path = tmp_path / "titles.xlsx"
    with xlsxwriter.Workbook(path) as book:
        title = book.add_format({"bold": True})
        for name in SHEETS:
            sheet = book.add_worksheet(name)
            sheet.write("A1", name, title)
            book.define_name(f"{name}!Title", f"={name}!$A$1")
        book.get_worksheet_by_name("Tiltak").write("A9", "Enda en", title)
    assert ("title", "A9") in found(path)


def test_a_sheet_without_marked_heads_is_found(tmp_path: Path) -> None:
    path = tmp_path / "heads.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in SHEETS:
            book.add_worksheet(name).write("A1", name)
    assert {one.sheet for one in modelling_findings(path, ROLES) if one.rule == "heads"} == set(SHEETS)
