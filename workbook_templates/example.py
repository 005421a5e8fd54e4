"""The worked example that a new workbook opens with: one measure, plainly marked as an example until it is changed."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from utenfor_core.domain import Funder, Measure, Value
from workbook_templates.words import words


@cache
def _figures() -> Mapping[str, Any]:
    return loads((files("workbook_templates") / "example.toml").read_text(encoding="utf-8"))


@cache
def example_measure(language: str = "nb") -> Measure:
    """Return the example; its figures stand in example.toml with the reason for each, its words among the texts."""
    figures, told = dict(_figures()["measure"]), words(language)
    funders = tuple(Funder(kind=told("example.funder_kind"), **funder) for funder in figures.pop("funders", []))
    return Measure(name=told("example.name"), **figures, funders=funders)


def example_uncertainty() -> Mapping[str, Value]:
    """Return how uncertain the example is: shares of what is calculated."""
    return dict(_figures()["uncertainty"])
