"""Every worksheet function as a plain callable, under its Excel name in lower case; hosts bind these and no others."""

from addin.lookup_functions import (
    utenfor_band,
    utenfor_discount,
    utenfor_exclusion,
    utenfor_fee,
    utenfor_indicator,
    utenfor_kommune,
    utenfor_param,
    utenfor_price,
    utenfor_source,
    utenfor_version,
)
from addin.measure_functions import (
    utenfor_breakeven,
    utenfor_cashflow,
    utenfor_chance,
    utenfor_explain,
    utenfor_maxcost,
    utenfor_net,
    utenfor_payback,
    utenfor_savings,
)

__all__ = [
    "utenfor_band",
    "utenfor_breakeven",
    "utenfor_cashflow",
    "utenfor_chance",
    "utenfor_discount",
    "utenfor_exclusion",
    "utenfor_explain",
    "utenfor_fee",
    "utenfor_indicator",
    "utenfor_kommune",
    "utenfor_maxcost",
    "utenfor_net",
    "utenfor_param",
    "utenfor_payback",
    "utenfor_price",
    "utenfor_savings",
    "utenfor_source",
    "utenfor_version",
]
