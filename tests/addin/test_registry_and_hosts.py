"""The registry, the callables, the documentation and the xlwings binding are one set of functions."""

import inspect
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from addin import com, functions
from addin.arguments import Choice, Number
from addin.documentation import functions_page
from addin.evaluations import evaluations
from addin.kinds import kinds
from addin.registry import LONGEST, Argument, problems, registry
from addin.worksheet_errors import WorksheetError

PRODUCT = {
    "UTENFOR_SAVINGS", "UTENFOR_NET", "UTENFOR_CASHFLOW", "UTENFOR_PAYBACK", "UTENFOR_BREAKEVEN", "UTENFOR_MAXCOST",
    "UTENFOR_CHANCE", "UTENFOR_EXPLAIN", "UTENFOR_PARAM", "UTENFOR_SOURCE", "UTENFOR_KOMMUNE",
    "UTENFOR_INDICATOR", "UTENFOR_FEE",
    "UTENFOR_BAND", "UTENFOR_PRICE", "UTENFOR_DISCOUNT", "UTENFOR_EXCLUSION", "UTENFOR_VERSION",
}  # fmt: skip

# xlwings' text of the VBA wrappers is plain text; only its module's other imports need Windows. A process of its own.
WRAPPERS = """
import io, json, sys, types
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["pythoncom"].CoInitialize = lambda: None
sys.modules["pywintypes"].com_error = type("com_error", (Exception,), {})
sys.modules["win32com.client"].Dispatch = lambda *arguments: None
import xlwings as xw
from xlwings import udfs
xw.func, xw.arg = udfs.xlfunc, udfs.xlarg
from addin import com
text = io.StringIO()
udfs.generate_vba_wrapper("addin.com", com, text, types.SimpleNamespace(Name="utenfor.xlam"))
about = {name: getattr(com, name).__xlfunc__ for name in vars(com) if name.startswith("UTENFOR_")}
kept = ("category", "call_in_wizard", "volatile")
functions = {
    name: {key: one[key] for key in kept}
    | {"doc": one["ret"]["doc"], "arguments": [(arg["options"], arg["doc"]) for arg in one["args"]]}
    for name, one in about.items()
}
sys.stdout.buffer.write(json.dumps({"text": text.getvalue(), "functions": functions}).encode())
"""

IMPORTED = """
import sys, addin.functions, addin.documentation
addin.functions.utenfor_savings("vgs_frafall", [80, 81], 0.1)
print(*sorted(set(sys.modules) & {"openpyxl", "pandas", "scipy", "xlsxwriter", "xlwings", "jinja2"}))
"""


