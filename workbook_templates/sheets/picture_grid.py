"""The columns of the sheet `Utfordringsbilde` and a row of a table in them."""

from collections.abc import Sequence
from typing import Final

from workbook_templates.page import Page
from workbook_templates.sheets.wrapping import LINE_HEIGHT, fit_row

FIRST, LIGHT, NOTE = 0, 2, 9
WIDTHS: Final = {FIRST: 54, **dict.fromkeys(range(1, NOTE), 14), LIGHT: 21, NOTE: 62}
"""Width of each column in characters."""
Shown = float | str | None
"""What a cell shows: a number, a text, or None for a figure that is not known."""


def write_heads(page: Page, line: int, keys: Sequence[str], note: str = "note", *, numbers: int = NOTE) -> None:
    """Write a table's column heads, two lines high and drawn on to the note; the first `numbers` are set right."""
    for column, key in enumerate(keys, FIRST):
        shape = "head_number" if 0 < column <= numbers else "head"
        page.write(line, column, page.words(f"picture.{key}"), shape)
    for column in range(len(keys), NOTE):
        page.write(line, column, "", "head")
    page.write(line, NOTE, page.words(f"picture.{note}"), "head")
    page.sheet.set_row(line, 2 * LINE_HEIGHT)


def write_row(  # noqa: PLR0913 - the parts of one row
    page: Page, line: int, label: str, cells: Sequence[tuple[Shown, str]], note: str, *, shape: str = "cell"
) -> None:
    """Write a label, its values with their units, and a note that the row is made high enough for."""
    page.write(line, FIRST, label, shape)
    for column, (value, unit) in enumerate(cells, FIRST + 1):
        if isinstance(value, str):
            page.write(line, column, value, shape)
        else:
            page.number(line, column, value, unit, shape, page.words("picture.unknown"))
    page.write(line, NOTE, note, "cell_text")
    fit_row(page, line, {NOTE: note}, WIDTHS)
