"""What a participant may cost, what the state must give, and what a year's delay costs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import ALL, FYLKE, INTAKES, KOMMUNE, LEVELS, OWN, STAT, Value
from utenfor_core.inputs import MOST_KRONER
from utenfor_core.model import compute
from utenfor_core.questions.answers import Answer
from utenfor_core.questions.bills import Biller, biller, free_funder, highest_that_holds, lowest_that_holds
from utenfor_core.questions.scope import LIFE, PLAN, Period, Scope, Who, measured, scope_of, taken_in
from utenfor_core.trace import number

PER_YEAR = "kr per deltakerår"
NOISE = 1e-6
"""Kroner that floating point may lose in sums of up to a billion; less than the tolerance that results are shown to."""

SOME_PERIODS: tuple[Period, ...] = (PLAN, 10, 20, 40, LIFE)
"""The periods that stand side by side on the result sheet, the election period excepted."""


def highest_cost(result: Result, block: str, who: Who = OWN, period: Period = LIFE) -> Answer:
    """Return the highest cost per participant-year of measure m1 … m6 at which a budget is level over a period.

    The cell `cost_per_year`, kr of the price year, with fixed cost, funders and everything else as they stand: what
    the budget pays is not a straight line in it where grants are amounts, so it is found by halving, to the last
    digit. `details`: `per_participant` (times the duration) and `now`. No limit where others pay what is more.

    Raises InputError for a measure, budget or period that does not exist.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.model import run
    >>> one = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=50_000, duration=1)
    >>> highest_cost(run(Case(measures=[one])), "m1", "stat").reason
    'pays_nothing'
    """
    scope = scope_of(result, block, who, period, one_measure=True)
    paid, gain = _payment(scope, _billers(scope)), _gain(scope)

    def level_at(cost: float) -> bool:
        return paid({block: {"cost_per_year": cost}}) <= gain + NOISE

    rows = result.block(block)
    reason = taken_in(scope) or (None if rows.single("duration_used") > 0 else "no_duration")
    if reason is None and not level_at(0.0):
        reason = "impossible_free"
    if reason is None and level_at(MOST_KRONER):
        nothing = paid({block: {"cost_per_year": MOST_KRONER}}) <= NOISE
        reason = "pays_nothing" if nothing else "no_limit"
    if reason:
        return Answer(question="highest_cost", unit=PER_YEAR, reason=reason, details=scope.words)
    highest = highest_that_holds(level_at, 0.0, MOST_KRONER)
    details = scope.words | {
        "per_participant": highest * rows.single("duration_used"),
        "now": rows.single("cost_per_year_used"),
    }
    return Answer(question="highest_cost", unit=PER_YEAR, value=highest, details=details)


def highest_costs(result: Result, block: str) -> Mapping[tuple[Who, Period], Answer]:
    """Return the highest cost per participant-year by budget and period: kommune, fylke, own, all; 4 years to till 67.

    Raises InputError for a measure that does not exist.
    """
    asked: tuple[Who, ...] = (KOMMUNE, FYLKE, OWN, ALL)
    return {(who, period): highest_cost(result, block, who, period) for who in asked for period in SOME_PERIODS}


@dataclass(frozen=True, kw_only=True, slots=True)
class StateContribution:
    """What the state must give for a budget to be level: three ways to say it.

    `present` kr that are missing, present value; `share` of the measure's cost; `yearly` kr in each year that the
    measure runs, never more than it costs. Their details have `total` and `per_participant`, what the state then pays
    more than before in all the years, not discounted. All are 0 when the budget is level without.
    """

    present: Answer
    share: Answer
    yearly: Answer


def state_contribution(result: Result, block: str, who: Who = OWN, period: Period = LIFE) -> StateContribution:
    """Return what the state must give for a budget to be level over a period; for all together, the same share of each.

    The state becomes one more funder beside those there are; a budget never gets more than the measure costs it. So
    there is none where the budget loses more than it pays, and a view that has the state in it gains nothing.

    Raises InputError for a measure, budget or period that does not exist.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.model import run
    >>> one = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=50_000, duration=1)
    >>> f"{state_contribution(run(Case(measures=[one])), 'm1', period='første år').share.value:.6f}"
    '1.000000'
    """
    scope = scope_of(result, block, who, period)
    reason = taken_in(scope)
    missing = max(0.0, _payment(scope, _billers(scope))({}) - _gain(scope))
    present = Answer(
        question="state_present",
        unit="kr",
        value=None if reason else missing,
        reason=reason,
        details=scope.words,
        wording="answer" if missing > scope.tolerance else "not_needed",
    )
    return StateContribution(
        present=present,
        share=_needed(scope, "share", 1.0, reason),
        yearly=_needed(scope, "amount", MOST_KRONER, reason or ("one_measure" if block == TOGETHER else None)),
    )


def cost_of_delay(result: Result, block: str = TOGETHER, who: Who = OWN, *, grants_follow: bool = True) -> Answer:
    """Return what it costs a budget to begin a year later, present value in kr; below 0 when waiting is a gain.

    Σ net(t) · (D(t) − D(t + 1)): the same flow a year later, grants too. With `grants_follow` false, the measure is
    calculated anew with every intake a year later, while grants, price growth and tax rates keep their calendar years.

    Raises InputError for a measure or budget that does not exist.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.model import run
    >>> one = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=50_000, duration=1)
    >>> cost_of_delay(run(Case(measures=[one], flat_rate=0.0)), "m1").value
    0.0
    """
    scope = scope_of(result, block, who, LIFE)
    reason = taken_in(scope)
    full = any(_typed(result, owner, INTAKES - 1) > 0 for owner in scope.blocks)
    if not reason and not grants_follow and full:
        reason = "no_room_to_wait"
    if reason:
        return Answer(question="delay", unit="kr", reason=reason, details=scope.words)
    rows = measured(scope)
    cost = rows.single("delay_cost")
    if not grants_follow:
        later = replace(scope, result=_begun_later(result, scope.blocks))
        cost = rows.single("net_present") - measured(later).single("net_present")
    wording = "gain" if cost < 0 else "answer"
    details = scope.words | {"opposite": -cost}
    return Answer(question="delay", unit="kr", value=cost, details=details, wording=wording)


def recalculated(result: Result, changed: Mapping[str, Value]) -> Result:
    """Return the calculation made anew with some cells changed, by their keys.

    >>> from utenfor_core.domain import Case
    >>> from utenfor_core.model import run
    >>> recalculated(run(Case()), {"place.preset": "midtanslag"}).in_use()["kappa"]
    0.6
    """
    keys = [field.key for field in result.frame.fields]
    delivered = dict(zip(keys, result.row("input_delivered")[:, 0], strict=True))
    return compute({**result.values, **changed}, delivered, result.place, frame=result.frame)


def _begun_later(result: Result, blocks: tuple[str, ...]) -> Result:
    changed: dict[str, Value] = {}
    for owner in blocks:
        changed[f"{owner}.intake_0"] = 0.0
        changed |= {f"{owner}.intake_{k + 1}": _typed(result, owner, k) for k in range(INTAKES - 1)}
    return recalculated(result, changed)


def _typed(result: Result, owner: str, k: int) -> float:
    return number(result.values.get(f"{owner}.intake_{k}"))


def _gain(scope: Scope) -> float:
    """Return the present value of a budget's gain within the period, kr."""
    return float(scope.pick @ scope.result.row("level_gross", scope.block) @ scope.present)


