"""How many must succeed, and what success rate is needed, before a budget is level over some years."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import ALL, FYLKE, KOMMUNE, OWN
from utenfor_core.inputs import is_number
from utenfor_core.questions.answers import Answer
from utenfor_core.questions.scope import LIFE, Period, Scope, Who, measured, scope_of, taken_in
from utenfor_core.results import CASE_FREE


@dataclass(frozen=True, kw_only=True, slots=True)
class _BreakEven:
    """s* as a share of the participants (or why there is none), kroner per success, and what must be earned.

    `room` is the mean of 1 − p0 over those taken in: who would not succeed without the measure.
    """

    reason: str | None
    share: float = 0.0
    missing: float = 0.0
    worth: float = 0.0
    participants: float = 0.0
    expected: float = 0.0
    room: float = 1.0


def _break_even(scope: Scope, *, cashable: bool, discounted: bool) -> _BreakEven:
    reason = taken_in(scope)
    if reason:
        return _BreakEven(reason=reason)
    rows = measured(scope, cashable=cashable, discounted=discounted)
    if rows.single("break_even_case") == CASE_FREE:
        return _BreakEven(reason="pays_nothing")
    missing = rows.single("cost_present") - rows.single("own_present")
    participants, successes = rows.single("participants_within"), rows.single("successes_within")
    worth = rows.single("unit_present") / successes if successes > 0 else 0.0
    # Judged in kroner, not by a share above 1: floating point would take «exactly all of them» for impossible.
    if missing - max(0.0, worth) * participants > scope.tolerance:
        return _BreakEven(reason="impossible")
    return _BreakEven(
        reason=None,
        share=min(1.0, rows.single("break_even_rate")),
        missing=missing,
        worth=worth,
        participants=participants,
        expected=successes * scope.result.block(scope.block).single("success_rate"),
        room=rows.single("room_share"),
    )


def successes_needed(  # noqa: PLR0913 - what the question is about, and the two ways to count
    result: Result,
    block: str = TOGETHER,
    who: Who = OWN,
    period: Period = LIFE,
    *,
    cashable: bool = False,
    discounted: bool = True,
) -> Answer:
    """Return the smallest whole number of participants who must succeed for a budget to be level over a period.

    n = ⌈(cost − own lines) / kroner per success⌉, of those taken in within the period, all of it present value from
    t = 0 (or plain sums). None when not even all are enough, or the budget pays nothing. `details`: `exact` (not
    whole), `participants`, `expected` now, and `room`, Σ (1 − p0): who would not succeed without the measure.

    Raises InputError for a measure, budget or period that does not exist.

    >>> from utenfor_core.domain import Case
    >>> from utenfor_core.model import run
    >>> successes_needed(run(Case()), "m1").reason
    'incomplete'
    """
    scope = scope_of(result, block, who, period)
    found = _break_even(scope, cashable=cashable, discounted=discounted)
    # A whole number of persons that lacks less than the tolerance is enough; 0 when own lines pay for everything.
    persons = math.ceil((found.missing - scope.tolerance) / found.worth) if found.worth > 0 else 0
    persons = max(0, persons)
    reason = found.reason or ("impossible" if persons > found.participants else None)
    if reason:
        return Answer(question="successes", unit="personer", reason=reason, details=scope.words)
    details = scope.words | {
        "exact": found.share * found.participants,
        "participants": found.participants,
        "expected": found.expected,
        "room": found.room * found.participants,
    }
    return _answer("successes", "personer", float(persons), details, found)


def rate_needed(  # noqa: PLR0913 - what the question is about, and the two ways to count
    result: Result,
    block: str = TOGETHER,
    who: Who = OWN,
    period: Period = LIFE,
    *,
    cashable: bool = False,
    discounted: bool = True,
) -> Answer:
    """Return the net success rate s* that makes a budget level over a period: a share of those taken in.

    s* = (cost − own lines) / what rate 1 is worth, present value from t = 0; counted as in `successes_needed`.
    `details`: `expected` now, `room` 1 − p0, and for one measure the cell to type: `outcome` p1 = p0 + s*/(f · λ · h),
    or `typed_rate` s*/h where a rate is typed. Above 1 the cell does not take it.

    Raises InputError for a measure, budget or period that does not exist.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.model import run
    >>> one = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=50_000, duration=1)
    >>> rate_needed(run(Case(measures=[one])), "m1", "alle").details["room"]
    0.5
    """
    scope = scope_of(result, block, who, period)
    found = _break_even(scope, cashable=cashable, discounted=discounted)
    if found.reason:
        return Answer(question="rate", unit="andel", reason=found.reason, details=scope.words)
    expected = {"expected": found.expected / found.participants, "room": found.room}
    details = scope.words | expected | _cell(scope, found.share)
    return _answer("rate", "andel", found.share, details, found)


def rates_needed(result: Result, block: str = TOGETHER, period: Period = LIFE) -> tuple[Answer, ...]:
    """Return the success rate needed for the unit's own budgets, for kommune and fylkeskommune, and for all five.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.model import run
    >>> one = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=50_000, duration=1)
    >>> [answer.details["who"] for answer in rates_needed(run(Case(measures=[one])))]
    ['kommunen', 'kommunen og fylkeskommunen', 'alle budsjettene samlet']
    """
    own = result.place.own_levels
    together: Who = (KOMMUNE, FYLKE)
    asked: list[Who] = [OWN if len(own) > 1 else next(iter(own)), together, ALL]
    if len(own) > 1:
        asked.remove(together)
    return tuple(rate_needed(result, block, who, period) for who in asked)


def _answer(question: str, unit: str, value: float, details: Mapping[str, float | str], found: _BreakEven) -> Answer:
    """Return the answer, with a caution where it is beyond 1 − p0 or each success costs more than it gives."""
    room = details["room"]
    beyond = "beyond" if isinstance(room, float) and value > room else None
    return Answer(
        question=question,
        unit=unit,
        value=value,
        details=details,
        wording="answer" if value > 0 else "nobody_needed",
        caution="loses" if found.worth < 0 else beyond,
    )


def _cell(scope: Scope, share: float) -> dict[str, float]:
    """Return the input that gives a net success rate, by its name; empty where no input can."""
    if scope.block == TOGETHER:
        return {}
    rows = scope.result.block(scope.block)
    haircut = rows.single("haircut_used")
    if is_number(scope.result.values.get(f"{scope.block}.typed_rate")):
        return {"typed_rate": share / haircut} if haircut > 0 else {}
    kept = rows.single("completion_used") * rows.single("lasting_used") * haircut
    return {"outcome": rows.single("base_outcome_used") + share / kept} if kept > 0 else {}
