"""How the net moves with the inputs: one input at a time, and two at once; every point is an exact calculation.

Amounts are real kroner of the price year, positive is better; t = 0 is the base year and not discounted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.case_shape import shape_problems
from utenfor_core.domain import VIEWS, Case, Value
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame, built_in_frame
from utenfor_core.input_labels import plain_label
from utenfor_core.input_problems import told, unusable
from utenfor_core.model import MEASURE_BLOCKS, compute, run
from utenfor_core.results import TIME
from utenfor_core.uncertainty.spreads import Spread, filled

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]
POINTS = ("lav", "mest sannsynlig", "høy")
MOST_CELLS = 2_500
"""A table of 50 × 50: a larger one takes minutes, and nobody reads it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Nets:
    """The net of many calculations: `flows` and `flows_cashable` (…, views, years), `discount` D(t) (…, years).

    A calculation that cannot be made is NaN: with those values a measure is left out.
    """

    flows: Floats
    flows_cashable: Floats
    discount: Floats

    def net(self, *, view: str, years: float | None = None, discounted: bool = True, cashable: bool = False) -> Floats:
        """Return Σ D(t) times the net of year t, over t < years, of each calculation (…); till 67 without years.

        Raises InputError for a view that is none.
        """
        if view not in VIEWS:
            text = f"visning: «{view}» finnes ikke. Velg en av: {', '.join(VIEWS)}."
            raise InputError(text)
        flows = (self.flows_cashable if cashable else self.flows)[..., VIEWS.index(view), :]
        weights = self.discount if discounted else np.ones_like(self.discount)
        within = (TIME.size if years is None else years) > TIME
        return np.asarray((flows * weights)[..., within].sum(axis=-1))


@dataclass(frozen=True, kw_only=True, slots=True)
class TwoWay:
    """The net at every pair of values of two inputs; `nets` has shape (row values, column values)."""

    row_key: str
    row_label: str
    row_values: tuple[Value, ...]
    column_key: str
    column_label: str
    column_values: tuple[Value, ...]
    nets: Nets

    def to_frame(
        self, *, view: str, years: float | None = None, discounted: bool = True, cashable: bool = False
    ) -> "DataFrame":
        """Return the table for one view: a line for each row value, a column for each column value, kroner."""
        import pandas as pd  # noqa: PLC0415 - the core is light: pandas only where a table is asked for

        net = self.nets.net(view=view, years=years, discounted=discounted, cashable=cashable)
        index = pd.Index(self.row_values, name=self.row_label)
        return pd.DataFrame(net, index=index, columns=pd.Index(self.column_values, name=self.column_label))


@dataclass(frozen=True, kw_only=True, slots=True)
class OneAtATime:
    """The net with each input at low, most likely and high, the others as in the case.

    `points` are the input's own values (inputs, 3); `nets` has shape (inputs, 3).
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    points: Floats
    nets: Nets

    def to_frame(self, *, years: float | None = None, discounted: bool = True, cashable: bool = False) -> "DataFrame":
        """Return a line for each input and point: the input's value and the net of every view, kroner."""
        import pandas as pd  # noqa: PLC0415 - as above

        index = pd.MultiIndex.from_product([self.labels, POINTS], names=["felt", "punkt"])
        columns: dict[str, Floats] = {"verdi": self.points.ravel()}
        for view in VIEWS:
            net = self.nets.net(view=view, years=years, discounted=discounted, cashable=cashable)
            columns[view] = net.ravel()
        return pd.DataFrame(columns, index=index)


def _nets(case: Case, changes: Sequence[Mapping[str, Value]], block: str, frame: Frame) -> Nets:
    """Calculate the case with each set of changed inputs; one flow each, NaN where a measure is left out."""
    delivered = frame.delivered(case)
    used = MEASURE_BLOCKS[: len(case.measures)]
    flows: list[Floats] = []
    cashable: list[Floats] = []
    discount: list[Floats] = []
    for change in changes:
        values = {**delivered, **change}
        result = compute(values, values, case.place, frame=frame)
        whole = all(result.row("complete", owner)[0, 0] for owner in used)
        for found, name in ((flows, "net"), (cashable, "net_cashable")):
            cells = result.row(name, block)
            found.append(cells if whole else np.full_like(cells, np.nan))
        discount.append(result.row("discount")[0])
    return Nets(flows=np.stack(flows), flows_cashable=np.stack(cashable), discount=np.stack(discount))


def _shaped(nets: Nets, *shape: int) -> Nets:
    def shaped(cells: Floats) -> Floats:
        return cells.reshape(*shape, *cells.shape[1:])

    return Nets(flows=shaped(nets.flows), flows_cashable=shaped(nets.flows_cashable), discount=shaped(nets.discount))


def _problems(key: str, values: Sequence[Value], case: Case, frame: Frame) -> Iterator[str]:
    """Yield what is wrong with an input's key and values beside the case's other inputs, which `run` judges."""
    if all(field.key != key for field in frame.fields):
        yield f"{key}: finnes ikke. Se arket Inndata for navnene."
    if not values:
        yield f"{key}: ingen verdier er oppgitt. Oppgi minst én."
    beside = {} if shape_problems(case) else frame.delivered(case)
    for value in values:
        typed = {**beside, key: value}
        yield from (told(field, wrong) for field, wrong in unusable(frame.fields, typed) if field.key == key)


