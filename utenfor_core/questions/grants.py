"""What happens in kroner, year by year, when a grant ends, and when it is lost a year early."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import Result
from utenfor_core.domain import FUNDERS, OWN
from utenfor_core.funding import GrantEnd, grants_that_end
from utenfor_core.profiles import NOT_SET
from utenfor_core.questions.answers import Answer
from utenfor_core.questions.bills import Bill, biller
from utenfor_core.questions.scope import FIRST_YEAR, levels_of, scope_of, who_words, whose

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class GrantChange:
    """A grant that stops, year by year over the years in which the measure costs something, kroner.

    `cost`, `funder_paid` (3, years) and `by_level` (5, years) are what is paid as things stand; `more_by_level`
    (5, years) is what each level must pay more than if the grant had gone on, or than if it had not been lost, and
    `own_more` (years,) the own budgets' part of that.
    """

    funder: int
    level: str
    years: tuple[int, ...]
    cost: Floats
    funder_paid: Floats
    by_level: Floats
    more_by_level: Floats
    own_more: Floats
    answer: Answer


def when_grants_end(result: Result, block: str) -> tuple[GrantChange, ...]:
    """Return, for each grant of measure m1 … m6 that ends before the measure, what it leaves to be paid year by year.

    What is more is the bill as it stands less the bill had the grant gone on, one grant at a time; the other funders
    are cut alike in both. The answer's value is the own budgets' part of it, summed over the years. Own money that is
    moved is no grant, and not in the list.

    Raises InputError for a measure that does not exist.

    >>> from utenfor_core.domain import Case, Funder, Measure
    >>> from utenfor_core.model import run
    >>> grant = Funder(level="stat", share=0.5, first_year=2027, last_year=2027)
    >>> two = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, start_month=1, intake=[10, 10],
    ...     cost_per_year=50_000, duration=1, funders=[grant])
    >>> [(end.years, end.own_more.tolist()) for end in when_grants_end(run(Case(measures=[two])), "m1")]
    [((2027, 2028), [0.0, 250000.0])]
    """
    scope_of(result, block, OWN, FIRST_YEAR, one_measure=True)
    bills = biller(result, block)
    now = bills.bill()
    found = []
    for end in grants_that_end(result, block):
        if end.level in result.place.own_levels:
            continue
        goes_on = bills.bill({f"funder{end.funder}_last_year": None})
        found.append(_ended(result, end, now, now.by_level - goes_on.by_level))
    return tuple(found)


def lost_a_year_early(result: Result, block: str) -> tuple[GrantChange, ...]:
    """Return, for each grant of measure m1 … m6, what each level must pay more when its last payment does not come.

    Own money that is moved is no grant, and not in the list.

    Raises InputError for a measure that does not exist.
    """
    scope_of(result, block, OWN, FIRST_YEAR, one_measure=True)
    bills, years = biller(result, block), result.row("year")[0]
    now = bills.bill()
    levels = result.row("funder_level", block)[:, 0]
    found = []
    for funder in range(1, FUNDERS + 1):
        paying = np.flatnonzero(now.funder_paid[funder - 1] > 0)
        if levels[funder - 1] in {NOT_SET, *result.place.own_levels} or not paying.size:
            continue
        last = int(years[paying[-1]])
        lost = bills.bill({f"funder{funder}_last_year": last - 1})
        more = lost.by_level - now.by_level
        own = _own(result) @ more
        details: dict[str, float | str] = {
            "who": whose(result, OWN),
            "giver": who_words(str(levels[funder - 1])),
            "year": float(last),
        }
        answer = Answer(question="grant_lost", unit="kr", value=float(own.sum()), details=details)
        found.append(_change(result, (funder, str(levels[funder - 1])), now, more, answer))
    return tuple(found)


def _ended(result: Result, end: GrantEnd, now: Bill, more: Floats) -> GrantChange:
    own, years = _own(result) @ more, result.row("year")[0]
    costly = np.flatnonzero(now.cost > 0)
    after = costly[years[costly] >= end.first_year_without]
    details: dict[str, float | str] = {
        "who": whose(result, OWN),
        "giver": who_words(end.level),
        "year": float(years[after[0]]),
        "first": float(own[after[0]]),
        "last": float(years[after[-1]]),
    }
    answer = Answer(question="grant_end", unit="kr", value=float(own.sum()), details=details)
    return _change(result, (end.funder, end.level), now, more, answer)


def _change(result: Result, who: tuple[int, str], now: Bill, more: Floats, answer: Answer) -> GrantChange:
    costly = now.cost > 0
    return GrantChange(
        funder=who[0],
        level=who[1],
        years=tuple(int(year) for year in result.row("year")[0][costly]),
        cost=now.cost[costly],
        funder_paid=now.funder_paid[:, costly],
        by_level=now.by_level[:, costly],
        more_by_level=more[:, costly],
        own_more=(_own(result) @ more)[costly],
        answer=answer,
    )


def _own(result: Result) -> Floats:
    return levels_of(result, OWN)
