"""The glossary names what there is: every name in its column «name in the code» is found in the code."""

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import utenfor_core
from utenfor_core import domain
from utenfor_core.domain import Case
from utenfor_core.model import run

PAGE = Path("docs") / "glossary.md"
COLUMN = "name in the code"
LINE_OF_HEAD = re.compile(r"^\|[-:| ]+\|$")


def cells(line: str) -> list[str]:
    """Return the cells of one line of a table."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def named(text: str) -> Iterator[str]:
    """Yield each name in code type in the column of names, table by table."""
    head: list[str] = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("|"):
            head = []
        elif LINE_OF_HEAD.match(line):
            head = cells(lines[number - 1])
        elif head:
            yield from re.findall(r"`([^`]+)`", cells(line)[head.index(COLUMN)])


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Return rows of the trace, modules of the core, nouns of the domain with their fields, and assumptions."""
    result = run(Case())
    nouns = {name for name in vars(domain) if not name.startswith("_")}
    parts = {field.name for noun in vars(domain).values() if is_dataclass(noun) for field in fields(noun)}
    modules = {module.name for module in pkgutil.walk_packages(utenfor_core.__path__, "utenfor_core.")}
    return {name for _, name in result.trace} | nouns | parts | modules | set(result.in_use())


def test_every_name_in_the_glossary_is_in_the_code(repository: Path, known: set[str]) -> None:
    names = set(named((repository / PAGE).read_text("utf-8")))
    assert names
    assert names - known == set()


def test_a_name_that_is_not_in_the_code_is_found(known: set[str]) -> None:
    table = "| norsk | name in the code |\n|---|---|\n| netto | `net`, `nett` |\n"
    assert set(named(table)) - known == {"nett"}
