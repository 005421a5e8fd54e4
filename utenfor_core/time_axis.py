"""The time axis: years, discount factors and growth factors for t = 0 … 76."""

from collections.abc import Mapping

import numpy as np

from utenfor_core.cash_flows import PAD
from utenfor_core.discounting import discount_factors, rate_schedule
from utenfor_core.domain import INTAKES, YEARS, Value
from utenfor_core.inputs import is_number
from utenfor_core.measure_terms import DEFAULT_MONTH
from utenfor_core.trace import Rows, number


def time_rows(use: Mapping[str, Value], values: Mapping[str, Value], base_year: float, tax: Rows) -> Rows:
    """Return year, discount rate, D(t) and growth factors (5, years) for t = 0 … 76.

    Growth kinds as in `posts`: fixed real value, wages, and the three rates of tax on ordinary income, which before
    the structural rates hold are the dated rate in parts of the structural one.
    """
    t = np.arange(YEARS)
    flat = values.get("place.flat_rate")
    first_years = [0.0, 1.0, number(use["rate_from_2"]), number(use["rate_from_3"])]
    rates = [0.0, *(number(use[f"rate_{n}"]) for n in range(1, len(first_years)))]
    rate = rate_schedule(YEARS, rates, first_years, float(flat) if is_number(flat) else None)
    year = base_year + t
    ratio = np.array([
        1.0,
        1.0,
        number(use["municipal_rate_dated"]) / number(use["municipal_rate"]),
        number(use["county_rate_dated"]) / number(use["county_rate"]),
        tax.single("state_rate_dated_used") / tax.single("state_rate_used"),
    ])  # fmt: skip
    follows = np.array([0.0, 1.0, 1.0, 1.0, 1.0])
    early = year < number(use["structural_from"])
    growth = (1 + number(use["growth"]) * follows[:, None]) ** t * np.where(early, ratio[:, None], 1.0)
    factors = discount_factors(rate)
    return Rows(
        t=np.arange(-PAD, YEARS)[None].astype(float),
        year=year[None].astype(float),
        rate_from=first_years,
        rate_value=rates,
        rate=rate[None],
        discount=factors[None],
        growth_on=follows,
        rate_ratio=ratio,
        growth_factor=growth,
        base_year_used=base_year,
        last_year=float(year[-1]),
        default_month=DEFAULT_MONTH,
        intake_year=year[None, :INTAKES].astype(float),
        intake_discount=factors[None, :INTAKES],
        discount_next=np.concatenate([factors[1:], [0.0]])[None],
    )
