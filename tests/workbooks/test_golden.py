"""A workbook beside its stored portrait, and the formulas of all workbooks beside one another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbooks.golden import NUMBER, changes, drawn, languages, stored
from tests.workbooks.portrait import formula_digests, portrait
from tests.workbooks.samples import Tampering, savings
from tests.workbooks.test_books_recalculation import TEN
from utenfor_core.municipalities import all_municipalities
from workbook_templates.workbook import Built

Book = Callable[[str, str], Built]
ANEW = "\nIs this what was meant? Write the portraits anew with `make golden` and look at the difference."


@pytest.mark.parametrize("language", languages())
def test_a_workbook_is_as_its_stored_portrait(language: str) -> None:
    found = list(changes(stored(language), drawn(language)))
    assert found == [], "\n".join([*found, ANEW])


@pytest.mark.parametrize(("number", "language"), [*((number, "nb") for number in TEN), ("1151", "nn"), ("4640", "nn")])
def test_formulas_are_the_same_text_in_a_sample_of_municipalities(book: Book, number: str, language: str) -> None:
    assert formula_digests(book(number, language).path) == formula_digests(book(NUMBER, language).path)


@pytest.mark.verify
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("number", [municipality.number for municipality in all_municipalities()])
def test_formulas_are_the_same_text_in_all_municipalities(book: Book, number: str, language: str) -> None:
    assert formula_digests(book(number, language).path) == formula_digests(book(NUMBER, language).path)


def test_a_changed_formula_is_told_by_its_cell_and_changes_its_sheets_digest_alone(tmp_path: Path) -> None:
    right = savings(tmp_path / "right.xlsx")
    wrong = savings(tmp_path / "wrong.xlsx", Tampering(formulas={"H4": "=1+H3"}, values={}))
    told = list(changes(portrait(right), portrait(wrong)))
    assert told[0] == "xl_worksheets_sheet2.xml: 2 lines differ"
    assert [line.split()[0] for line in told[1:]] == ["@@", "-", "+"]
    assert all("H4" in line for line in told[2:])
    before, after = formula_digests(right), formula_digests(wrong)
    assert [name for name in before if before[name] != after[name]] == ["Beregning"]


def test_a_changed_value_changes_the_portrait_and_not_the_formulas(tmp_path: Path) -> None:
    right = savings(tmp_path / "right.xlsx")
    wrong = savings(tmp_path / "wrong.xlsx", Tampering(formulas={}, values={"H4": 12.5}))
    assert any("12.5" in line for line in changes(portrait(right), portrait(wrong)))
    assert formula_digests(right) == formula_digests(wrong)
