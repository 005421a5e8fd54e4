"""Writing the laid cells and their words: labels, units, headings and heads of the calculation sheets."""

from collections.abc import Iterable, Mapping

from utenfor_core.domain import Value
from utenfor_core.errors import WorkbookError
from workbook_templates import positions as at
from workbook_templates.page import Context
from workbook_templates.rows import Cell
from workbook_templates.styles import Styles
from workbook_templates.writing import PlainSheet

LABEL, UNIT = 0, 1
GRID_SHEETS = (at.CALCULATION, at.RATES, at.POSTS, at.TAX)
TEXT_UNIT = "tekst"


def _shape(cell: Cell) -> str:
    if cell.key:
        return "input_text" if cell.place.row.unit_of(cell.member) in {"", TEXT_UNIT} else "input"
    if cell.place.sheet not in GRID_SHEETS and cell.place.sheet != at.INPUTS:
        return "cell"
    return "plain" if cell.formula else "constant"


def write_cell(sheet: PlainSheet, cell: Cell, value: Value, styles: Styles) -> None:
    """Write one laid cell with its value, formula and format; an empty input cell is there, unlocked and blank."""
    unit = cell.place.row.unit_of(cell.member)
    style = styles(_shape(cell), unit)
    if cell.formula:
        sheet.write_plain(cell.line, cell.column, cell.formula, style, "" if value is None else value)
    elif value is None or value == "":
        if cell.key:
            sheet.write_blank(cell.line, cell.column, None, style)
    elif isinstance(value, str):
        sheet.write_string(cell.line, cell.column, value, style)
    else:
        sheet.write_number(cell.line, cell.column, float(value), style)


def row_label(context: Context, name: str, member: str) -> str:
    """Return a line's label: the row's words, and the member's where it is one of a family."""
    text = context.words(f"rows.{name}")
    if not member:
        return text
    known = next((key for key in (f"members.{name}_{member}", f"members.{member}") if context.words.has(key)), "")
    return f"{text}: {context.words(known) if known else member}"


def write_grid_words(sheets: Mapping[str, PlainSheet], context: Context, cells: Iterable[Cell]) -> None:
    """Write label and unit beside each line of the calculation sheets, and the headings between blocks."""
    seen: set[tuple[str, int]] = set()
    missing: set[str] = set()
    for cell in cells:
        place = cell.place
        if place.sheet not in GRID_SHEETS or cell.index or (place.sheet, cell.line) in seen or place.row.beside:
            continue
        seen.add((place.sheet, cell.line))
        if not context.words.has(f"rows.{place.row.name}"):
            missing.add(place.row.name)
            continue
        label = row_label(context, place.row.name, place.row.per[cell.member])
        sheets[place.sheet].write_string(cell.line, LABEL, label, context.styles("plain"))
        sheets[place.sheet].write_string(cell.line, UNIT, place.row.unit, context.styles("unit"))
    if missing:
        text = "Rader uten ord i workbook_templates/texts: " + ", ".join(sorted(missing))
        raise WorkbookError(text)
    _heads(sheets, context, cells)
    for heading in context.layout.headings:
        if heading.sheet in GRID_SHEETS:
            text = context.words(f"headings.{heading.key}", words=heading.words)
            sheets[heading.sheet].write_string(heading.line, LABEL, text, context.styles("heading"))


def _heads(sheets: Mapping[str, PlainSheet], context: Context, cells: Iterable[Cell]) -> None:
    """Write a column's head above each row that shares the lines of another: tables of the calculation sheets."""
    written = set()
    for cell in cells:
        place = cell.place
        key = (place.sheet, place.lines[0] - 1, place.column)
        if place.sheet not in GRID_SHEETS or not place.row.beside or cell.index or key in written:
            continue
        written.add(key)
        name = f"rows.{place.row.name}"
        if context.words.has(name):
            sheets[place.sheet].write_string(key[1], key[2], context.words(name), context.styles("note"))
