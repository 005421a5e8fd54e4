"""The identities of the model, as functions that return every violation of a calculation in Norwegian."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import by_level, cashable, paid_outside
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.cash_flows import grown, over_intake, streams, weights
from utenfor_core.discounting import factors_within
from utenfor_core.domain import ALL, OWN_LINES, VIEWS, YEARS
from utenfor_core.group_savings import group_rows
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.profiles import NOT_SET
from utenfor_core.results import CASE_RATE, Yardstick, result_rows
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
RELATIVE = 1e-9
"""How much of the largest amount two ways to the same sum may differ by: floating point, nothing else."""


def _differ(one: Floats, other: Floats, size: Floats | float = 0.0) -> bool:
    """Tell whether two arrays differ by more than floating point does, seen against the size of what was added up."""
    scale = max(1.0, *(float(np.abs(np.asarray(array)).max(initial=0.0)) for array in (one, other, size)))
    return not np.abs(np.asarray(one) - np.asarray(other)).max(initial=0.0) <= RELATIVE * scale  # NaN differs too


def levels_sum_to_total(result: Result) -> Iterator[str]:
    """Five levels = Σ posts · s + own lines − (cost − what a payer outside public budgets pays), each year."""
    for block in MEASURE_BLOCKS:
        rows = result.block(block)
        placed = (rows["own_level"][:, 0] != NOT_SET)[:, None]
        posts = rows.single("success_rate") * rows["unit_gross"]
        own = rows["own_gross"] * placed
        total = posts.sum(axis=0) + own.sum(axis=0) - (rows["cost"][0] - paid_outside(rows))
        levels = (rows["level_gross"] - rows["level_cost"]).sum(axis=0)
        if _differ(levels, total, posts):
            yield f"{block}: de fem nivåene summerer til {levels.sum():.2f}, ikke til totalen {total.sum():.2f}."
        if _differ(levels, rows["net"][VIEWS.index(ALL)], posts):
            yield f"{block}: visningen «{ALL}» er ikke summen av de fem nivåene."


def own_lines_have_a_level(result: Result) -> Iterator[str]:
    """An own line that saves something must name the budget it saves for, or it is in no sum."""
    for block in MEASURE_BLOCKS:
        rows = result.block(block)
        for line in range(OWN_LINES):
            if rows["own_level"][line, 0] == NOT_SET and np.abs(rows["own_gross"][line]).sum() > 0:
                yield f"{block}, egen linje {line + 1}: budsjettet er ikke valgt, så linja er ikke med. Velg nivå."


def undiscounted_value_is_the_sum(result: Result) -> Iterator[str]:
    """Net present value at 0 % = the plain sum of the years, for each view and horizon."""
    shared = result.block()
    plain = Yardstick(
        views=shared["view"],
        factors=np.ones(YEARS),
        lengths=shared["horizon"][0],
        base_year=shared.single("base_year_used"),
        tolerance=number(result.in_use()["tolerance"]),
    )
    for block in (*MEASURE_BLOCKS, TOGETHER):
        rows = result.block(block)
        again = result_rows(rows, plain)
        if _differ(again["net_present"], rows["net_sum"], rows["gain_sum"]):
            yield f"{block}: nåverdien med 0 % rente er ikke summen av årene."


def net_is_saving_less_cost(result: Result) -> Iterator[str]:
    """Present value of the net = present value of the saving − present value of the cost."""
    shared = result.block()
    factors = factors_within(shared["discount"][0], shared["horizon"][0])
    for block in (*MEASURE_BLOCKS, TOGETHER):
        rows = result.block(block)
        net = rows["net"] @ factors
        if _differ(net, rows["gain_present"] - rows["cost_present"], rows["gain_present"]):
            yield f"{block}: nåverdien av netto er ikke nåverdien av gevinsten minus nåverdien av kostnaden."


def no_year_without_a_price(result: Result) -> Iterator[str]:
    """Every amount stands in kroner of the price year: no year of an index is missing behind a figure in use."""
    for line, value in zip(result.frame.lines, result.row("in_use")[:, 0], strict=True):
        if value == "mangler":
            yield (
                f"{line.label}: veksten i indeks {line.index} mangler for et år mellom {line.price_year} og "
                f"{result.frame.price_year}. Legg inn årsveksten, eller skriv en egen verdi."
            )


def nothing_unset_is_cashable(result: Result) -> Iterator[str]:
    """No post or own line without a set cashable share is in K; the others are in it by level."""
    shared = result.block()
    is_set = shared["is_set"][:, 0] == 1
    if np.abs(shared["kernel"][~is_set]).sum() > 0:
        yield "Poster: en post uten satt realiserbar andel har en kjerne og ville kommet med."
    for block in MEASURE_BLOCKS:
        rows = result.block(block)
        flows = cashable(rows["unit_gross"], shared["kernel"], shared["is_set"])
        if np.abs(flows[~is_set]).sum() > 0:
            yield f"{block}: en post uten satt realiserbar andel er med i det realiserbare."
        by_set = by_level(flows[is_set], shared["post_level_number"][is_set])
        if _differ(by_set, rows["level_unit_cashable"], rows["unit_gross"]):
            yield f"{block}: det realiserbare per nivå er ikke summen av postene med satt andel."
        own_set = rows["own_is_set"][:, 0] == 1
        if np.abs(rows["own_kernel"][~own_set]).sum() > 0:
            yield f"{block}: en egen linje uten satt realiserbar andel er med i det realiserbare."


def nobody_is_saved_twice(result: Result) -> Iterator[str]:
    """Joint success of measures that overlap ≤ 1 − p0; each measure's own ≤ what it has alone and ≤ 1 − p0."""
    shared = result.block()
    joint, highest = shared.single("overlap_joint"), shared.single("overlap_highest")
    if joint > 1.0 - highest + RELATIVE:
        yield f"Overlapp: felles suksess {joint:.4f} er over 1 − p0 = {1.0 - highest:.4f}."
    for measure, block in enumerate(MEASURE_BLOCKS):
        rows = result.block(block)
        effective = shared["success_effective"][measure, 0]
        alone = rows.single("success_rate")
        room = 1.0 - rows.single("base_outcome_used")
        if effective > alone + RELATIVE or (rows.single("complete") == 1 and effective > room + RELATIVE):
            yield f"{block}: suksessraten med overlapp er {effective:.4f}, over {min(alone, room):.4f}."


