"""A case flattened: one value for each input cell, by the key the cell bears in the workbook."""

from collections.abc import Mapping
from dataclasses import fields

from utenfor_core import shown
from utenfor_core.domain import (
    FREE_GROUPS,
    FREE_LINES,
    MEASURES,
    PAIR_WORDS,
    PAIRS,
    Case,
    FreeGroup,
    FreeLine,
    Measure,
    Value,
)
from utenfor_core.group_inputs import HERE, number_of
from utenfor_core.inputs import COMPLETED, COSTS_POSITIVE, EXPENDITURE, FIXED, INCOME, LEVEL, STARTED, YES
from utenfor_core.plan_lines import USUAL_TYPES
from utenfor_core.uncertain_inputs import OWNER, SWITCHES

PAIR_NAMES = dict(zip(PAIRS, PAIR_WORDS, strict=True))


def _measure_values(measure: Measure, owner: str, labels: Mapping[str, str]) -> dict[str, Value]:
    values: dict[str, Value] = {
        f"{owner}.{name}": getattr(measure, name)
        for name in (
            "name", "age", "outcome_age", "lag", "base_outcome", "outcome", "typed_rate", "completion",
            "evidence_grade", "measured_age", "lasting", "start_month", "cost_per_year", "duration", "fixed_cost",
            "overlap", "kostra_function", "art", "positions",
        )
    }  # fmt: skip
    values[f"{owner}.pair"] = PAIR_NAMES.get(measure.pair or "", measure.pair)
    values[f"{owner}.group"] = None if measure.group is None else labels.get(measure.group, measure.group)
    values[f"{owner}.per"] = COMPLETED if measure.per_completed else STARTED
    for k, persons in enumerate(measure.intake):
        values[f"{owner}.intake_{k}"] = persons
    for number, funder in enumerate(measure.funders, 1):
        values |= {f"{owner}.funder{number}_{field.name}": getattr(funder, field.name) for field in fields(funder)}
    for number, line in enumerate(measure.own_lines, 1):
        values |= {f"{owner}.own{number}_{field.name}": getattr(line, field.name) for field in fields(line)}
    return values


def _free_values(line: FreeLine, owner: str) -> dict[str, Value]:
    names = ("name", "level", "unit_cost", "cashable_share", "delay", "kostra_function", "art")
    values: dict[str, Value] = {f"{owner}.{name}": getattr(line, name) for name in names}
    values[f"{owner}.direction"] = INCOME if line.income else EXPENDITURE
    for side, shares in (("out", line.outside), ("in", line.inside)):
        for band, share in enumerate(shares, 1):
            values[f"{owner}.{side}_{band}"] = share
    return values


def _group_values(group: FreeGroup, owner: str) -> dict[str, Value]:
    values: dict[str, Value] = {f"{owner}.{field.name}": getattr(group, field.name) for field in fields(group)}
    values[f"{owner}.pair"] = PAIR_NAMES.get(group.pair or "", group.pair)
    return values


def flatten(case: Case, labels: Mapping[str, str], base_year: int) -> dict[str, Value]:
    """Return the value of each input of the case by key; what is not there is empty.

    `labels` maps a group's id to the words it bears in the workbook. Switches get their delivered position.
    """
    values: dict[str, Value] = {
        "place.preset": case.preset,
        "place.base_year": case.base_year or base_year,
        "place.tax_level": case.place.tax_level,
        "place.employer_zone": None if case.place.employer_zone is None else f"sone {case.place.employer_zone}",
        "place.horizon": case.horizon,
        "place.flat_rate": case.flat_rate,
        "place.example": YES,
        "plan.sign": COSTS_POSITIVE,
        "plan.mode": LEVEL,
        "plan.prices": FIXED,
        **{f"plan.type_{line}": usual for line, usual in USUAL_TYPES.items()},
        **shown.DELIVERED,
        **SWITCHES,
    }
    groups = {f"group{number}": group for number, group in enumerate(case.free_groups[:FREE_GROUPS], 1)}
    chosen = {**labels, **{owner: group.name for owner, group in groups.items() if group.name}}
    for number in range(1, MEASURES + 1):
        measure = case.measures[number - 1] if number <= len(case.measures) else Measure()
        values |= _measure_values(measure, f"m{number}", chosen)
    for number in range(1, FREE_LINES + 1):
        line = case.free_lines[number - 1] if number <= len(case.free_lines) else FreeLine()
        values |= _free_values(line, f"free{number}")
    for owner, group in groups.items():
        values |= _group_values(group, owner)
    values |= {f"own.{name}": value for name, value in case.own_values.items()}
    values |= {f"plan.{name}": value for name, value in case.plan.items()}
    values |= {f"{shown.OWNER}.{name}": value for name, value in case.shown.items()}
    values |= {f"{OWNER}.{name}": value for name, value in case.uncertainty.items()}
    numbers = {group: number_of(label) for group, label in labels.items()}
    values |= {f"{HERE}.{numbers.get(group, group)}": persons for group, persons in case.groups_here.items()}
    return {key: value for key, value in values.items() if value is not None}
