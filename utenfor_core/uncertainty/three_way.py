"""The workbook's uncertainty: success, value and cost of each measure as multipliers, on the workbook's own points.

The points are a Korobov lattice, ((i · z mod n) + 1/2) / n with z_j = g^j mod n, so that a worksheet makes them by a
formula. Every intermediate is a named row (members, cells), as in the trace. Success and value multiply all that a
measure gains, its own lines too; where measures overlap, or a funder pays a fixed amount, the workbook's three-way
keeps what holds at the most likely values (decision 0023), and only `simulate` is exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import VIEWS
from utenfor_core.errors import InputError
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.parameters import Parameters
from utenfor_core.trace import Rows, number
from utenfor_core.uncertainty.sampling import pert, pert_parameters

Floats = NDArray[np.float64]
YEARS_SHOWN = 41
"""Budget years t = 0 … 40 on the sheet: the standard horizon, and the year after it."""

PERCENTS = (10.0, 50.0, 90.0)
"""P10, P50 and P90: what is usually shown of a spread."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Triple:
    """Low, most likely and high of one multiplier or success rate; equal low and high is certain."""

    low: float = 1.0
    most: float = 1.0
    high: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreeWay:
    """The three uncertain things of a measure. Each is divided by its most likely value (by 1 where that is 0)."""

    success: Triple = field(default_factory=Triple)
    value: Triple = field(default_factory=Triple)
    cost: Triple = field(default_factory=Triple)


KINDS = ("success", "value", "cost")


def lattice(points: int, generator: int, columns: int) -> Rows:
    """Return `point_number` i (points, 1), `lattice_step` z (columns, 1) and `point` (points, columns) in (0, 1).

    point = ((i · z mod n) + 1/2) / n, z_j = g^j mod n, i = 0 … n − 1. Source: Korobov (1959).

    >>> lattice(5, 2, 2)["point"][1].tolist()
    [0.3, 0.5]
    """
    steps = np.array([pow(generator, j, points) for j in range(columns)], dtype=float)
    numbers = np.arange(points, dtype=float)
    return Rows(
        point_number=numbers,
        lattice_step=steps,
        point=(np.mod(numbers[:, None] * steps, points) + 1 / 2) / points,
    )


def workbook_points(parameters: Parameters) -> Rows:
    """Return the workbook's own points (points, 13): one column for value, then success and cost of each measure."""
    points, generator = (int(parameters.number(f"uncertainty/lattice_{name}")) for name in ("points", "generator"))
    return lattice(points, generator, 1 + 2 * len(MEASURE_BLOCKS))


def column_of(kind: str, measure: int) -> int:
    """Return the column of points that draws a kind for measure number `measure`, from 0.

    Value is one column for all measures: it rests on the same wages, unit costs and causal share, so it moves together.

    >>> [column_of(kind, 1) for kind in KINDS]
    [3, 0, 4]
    """
    return 0 if kind == "value" else 1 + 2 * measure + (kind == "cost")


def triple_problems(measures: Mapping[str, ThreeWay]) -> list[str]:
    """Return everything that is wrong with the triples, one Norwegian sentence each."""
    words = {"success": "suksess", "value": "verdi", "cost": "kostnad"}
    found = [
        f"«{owner}» er ikke et tiltak. Velg en av: {', '.join(MEASURE_BLOCKS)}."
        for owner in measures
        if owner not in MEASURE_BLOCKS
    ]
    for owner, three in measures.items():
        for kind in KINDS:
            triple: Triple = getattr(three, kind)
            numbers = (triple.low, triple.most, triple.high)
            where = f"{owner}, {words[kind]}"
            if not all(is_number(value) for value in numbers):
                found.append(f"{where}: {numbers} må være tall. Skriv tre tall.")
            elif not triple.low <= triple.most <= triple.high:
                found.append(f"{where}: {numbers} må stige fra lav til høy. Rett rekkefølgen.")
            elif triple.low < 0:
                found.append(f"{where}: {triple.low:g} er under 0. Skriv et tall fra 0 og oppover.")
            elif kind == "success" and triple.high > 1:
                found.append(f"{where}: {triple.high:g} er over 1. Skriv en andel fra 0 til 1.")
    return found


