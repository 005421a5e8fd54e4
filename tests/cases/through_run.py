"""The published cases once more, each built as a case a user could type and calculated by `run`, nothing inner.

Two builders carry them. Kroner in chosen years are own lines that always succeed. Kroner by level in one year are own
posts with use only in the year a person turns 24, with every line of the model's own switched off.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from utenfor_core import LEVELS, VIEWS, Case, FreeLine, Measure, OwnLine, Place, Result, run
from utenfor_core.assumptions import VECTORS, vector_names
from utenfor_core.domain import BAND_STARTS
from utenfor_core.posts import POST_NAMES
from utenfor_core.trace import cell_value

Inputs = Mapping[str, Any]
Values = dict[str, Any]
TILL_67 = -1
LINES_IN_A_MEASURE = 3
AGE = 24
BANDS = 6
PROFILES = tuple(name for section in VECTORS.values() for name in section if name != "stay_share")
NOTHING_ELSE = {short: 0.0 for name in PROFILES for short in vector_names(name)} | {
    "extra_years": 0.0, "phase_in": 1.0, "growth": 0.0, "end_age": AGE + 1.0,
}  # fmt: skip
"""Own values that leave the model no line of its own, and one year of gain."""

DATED = ("municipal_rate", "county_rate", "state_rate")
"""The rates of tax on ordinary income, which the model has as the year's and as the lasting ones."""


def _in_threes(lines: Sequence[OwnLine]) -> list[Sequence[OwnLine]]:
    return [lines[start : start + LINES_IN_A_MEASURE] for start in range(0, len(lines), LINES_IN_A_MEASURE)]


def in_years(gains: Mapping[int, float], cost: float = 0.0, persons: float = 1.0, **choices: Any) -> Case:  # noqa: ANN401  # fields of Case
    """Return a case that costs `cost` in year 0 and gains kroner per person in chosen years, for the kommune."""
    lines = [
        OwnLine(level="kommune", success_rate=1, unit_cost=gain, start=year, duration=1) for year, gain in gains.items()
    ]
    start: dict[str, Any] = {"group": "vgs_frafall", "evidence_grade": 1, "start_month": 1, "intake": [persons]}
    measures = [Measure(**start, own_lines=part) for part in _in_threes(lines)]
    measures.append(Measure(**start, base_outcome=0, typed_rate=0, cost_per_year=cost / persons, duration=1))
    return Case(measures=measures, **choices)


def by_level(parts: Sequence[tuple[str, float]], rate: float, persons: float, cost: float) -> Case:
    """Return a case where one success is worth kroner by level in the first year, when the measure costs `cost`."""
    use, none = [1.0, *[0.0] * (BANDS - 1)], [0.0] * BANDS
    lines = [
        FreeLine(level=level, unit_cost=abs(part), outside=use if part > 0 else none, inside=none if part > 0 else use)
        for level, part in parts
    ]
    measure = Measure(
        group="vgs_etter_normert", age=AGE, outcome_age=AGE, base_outcome=0, typed_rate=rate, evidence_grade=1,
        start_month=1, intake=[persons], cost_per_year=cost / persons, duration=1,
    )  # fmt: skip
    return Case(preset="full-forskjell", measures=[measure], free_lines=lines, own_values=NOTHING_ELSE)


def shown(result: Result, name: str, view: str = "alle", horizon: int = TILL_67, block: str = "all") -> Any:  # noqa: ANN401  # a number or a text
    """Return one cell of a result by view and horizon."""
    return cell_value(result.row(name, block), VIEWS.index(view), horizon)


def discounting(inputs: Inputs) -> Values:
    result = run(Case(flat_rate=inputs.get("flat_rate")))
    factors = result.row("discount")[0]
    return {f"D({t})": factor for t, factor in enumerate(factors)}


def annuities(inputs: Inputs) -> Values:
    # The model's first payment is at t = 0, the tables' after one year: a year longer, and the first taken off.
    years = inputs["years"]
    found = [
        run(Case(flat_rate=inputs["rate"], horizon=length + 1)).row("annuity_factor", "all")[0] for length in years
    ]
    return {f"{length} years": factors[-2] - 1 for length, factors in zip(years, found, strict=True)}


