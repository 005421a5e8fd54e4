"""Which evaluation each function has. It loads the model: by the first call, not by the import."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from addin import chances, explanation, lookups, measure_sums
from addin.answers import Evaluation


@cache
def evaluations() -> Mapping[str, Evaluation]:
    """Return the evaluation of each function by its Excel name.

    >>> "UTENFOR_CHANCE" in evaluations()
    True
    """
    return MappingProxyType({
        "UTENFOR_SAVINGS": measure_sums.SAVINGS,
        "UTENFOR_NET": measure_sums.NET,
        "UTENFOR_CASHFLOW": measure_sums.CASHFLOW,
        "UTENFOR_PAYBACK": measure_sums.PAYBACK,
        "UTENFOR_BREAKEVEN": measure_sums.BREAKEVEN,
        "UTENFOR_MAXCOST": measure_sums.MAXCOST,
        "UTENFOR_CHANCE": chances.CHANCE,
        "UTENFOR_EXPLAIN": explanation.EXPLAIN,
        "UTENFOR_PARAM": lookups.PARAM,
        "UTENFOR_SOURCE": lookups.SOURCE,
        "UTENFOR_KOMMUNE": lookups.KOMMUNE,
        "UTENFOR_INDICATOR": lookups.INDICATOR,
        "UTENFOR_FEE": lookups.FEE,
        "UTENFOR_BAND": lookups.BAND,
        "UTENFOR_PRICE": lookups.PRICE,
        "UTENFOR_DISCOUNT": lookups.DISCOUNT,
        "UTENFOR_EXCLUSION": lookups.EXCLUSION,
        "UTENFOR_VERSION": lookups.VERSION,
    })  # fmt: skip
