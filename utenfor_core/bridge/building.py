"""The bridge itself: from one result to another, one change at a time, each step a whole calculation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utenfor_core.bridge.alterations import Alteration, Change, State, gathered, made_together, state_of
from utenfor_core.bridge.figures_changed import figure_alterations, group_alterations, price_alterations
from utenfor_core.bridge.inputs_changed import (
    choice_alterations,
    free_group_alterations,
    free_line_alterations,
    measure_alterations,
    own_value_alterations,
    place_alterations,
)
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import VIEWS
from utenfor_core.errors import InputError
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.stamp import stamp_of
from utenfor_core.version import __version__

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]
RESULTS = ("net_present", "net_sum", "net_present_cashable", "net_sum_cashable")
"""What a bridge follows: net present value and the plain sum of the net, kept and cashable."""

TILL_67 = -1
MOST_STEPS = 12
"""More steps than this are gathered by subject: a person reads a dozen, not two hundred."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What an older version of the program gave and is kept as numbers: kroner by view (VIEWS), by name in RESULTS."""

    model_version: str
    data_version: str
    amounts: Mapping[str, Sequence[float]]


@dataclass(frozen=True, kw_only=True, slots=True)
class BridgeStep:
    """One step: what changed, kroner it moved each result by, and where the results then stand (results, views)."""

    subject: str
    label: str
    changes: tuple[Change, ...]
    moved: Floats
    reached: Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class Bridge:
    """The way from an old result to a new one; start + Σ moved = end for every result and view.

    Arrays are (results, views): kroner, positive is better for that budget, `results` in the order of the names and
    views in the order of VIEWS. `old` and `new` say which model and figures each end comes from.
    """

    old: str
    new: str
    block: str
    horizon: int
    results: tuple[str, ...]
    start: Floats
    steps: tuple[BridgeStep, ...]
    end: Floats

    def amounts(self, view: str, result: str = "net_present") -> tuple[float, ...]:
        """Return start, what each step moved, and end, kroner of one view."""
        at = (self.results.index(result), VIEWS.index(view))
        return (float(self.start[at]), *(float(step.moved[at]) for step in self.steps), float(self.end[at]))

    def to_frame(self, result: str = "net_present") -> "DataFrame":
        """Return a table: the old result, each step, the new result; one column of kroner for each view."""
        import pandas as pd  # noqa: PLC0415  # heavy, and only needed for tables

        labels = (f"Før: {self.old}", *(step.label for step in self.steps), f"Nå: {self.new}")
        columns = {view: self.amounts(view, result) for view in VIEWS}
        return pd.DataFrame(columns, index=pd.Index(labels, name="steg"))


def bridge_between(  # noqa: PLR0913  # two ends; what is followed and how finely has defaults, by name
    old: Result,
    new: Result,
    *,
    stored: Stored | None = None,
    block: str = TOGETHER,
    horizon: int = TILL_67,
    most: int = MOST_STEPS,
) -> Bridge:
    """Return the bridge from one result to another: the changed figures one after another, each a whole calculation.

    The order is prices, the model's figures in the order of the sheet Forutsetninger, target groups, the municipality,
    start and rate and horizon, preset, own values, own posts, then each measure. A change's size depends on the order;
    the sum does not. `horizon` is the number of one of the result's horizons (the last is till 67). With more than
    `most` steps those of one subject are made together. A step that leaves a measure out which is in at both ends is
    made together with the next.

    With `stored` the bridge starts at what an older version gave, and the last step is what the new version of the
    model makes of the old figures, less that.

    Raises InputError when the two have not the same assumptions, or `stored` does not fit RESULTS and VIEWS.

    >>> from utenfor_core.domain import Case
    >>> from utenfor_core.model import run
    >>> before, after = run(Case()), run(Case(own_values={"kappa": 0.4}))
    >>> [step.label for step in bridge_between(before, after).steps]
    ['Egen verdi: Andel av forskjellen mellom gruppene som skyldes utfallet selv (κ)']
    """
    _refuse(old, new, stored)
    results = tuple(name for name in RESULTS if stored is None or name in stored.amounts)
    start, alterations = _way(old, new)

    def measured(result: Result) -> Floats:
        return np.array([result.row(name, block)[:, horizon] for name in results], dtype=float)

    first = measured(old)
    begun = first if stored is None else np.array([stored.amounts[name] for name in results], dtype=float)
    steps = []
    reached = begun
    for part, result in _made(start, gathered(alterations, most), old, new):
        after = begun + (measured(result) - first)
        steps.append(_step(part.subject, part.label, part.changes, reached, after))
        reached = after
    end = measured(new)
    if stored is not None:
        label = f"Ny modellversjon: {stored.model_version} → {__version__}"
        if stored.model_version == __version__:
            label = "Avvik mellom det lagrede resultatet og samme tall regnet på nytt"
        steps.append(_step("Modellen", label, (), reached, end))
    made_with = stamp_of(old)
    versions = (made_with.model_version, made_with.data_version)
    if stored is not None:
        versions = (stored.model_version, stored.data_version)
    return Bridge(
        old=_versions(*versions),
        new=_versions(__version__, stamp_of(new).data_version),
        block=block,
        horizon=horizon,
        results=results,
        start=begun,
        steps=tuple(steps),
        end=end,
    )