def value_of_a_flow(inputs: Inputs) -> Values:
    first, *later = inputs["flows"]
    gains = {year: float(gain) for year, gain in enumerate(later, 1) if gain}
    if first > 0:
        gains[0] = float(first)
    result = run(in_years(gains, cost=max(0.0, -float(first)), flat_rate=inputs["rate"]))
    value = shown(result, "net_present", "kommune")
    rate = cell_value(result.row("internal_rate", "all"), 0)
    return {"value": value, "as Excel": value / (1 + inputs["rate"]), "internal rate": rate}


def many_equal_years(inputs: Inputs) -> Values:
    equal = OwnLine(level="kommune", success_rate=1, unit_cost=inputs["yearly_benefit"] - inputs["yearly_cost"],
                    start=1, duration=inputs["benefit_years"] - 1)  # fmt: skip
    first = OwnLine(level="kommune", success_rate=1, unit_cost=inputs["yearly_benefit"], duration=1)
    measure = Measure(group="vgs_frafall", evidence_grade=1, start_month=1, intake=[1], duration=1,
                      cost_per_year=inputs["first_cost"], own_lines=[first, equal])  # fmt: skip
    return {"value": shown(run(Case(measures=[measure], flat_rate=inputs["rate"])), "net_present", "kommune")}


def programme(inputs: Inputs) -> Values:
    persons, share = inputs["participants"], (1 - inputs["counterfactual"]) * (1 - inputs["attribution_off"])
    lines = [
        OwnLine(level="kommune", success_rate=rate, unit_cost=inputs["value_each"], start=year, duration=1)
        for year, rate in enumerate((share, share * (1 - inputs["drop_off"])))
    ]
    measure = Measure(group="vgs_frafall", evidence_grade=1, start_month=1, intake=[persons], duration=1,
                      cost_per_year=inputs["cost"] / persons, own_lines=lines)  # fmt: skip
    result = run(Case(measures=[measure], flat_rate=inputs["rate"]))
    gains = result.row("view_gain", "all")[VIEWS.index("kommune")]
    return {
        "first year": gains[0],
        "second year": gains[1],
        "total": shown(result, "gain_present", "kommune"),
        "ratio": shown(result, "ratio", "kommune"),
    }


def parts_and_cost(inputs: Inputs) -> Values:
    parts = [(level, float(part)) for level, part in inputs["parts"]]
    result = run(by_level(parts, 1.0, 1.0, float(inputs["cost"])))
    levels = result.row("level_gross", "all").sum(axis=1)
    return {
        **dict(zip(LEVELS, levels, strict=True)),
        "total": shown(result, "gain_present"),
        "net": shown(result, "net_present"),
        "ratio": shown(result, "ratio"),
    }


def break_even_persons(inputs: Inputs) -> Values:
    worth = inputs["saving_per_month"] * 12.0
    result = run(by_level([("kommune", worth)], 0.5, inputs["places"], float(inputs["cost"])))
    return {
        "persons": shown(result, "break_even_persons", "kommune"),
        "rate": shown(result, "break_even", "kommune", block="m1"),
    }


def net_per_youth(inputs: Inputs) -> Values:
    persons = inputs["participants"]
    parts = [("kommune", float(inputs["value_of_success"]))]
    result = run(by_level(parts, inputs["success_rate"], persons, float(inputs["cost"])))
    rows = {"cost_each": "cost_present", "gain_each": "gain_present", "net_each": "net_present"}
    return {name: shown(result, row, "kommune") / persons for name, row in rows.items()}


def two_for_the_same(inputs: Inputs) -> Values:
    measures = [
        Measure(group="vgs_frafall", base_outcome=base, typed_rate=rate, evidence_grade=1, intake=[10], overlap=share)
        for rate, base, share in zip(inputs["success"], inputs["base_outcome"], inputs["share"], strict=True)
    ]
    return {"sum": run(Case(measures=measures)).row("success_effective").sum()}


