"""A row of a sheet: its name, its unit and its formula. The name is also the core's word for the same numbers.

References in a formula, seen from the cell that holds it:

{rate}           this column of the row `rate`, or its only cell     {rate[-1]} {flow.*[-9:0]}  a column, a window
{intake[:]}      the whole row, fixed                                {rate.*}   the line of the same member
{gross.all}      this column of every member                         {gross.all[:]} {gross.all[-3:0]}  as a block
{tax@wage_in}    the line of that member                             {m1!cost}  a row of another block
{#m1.age}        the input cell with that key                        {kappa}    an alias: one line of the assumptions

A name is looked for in the row's own block, then among what all blocks share. English names, comma, point.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name

from utenfor_core.errors import WorkbookError

REFERENCE = re.compile(
    r"\{(?:#(?P<key>[\w.]+)|(?:(?P<block>\w+)!)?(?P<name>\w+)(?:@(?P<member>\w+))?(?P<which>\.\*|\.all)?"
    r"(?:\[(?P<low>-?\d*)(?P<colon>:?)(?P<high>-?\d*)\])?)\}"
)


EXACT: Mapping[str, str] = {
    "år": "antall år",
    "andel": "sats",
    "andel/år": "sats/år",
    "personer": "antall",
    "kr": "kroner og øre",
}
"""The unit that shows a typed figure as it is, where the unit itself would round it."""


def exact_unit(unit: str, kind: str = "number") -> str:
    """Return the unit a typed figure is shown in, so that 1.5 years or 12.75 % are not rounded on the sheet.

    >>> exact_unit("år"), exact_unit("", "choice")
    ('antall år', 'tekst')
    """
    return EXACT.get(unit, unit) if kind == "number" else "tekst"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row, or one line for each member of a family.

    `column` is the first cell's column (None: the sheet's column of t = 0, moved by `start`). `formulas` holds what
    differs from `formula` by member; "" is a constant. `keys` are the input keys of the row's cells, line by line: such
    a row is typed by the user. `beside` shares the lines of that row. `units` holds what differs from `unit` by member.
    """

    name: str
    unit: str
    formula: str = ""
    per: Sequence[str] = ("",)
    formulas: Mapping[str, str] = field(default_factory=dict)
    start: int = 0
    column: int | None = None
    cells: int | None = None
    beside: str = ""
    keys: Sequence[str] = ()
    style: str = ""
    units: Mapping[str, str] = field(default_factory=dict)

    def unit_of(self, member: int) -> str:
        """Return the unit of one member's line."""
        return self.units.get(self.per[member], self.unit)

    def formula_of(self, member: int) -> str:
        """Return the formula of one member's line."""
        return self.formulas.get(self.per[member], self.formula)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a row lies: its sheet and block, the line of each member, its first column and number of cells."""

    sheet: str
    block: str
    row: Row
    lines: tuple[int, ...]
    column: int
    cells: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One cell: its place and member, zero-based line and column, and its formula in addresses ("" for a constant)."""

    place: Place
    member: int
    index: int
    line: int
    column: int
    formula: str

    @property
    def key(self) -> str:
        """The input key of an unlocked cell, else nothing."""
        keys = self.place.row.keys
        return keys[self.member * self.place.cells + self.index] if keys else ""


letters = lru_cache(maxsize=None)(xl_col_to_name)
Piece = str | int
"""A part of a formula: a text that stands, or a column that moves, as its distance from the formula's own."""


def told(pieces: Iterable[Piece], column: int) -> str:
    """Return the text of pieces in a cell of a column.

    >>> told(["N(", -1, "7)"], 5)
    'N(E7)'
    """
    return "".join([piece if isinstance(piece, str) else letters(column + piece) for piece in pieces])


