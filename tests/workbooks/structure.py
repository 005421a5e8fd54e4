"""Where the build of a file is judged: error values, hidden or merged lines, long lists, links, names like cells."""

import re
from collections.abc import Iterator
from itertools import chain

from openpyxl.utils import column_index_from_string

from tests.workbooks.cells import Workbook
from tests.workbooks.finding import Finding

LONGEST_LIST = 255  # characters between the quotes; Excel repairs a file with more
LONGEST_MESSAGE = 255
LAST_COLUMN = column_index_from_string("XFD")
LAST_ROW = 1_048_576
LIKE_A_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
LIKE_ROW_AND_COLUMN = re.compile(r"R[0-9]*|C[0-9]*|R[0-9]*C[0-9]*", re.IGNORECASE)


def findings(book: Workbook) -> list[Finding]:
    """Every finding of every rule of this module."""
    return list(chain.from_iterable(rule(book) for rule in RULES))


def cached_errors(book: Workbook) -> Iterator[Finding]:
    """A cell that shows an error."""
    for cell in book.cells():
        if cell.kind == "error":
            yield Finding(sheet=cell.sheet, address=cell.address, rule="error value", text=str(cell.value))


def hidden(book: Workbook) -> Iterator[Finding]:
    """A sheet, row or column that is hidden."""
    for sheet in book.sheets:
        if sheet.state != "visible":
            yield Finding(sheet=sheet.name, address="", rule="hidden sheet", text=sheet.state)
        for line in sheet.hidden:
            yield Finding(sheet=sheet.name, address=line, rule="hidden row or column", text=line)


def merged(book: Workbook) -> Iterator[Finding]:
    """Cells merged into one."""
    for sheet in book.sheets:
        for area in sheet.merged:
            yield Finding(sheet=sheet.name, address=area, rule="merged cells", text=area)


def validations(book: Workbook) -> Iterator[Finding]:
    """A typed list or a message that is longer than Excel takes."""
    for sheet in book.sheets:
        for one in sheet.validations:
            typed = one.kind == "list" and one.formula.startswith('"')
            length = len(one.formula) - 2 if typed else 0
            if length > LONGEST_LIST:
                text = f"a list of {length} characters"
                yield Finding(sheet=sheet.name, address=one.ranges, rule="validation list", text=text)
            if one.longest_text > LONGEST_MESSAGE:
                text = f"a message of {one.longest_text} characters"
                yield Finding(sheet=sheet.name, address=one.ranges, rule="validation message", text=text)


def external_parts(book: Workbook) -> Iterator[Finding]:
    """A link to another file, or a connection."""
    for part in book.parts:
        if part.startswith(("xl/externalLinks/", "xl/connections")):
            yield Finding(sheet="", address="", rule="external link", text=part)


def names(book: Workbook) -> Iterator[Finding]:
    """A defined name or table name that reads as a cell, or a name that points to nothing or to another file."""
    for name in (*(name for name, _ in book.names), *book.tables):
        if reads_as_cell(name):
            yield Finding(sheet="", address="", rule="name like a cell", text=name)
    for name, target in book.names:
        if "#REF!" in target or re.match(r"'?\[", target):
            yield Finding(sheet="", address="", rule="name without a target", text=f"{name}: {target}")


def reads_as_cell(name: str) -> bool:
    """Whether a name is also an address: `TAB1` and `R1C1` are, `Tabell_1` is not."""
    cell = LIKE_A_CELL.fullmatch(name)
    if cell is not None:
        return column_index_from_string(cell[1].upper()) <= LAST_COLUMN and 1 <= int(cell[2]) <= LAST_ROW
    return LIKE_ROW_AND_COLUMN.fullmatch(name) is not None


RULES = (cached_errors, hidden, merged, validations, external_parts, names)
