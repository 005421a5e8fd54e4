"""The one orchestration: from the values of the input cells to the whole trace, and from a case to its result."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from utenfor_core.budgets import level_cost, level_flows
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.cash_flows import (
    MUST_BE_GIVEN,
    PAD,
    costs,
    intake_of,
    measure_constants,
    over_intake,
    own_lines,
    streams,
    weights,
)
from utenfor_core.control import control_rows, measure_check_rows
from utenfor_core.discounting import discount_factors, rate_schedule
from utenfor_core.domain import FYLKE, KOMMUNE, LEVELS, MEASURES, PAIRS, YEARS, Case, Place, Value
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame, built_in_frame
from utenfor_core.group_savings import exclusion_rows, group_rows
from utenfor_core.inputs import NO, is_number, is_valid, problems
from utenfor_core.plan import measure_plan_rows, plan_rows
from utenfor_core.portfolio import overlap
from utenfor_core.profiles import NOT_SET, level_rows, post_rows, rate_rows, tax_rows
from utenfor_core.resolving import assumption_rows, price_rows
from utenfor_core.results import horizons, result_rows
from utenfor_core.trace import Rows, number

FEWEST_PERSONS = 12.0
MEASURE_BLOCKS = tuple(f"m{n}" for n in range(1, MEASURES + 1))


def time_rows(use: Mapping[str, Value], values: Mapping[str, Value], base_year: float, tax: Rows) -> Rows:
    """Return year, discount rate, D(t) and growth factors (5, years) for t = 0 … 76."""
    t = np.arange(YEARS)
    flat = values.get("place.flat_rate")
    first_years = [0.0, 1.0, number(use["rate_from_2"]), number(use["rate_from_3"])]
    rates = [0.0, *(number(use[f"rate_{n}"]) for n in (1, 2, 3))]
    rate = rate_schedule(YEARS, rates, first_years, float(flat) if is_number(flat) else None)  # type: ignore[arg-type]
    year = base_year + t
    ratio = np.array([
        1.0,
        1.0,
        number(use["municipal_rate_dated"]) / number(use["municipal_rate"]),
        number(use["county_rate_dated"]) / number(use["county_rate"]),
        tax.single("state_rate_dated_used") / tax.single("state_rate_used"),
    ])
    follows = np.array([0.0, 1.0, 1.0, 1.0, 1.0])
    early = year < number(use["structural_from"])
    growth = (1 + number(use["growth"]) * follows[:, None]) ** t * np.where(early, ratio[:, None], 1.0)
    return Rows(
        t=np.arange(-PAD, YEARS)[None].astype(float), year=year[None].astype(float), rate_from=first_years, rate_value=rates, rate=rate[None],
        discount=discount_factors(rate)[None], growth_on=follows, rate_ratio=ratio, growth_factor=growth,
        base_year_used=base_year, last_year=float(year[-1]), default_month=8.0,
        discount_next=np.concatenate([discount_factors(rate)[1:], [0.0]])[None],
    )  # fmt: skip


def payer_of(place: Place) -> str:
    """Return the level whose budget bears what no one else pays: the kommune, for a county the fylkeskommune."""
    return KOMMUNE if KOMMUNE in place.own_levels else FYLKE


def compute(
    values: Mapping[str, Value],
    delivered: Mapping[str, Value],
    place: Place,
    counts: tuple[float | None, float | None] = (None, None),
    frame: Frame | None = None,
) -> Result:
    """Calculate everything a workbook shows from the values of its input cells.

    `delivered` are the values the book was handed over with; `counts` persons outside aged 20–24 and 25–29. Inputs
    that cannot be used never stop the calculation: a measure with one is left out and says so.
    """
    frame = frame or built_in_frame()
    shared = Rows()
    prices = price_rows(frame, values)
    assumed, use = assumption_rows(frame, prices, values)
    tax = tax_rows(use, place, values)
    levels = level_rows(place)
    posts = post_rows(use, tax, values)
    posts["post_is_own"] = levels["level_is_own"][posts["post_level_number"][:, 0].astype(int) - 1, 0]
    rates = rate_rows(use, posts)
    typed_year = values.get("place.base_year")
    base_year = float(typed_year) if is_number(typed_year) else float(frame.base_year)  # type: ignore[arg-type]
    time = time_rows(use, values, base_year, tax)
    lengths = horizons(use, values.get("place.horizon"), base_year)
    inputs = _input_rows(frame, values, delivered)
    for part in (prices, assumed, tax, levels, posts, rates, time, inputs):
        shared.update(part)
    shared["horizon"] = lengths[None]
    shared["horizon_list"] = lengths
    shared["base_year_default"] = float(frame.base_year)
    shared["payer"] = payer_of(place)
    shared["pair_name"] = list(PAIRS)
    shared.update(_group_table(frame))
    tolerance = number(use["tolerance"])
    blocks: dict[str, Rows] = {}
    for owner in MEASURE_BLOCKS:
        rows = _measure(owner, values, place, frame, use, posts, rates, time, inputs)
        rows.update(result_rows(rows, levels["view"], time["discount"][0], lengths, base_year, tolerance))
        blocks[owner] = rows
    together = _together(blocks, values)
    for name in ("overlap_share_used", "success_planned", "base_marked", "overlap_marked", "not_saved", "overlap_total", "overlap_highest", "overlap_joint", "overlap_factor", "success_effective", "base_for_overlap"):
        shared[name] = together.pop(name)
    together.update(result_rows(together, levels["view"], time["discount"][0], lengths, base_year, tolerance))
    blocks[TOGETHER] = together
    for index in range(len(frame.groups.labels)):
        blocks[f"g{index + 1}"] = group_rows(frame.groups, index, use, rates, posts, time)
    shared["saving_level"] = np.arange(1.0, len(LEVELS) + 1)[None]
    shared["group_saving"] = np.stack([blocks[f"g{n + 1}"]["group_level_saving"][:, 0] for n in range(len(frame.groups.labels))])
    shared.update(exclusion_rows(posts, counts, FEWEST_PERSONS))
    for owner in MEASURE_BLOCKS:
        blocks[owner].update(measure_plan_rows(blocks[owner], posts, levels["level_is_own"][:, 0]))
        blocks[owner].update(measure_check_rows(blocks[owner], values, owner))
    shared.update(plan_rows(blocks, shared, values))
    shared.update(control_rows(blocks, shared, values, tolerance))
    blocks[""] = shared
    trace = {(block, name): cells for block, rows in blocks.items() for name, cells in rows.items()}
    return Result(place=place, frame=frame, values=values, trace=trace)


def _group_table(frame: Frame) -> Rows:
    groups = frame.groups
    rows = Rows(
        group_label=list(groups.labels), group_age_min=list(groups.age_min), group_age_max=list(groups.age_max),
        group_age_default=list(groups.age_default), group_outcome_min=list(groups.outcome_min),
        group_outcome_after=list(groups.outcome_after), group_pair_default=list(groups.pair),
    )  # fmt: skip
    rows["group_base"] = np.array([MUST_BE_GIVEN if value is None else value for value in groups.base_outcome], dtype=object)
    return rows


def _input_rows(frame: Frame, values: Mapping[str, Value], delivered: Mapping[str, Value]) -> Rows:
    valid = [float(is_valid(field, values.get(field.key))) for field in frame.fields]
    changed = [float(values.get(field.key) != delivered.get(field.key)) for field in frame.fields]
    owners = [field.owner for field in frame.fields]
    own = [change for owner, change in zip(owners, changed, strict=True) if owner == MEASURE_BLOCKS[0]]
    example_off = str(values.get("place.example", "")).casefold() == NO
    untouched = float(sum(own) == 0)
    return Rows(
        input_current=np.array([values.get(field.key) for field in frame.fields], dtype=object),
        input_delivered=np.array([delivered.get(field.key) for field in frame.fields], dtype=object),
        input_owner=owners,
        input_minimum=np.array([field.minimum for field in frame.fields], dtype=object),
        input_maximum=np.array([field.maximum for field in frame.fields], dtype=object),
        input_valid=valid,
        input_invalid=[1.0 - ok for ok in valid],
        input_changed=changed,
        inputs_changed=sum(changed),
        inputs_invalid=float(len(valid)) - sum(valid),
        example_untouched=untouched,
        example_shown=untouched * float(not example_off),
        example_removed=untouched * float(example_off),
    )


def _measure(
    owner: str, values: Mapping[str, Value], place: Place, frame: Frame, use: Mapping[str, Value],
    posts: Rows, rates: Rows, time: Rows, inputs: Rows,
) -> Rows:  # fmt: skip
    bad = sum(1.0 - ok for field, ok in zip(frame.fields, inputs["input_valid"][:, 0], strict=True) if field.owner == owner)
    hidden = inputs.single("example_removed") if owner == MEASURE_BLOCKS[0] else 0.0
    rows = measure_constants(owner, values, use, frame.groups, bad, hidden)
    intake = intake_of(owner, values, rows.single("complete"))
    rows["intake"] = intake[None]
    rows["intake_reversed"] = intake[None, ::-1]
    rows["persons"] = float(intake.sum())
    rows["measure_id"] = owner
    rows.update(weights(rows, use, rates["stay_by_age"][0]))
    stream = streams(rows, rows["weight"], rates, posts, use)
    kinds = posts["growth_kind"][:, 0].astype(int) - 1
    unit_gross = time["growth_factor"][kinds] * over_intake(intake, stream)
    rows["stream"], rows["unit_gross"] = stream, unit_gross
    own = own_lines(owner, values, rows, intake)
    paid = costs(owner, values, rows, intake, time["year"][0])
    rows.update(own)
    rows.update(paid)
    own_level = np.array([LEVELS.index(name) + 1 if name != NOT_SET else 0 for name in own["own_level"][:, 0]])
    rows.update(level_flows(unit_gross, posts, own, rows.single("success_rate"), own_level))
    funder_levels = [str(name) for name in paid["funder_level"][:, 0]]
    rows["level_cost"] = level_cost(paid["own_cost"][0], paid["funder_paid"], funder_levels, payer_of(place))
    return rows


def _together(blocks: Mapping[str, Rows], values: Mapping[str, Value]) -> Rows:
    measures = [blocks[owner] for owner in MEASURE_BLOCKS]
    share = [number(values.get(f"{owner}.overlap")) for owner in MEASURE_BLOCKS]
    success = [rows.single("success_rate") * rows.single("complete") for rows in measures]
    base = [rows.single("base_outcome_used") for rows in measures]
    joint = overlap(success, base, share)
    effective = joint["success_effective"][:, 0]
    total = Rows(**joint)
    total["overlap_share_used"], total["base_for_overlap"], total["success_planned"] = share, base, success
    total["base_marked"] = joint["overlap_marked"][:, 0] * np.array(base)
    for name in ("level_unit", "level_unit_cashable"):
        total[name] = np.sum([rate * rows[name] for rate, rows in zip(effective, measures, strict=True)], axis=0)
    for name in ("level_own", "level_own_cashable", "level_cost", "intake", "cost"):
        total[name] = np.sum([rows[name] for rows in measures], axis=0)
    total["success_rate"] = 1.0
    total["level_gross"] = total["level_unit"] + total["level_own"]
    total["level_cashable"] = total["level_unit_cashable"] + total["level_own_cashable"]
    total["persons"] = float(sum(rate * rows.single("persons") for rate, rows in zip(effective, measures, strict=True)))
    return total


def run(case: Case, counts: tuple[float | None, float | None] = (None, None), frame: Frame | None = None) -> Result:
    """Calculate a case; every problem with its figures is raised at once.

    Raises InputError with each problem: what was typed, where, and what to do.

    >>> run(Case()).row("net_present", "all").shape
    (5, 7)
    """
    frame = frame or built_in_frame()
    values = frame.delivered(case)
    found = problems(frame.fields, values)
    known = {field.key for field in frame.fields}
    found += [f"{key}: finnes ikke. Se arket Inndata for navnene." for key in values if key not in known]
    result = compute(values, values, case.place, counts, frame)
    found += _incomplete(result, case)
    if found:
        raise InputError(*found)
    return result


def _incomplete(result: Result, case: Case) -> list[str]:
    found = []
    for owner, measure in zip(MEASURE_BLOCKS, case.measures, strict=False):
        rows = {name: result.trace[owner, name][0, 0] for name in ("complete", "in_age", "group_number", "possible", "lasting_missing", "rate_known", "entry", "base_outcome_used", "persons_planned")}
        if rows["complete"]:
            continue
        groups = result.frame.groups
        at = max(1, int(rows["group_number"])) - 1
        reasons = {
            "group_number": (not rows["group_number"], f"målgruppen «{measure.group}» finnes ikke"),
            "in_age": (not rows["in_age"], f"alderen {rows['entry']:g} er utenfor gruppens {groups.age_min[at]:g}–{groups.age_max[at]:g} år"),
            "possible": (not rows["possible"], f"suksessraten {measure.typed_rate if measure.typed_rate is not None else measure.outcome} passer ikke med grunnutfallet p0 = {rows['base_outcome_used']}: den kan høyst være 1 − p0 og ikke under 0"),
            "lasting_missing": (bool(rows["lasting_missing"]), "effekten er målt tidlig: oppgi andelen som varer (λ)"),
            "rate_known": (not rows["rate_known"], "p0 og p1, eller en suksessrate, mangler"),
            "persons_planned": (not rows["persons_planned"], "ingen deltakere er oppgitt"),
        }
        found += [f"{owner} ({measure.name or 'uten navn'}): {text}." for wrong, text in reasons.values() if wrong]
    return found


__all__ = ["MEASURE_BLOCKS", "TOGETHER", "Result", "compute", "payer_of", "run", "time_rows"]