@dataclass
class Book:
    """The places of every row, by block and name; it knows addresses, never values."""

    widths: Mapping[tuple[str, str], int]
    zero: Mapping[str, int]
    aliases: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    inputs: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def lay(
        self,
        sheet: str,
        rows: Sequence[Row],
        *,
        line: int,
        block: str = "",
        lines: Mapping[str, Sequence[int]] | None = None,
    ) -> int:
        """Give the rows their lines, from `line` down; the next free line comes back.

        `lines` names the lines of families that are not laid one under another. A row that is neither typed nor
        known to the core cannot be laid.
        """
        for row in rows:
            if (block, row.name) in self.places:
                text = f"Raden {row.name} er lagt to ganger i {block or 'boka'}"
                raise WorkbookError(text)
            chosen = (lines or {}).get(row.name)
            first = self.places[block, row.beside].lines[0] if row.beside else line
            own = tuple(chosen) if chosen else tuple(range(first, first + len(row.per)))
            cells = row.cells or (len(row.keys) // len(row.per) if row.keys else self.widths[block, row.name])
            column = row.column if row.column is not None else self.zero[sheet] + row.start
            place = Place(sheet=sheet, block=block, row=row, lines=own, column=column, cells=cells)
            self.places[block, row.name] = place
            for at, key in enumerate(row.keys):
                self.inputs[key] = (sheet, own[at // cells], column + at % cells)
            if not row.beside and not chosen:
                line += len(row.per)
        return line

    def find(self, block: str, name: str) -> Place:
        """Return the place of a row seen from a block."""
        found = self.places.get((block, name)) or self.places.get(("", name))
        if found is None:
            text = f"Ingen rad heter {name} i {block or 'boka'}"
            raise WorkbookError(text)
        return found

    def address(self, home: Place, member: int, column: int, found: re.Match[str]) -> str:
        """Return what one reference of a formula is called in the file."""
        return told(self._pieces(home, member, found), column)

    def _pieces(self, home: Place, member: int, found: re.Match[str]) -> tuple[Piece, ...]:
        """Return a reference in pieces, the same for all the cells of a line."""
        key, name = found["key"], found["name"]
        if key:
            sheet, line, at = self.inputs[key]
            return (_on(sheet, home), f"${letters(at)}${line + 1}")
        if name in self.aliases and (home.block, name) not in self.places:
            row, first, last = self.aliases[name]
            place = self.find(home.block, row)
        else:
            place = self.find(found["block"] or home.block, name)
            first, last = self._members(place, member, found)
        low, colon, high = found["low"], found["colon"], found["high"]
        left, right = self._columns(place, low, bool(colon), high)
        mark = "" if found["which"] == ".*" and place.sheet == home.sheet else "$"
        start = (_on(place.sheet, home), left, f"{mark}{place.lines[first] + 1}")
        end = (right, f"{mark}{place.lines[last] + 1}")
        return start if start[1:] == end else (*start, ":", *end)

    @staticmethod
    def _members(place: Place, member: int, found: re.Match[str]) -> tuple[int, int]:
        if found["member"]:
            return (list(place.row.per).index(found["member"]),) * 2
        if found["which"] == ".*":
            return (member, member)
        return (0, len(place.row.per) - 1)

    @staticmethod
    def _columns(place: Place, low: str | None, colon: bool, high: str | None) -> tuple[Piece, Piece]:  # noqa: FBT001 - the match's own parts
        if (colon and not low and not high) or (place.cells == 1 and low is None):
            return f"${letters(place.column)}", f"${letters(place.column + place.cells - 1)}"
        return int(low or 0), int((high if colon else low) or 0)

    def cells(self) -> Iterator[Cell]:
        """Go through every cell, row by row: the one door of every writer."""
        for place in self.places.values():
            for member, line in enumerate(place.lines):
                pieces = tuple(self._in_pieces(place, member, place.row.formula_of(member)))
                for index in range(place.cells):
                    column = place.column + index
                    formula = told(pieces, column)
                    yield Cell(place=place, member=member, index=index, line=line, column=column, formula=formula)

    def _in_pieces(self, place: Place, member: int, template: str) -> Iterator[Piece]:
        end = 0
        for found in REFERENCE.finditer(template):
            yield template[end : found.start()]
            yield from self._pieces(place, member, found)
            end = found.end()
        yield template[end:]


def _on(sheet: str, home: Place) -> str:
    """Return what an address begins with, seen from a row that may lie on another sheet."""
    return "" if sheet == home.sheet else f"'{sheet}'!"
