"""Whether a file may be opened as a workbook at all: its package is judged before anything in it is parsed."""

import io
import zipfile
import zlib
from collections import Counter
from typing import Final

MOST_BYTES: Final = 5_000_000
MOST_UNPACKED: Final = 30_000_000
"""A filled template is a tenth of this unpacked."""
MOST_PARTS: Final = 300
MOST_TIMES: Final = 100
"""How many times larger a part may be unpacked: XML of sheets shrinks to a tenth, a bomb to a thousandth."""
SMALL: Final = 100_000
"""A part below this is never a bomb, however well it packs."""
COMPOUND: Final = b"\xd0\xcf\x11\xe0"
"""How an encrypted workbook begins, and one of Excel 2003 and before."""
ENCRYPTED: Final = 1
"""The bit of a part's flags that says it is encrypted."""
FOREIGN: Final = {
    "vbaproject.bin": "har makroer",
    "xl/macrosheets/": "har makroer",
    "xl/externallinks/": "henter tall fra andre filer",
    "xl/activex/": "har innebygde programmer",
    "xl/embeddings/": "har innebygde filer",
}
HEAD: Final = 200
"""Bytes in which a part of XML says what it is written in."""


def refusal(content: bytes) -> str:
    """Return why a file is not opened, in Norwegian, or nothing when it may be.

    >>> refusal(b"navn;verdi")
    'er ikke en Excel-fil (.xlsx). Lagre den som Excel-arbeidsbok, eller bruk malen.'
    """
    if len(content) > MOST_BYTES:
        return f"er for stor: {_megabytes(len(content))} MB, og høyst {_megabytes(MOST_BYTES)} MB leses."
    if content.startswith(COMPOUND):
        return "er kryptert eller i gammelt format (.xls). Ta bort passordet, og lagre som Excel-arbeidsbok (.xlsx)."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _of_package(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError):
        return "er ikke en Excel-fil (.xlsx). Lagre den som Excel-arbeidsbok, eller bruk malen."


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f}"  # a megabyte is a million bytes


def _of_package(package: zipfile.ZipFile) -> str:
    parts = package.infolist()
    names = Counter(part.filename.casefold() for part in parts)
    if len(parts) > MOST_PARTS or max(names.values(), default=0) > 1:
        return "er satt sammen på en måte Excel ikke gjør. Lagre den på nytt i Excel eller LibreOffice."
    if any(part.flag_bits & ENCRYPTED for part in parts):
        return "er kryptert. Ta bort passordet, og lagre på nytt."
    blown = [part for part in parts if part.file_size > max(SMALL, MOST_TIMES * part.compress_size)]
    if blown or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return "blir altfor stor når den pakkes ut, og åpnes ikke. Bruk malen, og lagre på nytt."
    for mark, what in FOREIGN.items():
        if any(mark in name for name in names):
            return f"{what}, og åpnes ikke. Kopier tallene over i malen."
    xml = (part for part in parts if part.filename.casefold().endswith((".xml", ".rels")))
    if not {"xl/workbook.xml", "[content_types].xml"} <= names.keys() or not all(
        _is_plain(package.read(part)) for part in xml
    ):
        return "er ikke skrevet slik Excel gjør det, og åpnes ikke. Bruk malen, og lagre i Excel eller LibreOffice."
    return ""


def _is_plain(xml: bytes) -> bool:
    """Tell whether a part is XML in UTF-8 without declarations of its own, which could blow up when parsed."""
    text = xml.removeprefix(b"\xef\xbb\xbf").lstrip()
    head = text[:HEAD].lower()
    other = b"encoding=" in head and b"utf-8" not in head
    return (not text or text.startswith(b"<")) and not other and b"<!DOCTYPE" not in xml and b"<!ENTITY" not in xml
