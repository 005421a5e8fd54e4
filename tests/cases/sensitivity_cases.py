"""The worked cases of `sensitivity.toml`: one case that can be followed by hand, and what is asked of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.cases.reading import FOLDER, case_of
from utenfor_core.domain import Case
from utenfor_core.uncertainty import Response, Spread, response

TABLES: Mapping[str, Any] = tomllib.loads((FOLDER / "sensitivity.toml").read_text("utf-8"))
CASE = case_of(TABLES["inputs"])


def case_at(cost: float) -> Case:
    """Return the case at another cost per participant."""
    return replace(CASE, measures=[replace(CASE.measures[0], cost_per_year=cost)])


def spreads_of(example: Mapping[str, Any]) -> list[Spread]:
    """Return what is uncertain in an example."""
    return [Spread(**table) for table in example["spreads"]]


def response_of(example: Mapping[str, Any]) -> Response:
    """Return the model of the case over draws of what an example holds for uncertain."""
    case = case_at(example["cost"]) if "cost" in example else CASE
    return response(case, spreads_of(example))
