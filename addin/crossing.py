"""What crosses from a function to a host: numbers, texts and rows of them, and errors in one form that both decode.

Neither Excel's COM nor a list of rows can hold an error with its reason. So it crosses as a text that no cell can hold:
mark, error value, mark, Norwegian explanation. The host turns it back into a real error value (`CVERR` has its number)
and keeps the explanation for «Forklar feil».
"""

import math

import numpy as np

from addin.worksheet_errors import BAD_NUMBER, WorksheetError

ERROR_MARK = "\x1f"
"""Stands before and after the error value in a text that is an error; no cell holds this control character."""


def marked(error: WorksheetError) -> str:
    """Return an error as the text that crosses: mark, error value, mark, explanation.

    >>> marked(WorksheetError("#N/A", "Aldri.")).split(ERROR_MARK)
    ['', '#N/A', 'Aldri.']
    """
    return f"{ERROR_MARK}{error.code}{ERROR_MARK}{error.explanation.replace(ERROR_MARK, ' ')}"


def unmarked(cell: object) -> WorksheetError | None:
    """Return the error that crossed as a marked text, or None for any other cell.

    >>> unmarked(marked(WorksheetError("#N/A", "Aldri."))).code, unmarked("Aldri.")
    ('#N/A', None)
    """
    if not (isinstance(cell, str) and cell.startswith(ERROR_MARK)):
        return None
    _, code, explanation = cell.split(ERROR_MARK)
    return WorksheetError(code, explanation)


def to_cells(answer: object) -> object:
    """Return an answer as a host writes it: a number, a text, a marked error, or rows of them.

    xlwings writes None and NaN as an empty cell, so they become errors here too, should a function ever give one.

    >>> to_cells(np.array([[1.0], [2.0]]))
    [[1.0], [2.0]]
    """
    if isinstance(answer, np.ndarray):
        plain = answer.dtype.kind == "f" and bool(np.isfinite(answer).all())
        rows = np.atleast_2d(answer).tolist()
        return rows if plain else [[to_cells(cell) for cell in row] for row in rows]
    if isinstance(answer, WorksheetError):
        return marked(answer)
    if answer is None or (isinstance(answer, float) and not math.isfinite(answer)):
        return marked(WorksheetError(BAD_NUMBER, "Funksjonen ga ikke noe tall. Meld fra om hva du skrev."))
    return answer