def _payment(scope: Scope, billers: Mapping[str, Biller]) -> Callable[[Mapping[str, Mapping[str, Value]]], float]:
    """Return what gives the present value of what a budget pays within the period, some cells changed by measure."""
    weights = scope.present

    def paid(cells: Mapping[str, Mapping[str, Value]]) -> float:
        bills = [one.bill(cells.get(owner)).by_level for owner, one in billers.items()]
        return float(sum(scope.pick @ by_level @ weights for by_level in bills))

    return paid


def _billers(scope: Scope) -> dict[str, Biller]:
    return {owner: biller(scope.result, owner) for owner in scope.blocks}


def _needed(scope: Scope, name: str, most: float, reason: str | None) -> Answer:
    """Return the lowest share or yearly amount that the state must give for a budget to be level."""
    asked, unit = {"share": ("state_share", "andel"), "amount": ("state_yearly", "kr per år")}[name]
    slots = {owner: free_funder(scope.result, owner) for owner in scope.blocks}
    if None in slots.values():
        reason = reason or "no_room_for_funder"
    if reason:
        return Answer(question=asked, unit=unit, reason=reason, details=scope.words)
    billers, gain = _billers(scope), _gain(scope)
    paid = _payment(scope, billers)

    def cells(given: float) -> dict[str, dict[str, Value]]:
        return {owner: _state_as_funder(slot or 0, name, given) for owner, slot in slots.items()}

    def level_at(given: float) -> bool:
        return paid(cells(given)) <= gain + NOISE

    if not level_at(0.0) and not level_at(most):
        return Answer(question=asked, unit=unit, reason="impossible_funded", details=scope.words)
    lowest = lowest_that_holds(level_at, 0.0, most)
    state, given = LEVELS.index(STAT), cells(lowest)
    more = [one.bill(given[owner]).by_level[state] - one.bill().by_level[state] for owner, one in billers.items()]
    total = float(sum(flow.sum() for flow in more))
    persons = sum(scope.result.block(owner).single("persons") for owner in scope.blocks)
    details = scope.words | {"total": total, "per_participant": total / persons}
    wording = "answer" if lowest > 0 else "not_needed"
    return Answer(question=asked, unit=unit, value=lowest, details=details, wording=wording)


def _state_as_funder(slot: int, name: str, given: float) -> dict[str, Value]:
    cells: dict[str, Value] = dict.fromkeys(("share", "amount", "first_year", "last_year"))
    return {f"funder{slot}_{cell}": value for cell, value in {**cells, "level": STAT, name: given}.items()}
