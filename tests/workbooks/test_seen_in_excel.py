"""What a person meets in Excel: room to scroll, no green triangles, filters, formulas to type again, printed pages."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl.utils import range_boundaries

from tests.workbooks.frozen import SCREEN, too_much_frozen
from tests.workbooks.reading import MAIN, formula_cells, read, sheet_parts
from utenfor_core.control import CHECKS
from utenfor_core.municipalities import find
from utenfor_core.network import edition
from workbook_templates import positions as at
from workbook_templates.enrolment.template import write_participants_template
from workbook_templates.own_figures_files import write_own_figures_template
from workbook_templates.workbook import Built, laid

Book = Callable[..., Built]
NUMBER = re.compile(r"\d[\d .,\u00a0]*")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TWIPS = 15
"""A window's size is stored in twips, fifteen to a pixel."""


def parts(path: Path) -> dict[str, str]:
    """The XML of each sheet by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(part).decode() for name, _, part in sheet_parts(package)}


def test_what_stands_still_leaves_room_for_what_is_scrolled(book: Book, tmp_path: Path) -> None:
    write_participants_template(tmp_path / "skjema.xlsx", edition("2019"), language="nb")
    write_own_figures_template(tmp_path / "egne.xlsx")
    paths = (book("1804").path, book("4640").path, tmp_path / "skjema.xlsx", tmp_path / "egne.xlsx")
    assert {path.name: too_much_frozen(path) for path in paths} == {path.name: [] for path in paths}


def test_a_sheet_that_freezes_too_much_is_told(book: Book, tmp_path: Path) -> None:
    with zipfile.ZipFile(book("1804").path) as whole, zipfile.ZipFile(tmp_path / "frosset.xlsx", "w") as changed:
        part = next(part for name, _, part in sheet_parts(whole) if name == at.INPUTS)
        for name in whole.namelist():
            content = whole.read(name)
            changed.writestr(name, content.replace(b'ySplit="3"', b'ySplit="21"') if name == part else content)
    assert [told.split(":")[0] for told in too_much_frozen(tmp_path / "frosset.xlsx")] == [at.INPUTS]


def test_a_book_opens_in_a_window_of_a_usual_size(book: Book) -> None:
    with zipfile.ZipFile(book("1804").path) as package:
        view = next(fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}workbookView"))
    assert [int(view.attrib[name]) // TWIPS for name in ("windowWidth", "windowHeight")] == list(SCREEN)


def _inside(content: str, name: str) -> list[tuple[int, int, int, int]]:
    found = re.search(rf'<ignoredError sqref="([^"]*)" {name}="1"/>', content)
    areas = found[1].split() if found else []
    return [tuple(int(one or 0) for one in range_boundaries(area)) for area in areas]  # type: ignore[misc]  # of four


@pytest.mark.parametrize("number", ["1804", "0301"])
def test_no_code_that_is_written_as_text_has_a_green_triangle(book: Book, number: str) -> None:
    contents = parts(book(number).path)
    for sheet in read(book(number).path).sheets:
        areas = _inside(contents[sheet.name], "numberStoredAsText")
        codes = [cell for cell in sheet.cells if not cell.formula and NUMBER.fullmatch(str(cell.value or ""))]
        wrong = [
            cell.address
            for cell in codes
            if cell.kind == "text"
            and not any(left <= cell.column <= right and top <= cell.row <= low for left, top, right, low in areas)
        ]
        assert wrong == [], sheet.name


def test_a_formula_may_be_typed_again_where_it_stands(book: Book) -> None:
    with zipfile.ZipFile(book("1804").path) as package:
        styles = fromstring(package.read("xl/styles.xml"))
    texts = {one.get("numFmtId") for one in styles.iter(f"{MAIN}numFmt") if one.get("formatCode") == "@"}
    formats = next(styles.iter(f"{MAIN}cellXfs"))
    as_text = {at for at, one in enumerate(formats) if one.get("numFmtId") in texts}
    assert as_text
    cells = formula_cells(book("1804").path)
    assert [f"{cell.sheet}!{cell.address}" for cell in cells if cell.style in as_text] == []


def test_the_long_tables_can_be_filtered_on_protected_sheets_and_nothing_is_promised_of_sorting(book: Book) -> None:
    contents = parts(book("1804").path)
    filters = {name: re.search(r'<autoFilter ref="([^"]*)"', text) for name, text in contents.items()}
    for name in (at.ASSUMPTIONS, at.CHECKS, at.INPUTS):
        found = filters[name]
        assert found
        protection = re.search(r"<sheetProtection[^>]*>", contents[name])
        assert protection
        assert 'autoFilter="0"' in protection[0]
        assert "sort=" not in protection[0]
    checks = filters[at.CHECKS]
    assert checks
    assert checks[1] == f"A{at.CHECK_LINE}:H{at.CHECK_LINE + len(CHECKS)}"


def test_the_filter_of_the_assumptions_covers_every_assumption_and_no_other_table(book: Book) -> None:
    places = laid()[0].book
    head, lines = places.find("", "preset_name").lines[0], places.find("", "preset_value").lines
    found = re.search(r'<autoFilter ref="A(\d+):M(\d+)"', parts(book("1804").path)[at.ASSUMPTIONS])
    assert found
    assert (int(found[1]), int(found[2])) == (head + 1, lines[-1] + 1)
    assert max(lines) == lines[-1]


@pytest.mark.parametrize(("number", "language"), [("1804", "nb"), ("4640", "nn")])
def test_every_printed_page_names_the_municipality(book: Book, number: str, language: str) -> None:
    footers = [re.search(r"<oddFooter>([^<]*)", text) for text in parts(book(number, language).path).values()]
    name = find(number).municipality.name_no
    assert [found[1] for found in footers if found and f", {name}&amp;C" not in found[1]] == []
    assert None not in footers


@pytest.mark.parametrize("number", ["1804", "4640"])
def test_every_series_of_every_chart_has_a_name(book: Book, number: str) -> None:
    with zipfile.ZipFile(book(number).path) as package:
        charts = {name: package.read(name) for name in package.namelist() if name.startswith("xl/charts/chart")}
    assert charts
    for name, content in charts.items():
        for one in fromstring(content).iter(f"{CHART}ser"):
            title = one.find(f"{CHART}tx")
            assert title is not None, name
            assert "".join(title.itertext()).strip(), name
