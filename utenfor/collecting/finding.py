"""Which files of a folder are read: every workbook in it and below, but not what we have written about them."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from utenfor.collecting.records import BookFile
from utenfor_core.errors import WorkbookError, system_reason
from workbook_templates.enrolment.network_files import is_overview
from workbook_templates.package_gate import MUNICIPAL_BOOK
from workbook_templates.writing import UNFINISHED

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls")
"""Endings that are read, or refused with what to do; other files of the folder are none of our business."""
LOCKS: Final = ("~$", ".", UNFINISHED)
"""How the names of files begin that Excel, the system or a run under way has put there."""


def find_books(folder: Path, out: Path, preset: str | None = None) -> list[BookFile]:
    """Return the workbooks of a folder in the order of their names; raises WorkbookError when there are none."""
    if not folder.is_dir():
        text = f"{folder} er ingen mappe. Oppgi mappen med de utfylte bøkene."
        raise WorkbookError(text)
    try:
        paths = sorted(path for path in folder.rglob("*") if path.suffix.casefold() in WORKBOOKS)
    except OSError as error:
        text = f"Mappen {folder} kan ikke leses: {system_reason(error)}."
        raise WorkbookError(text) from error
    written = out.resolve()
    books = [
        BookFile(label=path.relative_to(folder).as_posix(), path=path, preset=preset)
        for path in paths
        if not (path.name.startswith(LOCKS) or is_overview(path.name)) and written not in path.resolve().parents
    ]
    if not books:
        text = f"Det er ingen arbeidsbøker (.xlsx) i {folder}. Oppgi mappen med de utfylte bøkene."
        raise WorkbookError(text)
    return books


def shipped(book: BookFile) -> BookFile:
    """Return a book with its content, for a machine that does not have the folder.

    A file that is too large is sent as so many bytes as tell it. Raises WorkbookError when it cannot be read.
    """
    try:
        with book.path.open("rb") as file:
            return replace(book, content=file.read(MUNICIPAL_BOOK.most_bytes + 1))
    except OSError as error:
        text = f"{book.label} kan ikke leses: {system_reason(error)}. Er den åpen i Excel?"
        raise WorkbookError(text) from error
