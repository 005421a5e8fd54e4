"""Words of the book that people act on: they name what stands in the lists, the unit, the rule and the whole field."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from openpyxl import load_workbook

from utenfor_core.domain import PAIR_WORDS
from utenfor_core.frame import built_in_frame
from workbook_templates.languages import LANGUAGES
from workbook_templates.readback import read_book
from workbook_templates.sheets.entry_rules import TITLE_LENGTH
from workbook_templates.twins import twins
from workbook_templates.workbook import Built

Book = Callable[..., Built]


def texts(book: Built, sheet: str) -> list[str]:
    """Every text of a sheet by the name the core has for it."""
    name = twins(book.path.stem[-2:]).sheet(sheet)
    rows = load_workbook(book.path, data_only=True)[name].iter_rows(values_only=True)
    return [value for row in rows for value in row if isinstance(value, str)]


def prompts(book: Built, sheet: str) -> Iterator[tuple[str, str, str]]:
    """Every message told where a cell is chosen: the label in the cell's row, the title and the message."""
    found = load_workbook(book.path, data_only=True)[twins(book.path.stem[-2:]).sheet(sheet)]
    for rule in found.data_validations.dataValidation:
        if rule.prompt:
            label = found.cell(next(iter(rule.sqref.ranges)).min_row, 1).value
            yield str(label), rule.promptTitle or "", rule.prompt


def charts(sheet: Any) -> list[Any]:  # noqa: ANN401 - openpyxl ships no types
    """The charts of a sheet."""
    return list(sheet._charts)  # noqa: SLF001 - the reader's only way to them


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_where_a_cell_is_chosen_names_the_field_whole(book: Book, language: str) -> None:
    told = [one for sheet in ("Tiltak", "Forutsetninger") for one in prompts(book("4640", language), sheet)]
    assert any(len(label) > TITLE_LENGTH for label, _, _ in told)
    assert [one for one in told if one[0] not in {one[1], one[2].partition(": ")[0]} and ": " not in one[0]] == []
    assert [one for one in told if ": " in one[0] and one[0] != one[1] and not one[2].startswith(f"{one[0]}: ")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_groups_name_their_pair_in_the_words_of_the_list(book: Book, language: str) -> None:
    words = [twins(language).term(word) for word in PAIR_WORDS]
    groups = texts(book("4640", language), "Målgrupper")
    assert groups.count(words[0]) == len(built_in_frame().groups.labels)
    assert sum(f"«{words[1]}»" in text for text in groups) == len(PAIR_WORDS)
    assert [text for text in groups if "Par nr" in text or "aret «ut" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pairs_of_the_groups_are_read_from_a_book_of_either_language(book: Book, language: str) -> None:
    read = read_book(book("4640", language).path)
    assert read.unread == ()
    assert read.groups is not None
    assert read.groups.pair == built_in_frame().groups.pair


def test_a_nynorsk_book_never_says_the_readers_figures_where_it_means_those_of_ks(book: Book) -> None:
    for sheet in ("Forside", "Resultat", "Om modellen"):
        told = [text for text in texts(book("4640", "nn"), sheet) if "Rambøll" in text]
        assert [text.endswith("ingen tal frå dei.") for text in told] == [True]


@pytest.mark.parametrize("number", ["1804", "1151"])
def test_the_picture_tells_how_many_municipalities_county_and_country_rest_on_where_some_are_missing(
    book: Book, number: str
) -> None:
    told = " ".join(texts(book(number), "Utfordringsbilde"))
    assert "2022, 2023: Landet: Bygger på 354 av 357 kommuner med kjente tall." in told
    assert "Landet: Bygger på 352 av 357 kommuner med kjente tall." in told
    assert ("Fylket: Bygger på" in told) == (number == "1151")


def test_a_paragraph_is_named_with_its_regulation(book: Book) -> None:
    told = [text for text in texts(book("1804"), "Økonomiplan") if "§ 5-4" in text]
    assert told
    assert all("udsjett- og regnskapsforskriften § 5-4" in text for text in told)


@pytest.mark.parametrize("number", ["0301", "1151"])
def test_a_code_in_the_plan_is_one_code_or_none(book: Book, number: str) -> None:
    rows = load_workbook(book(number).path)["Økonomiplan"].iter_rows(min_col=5, max_col=6)
    shown = [str(cell.value) for row in rows for cell in row if cell.value]
    assert any('"281"' in text for text in shown)
    assert [text for text in shown if re.search(r"\d{3}\s*[/–,]\s*\d{3}", text)] == []


def test_where_extra_school_years_are_paid_the_plan_says_which_codes_they_can_have(book: Book) -> None:
    told = texts(book("0301"), "Økonomiplan")
    assert sum("Velg funksjon (520–537)" in text for text in told) == 1
    assert "3 Endringer i egne tjenester: innsparing som kan tas ut, og merutgift" in told


def test_what_the_kommune_keeps_says_what_it_rests_on_while_the_tax_level_is_empty(book: Book) -> None:
    sheet = "Utfordringsbilde"
    assert sum("er tomt: forutsetter skattesvak kommune." in text for text in texts(book("1151"), sheet)) == 1
    live = [str(cell.value) for row in load_workbook(book("1151").path)[sheet].iter_rows() for cell in row]
    said = ("er tomt: forutsetter skattesvak", "kan ikke brukes: forutsetter skattesterk", "ISNUMBER(")
    assert sum(text.startswith("=") and all(part in text for part in said) for text in live) == 1


def test_every_title_of_a_chart_that_is_a_finding_stands_in_a_cell_of_its_sheet(book: Book) -> None:
    titled = set()
    for sheet in load_workbook(book("4640").path, data_only=True).worksheets:
        for chart in charts(sheet):
            text = chart.title.tx if chart.title else None
            if text is not None and text.strRef is not None:
                name, _, address = text.strRef.f.rpartition("!")
                assert name.strip("'") == sheet.title
                cell = sheet[address.replace("$", "")]
                assert cell.value
                assert not sheet.row_dimensions[cell.row].hidden
                titled.add(sheet.title)
    assert {"Resultat", "Uvisse", "Budsjett på tvers"} <= titled


def test_who_pays_is_said_to_be_levels_in_the_plans_prices_rounded_one_by_one(book: Book) -> None:
    told = [text for text in texts(book("1151"), "Plan") if text.startswith("Alltid nivå; punkt 4 viser «nivå».")]
    assert [text.endswith("så summer kan avvike med 1 fra punkt 4 og Økonomiplan.") for text in told] == [True]


@pytest.mark.parametrize("sheet", ["Forside", "Om modellen"])
def test_a_user_of_libreoffice_is_told_that_the_charts_titles_do_not_follow(book: Book, sheet: str) -> None:
    assert sum("I LibreOffice " in text and "tit" in text for text in texts(book("1151"), sheet)) == 1
