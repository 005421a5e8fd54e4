"""Cells of the engine over openpyxl: what is given to them, and what they show."""

import re
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries

FILL = "FF{:02X}{:02X}{:02X}"
LIKE_A_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?%?")
STARTS_A_FORMULA = ("=", "+", "-", "@")


class ErrorText(str):
    """An error value in a cell."""

    __slots__ = ()


class ExcelRefusedError(Exception):
    """What Excel answers over COM when a cell cannot be written."""


class Letters:
    """The font of a range, as far as it is used."""

    def __init__(self, cells: "Range") -> None:
        """Take what it is part of."""
        self.cells = cells

    def _change(self, **changed: object) -> None:
        for cell in self.cells.each():
            old = cell.font
            kept = {"bold": old.bold, "size": old.size, "name": old.name, "color": old.color}
            cell.font = Font(**{**kept, **changed})

    @property
    def bold(self) -> bool:
        return all(cell.font.bold for cell in self.cells.each())

    @bold.setter
    def bold(self, value: bool) -> None:
        self._change(bold=value)

    @property
    def size(self) -> float:
        return float(next(self.cells.each()).font.size)

    @size.setter
    def size(self, value: float) -> None:
        self._change(size=value)


class Range:
    """A rectangle of cells; rows and columns from 1."""

    def __init__(self, sheet: Any, top: int, left: int, bottom: int, right: int) -> None:  # noqa: ANN401 - a Sheet
        """Take what it is part of."""
        self.sheet, self.options = sheet, None
        self.box = (top, left, bottom, right)

    @classmethod
    def of(cls, sheet: Any, first: Any, last: Any = None) -> "Range":  # noqa: ANN401 - as xlwings gives them
        if isinstance(first, str):
            left, top, right, bottom = (edge or 0 for edge in range_boundaries(first.replace("$", "")))
            return cls(sheet, top, left, bottom, right)
        start = (first.row, first.column) if isinstance(first, Range) else first
        end = (last.box[2], last.box[3]) if isinstance(last, Range) else last or start
        return cls(sheet, start[0], start[1], end[0], end[1])

    @property
    def row(self) -> int:
        return self.box[0]

    @property
    def column(self) -> int:
        return self.box[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self.box[2] - self.box[0] + 1, self.box[3] - self.box[1] + 1

    def __len__(self) -> int:
        """Answer as xlwings asks."""
        return self.shape[0] * self.shape[1]

    @property
    def coords(self) -> Any:  # noqa: ANN401 - as xlwings wants it
        return (self.sheet.name, self.row, self.column, *self.shape)

    @property
    def api(self) -> "Range":
        return self

    @property
    def max_cells_per_read(self) -> None:
        return None

    @property
    def max_cells_per_write(self) -> None:
        return None

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)  # noqa: FBT003 - xlwings' own signature

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool = False) -> str:  # noqa: FBT001, FBT002 - xlwings' own signature
        del external
        top, left, bottom, right = self.box
        row, column = ("$" if row_absolute else ""), ("$" if col_absolute else "")
        first, last = (
            f"{column}{get_column_letter(across)}{row}{down}" for down, across in ((top, left), (bottom, right))
        )
        return first if first == last else f"{first}:{last}"

    def __call__(self, down: int, across: int | None = None) -> "Range":
        """Answer as xlwings asks."""
        if across is None:
            down, across = divmod(down - 1, self.shape[1])
            down, across = down + 1, across + 1
        row, column = self.row + down - 1, self.column + across - 1
        return Range(self.sheet, row, column, row, column)

    def each(self, which: str = "formulas") -> Any:  # noqa: ANN401 - openpyxl's cells
        top, left, bottom, right = self.box
        sheet = getattr(self.sheet, which)
        return (sheet.cell(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))

    def refuse_locked(self) -> None:
        """Refuse as Excel does where the sheet is protected and a cell is locked."""
        if self.sheet.formulas.protection.sheet and any(cell.protection.locked for cell in self.each()):
            text = "(-2147352567, 'Exception occurred.', (0, 'Microsoft Excel', 'The cell is protected'), None)"
            raise ExcelRefusedError(text)

    @property
    def raw_value(self) -> Any:  # noqa: ANN401 - a cell, or rows of them
        rows = [
            [_shown(self.sheet.shown.cell(row, column)) for column in range(self.box[1], self.box[3] + 1)]
            for row in range(self.box[0], self.box[2] + 1)
        ]
        return rows[0][0] if self.shape == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, value: object) -> None:
        self.refuse_locked()
        for (down, across), given in self._spread(value):
            shown, formula = _entered(given)
            cell = self.sheet.formulas.cell(down, across)
            cell.value = formula if formula is not None else shown
            if formula is None and isinstance(shown, str):
                cell.data_type = "s"
            self.sheet.shown.cell(down, across).value = shown

    @property
    def formula(self) -> Any:  # noqa: ANN401 - a text, or rows of them
        return "" if (value := next(self.each()).value) is None else str(value)

    @formula.setter
    def formula(self, value: object) -> None:
        self.refuse_locked()
        for (down, across), given in self._spread(value):
            self.sheet.formulas.cell(down, across).value = given
            self.sheet.shown.cell(down, across).value = None

    def _spread(self, value: object) -> Any:  # noqa: ANN401 - each place and what is given to it
        rows = value if isinstance(value, list) else [[value] * self.shape[1]] * self.shape[0]
        for down, line in enumerate(rows):
            for across, given in enumerate(line):
                yield (self.row + down, self.column + across), given

    @property
    def number_format(self) -> Any:  # noqa: ANN401 - a text
        return next(self.each()).number_format

    @number_format.setter
    def number_format(self, value: str) -> None:
        for cell in self.each():
            cell.number_format = value

    @property
    def color(self) -> Any:  # noqa: ANN401 - xlwings' own
        return None

    @color.setter
    def color(self, colour: tuple[int, int, int]) -> None:
        for cell in self.each():
            cell.fill = PatternFill("solid", fgColor=FILL.format(*colour))

    @property
    def font(self) -> Letters:
        return Letters(self)

    def autofit(self, axis: object = None) -> None:
        """Make columns as wide as their longest text, as far as a page."""
        del axis
        for column in range(self.box[1], self.box[3] + 1):
            lengths = [
                len(str(self.sheet.formulas.cell(row, column).value or "")) for row in range(self.row, self.box[2] + 1)
            ]
            self.sheet.formulas.column_dimensions[get_column_letter(column)].width = min(70, max(lengths) + 3)


def _shown(cell: Any) -> Any:  # noqa: ANN401 - an openpyxl cell
    return ErrorText(cell.value) if cell.data_type == "e" else cell.value


def _entered(given: Any) -> tuple[Any, str | None]:  # noqa: ANN401 - a value of any kind
    """Return what a cell shows after a value was given to it, and the formula Excel makes of it, if any."""
    if not isinstance(given, str):
        number = isinstance(given, int | float) and not isinstance(given, bool)
        return (float(given) if number else given), None
    if given.startswith("'"):
        return given[1:], None
    if LIKE_A_NUMBER.fullmatch(given):
        return (float(given[:-1]) / 100 if given.endswith("%") else float(given)), None
    if given.startswith(STARTS_A_FORMULA):
        return None, f"={given.lstrip('=')}"
    return given, None