def three_way(
    points: Rows, result: Result, measures: Mapping[str, ThreeWay], *, block: str = TOGETHER, cashable: bool = False
) -> Rows:
    """Return chances, means and percentiles of accumulated net by view and year on the points, with every step.

    `points` from `workbook_points` or `lattice`; `measures` by m1 … m6, those left out are certain; `block` one of
    these or `all`. Rows by name, members × cells:
    `triple` (18, 3), `pert_a`, `pert_b` (18, 1), `drawn` (points, 18: success, value and
    cost of m1, of m2 …), `multiplier` (points, 12): success · value of
    the six measures, then cost of the six; for each view `gain_<view>` and `cost_<view>` (6, 41), accumulated kroner,
    cost negative; `chance`, `mean` (5 views, 41) and `p10`, `p50`, `p90` (5, 41).
    accumulated net(i, t) = Σ_m multiplier(i, m) · gain(m, t) + multiplier(i, 6 + m) · cost(m, t).

    Raises InputError with everything that is wrong with the triples and for an unknown block.
    """
    found = triple_problems(measures)
    if block not in {*MEASURE_BLOCKS, TOGETHER}:
        found.append(f"«{block}» er ikke et tiltak. Velg en av: {', '.join((*MEASURE_BLOCKS, TOGETHER))}.")
    if found:
        raise InputError(*found)
    rows = Rows(**points)
    rows.update(_multipliers(points["point"], measures, number(result.frame.parameters.number("method/pert_shape"))))
    rows.update(coefficients(result, block, cashable=cashable))
    tolerance = number(result.in_use()["tolerance"])
    nets = [rows["multiplier"] @ np.concatenate([rows[f"gain_{view}"], rows[f"cost_{view}"]]) for view in VIEWS]
    rows["chance"] = np.stack([(net >= -tolerance).mean(axis=0) for net in nets])
    rows["mean"] = np.stack([net.mean(axis=0) for net in nets])
    for percent in PERCENTS:
        rows[f"p{percent:.0f}"] = np.stack([np.percentile(net, percent, axis=0) for net in nets])
    return rows


def _multipliers(point: Floats, measures: Mapping[str, ThreeWay], shape: float) -> Rows:
    """Return the triples, their PERT, the drawn values and the multipliers of gains and of costs."""
    triples = np.array([
        [getattr(getattr(measures.get(owner, ThreeWay()), kind), end) for end in ("low", "most", "high")]
        for owner in MEASURE_BLOCKS
        for kind in KINDS
    ])  # fmt: skip
    low, most, high = triples.T
    a, b = pert_parameters(low, most, high, shape)
    column = [column_of(kind, at) for at in range(len(MEASURE_BLOCKS)) for kind in KINDS]
    drawn = pert(point[:, column], low, most, high, shape)
    relative = np.where(most == 0, 1.0, drawn / np.where(most == 0, 1.0, most))
    success, value, cost = (relative[:, at :: len(KINDS)] for at in range(len(KINDS)))
    return Rows(
        triple=triples, pert_a=a, pert_b=b, drawn=drawn, multiplier=np.concatenate([success * value, cost], axis=1)
    )


def coefficients(result: Result, block: str, *, cashable: bool) -> Rows:
    """Return accumulated gain and cost of each measure by view and year: `gain_<view>`, `cost_<view>` (6, 41).

    Gains are at the effective rate where all measures are taken together, at the measure's own where it is alone;
    other measures than the chosen one are 0. Undiscounted kroner of the price year, cost negative.
    """
    end = "_cashable" if cashable else ""
    effective = result.row("success_effective")[:, 0]
    gains, costs = [], []
    for at, owner in enumerate(MEASURE_BLOCKS):
        counts = float(block in {owner, TOGETHER})
        rate = effective[at] if block == TOGETHER else number(result.row("success_rate", owner)[0, 0])
        gain = rate * result.row(f"level_unit{end}", owner) + result.row(f"level_own{end}", owner)
        gains.append(counts * np.cumsum(gain, axis=1))
        costs.append(-counts * np.cumsum(result.row("level_cost", owner), axis=1))
    by_view = result.row("view").T
    rows = Rows()
    for at, view in enumerate(VIEWS):
        rows[f"gain_{view}"] = np.stack([by_view[at] @ gain for gain in gains])[:, :YEARS_SHOWN]
        rows[f"cost_{view}"] = np.stack([by_view[at] @ cost for cost in costs])[:, :YEARS_SHOWN]
    return rows
