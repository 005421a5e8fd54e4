"""«Kilder»: where the figure in the selected cell comes from, else where all the figures do."""

from typing import Final

from addin import functions
from addin.ribbon.called_function import called_function
from addin.ribbon.cells import existing, in_use
from addin.ribbon.explaining import first_argument
from addin.ribbon.occasion import Occasion
from addin.worksheet_errors import WorksheetError
from utenfor_core.data.sources import data_sources
from utenfor_core.errors import InputError

SHEETS: Final = ("Kilder", "Kjelder")
HEADS: Final = ("kilde", "kjelde", "kilder", "kjelder")
SAID: Final = "Kilde: "
PARAMETERS: Final = ("UTENFOR_PARAM", "UTENFOR_SOURCE")


def sources(occasion: Occasion) -> str:
    """Tell the source of the selected cell: its function's, or what its line has under a head «Kilde».

    Else the sheet of sources is shown where the book has one, and the publishers are listed where it has none.
    """
    found = _of_function(occasion) or _of_line(occasion)
    if found:
        return found if found.startswith(SAID) else f"{SAID}{found}"
    sheet = next((one for name in SHEETS if (one := existing(occasion, name)) is not None), None)
    if sheet is not None:
        sheet.activate()
        return ""
    lines = [f"– {one.title} ({one.publisher}), {one.vintage}" for one in data_sources()]
    return "\n".join(["Tallene i Utenfor kommer fra:", *lines, "Marker en celle for å se kilden til ett tall."])


def _of_function(occasion: Occasion) -> str:
    """Return the source of what a lookup function in the selected cell looks up."""
    chosen = occasion.book.selection
    if chosen is None:
        return ""
    cell = chosen.sheet.range((chosen.row, chosen.column))
    try:
        called = called_function(str(cell.formula or ""))
    except NotImplementedError:  # a host that does not send formulas
        return ""
    if called is None or called.name not in PARAMETERS or not called.arguments:
        return ""
    named = first_argument(occasion, cell, called)
    try:
        return str(functions.utenfor_source(named)) if named is not None else ""
    except WorksheetError as error:
        raise InputError(error.explanation) from error


def _of_line(occasion: Occasion) -> str:
    """Return what stands in the selected line under the nearest head above it that says «Kilde»."""
    chosen = occasion.book.selection
    if chosen is None:
        return ""
    lines, first_row, _ = in_use(chosen.sheet)
    at = chosen.row - first_row
    if not 0 <= at < len(lines):
        return ""
    for above in range(at - 1, -1, -1):
        columns = [
            column for column, text in enumerate(lines[above]) if isinstance(text, str) and text.casefold() in HEADS
        ]
        if columns:
            return str(lines[at][columns[0]] or "")
    return ""
