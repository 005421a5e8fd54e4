"""Writing the laid cells and their words: labels, units, headings and heads of the calculation sheets."""

from collections.abc import Iterable, Mapping

from utenfor_core.errors import WorkbookError
from workbook_templates.lines import GRID_SHEETS, Line
from workbook_templates.page import Context
from workbook_templates.writing import PlainSheet

LABEL, UNIT = 0, 1


def row_label(context: Context, name: str, member: str) -> str:
    """Return a line's label: the row's words, and the member's where it is one of a family."""
    text = context.words(f"rows.{name}")
    if not member:
        return text
    known = next((key for key in (f"members.{name}_{member}", f"members.{member}") if context.words.has(key)), "")
    return f"{text}: {context.words(known) if known else member}"


def write_grid_words(sheets: Mapping[str, PlainSheet], context: Context, lines: Iterable[Line]) -> None:
    """Write label and unit beside each line of the calculation sheets, and the headings between blocks.

    A row that lies in the column of labels is its own label.
    """
    seen: set[tuple[str, int]] = set()
    missing: set[str] = set()
    for line in lines:
        place = line.place
        if place.sheet not in GRID_SHEETS or (place.sheet, line.line) in seen or place.row.beside:
            continue
        seen.add((place.sheet, line.line))
        if place.column == LABEL:
            continue
        if not context.words.has(f"rows.{place.row.name}"):
            missing.add(place.row.name)
            continue
        label = row_label(context, place.row.name, place.row.per[line.member])
        sheets[place.sheet].write_string(line.line, LABEL, label, context.styles("plain"))
        sheets[place.sheet].write_string(line.line, UNIT, place.row.unit, context.styles("unit"))
    if missing:
        text = "Rader uten ord i workbook_templates/texts: " + ", ".join(sorted(missing))
        raise WorkbookError(text)
    _heads(sheets, context, lines)
    for heading in context.layout.headings:
        if heading.sheet in GRID_SHEETS:
            text = context.words(f"headings.{heading.key}", words=heading.words)
            sheets[heading.sheet].write_string(heading.line, LABEL, text, context.styles("heading"))


def _heads(sheets: Mapping[str, PlainSheet], context: Context, lines: Iterable[Line]) -> None:
    """Write a column's head above each row that shares the lines of another: tables of the calculation sheets."""
    written = set()
    for line in lines:
        place = line.place
        key = (place.sheet, place.lines[0] - 1, place.column)
        if place.sheet not in GRID_SHEETS or not place.row.beside or key in written:
            continue
        written.add(key)
        name = f"rows.{place.row.name}"
        if context.words.has(name):
            sheets[place.sheet].write_string(key[1], key[2], context.words(name), context.styles("note"))
