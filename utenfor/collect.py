"""A folder of filled-in workbooks to the network's common picture: read, gathered, and written in four forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from utenfor.collecting.finding import find_books, shipped
from utenfor.collecting.gathering import Read, gathered
from utenfor.collecting.overview import write_overview
from utenfor.collecting.picture import Picture, collect_words, picture_of
from utenfor.collecting.reading import figures_of
from utenfor.collecting.report import write_report
from utenfor.collecting.table import COLUMNS, table_rows
from utenfor.many import Workers, answers
from utenfor.tables import write_csv, write_parquet
from utenfor_core.errors import InputError, UtenforError
from workbook_templates.languages import BOKMAL
from workbook_templates.many import Shown

OVERVIEW, REPORT, CSV, PARQUET = "nettverk.xlsx", "nettverk.html", "nettverk.csv", "nettverk.parquet"
OUT: Final = "nettverksbilde"
"""The folder in the folder of the books where the picture is written when nothing else is asked for."""
SHOWN: Final = Shown(title="Leser bøker", unit="bok")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """How the books are put together: one preset for all, and which file counts where there are several."""

    preset: str | None = None
    use: tuple[str, ...] = ()
    language: str = BOKMAL


def collect(folder: Path, out: Path, workers: Workers, asking: Asking) -> Picture:
    """Read the books of a folder and write the overview, the tables and the report; the same bytes for the same books.

    A file that cannot be read is listed and never stops the rest. Raises WorkbookError when there are no books or the
    folder cannot be written, InputError for a file asked for that is not there.
    """
    books = find_books(folder, out, asking.preset)
    unknown = [name for name in asking.use if name not in {book.label for book in books}]
    if unknown:
        raise InputError(*(f"--use {name}: finnes ikke blant bøkene i {folder}." for name in unknown))
    read: Read = {}
    for at, answer in answers(figures_of, books, workers, SHOWN, shipped):
        read[books[at].label] = _why(answer, books[at].path.name) if isinstance(answer, UtenforError) else answer
    ordered = {book.label: read[book.label] for book in books}
    picture = picture_of(gathered(ordered, collect_words(asking.language), asking.use), asking.language)
    write_picture(picture, out)
    return picture


def _why(error: UtenforError, name: str) -> str:
    """Return why a file could not be read, without its name, which stands beside it."""
    text = str(error).removeprefix(f"{name} ")
    return text[:1].upper() + text[1:]


def write_picture(picture: Picture, out: Path) -> None:
    """Write the four files, each whole or not at all."""
    words = collect_words(BOKMAL)  # the tables are for programs: their words never change
    write_csv(out / CSV, COLUMNS, table_rows(picture.network, words))
    write_parquet(out / PARQUET, COLUMNS, table_rows(picture.network, words))
    write_overview(picture, out / OVERVIEW)
    write_report(picture, out / REPORT)


def files_of(out: Path) -> Sequence[Path]:
    """Return where the four files are."""
    return [out / name for name in (OVERVIEW, REPORT, CSV, PARQUET)]
