"""Who pays: the grants that end before the measure they pay for."""

from dataclasses import dataclass

import numpy as np

from utenfor_core.calculation import Result
from utenfor_core.domain import FUNDERS
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import number


@dataclass(frozen=True, kw_only=True, slots=True)
class GrantEnd:
    """A grant that ends while the measure goes on: payer, first year without it, and what it paid the year before."""

    funder: int
    level: str
    first_year_without: int
    yearly: float


def grants_that_end(result: Result, block: str) -> tuple[GrantEnd, ...]:
    """Return each grant of a measure that ends before the measure does, with kroner a year that then must be found.

    `yearly` is what the funder paid in its last year; funders without a level pay nothing and are not in the list.
    """
    rows, years = result.block(block), result.row("year")[0]
    costly = np.flatnonzero(rows["cost"][0] > 0)
    found = []
    for funder in range(FUNDERS):
        level, last = str(rows["funder_level"][funder, 0]), number(rows["funder_last"][funder, 0])
        paying = np.flatnonzero(rows["funder_paid"][funder] > 0)
        if level == NOT_SET or not paying.size or years[costly[-1]] <= last:
            continue
        yearly = float(rows["funder_paid"][funder, paying[-1]])
        found.append(GrantEnd(funder=funder + 1, level=level, first_year_without=int(last) + 1, yearly=yearly))
    return tuple(found)
