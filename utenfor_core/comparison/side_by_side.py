"""Cases side by side: the same columns for each case, and the difference to the first.

Amounts are real kroner of the price year, positive is better; t = 0 is the base year and not discounted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.comparison.differences import (
    AssumptionDifference,
    InputDifference,
    differing_assumptions,
    differing_inputs,
)
from utenfor_core.comparison.words import columns, heads, horizon_names, preset_text, statuses
from utenfor_core.domain import LEVELS, PRESETS, VIEWS, Case, Value
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame, built_in_frame
from utenfor_core.inputs import is_number
from utenfor_core.model import MEASURE_BLOCKS, run
from utenfor_core.results import TIME, UNDEFINED
from utenfor_core.trace import Cells

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]
FEWEST, MOST = 2, 6
"""A difference needs two; more than six are not read side by side."""

BY_VIEW_AND_HORIZON = ("net_present", "net_sum", "net_present_cashable", "net_sum_cashable", "break_even")
BY_VIEW = (
    "payback_year_accumulated",
    "payback_year_accumulated_discounted",
    "payback_year_accumulated_cashable",
)
"""Rows of the trace that do not depend on the horizon."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Cases side by side, in the order they were given; the first is the one the others are measured against.

    `by_view` holds rows of the trace: net present value, sum, cashable and break-even (cases, views, horizons) and
    payback years (cases, views), numbers or the model's words where a result has no meaning. `by_level` holds gain,
    cost and net (cases, levels, horizons); the five levels sum to the total. `horizons` are budget years (cases,
    horizons): election period, plan, 10, 20, 40, the user's own and till 67.
    """

    names: tuple[str, ...]
    block: str
    horizons: Floats
    by_view: Mapping[str, Cells]
    by_level: Mapping[str, Floats]
    inputs: tuple[InputDifference, ...]
    assumptions: tuple[AssumptionDifference, ...]
    results: tuple[Result, ...] = field(repr=False)

    @property
    def about(self) -> dict[str, str]:
        """What each preset in use stands for, in Norwegian, by its name."""
        numbers = {int(result.row("preset_number")[0, 0]) for result in self.results}
        return {preset: preset_text(preset) for number, preset in enumerate(PRESETS, 1) if number in numbers}

    def difference(self, column: str) -> Cells:
        """Return a column by view less the first case's, in the column's shape; words where either cell is words.

        Raises KeyError for a name that is no column.

        >>> compare({"nå": Case(), "likt": Case()}).difference("net_sum").shape
        (2, 5, 7)
        """
        return _less_the_first(self.by_view[column])

    def level_difference(self, column: str) -> Floats:
        """Return a column by level less the first case's (cases, levels, horizons); raises KeyError as `difference`."""
        return self.by_level[column] - self.by_level[column][:1]

    def to_frame(self) -> "DataFrame":
        """Return a line for each case, view and horizon: every column by view and its difference to the first."""
        wide = (len(self.names), len(VIEWS), self.horizons.shape[1])
        table = {}
        for name, cells in self.by_view.items():
            found = (cells, self.difference(name))
            table[name] = [np.broadcast_to(part.reshape(*part.shape[:2], -1), wide) for part in found]
        return self._figures("view", VIEWS, table)

    def levels_to_frame(self) -> "DataFrame":
        """Return a line for each case, level and horizon: gain, cost and net, and the difference to the first."""
        table = {name: [cells, self.level_difference(name)] for name, cells in self.by_level.items()}
        return self._figures("level", LEVELS, table)

    def inputs_to_frame(self) -> "DataFrame":
        """Return a line for each input that differs: key, label, unit and its value in each case."""
        rows = [(one.key, one.label, one.unit, *one.in_each) for one in self.inputs]
        return self._list(("key", "label", "unit"), (), rows)

    def assumptions_to_frame(self) -> "DataFrame":
        """Return a line for each assumption in use that differs: label, unit, values, status, sources and why."""
        words = statuses()
        rows = [
            (one.label, one.unit, *one.in_each, words[one.status], one.sources, one.why) for one in self.assumptions
        ]
        return self._list(("label", "unit"), ("status", "sources", "why"), rows)

    def _figures(self, of: str, members: tuple[str, ...], table: Mapping[str, list[Cells]]) -> "DataFrame":
        import pandas as pd  # noqa: PLC0415 - the core is light: pandas only where a table is asked for

        lines = [
            (name, member, called)
            for name, lengths in zip(self.names, self.horizons, strict=True)
            for member in members
            for called in horizon_names(lengths)
        ]
        index = pd.MultiIndex.from_tuples(lines, names=[heads()[name] for name in ("scenario", of, "horizon")])
        found = {}
        for name, (cells, difference) in table.items():
            head = columns()[name]
            found[head] = cells.ravel()
            found[heads()["difference"].format(column=head)] = difference.ravel()
        return pd.DataFrame(found, index=index)

    def _list(self, before: tuple[str, ...], after: tuple[str, ...], rows: list[tuple[Value, ...]]) -> "DataFrame":
        import pandas as pd  # noqa: PLC0415 - as above

        named = [*(heads()[name] for name in before), *self.names, *(heads()[name] for name in after)]
        return pd.DataFrame(rows, columns=named, dtype=object)


