"""Where a workbook is judged as a model: inputs, calculations and results apart, inputs described, heads marked.

These rules (of the FAST standard and the ICAEW's code) must be told which sheet is what: `Roles`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from openpyxl.utils import range_boundaries

from tests.workbooks.cells import Cell, Workbook, position
from tests.workbooks.finding import Finding
from tests.workbooks.reading import read

REFERENCE = re.compile(r"(?:'([^']+)'|(?<![\w'])([A-Za-zÆØÅæøå_]\w*))!(\$?[A-Z]+\$?[0-9]+)")
TITLE = "A1"
HEADS_NAMES = frozenset({"Title", "RowTitle"})
"""What screen readers call the cell where the heads of columns and of rows meet, and where those of rows begin."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Roles:
    """Which sheet is what: each is for `entry`, `calculation` or `results`, or lists the `inputs`.

    `calculation` sheets hold formulas only and read no `results`, save the check light in the cell `light`; neither has
    an input, save words and choices (keys that begin with `choice`) on `open_results`, and numbers in one block of rows
    on `input_blocks`. `inputs` lists every input, in
    a range named `inputs_name`: its key, label, unit, least and most in those columns (from 1), and its address.
    `described` is a sheet on which every input has a status and a source in those columns. Ranges whose names begin
    with `free_text` are open without being inputs.
    """

    calculation: Sequence[str]
    results: Sequence[str]
    inputs: str
    inputs_name: str
    free_text: str
    described: str
    columns: Mapping[str, int]
    status_and_source: Sequence[int]
    entry: Sequence[str] = ()
    open_results: Sequence[str] = ()
    input_blocks: Sequence[str] = ()
    choice: str = "shown."
    light: str = "A3"
    main_heads: Mapping[str, str] = field(default_factory=dict)
    """The first head of the main table, of sheets with more tables than one."""


def modelling_findings(path: Path, roles: Roles) -> list[Finding]:
    """Every finding of every rule of this module."""
    book = read(path)
    return list(chain.from_iterable(rule(book, roles) for rule in RULES))


def _open_cells(book: Workbook) -> Iterator[Cell]:
    """The cells a user may type in."""
    yield from (cell for cell in book.cells() if cell.style in book.unlocked)


