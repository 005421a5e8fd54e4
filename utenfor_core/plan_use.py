"""Which lines of the plan are in use, the running number of each of them, and its type."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import FREE_LINES, FUNDERS, FYLKE, KOMMUNE, LEVELS, MEASURES, OWN_LINES, Value
from utenfor_core.plan_lines import (
    ADJUSTMENT,
    COST_LINES,
    FUNDED,
    FUNDING_LINES,
    OWN_MONEY,
    OWN_SAVING_LINES,
    PART_LINES,
    PLAN_LINES,
    SAVING,
    USUAL_TYPES,
    followed_line,
)
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import Rows, as_text

Floats = NDArray[np.float64]
BUILT_IN_LEVELS: Mapping[str, str] = {"sosialhjelp": KOMMUNE, "vgo_ekstra": FYLKE}
"""Whose budget the built-in savings are in: they are lines of the plan where that is the unit's own."""


def use_rows(measures: Sequence[Rows], parts: Rows, is_own: Floats, values: Mapping[str, Value]) -> Rows:
    """Return 1 for each line in use (lines, 1), its number from 1 down the plan, 0 for the others, and its type.

    `measures` are the rows of m1 … m6, `parts` those of the slots, `is_own` (levels,) tells the unit's own budgets.
    """
    complete = [rows.single("complete") for rows in measures]
    funded = [complete[m] * float(measures[m]["funder_level"][n, 0] != NOT_SET) for m, n in _each(FUNDERS)]
    built_in = [is_own[LEVELS.index(level)] for level in BUILT_IN_LEVELS.values()]
    named = [float(as_text(values.get(f"free{n}.name")) != "") for n in range(1, FREE_LINES + 1)]
    own = [complete[m] * measures[m]["plan_own_counts"][n, 0] for m, n in _each(OWN_LINES)]
    used = np.array([*complete, *parts["part_counts"][:, 0], *funded, *built_in, *named, *own])
    return Rows(plan_used=used, plan_number=used * used.cumsum(), plan_type=_types(measures, parts, values))


def measures_of_parts(parts: Rows) -> dict[str, str]:
    """Return the measure, m1 … m6, of each part that is in use, by line."""
    numbers = parts["part_of"][:, 0] * parts["part_counts"][:, 0]
    return {line: f"m{number:.0f}" for line, number in zip(PART_LINES, numbers, strict=True) if number}


def _each(count: int) -> list[tuple[int, int]]:
    return [(m, n) for m in range(MEASURES) for n in range(count)]


def _types(measures: Sequence[Rows], parts: Rows, values: Mapping[str, Value]) -> list[str]:
    types = {line: as_text(values.get(f"plan.type_{line}")) or usual for line, usual in USUAL_TYPES.items()}
    owners = measures_of_parts(parts)
    types |= {line: types.get(followed_line(line, owners.get(line, "")), NOT_SET) for line in PART_LINES}
    for line, (m, n) in zip(FUNDING_LINES, _each(FUNDERS), strict=True):
        types[line] = OWN_MONEY if measures[m]["plan_funder_counts"][n] == 1 else FUNDED
    for line, (m, _) in zip(OWN_SAVING_LINES, _each(OWN_LINES), strict=True):
        types[line] = ADJUSTMENT if types[COST_LINES[m]].casefold() == ADJUSTMENT.casefold() else SAVING
    return [types[line] for line in PLAN_LINES]
