"""One measure from its input cells to kroner by level and year, and all measures together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from utenfor_core.budgets import level_cost, level_flows, level_numbers
from utenfor_core.cash_flows import grown, over_intake, streams, weights
from utenfor_core.domain import FYLKE, KOMMUNE, MEASURES, Place, Value
from utenfor_core.frame import Frame
from utenfor_core.input_rows import EXAMPLE_OWNER
from utenfor_core.measure_terms import Answers, GroupTable, intake_of, measure_constants
from utenfor_core.participation import costs, own_lines
from utenfor_core.portfolio import overlap
from utenfor_core.trace import Rows, number

MEASURE_BLOCKS = tuple(f"m{n}" for n in range(1, MEASURES + 1))
SHARED_OF_ALL = (
    "overlap_share_used", "success_planned", "base_marked", "overlap_marked", "not_saved", "overlap_total",
    "overlap_highest", "overlap_joint", "overlap_factor", "success_effective", "base_for_overlap",
)  # fmt: skip
"""What `together` finds that belongs to the measures side by side, not to their sum."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What every measure is calculated in: the cells, the place, the figures in use and the rows all share."""

    frame: Frame
    groups: GroupTable
    values: Mapping[str, Value]
    place: Place
    in_use: Mapping[str, Value]
    shared: Rows


def payer_of(place: Place) -> str:
    """Return the level whose budget bears what no one else pays: the kommune, for a county the fylkeskommune."""
    return KOMMUNE if KOMMUNE in place.own_levels else FYLKE


def one_measure(owner: str, around: Surroundings, *, left_out: bool = False) -> Rows:
    """Return the rows of one measure: its cells, its weights by year, its flows by post and level, and its cost.

    `left_out` takes nobody in, whatever is typed.
    """
    shared = around.shared
    valid = zip(around.frame.fields, shared["input_valid"][:, 0], strict=True)
    invalid = sum(1.0 - ok for field, ok in valid if field.owner == owner)
    hidden = float(left_out) or (shared.single("example_removed") if owner == EXAMPLE_OWNER else 0.0)
    answers = Answers(owner=owner, values=around.values)
    rows = measure_constants(answers, around.in_use, around.groups, invalid=invalid, hidden=hidden)
    intake = intake_of(answers, rows.single("complete"))
    rows["intake"] = intake[None]
    rows["intake_successes"] = intake[None]
    rows["intake_room"] = intake[None] * (1.0 - rows.single("base_outcome_used"))
    rows["intake_reversed"] = intake[None, ::-1]
    rows["persons"] = float(intake.sum())
    rows["measure_id"] = owner
    rows.update(weights(rows, around.in_use, shared["stay_band"][0]))
    stream = streams(rows, shared)
    unit_gross = grown(over_intake(intake, stream), shared)
    rows["stream"], rows["unit_gross"] = stream, unit_gross
    own = own_lines(answers, rows, intake)
    paid = costs(answers, rows, intake, shared["year"][0])
    rows.update(own)
    rows.update(paid)
    own_level = level_numbers(own["own_level"][:, 0])
    rows.update(level_flows(unit_gross, shared, own, rows.single("success_rate"), own_level))
    funder_levels = [str(name) for name in paid["funder_level"][:, 0]]
    rows["level_cost"] = level_cost(paid["own_cost"][0], paid["funder_paid"], funder_levels, payer_of(around.place))
    return rows


def together(blocks: Mapping[str, Rows], values: Mapping[str, Value]) -> Rows:
    """Return the sum of all measures: effects at their rates with overlap, costs and own lines in full."""
    measures = [blocks[owner] for owner in MEASURE_BLOCKS]
    share = [number(values.get(f"{owner}.overlap")) for owner in MEASURE_BLOCKS]
    success = [rows.single("success_rate") * rows.single("complete") for rows in measures]
    base = [rows.single("base_outcome_used") for rows in measures]
    joint = overlap(success, base, share)
    effective = joint["success_effective"][:, 0]
    total = Rows(**joint)
    total["overlap_share_used"], total["base_for_overlap"], total["success_planned"] = share, base, success
    total["base_marked"] = joint["overlap_marked"][:, 0] * np.array(base)
    for name in ("level_unit", "level_unit_cashable", "intake_successes"):
        total[name] = np.sum([rate * rows[name] for rate, rows in zip(effective, measures, strict=True)], axis=0)
    for name in ("level_own", "level_own_cashable", "level_cost", "intake", "intake_room", "cost"):
        total[name] = np.sum([rows[name] for rows in measures], axis=0)
    total["success_rate"] = 1.0
    total["level_gross"] = total["level_unit"] + total["level_own"]
    total["level_cashable"] = total["level_unit_cashable"] + total["level_own_cashable"]
    total["persons"] = float(sum(rate * rows.single("persons") for rate, rows in zip(effective, measures, strict=True)))
    return total
