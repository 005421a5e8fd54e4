"""«Forklar feil»: why the selected cell shows an error, found by making the formula's own call once more."""

import re
from typing import Any, Final

import numpy as np

from addin import functions
from addin.registry import registry
from addin.ribbon.called_function import CalledFunction, called_function
from addin.ribbon.cells import selected, values
from addin.ribbon.occasion import Occasion
from addin.ribbon.open_book import Range
from addin.worksheet_errors import BAD_NUMBER, BAD_VALUE, NOT_AVAILABLE, WorksheetError, error_value
from utenfor_core.errors import InputError

NUMBER: Final = re.compile(r"(?P<sign>[-+]?)(?P<digits>\d+(?:\.\d*)?(?:[Ee][-+]?\d+)?)(?P<percent>%?)")
TEXT: Final = re.compile(r'"(?P<text>(?:[^"]|"")*)"')
REFERENCE: Final = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'!|(?P<plain>[^\s'!(),:=+\-*/&<>]+)!)?"
    r"(?P<cells>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)",
    re.IGNORECASE,
)
LOGICAL: Final = {"TRUE": True, "FALSE": False}
PERCENT: Final = 100
NAMED: Final = {
    "#DIV/0!": "Formelen deler på null eller på en tom celle.",
    "#NAME?": (
        "Excel kjenner ikke et navn i formelen. Er tillegget slått på? Trykk «Reparer koblinger» hvis boka "
        "er laget på en annen maskin."
    ),
    "#REF!": "Formelen viser til en celle som er slettet. Angre slettingen, eller skriv formelen på nytt.",
    "#SPILL!": "Svaret er flere celler, og det står noe i veien. Tøm cellene under og til høyre.",
    NOT_AVAILABLE: "Et oppslag fant ikke det det lette etter.",
    BAD_VALUE: "Formelen har fått noe av feil slag, for eksempel en tekst der det trengs et tall.",
    BAD_NUMBER: "Regnestykket i formelen har ikke noe svar.",
    "#NULL!": "Formelen viser til to områder som ikke møtes. Bruk semikolon eller kolon mellom dem.",
}
"""What an error value means where the formula is not one of ours."""


def explain_error(occasion: Occasion) -> str:
    """Explain the error in the selected cell; raises InputError where there is nothing to explain."""
    chosen = selected(occasion, "cellen som viser feil")
    cell = chosen.sheet.range((chosen.row, chosen.column))
    address = cell.get_address(False, False)  # noqa: FBT003 - xlwings' own signature
    shown = error_value(values(cell)[0][0])
    called = called_function(str(cell.formula or ""))
    if shown is None and called is None:
        text = f"{address} viser ingen feil, og har ingen UTENFOR-funksjon. Marker cellen som viser feil."
        raise InputError(text)
    if called is None:
        return f"{address} viser {shown}. {NAMED.get(str(shown), 'Det er ikke en av feilene Utenfor kjenner.')}"
    try:
        arguments = [_value(occasion, cell, written) for written in called.arguments]
        error = _error(called, arguments)
    except _Unknown as unknown:
        return (
            f"{address}: {called.name} kan ikke prøves på nytt, fordi argumentet «{unknown}» er et eget regnestykke. "
            "Legg det i en egen celle, og vis til den."
        )
    if error is not None:
        return f"Feilen i {address} ({called.name}, {error.code}):\n\n{error.explanation}"
    if shown is None:
        return f"{address} viser ingen feil: {called.name} gir et svar."
    rest = " Feilen kommer da fra resten av formelen." if not called.whole else " Regn arket på nytt med F9."
    return f"{called.name} gir et svar nå.{rest}"


class _Unknown(Exception):  # noqa: N818 - it never leaves this module: an argument that cannot be told
    """An argument that is neither a value nor a reference, and that the host cannot work out."""


def _error(called: CalledFunction, arguments: list[Any]) -> WorksheetError | None:
    """Return the error the call gives, the first one in the answer to a range; None where it gives an answer."""
    function = registry()[called.name]
    least, most = sum(not one.optional for one in function.arguments), len(function.arguments)
    if not least <= len(arguments) <= most:
        names = "; ".join(f"[{one.name}]" if one.optional else one.name for one in function.arguments)
        text = f"{called.name} har fått {len(arguments)} argumenter, og tar {names}."
        return WorksheetError(BAD_VALUE, text)
    try:
        answer = getattr(functions, function.python_name)(*arguments)
    except WorksheetError as error:
        return error
    cells = answer.ravel().tolist() if isinstance(answer, np.ndarray) and answer.dtype == object else []
    return next((one for one in cells if isinstance(one, WorksheetError)), None)


def first_argument(occasion: Occasion, cell: Range, called: CalledFunction) -> Any:  # noqa: ANN401 - as `_value`
    """Return the value of a call's first argument; None where it cannot be told."""
    try:
        return _value(occasion, cell, called.arguments[0])
    except _Unknown:
        return None


def _value(occasion: Occasion, cell: Range, written: str) -> Any:  # noqa: ANN401 - a cell, or rows of cells
    """Return what an argument says; raises _Unknown."""
    if not written or written.upper() in LOGICAL:
        return LOGICAL.get(written.upper())
    if found := NUMBER.fullmatch(written):
        return float(found["sign"] + found["digits"]) / (PERCENT if found["percent"] else 1)
    if found := TEXT.fullmatch(written):
        return found["text"].replace('""', '"')
    if found := REFERENCE.fullmatch(written):
        name = (found["quoted"] or found["plain"] or "").replace("''", "'")
        sheet = cell.sheet if not name else _sheet(occasion, name, written)
        return values(sheet.range(found["cells"].replace("$", "")))
    if written.isidentifier() and occasion.book.names.contains(written):
        return values(occasion.book.names[written].refers_to_range)
    worked_out = occasion.desk.evaluate(occasion.book, written)
    if worked_out is None:
        raise _Unknown(written)
    return worked_out


def _sheet(occasion: Occasion, name: str, written: str) -> Any:  # noqa: ANN401 - an xlwings Sheet
    found = next((sheet for sheet in occasion.book.sheets if sheet.name.casefold() == name.casefold()), None)
    if found is None:
        raise _Unknown(written)
    return found
