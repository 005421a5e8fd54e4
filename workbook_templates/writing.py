"""The file itself: XlsxWriter with its formula rewriting passed by, the same bytes each time, written atomically."""

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from utenfor_core.domain import Value
from utenfor_core.errors import WorkbookError, system_reason
from workbook_templates.build_day import build_day
from workbook_templates.number_texts import areas, looks_like_number
from workbook_templates.packing import packed
from workbook_templates.twins import NONE, Twins


class Ready(NamedTuple):
    """A formula as the file has it: the cell's address, and the formula's text without its equals sign, escaped."""

    address: str
    text: str


def ready(line: int, column: int, formula: str) -> Ready:
    """Make a formula ready to write in a cell.

    >>> ready(1, 0, '=IF(A1<0,"nei",A1&"")')
    Ready(address='A2', text='IF(A1&lt;0,"nei",A1&amp;"")')
    """
    return Ready(xl_rowcol_to_cell(line, column), escape(formula.removeprefix("=")))


DIGITS, ALL_DIGITS = "%.14g", "%.15g"
"""The digits of a number that a formula gave: øre to 1 000 milliards, for what is beyond is noise of the order of sums
and cannot be packed; and all that a spreadsheet compares, on the sheet that tells whether an input is changed."""

A4: Final = 9
"""The paper's number in the file format."""
MARGINS: Final = (0.5, 0.5, 0.6, 0.7)
"""Inches: left, right, top, bottom."""
TEXT_FORMAT: Final = "@"
WINDOW: Final = (1366, 768)
"""Pixels: a usual window, for a workbook that is opened in one of its own."""
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold; people paste some of it from other programs without seeing it."""


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A worksheet that takes formulas as they are: English, with prefixes, as the file wants them.

    A cell stays the library's own record, so that charts and widths find its value; only its formula is ready text.
    What the core says in bokmål is written in the book's language: this is the door that all texts go through.
    """

    twins: Twins = NONE
    digits: str = DIGITS

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.number_texts: set[tuple[int, int]] = set()

    def lay_on_a4(self) -> None:
        """Print the sheet on A4 across, and show no grid."""
        self.hide_gridlines(2)
        self.set_landscape()
        self.set_paper(A4)
        self.set_margins(*MARGINS)

    def write_string(self, line: int, column: int, text: str, style: Format | None = None) -> int:
        """Write a text of ours or of the core's."""
        return self.write_own(line, column, self.twins.text(text), style)

    def write_own(self, line: int, column: int, text: str, style: Format | None = None) -> int:
        """Write a text of the user's own, as it is."""
        if looks_like_number(text) or _is_text(style):
            self.number_texts.add((line, column))
        return int(super().write_string(line, column, text, style))

    def write_blank(self, line: int, column: int, blank: None, style: Format | None = None) -> int:
        """Write an empty cell; in one that is formatted as text, a code may be typed."""
        if _is_text(style):
            self.number_texts.add((line, column))
        return int(super().write_blank(line, column, blank, style))

    def write_url(self, line: int, column: int, url: str, style: Format | None = None, text: str = "") -> int:
        """Write a link to a sheet of the book."""
        return int(super().write_url(line, column, self.twins.formula(url), style, self.twins.text(text)))

    def data_validation(self, *place_and_rule: Any) -> int:  # noqa: ANN401 - the library's own arguments
        """Put a rule on cells."""
        return int(super().data_validation(*map(self.twins.options, place_and_rule)))

    def conditional_format(self, *place_and_rule: Any) -> int:  # noqa: ANN401 - the library's own arguments
        """Put a format on cells while a condition holds."""
        return int(super().conditional_format(*map(self.twins.options, place_and_rule)))

    def write_plain(self, line: int, column: int, formula: str, style: Format, value: Value) -> None:
        """Write a formula with its value, without asking what kind of text it is."""
        self.write_ready(line, column, (ready(line, column, self.twins.formula(formula)),), style, (value,))

    def write_ready(
        self, line: int, column: int, formulas: Sequence[Ready], style: Format, values: Sequence[Value]
    ) -> None:
        """Write formulas beside one another from a column on, each with its value; all look alike."""
        if self.twins:
            values = [self.twins.term(value) for value in values]
        for end in (column, column + len(formulas) - 1):
            self._check_dimensions(line, end)
        cells = self.table[line]
        for at, (formula, value) in enumerate(zip(formulas, values, strict=True), column):
            cells[at] = CellFormulaTuple(formula, style, "" if value is None else value)

    def _write_ignored_errors(self) -> None:
        if self.number_texts:
            self.ignore_errors({"number_stored_as_text": areas(self.number_texts)})
        super()._write_ignored_errors()

    def _write_cell(self, row: int, col: int, cell: Any) -> None:  # noqa: ANN401 - one of the library's untyped records
        if cell.__class__ is not CellFormulaTuple or cell.formula.__class__ is not Ready:
            super()._write_cell(row, col, cell)
            return
        (address, text), style, value = cell
        number = style.xf_index or style._get_xf_index()  # noqa: SLF001 - the library numbers a format when it is first written
        kind = ""
        if value.__class__ is float:
            value = self.digits % (value + 0.0)  # a negative zero is none in a spreadsheet
        else:
            kind, value = _kind(value)
        self.fh.write(f'<c r="{address}" s="{number}"{kind}><f>{text}</f><v>{value}</v></c>')


