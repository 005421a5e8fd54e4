"""The workbook's own checks: what must hold, what should be noticed, and the one light over them all.

A check's value is 0 when it holds and 1 when it does not. Errors make the light red, notes make it yellow.
"""

from collections.abc import Mapping

import numpy as np

from utenfor_core.domain import ALL, OUTSIDE, PRESETS, VIEWS, Value
from utenfor_core.inputs import is_number
from utenfor_core.plan_lines import PLAN_YEARS
from utenfor_core.posts import POST_NAMES
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import Rows, number
from utenfor_core.typed_codes import wrong_codes

ERROR, NOTE = 2.0, 1.0
RATE_PART = 1000.0
"""A rate may be off by this part of what kroner may be off by."""
CHECKS: Mapping[str, float] = {
    "levels_sum": ERROR,
    "sum_undiscounted": ERROR,
    "sum_discounted": ERROR,
    "present_difference": ERROR,
    "plan_ties": ERROR,
    "plan_areas_tie": ERROR,
    "across_ties": ERROR,
    "inputs_valid": ERROR,
    "preset_known": ERROR,
    "prices_known": ERROR,
    "shares_whole": ERROR,
    "keep_possible": ERROR,
    "discount_starts": ERROR,
    "measures_complete": ERROR,
    "one_pair": ERROR,
    "group_savings": ERROR,
    "cost_paid_once": ERROR,
    "nobody_twice": ERROR,
    "cost_has_duration": NOTE,
    "funding_fits": NOTE,
    "funding_used": NOTE,
    "own_lines_placed": NOTE,
    "own_share_given": NOTE,
    "own_rate_fits": NOTE,
    "codes_known": NOTE,
    "areas_known": NOTE,
    "parts_filled": NOTE,
    "part_shares_fit": NOTE,
    "vat_nets": NOTE,
    "grade_chosen": NOTE,
    "tax_level_given": NOTE,
    "zone_chosen": NOTE,
    "figures_current": NOTE,
    "example_replaced": NOTE,
    "no_own_values": NOTE,
}
ALL_COUNT, SOME_LEFT_OUT, NONE_COUNTS = 1, 2, 3
"""What the first sentence of `Resultat` must say first: nothing, that some measures are left out, or that all are."""
OK, NOTICE, FAULT = "Alt stemmer", "Merknader: se Kontroll", "Feil: se Kontroll"


def measure_check_rows(rows: Rows, values: Mapping[str, Value], owner: str, tolerance: float) -> Rows:
    """Return what of a measure should be noticed: begun but not complete, without grade or duration.

    Also money: offers above the cost by more than `tolerance` kr in a year, an offer that pays nothing; an own line
    that saves for no budget, without a share that can be cashed, or more often than the measure succeeds; and KOSTRA
    codes that are wrong or missing.
    """
    begun = any(rows.single(name) > 0 for name in ("group_number", "persons_planned", "invalid_inputs"))
    complete = rows.single("complete")
    promised = (rows["funder_share_used"] + rows["funder_amount_used"])[:, 0] > 0
    saves = (rows["own_rate_used"] * rows["own_unit_used"] * rows["own_duration_used"])[:, 0] > 0
    typed = values.get(f"{owner}.typed_rate")
    net = typed if is_number(typed) else rows.single("effect")
    often = rows["own_success_rate"][:, 0] > net + tolerance / RATE_PART
    return Rows(
        unfinished=float(begun and complete == 0 and rows.single("hidden_example") == 0),
        over_funded=float(bool((rows["cost"] * (1 - rows["funder_scale"]) > tolerance).any())),
        no_grade=complete * float(not is_number(values.get(f"{owner}.evidence_grade"))),
        no_duration=float(
            complete == 1
            and rows.single("cost_per_year_used") + rows.single("fixed_used") > 0
            and rows.single("duration_used") == 0
        ),
        idle_funder=complete * float(bool((promised & (rows["funder_paid"].sum(axis=1) == 0)).any())),
        unplaced_own=complete * float(bool((saves & (rows["own_level"][:, 0] == NOT_SET)).any())),
        unset_own=complete * float(bool((saves & (rows["own_is_set"][:, 0] == 0)).any())),
        often_own=complete * rows.single("rate_known") * float(bool((saves & often).any())),
        wrong_codes=wrong_codes(values, owner, complete=complete == 1, own_counts=rows["plan_own_counts"][:, 0]),
        pair_marked=rows.single("pair_number"),
    )


