"""Where a workbook is written down for comparison: part by part, in lines that a person and a diff can read.

Texts and formats stand where they are used, not by number, so that a new text or format moves no other line. A sheet of
few rows is told cell by cell; a large one row by row and rule by rule, each with a digest. Numbers have 12 digits.
"""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, indent, tostring

from defusedxml.ElementTree import fromstring

from tests.workbooks.reading import MAIN, shared_texts, sheet_parts

LARGE = 60_000
"""Bytes of a sheet beyond which it is told row by row."""
SHARED = "xl/sharedStrings.xml"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MANY = 20
"""Rules of a kind beyond which those of a large sheet are told by a digest."""
DIGEST, LABEL = 8, 30
"""Hexadecimal digits of a digest, and letters of a row's label: enough to see that something changed, and where."""
NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"|(?<=<)ns[0-9]+:|(?<=</)ns[0-9]+:')
FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f(?: t="array" ref="[A-Z0-9]+")?>(.*?)</f>', re.DOTALL)
"""A formula of one cell; the call of the function for Excel 365 is written as an array of one."""


def portrait(path: Path) -> dict[str, str]:
    """Return a text for every part but the shared texts, which stand in the cells."""
    with zipfile.ZipFile(path) as package:
        names = {part: name for name, _, part in sheet_parts(package)}
        texts, looks = shared_texts(package), _looks(package)
        told: dict[str, str] = {}
        for part in package.namelist():
            if part in names:
                lines = (f"sheet {names[part]}", *_sheet(package.read(part), texts, looks))
            else:
                lines = tuple(_part(package.read(part)))
            if part != SHARED:
                told[part.replace("/", "_")] = "\n".join(lines) + "\n"
        return told


def formula_digests(path: Path) -> dict[str, str]:
    """Return a digest of each sheet's formulas with their addresses, of everything in the sheet but its values."""
    with zipfile.ZipFile(path) as package:
        found = {}
        for name, _, part in sheet_parts(package):
            content = package.read(part)
            formulas = FORMULA.findall(content)
            if len(formulas) != content.count(b"<f>") + content.count(b"<f "):
                message = f"{name}: formulas that are not written as usual"
                raise ValueError(message)
            found[name] = _digest(b"\n".join(b"\t".join(one) for one in formulas))
        return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGEST]


def _looks(package: zipfile.ZipFile) -> list[str]:
    """Return a digest of each cell format, of what it looks like and not of where its parts are stored."""
    styles = fromstring(package.read("xl/styles.xml"))
    formats = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(f"{MAIN}numFmt")}
    stores = {key: list(styles.find(f"{MAIN}{name}") or ()) for key, name in
              {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}.items()}  # fmt: skip
    looks = []
    for cell in styles.find(f"{MAIN}cellXfs") or ():
        told = [formats.get(cell.get("numFmtId"), cell.get("numFmtId", ""))]
        told += [tostring(stores[key][int(cell.get(key, "0"))], encoding="unicode") for key in stores]
        told += [tostring(one, encoding="unicode") for one in cell]
        looks.append(hashlib.sha256("".join(told).encode()).hexdigest()[:4])
    return looks


def _part(content: bytes) -> Iterator[str]:
    """Tell a part element by element; what a chart has stored of its cells is told by a digest."""
    root = fromstring(content)
    for cache in (*root.iter(f"{CHART}numCache"), *root.iter(f"{CHART}strCache")):
        values = " ".join(_number(one.text or "") for one in cache.iter(f"{CHART}v"))
        cache.clear()
        cache.text = _digest(values.encode())
    yield from _elements(root)


def _elements(element: Element) -> Iterator[str]:
    """Tell an element and what is in it, one a line, without the names of the namespaces."""
    indent(element)
    yield from NAMESPACE.sub("", tostring(element, encoding="unicode")).splitlines()


def _sheet(content: bytes, texts: tuple[str, ...], looks: list[str]) -> Iterator[str]:
    root = fromstring(content)
    small = len(content) < LARGE
    for part in root:
        if part.tag == f"{MAIN}sheetData":
            for row in part:
                yield from _row(row, texts, looks, small=small)
        elif small or len(part) < MANY:
            yield from _elements(part)
        else:
            yield from (_rule(one) for one in part)


def _row(row: Element, texts: tuple[str, ...], looks: list[str], *, small: bool) -> Iterator[str]:
    lines = [_cell(cell, texts, looks) for cell in row]
    height = f" height {row.get('ht')}" if row.get("ht") else ""
    if small:
        yield f"row {row.get('r')}{height}"
        yield from (f"  {line}" for line in lines)
        return
    label = " ".join(lines[0].split()[2:])[:LABEL] if lines else ""
    yield f"row {row.get('r')}{height}: {len(lines)} cells {_digest(chr(10).join(lines).encode())} {label}"


def _rule(rule: Element) -> str:
    """Tell one of many rules, such as what may be typed in a cell, by its kind, its place and a digest."""
    return f"{rule.tag.rpartition('}')[2]} {rule.get('sqref', '')} {_digest(tostring(rule))}"


def _cell(cell: Element, texts: tuple[str, ...], looks: list[str]) -> str:
    value, formula = cell.findtext(f"{MAIN}v") or "", cell.findtext(f"{MAIN}f")
    kind = cell.get("t", "n")
    told = repr(texts[int(value)]) if kind == "s" else repr(value) if kind == "str" else _number(value)
    shown = told if formula is None else f"={formula} -> {told}"
    return f"{cell.get('r')} {looks[int(cell.get('s', '0'))]} {shown}".rstrip()


def _number(text: str) -> str:
    """Return a number so that the last digits of another processor's arithmetic do not show; else the text.

    >>> _number("0.30000000000000004"), _number("-1e-11"), _number("nei")
    ('0.3', '0', 'nei')
    """
    try:
        number = round(float(text), 9)
    except ValueError:
        return text
    return f"{number + 0.0:.12g}"
