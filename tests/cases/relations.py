"""How results hang together and what the engine refuses, as the cases ask for it: inputs in, named values out."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tests.cases.reading import case_of
from utenfor_core.budgets import cashable
from utenfor_core.calculation import Result
from utenfor_core.challenge_picture import challenge_picture
from utenfor_core.domain import ALL, KOMMUNE, LEVELS, PRESETS, VIEWS, Case
from utenfor_core.errors import InputError, ParameterError
from utenfor_core.model import run
from utenfor_core.parameters import load
from utenfor_core.plan_lines import OWN_SAVING_LINES, PLAN_LINES, SAVING_LINES
from utenfor_core.posts import POST_NAMES, POSTS
from utenfor_core.prices import forecast, rebase

Inputs = Mapping[str, Any]
Values = dict[str, Any]
TILL_67 = -1
PLAN_YEARS = 4


def gain_by_level(result: Result) -> np.ndarray[Any, Any]:
    """Return the present value till 67 of the first measure's gain, by level."""
    return np.asarray(result.row("level_gross", "m1") @ result.row("discount")[0])


def levels_against_total(inputs: Inputs) -> Values:
    result = run(case_of(inputs))
    rows = result.block("m1")
    total = (
        rows.single("success_rate") * rows["unit_gross"].sum(axis=0) + rows["own_gross"].sum(axis=0) - rows["cost"][0]
    )
    levels = (rows["level_gross"] - rows["level_cost"]).sum(axis=0)
    shown = rows["net"][VIEWS.index(ALL)]
    off = max(np.abs(levels - total).max(), np.abs(shown - total).max())
    return {"relative_difference": off / np.abs(total).max()}


def present_value_by_level(inputs: Inputs) -> Values:
    present = gain_by_level(run(case_of(inputs)))
    return {f"sign of {level}": np.sign(value) for level, value in zip(LEVELS, present, strict=True)}


def saving_at_15_over_5(inputs: Inputs) -> Values:
    measure = {"group": "lavinntekt_innvandrerforeldre", "base_outcome": 0, "typed_rate": 1, "evidence_grade": 1}
    found = [
        gain_by_level(run(case_of({**inputs, "measure": {**measure, "start_month": 1, "intake": [1], "age": age}})))
        for age in (5, 15)
    ]
    return dict(zip(LEVELS, found[1] / found[0], strict=True))


def tax_lines_when_pay_rises(inputs: Inputs) -> Values:
    taxed = [number for number, post in enumerate(POSTS) if post.tax]
    pay = float(run(Case()).in_use()["wage_month"] or 0)
    before = run(Case()).row("rate_completed")[taxed].sum(axis=1)
    after = run(Case(own_values={"wage_month": pay * inputs["more_pay"]})).row("rate_completed")[taxed].sum(axis=1)
    return {"tax lines that rise": np.count_nonzero(after > before), "tax lines": len(taxed)}


def own_line_of_the_life_course(inputs: Inputs) -> Values:
    measure = {"group": "vgs_etter_normert", "age": 21, "outcome_age": 21, "base_outcome": 0, "typed_rate": 1}
    more = {"evidence_grade": 1, "start_month": 1, "intake": [1]}
    own_values = {"catch_up": 1.0, "kappa": 0.5}
    result = run(case_of({**inputs, "measure": measure | more, "own_values": own_values}))
    shared, at = result.block(), POST_NAMES.index("egen_1")
    gross = result.row("unit_gross", "m1")[[at]]
    plan = shared["plan_kr"][PLAN_LINES.index(SAVING_LINES[2])]
    return {
        "gross": gross[0],
        "cashable": cashable(gross, shared["kernel"][[at]], shared["is_set"][[at]])[0],
        "plan": plan,
        "is_set": shared["is_set"][at, 0],
        "k": shared["k"][at, 0],
    }


def price_of_a_year(inputs: Inputs) -> Values:
    growth = dict(load().growth("D")) | {int(year): rate for year, rate in inputs.get("ahead", {}).items()}
    growth.pop(inputs["without"], None)
    if inputs["to_year"] > max(load().growth("D")):
        ahead = forecast(100.0, inputs["from_year"], inputs["to_year"], growth, index="kommunal deflator")
        return {"amount": ahead.amount, "label": ahead.label}
    try:
        return {"amount": rebase(100.0, inputs["from_year"], inputs["to_year"], growth, index="kommunal deflator")}
    except ParameterError as error:
        return {"error": str(error)}


def financial_plan(inputs: Inputs) -> Values:
    result = run(case_of(inputs))
    rows, shared = result.block("m1"), result.block()
    social = [POST_NAMES.index("sosialhjelp")]
    cash = rows.single("success_rate") * cashable(
        rows["unit_gross"][social], shared["kernel"][social], shared["is_set"][social]
    ).sum(axis=0)
    bought = rows["own_gross"][0]
    expected = rows["level_cost"][LEVELS.index(KOMMUNE)] - cash - bought
    own = [PLAN_LINES.index(name) for name in OWN_SAVING_LINES[:3]]
    names = [line["name"] for line in inputs["measure"]["own_lines"]]
    return {
        "plan less (cost less cashable)": (shared["plan_net_kr"][0] - expected[:PLAN_YEARS]),
        "lines of tax": sum("skatt" in name for name in PLAN_LINES),
        **dict(zip(names, shared["plan_kr"][own], strict=True)),
    }


def error_of_a_case(inputs: Inputs) -> Values:
    try:
        run(case_of(inputs))
    except InputError as error:
        return {"error": str(error)}
    return {}


def small_numbers(inputs: Inputs) -> Values:
    picture = challenge_picture(inputs["number"])
    return {
        "kroner allowed": float(picture.exclusion.kroner_allowed),
        "rank shown": float(picture.rank_in_county.place is not None),
        "small": float(picture.small),
        "headline": picture.headline.label,
    }


def cost_of_exclusion(inputs: Inputs) -> Values:
    low, high = inputs["counts"]
    result = run(Case(), counts=(float(low), float(high)))
    return {"known": result.row("exclusion_known")[0, 0], "gross": result.row("exclusion_gross")[0, 0]}


def order_of_presets(inputs: Inputs) -> Values:
    found = [gain_by_level(run(case_of({**inputs, "preset": preset}))) for preset in PRESETS]
    ordered = (found[0] <= found[1]) & (found[1] <= found[2])
    return dict(zip(LEVELS, ordered.astype(float), strict=True))


RELATIONS: Mapping[str, Callable[[Inputs], Values]] = {
    "levels against total": levels_against_total,
    "present value by level": present_value_by_level,
    "saving at 15 over saving at 5": saving_at_15_over_5,
    "tax lines when pay rises": tax_lines_when_pay_rises,
    "own line of the life course": own_line_of_the_life_course,
    "price of a year": price_of_a_year,
    "financial plan": financial_plan,
    "error of a case": error_of_a_case,
    "small numbers": small_numbers,
    "cost of exclusion": cost_of_exclusion,
    "order of presets": order_of_presets,
}
