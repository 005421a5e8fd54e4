"""The sheet `Skatt`: tax of each income by level, who has which income, and the expected tax by age band.

An expectation of tax over the status mix (in work, disabled, on AAP), never the tax of the mean income.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import Place, Value
from utenfor_core.inputs import ZONES, is_number
from utenfor_core.posts import AGE_FLAGS, COMBINATIONS, INCOMES, TAX_KINDS
from utenfor_core.profiles import BAND_NUMBERS, NOT_SET, side
from utenfor_core.tax import TaxRules, keep, tax_bill
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
BRACKETS = range(1, 6)  # the five steps of the bracket tax
WAGES = ("wage_out", "wage_in")


def _rules(a: Mapping[str, float], *, relief: float, employer: float) -> TaxRules:
    return TaxRules(
        allowance_rate=a["allowance_rate"],
        allowance_cap=a["allowance_cap"],
        personal_allowance=a["personal_allowance"],
        municipal_rate=a["municipal_rate"],
        county_rate=a["county_rate"],
        state_rate=a["state_rate"] - relief,
        social_rate=a["social_rate"],
        social_floor=a["social_floor"],
        social_step=a["social_step"],
        brackets=[(a[f"bracket_{n}_from"], a[f"bracket_{n}_rate"]) for n in BRACKETS],
        employer_rate=employer,
    )


def _incomes(a: Mapping[str, float]) -> Floats:
    wage = a["wage_month"] * 12 * a["hours_share"]
    by_name = {"wage_out": wage * a["low_education_ratio"], "wage_in": wage}
    return np.array([by_name[name] if name in by_name else a[f"unit_{name}"] for name in INCOMES])


def _employer_rate(a: Mapping[str, float], zone: str) -> float:
    return a["employer_" + zone.removeprefix("sone ")]


def tax_rows(inuse: Mapping[str, Value], place: Place, values: Mapping[str, Value]) -> Rows:
    """Return the sheet `Skatt`: tax of each income, status mix of each side, expected tax by kind and band.

    Incomes and taxes in kroner of the price year per person and year; expected tax (kinds, 6 bands). Without a zone
    the employer's contribution is 0 and its rate says «ikke satt».
    """
    a = {name: number(value) for name, value in inuse.items()}
    typed_zone = values.get("place.employer_zone")
    zone = typed_zone.casefold() if isinstance(typed_zone, str) and typed_zone.casefold() in ZONES else None
    level = values.get("place.tax_level")
    relief = a["reduced_zone_relief"] * float(place.reduced_tax_zone)
    weak = float(level < a["weak_threshold"]) if is_number(level) else float(a["weak_if_empty"] > 0)
    employer = _employer_rate(a, zone) if zone else 0.0
    income = _incomes(a)
    is_wage = np.array([float(name in WAGES) for name in INCOMES])
    rules = _rules(a, relief=relief, employer=employer)
    bill = tax_bill(income, is_wage, rules)
    kept = keep(
        symmetric=a["symmetric_rate"], extra=a["weak_rate"], threshold=a["weak_threshold"],
        weak=bool(weak), share=place.population_share,
    )  # fmt: skip
    rows = Rows(
        zone_name=list(ZONES),
        zone_rate=[_employer_rate(a, name) for name in ZONES],
        employer_rate=NOT_SET if zone is None else employer,
        relief_used=relief,
        reduced_zone=float(place.reduced_tax_zone),
        population_share=place.population_share,
        state_rate_used=rules.state_rate,
        state_rate_dated_used=a["state_rate_dated"] - relief,
        weak=weak,
        keep=kept,
        county_keep=1.0 - a["county_equalisation"],
        income=income,
        is_wage=is_wage,
        tax_allowance=bill.allowance,
        tax_base=bill.base,
        tax_municipal=bill.municipal,
        tax_county=bill.county,
        tax_state=bill.state,
        tax_social=bill.social,
        tax_bracket=bill.bracket,
        tax_employer=bill.employer,
    )
    for name, flags in AGE_FLAGS.items():
        rows[f"ages_{name}"] = np.array([flags], dtype=float)
    taxes = np.stack([getattr(bill, kind) for kind in TAX_KINDS])
    for combination in COMBINATIONS:
        mix = _status_mix(inuse, combination)
        rows[f"mix_{combination}"] = mix
        rows[f"expected_{combination}"] = taxes @ mix
    rows["mix_names"] = list(INCOMES)
    rows["band_number"] = BAND_NUMBERS[None]
    return rows


def _status_mix(inuse: Mapping[str, Value], combination: str) -> Floats:
    """Return the share of persons with each of INCOMES by band (incomes, 6) on one side of a pair."""
    ages = {name: np.array(flag, dtype=float) for name, flag in AGE_FLAGS.items()}
    employed, disabled, assessed = (side(inuse, line, combination) for line in ("employed", "ufore", "aap"))
    works_low = employed if combination.startswith("out") else 0.0 * employed
    return np.stack([
        works_low, employed - works_low,
        disabled * ages["under_30"], disabled * ages["from_30"],
        assessed * ages["under_25"], assessed * ages["from_25"],
    ])  # fmt: skip
