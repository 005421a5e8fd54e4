"""Books that were altered, damaged or are hostile: read as far as they go with the rest listed, or refused in words."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.workbooks.filled import rich
from tests.workbooks.hostile import COMPOUND, ENTITIES, sheet_part, with_parts, with_replaced
from tests.workbooks.inputs import with_inputs
from tests.workbooks.libreoffice import Office
from utenfor_core.errors import WorkbookError
from utenfor_core.frame import built_in_frame
from workbook_templates import positions as at
from workbook_templates.names import input_names
from workbook_templates.package_gate import MUNICIPAL_BOOK, refusal
from workbook_templates.readback import BookRead, read_book
from workbook_templates.workbook import Built, laid

Book = Callable[[str], Built]
NUMBER = "1804"
NOISE = random.Random(1).randbytes(20_000)  # noqa: S311 - the same bytes each time, nothing secret
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OUTWARD = (
    b'<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" '
    b'Target="http://example.no/a.xlsx" TargetMode="External"/></Relationships>'
)


@pytest.fixture(scope="module")
def whole(book: Book) -> bytes:
    return book(NUMBER).path.read_bytes()


def other_workbook() -> bytes:
    out = io.BytesIO()
    with Workbook(out) as book:
        book.add_worksheet("Ark1").write_string(0, 0, "Budsjett")
    return out.getvalue()


def lying_size(content: bytes) -> bytes:
    """Say in the directory that a part is a hundred bytes, which is what a bomb would do."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = package.getinfo("xl/sharedStrings.xml").file_size
    return content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def columns_inserted() -> tuple[bytes, bytes]:
    """The table of inputs as its name points to it, and one column wider."""
    first = f"'{at.INPUTS}'!$A${laid()[0].book.find('', 'input_current').lines[0] + 1}:"
    return f"{first}$K$".encode(), f"{first}$L$".encode()


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "encrypted": (lambda _: COMPOUND, "er kryptert eller i gammelt format"),
    "not a zip": (lambda _: b"navn;verdi", "er ikke en Excel-fil"),
    "empty": (lambda _: b"", "er ikke en Excel-fil"),
    "half": (lambda whole: whole[: len(whole) // 2], "er ikke en Excel-fil"),
    "too large": (lambda whole: whole + b"\0" * 10_000_000, "er for stor"),
    "bomb in a part": (lambda whole: with_parts(whole, {"xl/b.xml": b"<a>" + b" " * 30_000_000}), "altfor stor"),
    "bomb in all": (
        lambda whole: with_parts(whole, {f"xl/b{n}.bin": NOISE * 180 for n in range(30)}),
        "altfor stor",
    ),
    "many parts": (lambda whole: with_parts(whole, {f"xl/b{n}.xml": b"<a/>" for n in range(300)}), "satt sammen"),
    "a part that lies of its size": (lying_size, "er ikke en Excel-fil"),
    "macros": (lambda whole: with_parts(whole, {"xl/vbaProject.bin": b"x"}), "har makroer"),
    "macros of Excel 4": (lambda whole: with_parts(whole, {"xl/macrosheets/sheet1.xml": b"<a/>"}), "har makroer"),
    "type with macros": (
        lambda whole: with_replaced(whole, "[Content_Types].xml", PLAIN_TYPE, MACRO_TYPE),
        "har makroer",
    ),
    "binary": (lambda whole: with_parts(whole, {"xl/workbook.bin": b"x"}), "binærformat"),
    "external link": (
        lambda whole: with_parts(whole, {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "henter tall fra andre filer",
    ),
    "link out of the file": (
        lambda whole: with_replaced(whole, "xl/_rels/workbook.xml.rels", b"</Relationships>", OUTWARD),
        "henter tall fra andre filer",
    ),
    "connection": (lambda whole: with_parts(whole, {"xl/connections.xml": b"<a/>"}), "datakilde"),
    "embedded file": (lambda whole: with_parts(whole, {"xl/embeddings/a.bin": b"x"}), "innebygde filer"),
    "entities": (lambda whole: with_parts(whole, {"xl/sharedStrings.xml": ENTITIES}), "ikke skrevet slik Excel"),
    "entities in UTF-16": (
        lambda whole: with_parts(whole, {"xl/sharedStrings.xml": ENTITIES.decode().encode("utf-16")}),
        "ikke skrevet slik Excel",
    ),
    "broken relations": (
        lambda whole: with_parts(whole, {"xl/_rels/workbook.xml.rels": b"<Relationships"}),
        "ikke skrevet slik Excel",
    ),
    "broken workbook": (lambda whole: with_parts(whole, {"xl/workbook.xml": b"<workbook"}), "er skadet"),
    "broken sheet": (
        lambda whole: with_parts(whole, {sheet_part(whole, at.INPUTS): b"<worksheet><sheetData><row></sheetData>"}),
        "er skadet",
    ),
    "not ours": (lambda _: other_workbook(), "er ikke en arbeidsbok fra Utenfor-regnskapet"),
    "another stamp": (
        lambda whole: with_replaced(whole, "xl/sharedStrings.xml", b">0.009531577", b">tull0.009531577"),
        "har endret stempel",
    ),
    "unknown municipality": (
        lambda whole: with_replaced(whole, "xl/sharedStrings.xml", b"<t>1804</t>", b"<t>0000</t>"),
        "0000",
    ),
    "columns inserted": (
        lambda whole: with_replaced(whole, "xl/workbook.xml", *columns_inserted()),
        "kolonner satt inn",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_hostile_or_broken_is_refused_in_words(tmp_path: Path, whole: bytes, name: str) -> None:
    change, message = HOSTILE[name]
    path = tmp_path / "bok.xlsx"
    path.write_bytes(change(whole))
    with pytest.raises(WorkbookError, match=message) as refused:
        read_book(path)
    assert str(refused.value).startswith("bok.xlsx")


@pytest.mark.parametrize("name", ["bok.xlsm", "bok.xls", "bok.xlsb", "bok.csv", "finnes ikke.xlsx"])
def test_another_ending_or_no_file_is_refused(tmp_path: Path, name: str) -> None:
    if name != "finnes ikke.xlsx":
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(WorkbookError, match=re.escape(name)):
        read_book(tmp_path / name)


def test_a_good_file_is_not_refused(whole: bytes) -> None:
    assert refusal(whole, MUNICIPAL_BOOK) == ""


@pytest.mark.parametrize("seed", range(10))
def test_a_file_with_damaged_bytes_is_read_or_refused_in_words(tmp_path: Path, whole: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage each time, nothing secret
    damaged = bytearray(whole)
    for _ in range(20):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    path = tmp_path / "bok.xlsx"
    path.write_bytes(bytes(damaged))
    try:
        assert read_book(path).values
    except WorkbookError as refused:
        assert str(refused).startswith("bok.xlsx")  # noqa: PT017 - either outcome is right, but no other


@pytest.mark.parametrize("seed", range(6))
def test_a_sheet_whose_xml_is_not_what_it_says_is_read_or_refused_in_words(
    tmp_path: Path, whole: bytes, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - as above
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        names = [sheet_part(whole, name) for name in (at.INPUTS, at.ASSUMPTIONS)] + ["xl/workbook.xml"]
        parts = {name: package.read(name) for name in names}
    for name, part in parts.items():
        words = sorted(set(re.findall(rb'"[^"]*"|>[^<]+<', part)))
        for word in chance.sample(words, min(5, len(words))):
            other = word[:1] + chance.choice([b"", b"-1", b"99999999999", b"XFD1048577", b"x", b"1e999"]) + word[-1:]
            parts[name] = parts[name].replace(word, other, chance.randrange(1, 4))
    path = tmp_path / "bok.xlsx"
    path.write_bytes(with_parts(whole, parts))
    try:
        assert read_book(path).labels
    except WorkbookError as refused:
        assert str(refused).startswith("bok.xlsx")  # noqa: PT017 - as above


def test_deleted_lines_and_renamed_sheets_are_read_as_far_as_they_go_and_the_rest_is_listed(
    book: Book, libre: Office, tmp_path: Path
) -> None:
    inputs = laid()[0].book.inputs
    line_of_age, line_of_kappa = inputs["m1.age"][1], inputs["own.kappa"][1]
    table = laid()[0].book.find("", "input_current")
    line_of_horizon = table.lines[list(table.row.per).index("place.horizon")]
    changed = with_inputs(book(NUMBER).path, rich(NUMBER).changes, tmp_path / "fylt.xlsx")
    altered = libre.saved(
        changed,
        tmp_path / "endret.xlsx",
        renamed=[(at.MEASURES, "Våre tiltak '27"), (at.INPUTS, "Alt vi fylte ut"), (at.ASSUMPTIONS, "Tall")],
        deleted=[
            ("Våre tiltak '27", line_of_age, 1),
            ("Tall", line_of_kappa, 1),
            ("Alt vi fylte ut", line_of_horizon, 2),
        ],
    )
    found = read_book(altered)
    gone = {"own.kappa", *(f"m{n}.age" for n in range(1, 7))}
    kept = rich(NUMBER).values.keys() - gone - {"place.horizon", "place.flat_rate"}
    assert {key: found.values.get(key) for key in kept if key.split(".")[0] != "growth"} == {
        key: value for key, value in rich(NUMBER).values.items() if key in kept and key.split(".")[0] != "growth"
    }
    assert "m1.age" not in found.values  # a measure of one's own never takes the example's
    labels = {unread.what for unread in found.unread}
    assert {"Tiltak 1: Alder når deltakeren starter", "Tiltak 6: Alder når deltakeren starter"} <= labels
    assert len([unread for unread in found.unread if "cellen er slettet" in unread.why]) == len(gone)
    assert "kappa" not in found.assumptions
    assert len(found.assumptions) == len(built_in_frame().lines) - 1


def test_an_input_whose_line_is_deleted_is_read_by_its_name_or_listed(whole: bytes, tmp_path: Path) -> None:
    place = laid()[0].book.find("", "input_current")
    keys = list(place.row.per)
    part = sheet_part(whole, at.INPUTS)
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        xml = package.read(part).decode()
    for key in ("m1.age", "m1.lag"):
        line = place.lines[keys.index(key)] + 1
        xml = re.sub(rf'<row r="{line}".*?</row>', "", xml)
    path = tmp_path / "bok.xlsx"
    path.write_bytes(with_parts(whole, {part: xml.encode()}))
    found = read_book(path)
    assert "m1.age" in input_names()
    assert found.values["m1.age"] == read_book_of(whole, tmp_path).values["m1.age"]
    (unread,) = found.unread
    assert (unread.what, "linja er slettet" in unread.why) == ("Tiltak 1: År fra start til virkning", True)


def read_book_of(whole: bytes, folder: Path) -> BookRead:
    path = folder / "hel.xlsx"
    path.write_bytes(whole)
    return read_book(path)
