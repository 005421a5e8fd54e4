"""The columns of the sheet `Utfordringsbilde` and a row of a table in them."""

from collections.abc import Sequence
from typing import Final

from workbook_templates.page import Page
from workbook_templates.sheets.wrapping import LINE_HEIGHT, fit_row

FIRST, NOTE = 0, 9
WIDTHS: Final = {FIRST: 34, **dict.fromkeys(range(1, NOTE), 13), NOTE: 42}
"""Width of each column in characters: together what a small screen shows at full size."""
MARGIN: Final = 47
"""Characters that a line of a note takes: letters are narrower than the digits that a width is counted in."""
ACROSS: Final = 200
"""Characters of a line that runs over the whole width."""
Shown = float | str | None
"""What a cell shows: a number, a text, or None for a figure that is not known."""


def write_heads(page: Page, line: int, keys: Sequence[str], note: str = "note", *, numbers: int = NOTE) -> None:
    """Write a table's column heads, two lines high and drawn on to the note; the first `numbers` are set right."""
    for column, key in enumerate(keys, FIRST):
        shape = "head_number" if 0 < column <= numbers else "head"
        page.write(line, column, page.words(f"picture.{key}"), shape)
    if note:
        for column in range(len(keys), NOTE):
            page.write(line, column, "", "head_bare")
        page.write(line, NOTE, page.words(f"picture.{note}"), "head_bare")
    page.sheet.set_row(line, 2 * LINE_HEIGHT)


def write_row(  # noqa: PLR0913 - the parts of one row
    page: Page, line: int, label: str, cells: Sequence[tuple[Shown, str]], note: str, *, shape: str = "cell"
) -> None:
    """Write a label, its values with their units, and a note that the row is made high enough for."""
    page.write(line, FIRST, label, "cell_text" if shape == "cell" else shape)
    for column, (value, unit) in enumerate(cells, FIRST + 1):
        if isinstance(value, str):
            page.write(line, column, value, shape)
        else:
            page.number(line, column, value, unit, shape, page.words("picture.unknown"))
    write_note(page, line, len(cells) + 1, note, label)


def write_note(page: Page, line: int, first: int, note: str, label: str = "") -> None:
    """Write a row's note, with a rule to it from the row's last cell, and make the row high enough."""
    if note:
        for column in range(first, NOTE):
            page.sheet.write_blank(line, column, None, page.styles("ruled"))
        page.write(line, NOTE, note, "ruled_note")
    fit_row(page, line, {FIRST: label, NOTE: note}, {FIRST: WIDTHS[FIRST] + 4, NOTE: MARGIN})
