"""Books in bokmål and nynorsk: the same figures and formulas, every word in the book's language."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import unescape

import numpy as np
import pytest
from openpyxl import load_workbook

from tests.workbooks.bokmal import BOKMAL, is_bokmal
from tests.workbooks.filled import delivered, rich
from tests.workbooks.libreoffice import Office
from tests.workbooks.linter import lint
from tests.workbooks.package import package_findings
from tests.workbooks.reading import formula_cells, read
from tests.workbooks.recalculation import differences
from utenfor_core.frame import built_in_frame
from utenfor_core.model import compute
from utenfor_core.municipalities import all_municipalities, find
from utenfor_core.places import place_of
from workbook_templates.generator import build_workbooks, chosen_municipalities, read_manifest
from workbook_templates.languages import LANGUAGES, frame_in, language_of
from workbook_templates.readback import read_book
from workbook_templates.twins import twins
from workbook_templates.workbook import Built, file_name, write_workbook

Book = Callable[..., Built]
MOVED = [name for name, twin in twins("nn").sheets.items() if twin != name]


def test_the_municipalitys_own_form_decides_unless_another_is_asked_for() -> None:
    forms = {one.language_form: language_of(one) for one in all_municipalities()}
    assert forms == {"bokmål": "nb", "nynorsk": "nn", "nøytral": "nb"}
    sogndal = find("4640").municipality
    assert file_name(sogndal) == "utenfor-regnskapet_4640_sogndal_nn.xlsx"
    assert file_name(sogndal, "nb") == "utenfor-regnskapet_4640_sogndal_nb.xlsx"


def test_a_book_of_either_language_is_made_told_in_the_manifest_and_left_alone_the_second_time(tmp_path: Path) -> None:
    choice = chosen_municipalities(["4640"])
    first = build_workbooks(choice, tmp_path)
    other = build_workbooks(choice, tmp_path, language="nb")
    assert [path.name[-8:] for path in (*first.built, *other.built)] == ["_nn.xlsx", "_nb.xlsx"]
    rows = read_manifest(tmp_path / "manifest.csv")
    assert {row["fil"][-7:-5]: row["målform"] for row in rows.values()} == {"nn": "nn", "nb": "nb"}
    assert build_workbooks(choice, tmp_path).built == []


def test_the_frame_of_another_language_has_the_same_figures() -> None:
    ours, theirs = built_in_frame(), frame_in("nn")
    assert theirs is frame_in("nn")
    assert [replace(line, label="", note="") for line in theirs.lines] == [
        replace(line, label="", note="") for line in ours.lines
    ]
    assert theirs.groups.labels[0] == "1a Slutta i vidaregåande"
    assert [field.key for field in theirs.fields] == [field.key for field in ours.fields]


def _differences(built: Built) -> list[str]:
    found = differences(built.path, lambda sheet, row, column: built.units[sheet, row, column])
    return [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r}" for one in found]


def test_ironcalc_and_libreoffice_find_every_value_of_a_nynorsk_book_again(book: Book, libre: Office) -> None:
    built = book("4640")
    assert _differences(built) == []
    assert libre.differences(built.path, lambda sheet, row, column: built.units[sheet, row, column]) == []


@pytest.fixture(scope="module")
def filled_in(tmp_path_factory: pytest.TempPathFactory) -> Built:
    frame, municipality = frame_in("nn"), find("4640").municipality
    labels = dict(zip(built_in_frame().groups.labels, frame.groups.labels, strict=True))
    typed = {**rich("4640").values, "m1.name": "Oppfølging utenfor skolen", "m1.funder2_kind": "startet"}
    values = {key: labels.get(value, value) if isinstance(value, str) else value for key, value in typed.items()}
    result = compute(values, delivered("4640"), place_of(municipality), (None, None), frame)
    path = tmp_path_factory.mktemp("nynorsk") / "fylt.xlsx"
    return write_workbook(municipality, result, path, language="nn")


def test_a_filled_in_nynorsk_book_is_found_again_and_the_users_own_words_stand_as_they_are(filled_in: Built) -> None:
    assert [one for one in _differences(filled_in) if "startet" not in one] == []
    shown = {cell.value for cell in read(filled_in.path).cells() if cell.sheet == "Tiltak"}
    assert {"Oppfølging utenfor skolen", "startet", "kjem i arbeid eller utdanning", "utanfor"} <= shown


def test_a_nynorsk_book_is_read_back_in_the_cores_words_and_gives_the_same_result(filled_in: Built) -> None:
    book = read_book(filled_in.path)
    known = {key: value for key, value in filled_in.result.values.items() if value not in {None, ""}}
    assert book.language == "nn"
    texts = {key: value for key, value in known.items() if isinstance(value, str)}
    numbers = {key: value for key, value in known.items() if key not in texts}
    assert {key: book.values.get(key) for key in texts} == texts
    assert {key: book.values.get(key) for key in numbers} == pytest.approx(numbers, rel=1e-12)
    assert {book.values["m2.pair"], book.values["plan.prices"]} == {"kommer i arbeid eller utdanning", "løpende"}
    name, block = "net_present", "all"
    assert np.allclose(book.result().row(name, block), filled_in.result.row(name, block), rtol=1e-9, atol=0.005)


def test_the_formulas_of_a_nynorsk_book_differ_from_those_in_bokmaal_in_words_alone(book: Book) -> None:
    told = twins("nn")
    ours, theirs = (
        {(cell.sheet, cell.address): cell.formula for cell in formula_cells(book("1151", language).path)}
        for language in LANGUAGES
    )
    calculated = {key: told.formula(formula) for key, formula in ours.items() if key[0] in {"Beregning", "Skatt"}}
    assert {(told.sheet(sheet), address): formula for (sheet, address), formula in calculated.items()}.items() <= (
        theirs.items()
    )


def test_a_nynorsk_book_keeps_the_rules_and_has_a_clean_package(book: Book) -> None:
    path = book("4640").path
    assert [f"{one.sheet}!{one.address} {one.rule}: {one.text}" for one in lint(path)] == []
    assert [one.text for one in package_findings(path)] == []


def test_no_word_of_bokmaal_stands_in_the_rules_messages_and_charts_of_a_nynorsk_book(book: Book) -> None:
    with zipfile.ZipFile(book("4640").path) as package:
        parts = [
            name for name in package.namelist() if re.search(r"worksheets/sheet|charts/chart|drawings/drawing", name)
        ]
        text = " ".join(unescape(package.read(name).decode(), {"&quot;": '"'}) for name in parts)
    shown = re.findall(r"<formula[12]?>(.*?)</formula|<a:t>(.*?)</a:t>|<c:f>(.*?)</c:f>", text)
    shown += re.findall(r' (?:prompt|error|promptTitle|errorTitle|descr|location)="(.*?)"()()', text)
    assert len(shown) > 500
    assert [
        one for one in map("".join, shown) if BOKMAL.search(one) or any(f"'{name}'!" in one for name in MOVED)
    ] == []


@pytest.mark.parametrize("number", ["4640", "1151"])
def test_no_word_of_bokmaal_stands_in_a_nynorsk_book(book: Book, number: str) -> None:
    found = []
    for sheet in load_workbook(book(number, "nn").path, data_only=True).worksheets:
        for row in sheet.iter_rows():
            shown = [cell.value for cell in row if isinstance(cell.value, str)]
            if sheet.title != "Kjelder":
                found += [f"{sheet.title}: {text}" for text in shown if is_bokmal(text)]
    titles = tuple(source.title for group in built_in_frame().parameters.groups.values() for source in group.sources)
    assert [text for text in found if not any(part in text for part in (*titles, "familier med lavinntekt"))] == []
