"""The new result after a year: the realised intake, the updated shares and the realised cost in exact runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from utenfor_core import small_numbers
from utenfor_core.actuals.entries import expected_points, planned_shares, wrong
from utenfor_core.actuals.records import (
    EFFECT,
    LABELS,
    PLAN,
    PRICE,
    VOLUME,
    Actual,
    FollowedShare,
    FollowUp,
    Tally,
)
from utenfor_core.actuals.updating import prior_of
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.challenge_picture import wilson
from utenfor_core.domain import Case, Measure
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame, built_in_frame
from utenfor_core.input_problems import problems
from utenfor_core.model import MEASURE_BLOCKS, compute, run
from utenfor_core.results import Yardstick, result_rows
from utenfor_core.trace import Rows, number
from utenfor_core.uncertainty import Spread

NOT_IN_RATE = "ikke oppdatert: fullføringen er ikke med i suksessraten"
NO_SPREAD = "ikke oppdatert: lavt og høyt anslag mangler"
CERTAIN = "ikke oppdatert: lavt og høyt anslag er like"
NOT_SEEN = "ikke oppdatert: ingen utfall er kjent"


def follow_up(
    case: Case, actuals: Sequence[Actual], spreads: Sequence[Spread] = (), frame: Frame | None = None
) -> FollowUp:
    """Return the plan beside what a year or more showed, and the new result with the difference in parts.

    `spreads` are low, most likely and high before the year, by the keys of the uncertain inputs (`m1.outcome`,
    `m1.base_outcome`, `m1.completion`, `m1.typed_rate`); other keys are passed over. A share with outcomes and a spread
    is updated, (a + x)/(a + b + n); without a spread it stays as planned. The updated shares hold for every cohort, the
    realised intake and cost for the years entered, the plan for the years after. Kroner of the price year.

    Raises InputError with every problem of the case, then with every problem of what was entered.

    >>> los = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[20], cost_per_year=5e4, duration=1)
    >>> year = Actual(owner="m1", intake=[20], outcome=Tally(successes=13, observed=20))
    >>> found = follow_up(Case(measures=[los]), [year], [Spread(key="m1.outcome", low=0.5, high=0.7)])
    >>> [(share.field, share.share, round(share.expected, 3)) for share in found.shares if share.tally]
    [('outcome', 0.65, 0.605)]
    """
    frame = frame or built_in_frame()
    plan = run(case, frame=frame)
    found = list(wrong(plan, case, actuals, spreads))
    if found:
        raise InputError(*found)
    by_owner = {actual.owner: actual for actual in actuals}
    measures = {owner: case.measures[MEASURE_BLOCKS.index(owner)] for owner in by_owner}
    shares = tuple(
        share for owner, actual in by_owner.items() for share in _shares(plan, actual, measures[owner], spreads)
    )
    met = {owner: _with_intake(measure, by_owner[owner].intake) for owner, measure in measures.items()}
    updated = {owner: _with_shares(measure, _expected(shares, owner)) for owner, measure in met.items()}
    remarks = tuple(text for owner in by_owner for text in _remarks(measures[owner], owner, _expected(shares, owner)))
    volume, effect = (_calculated(_changed(case, each), frame) for each in (met, updated))
    stages = {
        (stage, block): result.block(block)
        for stage, result in ((PLAN, plan), (VOLUME, volume), (EFFECT, effect))
        for block in (*MEASURE_BLOCKS, TOGETHER)
    }
    new = _with_costs(case, actuals, plan, effect)
    return FollowUp(
        plan=plan, shares=shares, remarks=remarks, stages=stages | {(PRICE, block): rows for block, rows in new.items()}
    )


def _calculated(case: Case, frame: Frame) -> Result:
    """Calculate a case that may have no participants left, which `run` refuses; InputError for other figures."""
    values = frame.delivered(case)
    if found := problems(frame.fields, values):
        raise InputError(*found)
    return compute(values, values, case.place, frame=frame)


def _changed(case: Case, measures: Mapping[str, Measure]) -> Case:
    owned = zip(MEASURE_BLOCKS, case.measures, strict=False)
    return replace(case, measures=[measures.get(owner, measure) for owner, measure in owned])


def _with_intake(measure: Measure, intake: Sequence[float]) -> Measure:
    return replace(measure, intake=[*intake, *measure.intake[len(intake) :]])


def _shares(plan: Result, actual: Actual, measure: Measure, spreads: Iterable[Spread]) -> list[FollowedShare]:
    """Return p1, p0 and f of one measure, those that are planned or observed."""
    parameters = plan.frame.parameters
    confidence = small_numbers.confidence()
    shape = parameters.number("method/pert_shape")
    planned = planned_shares(plan, actual.owner, measure)
    points = expected_points(actual.owner, planned, spreads)
    found = []
    counts = measure.per_completed and measure.typed_rate is None
    for field in LABELS:
        tally: Tally | None = getattr(actual, field)
        if field not in planned and tally is None:
            continue
        prior = prior_of(*points[field], shape) if field in points else None
        reason = None
        if tally is None:
            reason = NOT_SEEN
        elif field == "completion" and not counts:
            reason = NOT_IN_RATE
        elif prior is None:
            reason = CERTAIN if field in points else NO_SPREAD
        low, high = wilson(tally.successes, tally.observed) if tally else (None, None)
        now = prior.updated(tally) if prior and tally and not reason else None
        expected_low, expected_high = now.interval(confidence) if now else (None, None)
        found.append(
            FollowedShare(
                owner=actual.owner,
                field=field,
                planned=planned.get(field),
                tally=tally,
                share=tally.successes / tally.observed if tally else None,
                low=None if low is None else max(0.0, low),
                high=None if high is None else min(1.0, high),
                expected=now.mean if now else planned.get(field),
                expected_low=expected_low,
                expected_high=expected_high,
                reason=reason,
                confidence=confidence,
                smallest=parameters.number("method/smallest_public_group"),
            )
        )
    return found


def _expected(shares: Iterable[FollowedShare], owner: str) -> dict[str, float]:
    """Return what is expected now of a measure's shares; nothing when none of them was updated."""
    mine = [share for share in shares if share.owner == owner]
    updated = any(share.reason is None for share in mine)
    return {share.field: share.expected for share in mine if updated and share.expected is not None}


