"""Kroner by measure, budget holder, level and year, which add up to the book's own levels, measure by measure."""

from collections.abc import Iterator, Sequence

import numpy as np

from utenfor.collecting.records import CASHABLE, COST, KEPT, TOO_FEW, Floats, Flow
from utenfor_core.budgets import cashable
from utenfor_core.calculation import Result
from utenfor_core.domain import LEVELS
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.posts import POSTS
from utenfor_core.trace import number
from utenfor_core.uncertainty.holders import Holder, Holders

PAID_BY_LEVEL = "Tiltak"
Found = dict[tuple[str, str, str, str], Floats]
"""Measure, holder, level and view to kroner by year."""


def flows_of(result: Result, complete: Sequence[str]) -> Iterator[Flow]:
    """Yield what each holder keeps, can cash and pays of the measures that are counted; what is nought is left out.

    A measure counts with the rate it has beside the others (a person is saved once), so that Σ over measures and
    holders of a level is the level's own sum. Measures for too few participants are one.
    """
    holders, found = Holders(result=result), Found()
    for owner in complete:
        at = MEASURE_BLOCKS.index(owner)
        measure = owner if result.row("described")[at, 0] else TOO_FEW
        _posts(result, owner, measure, holders, found)
        _own_lines(result, owner, measure, holders, found)
        for level, paid in zip(LEVELS, result.row("level_cost", owner), strict=True):
            _add(found, (measure, PAID_BY_LEVEL, level, COST), paid)
    for (measure, holder, level, view), kroner in found.items():
        if kroner.any():
            yield Flow(measure=measure, holder=holder, level=level, view=view, kroner=kroner)


def _posts(result: Result, owner: str, measure: str, holders: Holders, found: Found) -> None:
    rate = number(result.row("success_effective")[MEASURE_BLOCKS.index(owner), 0])
    gross = result.row("unit_gross", owner)
    cash = cashable(gross, result.row("kernel"), result.row("is_set"))
    for at, post in enumerate(POSTS):
        position = holders.of_post(at, post)
        holder = holders.all()[position]
        _add(found, (measure, _name(holder), holder.level, KEPT), rate * gross[at])
        _add(found, (measure, _name(holder), holder.level, CASHABLE), rate * cash[at])


def _own_lines(result: Result, owner: str, measure: str, holders: Holders, found: Found) -> None:
    gross = result.row("own_gross", owner)
    cash = cashable(gross, result.row("own_kernel", owner), result.row("own_is_set", owner))
    for at, level in enumerate(result.row("own_level", owner)[:, 0]):
        if level in LEVELS:
            position = holders.of_own_line(owner, at + 1, str(level))
            holder = holders.all()[position]
            _add(found, (measure, _name(holder), holder.level, KEPT), gross[at])
            _add(found, (measure, _name(holder), holder.level, CASHABLE), cash[at])


def _name(holder: Holder) -> str:
    functions = "/".join(holder.functions)
    return f"{holder.sector} ({functions})" if functions else holder.sector


def _add(found: Found, key: tuple[str, str, str, str], kroner: Floats) -> None:
    found[key] = found.get(key, np.zeros(kroner.shape)) + kroner