def control_rows(blocks: Mapping[str, Rows], shared: Rows, values: Mapping[str, Value], tolerance: float) -> Rows:
    """Return each check's value (checks, 1), their seriousness, the counts and the light's words."""
    together = blocks["all"]
    measures = [rows for name, rows in blocks.items() if name.startswith("m")]
    everyone = VIEWS.index(ALL)
    flows = together["level_gross"] - together["level_cost"]
    posts = dict(zip(POST_NAMES, shared["share"][:, 0], strict=True))
    marked = shared["overlap_marked"][:, 0] > 0
    pairs = np.array([rows.single("pair_marked") for rows in measures])
    keep = shared.single("keep")
    outside = sum(((rows["funder_level"] == OUTSIDE).astype(float) * rows["funder_paid"]).sum() for rows in measures)
    unpaid = together["cost"].sum() - together["level_cost"].sum() - outside
    room = 1 - shared.single("overlap_highest") + tolerance / RATE_PART
    savings = sum(number(cell) for cell in shared["group_saving"].ravel()) - sum(
        rows.single("group_total_saving") for name, rows in blocks.items() if name.startswith("g")
    )
    preset = str(values.get("place.preset", "")).casefold()
    wrong = {
        "levels_sum": abs(flows.sum() - together["net_sum"][everyone, -1]) > tolerance,
        "sum_undiscounted": abs(together["accumulated"][everyone, -1] - together["net_sum"][everyone, -1]) > tolerance,
        "sum_discounted": abs(together["accumulated_discounted"][everyone, -1] - together["net_present"][everyone, -1])
        > tolerance,
        "present_difference": abs((together["gain_present"] - together["cost_present"] - together["net_present"]).sum())
        > tolerance,
        "plan_ties": np.abs(shared["plan_tie"][0, :PLAN_YEARS]).max() > tolerance,
        "plan_areas_tie": np.abs(shared["plan_area_tie"][0, :PLAN_YEARS]).max() > tolerance,
        "across_ties": abs(shared["across_total"][0, -1] - together["net_present"][everyone, -1]) > tolerance,
        "inputs_valid": shared.single("inputs_invalid") > 0,
        "preset_known": preset not in PRESETS,
        "prices_known": any(not is_number(value) for value in shared["price_factor"][:, 0].tolist()),
        "shares_whole": abs(posts["skatt_kommune"] + posts["skatt_kommune_utjevnet"] - 1) > tolerance
        or abs(posts["skatt_fylke"] + posts["skatt_fylke_utjevnet"] - 1) > tolerance,
        "keep_possible": keep < 0 or keep > 1,
        "discount_starts": shared["discount"][0, 0] != 1,
        "measures_complete": any(rows.single("unfinished") for rows in measures),
        "one_pair": bool(marked.any()) and pairs[marked].max() > pairs[marked].min(),
        "group_savings": abs(savings) > tolerance,
        "cost_paid_once": abs(unpaid) > tolerance,
        "nobody_twice": shared.single("overlap_joint") > room,
        "funding_used": any(rows.single("idle_funder") for rows in measures),
        "own_lines_placed": any(rows.single("unplaced_own") for rows in measures),
        "own_share_given": any(rows.single("unset_own") for rows in measures),
        "own_rate_fits": any(rows.single("often_own") for rows in measures),
        "codes_known": any(shared.single(name) > 0 for name in ("free_codes_wrong", "parts_wrong_codes"))
        or any(rows.single("wrong_codes") for rows in measures),
        "figures_current": shared.single("base_year_used") > shared.single("base_year_default"),
        "cost_has_duration": any(rows.single("no_duration") for rows in measures),
        "funding_fits": any(rows.single("over_funded") for rows in measures),
        "areas_known": shared.single("plan_area_unknown") > 0,
        "parts_filled": shared.single("parts_half_filled") > 0,
        "part_shares_fit": shared["parts_unfit"].sum() > 0,
        "vat_nets": shared["parts_vat_open"].sum() > 0,
        "grade_chosen": any(rows.single("no_grade") for rows in measures),
        "tax_level_given": not is_number(values.get("place.tax_level")),
        "zone_chosen": shared["employer_rate"][0, 0] == NOT_SET,
        "example_replaced": shared.single("example_shown") == 1,
        "no_own_values": any(value is not None for value in shared["own_value"][:, 0].tolist()),
    }
    check = np.array([float(wrong[name]) for name in CHECKS])
    weight = np.array(list(CHECKS.values()))
    errors, notes = float(check[weight == ERROR].sum()), float(check[weight == NOTE].sum())
    unfinished, complete = (sum(rows.single(name) for rows in measures) for name in ("unfinished", "complete"))
    return Rows(
        check_value=check, check_weight=weight, check_errors=errors, check_notes=notes,
        check_light=FAULT if errors else NOTICE if notes else OK,
        marked_pair_high=pairs * marked,
        unfinished_total=unfinished, complete_total=complete,
        headline_case=float(ALL_COUNT if not unfinished else SOME_LEFT_OUT if complete else NONE_COUNTS),
    )  # fmt: skip