def _with_shares(measure: Measure, expected: Mapping[str, float]) -> Measure:
    """Return the measure with the expected shares; p1 below p0 is no effect."""
    if not expected:
        return measure
    base, outcome = expected["base_outcome"], max(expected["base_outcome"], expected["outcome"])
    if measure.typed_rate is not None:
        return replace(measure, base_outcome=base, typed_rate=outcome - base)
    completion = expected["completion"] if measure.per_completed else measure.completion
    return replace(measure, base_outcome=base, outcome=outcome, completion=completion)


def _remarks(measure: Measure, owner: str, expected: Mapping[str, float]) -> list[str]:
    if not expected or expected["outcome"] >= expected["base_outcome"]:
        return []
    name = measure.name or "uten navn"
    return [f"{owner} ({name}): det er ventet at færre lykkes med tiltaket enn uten. Virkningen regnes som 0."]


def _with_costs(case: Case, actuals: Iterable[Actual], plan: Result, effect: Result) -> dict[str, Rows]:
    """Return the result rows by block with the realised cost in the years entered.

    Funding follows from the year's cost alone, so a year is calculated with the plan's prices scaled to its cost.
    """
    blocks = {block: effect.block(block) for block in (*MEASURE_BLOCKS, TOGETHER)}
    for actual in actuals:
        flows = blocks[actual.owner]
        paid, cost = flows["level_cost"].copy(), flows["cost"].copy()
        for t, amount in enumerate(actual.cost):
            planned = float(plan.row("cost", actual.owner)[0, t])
            year = _at_cost(case, actual.owner, amount / planned, plan.frame) if planned > 0 else plan
            paid[:, t], cost[:, t] = (year.row(name, actual.owner)[:, t] for name in ("level_cost", "cost"))
        flows["level_cost"], flows["cost"] = paid, cost
    together = blocks[TOGETHER]
    for name in ("level_cost", "cost"):
        together[name] = np.sum([blocks[owner][name] for owner in MEASURE_BLOCKS], axis=0)
    shared = effect.block()
    yardstick = Yardstick(
        views=shared["view"],
        factors=shared["discount"][0],
        lengths=shared["horizon"][0],
        base_year=shared.single("base_year_used"),
        tolerance=number(effect.in_use()["tolerance"]),
    )
    for rows in blocks.values():
        rows.update(result_rows(rows, yardstick))
    return blocks


def _at_cost(case: Case, owner: str, times: float, frame: Frame) -> Result:
    """Return the plan with a measure's prices changed alike; raises InputError where no price is that high."""
    measure = case.measures[MEASURE_BLOCKS.index(owner)]
    priced = replace(
        measure,
        cost_per_year=times * (measure.cost_per_year or 0.0),
        fixed_cost=times * (measure.fixed_cost or 0.0),
    )
    dearer = _changed(case, {owner: priced})
    values = frame.delivered(dearer)
    if problems(frame.fields, values):
        text = f"{owner}: kostnaden er {times:,.0f} ganger planens. Rett kostnaden, eller planen."
        raise InputError(text)
    return _calculated(dearer, frame)
