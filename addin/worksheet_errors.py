"""Excel's error values as Python errors: the code that stands in the cell, and the Norwegian explanation behind it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from utenfor_core.errors import UtenforError

NOT_AVAILABLE: Final = "#N/A"
"""Not found, not known, or never within the horizon."""

BAD_NUMBER: Final = "#NUM!"
"""A number out of range, or a result that has no meaning."""

BAD_VALUE: Final = "#VALUE!"
"""Of the wrong kind: a text where a number is wanted, an unknown choice, a missing argument, ranges that differ."""

CVERR: Final[Mapping[str, int]] = MappingProxyType({
    "#NULL!": 2000, "#DIV/0!": 2007, BAD_VALUE: 2015, "#REF!": 2023, "#NAME?": 2029, BAD_NUMBER: 2036,
    NOT_AVAILABLE: 2042, "#GETTING_DATA": 2043, "#SPILL!": 2045, "#CONNECT!": 2046, "#BLOCKED!": 2047,
    "#UNKNOWN!": 2048, "#FIELD!": 2049, "#CALC!": 2050,
})  # fmt: skip
"""Each error value and its number in VBA's CVErr (XlCVError in Excel's object model)."""

EXCEL_ERRORS: Final = frozenset(CVERR)
"""The texts that an error value in an argument arrives as (xlwings with err_to_str, Office.js)."""

NORWEGIAN: Final[Mapping[str, str]] = MappingProxyType(
    {"#VERDI!": BAD_VALUE, "#I/T": NOT_AVAILABLE, "#NAVN?": "#NAME?"}
)
"""How a Norwegian Excel shows the error values whose text differs; the others are the same."""

COM_ERROR: Final = -2146828288
"""0x800A0000: over COM an error value is the whole number this + its CVErr; xlwings knows only the seven oldest."""

SHOWN: Final[Mapping[str, str]] = MappingProxyType({code: shown for shown, code in NORWEGIAN.items()})
"""The other way: how an error value is written in an explanation."""

_BY_NUMBER = {COM_ERROR + number: code for code, number in CVERR.items()}

COM_ERRORS: Final = frozenset(_BY_NUMBER)
"""The whole numbers that are error values over COM; an amount comes as a decimal number and is never one of them."""


class WorksheetError(UtenforError):
    """What a cell shows instead of a result: `code` is Excel's error value, `explanation` says why, in Norwegian.

    A call for one cell raises it; in the answer to a range it stands in the cells it concerns.
    """

    def __init__(self, code: str, explanation: str) -> None:
        """Keep both; the text joins them."""
        super().__init__(f"{code} {explanation}")
        self.code = code
        self.explanation = explanation


class PassedOn(WorksheetError):  # noqa: N818  # it is the error of another cell, on its way through
    """An error value that stood in an argument: it comes out again as it went in, whatever else is wrong."""


def error_value(cell: object) -> str | None:
    """Return the error value a cell holds, in English, or None when it holds none.

    >>> error_value("#I/T"), error_value(-2146826243), error_value("I/T")
    ('#N/A', '#SPILL!', None)
    """
    if isinstance(cell, WorksheetError):
        return cell.code
    if isinstance(cell, str):
        text = cell.strip().upper()
        return text if text in EXCEL_ERRORS else NORWEGIAN.get(text)
    return _BY_NUMBER.get(cell) if type(cell) is int else None
