"""The file itself: XlsxWriter with its formula rewriting passed by, the same bytes each time, written atomically."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from utenfor_core.errors import WorkbookError

BUILT: Final = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The creation time written in every file: two builds of one workbook are the same bytes."""


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A worksheet that takes formulas as they are: English, with prefixes, as the file wants them."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - the library's own signature
        return formula.removeprefix("=")

    def write_plain(self, line: int, column: int, formula: str, style: Format | None, value: float | str) -> None:
        """Write a formula with its value, without asking what kind of text it is."""
        self._write_formula(line, column, formula, style, value)


class PlainWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]  # the library ships no types
    """A workbook of plain sheets."""

    worksheet_class: Any = PlainSheet


def open_workbook(path: Path, title: str = "Utenfor-regnskapet") -> PlainWorkbook:
    """Open a new file for writing; constant creation time, no shared formulas, no formula taken from text."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = PlainWorkbook(str(path), options)
    book.set_properties({"created": BUILT, "title": title})
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
            why = error.strerror or error
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
