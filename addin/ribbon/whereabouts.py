"""Which municipality a button is about: what was answered, what stands in the selected cell, or whose book is open."""

from typing import Final

from addin.ribbon.occasion import Occasion
from utenfor_core.errors import InputError, MunicipalityError, WorkbookError
from utenfor_core.municipalities import Found, find

NOBODY: Final = "Skriv navnet eller nummeret til en kommune i en celle, for eksempel Bodø eller 1804, og marker cellen."


def municipality(occasion: Occasion, otherwise: str = "") -> Found:
    """Return the municipality that was answered or stands in the selected cell, else the one named `otherwise`.

    Raises MunicipalityError for an answer that is none, InputError where nothing says which.
    """
    if occasion.answer.strip():
        return find(occasion.answer.strip())
    typed = _selected(occasion)
    if typed:
        try:
            return find(typed)
        except MunicipalityError as error:
            if not otherwise:
                text = f"{error} Det sto i den markerte cellen. {NOBODY}"
                raise InputError(text) from error
    if otherwise:
        return find(otherwise)
    raise InputError(NOBODY)


def _selected(occasion: Occasion) -> str | int:
    """Return what stands in the first selected cell; a whole number is a municipality's number."""
    chosen = occasion.book.selection
    if chosen is None:
        return ""
    cell = chosen.sheet.range((chosen.row, chosen.column)).value
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.strip() if isinstance(cell, str) else ""


def is_municipal_book(occasion: Occasion) -> bool:
    """Tell whether the open book is one of ours: it has the table of its inputs."""
    return bool(occasion.book.names.contains(occasion.services.input_table.name))


def refuse_other_books(occasion: Occasion) -> None:
    """Raise WorkbookError where the open book is not a municipality's workbook of ours."""
    if not is_municipal_book(occasion):
        text = (
            f"{occasion.book.name} er ikke en kommunebok fra Utenfor-regnskapet. "
            "Åpne kommuneboka, eller lag en med «Ny kommunebok»."
        )
        raise WorkbookError(text)