def one_success_is_the_group_saving(result: Result) -> Iterator[str]:
    """A group's saving on the age axis = present value on the time axis of one success with N = 1, s = 1, θ = 1."""
    shared, in_use = result.block(), result.in_use()
    stay = shared["stay_band"][0]
    one = np.array([1.0])
    groups = result.groups
    for index, label in enumerate(groups.labels):
        if not label:
            continue
        group = group_rows(groups, index, in_use, shared)
        success = Rows(
            entry=group.single("group_entry"),
            success_age=group.single("group_success_age"),
            pair_number=group.single("group_pair"),
            lag_years=0.0,
            first_year_part=1.0,
        )
        success.update(weights(success, in_use, stay))
        stream = over_intake(one, streams(success, shared))
        present = grown(stream, shared) @ shared["discount"][0]
        by_time = by_level(present[:, None], shared["post_level_number"])
        if _differ(by_time, group["group_level_saving"], present):
            by_age = group.single("group_total_saving")
            yield f"{label}: {by_age:.2f} kr per suksess på alder, {by_time.sum():.2f} kr på år."


def each_view_is_the_sum_of_its_levels(result: Result) -> Iterator[str]:
    """Net by view = Σ over its levels of gain − cost, kept and cashable, each year; accumulated is its running sum."""
    pick = result.row("view").T
    for block in (*MEASURE_BLOCKS, TOGETHER):
        rows = result.block(block)
        for net, gain, accumulated in (
            ("net", "level_gross", "accumulated"),
            ("net_cashable", "level_cashable", "accumulated_cashable"),
        ):
            size = np.abs(rows[gain]).sum() + np.abs(rows["level_cost"]).sum()
            if _differ(rows[net], pick @ (rows[gain] - rows["level_cost"]), size):
                yield f"{block}: {net} er ikke summen av nivåene i visningen."
            if _differ(rows[accumulated], np.cumsum(rows[net], axis=1), size):
                yield f"{block}: {accumulated} er ikke den løpende summen av årene."


