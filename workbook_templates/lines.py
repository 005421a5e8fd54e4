"""The laid cells gathered in lines, with all that is the same in every book: shape, unit, and formulas ready to write.

Gathered once for a process, language and frame; a workbook then only stamps its values.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from utenfor_core.domain import Value
from workbook_templates import positions as at
from workbook_templates.rows import Cell, Place
from workbook_templates.styles import Styles
from workbook_templates.twins import NONE, Twins
from workbook_templates.writing import PlainSheet, Ready, ready

GRID_SHEETS = (at.CALCULATION, at.DRAWS, at.RATES, at.POSTS, at.TAX)
TEXT_UNIT = "tekst"
DELIVERED_ROW = "input_delivered"
"""The row of `Inndata` that repeats what each input cell was delivered with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One member's cells of a row, beside one another: `formulas` is empty for a line of constants or of inputs.

    `free` tells that the user's own words stand there, which are written as they are.
    """

    place: Place
    member: int
    line: int
    column: int
    unit: str
    shape: str
    keys: tuple[str, ...]
    formulas: tuple[Ready, ...]
    free: bool


def lines_of(cells: Iterable[Cell], told: Twins = NONE, free: Collection[str] = ()) -> tuple[Line, ...]:
    """Gather cells that come row by row; all cells of a line hold formulas, or none does.

    `told` gives the formulas the words of a language; `free` are the keys of inputs that take any text.
    """
    lines = groupby(cells, key=lambda cell: (id(cell.place), cell.member))
    return tuple(_line(tuple(group), told, free) for _, group in lines)


def _line(cells: Sequence[Cell], told: Twins, free: Collection[str]) -> Line:
    first = cells[0]
    row = first.place.row
    key = row.per[first.member] if row.name == DELIVERED_ROW else first.key
    return Line(
        place=first.place,
        member=first.member,
        line=first.line,
        column=first.column,
        unit=first.place.row.unit_of(first.member),
        shape=_shape(first),
        keys=tuple(cell.key for cell in cells) if first.key else (),
        formulas=tuple(ready(cell.line, cell.column, told.formula(cell.formula)) for cell in cells if cell.formula),
        free=key in free,
    )


def _shape(cell: Cell) -> str:
    if cell.key:
        return "input_text" if cell.place.row.unit_of(cell.member) in {"", TEXT_UNIT} else "input"
    if cell.place.sheet not in GRID_SHEETS and cell.place.sheet != at.INPUTS:
        return "cell"
    return "calculated" if cell.formula else "constant"


def write_line(sheet: PlainSheet, line: Line, values: Sequence[Value], styles: Styles) -> None:
    """Write one line with its values, formulas and format; an empty input cell is there, unlocked and blank."""
    if line.formulas:
        # Typed again in a cell that is formatted as text, a formula would be the text of a formula.
        style = styles(line.shape, "" if line.unit == TEXT_UNIT else line.unit)
        sheet.write_ready(line.line, line.column, line.formulas, style, values)
        return
    style = styles(line.shape, line.unit)
    for column, value in enumerate(values, line.column):
        if value is None or value == "":
            if line.keys:
                sheet.write_blank(line.line, column, None, style)
        elif isinstance(value, str):
            write = sheet.write_own if line.free else sheet.write_string
            write(line.line, column, value, style)
        else:
            sheet.write_number(line.line, column, float(value), style)
