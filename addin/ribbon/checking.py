"""«Kontroller boka»: everything that is missing or does not hold, from the book's inputs, its checks and the model."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from addin.ribbon.cells import area, head, own_sheet, write
from addin.ribbon.occasion import Comparison, FilledBook, Occasion
from addin.ribbon.whereabouts import refuse_other_books
from addin.ribbon.words import Words
from utenfor_core.control import CHECKS, ERROR
from utenfor_core.errors import UtenforError
from utenfor_core.frame import built_in_frame
from utenfor_core.model import run
from utenfor_core.version import __version__

HEADS_ROW: Final = 5
MOST_DIFFERENCES: Final = 200
"""Cells that differ are listed up to this; more have one cause, and the number is told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that must be looked at: whether it is an error, where, what, and the two values that differ."""

    is_error: bool
    where: str
    what: str
    stands: object = None
    calculated: object = None


def check_workbook(occasion: Occasion) -> str:
    """Write the report on a sheet of its own and tell how many errors and remarks it has."""
    refuse_other_books(occasion)
    desk, services = occasion.desk, occasion.services
    with services.copies() as copies:
        path = desk.copy_of(occasion.book, copies)
        desk.progress("Leser boka …")
        book = services.read(path)
        desk.progress("Regner boka på nytt …")
        compared = services.compare(book, path)
    words = Words(book.language)
    found = [*findings(occasion, book, words), *_differences(compared, words)]
    found.sort(key=lambda one: not one.is_error)
    name = words("check_sheet")
    sheet = own_sheet(occasion, name, words("check_title", place=book.place.name))
    about = words(
        "check_about", when=f"{occasion.now:%d.%m.%Y %H.%M}", model=__version__,
        data=built_in_frame().parameters.version,
    )  # fmt: skip
    if compared.reason:
        told = words("check_not_compared", reason=compared.reason)
    else:
        told = words("check_compared", count=compared.compared)
    write(sheet, 2, 1, [[about], [told]])
    heads = words.list("severity", "where", "what_wrong", "stands", "calculated")
    head(write(sheet, HEADS_ROW, 1, [heads]))
    rows = [
        [words("error" if one.is_error else "remark"), one.where, one.what, one.stands, one.calculated] for one in found
    ]
    write(sheet, HEADS_ROW + 1, 1, rows or [["", "", words("check_clean"), "", ""]])
    area(sheet, HEADS_ROW, 1, len(rows) + 1, len(heads)).autofit()
    sheet.activate()
    errors = sum(one.is_error for one in found)
    if not found:
        return f"Boka er i orden. {told}"
    return f"{errors} feil og {len(found) - errors} merknader. Se arket «{name}». {told}"


def findings(occasion: Occasion, book: FilledBook, words: Words) -> Iterator[Finding]:
    """Yield what could not be read, inputs out of range, what the model refuses, and the book's checks that fail."""
    for part in book.unread:
        yield Finding(is_error=True, where="", what=part.text())
    wrong = occasion.services.input_problems(book)
    for one in wrong:
        yield Finding(is_error=True, where=one.where, what=one.what, stands=one.value)
    if wrong:
        return
    try:
        run(book.case(), frame=book.frame())
    except UtenforError as error:
        yield Finding(is_error=True, where="", what=str(error))
    texts = occasion.services.check_texts(book.language)
    failed = book.result().row("check_value")[:, 0]
    for (name, weight), value in zip(CHECKS.items(), failed, strict=True):
        if value:
            yield Finding(
                is_error=weight == ERROR, where=words("controls"), what=words("check_failed", text=texts[name])
            )


def _differences(compared: Comparison, words: Words) -> Iterator[Finding]:
    for one in compared.differences[:MOST_DIFFERENCES]:
        yield Finding(
            is_error=True,
            where=f"{one.sheet}!{one.address}",
            what=f"{words('stands')} ≠ {words('calculated').casefold()}",
            stands=words("empty") if one.shown in {None, ""} else one.shown,
            calculated=words("empty") if one.calculated in {None, ""} else one.calculated,
        )
    more = len(compared.differences) - MOST_DIFFERENCES
    if more > 0:
        yield Finding(is_error=True, where="", what=words("and_more", count=more))
