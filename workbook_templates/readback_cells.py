"""The cells of a filled-in workbook: values as they were last calculated, formulas, and where names point now."""

import io
import math
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import to_excel
from openpyxl.utils.escape import unescape
from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.domain import Value

MOST_LINES: Final = 6000
MOST_COLUMNS: Final = 120
"""Beyond these nothing of ours can lie, however much was inserted; a sheet may say that it goes on for ever."""
TRUE, FALSE = "SANN", "USANN"
"""A truth value as Norwegian Excel shows it; no field takes one."""
REFERENCE: Final = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!(),=\s]+))!"
    r"\$?(?P<column>[A-Z]{1,3})\$?(?P<line>\d{1,7})(?::\$?(?P<last_column>[A-Z]{1,3})\$?(?P<last_line>\d{1,7}))?"
)


class CellError(str):
    """An error that a cell shows, such as #N/A: a text that is no text."""

    __slots__ = ()


Found = Value | CellError | date | time | timedelta
"""What a cell holds; a day or a time stays one, as only the reader knows whether it was meant as a number."""


def in_words(value: Found) -> Value:
    """Return a day as Norwegians write it, anything else as it is.

    >>> in_words(date(2027, 5, 1))
    '01.05.2027'
    """
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value) if isinstance(value, time | timedelta) else value


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where a cell lies: its sheet by today's name, line and column from 0."""

    sheet: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return the place as messages tell it."""
        return f"arket {self.sheet}, celle {xl_rowcol_to_cell(self.line, self.column)}"

    def beside(self, columns: int) -> "Spot":
        """Return the cell so many columns to the right."""
        return Spot(sheet=self.sheet, line=self.line, column=self.column + columns)


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A rectangle of cells."""

    sheet: str
    line: int
    column: int
    lines: int
    columns: int

    def spots(self) -> Iterator[tuple[tuple[int, int], Spot]]:
        """Yield each cell with its line and column inside the area."""
        for line in range(self.lines):
            for column in range(self.columns):
                spot = Spot(sheet=self.sheet, line=self.line + line, column=self.column + column)
                yield (line, column), spot


def area_of(reference: str) -> Area | None:
    """Return what a reference to another sheet names; None where the cells are gone (#REF!) or it is none.

    >>> area_of("'Mine tiltak'!$D$17:$E$20").lines
    4
    """
    found = REFERENCE.search(reference)
    if found is None:
        return None
    line, column = int(found["line"]), column_index_from_string(found["column"])
    last_line = int(found["last_line"] or line)
    last_column = column_index_from_string(found["last_column"] or found["column"])
    if not (0 < line <= last_line and column <= last_column):
        return None
    return Area(
        sheet=(found["quoted"] or "").replace("''", "'") or found["plain"],
        line=line - 1,
        column=column - 1,
        lines=min(last_line - line + 1, MOST_LINES),
        columns=min(last_column - column + 1, MOST_COLUMNS),
    )


class Cells:
    """A workbook's cells, each sheet read when it is first asked for."""

    def __init__(self, content: bytes) -> None:
        """Open the file; it was judged before. Raises one of UNREADABLE, and so may every reading."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as Excel's newer rules
            self._values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            self._formulas = load_workbook(io.BytesIO(content), read_only=True)
        self.sheets = tuple(sheet.title for sheet in self._values.worksheets)
        self.names: Mapping[str, str] = {
            name.casefold(): str(defined.attr_text or "") for name, defined in self._values.defined_names.items()
        }
        self._read: dict[str, tuple[dict[tuple[int, int], Found], dict[tuple[int, int], str]]] = {}

    def value(self, spot: Spot) -> Found:
        """Return what a cell shows; a formula that was never calculated shows nothing."""
        return self._sheet(spot.sheet)[0].get((spot.line, spot.column))

    def formula(self, spot: Spot) -> str:
        """Return a cell's formula with its equals sign, or nothing."""
        return self._sheet(spot.sheet)[1].get((spot.line, spot.column), "")

    def filled(self, sheet: str, column: int) -> Iterator[tuple[int, Found]]:
        """Yield the cells of one column that hold something, from the top."""
        found = self._sheet(sheet)[0]
        yield from sorted(
            ((line, value) for (line, at), value in found.items() if at == column), key=lambda one: one[0]
        )

    def area(self, name: str) -> Area | None:
        """Return where a defined name points, if it is there and its sheet is."""
        found = area_of(self.names.get(name.casefold(), ""))
        return found if found is not None and found.sheet in self.sheets else None

    def values_of(self, area: Area) -> list[list[Found]]:
        """Return the values of an area without reading the rest of its sheet."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a date beyond Excel's calendar is told as an error
            rows = _sheet_of(self._values, area.sheet).iter_rows(
                min_row=area.line + 1,
                max_row=area.line + area.lines,
                min_col=area.column + 1,
                max_col=area.column + area.columns,
            )
            return [[_found(cell) for cell in row] for row in rows]

    def as_number(self, value: Found) -> Value | CellError:
        """Return what a spreadsheet calculates with: a day is the number it is counted as."""
        if isinstance(value, date | time | timedelta):
            return float(to_excel(value, self._values.epoch))  # type: ignore[no-untyped-call]  # of the library
        return value

    def _sheet(self, name: str) -> tuple[dict[tuple[int, int], Found], dict[tuple[int, int], str]]:
        if name not in self._read:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # as above
                values: dict[tuple[int, int], Found] = {
                    where: value for where, cell in _cells(self._values, name) if (value := _found(cell)) is not None
                }
                formulas = {
                    where: str(getattr(cell.value, "text", cell.value))
                    for where, cell in _cells(self._formulas, name)
                    if cell.data_type == "f"
                }
            self._read[name] = (values, formulas)
        return self._read[name]


def _sheet_of(book: Workbook, name: str) -> Any:  # noqa: ANN401 - a sheet that is read has no type of its own
    return next(sheet for sheet in book.worksheets if sheet.title == name)


def _cells(book: Workbook, name: str) -> Iterator[tuple[tuple[int, int], Any]]:
    rows = _sheet_of(book, name).iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS)
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.value is not None:
                yield (line, column), cell


def _found(cell: Any) -> Found:  # noqa: ANN401 - a cell that is read has no type of its own
    value = cell.value
    if cell.data_type == "e":
        return CellError(value)
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, str):
        return unescape(value) or None
    if isinstance(value, float) and not math.isfinite(value):
        return CellError(value)
    if value is None or isinstance(value, int | float | datetime | date | time | timedelta):
        return value
    return str(value)
