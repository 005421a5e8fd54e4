"""The proof that every formula cell of a workbook holds what independent engines calculate from its formulas."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workbooks.filled import delivered, rich
from tests.workbooks.libreoffice import Office
from tests.workbooks.recalculation import differences
from utenfor_core.domain import FYLKE
from utenfor_core.model import compute
from utenfor_core.municipalities import all_municipalities, find
from utenfor_core.places import place_of
from workbook_templates.languages import LANGUAGES
from workbook_templates.workbook import Built, write_workbook

Book = Callable[..., Built]
TEN = ("1151", "1804", "0301", "4601", "5001", "1580", "4602", "5444", "3203", "5634")
"""Smallest, middle, largest; large towns; a new one; unknown zone; far north; a suburb; Sámi names."""


def _differences(built: Built) -> list[str]:
    found = differences(built.path, lambda sheet, row, column: built.units[sheet, row, column])
    return [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r} {one.formula[:120]}" for one in found]


@pytest.mark.parametrize("number", TEN)
def test_ironcalc_finds_every_value_of_the_file_again(book: Book, number: str) -> None:
    assert _differences(book(number)) == []


@pytest.mark.verify
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [municipality.number for municipality in all_municipalities()])
def test_ironcalc_finds_every_value_again_for_all_municipalities(book: Book, number: str, language: str) -> None:
    assert _differences(book(number, language)) == []


@pytest.mark.parametrize("number", ["1804", "0301"])
def test_libreoffice_finds_every_value_of_the_file_again(book: Book, libre: Office, number: str) -> None:
    assert _in_libreoffice(book(number), libre) == []


@pytest.mark.verify
@pytest.mark.parametrize("number", [municipality.number for municipality in all_municipalities()])
def test_libreoffice_finds_every_value_again_for_all_municipalities(book: Book, libre: Office, number: str) -> None:
    assert _in_libreoffice(book(number), libre) == []


def _in_libreoffice(built: Built, libre: Office) -> list[str]:
    found = libre.differences(built.path, lambda sheet, row, column: built.units[sheet, row, column])
    return [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r} {one.formula[:120]}" for one in found]


def test_ironcalc_finds_every_value_of_a_countys_workbook_again(tmp_path: Path) -> None:
    municipality = find("1804").municipality
    values = rich("1804").values
    county = compute(values, delivered("1804"), replace(place_of(municipality), own_levels=frozenset({FYLKE})))
    assert _differences(write_workbook(municipality, county, tmp_path / "county.xlsx")) == []


def test_one_tampered_value_is_found(book: Book, tmp_path: Path) -> None:
    built = book("1804")
    cell = next(
        (sheet, row, column)
        for (sheet, row, column), unit in built.units.items()
        if sheet == "Beregning" and unit == "kr" and row > 500 and column == 20
    )
    tampered = tmp_path / "tampered.xlsx"
    _tamper(built.path, tampered, cell[1])
    found = differences(tampered, lambda sheet, row, column: built.units[sheet, row, column])
    assert len(found) == 1


def _tamper(source: Path, target: Path, row: int) -> None:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.read("xl/workbook.xml").decode()
        number = names[: names.index('name="Beregning"')].count("<sheet ")
        part = f"xl/worksheets/sheet{number}.xml"
        for entry in before.infolist():
            content = before.read(entry.filename)
            if entry.filename == part:
                text = content.decode()
                start = text.index(f'<c r="T{row}"')
                at = text.index("<v>", start) + len("<v>")
                end = text.index("</v>", at)
                content = (text[:at] + repr(float(text[at:end]) + 1.0) + text[end:]).encode()
            after.writestr(entry, content)
