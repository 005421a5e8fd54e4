"""Whether a workbook or a Word template may be opened at all: its package is judged before it is parsed in full."""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from openpyxl.utils.exceptions import InvalidFileException

MEGABYTE: Final = 1_000_000
MOST_PARTS: Final = 300
MOST_TIMES: Final = 100
"""How many times larger a part may be unpacked: XML of sheets shrinks to a tenth, a bomb to a thousandth."""
SMALL: Final = 100_000
"""A part below this is never a bomb, however well it packs."""
COMPOUND: Final = b"\xd0\xcf\x11\xe0"
"""How an encrypted workbook begins, and one of Excel 2003 and before."""
ENCRYPTED: Final = 1
"""The bit of a part's flags that says it is encrypted."""
HEAD: Final = 200
"""Bytes in which a part of XML says what it is written in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKind:
    """A kind of file we open: the part it must have, what it never has by a part of a name, and what is said of it."""

    needed: str
    foreign: Mapping[str, str]
    no_macros: str
    fetches: str
    unlike: str
    assembled: str
    none: str
    compound: str


NO_MACROS: Final = "har makroer, og åpnes ikke. Lagre den som Excel-arbeidsbok uten makroer (.xlsx)."
FETCHES: Final = "henter tall fra andre filer, og åpnes ikke. Bryt koblingene (Data > Koblinger), og lagre på nytt."
EXCEL: Final = FileKind(
    needed="xl/workbook.xml",
    foreign={
        "vbaproject.bin": NO_MACROS,
        "xl/macrosheets/": NO_MACROS,
        "xl/dialogsheets/": NO_MACROS,
        "xl/workbook.bin": "er i binærformat (.xlsb), og åpnes ikke. Lagre den som Excel-arbeidsbok (.xlsx).",
        "xl/externallinks/": FETCHES,
        "xl/connections.xml": "henter tall fra en datakilde, og åpnes ikke. Slett den (Data), og lagre på nytt.",
        "xl/activex/": "har innebygde programmer, og åpnes ikke. Ta dem bort, og lagre på nytt.",
        "xl/embeddings/": "har innebygde filer, og åpnes ikke. Ta dem bort, og lagre på nytt.",
    },
    no_macros=NO_MACROS,
    fetches=FETCHES,
    unlike="er ikke skrevet slik Excel gjør det, og åpnes ikke. Lagre den på nytt i Excel eller LibreOffice.",
    assembled="er satt sammen på en måte Excel ikke gjør. Lagre den på nytt i Excel eller LibreOffice.",
    none="er ikke en Excel-fil (.xlsx), eller den er skadet. Lagre den på nytt som Excel-arbeidsbok.",
    compound="er kryptert eller i gammelt format (.xls). Ta bort passordet, og lagre som Excel-arbeidsbok (.xlsx).",
)
DAMAGED: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError)
UNREADABLE: Final = (
    InvalidFileException, DefusedXmlException, KeyError, ValueError, TypeError, IndexError, AttributeError,
    zipfile.BadZipFile, zlib.error, EOFError, SyntaxError, OverflowError, RecursionError,
)  # fmt: skip
"""What openpyxl raises on a package that is not what it says; broken XML is a SyntaxError."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How large a file may be, and how large it may be unpacked, in bytes."""

    most_bytes: int
    most_unpacked: int


TEMPLATE: Final = Limits(most_bytes=5 * MEGABYTE, most_unpacked=30 * MEGABYTE)
"""The template for own figures; a filled one is a tenth of this unpacked."""
MUNICIPAL_BOOK: Final = Limits(most_bytes=10 * MEGABYTE, most_unpacked=90 * MEGABYTE)
"""A municipality's workbook; a filled one, saved by Excel, is a fifth of this."""


def refusal(content: bytes, limits: Limits, kind: FileKind = EXCEL) -> str:
    """Return why a file is not opened, in Norwegian, or nothing when it may be.

    >>> refusal(b"navn;verdi", TEMPLATE)
    'er ikke en Excel-fil (.xlsx), eller den er skadet. Lagre den på nytt som Excel-arbeidsbok.'
    """
    if len(content) > limits.most_bytes:
        return f"er for stor: {_megabytes(len(content))} MB, og høyst {_megabytes(limits.most_bytes)} MB leses."
    if content.startswith(COMPOUND):
        return kind.compound
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _of_package(package, limits, kind)
    except DAMAGED:
        return kind.none


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f}"


def _of_package(package: zipfile.ZipFile, limits: Limits, kind: FileKind) -> str:
    parts = package.infolist()
    names = Counter(part.filename.casefold() for part in parts)
    if len(parts) > MOST_PARTS or max(names.values(), default=0) > 1:
        return kind.assembled
    if any(part.flag_bits & ENCRYPTED for part in parts):
        return "er kryptert. Ta bort passordet, og lagre på nytt."
    blown = [part for part in parts if part.file_size > max(SMALL, MOST_TIMES * part.compress_size)]
    if blown or sum(part.file_size for part in parts) > limits.most_unpacked:
        return "blir altfor stor når den pakkes ut, og åpnes ikke. Lagre den på nytt."
    for mark, what in kind.foreign.items():
        if any(mark in name for name in names):
            return what
    xml = [part for part in parts if part.filename.casefold().endswith((".xml", ".rels", ".vml"))]
    if not {kind.needed, "[content_types].xml"} <= names.keys() or not all(
        _is_plain(package.read(part)) for part in xml
    ):
        return kind.unlike
    declared = {part.filename.casefold(): package.read(part) for part in xml if _declares(part.filename)}
    return _of_declarations(declared, kind)


def _declares(name: str) -> bool:
    return name.casefold() == "[content_types].xml" or name.casefold().endswith(".rels")


def _of_declarations(parts: Mapping[str, bytes], file_kind: FileKind) -> str:
    """Return what is wrong with what the package says it holds: macros by type, and links out of the file."""
    try:
        for name, content in parts.items():
            for element in fromstring(content).iter():
                kind = (element.get("ContentType") or "").casefold()
                if "macroenabled" in kind or "vbaproject" in kind:
                    return file_kind.no_macros
                outward = (element.get("TargetMode") or "").casefold() == "external"
                if name.endswith(".rels") and outward and not element.get("Type", "").endswith("/hyperlink"):
                    return file_kind.fetches
    except (ParseError, DefusedXmlException):
        return file_kind.unlike
    return ""


def _is_plain(xml: bytes) -> bool:
    """Tell whether a part is XML in UTF-8 without declarations of its own, which could blow up when parsed."""
    text = xml.removeprefix(b"\xef\xbb\xbf").lstrip()
    head = text[:HEAD].lower()
    other = b"encoding=" in head and b"utf-8" not in head
    return (not text or text.startswith(b"<")) and not other and b"<!DOCTYPE" not in xml and b"<!ENTITY" not in xml
