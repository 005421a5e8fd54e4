"""The worked example that a new workbook opens with: one measure, plainly marked as an example until it is changed."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from utenfor_core.domain import Funder, Measure, Value


@cache
def _figures() -> Mapping[str, Any]:
    return loads((files("workbook_templates") / "example.toml").read_text(encoding="utf-8"))


@cache
def example_measure() -> Measure:
    """Return the example; its figures stand in example.toml with the reason for each."""
    figures = dict(_figures()["measure"])
    funders = tuple(Funder(**funder) for funder in figures.pop("funders", []))
    return Measure(**figures, funders=funders)


def example_uncertainty() -> Mapping[str, Value]:
    """Return how uncertain the example is: shares of what is calculated."""
    return dict(_figures()["uncertainty"])
