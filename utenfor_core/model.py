"""The one orchestration: from the values of the input cells to the whole trace, and from a case to its result."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from utenfor_core.across import across_rows
from utenfor_core.calculation import TOGETHER, LaidTrace, Result
from utenfor_core.case_shape import place_problems, shape_problems
from utenfor_core.completeness import incomplete
from utenfor_core.control import RATE_PART, control_rows, measure_check_rows
from utenfor_core.council_plan import council_plan_rows
from utenfor_core.coverage import coverage_rows
from utenfor_core.domain import LEVELS, PAIR_WORDS, Case, Place, Value
from utenfor_core.errors import InputError
from utenfor_core.expected_tax import tax_rows
from utenfor_core.frame import Frame, built_in_frame
from utenfor_core.free_groups import slots, standing_rows, with_free_groups
from utenfor_core.group_savings import exclusion_rows, group_rows, slot_rows, stay_rows
from utenfor_core.input_problems import told, unusable
from utenfor_core.input_rows import group_table_rows, input_rows
from utenfor_core.inputs import is_number
from utenfor_core.measure_terms import GroupTable
from utenfor_core.measures import MEASURE_BLOCKS, SHARED_OF_ALL, Surroundings, one_measure, payer_of, together
from utenfor_core.other_preset import CHOSEN, OTHER, chosen_rows, other_preset_rows
from utenfor_core.plan import measure_plan_rows, plan_rows
from utenfor_core.post_table import post_rows
from utenfor_core.posts import POSTS
from utenfor_core.profiles import level_rows, rate_rows
from utenfor_core.resolving import assumption_rows, price_rows
from utenfor_core.results import Yardstick, horizons, result_rows
from utenfor_core.shown import shown_rows
from utenfor_core.small_numbers import fewest_counted
from utenfor_core.time_axis import time_rows
from utenfor_core.trace import Rows, number
from utenfor_core.typed_codes import code_rows
from utenfor_core.waterfall import waterfall_rows


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
    shared, use = _shared_rows(frame, values, delivered, place)
    table = with_free_groups(frame.groups, values)
    shared.update(group_table_rows(table))
    around = Surroundings(frame=frame, groups=table, values=values, place=place, in_use=use, shared=shared)
    yardstick = Yardstick(
        views=shared["view"],
        factors=shared["discount"][0],
        lengths=shared["horizon"][0],
        base_year=shared.single("base_year_used"),
        tolerance=number(use["tolerance"]),
    )
    blocks: dict[str, Rows] = {}
    for owner in MEASURE_BLOCKS:
        blocks[owner] = one_measure(owner, around)
        blocks[owner].update(result_rows(blocks[owner], yardstick))
    everything = together(blocks, values)
    for name in SHARED_OF_ALL:
        shared[name] = everything.pop(name)
    everything.update(result_rows(everything, yardstick))
    blocks[TOGETHER] = everything
    groups = [group_rows(table, index, use, shared) for index in range(len(frame.groups.labels))]
    shared.update(stay_rows(shared["stay_band"][0]))
    for slot in slots(values, frame.groups.labels):
        groups.append(slot_rows(table, len(groups), use, shared))
        groups[-1].update(standing_rows(slot))
    blocks |= {f"g{number}": rows for number, rows in enumerate(groups, 1)}
    shared["saving_level"] = np.arange(1.0, len(LEVELS) + 1)[None]
    shared["group_saving"] = _savings(table, groups)
    shared.update(exclusion_rows(shared, counts, float(fewest_counted())))
    for owner in MEASURE_BLOCKS:
        blocks[owner].update(measure_plan_rows(blocks[owner], shared, shared["level_is_own"][:, 0]))
        blocks[owner].update(measure_check_rows(blocks[owner], values, owner, yardstick.tolerance))
    shared.update(plan_rows(blocks, shared, values, yardstick.tolerance / RATE_PART))
    shared.update(across_rows(blocks, shared, values))
    shared.update(code_rows(values))
    shared.update(council_plan_rows(blocks, shared, values, yardstick.tolerance))
    shared.update(control_rows(blocks, shared, values, yardstick.tolerance))
    blocks[""] = shared
    trace = LaidTrace(blocks, (CHOSEN, OTHER), partial(_looked_closely_at, blocks, around))
    return Result(place=place, frame=frame, values=values, trace=trace)


def _savings(table: GroupTable, groups: Sequence[Rows]) -> np.ndarray[Any, Any]:
    """Return what one success saves each level by group (groups, 5), kroner; a slot that is not finished is empty."""
    saved = np.stack([rows["group_level_saving"][:, 0] for rows in groups]).astype(object)
    saved[[not label for label in table.labels]] = None
    return saved


def _shared_rows(
    frame: Frame, values: Mapping[str, Value], delivered: Mapping[str, Value], place: Place
) -> tuple[Rows, dict[str, Value]]:
    """Return the rows that all measures share, and the assumptions in use by short name."""
    shared = Rows()
    prices = price_rows(frame, values)
    assumed, use = assumption_rows(frame, prices, values)
    tax = tax_rows(use, place, values)
    levels = level_rows(place)
    posts = post_rows(use, tax, values)
    posts["post_is_own"] = levels["level_is_own"][posts["post_level_number"][:, 0].astype(int) - 1, 0]
    typed_year = values.get("place.base_year")
    base_year = float(typed_year) if is_number(typed_year) else float(frame.base_year)
    time = time_rows(use, values, base_year, tax)
    inputs = input_rows(frame, values, delivered)
    for part in (prices, assumed, tax, levels, posts, rate_rows(use, posts), time, inputs):
        shared.update(part)
    lengths = horizons(use, values.get("place.horizon"), base_year)
    shared["horizon"] = lengths[None]
    shared["horizon_list"] = lengths
    shared["base_year_default"] = float(frame.base_year)
    shared["post_line"] = [post.line for post in POSTS]
    shared.update(shown_rows(values, base_year, number(use["horizon_medium"])))
    shared["payer"] = payer_of(place)
    shared["pair_name"] = list(PAIR_WORDS)
    return shared, use


def _looked_closely_at(blocks: Mapping[str, Rows], around: Surroundings) -> dict[str, Rows]:
    """Return the measure chosen on `Resultat` as it is, with its waterfall and coverage, and under the other preset."""
    shared, use = around.shared, around.in_use
    owner = MEASURE_BLOCKS[int(shared.single("shown_measure")) - 1]
    measure, discount = blocks[owner], shared["discount"][0]
    rows = chosen_rows(measure)
    rows.update(waterfall_rows(measure, shared, number(use["kappa"])))
    rows.update(coverage_rows(around.frame.lines, around.values, measure, rows["unit_present"][:, 0], discount))
    return {CHOSEN: rows, OTHER: other_preset_rows(owner, around, measure)}


def _plain(value: Any) -> Value:  # noqa: ANN401  # what Python code may hand in, numbers of numpy among them
    found: Value = value.item() if isinstance(value, np.generic) else value
    return found


def run(case: Case, counts: tuple[float | None, float | None] = (None, None), frame: Frame | None = None) -> Result:
    """Calculate a case; every problem with its figures is raised at once.

    `counts` are persons outside aged 20–24 and 25–29. Numbers of numpy are taken as numbers.

    Raises InputError with each problem: what was typed, where, and what to do. Where the case itself cannot be read (a
    number for a list), that is told first.

    >>> run(Case()).row("net_present", "all").shape
    (5, 7)
    """
    frame = frame or built_in_frame()
    if unreadable := shape_problems(case):
        raise InputError(*unreadable)
    values = {key: _plain(value) for key, value in frame.delivered(case).items()}
    misplaced = place_problems(case.place)
    wrong = {field.key: told(field, value) for field, value in unusable(frame.fields, values)}
    found = [*misplaced, *wrong.values()]
    known = {field.key for field in frame.fields}
    found += [f"{key}: finnes ikke. Se arket Inndata for navnene." for key in values if key not in known]
    usable = {key: value for key, value in values.items() if key in known and key not in wrong}
    result = compute(usable, usable, Place() if misplaced else case.place, counts, frame)
    found += incomplete(result, case, values.keys() - usable.keys())
    if found:
        raise InputError(*found)
    return result


__all__ = ["MEASURE_BLOCKS", "TOGETHER", "Result", "compute", "payer_of", "run", "time_rows"]
