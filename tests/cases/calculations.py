"""What each case asks the engine to calculate: a name in the data files to a function from inputs to values."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tests.cases.reading import case_of
from tests.cases.relations import RELATIONS
from tests.cases.rules import RULES
from tests.cases.through_run import THROUGH_RUN
from utenfor_core.calculation import Result
from utenfor_core.discounting import annuity, discount_factors, internal_rate, present_value, rate_schedule
from utenfor_core.domain import ALL, KOMMUNE, LEVELS, VIEWS, YEARS
from utenfor_core.model import run
from utenfor_core.portfolio import overlap
from utenfor_core.results import Yardstick, result_rows
from utenfor_core.trace import Rows
from utenfor_core.waterfall import chain

Inputs = Mapping[str, Any]
Values = dict[str, Any]
CENT = 0.005


def flat_factors(rate: float, years: int) -> np.ndarray[Any, Any]:
    """Return D(t) at one rate for years t = 0 … years − 1."""
    return discount_factors(rate_schedule(years, [], [], flat=rate))


def factors_of_the_schedule(inputs: Inputs) -> Values:
    rates = rate_schedule(YEARS, [0.0, *inputs["rates"]], [0, *inputs["first_years"]])
    return {f"D({t})": factor for t, factor in enumerate(discount_factors(rates))}


def annuity_factors(inputs: Inputs) -> Values:
    # Ours starts at t = 0; the tables of textbooks after one year, so the first factor is left out.
    factors = flat_factors(inputs["rate"], YEARS)
    return {f"{years} years": 1.0 / annuity(1.0, factors[1 : years + 1]) for years in range(1, YEARS)}


def npv_of_excel(inputs: Inputs) -> Values:
    flows = inputs["flows"]
    ours = present_value(flows, flat_factors(inputs["rate"], len(flows)))
    return {"value": ours / (1 + inputs["rate"])}


def value_now(inputs: Inputs) -> Values:
    return {"value": present_value(inputs["flows"], flat_factors(inputs["rate"], len(inputs["flows"])))}


def rate_of_return(inputs: Inputs) -> Values:
    return {"value": internal_rate(inputs["flows"], CENT)}


def benefit_less_cost(inputs: Inputs) -> Values:
    benefit = np.full(inputs["benefit_years"], float(inputs["yearly_benefit"]))
    cost = np.array([inputs["first_cost"], *[inputs["yearly_cost"]] * inputs["cost_years"]], dtype=float)
    return {"value": present_value(benefit - cost, flat_factors(inputs["rate"], len(benefit)))}


def social_return(inputs: Inputs) -> Values:
    gross = float(inputs["participants"] * inputs["value_each"])
    left = chain(gross, [1 - inputs["counterfactual"], 1 - inputs["attribution_off"], 1 - inputs["drop_off"]])
    factors = flat_factors(inputs["rate"], 2)
    total = present_value(left[2:], factors)
    names = ("gross", "net_of_counterfactual", "attributed", "second_year")
    return dict(zip(names, left, strict=True)) | {
        "second_year_discounted": left[-1] * factors[1],
        "total": total,
        "ratio": total / inputs["cost"],
    }


def one_year(unit: list[float], cost: float, *, success_rate: float = 1.0, persons: float = 1.0) -> Rows:
    """Run the engine's results on flows of one year: kroner by level at success rate 1, cost on the first level."""
    flows = Rows()
    levels = np.zeros((len(LEVELS), YEARS))
    levels[: len(unit), 0] = unit
    nothing = np.zeros_like(levels)
    flows["level_unit"], flows["level_own"] = levels, nothing
    flows["level_gross"] = flows["level_cashable"] = success_rate * levels
    flows["level_cost"] = nothing.copy()
    flows["level_cost"][0, 0] = cost
    flows["success_rate"], flows["persons"] = success_rate, persons
    flows["intake"] = flows["intake_successes"] = flows["intake_room"] = np.array([[persons]])
    yardstick = Yardstick(
        views=run(case_of({})).row("view"),
        factors=np.ones(YEARS),
        lengths=np.array([float(YEARS)]),
        base_year=2027.0,
        tolerance=CENT,
    )
    return result_rows(flows, yardstick)


def budgets_and_cost(inputs: Inputs) -> Values:
    rows = one_year(inputs["parts"], inputs["cost"])
    at = (VIEWS.index(ALL), 0)
    return {"total": rows["gain_present"][at], "net": rows["net_present"][at], "ratio": rows["ratio"][at]}


def persons_to_break_even(inputs: Inputs) -> Values:
    everybody = inputs["places"] * inputs["saving_per_month"] * 12.0
    rows = one_year([everybody], inputs["cost"], persons=inputs["places"])
    at = (VIEWS.index(KOMMUNE), 0)
    return {"persons": rows["break_even_persons"][at], "rate": rows["break_even"][at]}


def net_gain_per_youth(inputs: Inputs) -> Values:
    persons = inputs["participants"]
    worth = [persons * inputs["value_of_success"]]
    rows = one_year(worth, inputs["cost"], success_rate=inputs["success_rate"], persons=persons)
    at = (VIEWS.index(KOMMUNE), 0)
    names = {"cost_each": "cost_present", "gain_each": "gain_present", "net_each": "net_present"}
    return {name: rows[row][at] / persons for name, row in names.items()}


def together(inputs: Inputs) -> Values:
    found = overlap(inputs["success"], inputs["base_outcome"], inputs["share"])
    return {"sum": found["success_effective"].sum()}


def first_measure(inputs: Inputs) -> Values:
    return rows_by_name(run(case_of(inputs)))


def rows_by_name(result: Result) -> Values:
    """Return the first measure's rows by name, those of levels with the level's name after."""
    rows = result.block("m1")
    found: Values = {}
    for name, cells in rows.items():
        if name.startswith("level_"):
            found |= {f"{name} {level}": cells[number] for number, level in enumerate(LEVELS)}
        else:
            found[name] = cells[0] if cells.shape[1] > 1 else cells[0, 0]
    return found


def lasting_at_40(inputs: Inputs) -> Values:
    rows = rows_by_name(run(case_of(inputs)))
    return {"lasting": rows["lasting"][list(rows["age"]).index(40)]}


CALCULATIONS: Mapping[str, Callable[[Inputs], Values]] = {
    "discount factors": factors_of_the_schedule,
    "annuity factors": annuity_factors,
    "Excel's NPV": npv_of_excel,
    "present value": value_now,
    "internal rate": rate_of_return,
    "present value of benefit less cost": benefit_less_cost,
    "social return": social_return,
    "budgets and cost": budgets_and_cost,
    "persons to break even": persons_to_break_even,
    "net gain per youth": net_gain_per_youth,
    "overlap": together,
    "measure": first_measure,
    "lasting at 40": lasting_at_40,
    **RULES,
    **RELATIONS,
    **THROUGH_RUN,
}
