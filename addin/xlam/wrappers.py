"""The modules of VBA made from data: one wrapper for each worksheet function, their help, and tables."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from addin.registry import WorksheetFunction, registry
from addin.worksheet_errors import BAD_VALUE, CVERR
from addin.xlam.vba_source import assigned, hidden_module, literal, module

BINDING: Final = "addin.com"
"""The Python module that xlwings' COM server imports; its callables have the functions' Excel names."""
PREFIX: Final = "UTENFOR_"


@cache
def texts() -> Mapping[str, str]:
    """Return what the VBA says, by name."""
    content: dict[str, str] = tomllib.loads(files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))
    return content


def functions_module() -> str:
    """Return the wrappers: each asks Python through xlwings, and gives a value, an array or an error value."""
    return module(line for function in registry().values() for line in _wrapper(function))


def _wrapper(function: WorksheetFunction) -> Iterator[str]:
    names = [one.name for one in function.arguments]
    head = ", ".join(f"Optional {one.name}" if one.optional else one.name for one in function.arguments)
    call = f'XLPy.CallUDF("{BINDING}", "{function.name}", Array({", ".join(names)}), Nothing, Application.Caller)'
    yield f"Public Function {function.name}({head})"
    yield "    On Error GoTo failed"
    yield f"    {function.name} = Shown({call}, Application.Caller)"
    yield "    Exit Function"
    yield "failed:"
    yield f"    {function.name} = NotAnswered(Err.Description, Application.Caller)"
    yield "End Function"
    yield ""


def help_module() -> str:
    """Return the help of the function wizard: descriptions and arguments, registered once and tried again if refused.

    Excel refuses while no workbook is visible, so this runs when one is activated.
    """
    lines = ["Private registered As Boolean", "", "Public Sub RegisterHelp()", "    If registered Then Exit Sub"]
    lines += ["    On Error GoTo later", *(f"    Help_{name}" for name in registry()), "    registered = True"]
    lines += ["later:", "    ThisWorkbook.Saved = True", "End Sub", ""]
    for function in registry().values():
        lines += _help(function)
    return hidden_module(lines)


def _help(function: WorksheetFunction) -> Iterator[str]:
    yield f"Private Sub Help_{function.name}()"
    yield "    Dim about As String"
    if function.arguments:
        yield f"    Dim parts(0 To {len(function.arguments) - 1}) As String"
    for line in assigned("about", function.description):
        yield f"    {line}"
    for place, argument in enumerate(function.arguments):
        for line in assigned(f"parts({place})", argument.help):
            yield f"    {line}"
    name = f'"\'" & ThisWorkbook.Name & "\'!{function.name}"'
    arguments = ", ArgumentDescriptions:=parts" if function.arguments else ""
    category = f"Category:={literal(function.category)}"
    yield f"    Application.MacroOptions Macro:={name}, Description:=about, {category}{arguments}"
    yield "End Sub"
    yield ""


def tables_module() -> str:
    """Return what the VBA knows from data: `Message(name)`, `ErrorNumber(name)` and `FunctionNames()`."""
    lines = ["Public Function Message(ByVal name As String) As String", "    Select Case name"]
    for name, text in texts().items():
        lines += [f'        Case "{name}"', *(f"            {line}" for line in assigned("Message", text))]
    lines += ["    End Select", "End Function", ""]
    lines += ["Public Function ErrorNumber(ByVal name As String) As Long", "    Select Case name"]
    lines += [f'        Case "{code}": ErrorNumber = {number}' for code, number in CVERR.items()]
    lines += [f"        Case Else: ErrorNumber = {CVERR[BAD_VALUE]}", "    End Select", "End Function", ""]
    names = "|".join(name.removeprefix(PREFIX) for name in registry())
    lines += ["Public Function FunctionNames() As String", f'    FunctionNames = "|{names}|"', "End Function"]
    return hidden_module(lines)
