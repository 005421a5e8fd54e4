"""The rules proved on samples: a right workbook has no finding, and each rule finds the one thing that breaks it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter

from tests.workbooks import samples
from tests.workbooks.contrast import contrast, contrast_findings, tinted
from tests.workbooks.excel_functions import PREFIXED, UNPREFIXED, complaint
from tests.workbooks.linter import constants_in_rows, lint, unlike_in_rows
from tests.workbooks.package import package_findings
from tests.workbooks.reading import read
from tests.workbooks.samples import CALCULATION, Tampering
from tests.workbooks.structure import reads_as_cell
from tests.workbooks.years_in_step import out_of_step

FIRST = 7  # the column of the first year in the sample
Break = Callable[[Any, Any], object]

BREAKS: dict[str, tuple[str, str, Break]] = {
    "a literal": ("literal", "D4", lambda _, sheet: sheet.write_formula("D4", "=A1*1.04")),
    "a literal in an array constant": ("literal", "D4", lambda _, sheet: sheet.write_formula("D4", "=SUM({1,7})")),
    "a volatile function": ("volatile", "D4", lambda _, sheet: sheet.write_formula("D4", "=SUM(OFFSET(A1,0,1))")),
    "today": ("volatile", "D4", lambda _, sheet: sheet.write_formula("D4", "=YEAR(TODAY())")),
    "a missing prefix": ("function", "D4", lambda _, sheet: sheet.write_formula("D4", "=STDEV.S(A1:A3)")),
    "a function of 2019": ("function", "D4", lambda _, sheet: sheet.write_formula("D4", "=_xlfn.IFS(A1=1,1)")),
    "a function of 365": ("function", "D4", lambda _, sheet: sheet.write_formula("D4", "=_xlfn.CONCAT(A1:A3)")),
    "three IFs": (
        "nested IF",
        "D4",
        lambda _, sheet: sheet.write_formula("D4", "=IF(A1=0,0,IF(A1=1,1,1+(IF(A1=12,1,0))))"),
    ),
    "an external link": (
        "external link",
        "D4",
        lambda _, sheet: sheet.write_formula("D4", "='[bok.xlsx]Ark'!A1"),
    ),
    "an array formula": (
        "array formula",
        "D4",
        lambda _, sheet: sheet.write_array_formula("D4:D4", "{=SUM(A1:A3*A1:A3)}"),
    ),
    "an error value": ("error value", "D4", lambda _, sheet: sheet.write_formula("D4", "=NA()", None, "#N/A")),
    "a hidden row": ("hidden row or column", "3", lambda _, sheet: sheet.set_row(2, None, None, {"hidden": 1})),
    "a hidden column": (
        "hidden row or column",
        "B:C",
        lambda _, sheet: sheet.set_column("B:C", None, None, {"hidden": 1}),
    ),
    "a hidden sheet": ("hidden sheet", "", lambda book, _: book.add_worksheet("Skjult").hide()),
    "a very hidden sheet": ("hidden sheet", "", lambda book, _: book.add_worksheet("Skjult").very_hidden()),
    "merged cells": ("merged cells", "F1:G2", lambda _, sheet: sheet.merge_range("F1:G2", "to")),
    "a name without a target": (
        "name without a target",
        "",
        lambda book, _: book.define_name("rente", "=#REF!$A$1"),
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_each_thing_that_breaks_a_rule_is_found_alone(tmp_path: Path, what: str) -> None:
    rule, address, do = BREAKS[what]
    path = tmp_path / "broken.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark")
        sheet.write_column("A1", [1, 2, 3])
        do(book, sheet)
    assert [(one.rule, one.address) for one in lint(path)] == [(rule, address)]


def patched(path: Path, part: str, *changes: tuple[str, str]) -> Path:
    """Write the file anew with texts of one part replaced, for what XlsxWriter itself refuses to write."""
    with ZipFile(path) as source:
        contents = {name: source.read(name).decode() for name in source.namelist()}
    for old, new in changes:
        assert old in contents.setdefault(part, old)
        contents[part] = contents[part].replace(old, new)
    with ZipFile(path, "w") as target:
        for name, content in contents.items():
            target.writestr(name, content)
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A file with a table, a drop-down list and two formulas."""
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark")
        sheet.data_validation("D1", {"validate": "list", "source": ["ja", "nei"], "input_message": "Velg"})
        sheet.add_table("A1:B3", {"name": "Tabell_1"})
        sheet.write_formula("E1", "=F1+1", None, 1)
        sheet.write_formula("E2", "=F2+1", None, 1)
    return path


SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"


def rules(path: Path) -> list[tuple[str, str]]:
    return [(one.rule, one.address) for one in lint(path)]


def test_a_plain_file_has_no_finding(plain: Path) -> None:
    assert lint(plain) == []


def test_a_typed_list_of_256_characters_is_found_and_one_of_255_is_not(plain: Path) -> None:
    assert rules(patched(plain, SHEET, ("ja,nei", "a" * 255))) == []
    assert rules(patched(plain, SHEET, ("a" * 255, "a" * 256))) == [("validation list", "D1")]


def test_a_message_that_is_too_long_is_found(plain: Path) -> None:
    assert rules(patched(plain, SHEET, ("Velg", "V" * 256))) == [("validation message", "D1")]


def test_shared_formulas_are_found_with_their_followers(plain: Path) -> None:
    shared = ("<f>F1+1</f>", '<f t="shared" ref="E1:E2" si="0">F1+1</f>'), ("<f>F2+1</f>", '<f t="shared" si="0"/>')
    assert rules(patched(plain, SHEET, *shared)) == [("shared formula", "E1"), ("shared formula", "E2")]


def test_a_table_whose_name_is_a_cell_is_found(plain: Path) -> None:
    assert rules(patched(plain, TABLE, ("Tabell_1", "TAB1"))) == [("name like a cell", "")]


def test_a_part_that_links_to_another_file_is_found(plain: Path) -> None:
    assert rules(patched(plain, "xl/externalLinks/externalLink1.xml", ("", ""))) == [("external link", "")]


@pytest.mark.parametrize("name", ["TAB1", "t1", "XFD1048576", "R", "c", "R1C1", "rc", "R2"])
def test_these_names_read_as_cells(name: str) -> None:
    assert reads_as_cell(name)


@pytest.mark.parametrize("name", ["Tabell1", "XFE1", "A1048577", "A0", "T_1", "rente", "REK"])
def test_these_names_do_not_read_as_cells(name: str) -> None:
    assert not reads_as_cell(name)


def test_the_right_workbook_breaks_no_rule(tmp_path: Path) -> None:
    path = samples.savings(tmp_path / "savings.xlsx")
    book = read(path)
    assert lint(path) == []
    assert package_findings(path) == []
    assert contrast_findings(path) == []
    assert unlike_in_rows(book, CALCULATION, FIRST) == []
    assert constants_in_rows(book, CALCULATION, FIRST) == []


def test_one_unlike_formula_is_found_wherever_in_the_row_it_lies(tmp_path: Path) -> None:
    for address in ("G4", "I4", "L4"):
        wrong = Tampering(formulas={address: "='Tiltak'!$C$2*'Tiltak'!$C$3*$G3"}, values={})
        path = samples.savings(tmp_path / f"{address}.xlsx", wrong)
        assert [one.address for one in unlike_in_rows(read(path), CALCULATION, FIRST)] == [address]


def test_columns_before_the_first_and_after_the_last_are_left_alone(tmp_path: Path) -> None:
    wrong = Tampering(formulas={"G4": "=1", "L4": "=1"}, values={})
    book = read(samples.savings(tmp_path / "ends.xlsx", wrong))
    assert unlike_in_rows(book, CALCULATION, FIRST + 1, FIRST + samples.YEARS - 2) == []