def two_way(
    case: Case,
    rows: tuple[str, Sequence[Value]],
    columns: tuple[str, Sequence[Value]],
    *,
    block: str = TOGETHER,
    frame: Frame | None = None,
) -> TwoWay:
    """Return the net for every pair of values of two inputs, each given as (key, values), choices as words.

    `block` is `all` for all measures together or m1 … m6 for one of them. A pair that cannot be is NaN, such as a
    success rate above 1 − p0.

    Raises InputError with every problem of the case or of the two axes.

    >>> from utenfor_core.domain import Measure
    >>> case = Case(measures=[Measure(group="vgs_frafall", base_outcome=0.5, typed_rate=0.1, intake=[10])])
    >>> table = two_way(case, ("m1.typed_rate", [0.05, 0.1]), ("m1.cost_per_year", [50_000, 90_000, 120_000]))
    >>> table.nets.net(view="kommune").shape
    (2, 3)
    """
    frame = frame or built_in_frame()
    (row_key, row_values), (column_key, column_values) = rows, columns
    found = [*_problems(row_key, row_values, case, frame), *_problems(column_key, column_values, case, frame)]
    if row_key == column_key:
        found.append(f"{row_key}: står på begge akser. Velg to ulike felt.")
    if len(row_values) * len(column_values) > MOST_CELLS:
        found.append(f"{len(row_values)} × {len(column_values)} ruter er for mange: høyst {MOST_CELLS}. Ta bort noen.")
    _checked(case, found, block, frame)
    changes = [{row_key: row, column_key: column} for row in row_values for column in column_values]
    return TwoWay(
        row_key=row_key,
        row_label=plain_label(frame, row_key),
        row_values=tuple(row_values),
        column_key=column_key,
        column_label=plain_label(frame, column_key),
        column_values=tuple(column_values),
        nets=_shaped(_nets(case, changes, block, frame), len(row_values), len(column_values)),
    )


def one_at_a_time(
    case: Case, spreads: Sequence[Spread], *, block: str = TOGETHER, frame: Frame | None = None
) -> OneAtATime:
    """Return the net with each input at its low, most likely and high value, the others as they are in the case.

    The most likely value is the one in use where a spread gives none. `block` is `all` or m1 … m6. Inputs that are
    never drawn, such as the discount rate, can be moved here: every point is a calculation of its own.

    Raises InputError with every problem of the case or of the spreads, and when a value leaves a measure out.

    >>> from utenfor_core.domain import Measure
    >>> case = Case(measures=[Measure(group="vgs_frafall", base_outcome=0.5, typed_rate=0.1, intake=[10])])
    >>> table = one_at_a_time(case, [Spread(key="own.kappa", low=0.4, high=0.71)])
    >>> table.labels, table.points.tolist()
    (('Andel av forskjellen mellom gruppene som skyldes utfallet selv (κ)',), [[0.4, 0.5, 0.71]])
    """
    frame = frame or built_in_frame()
    asked = [] if spreads else ["Ingen felt er oppgitt. Oppgi minst ett med lav og høy verdi."]
    asked += [text for each in spreads for text in _problems(each.key, [each.low, each.most, each.high], case, frame)]
    result = _checked(case, asked, block, frame)
    complete = filled(spreads, result)
    points = [[each.low, each.most, each.high] for each in complete]
    found = [_out_of_order(each) for each in complete if each.most is None or not each.low <= each.most <= each.high]
    if found:
        raise InputError(*found)
    changes = [{each.key: value} for each, values in zip(complete, points, strict=True) for value in values]
    nets = _nets(case, changes, block, frame)
    left_out = [_left_out(change) for change, flows in zip(changes, nets.flows, strict=True) if np.isnan(flows).any()]
    if left_out:
        raise InputError(*left_out)
    return OneAtATime(
        keys=tuple(each.key for each in complete),
        labels=tuple(plain_label(frame, each.key) for each in complete),
        points=np.array(points, dtype=float),
        nets=_shaped(nets, len(complete), len(POINTS)),
    )


def _out_of_order(spread: Spread) -> str:
    if spread.most is None:
        return f"{spread.key}: mest sannsynlig verdi mangler, og ingen verdi er i bruk. Oppgi den."
    return (
        f"{spread.key}: lav {spread.low:g}, mest sannsynlig {spread.most:g} og høy {spread.high:g} står ikke i "
        "stigende rekkefølge. Rett dem."
    )


def _left_out(change: Mapping[str, Value]) -> str:
    ((key, value),) = change.items()
    return f"{key}: med {value} kan et tiltak ikke regnes ut. Velg et snevrere spenn."


def _checked(case: Case, found: Sequence[str], block: str, frame: Frame) -> Result:
    """Return the case's own result; raise InputError with what is wrong with case and block, and what was found."""
    wrong = list(found)
    if block not in {TOGETHER, *MEASURE_BLOCKS}:
        wrong.append(f"block: «{block}» finnes ikke. Velg en av: {', '.join((TOGETHER, *MEASURE_BLOCKS))}.")
    try:
        result = run(case, frame=frame)
    except InputError as error:
        raise InputError(*error.problems, *wrong) from error
    if wrong:
        raise InputError(*wrong)
    return result
