"""A list in a file as rows of cells: csv in the encodings and with the marks that Excel uses, or an Excel workbook."""

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from utenfor_core.errors import InputError, system_reason
from workbook_templates.package_gate import TEMPLATE, UNREADABLE, refusal

CSV, EXCEL = (".csv", ".txt", ".tsv"), ".xlsx"
MARKS: Final = ";,\t"
SAID: Final = "sep="
"""The line by which Excel tells itself what separates the cells."""
UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
MOST_ROWS, MOST_COLUMNS = 2_000, 60
MOST_LETTERS: Final = 5_000
"""Characters of a cell: a page of text is 3 000."""

Cell = str | float | bool | date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of the list: its number as a person counts, and its cells."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """The rows of one sheet or file, empty ones left out; `sheet` is empty for csv."""

    sheet: str
    rows: tuple[Row, ...]


def listings(path: Path) -> tuple[Listing, ...]:
    """Return what a list may stand on: the rows of a csv file, or of each sheet of a workbook that is shown.

    Raises InputError in Norwegian for a file that is not there, is of another kind, too large, or not opened for
    safety.
    """
    content = _content(path)
    if path.suffix.casefold() == EXCEL:
        return _sheets(content, path.name)
    return (Listing(sheet="", rows=_rows(_csv(content, path.name), path.name)),)


def _refused(file: str, why: str) -> InputError:
    return InputError(f"{file} {why}")


def _content(path: Path) -> bytes:
    if path.suffix.casefold() not in {*CSV, EXCEL}:
        raise _refused(path.name, "er ikke en liste vi kan lese. Lagre den som .xlsx eller .csv.")
    try:
        if not path.is_file():
            raise _refused(
                path.name,
                f"finnes ikke i mappen {path.parent.resolve()}, eller er en mappe. Skriv hele stien til lista.",
            )
        if path.stat().st_size > TEMPLATE.most_bytes:
            raise _refused(path.name, f"er for stor: høyst {TEMPLATE.most_bytes} byte leses.")
        return path.read_bytes()
    except OSError as error:
        raise _refused(path.name, f"kan ikke leses: {system_reason(error)}. Er den åpen i Excel?") from error


def _text(content: bytes, file: str) -> str:
    if content.startswith(UTF16):
        codes: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        raise _refused(file, "er ikke en tekstfil. Lagre lista på nytt som .csv eller .xlsx.")
    else:
        codes = ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    raise _refused(file, "har tegn som ikke kan leses. Lagre den på nytt som CSV UTF-8.")


def _csv(content: bytes, file: str) -> Iterator[Sequence[Cell]]:
    text = _text(content, file)
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"').casefold()
    if told.startswith(SAID) and len(told) == len(SAID) + 1:
        # The line counts as a row: messages tell the row that Excel shows.
        return iter([[], *_parsed(rest, told[-1], file)])
    lines = text.splitlines()[:MOST_COLUMNS]
    mark = max(MARKS, key=lambda mark: max((line.count(mark) for line in lines), default=0))
    return _parsed(text, mark, file)


def _parsed(text: str, mark: str, file: str) -> Iterator[Sequence[Cell]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    except csv.Error as error:
        raise _refused(file, f"kan ikke leses som csv ({error}). Lagre den på nytt i Excel.") from error


def _rows(cells: Iterator[Sequence[Cell]], file: str) -> tuple[Row, ...]:
    found = []
    for line, row in enumerate(cells, 1):
        if line > MOST_ROWS:
            raise _refused(file, f"har mer enn {MOST_ROWS} rader. Er det riktig fil?")
        if len(row) > MOST_COLUMNS and any(_is_there(one) for one in row[MOST_COLUMNS:]):
            raise _refused(file, f"har mer enn {MOST_COLUMNS} kolonner i rad {line}. Er det riktig fil?")
        if any(isinstance(one, str) and len(one) > MOST_LETTERS for one in row):
            raise _refused(file, f"har en celle med mer enn {MOST_LETTERS} tegn i rad {line}. Kort den ned.")
        if any(_is_there(one) for one in row):
            found.append(Row(line=line, cells=tuple(row[:MOST_COLUMNS])))
    return tuple(found)


def _is_there(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _sheets(content: bytes, file: str) -> tuple[Listing, ...]:
    reason = refusal(content, TEMPLATE)
    if reason:
        raise _refused(file, reason)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as Excel's newer rules
            values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            shown = [sheet.title for sheet in values.worksheets if sheet.sheet_state == "visible"]
            return tuple(
                Listing(sheet=name, rows=_rows(_calculated(values[name], formulas[name], file), file)) for name in shown
            )
    except UNREADABLE as error:
        why = f"er skadet og kan ikke leses ({type(error).__name__}). Lagre den på nytt i Excel."
        raise _refused(file, why) from error


def _calculated(values: Any, formulas: Any, file: str) -> Iterator[Sequence[Cell]]:  # noqa: ANN401 - sheets that are read have no type of their own
    """Yield the values of a sheet row by row; a formula that was never calculated is told with its cell."""
    limits = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS + 1, "values_only": True}
    for line, (row, typed) in enumerate(zip(values.iter_rows(**limits), formulas.iter_rows(**limits), strict=False), 1):
        for value, formula in zip(row, typed, strict=False):
            if value is None and isinstance(formula, str) and formula.startswith("="):
                why = f"arket {values.title}, rad {line}: formelen har ingen verdi. Åpne lista i Excel, og lagre."
                raise _refused(file, why)
        yield row
