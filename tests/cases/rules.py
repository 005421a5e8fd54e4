"""The rules of tax, equalisation, splits and prices, as the cases ask for them: numbers in, named values out."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tests.cases.reading import case_of
from utenfor_core.budgets import SplitRule, split
from utenfor_core.model import run
from utenfor_core.parameters import load
from utenfor_core.prices import price_factor
from utenfor_core.results import election_years
from utenfor_core.tax import TaxBill, TaxRules, after_equalisation, tax_bill

Inputs = Mapping[str, Any]
Values = dict[str, Any]
P = load()
TAX_YEAR = 2026
TAXES = ("municipal", "county", "state", "social", "bracket", "person", "employer")


def rules_of(year: int) -> TaxRules:
    """Return the tax rules of a year, employer's zone 1."""
    return TaxRules(
        allowance_rate=P.number("tax/allowance_rate", year=year),
        allowance_cap=P.number("tax/allowance_cap", year=year),
        personal_allowance=P.number("tax/personal_allowance", year=year),
        municipal_rate=P.number("tax/municipal_rate", year=year),
        county_rate=P.number("tax/county_rate", year=year),
        state_rate=P.number("tax/state_rate", year=year),
        social_rate=P.number("tax/social_rate", year=year),
        social_floor=P.number("tax/social_floor", year=year),
        social_step=P.number("tax/social_step", year=year),
        brackets=[
            (P.number(f"tax/bracket_{n}_from", year=year), P.number(f"tax/bracket_{n}_rate", year=year))
            for n in range(1, 6)
        ],
        employer_rate=P.number("tax/employer_zone_1", year=year),
    )


def bill(incomes: list[float], *, wage: bool) -> TaxBill:
    """Return the tax of 2026 on incomes."""
    return tax_bill(incomes, np.full(len(incomes), float(wage)), rules_of(TAX_YEAR))


def keep_of(inputs: Inputs) -> float:
    """Return the share of more municipal tax that the engine lets a place keep."""
    place = {name: inputs[name] for name in ("tax_level", "population_share") if name in inputs}
    return float(run(case_of({"place": place})).row("keep")[0, 0])


def kept_of_more_tax(inputs: Inputs) -> Values:
    kept = inputs["more_tax"] * keep_of(inputs)
    return {"kept": kept, "others": inputs["more_tax"] - kept}


def level_after_equalisation(inputs: Inputs) -> Values:
    return {
        str(year): after_equalisation(
            level=inputs["tax_level"],
            symmetric=P.number("equalisation/symmetric_rate", year=year),
            extra=P.number("equalisation/weak_rate", year=year),
            threshold=P.number("equalisation/weak_threshold", year=year),
        )
        for year in (2024, 2025, 2026)
    }


def tax_of_2026(inputs: Inputs) -> Values:
    found = bill([inputs["income"]], wage=inputs["wage"])
    return {tax: getattr(found, tax)[0] for tax in TAXES}


def municipal_tax_of_a_change(inputs: Inputs) -> Values:
    before, after = bill([inputs["from_income"], inputs["to_income"]], wage=True).municipal
    return {"difference": after - before, "kept": (after - before) * keep_of(inputs)}


def threshold(inputs: Inputs) -> Values:
    rule = SplitRule(kind="threshold", threshold=inputs["threshold"], own_part=inputs["own_part"])
    before, after = split(inputs["before"], rule), split(inputs["after"], rule)
    return {level: before[level] - after[level] for level in before}


def share_of_an_institution(inputs: Inputs) -> Values:
    yearly = P.in_price_year("unit_costs/egenandel_institusjon", inputs["year"])
    assert yearly is not None
    return dict(split(inputs["cost"], SplitRule(kind="amount", amount=yearly)))


def election_window(_inputs: Inputs) -> Values:
    last, period = P.number("time/election_last_budget_year"), P.number("time/election_period")
    return {str(year): election_years(year, last, period) for year in range(2027, 2035)}


def expected_municipal_tax(inputs: Inputs) -> Values:
    of_wage, of_mean = bill([inputs["wage"], inputs["employed"] * inputs["wage"]], wage=True).municipal
    return {"mean_of_taxes": inputs["employed"] * of_wage, "tax_of_the_mean": of_mean}


def municipal_deflator(_inputs: Inputs) -> Values:
    return {f"{year} to 2026": price_factor(year, 2026, P.growth("D")) for year in range(2018, 2026)}


RULES: Mapping[str, Callable[[Inputs], Values]] = {
    "kept of more tax": kept_of_more_tax,
    "tax level after equalisation": level_after_equalisation,
    "tax of 2026": tax_of_2026,
    "municipal tax of a change": municipal_tax_of_a_change,
    "threshold": threshold,
    "municipal share of an institution": share_of_an_institution,
    "election window": election_window,
    "expected municipal tax": expected_municipal_tax,
    "municipal deflator": municipal_deflator,
}
