"""The single cells of a measure: group, ages, success rate, and whether it is complete enough to count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import INTAKES, OWN_LINES, PAIR_WORDS, Value
from utenfor_core.inputs import COMPLETED, is_number
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
MUST_BE_GIVEN = "må oppgis"
WEAKEST_GRADE = 6.0
"""Professional judgement: the evidence grade when none is given."""

DEFAULT_MONTH = 8.0
"""August, when a school year begins."""

DECIMALS = 12
"""Sums of what is typed are judged without the noise of binary fractions: a spreadsheet compares 15 digits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupTable:
    """What the calculation needs of the target groups, one entry each; a baseline of None must be given by the user."""

    labels: tuple[str, ...]
    age_min: tuple[float, ...]
    age_max: tuple[float, ...]
    age_default: tuple[float, ...]
    outcome_min: tuple[float, ...]
    outcome_after: tuple[float, ...]
    pair: tuple[float, ...]
    base_outcome: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What is typed for one measure: the values of the input cells whose key begins with the owner, m1 … m6."""

    owner: str
    values: Mapping[str, Value]

    def get(self, name: str) -> Value:
        """Return the cell as it stands."""
        return self.values.get(f"{self.owner}.{name}")

    def typed(self, name: str) -> float | None:
        """Return the number typed, or None."""
        value = self.get(name)
        return float(value) if is_number(value) else None

    def typed_or(self, name: str, other: float) -> float:
        """Return the number typed, or another in its place."""
        value = self.typed(name)
        return other if value is None else value

    def amount(self, name: str) -> float:
        """Return the number typed, or 0."""
        return number(self.get(name))

    def chosen(self, name: str, choices: Sequence[str]) -> int:
        """Return the position of the choice from 1, or 0 when it is none of the choices."""
        value = self.get(name)
        names = [choice.casefold() for choice in choices]
        return names.index(value.casefold()) + 1 if isinstance(value, str) and value.casefold() in names else 0


def measure_constants(
    answers: Answers, inuse: Mapping[str, Value], groups: GroupTable, *, invalid: float, hidden: float
) -> Rows:
    """Return the single cells of a measure.

    `invalid` is the number of its inputs that cannot be used, `hidden` 1 for the worked example switched off.
    s = (p1 − p0) · f · λ · h, or the typed rate · h; a measure that is not complete takes in nobody.
    """
    rows = _who_and_when(answers, groups)
    rows.update(_steps_to_the_rate(answers, inuse, rows))
    at = max(1, int(rows.single("group_number"))) - 1
    persons = round(sum(answers.amount(f"intake_{k}") for k in range(INTAKES)), DECIMALS)
    own_effect = max(answers.amount(f"own{n}_success_rate") for n in range(1, OWN_LINES + 1))
    in_age = groups.age_min[at] <= rows.single("entry") <= groups.age_max[at]
    rate = answers.typed("typed_rate")
    possible = (
        rows.single("effect") >= 0 if rate is None else round(rate + rows.single("base_outcome_used"), DECIMALS) <= 1
    )
    complete = (
        rows.single("group_number") > 0
        and persons > 0
        and (rows.single("rate_known") > 0 or own_effect > 0)
        and rows.single("completion_missing") == 0
        and rows.single("lasting_missing") == 0
        and in_age
        and possible
        and invalid == 0
        and hidden == 0
    )
    is_typed = rate is not None
    if rate is None:
        rate = rows.single("effect") * rows.single("completion_used") * rows.single("lasting_used")
    rows.update(
        Rows(
            persons_planned=persons,
            own_effect=own_effect,
            in_age=float(in_age),
            possible=float(possible),
            invalid_inputs=invalid,
            hidden_example=hidden,
            complete=float(complete),
            rate_is_typed=float(is_typed),
            rate_before_haircut=rate * rows.single("rate_known"),
            success_rate=rate * rows.single("rate_known") * rows.single("haircut_used"),
            first_year_part=(12 - answers.typed_or("start_month", DEFAULT_MONTH) + 1) / 12,
            cost_per_year_used=answers.amount("cost_per_year"),
            duration_used=answers.amount("duration"),
            fixed_used=answers.amount("fixed_cost"),
        )
    )
    return rows


def _who_and_when(answers: Answers, groups: GroupTable) -> Rows:
    """Return group, ages, pair and base outcome p0, or the words that it must be given."""
    group = answers.chosen("group", groups.labels)
    at = max(1, group) - 1
    entry = answers.typed_or("age", groups.age_default[at])
    lag = answers.amount("lag")
    outcome_age = answers.typed_or("outcome_age", max(groups.outcome_min[at], entry + groups.outcome_after[at]))
    baseline = groups.base_outcome[at]
    given = answers.typed("base_outcome")
    p0: Value = given if given is not None else (MUST_BE_GIVEN if baseline is None else baseline)
    return Rows(
        group_number=float(group),
        entry=entry,
        lag_years=lag,
        outcome_age_used=outcome_age,
        success_age=max(outcome_age, entry + lag),
        pair_number=float(answers.chosen("pair", PAIR_WORDS) or int(groups.pair[at])),
        base_outcome_used=p0,
    )


def _steps_to_the_rate(answers: Answers, inuse: Mapping[str, Value], who: Rows) -> Rows:
    """Return p1 − p0, f and λ and whether they are missing, the evidence grade with h, and whether a rate is known."""
    p0 = who["base_outcome_used"][0, 0]
    p1 = answers.typed("outcome")
    both = p1 is not None and is_number(p0)
    effect = p1 - p0 if p1 is not None and is_number(p0) else 0.0
    per = answers.get("per")
    per_completed = isinstance(per, str) and per.casefold() == COMPLETED
    completion = answers.typed_or("completion", 1.0) if per_completed else 1.0
    grade = max(1.0, min(WEAKEST_GRADE, answers.typed_or("evidence_grade", WEAKEST_GRADE)))
    haircut = number(inuse[f"haircut_{int(grade)}"]) if number(inuse["haircut_on"]) == 1 else 1.0
    measured = answers.typed("measured_age")
    years_before = 0.0 if measured is None else round(who.single("outcome_age_used") - measured, DECIMALS)
    early = float(years_before > number(inuse["early_years"]))
    from_outcomes = answers.typed("typed_rate") is None
    needs_completion = from_outcomes and per_completed and answers.typed("completion") is None
    needs_lasting = from_outcomes and answers.typed("lasting") is None
    return Rows(
        effect=effect,
        completion_used=completion,
        completion_missing=float(needs_completion),
        grade_used=grade,
        haircut_used=haircut,
        measured_years_before=years_before,
        early=early,
        lasting_open=float(needs_lasting),
        lasting_missing=early * float(needs_lasting and number(inuse["lasting_required"]) > 0),
        lasting_used=answers.typed_or("lasting", 1.0),
        rate_known=float(both or answers.typed("typed_rate") is not None),
    )


def intake_of(answers: Answers, complete: float) -> Floats:
    """Return the persons taken in each budget year 0 … 9; nobody when the measure is not complete."""
    return np.array([answers.amount(f"intake_{k}") for k in range(INTAKES)]) * complete
