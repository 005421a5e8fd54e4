"""The rows of the sheets `Usikkerhet` and `Trekk`: from what is typed as low and high to chances, spread and tornado.

The same as `three_way` on the workbook's own points, in the rows that the sheets have: multipliers around 1 for value,
success and cost, net(i, t) = value(i) · Σ_m success(i, m) · gain(m, t) + Σ_m cost(i, m) · cost(m, t), cost negative.
They are no part of `run`: a workbook asks for them, and they need scipy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import VIEWS, Value
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.results import UNDEFINED
from utenfor_core.trace import Rows, number
from utenfor_core.uncertain_inputs import CHOSEN_GAINS, CHOSEN_MEASURES, CHOSEN_VIEWS, OWNER
from utenfor_core.uncertainty.sampling import pert, pert_parameters
from utenfor_core.uncertainty.three_way import PERCENTS, YEARS_SHOWN, coefficients, column_of, workbook_points

Floats = NDArray[np.float64]
THINGS: Final = (
    "value",
    *(f"success_{owner}" for owner in MEASURE_BLOCKS),
    *(f"cost_{owner}" for owner in MEASURE_BLOCKS),
)
"""What is uncertain: one value for the book, then success and cost of each measure."""

BARS: Final = 6
"""Bars of the tornado that are shown: the widest."""

LEAST_RATE: Final = 1e-3
"""Success is never more than everybody: at most 1 / rate times; below this rate the limit is as at it."""

HORIZONS_SHOWN: Final = slice(1, 5)
"""The horizons that chances are shown for: the financial plan, then the three fixed ones."""


def with_uncertainty(result: Result) -> Result:
    """Return the calculation with the rows of `uncertainty_rows` in its trace; the same one if they are there."""
    if ("", "chance") in result.trace:
        return result
    added = {("", name): cells for name, cells in uncertainty_rows(result).items()}
    return replace(result, trace={**result.trace, **added})


def uncertainty_rows(result: Result) -> Rows:
    """Return every row of the two sheets by name, members × cells, from the inputs `uncertainty.…`.

    `spread_low`, `spread_high` (13, 1) are shares of what is calculated, by THINGS; `value_drawn` (points, 1),
    `success_drawn`, `cost_drawn` (points, 6) multipliers; `gain_<view>`, `cost_<view>` (6, 41) accumulated undiscounted
    kroner of the price year at the end of each budget year; `chance` (5 views, 41); for the chosen view
    `chance_chosen`, `p10`, `p50`, `p90` (1, 41); `swing_low`, `swing_high` (13, 1) what the net present value moves by
    when one thing is at its end and the others as calculated, kroner; `bar_…` (6, 1) the widest of them.

    >>> from utenfor_core.domain import Case
    >>> from utenfor_core.model import run
    >>> uncertainty_rows(run(Case()))["chance"].shape
    (5, 41)
    """
    parameters = result.frame.parameters
    causal = parameters["method/causal_share"]
    rows = Rows(
        kappa_low=float(causal.low) if is_number(causal.low) else 0.0,
        kappa_high=float(causal.high) if is_number(causal.high) else 0.0,
        overrun_low=number(parameters.number("method/cost_overrun_low")),
        overrun_high=number(parameters.number("method/cost_overrun_high")),
        pert_shape=number(parameters.number("method/pert_shape")),
        lattice_points=number(parameters.number("uncertainty/lattice_points")),
        lattice_generator=number(parameters.number("uncertainty/lattice_generator")),
        lattice_middle=1 / 2,
        percent_shown=[percent / 100 for percent in PERCENTS],
    )
    _chosen(rows, result)
    _spreads(rows, result)
    _draws(rows, result)
    _chances(rows, result)
    _swings(rows, result)
    return rows


def _choice(values: Mapping[str, Value], name: str, choices: Sequence[str]) -> int:
    """Return which of the choices stands in a drop-down, from 0; the first where none of them does."""
    typed = str(values.get(f"{OWNER}.{name}", "")).casefold()
    return choices.index(typed) if typed in choices else 0


def _chosen(rows: Rows, result: Result) -> None:
    measure = _choice(result.values, "measure", CHOSEN_MEASURES)
    view = _choice(result.values, "view", tuple(CHOSEN_VIEWS))
    gain = _choice(result.values, "gain", CHOSEN_GAINS)
    numbers = np.arange(1.0, len(MEASURE_BLOCKS) + 1)
    counts = np.where(measure == 0, 1.0, (numbers == measure).astype(float))
    alone = [number(result.row("success_rate", owner)[0, 0]) for owner in MEASURE_BLOCKS]
    rate = result.row("success_effective")[:, 0] if measure == 0 else np.array(alone)
    rows["chosen_measure"], rows["chosen_view"], rows["chosen_gain"] = measure + 1.0, view + 1.0, gain + 1.0
    rows["chosen_view_number"] = float(VIEWS.index(tuple(CHOSEN_VIEWS.values())[view]) + 1)
    rows["measure_number"], rows["measure_counts"], rows["measure_rate"] = numbers, counts, counts * rate


def _spreads(rows: Rows, result: Result) -> None:
    """Low and high of each thing: as typed, else value by κ's limits, cost by the usual overrun, success certain."""
    values = result.values
    kappa = number(result.in_use()["kappa"])
    known = kappa > 0 and rows.single("kappa_low") <= kappa <= rows.single("kappa_high")
    rows["value_default_low"] = rows.single("kappa_low") / kappa if known else 1.0
    rows["value_default_high"] = rows.single("kappa_high") / kappa if known else 1.0
    low = [_low(values, "value", rows.single("value_default_low"))]
    high = [_high(values, "value", rows.single("value_default_high"))]
    complete = [result.row("complete", owner)[0, 0] == 1 for owner in MEASURE_BLOCKS]
    for owner, counted in zip(MEASURE_BLOCKS, complete, strict=True):
        rate = number(result.row("success_rate", owner)[0, 0])
        top = max(1.0, min(_high(values, f"{owner}_success", 1.0), 1 / max(rate, LEAST_RATE)))
        low.append(_low(values, f"{owner}_success", 1.0) if counted else 1.0)
        high.append(top if counted else 1.0)
    for owner, counted in zip(MEASURE_BLOCKS, complete, strict=True):
        low.append(_low(values, f"{owner}_cost", 1.0 + rows.single("overrun_low")) if counted else 1.0)
        high.append(_high(values, f"{owner}_cost", 1.0 + rows.single("overrun_high")) if counted else 1.0)
    rows["spread_low"], rows["spread_high"] = low, high
    a, b = pert_parameters(low, 1.0, high, rows.single("pert_shape"))
    rows["spread_a"], rows["spread_b"] = a, b
    success = slice(1, 1 + len(MEASURE_BLOCKS))
    rows["chosen_complete"] = float((np.array(complete) * rows["measure_counts"][:, 0]).sum())
    certain = np.array(low)[success] == np.array(high)[success]
    rows["success_certain"] = float((certain * np.array(complete) * rows["measure_counts"][:, 0]).sum())


