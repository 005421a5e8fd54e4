"""What a cell, a sheet and a workbook are to the checks: records of what stands in the file.

Rows and columns count from 1, as in the file: A1 is row 1, column 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from openpyxl.utils import column_index_from_string, get_column_letter

ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")

Kind = Literal["number", "text", "boolean", "error", "blank"]


class CellError(str):
    """An error as a value (`#DIV/0!`), which is not the same as a text that happens to read so."""

    __slots__ = ()


Value = float | str | bool | CellError | None
Values = dict[tuple[str, str], Value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One cell of the file.

    `formula` is without its equals sign and "" for a constant; `form` is `array`, `shared`, `dataTable` or "".
    """

    sheet: str
    address: str
    formula: str
    value: Value
    style: int
    form: str

    @property
    def row(self) -> int:
        """Row number, from 1."""
        return position(self.address)[0]

    @property
    def column(self) -> int:
        """Column number, from 1."""
        return position(self.address)[1]

    @property
    def kind(self) -> Kind:
        """What the cell shows: a number, a text, a boolean, an error or nothing."""
        return kind_of(self.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Validation:
    """A rule on what may be typed: its kind, its ranges, its first formula and the longest text it shows."""

    kind: str
    ranges: str
    formula: str
    longest_text: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A sheet as it lies in the file."""

    name: str
    state: str
    part: str
    cells: tuple[Cell, ...]
    validations: tuple[Validation, ...]
    merged: tuple[str, ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Workbook:
    """The file as far as the checks need it: `names` are the defined names, `tables` the names of tables."""

    path: Path
    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    parts: tuple[str, ...]
    unlocked: frozenset[int] = field(repr=False)

    def cells(self) -> Iterator[Cell]:
        """Every cell of every sheet, in the order of the file."""
        for sheet in self.sheets:
            yield from sheet.cells

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; KeyError where there is none."""
        return {sheet.name: sheet for sheet in self.sheets}[name]


def position(address: str) -> tuple[int, int]:
    """Row and column of an address, both from 1: `B3` gives (3, 2)."""
    found = ADDRESS.fullmatch(address)
    if found is None:
        message = f"{address!r} is not a cell address"
        raise ValueError(message)
    return int(found[2]), column_index_from_string(found[1])


def address_of(row: int, column: int) -> str:
    """Address of a row and a column, both from 1: (3, 2) gives `B3`."""
    return f"{get_column_letter(column)}{row}"


def kind_of(value: Value) -> Kind:
    """What a value is."""
    if value is None:
        return "blank"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, CellError):
        return "error"
    return "text" if isinstance(value, str) else "number"
