"""The step table: one success at 18, the choices switched on one by one, by the engine and as published.

`python -m tests.cases.step_table` writes docs/steps.md anew.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utenfor_core.assumptions import vector_names
from utenfor_core.calculation import Result
from utenfor_core.domain import Case, Measure
from utenfor_core.model import run
from utenfor_core.posts import MOVED, ON_THE_WAY, POSTS, Post

ENTRY_AGE = 18
FIRST_BAND_AGE = 21
RATE = 0.04
THOUSAND = 1000.0
FILE = Path(__file__).with_name("steps.toml")
PAGE = Path(__file__).parents[2] / "docs" / "steps.md"
COLUMNS: Mapping[str, Callable[[Post], bool]] = {
    "kommune tax, gross": lambda post: post.tax == "municipal",
    "sosialhjelp": lambda post: post.line == "sosialhjelp",
    "fylke tax": lambda post: post.tax == "county",
    "fylke schooling": lambda post: post.line == "vgo_ekstra",
    "stat tax": lambda post: post.tax in {"state", "social", "bracket", "employer"},
    "stat benefits": lambda post: post.line in {"ufore", "aap", "sykepenger"},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One row: the engine's kroner by column in thousands, the published ones, and why they differ."""

    name: str
    found: tuple[float, ...]
    published: tuple[float, ...]
    explained: str


def _spread(changes: Mapping[str, Any]) -> dict[str, float]:
    """Return own values by short name; a list is a profile in per cent, one figure for each band."""
    values: dict[str, float] = {}
    for name, value in changes.items():
        if isinstance(value, list):
            values |= {short: share / 100 for short, share in zip(vector_names(name), value, strict=True)}
        else:
            values[name] = value
    return values


def one_success(own_values: Mapping[str, float], outcome_age: int) -> Result:
    """Return the calculation of one success of a measure that costs nothing."""
    measure = Measure(
        group="vgs_frafall",
        age=ENTRY_AGE,
        outcome_age=outcome_age,
        base_outcome=0,
        typed_rate=1,
        evidence_grade=1,
        start_month=1,
        intake=[1],
    )
    return run(Case(measures=[measure], flat_rate=RATE, own_values=own_values))


def by_post(own_values: Mapping[str, float], outcome_age: int) -> NDArray[np.float64]:
    """Return the present value at 18 of one success, kroner by post.

    From 21 this is the engine's own cash flow. Before 21 the profile is empty: there the same rate is laid on the age
    axis with the first band pulled down to the outcome age.
    """
    result = one_success(own_values, outcome_age)
    factors = result.row("discount")[0]
    if outcome_age >= FIRST_BAND_AGE:
        return np.asarray(result.row("unit_gross", "m1") @ factors)
    bands = result.row("band")[0].astype(int) - 1
    rates = result.row("rate_completed")[:, bands]
    rates[:, outcome_age:FIRST_BAND_AGE] = rates[:, [FIRST_BAND_AGE]]
    rates[np.isin(result.row("weight_kind")[:, 0], (MOVED, ON_THE_WAY))] = 0.0
    counted = rates[:, outcome_age:]
    return np.asarray(counted @ factors[outcome_age - ENTRY_AGE :][: counted.shape[1]])


def columns(posts: NDArray[np.float64]) -> tuple[float, ...]:
    """Return total and columns in thousands of kroner."""
    parts = [
        sum(float(posts[number]) for number, post in enumerate(POSTS) if belongs(post)) / THOUSAND
        for belongs in COLUMNS.values()
    ]
    return (sum(parts), *parts)


def steps_as_typed() -> Iterator[tuple[Mapping[str, Any], dict[str, float], int]]:
    """Yield each step of the file with the own values it is asked with, and its outcome age."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    changed = dict(table["start"])
    for row in table["step"]:
        for name in row.get("counted_again", ()):
            del changed[name]
        changed |= row["changes"]
        yield row, _spread(changed), row["outcome_age"]


@cache
def steps() -> tuple[Step, ...]:
    """Return every step as the engine gives it."""
    return tuple(
        Step(
            name=row["name"],
            found=columns(by_post(own_values, outcome_age)),
            published=tuple(row["published"]),
            explained=row["explained"],
        )
        for row, own_values, outcome_age in steps_as_typed()
    )


def tolerance() -> float:
    """Return how far a cell may be from the published one, as a share of it."""
    return float(tomllib.loads(FILE.read_text("utf-8"))["tolerance"])


def _cell(found: float, published: float) -> str:
    if not published:
        return "–"
    off = found / published - 1
    return f"{found:,.0f} ({published:,.0f}; {off:+.1%})".replace(",", " ")


def page() -> str:
    """Return docs/steps.md: what each choice does to the saving of one success, beside the published table."""
    head = ["step", "total", *COLUMNS]
    lines = [
        "| " + " | ".join(head) + " |",
        "|---|" + "--:|" * (len(head) - 1),
        *("| " + " | ".join([step.name, *map(_cell, step.found, step.published)]) + " |" for step in steps()),
    ]
    reasons = [f"- **{step.name}**: {step.explained}" for step in steps() if step.explained]
    return INTRODUCTION + "\n".join(lines) + "\n\n## Why cells differ\n\n" + "\n".join(reasons) + "\n" + KEPT


INTRODUCTION = """\
# The saving per success, one choice at a time

What one young person who completes upper secondary saves public budgets, entry age 18, present value at a flat 4 %,
1 000 kr of 2026, employer's zone 1. The first row is the plain reading; each row adds one choice, 10a–10c branch
from 9. A cell is the engine's figure, then the published one and the difference. The page is written by
`python -m tests.cases.step_table` and held by a test: every cell within 3 %.

How the engine is asked: the choices are own values typed over the parameters (profile shares, κ, ρ = 1, no real
growth, rates of tax, hours, units; sick pay 0 throughout, because the table has no such line) and the outcome age.
In steps 0–3 the gain starts at 18. The model's profile begins at 21, so those four rows lay the engine's own rates
by age on ages 18–20 with the values of 21–24; from step 4 on, the engine runs as it is.

"""

KEPT = """
All other cells differ by rounding of the published figures and of the wage.

## What each budget keeps at κ 0.71

Of the municipal tax a municipality above 90 % of the national tax level keeps 36 %, one below keeps 1 %; sosialhjelp
it keeps whole. The county pays the extra schooling and keeps an eighth of its tax, so it loses on a success while the
state gains.
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
