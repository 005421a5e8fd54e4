"""The worked example that a new workbook opens with: one measure, plainly marked as an example until it is changed."""

from functools import cache
from importlib.resources import files
from tomllib import loads

from utenfor_core.domain import Funder, Measure


@cache
def example_measure() -> Measure:
    """Return the example; its figures stand in example.toml with the reason for each."""
    text = (files("workbook_templates") / "example.toml").read_text(encoding="utf-8")
    figures = loads(text)["measure"]
    funders = tuple(Funder(**funder) for funder in figures.pop("funders", []))
    return Measure(**figures, funders=funders)