def rules_of_the_year(changes: Mapping[str, float], place: Mapping[str, Any] | None = None) -> Result:
    """Return a calculation with the year's rates of tax as the lasting ones, and some figures of the user's own."""
    in_use = run(Case()).in_use()
    rates = {name: float(in_use[f"{name}_dated"] or 0) for name in DATED}
    return run(Case(preset="full-forskjell", place=Place(**(place or {})), own_values={**rates, **changes}))


def tax_of_incomes(inputs: Inputs) -> Values:
    wage = {"wage_month": inputs["wage"] / 12, "hours_share": 1.0}
    benefits = {"unit_ufore": inputs["disability"], "unit_aap": inputs["assessment"]}
    result = rules_of_the_year(wage | benefits)
    names = result.row("mix_names")[:, 0].tolist()
    found: Values = {}
    for tax in ("municipal", "county", "state", "social", "bracket", "employer"):
        of_each = dict(zip(names, result.row(f"tax_{tax}")[:, 0], strict=True))
        found |= {f"{tax} {name}": value for name, value in of_each.items()}
    for name in names:
        found[f"person {name}"] = sum(
            found[f"{tax} {name}"] for tax in ("municipal", "county", "state", "social", "bracket")
        )
    return found


def from_benefit_to_work(inputs: Inputs) -> Values:
    shares = dict.fromkeys((*vector_names("ufore_out"), *vector_names("employed_in")), 1.0)
    amounts: dict[str, float] = {
        "wage_month": inputs["to_income"] / 12,
        "hours_share": 1.0,
        "unit_ufore": inputs["from_income"],
    }
    result = rules_of_the_year(NOTHING_ELSE | {"end_age": 67.0} | shares | amounts, {"tax_level": inputs["tax_level"]})
    at_40 = BAND_STARTS.index(40)
    by_post = dict(zip(POST_NAMES, result.row("rate_completed")[:, at_40], strict=True))
    kept, others = by_post["skatt_kommune"], by_post["skatt_kommune_utjevnet"]
    return {"kept": kept, "difference": kept + others}


def mean_of_taxes(inputs: Inputs) -> Values:
    shares = dict.fromkeys(vector_names("employed_in"), float(inputs["employed"]))
    wage = {"wage_month": inputs["wage"] / 12, "hours_share": 1.0}
    result = rules_of_the_year(NOTHING_ELSE | shares | wage)
    return {"mean_of_taxes": result.row("expected_in_completed")[0, 0]}


def budget_years_left(inputs: Inputs) -> Values:
    return {str(year): run(Case(base_year=year)).row("horizon")[0, 0] for year in inputs["years"]}


def carried_to_2026(_inputs: Inputs) -> Values:
    result = run(Case())
    level = dict(zip(result.row("index_year")[0].astype(int), result.row("index_level")[0], strict=True))
    return {f"{year} to 2026": 1 / float(value) for year, value in level.items()}


def the_five_levels(inputs: Inputs) -> Values:
    result = run(Case(place=Place(tax_level=inputs["tax_level"], population_share=inputs.get("population_share", 0.0))))
    rates = dict(zip(POST_NAMES, result.row("rate_completed").sum(axis=1), strict=True))
    kept, others = rates["skatt_kommune"], rates["skatt_kommune_utjevnet"]
    return {"kept of 10 000": 10_000 * kept / (kept + others), "others of 10 000": 10_000 * others / (kept + others)}


THROUGH_RUN: Mapping[str, Callable[[Inputs], Values]] = {
    "run: discount factors": discounting,
    "run: annuity factors": annuities,
    "run: value of a flow": value_of_a_flow,
    "run: many equal years": many_equal_years,
    "run: programme of two years": programme,
    "run: parts and cost": parts_and_cost,
    "run: persons to break even": break_even_persons,
    "run: net per youth": net_per_youth,
    "run: overlap": two_for_the_same,
    "run: tax of incomes": tax_of_incomes,
    "run: from benefit to work": from_benefit_to_work,
    "run: mean of taxes": mean_of_taxes,
    "run: budget years left": budget_years_left,
    "run: carried to 2026": carried_to_2026,
    "run: more municipal tax": the_five_levels,
}
