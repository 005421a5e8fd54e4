"""What the code's shape must be: small modules, a light core, reasons on each exception, imports under contract."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

MODULE_LINES = 250
FACE_LINES = 60
PACKAGES = {"utenfor_core", "addin", "workbook_templates", "utenfor"}
HEAVY = ("openpyxl", "pandas", "scipy", "xlsxwriter", "xlwings")
IMPORT_ALL_OF_THE_CORE = f"""
import importlib, pkgutil, sys, utenfor_core
for module in pkgutil.walk_packages(utenfor_core.__path__, "utenfor_core."):
    importlib.import_module(module.name)
print(*sorted(set(sys.modules) & set({HEAVY!r})))
"""
# What an exception is for stands after its code, on the same line.
EXCEPTION = re.compile(r"#\s*(?:noqa|type: ignore)\b(?P<rest>.*)")
CODES = re.compile(r"^(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w, -]+\])\s*(?P<reason>.*)$")


def python_files(tracked: tuple[Path, ...]) -> list[Path]:
    """Return the tracked Python files."""
    return [name for name in tracked if name.suffix == ".py"]


def test_a_module_has_at_most_250_lines(repository: Path, tracked: tuple[Path, ...]) -> None:
    lengths = {name: len((repository / name).read_text("utf-8").splitlines()) for name in python_files(tracked)}
    assert {str(name): lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_the_face_of_the_generator_is_short_and_nothing_imports_it(repository: Path, tracked: tuple[Path, ...]) -> None:
    face = repository / "build_workbooks.py"
    assert not face.exists() or len(face.read_text("utf-8").splitlines()) <= FACE_LINES
    importers = []
    for name in python_files(tracked):
        for node in ast.walk(ast.parse((repository / name).read_text("utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            importers += [str(name) for module in modules if module.split(".")[0] == "build_workbooks"]
    assert importers == []


def test_the_core_imports_nothing_heavy(repository: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL_OF_THE_CORE],
        cwd=repository,
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.stderr == ""
    assert run.stdout.split() == []


def test_every_package_is_under_the_import_contracts(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    there = {folder.parent.name for folder in repository.glob("*/__init__.py")} - {"tests"}
    assert there <= PACKAGES
    assert set(project["tool"]["importlinter"]["root_packages"]) == there


def test_every_exception_from_a_check_has_its_reason_on_the_line(repository: Path, tracked: tuple[Path, ...]) -> None:
    bare = []
    for name in python_files(tracked):
        if name.name == Path(__file__).name:
            continue
        for number, line in enumerate((repository / name).read_text("utf-8").splitlines(), 1):
            exception = EXCEPTION.search(line)
            codes = CODES.match(exception["rest"].strip()) if exception else None
            if exception and not (codes and codes["reason"]):
                bare.append(f"{name}:{number}: {line.strip()}")
    assert bare == []


def test_every_rule_that_is_switched_off_has_its_reason_on_the_line(repository: Path) -> None:
    lines = (repository / "pyproject.toml").read_text("utf-8").splitlines()
    rules = [line for line in lines if re.match(r'\s+"[A-Z]+\d+",', line)]
    assert rules
    assert [line for line in rules if "  # " not in line] == []