def formulas_are_locked(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """A formula in a cell that is open for typing."""
    del roles
    for cell in _open_cells(book):
        if cell.formula:
            yield Finding(sheet=cell.sheet, address=cell.address, rule="open formula", text=f"={cell.formula}")


def inputs_are_apart(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """An input on a sheet of calculation or of results."""
    for cell in _open_cells(book):
        if cell.sheet in {*roles.calculation, *roles.results} - {*roles.open_results}:
            yield Finding(sheet=cell.sheet, address=cell.address, rule="input among formulas", text=str(cell.value))


def every_sheet_has_a_role(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """A sheet that is for nothing, or for two things."""
    known = Counter([*roles.entry, *roles.calculation, *roles.results, roles.inputs])
    for sheet in book.sheets:
        if known[sheet.name] != 1:
            yield Finding(sheet=sheet.name, address="", rule="role", text=f"{known[sheet.name]} roles")


def numbers_are_apart_on_results(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """A number to type on a sheet of results that is no choice of what is shown, outside a block of inputs."""
    places: dict[str, list[tuple[str, int]]] = {}
    for line in _table(book, roles):
        sheet, _, address = _text(line, "address").rpartition("!")
        if sheet in roles.results and _text(line, "least") and not _text(line, "key").startswith(roles.choice):
            places.setdefault(sheet.strip("'"), []).append((address, position(address)[0]))
    for sheet, found in places.items():
        rows = {row for _, row in found}
        one_block = max(rows) - min(rows) + 1 == len(rows)
        if sheet not in roles.input_blocks or not one_block:
            yield Finding(sheet=sheet, address=found[0][0], rule="input among results", text=f"{len(found)} numbers")


def calculation_reads_no_result(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """A formula of the calculation that reads what it leads to: the flow is from inputs to results, never back.

    An open cell on a sheet of results, such as the drop-down that chooses what is shown, is an input.
    """
    opened = {(cell.sheet, cell.address) for cell in _open_cells(book)}
    for sheet in roles.calculation:
        for cell in book.sheet(sheet).cells:
            found = {(one or other, at.replace("$", "")) for one, other, at in REFERENCE.findall(cell.formula)}
            wrong = {place for place in found - opened if place[0] in roles.results}
            if wrong and cell.address != roles.light:
                yield Finding(sheet=sheet, address=cell.address, rule="flow", text=f"={cell.formula}")


def _table(book: Workbook, roles: Roles) -> list[dict[str, Cell]]:
    """The lines of the list of inputs, each by column; an absent cell is not there."""
    left, top, _, bottom = _area(dict(book.names).get(roles.inputs_name, f"'{roles.inputs}'!A1"))
    cells = {(cell.row, cell.column): cell for cell in book.sheet(roles.inputs).cells}
    columns = {name: column + left - 1 for name, column in roles.columns.items()}
    return [
        {name: cells[line, column] for name, column in columns.items() if (line, column) in cells}
        for line in range(top, bottom + 1)
    ]


def _area(target: str) -> tuple[int, int, int, int]:
    """First column and row, last column and row of a named range."""
    left, top, right, bottom = range_boundaries(target.rsplit("!", maxsplit=1)[1].replace("$", ""))
    return int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)


def _text(line: dict[str, Cell], name: str) -> str:
    return str(line[name].value) if name in line and line[name].value is not None else ""


def inputs_are_described(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """An input without a label, a unit or, where it is a number, its limits."""
    for line in _table(book, roles):
        limits = sum(bool(_text(line, name)) for name in ("least", "most"))
        lacking = [name for name in ("label", "unit", "address") if not _text(line, name)]
        lacking += ["limits"] if limits == 1 else []
        for name in lacking:
            yield Finding(sheet=roles.inputs, address=_text(line, "key"), rule="undescribed input", text=name)


def every_input_is_listed(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """An open cell that is neither in the list of inputs nor in a field for free text; a listed one not open."""
    listed = {tuple(_text(line, "address").rsplit("!", maxsplit=1)) for line in _table(book, roles)}
    fields = [(_sheet(target), _area(target)) for name, target in book.names if name.startswith(roles.free_text)]
    opened = {(cell.sheet, cell.address): cell for cell in _open_cells(book)}
    for place, cell in opened.items():
        inside = any(
            sheet == cell.sheet and left <= cell.column <= right and top <= cell.row <= bottom
            for sheet, (left, top, right, bottom) in fields
        )
        if place not in listed and not inside:
            yield Finding(sheet=cell.sheet, address=cell.address, rule="unlisted input", text="open, not in the list")
    for absent in sorted(listed - opened.keys()):
        yield Finding(sheet=absent[0], address=absent[-1], rule="unlisted input", text="in the list, not open")


def _sheet(target: str) -> str:
    return target.rsplit("!", maxsplit=1)[0].strip("'")


def inputs_have_a_source(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """A value of an assumption that may be replaced, without the status and the source of what it replaces."""
    own = {_text(line, "address") for line in _table(book, roles) if _text(line, "key").startswith("own.")}
    cells = {(cell.row, cell.column): cell for cell in book.sheet(roles.described).cells}
    for (row, column), cell in cells.items():
        if f"{roles.described}!{cell.address}" in own:
            for beside in roles.status_and_source:
                found = cells.get((row, beside))
                if found is None or found.value in {None, ""}:
                    text = f"column {beside} of row {row} is empty (input in column {column})"
                    yield Finding(sheet=roles.described, address=cell.address, rule="no source", text=text)


def one_title(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """A sheet without a title in A1, or with a second text that looks like one."""
    del roles
    for sheet in book.sheets:
        title = next((cell for cell in sheet.cells if cell.address == TITLE), None)
        if title is None or title.kind != "text" or title.value == "":
            yield Finding(sheet=sheet.name, address=TITLE, rule="title", text="no title in A1")
            continue
        for cell in sheet.cells:
            if cell.style == title.style and cell.address != TITLE and cell.value not in {None, ""}:
                yield Finding(sheet=sheet.name, address=cell.address, rule="title", text=f"a second: {cell.value}")


def heads_are_marked(book: Workbook, roles: Roles) -> Iterator[Finding]:
    """A sheet whose heads are not marked for screen readers, or marked where there is no head or not the main one."""
    marked = {_sheet(target): _area(target) for name, target in book.names if name in HEADS_NAMES}
    for sheet in book.sheets:
        if sheet.name not in marked:
            yield Finding(sheet=sheet.name, address="", rule="heads", text="not marked")
            continue
        row = marked[sheet.name][1]
        if not any(cell.row == row and cell.value not in {None, ""} for cell in sheet.cells):
            yield Finding(sheet=sheet.name, address=str(row), rule="heads", text="the marked row is empty")
        main = roles.main_heads.get(sheet.name)
        if main and not any(cell.row == row and cell.column == 1 and cell.value == main for cell in sheet.cells):
            yield Finding(sheet=sheet.name, address=str(row), rule="heads", text=f"another table than that of «{main}»")


RULES = (
    formulas_are_locked,
    inputs_are_apart,
    every_sheet_has_a_role,
    numbers_are_apart_on_results,
    calculation_reads_no_result,
    inputs_are_described,
    every_input_is_listed,
    inputs_have_a_source,
    one_title,
    heads_are_marked,
)
