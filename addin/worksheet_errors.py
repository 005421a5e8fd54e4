"""Excel's error values as Python errors: the code that stands in the cell, and the Norwegian explanation behind it."""

from typing import Final

from utenfor_core.errors import UtenforError

NOT_AVAILABLE: Final = "#N/A"
"""Not found, not known, or never within the horizon."""

BAD_NUMBER: Final = "#NUM!"
"""A number out of range, or a result that has no meaning."""

BAD_VALUE: Final = "#VALUE!"
"""Of the wrong kind: a text where a number is wanted, an unknown choice, a missing argument, ranges that differ."""

EXCEL_ERRORS: Final = frozenset({
    NOT_AVAILABLE, BAD_NUMBER, BAD_VALUE, "#DIV/0!", "#NAME?", "#NULL!", "#REF!", "#GETTING_DATA", "#SPILL!", "#CALC!",
    "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!",
})  # fmt: skip
"""The texts that an error value in an argument arrives as (xlwings with err_to_str, Office.js)."""


class WorksheetError(UtenforError):
    """What a cell shows instead of a result: `code` is Excel's error value, `explanation` says why, in Norwegian.

    A call for one cell raises it; in the answer to a range it stands in the cells it concerns.
    """

    def __init__(self, code: str, explanation: str) -> None:
        """Keep both; the text joins them."""
        super().__init__(f"{code} {explanation}")
        self.code = code
        self.explanation = explanation
