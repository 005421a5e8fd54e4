"""Income tax by level of government: what a yearly income pays, and what a level keeps of it; numbers in and out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxRules:
    """One year's rules; rates are shares, limits kroner. `brackets` are (from, rate), ascending."""

    allowance_rate: float
    allowance_cap: float
    personal_allowance: float
    municipal_rate: float
    county_rate: float
    state_rate: float
    social_rate: float
    social_floor: float
    social_step: float
    brackets: Sequence[tuple[float, float]]
    employer_rate: float


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxBill:
    """Tax per year on each income, kroner; `base` is ordinary income after both allowances, never below 0."""

    allowance: Floats
    base: Floats
    municipal: Floats
    county: Floats
    state: Floats
    social: Floats
    bracket: Floats
    employer: Floats

    @property
    def person(self) -> Floats:
        """What the person pays: all but the employer's contribution."""
        return self.municipal + self.county + self.state + self.social + self.bracket


def tax_bill(income: ArrayLike, is_wage: ArrayLike, rules: TaxRules) -> TaxBill:
    """Tax on yearly incomes of wage earners or of people on taxable benefits; arrays of one shape.

    Base = max(0, income − min(rate · income, cap) − personal allowance); the three general rates apply to it.
    National insurance = min(rate · income, step · max(0, income − floor)); bracket tax by steps;
    employer's contribution on wages only.

    >>> rules = TaxRules(allowance_rate=0.46, allowance_cap=95_700, personal_allowance=114_540,
    ...     municipal_rate=0.1135, county_rate=0.024, state_rate=0.0825, social_rate=0.076, social_floor=99_650,
    ...     social_step=0.25, brackets=[(226_100, 0.017), (318_300, 0.04)], employer_rate=0.141)
    >>> bill = tax_bill([500_000.0], [1.0], rules)
    >>> round(float(bill.municipal[0]), 2), round(float(bill.person[0]), 2), round(float(bill.employer[0]), 2)
    (32887.76, 110582.6, 70500.0)
    """
    amount = np.asarray(income, dtype=float)
    allowance = np.minimum(rules.allowance_rate * amount, rules.allowance_cap)
    base = np.maximum(0.0, amount - allowance - rules.personal_allowance)
    rates = np.array([rate for _, rate in rules.brackets])
    limits = np.array([limit for limit, _ in rules.brackets])
    extra = np.diff(rates, prepend=0.0)
    return TaxBill(
        allowance=allowance,
        base=base,
        municipal=base * rules.municipal_rate,
        county=base * rules.county_rate,
        state=base * rules.state_rate,
        social=np.minimum(rules.social_rate * amount, rules.social_step * np.maximum(0.0, amount - rules.social_floor)),
        bracket=np.maximum(0.0, amount[..., None] - limits) @ extra,
        employer=np.asarray(is_wage, dtype=float) * amount * rules.employer_rate,
    )


def keep(*, symmetric: float, extra: float, threshold: float, weak: bool, share: float) -> float:
    """Share of an extra krone of municipal tax that stays after revenue equalisation.

    keep(x, n) = 1 − σ·(1 − n) − μ·1[x < threshold]·(1 − threshold·n); `weak` is 1[x < threshold].
    `share` n is the municipality's part of the national population.

    >>> round(keep(symmetric=0.64, extra=0.35, threshold=0.9, weak=False, share=0.129494), 6)
    0.442876
    >>> round(keep(symmetric=0.64, extra=0.35, threshold=0.9, weak=True, share=0.0), 6)
    0.01
    """
    return 1.0 - symmetric * (1.0 - share) - extra * float(weak) * (1.0 - threshold * share)


def after_equalisation(*, level: float, symmetric: float, extra: float, threshold: float) -> float:
    """Tax level after revenue equalisation, share of the national average, before the common deduction pays for it.

    x + σ·(1 − x) + μ·max(0, threshold − x), with x = `level` per resident against the average of 1.

    >>> round(after_equalisation(level=0.7, symmetric=0.64, extra=0.35, threshold=0.9), 3)
    0.962
    """
    return level + symmetric * (1.0 - level) + extra * max(0.0, threshold - level)
