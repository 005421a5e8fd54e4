"""What is uncertain: low, most likely and high of an input of the case, and what is wrong with them, in Norwegian."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from utenfor_core.calculation import Result
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.trace import cell_value

UNIT_COSTS = "enhetskostnader"
"""The group that unit costs are drawn in: they rest on the same wages and prices, so they move together."""

ALONE = ""
"""The group of an input that is drawn for itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """Low, most likely and high of one input, by the input's key such as `m1.outcome` or `own.kappa`.

    `most` of None is the value in use. Inputs with the same `together` are drawn by one column, low with low and high
    with high; None is the choice of the model (unit costs together, everything else alone), ALONE is alone.
    """

    POINTS: ClassVar[tuple[str, str, str]] = ("low", "most", "high")

    key: str
    low: float
    most: float | None = None
    high: float
    together: str | None = None

    @property
    def moves_with(self) -> str:
        """The group the input is drawn in, or ALONE."""
        if self.together is not None:
            return self.together
        return UNIT_COSTS if self.key.startswith("own.unit_") else ALONE


USED = {
    "base_outcome": "base_outcome_used",
    "outcome_age": "outcome_age_used",
    "lag": "lag_years",
    "completion": "completion_used",
    "lasting": "lasting_used",
    "start_month": None,
}
"""Inputs of a measure that have a value when nothing is typed, and the row that holds it."""


def value_in_use(result: Result, key: str) -> float | None:
    """Return the number that a calculation uses for an input, typed or by default; None where there is none."""
    typed = result.values.get(key)
    owner, _, name = key.partition(".")
    value = typed
    if owner == "own":
        value = result.in_use().get(name)
    elif not is_number(typed) and owner in MEASURE_BLOCKS and USED.get(name):
        value = cell_value(result.row(str(USED[name]), owner))
    elif not is_number(typed) and name == "start_month":
        value = float(result.row("default_month")[0, 0])
    elif not is_number(typed) and owner in MEASURE_BLOCKS and name in {"cost_per_year", "fixed_cost", "duration"}:
        value = 0.0
    return float(value) if is_number(value) else None


def filled(spreads: Iterable[Spread], result: Result) -> tuple[Spread, ...]:
    """Return the spreads with the value in use where no most likely value is given."""
    return tuple(
        spread if spread.most is not None else replace(spread, most=value_in_use(result, spread.key))
        for spread in spreads
    )


def built_in_spreads(result: Result) -> tuple[Spread, ...]:
    """Return the spreads that the parameter files know: assumptions with low and high, baselines, costs overrun.

    An assumption whose value in use lies outside its own low and high is a choice made on purpose, such as κ = 1 under
    `full-forskjell`, and stays certain. The baseline of a group is uncertain where the user has typed none.
    """
    parameters, frame = result.frame.parameters, result.frame
    found = []
    in_use = result.in_use()
    for line in frame.lines:
        low, high = (getattr(parameters.get(line.id), end, None) for end in ("low", "high"))
        value = in_use[line.name]
        if is_number(low) and is_number(high) and is_number(value) and low <= value <= high:
            found.append(Spread(key=f"own.{line.name}", low=low, most=value, high=high))
    below, above = (parameters.number(f"method/cost_overrun_{end}") for end in ("low", "high"))
    for owner in MEASURE_BLOCKS:
        if not result.row("complete", owner)[0, 0]:
            continue
        found += _of_measure(result, owner)
        cost = float(result.row("cost_per_year_used", owner)[0, 0])
        if cost > 0:
            found.append(
                Spread(key=f"{owner}.cost_per_year", low=cost * (1 + below), most=cost, high=cost * (1 + above))
            )
    return tuple(found)


def _of_measure(result: Result, owner: str) -> list[Spread]:
    """Return the spread of p0 where it is the group's own baseline and its limits are known."""
    label = str(result.values.get(f"{owner}.group"))
    groups = result.frame.parameters.groups
    group = next((groups[name] for name, text in result.frame.group_labels.items() if text == label), None)
    typed = is_number(result.values.get(f"{owner}.base_outcome"))
    if typed or group is None or group.baseline_low is None or group.baseline_high is None:
        return []
    return [Spread(key=f"{owner}.base_outcome", low=1.0 - group.baseline_high, high=1.0 - group.baseline_low)]
