"""What is public in Python: light to import, typed, documented, and enough for every example."""

import ast
import doctest
import inspect
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import utenfor_core
from tests.core.python_page import PAGE, page
from utenfor_core import PUBLIC

NAMES = [(module, name) for module, names in PUBLIC.items() for name in names]
HOW_TO = Path("docs") / "how-to" / "bruke-python.md"
LOADED_BY_THE_IMPORT = """
import sys, utenfor_core
print(*sorted(name for name in sys.modules if name.startswith(("utenfor_core.", "numpy", "scipy", "pandas"))))
"""


def run_python(repository: Path, text: str) -> str:
    """Return what a fresh Python prints."""
    command = [sys.executable, "-W", "error", "-c", text]
    return subprocess.run(command, cwd=repository, capture_output=True, check=True, text=True).stdout


def test_the_import_of_the_package_loads_its_version_and_nothing_else(repository: Path) -> None:
    assert run_python(repository, LOADED_BY_THE_IMPORT).split() == ["utenfor_core.version"]


def test_all_public_names_together_load_nothing_heavy(repository: Path) -> None:
    heavy = "('openpyxl', 'pandas', 'scipy', 'xlsxwriter')"
    text = f"import sys\nfrom utenfor_core import *\nprint(*[name for name in {heavy} if name in sys.modules])"
    assert run_python(repository, text).split() == []


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_public_name_is_the_one_of_its_module(module: str, name: str) -> None:
    assert getattr(utenfor_core, name) is getattr(import_module(f"utenfor_core.{module}"), name)
    assert name in dir(utenfor_core)


def test_no_public_name_is_hidden_by_a_module(repository: Path) -> None:
    modules = {path.stem for path in (repository / "utenfor_core").iterdir()}
    assert {name for _, name in NAMES} & modules == set()


def test_a_name_that_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'simulat'"):
        utenfor_core.simulat  # type: ignore[attr-defined]  # noqa: B018  # that it is not there is what is tried


def test_the_types_are_of_the_same_names_from_the_same_modules(repository: Path) -> None:
    tree = ast.parse((repository / "utenfor_core" / "__init__.pyi").read_text("utf-8"))
    typed = {
        (str(node.module).removeprefix("utenfor_core."), alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("utenfor_core.")
        for alias in node.names
    }
    assert typed - {("version", "__version__")} == set(NAMES)


def test_every_public_function_and_class_says_what_it_is() -> None:
    things = {name: getattr(utenfor_core, name) for _, name in NAMES}
    assert [name for name, thing in things.items() if callable(thing) and not inspect.getdoc(thing)] == []


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "write it again: python -m tests.core.python_page"


def test_every_example_on_the_page_runs_with_the_public_names_alone() -> None:
    names = {name: getattr(utenfor_core, name) for _, name in NAMES} | {"replace": replace}
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8", globs=names)
    assert result.attempted
    assert result.failed == 0


def test_every_example_of_the_how_to_gives_what_it_says(repository: Path) -> None:
    result = doctest.testfile(str(repository / HOW_TO), module_relative=False, encoding="utf-8")
    assert result.attempted
    assert result.failed == 0
