"""Cash flows of one measure: who takes part, how a success phases in and lasts, kroner by post and year, and the cost.

All flows are arrays (…, year) with t = 0 … 76, real kroner of the price year; a cohort of year k is shifted k years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import FUNDERS, INTAKES, LEVELS, OWN_LINES, PAIRS, YEARS, Value
from utenfor_core.inputs import COMPLETED, is_number
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
TIME = np.arange(YEARS)
PAD = INTAKES - 1
MUST_BE_GIVEN = "må oppgis"


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


def over_intake(intake: Floats, stream: Floats) -> Floats:
    """Σ_k N_k · stream(…, t − k) for each year t: one stream per person, shifted a year for each yearly intake.

    `intake` has shape (10,), `stream` (…, years); terms before a cohort's first year are 0.

    >>> over_intake(np.array([1.0, 2.0]), np.array([5.0, 7.0, 0.0]))
    array([ 5., 17., 14.])
    """
    years = stream.shape[-1]
    total = np.zeros_like(stream)
    for k, persons in enumerate(intake[:years]):
        total[..., k:] += persons * stream[..., : years - k]
    return total


def _typed(values: Mapping[str, Value], owner: str, name: str) -> float | None:
    value = values.get(f"{owner}.{name}")
    return float(value) if is_number(value) else None  # type: ignore[arg-type]


def _chosen(values: Mapping[str, Value], key: str, choices: Sequence[str]) -> int:
    value = values.get(key)
    names = [choice.casefold() for choice in choices]
    return names.index(value.casefold()) + 1 if isinstance(value, str) and value.casefold() in names else 0


def measure_constants(
    owner: str, values: Mapping[str, Value], inuse: Mapping[str, Value], groups: GroupTable, invalid: float, hidden: float
) -> Rows:
    """Return the single cells of a measure: group, ages, success rate, and whether it is complete enough to count.

    `invalid` is the number of its inputs that cannot be used, `hidden` 1 for the worked example switched off.
    s = (p1 − p0) · f · λ · h, or the typed rate · h; a measure that is not complete takes in nobody.
    """

    def typed(name: str) -> float | None:
        return _typed(values, owner, name)

    def typed_or(name: str, other: float) -> float:
        value = typed(name)
        return other if value is None else value

    group = _chosen(values, f"{owner}.group", groups.labels)
    at = max(1, group) - 1
    entry = typed_or("age", groups.age_default[at])
    lag = number(values.get(f"{owner}.lag"))
    outcome_age = typed_or("outcome_age", max(groups.outcome_min[at], entry + groups.outcome_after[at]))
    pair = _chosen(values, f"{owner}.pair", PAIRS) or int(groups.pair[at])
    baseline = groups.base_outcome[at]
    given = typed("base_outcome")
    p0: Value = given if given is not None else (MUST_BE_GIVEN if baseline is None else baseline)
    p1, rate = typed("outcome"), typed("typed_rate")
    effect = p1 - p0 if p1 is not None and is_number(p0) else 0.0  # type: ignore[operator]
    per_completed = values.get(f"{owner}.per")
    completion = typed_or("completion", 1.0) if isinstance(per_completed, str) and per_completed.casefold() == COMPLETED else 1.0
    grade = typed_or("evidence_grade", 6.0)
    grade = max(1.0, min(6.0, grade))
    haircut = number(inuse[f"haircut_{int(grade)}"]) if number(inuse["haircut_on"]) == 1 else 1.0
    measured = typed("measured_age")
    early = float(measured is not None and outcome_age - measured > number(inuse["early_years"]))
    lasts_missing = early * float(typed("lasting") is None) * number(inuse["lasting_required"])
    lasts = typed_or("lasting", 1.0)
    known = float(rate is not None or (p1 is not None and is_number(p0)))
    persons = sum(number(values.get(f"{owner}.intake_{k}")) for k in range(INTAKES))
    own_effect = max(number(values.get(f"{owner}.own{n}_success_rate")) for n in range(1, OWN_LINES + 1))
    in_age = float(groups.age_min[at] <= entry <= groups.age_max[at])
    possible = float(effect >= 0) if rate is None else float(rate + number(p0) <= 1)
    complete = float(
        group > 0 and persons > 0 and (known > 0 or own_effect > 0) and lasts_missing == 0 and in_age > 0
        and possible > 0 and invalid == 0 and hidden == 0
    )  # fmt: skip
    base = (rate if rate is not None else effect * completion * lasts) * known
    return Rows(
        group_number=float(group), entry=entry, lag_years=lag, outcome_age_used=outcome_age,
        success_age=max(outcome_age, entry + lag), pair_number=float(pair), base_outcome_used=p0, effect=effect,
        completion_used=completion, grade_used=grade, haircut_used=haircut, early=early, lasting_missing=lasts_missing, lasting_used=lasts,
        rate_known=known, persons_planned=persons, own_effect=own_effect, in_age=in_age, possible=possible,
        invalid_inputs=invalid, hidden_example=hidden, complete=complete, success_rate=base * haircut,
        first_year_part=(12 - typed_or("start_month", 8.0) + 1) / 12,
        cost_per_year_used=number(values.get(f"{owner}.cost_per_year")),
        duration_used=number(values.get(f"{owner}.duration")), fixed_used=number(values.get(f"{owner}.fixed_cost")),
    )  # fmt: skip


def intake_of(owner: str, values: Mapping[str, Value], complete: float) -> Floats:
    """Return the persons taken in each budget year 0 … 9; nobody when the measure is not complete."""
    return np.array([number(values.get(f"{owner}.intake_{k}")) for k in range(INTAKES)]) * complete


def lasting(age: Floats, success_age: float, pair: int, inuse: Mapping[str, Value]) -> tuple[Floats, Floats, Floats, Floats]:
    """Return kept rate, Ψ of `fullfort`, Ψ of `neet` and the one of the pair, at each age.

    fullfort: Ψ = Π_{i=1..j} ρ(A + i); neet: Ψ = w + (1 − w)·q^j, with j = max(0, age − A).
    """
    kept = np.where(age > number(inuse["catch_up_age"]), number(inuse["catch_up_after"]), number(inuse["catch_up"]))
    completed = np.cumprod(np.where(age <= success_age, 1.0, kept))
    since = np.maximum(0.0, age - success_age)
    w, q = number(inuse["neet_lasting"]), number(inuse["neet_decay"])
    neet = w + (1 - w) * q**since
    return kept, completed, neet, completed if pair == 1 else neet


def weights(constants: Rows, inuse: Mapping[str, Value], stay_by_age: Floats) -> Rows:
    """Return the yearly path of one success: age, phase-in, lasting, first year, staying and the four weights.

    Weights (4, years): those who stay, those who moved, everybody, and extra school years just before A.
    """
    entry, success_age = constants.single("entry"), constants.single("success_age")
    age = entry + TIME
    phased = np.maximum(0.0, np.minimum(1.0, (age - success_age + 1) / number(inuse["phase_in"])))
    kept, completed, neet, lasts = lasting(age, success_age, int(constants.single("pair_number")), inuse)
    first_year = np.where(constants.single("lag_years") + TIME == 0, constants.single("first_year_part"), 1.0)
    last = number(inuse["end_age"])
    stays = stay_by_age[np.minimum(last, np.floor(age)).astype(int)]
    years_left = success_age - 1 - age
    on_the_way = np.maximum(0.0, np.minimum(1.0, number(inuse["extra_years"]) - years_left)) * (age < success_age)
    weight = np.stack([stays * phased * lasts, (1 - stays) * phased * lasts, phased * lasts, on_the_way]) * first_year
    return Rows(
        age=age[None], phased=phased[None], kept_rate=kept[None], lasting_completed=completed[None],
        lasting_neet=neet[None], lasting=lasts[None], first_year=first_year[None], stays=stays[None], weight=weight,
    )  # fmt: skip


def streams(constants: Rows, weight: Floats, rates: Rows, posts: Rows, inuse: Mapping[str, Value]) -> Floats:
    """Return kroner per success in the cohort's own year τ, for each post: rate(age) · weight (posts, years)."""
    pair = "completed" if constants.single("pair_number") == 1 else "neet"
    ages = np.minimum(number(inuse["end_age"]), np.floor(constants.single("entry") + TIME)).astype(int)
    kinds = posts["weight_kind"][:, 0].astype(int) - 1
    return np.asarray(rates[f"rate_{pair}"][:, ages] * weight[kinds])