def the_whole_cost_is_paid_once(result: Result) -> Iterator[str]:
    """Cost = what the own budget pays + what each funder pays, each year, and nobody pays less than nothing."""
    for block in MEASURE_BLOCKS:
        rows = result.block(block)
        paid = np.concatenate([rows["own_cost"], rows["funder_paid"]])
        if _differ(paid.sum(axis=0), rows["cost"][0]):
            cost = rows["cost"].sum()
            yield f"{block}: de som betaler, betaler {paid.sum():.2f} i alt, men tiltaket koster {cost:.2f}."
        if paid.min() < -RELATIVE * max(1.0, rows["cost"].max()):
            yield f"{block}: en betaler har en negativ kostnad, {paid.min():.2f} kr."


def together_is_the_sum_of_the_measures(result: Result) -> Iterator[str]:
    """All measures = Σ of each: life course at its rate with overlap, own lines and cost in full, by level and year."""
    effective = result.row("success_effective")[:, 0]
    measures, everything = [result.block(block) for block in MEASURE_BLOCKS], result.block(TOGETHER)
    pairs = list(zip(effective, measures, strict=True))
    gain = sum(rate * rows["level_unit"] + rows["level_own"] for rate, rows in pairs)
    cash = sum(rate * rows["level_unit_cashable"] + rows["level_own_cashable"] for rate, rows in pairs)
    cost = sum(rows["level_cost"] for rows in measures)
    for name, total in (("level_gross", gain), ("level_cashable", cash), ("level_cost", cost)):
        if _differ(everything[name], np.asarray(total)):
            yield f"{TOGETHER}: {name} er ikke summen av tiltakene."


def nothing_is_cashed_before_it_is_gained(result: Result) -> Iterator[str]:
    """Σ cashable so far ≤ Σ gains so far of every post, each year: a share of at most 1, later or at once."""
    shared = result.block()
    for block in MEASURE_BLOCKS:
        flows = result.row("unit_gross", block)
        cash = np.cumsum(cashable(flows, shared["kernel"], shared["is_set"]), axis=1)
        gained = np.cumsum(np.maximum(flows, 0.0), axis=1)
        if (cash > gained + RELATIVE * max(1.0, float(gained.max()))).any():
            yield f"{block}: mer er tatt ut enn det som er spart."


def break_even_leaves_nothing(result: Result) -> Iterator[str]:
    """At the success rate s* the present value of the net is 0: the unit gain at s* + own lines = the cost."""
    for block in (*MEASURE_BLOCKS, TOGETHER):
        rows = result.block(block)
        solved = (rows["break_even_case"] == CASE_RATE) & (rows["break_even_rate"] > 0)
        taken, successes = rows["participants_within"], rows["successes_within"]
        share = np.where(taken > 0, successes / np.where(taken > 0, taken, 1.0), 1.0)
        rate = rows["break_even_rate"] / np.where(share > 0, share, 1.0)
        left = (rows["unit_present"] * rate + rows["own_present"] - rows["cost_present"])[solved]
        if _differ(left, np.zeros_like(left), rows["cost_present"] + np.abs(rows["own_present"])):
            yield f"{block}: suksessraten som gir null, gir {np.abs(left).max():.2f} kr."


IDENTITIES: tuple[Callable[[Result], Iterator[str]], ...] = (
    levels_sum_to_total,
    own_lines_have_a_level,
    undiscounted_value_is_the_sum,
    net_is_saving_less_cost,
    no_year_without_a_price,
    nothing_unset_is_cashable,
    nobody_is_saved_twice,
    one_success_is_the_group_saving,
    each_view_is_the_sum_of_its_levels,
    the_whole_cost_is_paid_once,
    together_is_the_sum_of_the_measures,
    nothing_is_cashed_before_it_is_gained,
    break_even_leaves_nothing,
)


def violations(result: Result) -> list[str]:
    """Return every violation of every identity in a calculation; empty when all hold."""
    return [text for identity in IDENTITIES for text in identity(result)]
