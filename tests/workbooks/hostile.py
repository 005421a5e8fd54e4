"""Packages that are not what they should be: parts added, exchanged or damaged, built anew in each test."""

import io
import re
import zipfile
from collections.abc import Mapping

from tests.workbooks.reading import sheet_parts

ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
"""How an encrypted file begins, and one of Excel 2003."""


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook with some parts added or in the place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            if entry.filename not in parts:
                after.writestr(entry, before.read(entry.filename))
        for name, part in parts.items():
            after.writestr(name, part)
    return out.getvalue()


def with_replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with some bytes of one part exchanged; the bytes must be there."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        before = package.read(part)
    if old not in before:
        message = f"{old!r} is not in {part}"
        raise ValueError(message)
    return with_parts(content, {part: before.replace(old, new)})


def sheet_part(content: bytes, sheet: str) -> str:
    """Return the name of a sheet's part."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return next(part for name, _, part in sheet_parts(package) if name == sheet)


def with_cell(content: bytes, sheet: str, address: str, kind: str, inside: str) -> bytes:
    """Return a workbook with something else in one cell: its type as an attribute, and the XML inside."""
    part = sheet_part(content, sheet)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read(part).decode()
    found = re.search(rf'<c r="{address}" (s="\d+")[^>]*?(?:/>|>.*?</c>)', xml)
    if found is None:
        message = f"{address} is not in {sheet}"
        raise ValueError(message)
    cell = f'<c r="{address}" {found[1]}{kind}>{inside}</c>'
    return with_parts(content, {part: xml.replace(found[0], cell).encode()})