def _low(values: Mapping[str, Value], name: str, otherwise: float) -> float:
    typed = values.get(f"{OWNER}.{name}_low")
    return max(0.0, min(1.0, float(typed))) if is_number(typed) else otherwise


def _high(values: Mapping[str, Value], name: str, otherwise: float) -> float:
    typed = values.get(f"{OWNER}.{name}_high")
    return max(1.0, float(typed)) if is_number(typed) else otherwise


def _draws(rows: Rows, result: Result) -> None:
    points = workbook_points(result.frame.parameters)
    kinds = [("value", 0), *(("success", at) for at in range(len(MEASURE_BLOCKS)))]
    kinds += [("cost", at) for at in range(len(MEASURE_BLOCKS))]
    columns = [column_of(kind, at) for kind, at in kinds]
    low, high = rows["spread_low"][:, 0], rows["spread_high"][:, 0]
    drawn = np.tile(low, (len(points["point"]), 1))
    moves = high > low
    point = points["point"][:, columns][:, moves]
    drawn[:, moves] = pert(point, low[moves], 1.0, high[moves], rows.single("pert_shape"))
    drawn[:, ~moves] = 1.0
    rows["lattice_step"] = points["lattice_step"][columns, 0]
    rows["thing_number"] = np.arange(1.0, len(THINGS) + 1)
    rows["draw_number"] = rows["thing_number"][:, 0][None]
    for name, column in (("low", low), ("width", high - low), ("step", rows["lattice_step"][:, 0])):
        rows[f"draw_{name}"] = column[None]
    rows["draw_a"], rows["draw_b"] = rows["spread_a"][:, 0][None], rows["spread_b"][:, 0][None]
    rows["point_number"] = points["point_number"]
    half = 1 + len(MEASURE_BLOCKS)
    rows["value_drawn"], rows["success_drawn"], rows["cost_drawn"] = drawn[:, :1], drawn[:, 1:half], drawn[:, half:]