def own_lines(owner: str, values: Mapping[str, Value], constants: Rows, intake: Floats) -> Rows:
    """Return the measure's own lines: kroner saved before A, split over calendar years like costs (lines, years).

    own(t) = s2 · h · Σ_k N_k · [θ·o(t−k) + (1−θ)·o(t−k−1)], o(τ) = u · part of year τ within start … start + duration.
    """
    numbers = range(1, OWN_LINES + 1)

    def column(name: str) -> Floats:
        return np.array([number(values.get(f"{owner}.own{n}_{name}")) for n in numbers])

    start, duration = column("start")[:, None], column("duration")[:, None]
    whole = column("unit_cost")[:, None] * np.maximum(0.0, np.minimum(1.0, np.minimum(TIME - start + 1, start + duration - TIME)))
    theta = constants.single("first_year_part")
    split = theta * whole + (1 - theta) * np.concatenate([np.zeros((OWN_LINES, 1)), whole[:, :-1]], axis=1)
    rate = column("success_rate") * constants.single("haircut_used")
    typed_k = [values.get(f"{owner}.own{n}_cashable_share") for n in numbers]
    k: list[Value] = [float(value) if is_number(value) else NOT_SET for value in typed_k]  # type: ignore[arg-type]
    years_after = np.array([3.0, 2.0, 1.0, 0.0])
    return Rows(
        own_level=[LEVELS[_chosen(values, f"{owner}.own{n}_level", LEVELS) - 1] if _chosen(values, f"{owner}.own{n}_level", LEVELS) else NOT_SET for n in numbers],
        own_k=k,
        own_is_set=[float(is_number(value)) for value in typed_k],
        own_kernel=np.array([number(value) for value in k])[:, None] * np.maximum(0.0, 1 - np.abs(column("delay")[:, None] - years_after)),
        own_start_used=start, own_duration_used=duration, own_unit_used=column("unit_cost"), own_delay_used=column("delay"),
        own_whole=whole,
        own_stream=split,
        own_gross=rate[:, None] * over_intake(intake, split),
        own_rate_used=rate,
    )