def _is_text(style: Format | None) -> bool:
    return style is not None and style.num_format == TEXT_FORMAT


def _kind(value: Value) -> tuple[str, Value]:
    """Return the mark of a value's kind and the value as the file has it."""
    if isinstance(value, bool):
        return ' t="b"', int(value)
    if isinstance(value, str):
        return ' t="str"', CONTROL.sub(_spelt, escape(value))
    return "", value


def _spelt(found: re.Match[str]) -> str:
    """Return a character that XML cannot hold as Excel writes it in a file, `_x0007_`."""
    return f"_x{ord(found[0]):04X}_"


class PlainWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]  # the library ships no types
    """A workbook of plain sheets."""

    worksheet_class: Any = PlainSheet
    twins: Twins = NONE

    def add_worksheet(self, name: str) -> PlainSheet:
        """Add a sheet by the name the code has for it."""
        sheet: PlainSheet = super().add_worksheet(self.twins.sheet(name))
        sheet.twins = self.twins
        return sheet

    def add_chart(self, options: dict[str, Any]) -> Any:  # noqa: ANN401 - the library's chart classes share no typed base
        """Add a chart whose references are to the sheets as they are called in the book."""
        chart = super().add_chart(options)
        if self.twins:
            for name in ("add_series", "set_title", "set_x_axis", "set_y_axis"):
                setattr(chart, name, self.twins.taught(getattr(chart, name)))
        return chart

    def define_name(self, name: str, formula: str) -> int:
        """Give cells a name, of the book or of one sheet."""
        return int(super().define_name(self.twins.formula(name), self.twins.formula(formula)))

    def _store_workbook(self) -> None:
        packed(super()._store_workbook)()


def open_workbook(path: Path, title: str = "Utenfor-regnskapet", told: Twins = NONE) -> PlainWorkbook:
    """Open a new file for writing; the day for its creation time, no shared formulas, no formula taken from text.

    `told` says what the core's texts and the sheets' names are in the book's language.
    """
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = PlainWorkbook(str(path), options)
    book.twins = told
    book.set_size(*WINDOW)
    book.set_properties({"created": build_day(), "title": title})
    return book


UNFINISHED: Final = ".uferdig-"
"""How the name of a file under way begins; what is left of a killed run is removed by the next."""


class Unfinished:
    """A file under way beside its place: renamed when whole, gone when anything went wrong."""

    def __init__(self, target: Path) -> None:
        """Remember the place; nothing is written yet."""
        self.target = target
        self.path = target

    def __enter__(self) -> Path:
        """Make the folder and return the path to write to.

        Raises WorkbookError when the folder cannot be made or written.
        """
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=self.target.suffix, dir=self.target.parent)
        except OSError as error:
            why = system_reason(error)
            text = f"Kan ikke skrive i mappen {self.target.parent}: {why}. Velg en annen mappe med --out."
            raise WorkbookError(text) from error
        os.close(handle)
        self.path = Path(name)
        return self.path

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Put the whole file in its place, or remove what was begun."""
        if kind is None:
            self.path.chmod(0o644)
            self.path.replace(self.target)
            return
        self.path.unlink(missing_ok=True)
        if isinstance(error, OSError) or kind.__name__ == "FileCreateError":
            what = f"Fikk ikke skrevet {self.target.name} i {self.target.parent}: {error}."
            text = f"{what} Er disken full, eller er filen åpen i Excel?"
            raise WorkbookError(text) from error