def test_a_number_typed_over_a_formula_is_found(tmp_path: Path) -> None:
    path = patched(samples.savings(tmp_path / "typed.xlsx"), "xl/worksheets/sheet2.xml", ("<f>H4&gt;12*1000</f>", ""))
    assert [one.address for one in constants_in_rows(read(path), CALCULATION, FIRST)] == ["H5"]


YEARS_BROKEN: dict[str, tuple[str, set[str]]] = {
    "B3": ("=Beregning!$D$4", {"C3"}),
    "C3": ("=Beregning!$E$4", {"C3", "D3"}),
    "E3": ("=Beregning!$H$5", {"E3", "F3"}),
    "J3": ("=Beregning!$E$90", {"J3", "J4"}),
    "J4": ("=Beregning!$E$45", {"J4"}),
    "A9": ("=Beregning!$E$9", set()),
}
"""A cell overwritten with a link, and the cells that are then out of step with the one before or above."""


@pytest.mark.parametrize("address", YEARS_BROKEN)
def test_a_link_to_another_year_than_the_next_is_found_and_the_last_cell_may_be_a_sum(
    tmp_path: Path, address: str
) -> None:
    path = tmp_path / "years.xlsx"
    link, wanted = YEARS_BROKEN[address]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Resultat")
        for row in (2, 3, 4):
            for shown, year in zip("BCDEFGHI", "EFGHIJKL", strict=True):
                sheet.write_formula(f"{shown}{row}", f"=Beregning!${year}${row + 1}")
            sheet.write_formula(f"J{row}", f"=Beregning!$E${row + 40}")
        sheet.write_formula(address, link)
        book.add_worksheet("Beregning")
    assert {one.address for one in out_of_step(read(path).sheet("Resultat"))} == wanted


def test_package_errors_are_found(plain: Path) -> None:
    assert package_findings(plain) == []
    findings = package_findings(patched(plain, SHEET, ('<c r="E1">', '<c r="E1" t="nonsense">')))
    assert [one.sheet for one in findings] == ["/xl/worksheets/sheet1.xml"]


def test_functions_of_excel_2016_are_known_in_their_right_spelling() -> None:
    assert [name for name in UNPREFIXED | {f"_xlfn.{name}" for name in PREFIXED} if complaint(name)] == []
    assert not UNPREFIXED & PREFIXED
    assert complaint("_xlfn.SUM")
    assert complaint("_xlfn.XLOOKUP")
    assert complaint("UTENFOR_SAVINGS")


# Contrast


def test_contrast_is_as_wcag_defines_it() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FFFFFF", "FFFFFF") == pytest.approx(1)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_a_tint_makes_a_colour_lighter_or_darker() -> None:
    assert tinted("4F81BD", 0) == "4F81BD"
    assert tinted("808080", -0.5) == "404040"
    assert tinted("000000", 0.5) == "808080"


def test_a_pair_with_too_little_contrast_is_found_in_cells_and_in_conditions(tmp_path: Path) -> None:
    path = tmp_path / "colours.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark")
        sheet.write("A1", "god", book.add_format({"font_color": "#FFFFFF", "bg_color": "#1F3864"}))
        sheet.write("A2", "svak", book.add_format({"font_color": "#999999"}))
        sheet.write("A3", "svak", book.add_format({"bg_color": "#333333"}))
        weak = book.add_format({"font_color": "#FFEB9C", "bg_color": "#FFFFCC"})
        sheet.conditional_format("A1:A3", {"type": "cell", "criteria": ">", "value": 1, "format": weak})
    found = [(one.address, one.text.split(":")[0]) for one in contrast_findings(path)]
    assert found == [
        ("cellXfs 2", "999999 on FFFFFF"),
        ("cellXfs 3", "000000 on 333333"),
        ("dxfs 0", "FFEB9C on FFFFCC"),
    ]
