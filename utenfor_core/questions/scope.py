"""What a question is about: which measure, whose budget and over which years, and the results measured so."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import LEVELS, OWN, VIEWS, YEARS
from utenfor_core.errors import InputError
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.questions.answers import filled, sentences
from utenfor_core.results import Yardstick, result_rows
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
Who = str | tuple[str, ...]
"""A view (`kommune`, `egne`, `alle` …), or levels to add up."""

Period = str | int
"""One of PERIODS, or a number of budget years from the base year."""

FIRST_YEAR = "første år"
ELECTION = "valgperioden"
PLAN = "økonomiplanen"
LIFE = "til 67"
PERIODS = (FIRST_YEAR, ELECTION, PLAN, LIFE)
ELECTION_AT, PLAN_AT = 0, 1
"""Where the election period and the plan stand among the horizons of a result."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """A question's measure, the levels that are added up (1 for each that counts), and how many budget years."""

    result: Result
    block: str
    who: str
    pick: Floats
    years: int
    period: str

    @property
    def blocks(self) -> tuple[str, ...]:
        """The measures that it is about: the one, or all that are complete."""
        if self.block != TOGETHER:
            return (self.block,)
        return tuple(owner for owner in MEASURE_BLOCKS if self.result.row("complete", owner)[0, 0] > 0)

    @property
    def words(self) -> dict[str, float | str]:
        """Whose budget and which years, in Norwegian."""
        return {"who": self.who, "period": self.period}

    @property
    def tolerance(self) -> float:
        """How many kroner from 0 still count as 0."""
        return number(self.result.in_use()["tolerance"])

    @property
    def present(self) -> Floats:
        """D(t) within the period, 0 after it (years,)."""
        factors: Floats = self.result.row("discount")[0]
        return factors * (np.arange(len(factors)) < self.years)


def scope_of(result: Result, block: str, who: Who, period: Period, *, one_measure: bool = False) -> Scope:
    """Return what a question is about.

    Raises InputError with every word that is not known: the measure, the budgets, the period.
    """
    blocks = MEASURE_BLOCKS if one_measure else (*MEASURE_BLOCKS, TOGETHER)
    known = VIEWS if isinstance(who, str) else LEVELS
    asked = (who,) if isinstance(who, str) else who
    found = [] if block in blocks else [f"tiltak: «{block}» kan ikke brukes her. Velg en av: {', '.join(blocks)}."]
    found += [f"budsjett: «{name}» finnes ikke. Velg en av: {', '.join(known)}." for name in asked if name not in known]
    if not asked:
        found.append(f"budsjett: ingen er valgt. Velg minst en av: {', '.join(known)}.")
    whole = isinstance(period, int) and not isinstance(period, bool)
    if period not in PERIODS and not (whole and 1 <= int(period) <= YEARS):
        found.append(f"periode: «{period}» finnes ikke. Velg {', '.join(PERIODS)} eller antall år fra 1 til {YEARS}.")
    if found:
        raise InputError(*found)
    years = _years(result, period)
    return Scope(
        result=result, block=block, who=whose(result, who), pick=levels_of(result, who), years=years,
        period=_period_words(result, period, years),
    )  # fmt: skip


def levels_of(result: Result, who: Who) -> Floats:
    """Return 1 for each of the five levels that counts, else 0 (5,)."""
    if isinstance(who, str):
        return np.asarray(result.row("view")[:, VIEWS.index(who)], dtype=float)
    return np.array([float(level in who) for level in LEVELS])


def who_words(who: Who) -> str:
    """Return the Norwegian words for a view or for levels that are added up.

    >>> who_words(("kommune", "fylkeskommune"))
    'kommunen og fylkeskommunen'
    """
    names = sentences()["who"]
    if isinstance(who, str):
        return names[who]
    *first, last = [names[level] for level in who]
    return f"{', '.join(first)} og {last}" if first else last


def whose(result: Result, who: Who) -> str:
    """Return the Norwegian words for a budget; own budgets that are one level bear that level's name."""
    own = result.place.own_levels
    return who_words(tuple(own) if who == OWN and len(own) == 1 else who)


def base_year(result: Result) -> int:
    """Return the calendar year of t = 0."""
    return int(result.row("year")[0, 0])


def _years(result: Result, period: Period) -> int:
    lengths = result.row("horizon")[0]
    named = {FIRST_YEAR: 1, ELECTION: lengths[ELECTION_AT], PLAN: lengths[PLAN_AT], LIFE: YEARS}
    return int(named[period]) if isinstance(period, str) else period


def _period_words(result: Result, period: Period, years: int) -> str:
    key = {ELECTION: "election", PLAN: "plan", LIFE: "life"}.get(str(period), "year" if years == 1 else "years")
    first = base_year(result)
    return filled(sentences()["period"][key], {"first": float(first), "last": float(first + years - 1)})


def measured(scope: Scope, picks: Floats | None = None, *, cashable: bool = False, discounted: bool = True) -> Rows:
    """Return the rows of `results.result_rows` over the one period, for the budget asked about.

    With `picks` (5, n) there is one member for each of its columns instead. Gains are gross, or cashable; values are
    present values, or plain sums of real kroner.
    """
    columns = scope.pick[:, None] if picks is None else picks
    shared, flows = scope.result.block(), scope.result.block(scope.block)
    if cashable:
        flows["level_gross"] = flows["level_cashable"]
        for name in ("level_unit", "level_own"):
            flows[name] = flows[f"{name}_cashable"]
    # The views of a result stand first: some of its rows belong to them by name.
    rows = result_rows(
        flows,
        Yardstick(
            views=np.column_stack([shared["view"], columns]),
            factors=shared["discount"][0] if discounted else np.ones(YEARS),
            lengths=np.array([float(scope.years)]),
            base_year=shared.single("base_year_used"),
            tolerance=scope.tolerance,
        ),
    )
    of_views = len(VIEWS) + columns.shape[1]
    return Rows(**{name: cells[len(VIEWS) :] if len(cells) == of_views else cells for name, cells in rows.items()})


def taken_in(scope: Scope) -> str | None:
    """Return why a question has no answer because nobody takes part, or None."""
    if scope.block != TOGETHER and not scope.result.block(scope.block).single("complete"):
        return "incomplete"
    return None if scope.result.row("intake", scope.block)[0, : scope.years].sum() > 0 else "nobody"
