"""Cells as Office.js posts and takes them: a call's matrices in, a matrix of numbers, texts and errors out.

Excel posts every argument as rows of cells, an omitted one as null. A cell that is an error leaves as
`{"error": "#N/A", "explanation": …}`; the page turns it into Excel's own custom-function error.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from addin import functions
from addin.crossing import to_cells, unmarked
from addin.registry import registry
from addin.worksheet_errors import BAD_VALUE, EXCEL_ERRORS, WorksheetError
from utenfor_core.errors import InputError

PREFIX = "UTENFOR_"
NAMESPACE = "UTENFOR"
LONGEST_NAME = 40
"""How much of an unknown name is said back."""

ERROR_KINDS = {
    "Div0": "#DIV/0!", "NotAvailable": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!",
    "Value": "#VALUE!", "Spill": "#SPILL!", "Calc": "#CALC!", "Field": "#FIELD!", "Blocked": "#BLOCKED!",
    "Connect": "#CONNECT!", "GettingData": "#GETTING_DATA",
}  # fmt: skip
"""Excel's names of error values as data types, and what stands in the cell."""


def read_cell(cell: object) -> object:
    """Return a posted cell as the functions take it: number, text, truth value, None for empty, or an error.

    >>> read_cell(""), read_cell({"type": "Double", "basicValue": 2.5})
    (None, 2.5)
    >>> read_cell({"type": "Error", "errorType": "Ref"})
    '#REF!'
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, (bool, int, float, str)):
        return _plain(cell)
    if isinstance(cell, Mapping):
        if cell.get("type") == "Error":
            shown = str(cell.get("basicValue") or ERROR_KINDS.get(str(cell.get("errorType")), BAD_VALUE))
            return shown if shown in EXCEL_ERRORS else BAD_VALUE
        if cell.get("type") == "Empty":
            return None
        basic = cell.get("basicValue")
        if cell.get("type") in {"FormattedNumber", "Double", "String", "Boolean"} and isinstance(
            basic, (bool, int, float, str)
        ):
            return _plain(basic)
    text = "Cellen inneholder en datatype, ikke et tall eller en tekst. Vis til en vanlig celle."
    return WorksheetError(BAD_VALUE, text)


def _plain(cell: object) -> object:
    """Return a number as a decimal number: JSON writes 80 without a point, and a whole number is an error over COM."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        try:
            return float(cell)
        except OverflowError:  # larger than Excel holds
            return math.inf
    return cell


def read_argument(argument: object) -> object:
    """Return a posted argument: a single cell bare, a range as rows.

    Raises InputError when it is no matrix: then Excel did not post it.

    >>> read_argument([[80]]), read_argument(None), read_argument([[1], [2]])
    (80.0, None, [[1.0], [2.0]])
    """
    if argument is None:
        return None
    if not isinstance(argument, list) or not argument or not all(isinstance(row, list) for row in argument):
        text = "Et argument er ikke rader av celler. Kallet kom ikke fra Excel slik det skal."
        raise InputError(text)
    if len(argument) == 1 and len(argument[0]) == 1:
        return read_cell(argument[0][0])
    # A column is mostly decimal numbers, which are what they are: asked first, it costs a third.
    return [[cell if type(cell) is float else read_cell(cell) for cell in row] for row in argument]


def write_cell(cell: object) -> object:
    """Return a cell that crossed from a function as JSON takes it; an error with its value and its reason.

    >>> from addin.crossing import marked
    >>> write_cell(1.5), write_cell(marked(WorksheetError("#N/A", "Aldri.")))
    (1.5, {'error': '#N/A', 'explanation': 'Aldri.'})
    """
    error = unmarked(cell)
    return cell if error is None else {"error": error.code, "explanation": error.explanation}


def write_answer(answer: object) -> list[list[object]]:
    """Return an answer as rows of cells.

    >>> write_answer(1.5)
    [[1.5]]
    """
    crossed = to_cells(answer)
    rows = crossed if isinstance(crossed, list) else [[crossed]]
    return [[cell if type(cell) is float else write_cell(cell) for cell in row] for row in rows]


def answer_call(name: str, arguments: Sequence[object]) -> list[list[object]]:
    """Return what a worksheet function answers to posted arguments, as rows of cells.

    Raises InputError for a function that does not exist, too many arguments, or what is no matrix.

    >>> answer_call("UTENFOR_DISCOUNT", [[[1]], [[0.04]]])[0][0].__round__(4)
    0.9615
    """
    if name not in registry():
        text = f"Funksjonen «{name[:LONGEST_NAME]}» finnes ikke."
        raise InputError(text)
    function = registry()[name]
    if len(arguments) > len(function.arguments):
        text = f"{name} tar {len(function.arguments)} argumenter, men fikk {len(arguments)}."
        raise InputError(text)
    given = [read_argument(one) for one in arguments]
    given += [None] * (len(function.arguments) - len(given))
    plain: Callable[..., Any] = getattr(functions, function.python_name)
    try:
        return write_answer(plain(*given))
    except WorksheetError as error:
        return write_answer(error)


def functions_metadata() -> dict[str, Any]:
    """Return the functions as Excel reads them: names under the namespace, Norwegian help, every argument a matrix.

    >>> [one["id"] for one in functions_metadata()["functions"]][0]
    'SAVINGS'
    """
    return {
        "allowCustomDataForDataTypeAny": True,
        "allowErrorForDataTypeAny": True,
        "functions": [
            {
                "id": function.name.removeprefix(PREFIX),
                "name": function.name.removeprefix(PREFIX),
                "description": function.description,
                "options": {"requiresAddress": True},
                "result": {"type": "any", "dimensionality": "matrix"},
                "parameters": [
                    {
                        "name": one.name,
                        "description": one.help,
                        "type": "any",
                        "dimensionality": "matrix",
                        "optional": one.optional,
                    }
                    for one in function.arguments
                ],
            }
            for function in registry().values()
        ],
    }
