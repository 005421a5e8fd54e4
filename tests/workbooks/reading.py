"""Where a workbook file is read cell by cell, straight from its XML: formula, cached value and style as they stand."""

import gc
import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.utils import get_column_letter

from tests.workbooks.cells import Cell, CellError, Sheet, Validation, Value, Workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELL = re.compile(
    r'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?(?: cm="1")?'
    r'(?:/>|>(?:<f(?: t="([a-zA-Z]+)" ref="[A-Z0-9:]+")?>([^<]+)</f>)?(?:<v>([^<]*)</v>)?'
    r'(?:<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
"""A cell as XlsxWriter writes it: address, style, kind, form, formula, value, and a text that stands in the cell."""
UNUSUAL = ("<!", "<c>", "<c\n", "<c\t", "<is></is>", "\r")
"""What makes a sheet be read as XML all through: declarations, comments, an empty text, other ends of lines."""
HELD = 4
"""Files that are held as read: those that a test and the next ones look at."""
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(path: Path) -> Workbook:
    """Read the whole file; the last ones are held for as long as they are the same bytes."""
    return read_anew(path, digest(path))


def digest(path: Path) -> str:
    """Return what tells whether a file is the same bytes as before."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=HELD)
def read_anew(path: Path, content: str) -> Workbook:
    """Read the whole file; `content` is its digest."""
    del content
    with zipfile.ZipFile(path) as package:
        parts = tuple(package.namelist())
        book = fromstring(package.read("xl/workbook.xml"))
        shared = shared_texts(package)
        with nothing_collected():
            sheets = tuple(
                read_sheet(package, name=name, state=state, part=part, shared=shared)
                for name, state, part in sheet_parts(package)
            )
        tables = tuple(
            fromstring(package.read(part)).get("displayName", "") for part in parts if part.startswith("xl/tables/")
        )
        names = tuple((one.get("name", ""), one.text or "") for one in book.iter(f"{MAIN}definedName"))
        unlocked = unlocked_styles(package)
    return Workbook(path=path, sheets=sheets, names=names, tables=tables, parts=parts, unlocked=unlocked)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Look for no garbage while a hundred thousand cells are made, none of which is any."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def formula_cells(path: Path) -> tuple[Cell, ...]:
    """Every cell of the file that holds a formula, with the value cached in it."""
    return tuple(cell for cell in read(path).cells() if cell.formula)


def inputs(path: Path) -> tuple[Cell, ...]:
    """Every unlocked cell without a formula, blank ones too: what a user may change."""
    book = read(path)
    return tuple(cell for cell in book.cells() if not cell.formula and cell.style in book.unlocked)


def sheet_parts(package: zipfile.ZipFile) -> tuple[tuple[str, str, str], ...]:
    """Name, state and part of each sheet, in the order of the tabs."""
    relations = fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    return tuple(
        (
            one.get("name", ""),
            one.get("state", "visible"),
            posixpath.normpath(posixpath.join("xl", targets[one.get(LINK)])).lstrip("/"),
        )
        for one in fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    )


def shared_texts(package: zipfile.ZipFile) -> tuple[str, ...]:
    """The texts that cells share; a text of several runs is joined."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return ()
    root = fromstring(package.read("xl/sharedStrings.xml"))
    return tuple(plain_text(one) for one in root.iter(f"{MAIN}si"))


def plain_text(element: Element) -> str:
    """Every run of a text but its phonetic guide."""
    runs = [element.find(f"{MAIN}t"), *(run.find(f"{MAIN}t") for run in element.findall(f"{MAIN}r"))]
    return "".join(run.text or "" for run in runs if run is not None)


def unlocked_styles(package: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the cell formats that are unlocked."""
    formats = fromstring(package.read("xl/styles.xml")).find(f"{MAIN}cellXfs")
    protections = [one.find(f"{MAIN}protection") for one in (formats if formats is not None else ())]
    return frozenset(
        number for number, one in enumerate(protections) if one is not None and one.get("locked") in {"0", "false"}
    )


def read_sheet(package: zipfile.ZipFile, *, name: str, state: str, part: str, shared: tuple[str, ...]) -> Sheet:
    """Read one sheet; cells that are all written in the usual way are read as text, and the rest as XML."""
    content = package.read(part).decode()
    usual = usual_cells(content, sheet=name, shared=shared)
    cells: list[Cell] = usual or []
    hidden: list[str] = []
    validations: list[Validation] = []
    merged: list[str] = []
    rest = content if usual is None else CELL.sub("", content)
    for element in fromstring(rest.encode()).iter():
        tag = element.tag
        if tag == f"{MAIN}row":
            cells.extend(read_cell(one, sheet=name, shared=shared) for one in element)
            hidden.extend(hidden_line(element, element.get("r", "")))
        elif tag == f"{MAIN}col":
            first, last = (get_column_letter(int(element.get(end, "1"))) for end in ("min", "max"))
            hidden.extend(hidden_line(element, first if first == last else f"{first}:{last}"))
        elif tag == f"{MAIN}mergeCell":
            merged.append(element.get("ref", ""))
        elif tag == f"{MAIN}dataValidation":
            validations.append(read_validation(element))
    return Sheet(
        name=name,
        state=state,
        part=part,
        cells=tuple(cells),
        validations=tuple(validations),
        merged=tuple(merged),
        hidden=tuple(hidden),
    )


def usual_cells(content: str, *, sheet: str, shared: tuple[str, ...]) -> list[Cell] | None:
    """Every cell of a sheet, sooner than by its XML; None where one is written in another way than ours are."""
    found = CELL.findall(content)
    if any(other in content for other in UNUSUAL) or len(found) != content.count("<c ") + content.count(":c "):
        return None
    return [
        Cell(
            sheet=sheet,
            address=address,
            formula=unescape(formula) if "&" in formula else formula,
            value=float(text) if text and not kind else usual_value(kind or "n", text, inline, shared),
            style=int(style or 0),
            form=form and form.replace("normal", ""),
        )
        for address, style, kind, form, formula, text, inline in found
    ]


def usual_value(kind: str, text: str, inline: str, shared: tuple[str, ...]) -> Value:
    """The value of a cell whose texts are as they stand in the XML."""
    return unescape(inline) if kind == "inlineStr" else value_of(kind, unescape(text), shared)


def hidden_line(element: Element, name: str) -> tuple[str, ...]:
    """The row or the columns, where they are hidden."""
    return (name,) if element.get("hidden") in {"1", "true"} else ()


def read_validation(element: Element) -> Validation:
    """One validation rule."""
    return Validation(
        kind=element.get("type", "none"),
        ranges=element.get("sqref", ""),
        formula=element.findtext(f"{MAIN}formula1", ""),
        longest_text=max(len(element.get(key, "")) for key in ("prompt", "error")),
    )


def read_cell(element: Element, *, sheet: str, shared: tuple[str, ...]) -> Cell:
    """One cell; a formula without text of its own (the follower of a shared one) is written as `=`."""
    formula: Any = element.find(f"{MAIN}f")
    return Cell(
        sheet=sheet,
        address=element.get("r", ""),
        formula="" if formula is None else formula.text or "=",
        value=read_value(element, shared),
        style=int(element.get("s", "0")),
        form="" if formula is None else formula.get("t", "").replace("normal", ""),
    )


def read_value(element: Element, shared: tuple[str, ...]) -> Value:
    """The value cached in a cell."""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = element.find(f"{MAIN}is")
        return None if inline is None else plain_text(inline)
    return value_of(kind, element.findtext(f"{MAIN}v") or "", shared)


def value_of(kind: str, text: str, shared: tuple[str, ...]) -> Value:
    """The value that a text is in a cell of a kind; a text that stands in the cell itself is none of these."""
    if kind == "str":
        return text
    if not text:
        return None
    if kind == "s":
        return shared[int(text)]
    if kind == "b":
        return text in {"1", "true"}
    return CellError(text) if kind == "e" else float(text)