def costs(owner: str, values: Mapping[str, Value], constants: Rows, intake: Floats, years: Floats) -> Rows:
    """Return the cost of a measure and who pays it, by year.

    C(t) = Σ_k N_k · [θ·c(t−k) + (1−θ)·c(t−k−1)] + F(t); the fixed cost runs while somebody takes part and is cut by θ
    in its first year. Funders pay what they are asked for, never more than the cost; the own budget pays the rest.
    """
    theta, duration = constants.single("first_year_part"), constants.single("duration_used")

    def part(year: Floats) -> Floats:
        return np.maximum(0.0, np.minimum(1.0, duration - year))

    participation = theta * part(TIME.astype(float)) + (1 - theta) * np.where(TIME < 1, 0.0, part(TIME - 1.0))
    active = over_intake(intake, participation)
    started = np.maximum.accumulate((active > 0).astype(float))
    before = np.concatenate([[0.0], started[:-1]])
    fixed = np.where(active > 0, np.where(before == 0, theta, 1.0), 0.0) * constants.single("fixed_used")
    cost = active * constants.single("cost_per_year_used") + fixed
    asked, first, last, level, shares, amounts = [], [], [], [], [], []
    for n in range(1, FUNDERS + 1):
        share, amount = (number(values.get(f"{owner}.funder{n}_{name}")) for name in ("share", "amount"))
        shares.append(share)
        amounts.append(amount)
        first.append(number(values.get(f"{owner}.funder{n}_first_year")))
        typed_last = _typed(values, owner, f"funder{n}_last_year")
        last.append(years[-1] if typed_last is None else typed_last)
        chosen = values.get(f"{owner}.funder{n}_level")
        payer = _chosen(values, f"{owner}.funder{n}_level", (*LEVELS[:3], "utenfor"))
        level.append(str(chosen).casefold() if payer else NOT_SET)
        within = (years >= first[-1]) & (years <= last[-1])
        asked.append((share * cost + amount * (cost > 0)) * within * float(payer > 0))
    request = np.stack(asked)
    total = request.sum(axis=0)
    scale = np.where(total > cost, cost / np.where(total > 0, total, 1.0), 1.0)
    paid = request * scale
    return Rows(
        participation=participation[None], active=active[None], started=started[None], cost=cost[None],
        funder_level=level, funder_first=first, funder_last=last, funder_share_used=shares,
        funder_amount_used=amounts, funder_request=request, funder_scale=scale[None],
        funder_paid=paid, own_cost=(cost - paid.sum(axis=0))[None],
    )  # fmt: skip
