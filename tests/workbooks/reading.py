"""Where a workbook file is read cell by cell, straight from its XML: formula, cached value and style as they stand."""

import posixpath
import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.utils import get_column_letter

from tests.workbooks.cells import Cell, CellError, Sheet, Validation, Value, Workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(path: Path) -> Workbook:
    """Read the whole file once."""
    with zipfile.ZipFile(path) as package:
        parts = tuple(package.namelist())
        book = fromstring(package.read("xl/workbook.xml"))
        shared = shared_texts(package)
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
    """Read one sheet in one pass, dropping each row when it is read."""
    cells: list[Cell] = []
    hidden: list[str] = []
    validations: list[Validation] = []
    merged: list[str] = []
    with package.open(part) as stream:
        for _, element in iterparse(stream, events=("end",)):
            tag = element.tag
            if tag == f"{MAIN}row":
                cells.extend(read_cell(one, sheet=name, shared=shared) for one in element)
                hidden.extend(hidden_line(element, element.get("r", "")))
                element.clear()
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
    text = element.findtext(f"{MAIN}v")
    if kind == "str":
        return text or ""
    if not text:
        return None
    if kind == "s":
        return shared[int(text)]
    if kind == "b":
        return text in {"1", "true"}
    return CellError(text) if kind == "e" else float(text)
