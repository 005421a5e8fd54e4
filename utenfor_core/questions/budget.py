"""What goes into the budget: the cost of the first year and of a whole one, the sure minimum, function and art."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import FYLKE, KOMMUNE, LEVELS, OUTSIDE, OWN, PRESETS, STAT, Value
from utenfor_core.plan import EXCLUDED
from utenfor_core.plan_lines import BLOCKS, PART_LINES, PLAN_LINES, PLAN_YEARS
from utenfor_core.plan_use import measures_of_parts
from utenfor_core.questions.answers import Answer
from utenfor_core.questions.bills import biller
from utenfor_core.questions.cost import recalculated
from utenfor_core.questions.scope import FIRST_YEAR, base_year, levels_of, scope_of, whose

Floats = NDArray[np.float64]
COSTS, FUNDING, SAVINGS = "kostnad", "finansiering", "sparing"
FUNDING_ARTS = {KOMMUNE: "750", FYLKE: "730", STAT: "700", OUTSIDE: "770"}
"""The art of a grant by who gives it; money moved within the own budget has none."""

JANUARY = 1.0


def first_year_cost(result: Result, block: str) -> Answer:
    """Return what measure m1 … m6 costs in its first year that costs anything, kr, whoever pays.

    `details`: `year`; `own`, what the own budgets pay of it; `full_year`, what the same year costs when the measure
    begins in January (θ = 1: helårsvirkning); `last_year`, the cost in `last`, the plan's last year.

    Raises InputError for a measure that does not exist.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.model import run
    >>> one = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=50_000, duration=1)
    >>> first_year_cost(run(Case(measures=[one])), "m1").details["full_year"]
    500000.0
    """
    scope = scope_of(result, block, OWN, FIRST_YEAR, one_measure=True)
    bills = biller(result, block)
    now = bills.bill()
    costly = np.flatnonzero(now.cost > 0)
    first, last = (int(costly[0]) if costly.size else 0), PLAN_YEARS - 1
    years = {"year": float(base_year(result) + first), "last": float(base_year(result) + last)}
    reason = "incomplete" if not result.block(block).single("complete") else None if costly.size else "costs_nothing"
    if reason:
        return Answer(question="first_year_cost", unit="kr", reason=reason, details=scope.words | years)
    details = (
        scope.words
        | years
        | {
            "own": float(scope.pick @ now.by_level[:, first]),
            "full_year": float(bills.bill({"start_month": JANUARY}).cost[first]),
            "last_year": float(now.cost[last]),
        }
    )
    return Answer(question="first_year_cost", unit="kr", value=float(now.cost[first]), details=details)


@dataclass(frozen=True, kw_only=True, slots=True)
class SureMinimum:
    """What can be taken out of the own budgets in the plan years, at least; kroner by year (4,).

    `saving` is what the plan holds; `tax` what the own budgets keep of more tax, and `grant` what the block grant
    changes: cashable too, but no saving of a budget area. `cost` is what the own budgets pay. `left_out` are savings of
    services whose cashable share is not set: in none of the others.
    """

    saving: Floats
    tax: Floats
    grant: Floats
    cost: Floats
    left_out: Floats
    answer: Answer


def sure_minimum(result: Result) -> SureMinimum:
    """Return the least that can be taken out in the plan years: the preset `forsiktig`, only posts with a set share.

    Figures that the user has typed stay as typed. All measures together, kroner of the price year.
    """
    least = recalculated(result, {"place.preset": PRESETS[0]})
    lines = [PLAN_LINES.index(name) for name in BLOCKS[SAVINGS]]
    saving = -least.row("plan_kr")[lines].sum(axis=0)
    cost = levels_of(least, OWN) @ least.row("level_cost", TOGETHER)[:, :PLAN_YEARS]
    first = float(base_year(least))
    excluded = dict(zip(EXCLUDED, least.row("plan_excluded"), strict=True))
    total = float(saving.sum())
    nobody = least.row("intake", TOGETHER).sum() <= 0
    answer = Answer(
        question="sure_minimum",
        unit="kr",
        value=None if nobody else total,
        reason="nobody" if nobody else None,
        details={
            "who": whose(least, OWN),
            "first": first,
            "last": first + PLAN_YEARS - 1,
            "cost": float(cost.sum()),
            "opposite": -total,
        },
        wording="extra_cost" if total < 0 else "answer",
    )
    return SureMinimum(
        saving=saving,
        tax=excluded["skatt"],
        grant=excluded["rammetilskudd"],
        cost=cost,
        left_out=excluded["ikke_satt"],
        answer=answer,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetLine:
    """One line of the plan with its KOSTRA function and art ("" where none is given), kroner by plan year (4,).

    Signs as in budgets: expenditure is positive, income and savings negative.
    """

    line: str
    block: str
    functions: tuple[str, ...]
    arts: tuple[str, ...]
    kroner: Floats


def budget_lines(result: Result) -> tuple[BudgetLine, ...]:
    """Return the plan's lines that have any amount, each with function and art; they sum to the plan's net.

    Functions and arts of measures, own lines and free lines are the user's; those of the built-in posts are the
    parameter files'. An empty tuple means that none is given.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.model import run
    >>> one = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=50_000, duration=1)
    >>> [(line.line, line.kroner.round().tolist()) for line in budget_lines(run(Case(measures=[one])))][0]
    ('kostnad_m1', [208333.0, 291667.0, 0.0, 0.0])
    """
    return tuple(line for line in _lines(result) if np.abs(line.kroner).max() > 0)


def by_function(result: Result) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Floats]:
    """Return kroner by plan year (4,) for each pair of functions and arts; the sums of `budget_lines`."""
    sums: dict[tuple[tuple[str, ...], tuple[str, ...]], Floats] = {}
    for line in budget_lines(result):
        key = (line.functions, line.arts)
        sums[key] = sums.get(key, np.zeros(PLAN_YEARS)) + line.kroner
    return sums


def _lines(result: Result) -> Iterator[BudgetLine]:
    blocks = {name: block for block, names in BLOCKS.items() for name in names}
    for name, kroner in zip(PLAN_LINES, result.row("plan_kr"), strict=True):
        functions, arts = _kostra(result, blocks[name], name.split("_", 1)[1])
        yield BudgetLine(line=name, block=blocks[name], functions=functions, arts=arts, kroner=kroner + 0.0)  # no −0


def _kostra(result: Result, block: str, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the functions and arts of a line of the plan by its name without the block: m1, del_3, egen_1, a post."""
    if block == COSTS and f"{COSTS}_{name}" in PART_LINES:
        number = name.rpartition("_")[2]
        owner = measures_of_parts(result.block()).get(f"{COSTS}_{name}", "")
        return _typed(result, f"{owner}.kostra_function"), _typed(result, f"plan.part_art_{number}")
    if block == COSTS:
        return _typed(result, f"{name}.kostra_function"), _typed(result, f"{name}.art")
    owner, _, number = name.rpartition("_")
    if block == FUNDING:
        return _typed(result, f"{owner}.kostra_function"), _art_of_grant(result, owner, int(number))
    if owner == "egen":
        return _typed(result, f"free{number}.kostra_function"), _typed(result, f"free{number}.art")
    if owner.startswith("m") and number.isdigit():
        return _typed(result, f"{owner}.own{number}_kostra_function"), _typed(result, f"{owner}.own{number}_art")
    line = result.frame.parameters.lines[name]
    return line.kostra_functions, line.arts


def _typed(result: Result, key: str) -> tuple[str, ...]:
    value: Value = result.values.get(key)
    return () if value in {None, ""} else (str(value),)


def _art_of_grant(result: Result, owner: str, number: int) -> tuple[str, ...]:
    level = str(result.row("funder_level", owner)[number - 1, 0])
    own = level in LEVELS and levels_of(result, OWN)[LEVELS.index(level)] > 0
    return () if own or level not in FUNDING_ARTS else (FUNDING_ARTS[level],)
