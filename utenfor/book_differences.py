"""Every calculated cell of a filled-in workbook beside what this version of the model finds for it."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from addin.ribbon.occasion import Comparison, Difference
from utenfor_core.domain import Value
from utenfor_core.inputs import is_number
from utenfor_core.model import Result
from utenfor_core.uncertainty.sheet import with_uncertainty
from utenfor_core.version import __version__
from workbook_templates.languages import known_language
from workbook_templates.readback import BookRead
from workbook_templates.readback_cells import CellError, Cells, Found, Spot, in_words
from workbook_templates.readback_inputs import CALCULATED
from workbook_templates.rows import Cell
from workbook_templates.twins import twins
from workbook_templates.workbook import cell_value, laid

RELATIVE: Final = 1e-6
ABSOLUTE: Final = 0.005
"""Half an øre, and of drawn amounts a millionth: spreadsheet programs differ in the last digits of BETA.INV."""
OTHER_MODEL: Final = (
    "boka er laget med modell {made}, og dette er modell {now}. Bruk «Hent/oppdater tall» for en ny bok."
)
NOT_CALCULATED: Final = "boka er ikke regnet ut etter siste endring. Regn den ut (F9), og prøv igjen."


def compared(book: BookRead, path: Path) -> Comparison:
    """Return the calculated cells that do not show what the model finds; why not, where none can be compared."""
    if book.model_version != __version__:
        reason = OTHER_MODEL.format(made=book.model_version, now=__version__)
        return Comparison(compared=0, differences=(), reason=reason)
    if book.state != CALCULATED:
        return Comparison(compared=0, differences=(), reason=NOT_CALCULATED)
    language = known_language(book.language)
    found = list(_pairs(Cells(path.read_bytes()), with_uncertainty(book.result()), language))
    differences = tuple(
        Difference(sheet=spot.sheet, address=xl_rowcol_to_cell(spot.line, spot.column), shown=shown, calculated=wanted)
        for spot, shown, wanted in found
        if not _same(shown, wanted)
    )
    return Comparison(compared=len(found), differences=differences)


def _pairs(cells: Cells, result: Result, language: str) -> Iterator[tuple[Spot, Found, Value]]:
    told = twins(language)
    layout, laid_cells = laid(language)
    for cell in laid_cells:
        spot = Spot(sheet=told.sheet(cell.place.sheet), line=cell.line, column=cell.column)
        if cell.formula and spot.sheet in cells.sheets and not _carried_before(cell, result):
            yield spot, in_words(cells.value(spot)), told.term(cell_value(cell, result, layout))


def _carried_before(cell: Cell, result: Result) -> bool:
    """Tell whether a cell carries an amount to the book's price year: what is read back is carried already."""
    rows = result.trace.get((cell.place.block, cell.place.row.name))
    return rows is not None and rows.size == 0


def _same(shown: Found, wanted: Value) -> bool:
    if isinstance(shown, CellError):
        return False
    if is_number(shown) and is_number(wanted):
        return math.isclose(shown, wanted, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    return ("" if shown is None else shown) == ("" if wanted is None else wanted)
