"""Reading and writing cells of an open book: what stands in them, what may be written over, and tables of ours."""

from collections.abc import Sequence
from typing import Any, Final

from addin.ribbon.occasion import Occasion
from addin.ribbon.open_book import Range, Sheet
from utenfor_core.errors import InputError

HEAD_COLOUR: Final = (232, 238, 244)
"""The pale blue of the workbooks' own column heads."""
TITLE_SIZE: Final = 14
KRONER: Final = "#,##0"
SHARE: Final = "0 %"
YEAR: Final = "0"

Cells = list[list[Any]]


def as_written(cell: object) -> object:
    """Return a cell's value as it is given to Excel, which would read a text as a number, a date or a formula.

    >>> as_written("=1+1"), as_written("0301"), as_written(12.0), as_written("")
    ("'=1+1", "'0301", 12.0, None)
    """
    if isinstance(cell, str):
        return f"'{cell}" if cell else None
    return cell


def values(cells: Range) -> Cells:
    """Return what stands in a range as rows; an error value is its text, such as #N/A."""
    found: Cells = cells.options(ndim=2, err_to_str=True).value
    return found


def in_use(sheet: Sheet) -> tuple[Cells, int, int]:
    """Return what stands on a sheet, and the row and column it begins in."""
    used = sheet.used_range
    return values(used), used.row, used.column


def selected(occasion: Occasion, what: str) -> Range:
    """Return the selected cells.

    Raises InputError where none are, with what they are wanted for.
    """
    found: Range | None = occasion.book.selection
    if found is None:
        text = f"Ingen celle er markert. Marker {what}, og prøv igjen."
        raise InputError(text)
    return found


def area(sheet: Sheet, row: int, column: int, height: int, width: int) -> Range:
    """Return a rectangle by its first cell and its size."""
    return sheet.range((row, column), (row + height - 1, column + width - 1))


def filled_in(cells: Range) -> list[str]:
    """Return the addresses of the cells that are not empty."""
    return [
        cells.sheet.range((cells.row + down, cells.column + across)).get_address(False, False)  # noqa: FBT003 - xlwings' own signature
        for down, line in enumerate(values(cells))
        for across, cell in enumerate(line)
        if cell not in {None, ""}
    ]


def write(sheet: Sheet, row: int, column: int, lines: Sequence[Sequence[object]]) -> Range:
    """Write rows of one length from a cell on; every text is written as a text."""
    written = area(sheet, row, column, len(lines), len(lines[0]))
    written.value = [[as_written(cell) for cell in line] for line in lines]
    return written


def head(cells: Range) -> None:
    """Show cells as column heads."""
    cells.font.bold = True
    cells.color = HEAD_COLOUR


def own_sheet(occasion: Occasion, name: str, title: str) -> Sheet:
    """Return an empty sheet of ours with its title in A1: a new one behind the others, or the one from last time.

    Raises InputError where a sheet of that name is not one we made.
    """
    found = existing(occasion, name)
    if found is None:
        sheets = occasion.book.sheets
        found = sheets.add(name, after=sheets[len(sheets) - 1])
    elif is_ours(found, title):
        found.clear()
    else:
        text = (
            f"Arket «{name}» finnes fra før, og er ikke laget med denne knappen. Gi det et annet navn, og prøv igjen."
        )
        raise InputError(text)
    write(found, 1, 1, [[title]])
    font = found.range((1, 1)).font
    font.bold, font.size = True, TITLE_SIZE
    return found


def existing(occasion: Occasion, name: str) -> Sheet | None:
    """Return the sheet of that name, whatever the case of its letters."""
    return next((sheet for sheet in occasion.book.sheets if sheet.name.casefold() == name.casefold()), None)


def is_ours(sheet: Sheet, title: str) -> bool:
    """Tell whether a sheet has the title we give it, whichever municipality it is about."""
    return str(sheet.range((1, 1)).value or "").startswith(title.partition(",")[0])
