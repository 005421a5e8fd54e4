"""The cases as records: read from the data files beside this module, and a measure's table as the engine's nouns."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from utenfor_core.domain import Case, FreeLine, Funder, Measure, OwnLine, Place

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One case; expected are values within `tolerance`, values each within one of its own, or words of a text."""

    name: str
    source: str
    calculation: str
    inputs: Mapping[str, Any]
    expected: Mapping[str, float | list[float]] = field(default_factory=dict)
    expected_within: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    expected_texts: Mapping[str, list[str]] = field(default_factory=dict)
    tolerance: float = 0.0


def examples() -> tuple[Example, ...]:
    """Return every case of every data file, in the order of the files."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        found += [Example(**table) for table in tomllib.loads(path.read_text("utf-8")).get("case", ())]
    return tuple(found)


def measure_of(table: Mapping[str, Any]) -> Measure:
    """Return a measure from its table, with its funders and own lines."""
    plain = {key: value for key, value in table.items() if key not in {"own_lines", "funders"}}
    return Measure(
        **plain,
        own_lines=[OwnLine(**line) for line in table.get("own_lines", ())],
        funders=[Funder(**funder) for funder in table.get("funders", ())],
    )


def case_of(inputs: Mapping[str, Any]) -> Case:
    """Return the engine's case from a table: preset, place, measure, own values and lines of the user's own."""
    names = ("preset", "base_year", "horizon", "flat_rate", "own_values")
    place = dict(inputs.get("place", {}))
    if "own_levels" in place:
        place["own_levels"] = frozenset(place["own_levels"])
    return Case(
        place=Place(**place),
        measures=[measure_of(inputs["measure"])] if "measure" in inputs else [],
        free_lines=[FreeLine(**line) for line in inputs.get("free_lines", ())],
        **{name: inputs[name] for name in names if name in inputs},
    )