def run_python(repository: Path, code: str) -> str:
    """Run a program in a process of its own and return what it writes."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout.decode()


def test_the_registry_the_callables_and_the_binding_have_the_same_functions() -> None:
    assert set(registry()) == PRODUCT
    assert {name.upper() for name in functions.__all__} == PRODUCT
    assert {name for name in vars(com) if name.startswith("UTENFOR_")} == PRODUCT
    assert set(evaluations()) == PRODUCT


@pytest.mark.parametrize("name", sorted(PRODUCT))
def test_a_callable_takes_the_registry_s_arguments_and_explains_itself(name: str) -> None:
    function = registry()[name]
    plain = getattr(functions, function.python_name)
    optional = [one.default is not inspect.Parameter.empty for one in inspect.signature(plain).parameters.values()]
    assert optional == [one.optional for one in function.arguments]
    assert plain.__doc__
    assert all(one.kind in kinds() for one in function.arguments)


ARGUMENTS = {one.name: one for function in registry().values() for one in function.arguments}


@pytest.mark.parametrize("argument", ARGUMENTS.values(), ids=ARGUMENTS)
def test_what_is_said_of_an_argument_is_what_is_checked(argument: Argument) -> None:
    kind = kinds()[argument.kind]
    if isinstance(kind, Number):
        assert (argument.type, argument.range) == ("helt tall" if kind.whole else "tall", kind.ends())
    elif isinstance(kind, Choice):
        assert (argument.type, argument.range) == ("valg", "")
    else:
        assert (argument.type, argument.range) == ("tekst eller helt tall" if kind.numbers else "tekst", "")
    assert argument.range in argument.help
    assert kind.read(argument.label, argument.example) is not None


@pytest.mark.parametrize("argument", ARGUMENTS.values(), ids=ARGUMENTS)
def test_an_empty_cell_means_the_default_that_is_told_or_is_refused(argument: Argument) -> None:
    kind = kinds()[argument.kind]
    assert argument.optional == bool(argument.default)
    if not argument.optional:
        with pytest.raises(WorksheetError, match="mangler"):
            kind.read(argument.label, None)
        return
    assert f"Tomt: {argument.default}." in argument.help
    blank = kind.read(argument.label, None)
    if isinstance(blank, float) and isnan(blank) and argument.default not in getattr(kind, "words", {}):
        assert argument.default in {"målgruppens vanlige alder", "siste år med tall"}  # what the functions then take
    else:
        assert str(kind.read(argument.label, argument.default)) == str(blank)


def test_an_argument_is_optional_in_every_function_or_in_none() -> None:
    for function in registry().values():
        assert [one.optional for one in function.arguments] == [
            ARGUMENTS[one.name].optional for one in function.arguments
        ]


def test_texts_fit_in_the_function_wizard_and_names_in_vba() -> None:
    assert problems(tuple(registry().values())) == []
    one = registry()["UTENFOR_FEE"]
    long = replace(one, description="x" * (LONGEST + 1))
    foreign = replace(one, name="UTENFOR_ÅR")
    assert len(problems((long, foreign))) == 2


def test_the_documentation_is_up_to_date(repository: Path) -> None:
    written = (repository / "docs" / "functions.md").read_text("utf-8")
    message = "write it again: python -m addin.documentation docs/functions.md"
    assert written == functions_page(), message


def test_the_documentation_shows_norwegian_formulas() -> None:
    page = functions_page()
    assert '`=UTENFOR_SAVINGS("vgs_frafall";80;0,1;"kommune")`' in page
    assert all(f"### {name}\n" in page for name in PRODUCT)


@pytest.fixture(scope="module")
def in_xlwings(repository: Path) -> Mapping[str, Any]:
    """What xlwings itself makes of the binding: the text of the wrappers, and what it keeps of each function."""
    found: Mapping[str, Any] = json.loads(run_python(repository, WRAPPERS))
    return found


@pytest.mark.parametrize("name", sorted(PRODUCT))
def test_xlwings_makes_a_vba_wrapper_of_the_function_with_its_arguments(
    in_xlwings: Mapping[str, Any], name: str
) -> None:
    head = ", ".join(f"Optional {one.name}" if one.optional else one.name for one in registry()[name].arguments)
    assert f"Function {name}({head})" in in_xlwings["text"]
    assert f'XLPy.CallUDF("addin.com", "{name}", Array(' in in_xlwings["text"]


@pytest.mark.parametrize("name", sorted(PRODUCT))
def test_xlwings_passes_errors_through_in_every_argument_and_tells_its_help(
    in_xlwings: Mapping[str, Any], name: str
) -> None:
    arguments = in_xlwings["functions"][name]["arguments"]
    assert arguments == [[{"ndim": 2, "err_to_str": True}, one.help] for one in registry()[name].arguments]


@pytest.mark.parametrize("name", sorted(PRODUCT))
def test_xlwings_calls_the_function_in_the_wizard_too_and_not_at_every_recalculation(
    in_xlwings: Mapping[str, Any], name: str
) -> None:
    function = in_xlwings["functions"][name]
    assert function["call_in_wizard"] is True
    assert function["volatile"] is False
    assert (function["category"], function["doc"]) == ("Utenfor", registry()[name].description)


def test_the_functions_load_nothing_heavy(repository: Path) -> None:
    assert run_python(repository, IMPORTED).split() == []


def test_the_import_of_the_functions_loads_no_model(repository: Path) -> None:
    loaded = run_python(repository, "import sys, addin.functions; print(*sys.modules)").split()
    core = {name for name in loaded if name.startswith("utenfor_core.")}
    assert core == {"utenfor_core.errors", "utenfor_core.version"}
    assert "addin.evaluations" not in loaded


def test_the_binding_answers_a_column_with_a_column_and_marks_each_error() -> None:
    savings = vars(com)["UTENFOR_SAVINGS"]
    answer = savings([["vgs_frafall"]], [[80.0], ["#REF!"], [None]], [[0.1]])
    assert answer[0] == [functions.utenfor_savings("vgs_frafall", 80, 0.1)]
    assert answer[1][0].split(com.ERROR_MARK)[1] == "#REF!"
    assert answer[2][0].split(com.ERROR_MARK)[1:] == ["#VALUE!", "antall mangler. Skriv hvor mange som deltar."]


def test_the_binding_marks_the_error_of_a_single_cell() -> None:
    assert vars(com)["UTENFOR_SAVINGS"]([["finnes ikke"]], [[80.0]], [[0.1]]).split(com.ERROR_MARK)[1] == "#VALUE!"


@pytest.mark.parametrize("answer", [None, float("nan"), float("inf")])
def test_what_xlwings_would_write_as_an_empty_cell_is_an_error(answer: object) -> None:
    assert str(com.to_cells(answer)).split(com.ERROR_MARK)[1] == "#NUM!"


def test_an_error_reads_as_code_and_explanation() -> None:
    assert str(WorksheetError("#N/A", "Aldri.")) == "#N/A Aldri."