def _chances(rows: Rows, result: Result) -> None:
    measure = int(rows.single("chosen_measure"))
    block = TOGETHER if measure == 1 else MEASURE_BLOCKS[measure - 2]
    cashable = rows.single("chosen_gain") > 1
    tolerance = number(result.in_use()["tolerance"])
    rows.update(coefficients(result, block, cashable=cashable))
    value, success, cost = (rows[f"{name}_drawn"] for name in ("value", "success", "cost"))
    nets = [value * (success @ rows[f"gain_{view}"]) + cost @ rows[f"cost_{view}"] for view in VIEWS]
    chosen = int(rows.single("chosen_view_number")) - 1
    rows["chance"] = np.stack([(net >= -tolerance).mean(axis=0) for net in nets])
    rows["chance_chosen"] = rows["chance"][chosen][None]
    rows["gain_chosen"], rows["cost_chosen"] = rows[f"gain_{VIEWS[chosen]}"], rows[f"cost_{VIEWS[chosen]}"]
    for percent in PERCENTS:
        rows[f"p{percent:.0f}"] = np.percentile(nets[chosen], percent, axis=0)[None]
    lengths = result.row("horizon_list")[HORIZONS_SHOWN, 0].astype(float)
    at = np.clip(lengths, 1, YEARS_SHOWN).astype(int) - 1
    for name, chances in (("chance_at", rows["chance"]), ("chosen_at", rows["chance_chosen"])):
        shown = chances[:, at]
        rows[name] = shown if rows.single("chosen_complete") else np.full(shown.shape, UNDEFINED, dtype=object)
    rows["middle_at"] = rows["p50"][:, at]
    rows["low_at"], rows["high_at"] = rows["p10"][:, at], rows["p90"][:, at]


def _swings(rows: Rows, result: Result) -> None:
    """The net present value till 67 moves in a straight line with each thing: its ends are exact."""
    end = "_cashable" if rows.single("chosen_gain") > 1 else ""
    chosen = int(rows.single("chosen_view_number")) - 1
    weight, factors = result.row("view")[:, chosen], result.row("discount")[0]
    gain, cost = [], []
    for at, owner in enumerate(MEASURE_BLOCKS):
        rate, counts = rows["measure_rate"][at, 0], rows["measure_counts"][at, 0]
        unit, own = result.row(f"level_unit{end}", owner), result.row(f"level_own{end}", owner)
        gain.append(weight @ (rate * unit + counts * own) @ factors)
        cost.append(-counts * number(result.row("cost_present", owner)[chosen, -1]))
    rows["gain_value"], rows["cost_value"] = gain, cost
    rows["net_value"] = sum(gain) + sum(cost)
    base = np.array([sum(gain), *gain, *cost])
    low, high = (base * (rows[f"spread_{edge}"][:, 0] - 1) for edge in ("low", "high"))
    width = np.maximum(np.maximum(low, high), 0) - np.minimum(np.minimum(low, high), 0)
    width = np.floor(width + 1 / 2)
    order = np.lexsort((np.arange(len(THINGS)), -width))
    rank = np.empty(len(THINGS))
    rank[order] = np.arange(1.0, len(THINGS) + 1)
    rows["swing_base"], rows["swing_low"], rows["swing_high"] = base, low, high
    rows["swing_width"], rows["swing_rank"] = width, rank
    rows["bar_number"] = np.arange(1.0, BARS + 1)
    widest = order[:BARS]
    rows["bar_thing"] = widest + 1.0
    rows["bar_low"], rows["bar_high"], rows["bar_width"] = low[widest], high[widest], width[widest]
