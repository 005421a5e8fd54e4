"""A copy of an open book as values, for hosts that cannot save one: what stands in the cells, and the defined names."""

import math
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from addin.ribbon.cells import in_use
from addin.ribbon.occasion import InputTable
from addin.ribbon.open_book import Book
from utenfor_core.errors import WorkbookError
from utenfor_core.inputs import is_number

if TYPE_CHECKING:
    from openpyxl import Workbook

NAME: Final = "kopi.xlsx"
FILE_DIGITS: Final = 1e-12
"""A file keeps sixteen digits of an input, and fourteen of what a formula shows till it is calculated again."""
MOVED: Final = (
    "Det er satt inn eller slettet linjer eller kolonner i boka. Lagre den, og bruk kommandoen utenfor på fila."
)


def copied_values(book: Book, folder: Path, table: InputTable) -> Path:
    """Write the copy and return its path; formulas are not in it, so their cells hold what they show.

    Raises WorkbookError where cells have moved: without formulas the inputs are found by the addresses in the table.
    """
    import openpyxl  # noqa: PLC0415 - heavy, and needed by this host only
    from openpyxl.workbook.defined_name import DefinedName  # noqa: PLC0415 - as above

    copy = openpyxl.Workbook()
    copy.remove(copy.worksheets[0])
    cells: dict[tuple[str, str], Any] = {}
    for sheet in book.sheets:
        written = copy.create_sheet(sheet.name)
        lines, row, column = in_use(sheet)
        for down, line in enumerate(lines, row):
            for across, value in enumerate(line, column):
                if value in {None, ""}:
                    continue
                cell = written.cell(down, across)
                cell.value = value
                if isinstance(value, str) and cell.data_type == "f":
                    cell.data_type = "s"
                cells[sheet.name, cell.coordinate] = value
    for name in book.names:
        if "!" not in name.name:
            copy.defined_names[name.name] = DefinedName(name.name, attr_text=str(name.refers_to).removeprefix("="))
    if book.names.contains(table.name):
        _address_inputs(book, copy, cells, table)
    path = folder / NAME
    copy.save(path)
    return path


def _address_inputs(book: Book, copy: "Workbook", cells: dict[tuple[str, str], Any], table: InputTable) -> None:
    """Write each input's address as formulas have it: it stands in the place of the formula that is not there.

    Raises WorkbookError where a cell does not hold what the table's formula shows of it.
    """
    listed = book.names[table.name].refers_to_range
    for down, line in enumerate(listed.options(ndim=2, err_to_str=True).value, listed.row):
        name, _, address = str(line[table.address_column - 1] or "").replace("$", "").rpartition("!")
        sheet = name.strip("'").replace("''", "'")
        if address and not _same(cells.get((sheet, address)), line[table.column - 1]):
            raise WorkbookError(MOVED)
        if address:
            quoted = sheet.replace("'", "''")
            copy[listed.sheet.name].cell(down, listed.column + table.address_column - 1).value = f"'{quoted}'!{address}"


def _same(stands: Any, listed: Any) -> bool:  # noqa: ANN401 - cells of any kind
    if isinstance(stands, date) or isinstance(listed, date):
        return True  # a day may be shown as the number it is counted as
    if is_number(stands) and is_number(listed):
        return math.isclose(stands, listed, rel_tol=FILE_DIGITS)
    return (stands or "") == (listed or "")