def _versions(model: str, data: str) -> str:
    return f"modell {model}, tall {data}"


def _step(subject: str, label: str, changes: tuple[Change, ...], before: Floats, after: Floats) -> BridgeStep:
    return BridgeStep(subject=subject, label=label, changes=changes, moved=after - before, reached=after)


def _refuse(old: Result, new: Result, stored: Stored | None) -> None:
    found = []
    names = [{line.name for line in result.frame.lines} for result in (old, new)]
    if odd := sorted(names[0] ^ names[1]):
        found.append(
            f"Broen: forutsetningene {', '.join(odd)} finnes bare i den ene enden. Regn begge ender med samme program."
        )
    for name, amounts in (stored.amounts if stored else {}).items():
        if name not in RESULTS:
            found.append(f"Broen: «{name}» er ikke et resultat en bro følger. Velg blant {', '.join(RESULTS)}.")
        elif len(amounts) != len(VIEWS) or not np.isfinite(np.asarray(amounts, dtype=float)).all():
            found.append(f"Broen: «{name}» har {list(amounts)}. Gi ett tall for hver av {', '.join(VIEWS)}.")
    if found:
        raise InputError(*found)


def _way(old: Result, new: Result) -> tuple[State, list[Alteration]]:
    """Return where the way starts and every alteration on it, in the documented order."""
    start, end = state_of(old), state_of(new)
    prices = list(price_alterations(start, end))
    priced = _after(start, prices)
    used = sorted({int(result.row("preset_number")[0, 0]) - 1 for result in (old, new)})
    used.sort(key=lambda column: column != int(old.row("preset_number")[0, 0]) - 1)
    figures = list(figure_alterations(priced.result() if prices else old, new, used))
    brought = {change.key for part in figures for change in part.changes}
    alike = {line.name: line for line in new.frame.lines if line.name not in brought}
    if prices:
        quiet = Alteration(subject="", label="", changes=(), made_on=lambda state: state.with_lines(alike))
        prices[-1] = made_together([prices[-1], quiet], prices[-1].label)
    else:
        start = start.with_lines(alike)
    groups = list(group_alterations(start, end))
    tabled = _after(start, groups)
    own_groups = list(free_group_alterations(tabled, end))
    regrouped = _after(tabled, own_groups)
    complete = [[result.block(name).single("complete") for name in MEASURE_BLOCKS] for result in (old, new)]
    arrived = [before != after for before, after in zip(*complete, strict=True)]
    return start, [
        *prices,
        *figures,
        *groups,
        *own_groups,
        *place_alterations(start, end),
        *choice_alterations(start, end),
        *own_value_alterations(start, end),
        *free_line_alterations(start, end),
        *measure_alterations(regrouped, end, arrived=arrived),
    ]


def _after(state: State, alterations: Iterable[Alteration]) -> State:
    return reduce(lambda reached, part: part.made_on(reached), alterations, state)


def _made(
    start: State, alterations: Sequence[Alteration], old: Result, new: Result
) -> Iterator[tuple[Alteration, Result]]:
    """Yield each alteration with the result it leads to; the last leads to the new result itself."""
    state, waiting = start, list[Alteration]()
    for number, part in enumerate(alterations, 1):
        state = part.made_on(state)
        waiting.append(part)
        last = number == len(alterations)
        result = new if last else state.result()
        if last or _stands(result, old, new):
            label = "; ".join(each.label for each in waiting)
            yield (waiting[0] if len(waiting) == 1 else made_together(waiting, label)), result
            waiting = []


def _stands(result: Result, old: Result, new: Result) -> bool:
    """Tell whether a state on the way is a calculation in its own right.

    It is not when a measure that is complete (or left out) at both ends is the other on the way, or an amount lacks its
    price there and at neither end.
    """
    for name in MEASURE_BLOCKS:
        now, before, after = (each.block(name).single("complete") for each in (result, old, new))
        if now not in {before, after}:
            return False
    missing, known = ({name for name, value in each.in_use().items() if not is_number(value)} for each in (result, old))
    return missing <= known | {name for name, value in new.in_use().items() if not is_number(value)}
