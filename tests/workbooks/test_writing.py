"""The writer: the same parts as XlsxWriter makes from the same formulas and values, packed smaller."""

import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter
from defusedxml.ElementTree import fromstring

from utenfor_core.domain import Value
from workbook_templates.build_day import build_day
from workbook_templates.packing import LEVEL, MEMORY, RAW
from workbook_templates.writing import WINDOW, PlainSheet, open_workbook

FORMULAS: list[tuple[str, Value]] = [
    ("=SUM(A1:A3)", 1 / 3),
    ('=IF(A1>0,INDEX(A1:A9,2),"nei")', "nei"),
    ("='Ark 1'!$A$1*2", -0.0),
    ("=_xlfn.BETA.INV(0.5,1,1)", 1e-9),
    ('=A1&"<&>"', "<&>"),
    ("=A1>0", True),
    ("=A1", ""),
    ("=COUNT(A1:A9)", 3),
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Give a file of ours and one of the library's own, of the same formulas, values, format and chart."""
    ours, stock = tmp_path / "ours.xlsx", tmp_path / "stock.xlsx"
    with open_workbook(ours) as book:
        sheet = book.add_worksheet("Ark 1")
        for line, (formula, value) in enumerate(FORMULAS):
            sheet.write_plain(line, 2, formula, book.add_format({"bold": True}), value)
        _chart(book, sheet)
    with xlsxwriter.Workbook(stock, {"in_memory": True}) as book:
        book.set_properties({"created": build_day(), "title": "Utenfor-regnskapet"})
        book.set_size(*WINDOW)
        sheet = book.add_worksheet("Ark 1")
        for line, (formula, value) in enumerate(FORMULAS):
            sheet.write_formula(line, 2, formula, book.add_format({"bold": True}), value)
        _chart(book, sheet)
    return ours, stock


def _chart(book: xlsxwriter.Workbook, sheet: PlainSheet) -> None:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Ark 1'!$C$3:$C$4", "name": "='Ark 1'!$C$2"})
    sheet.insert_chart("E2", chart)


def as_excel_has_it(part: bytes) -> bytes:
    """What a spreadsheet needs where the library differs: an empty text is a text, nought has no sign, 14 digits."""
    empty_text = part.replace(b'<c r="C7" s="1"><f>', b'<c r="C7" s="1" t="str"><f>')
    return empty_text.replace(b"<v>-0.0</v>", b"<v>0</v>").replace(
        b"<v>0.3333333333333333</v>", b"<v>0.33333333333333</v>"
    )


def test_every_part_is_the_librarys_own_to_the_byte_but_for_empty_texts_noughts_and_digits(
    files: tuple[Path, Path],
) -> None:
    with zipfile.ZipFile(files[0]) as ours, zipfile.ZipFile(files[1]) as stock:
        assert ours.namelist() == stock.namelist()
        assert [name for name in ours.namelist() if ours.read(name) != as_excel_has_it(stock.read(name))] == []
        sheet = "xl/worksheets/sheet1.xml"
        assert ours.read(sheet) != stock.read(sheet)


def test_every_part_is_packed_with_small_blocks(files: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(files[0]) as ours:
        for part in ours.infolist():
            packer = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW, MEMORY)
            packed = packer.compress(ours.read(part)) + packer.flush()
            assert (part.compress_type, part.compress_size) == (zipfile.ZIP_DEFLATED, len(packed))


def test_the_librarys_own_writer_packs_as_before(files: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(files[1]) as stock:
        text = stock.read("xl/worksheets/sheet1.xml")
        packer = zlib.compressobj(-1, zlib.DEFLATED, RAW)
        packed = len(packer.compress(text) + packer.flush())
        assert stock.getinfo("xl/worksheets/sheet1.xml").compress_size == packed


def test_a_character_that_xml_cannot_hold_is_written_as_excel_spells_it(tmp_path: Path) -> None:
    with open_workbook(tmp_path / "pasted.xlsx") as book:
        book.add_worksheet("Ark 1").write_plain(0, 0, "=B1", book.add_format(), "a\x07b\x0bc")
    with zipfile.ZipFile(tmp_path / "pasted.xlsx") as package:
        sheet = fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert [one.text for one in sheet.iter() if one.tag.endswith("}v")] == ["a_x0007_b_x000B_c"]


def test_codes_and_cells_for_them_are_told_to_be_text_and_words_are_not(tmp_path: Path) -> None:
    with open_workbook(tmp_path / "codes.xlsx") as book:
        sheet, coded = book.add_worksheet("Ark 1"), book.add_format({"num_format": "@"})
        for line, text in enumerate(("Kode", "0301", "1804", "1a")):
            sheet.write_string(line, 0, text)
        sheet.write_blank(1, 1, None, coded)
        sheet.write_blank(2, 1, None, book.add_format())
    with zipfile.ZipFile(tmp_path / "codes.xlsx") as package:
        content = package.read("xl/worksheets/sheet1.xml").decode()
    assert content.count("numberStoredAsText") == 1
    assert '<ignoredError sqref="A2:A3 B2" numberStoredAsText="1"/>' in content
