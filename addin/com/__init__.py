"""The xlwings binding: every worksheet function under its upper-case name, as Excel on Windows calls it.

Only this package imports xlwings, its BSD part. Arguments arrive as rows of cells with error values as texts
(`err_to_str`; without it xlwings turns them into empty cells). Answers leave as numbers, texts or rows of them; an
error leaves as a marked text that our VBA wrapper, which comes with the .xlam, turns into CVErr.
"""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

import xlwings as xw

from addin import functions
from addin.crossing import ERROR_MARK, marked, to_cells
from addin.registry import WorksheetFunction, registry
from addin.worksheet_errors import WorksheetError

__all__ = ["ERROR_MARK", "bind", "marked", "to_cells"]


def bind(function: WorksheetFunction) -> Callable[..., Any]:
    """Return the callable that xlwings registers: the registry's names and help, the plain function's answer."""
    plain = getattr(functions, function.python_name)

    def bound(*cells: object) -> object:
        try:
            return to_cells(plain(*cells))
        except WorksheetError as error:
            return marked(error)

    bound.__name__ = bound.__qualname__ = function.name
    bound.__doc__ = function.description
    bound.__annotations__ = {}
    kind = Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        Parameter(one.name, kind, default=None) if one.optional else Parameter(one.name, kind)
        for one in function.arguments
    ]
    bound.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # xlwings reads names and defaults there
    exposed: Callable[..., Any] = bound
    for one in function.arguments:
        exposed = xw.arg(one.name, ndim=2, err_to_str=True, doc=one.help)(exposed)
    return xw.func(category=function.category)(exposed)  # last: each xw.arg sets the category back to xlwings' own


globals().update({name: bind(function) for name, function in registry().items()})