def _less_the_first(cells: Cells) -> Cells:
    if cells.dtype != object:
        return np.asarray(cells - cells[:1])
    pairs = np.broadcast(cells, cells[:1])
    found = [one - first if is_number(one) and is_number(first) else UNDEFINED for one, first in pairs]
    return np.array(found, dtype=object).reshape(cells.shape)


def _by_level(result: Result, block: str) -> dict[str, Floats]:
    """Return present values and sums by level and horizon (levels, horizons)."""
    within = (result.row("horizon")[0] > TIME[:, None]).astype(float)
    present = result.row("discount")[0][:, None] * within
    gain, cash, cost = (result.row(f"level_{name}", block) for name in ("gross", "cashable", "cost"))
    return {
        "gain_present": gain @ present,
        "cost_present": cost @ present,
        "net_present": (gain - cost) @ present,
        "net_sum": (gain - cost) @ within,
        "net_present_cashable": (cash - cost) @ present,
        "net_sum_cashable": (cash - cost) @ within,
    }


def _calculated(cases: Mapping[str, Case], frame: Frame) -> tuple[Result, ...]:
    """Run every case; what is wrong with any of them is raised at once, said once where it is wrong with all."""
    results: list[Result] = []
    wrong: dict[str, list[str]] = {}
    for name, case in cases.items():
        try:
            results.append(run(case, frame=frame))
        except InputError as error:
            for problem in error.problems:
                wrong.setdefault(problem, []).append(name)
    if wrong:
        raise InputError(*(
            problem if len(names) == len(cases) else f"{', '.join(names)}: {problem}"
            for problem, names in wrong.items()
        ))  # fmt: skip
    return tuple(results)


def compare(cases: Mapping[str, Case], *, block: str = TOGETHER, frame: Frame | None = None) -> Comparison:
    """Return two to six cases side by side, by name; the first is the one the others are measured against.

    `block` is `all` for all measures together or m1 … m6 for one of them.

    Raises InputError with every problem of every case, and when there are too few or too many.

    >>> case = Case(preset="midtanslag")
    >>> [one.key for one in compare({"nå": case, "høyt": replace(case, own_values={"kappa": 0.71})}).inputs]
    ['own.kappa']
    """
    frame = frame or built_in_frame()
    problems = []
    if not FEWEST <= len(cases) <= MOST:
        problems.append(
            f"Antall alternativer er {len(cases)}: det må være fra {FEWEST} til {MOST}. Legg til eller ta bort noen."
        )
    if block not in {TOGETHER, *MEASURE_BLOCKS}:
        known = ", ".join((TOGETHER, *MEASURE_BLOCKS))
        problems.append(f"block: «{block}» finnes ikke. Velg en av: {known}.")
    if problems:
        raise InputError(*problems)
    results = _calculated(cases, frame)
    by_level = [_by_level(result, block) for result in results]
    return Comparison(
        names=tuple(cases),
        block=block,
        horizons=np.stack([result.row("horizon")[0] for result in results]),
        by_view={name: np.stack([result.row(name, block) for result in results]) for name in BY_VIEW_AND_HORIZON}
        | {name: np.stack([result.row(name, block)[:, 0] for result in results]) for name in BY_VIEW},
        by_level={name: np.stack([levels[name] for levels in by_level]) for name in by_level[0]},
        inputs=tuple(differing_inputs(results, frame)),
        assumptions=tuple(differing_assumptions(results, frame)),
        results=results,
    )


def compare_presets(case: Case, *, block: str = TOGETHER, frame: Frame | None = None) -> Comparison:
    """Return a case under every preset, the cautious first: what comes out, which assumptions differ, and why.

    Raises InputError as `compare` does.

    >>> compare_presets(Case()).names
    ('forsiktig', 'midtanslag', 'full-forskjell')
    """
    return compare({preset: replace(case, preset=preset) for preset in PRESETS}, block=block, frame=frame)
