"""Results by view and horizon: present values, annuity, ratio, payback, break-even, highest cost, cost of waiting.

A view adds levels up: kommune, fylkeskommune, stat, the unit's own levels, all five. Text stands where a result has no
meaning: «ikke definert» with nothing to divide by, «ikke innen horisonten», «ikke mulig i perioden».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utenfor_core.discounting import internal_rate
from utenfor_core.domain import ALL, OWN, VIEWS, YEARS, Value
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
UNDEFINED = "ikke definert"
NEVER = "ikke innen horisonten"
IMPOSSIBLE = "ikke mulig i perioden"
TIME = np.arange(YEARS)
CASE_RATE, CASE_IMPOSSIBLE, CASE_FREE = 1.0, 2.0, 3.0
"""Which text or number a break-even cell shows."""

RATE_VIEWS = (OWN, ALL)
"""The views an internal rate of return is given for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Yardstick:
    """What results are measured with: views (levels, views) of 0 and 1, D(t), horizons in years, first year, ± kr."""

    views: Floats
    factors: Floats
    lengths: Floats
    base_year: float
    tolerance: float


def horizons(inuse: Mapping[str, Value], chosen: Value, base_year: float) -> Floats:
    """Return the horizons side by side, in budget years: election period, plan, 10, 20, 40, the user's, till 67."""
    own = number(chosen) if isinstance(chosen, int | float) else float(YEARS)
    named = [number(inuse[name]) for name in ("plan_years", "horizon_medium", "horizon_long", "horizon_standard")]
    election = election_years(base_year, number(inuse["election_last"]), number(inuse["election_period"]))
    return np.array([election, *named, own, float(YEARS)])


def election_years(base_year: float, last: float, period: float) -> float:
    """Return how many budget years are left, the base year among them, of the council that decides in the base year.

    The outgoing council's last budget year is `last`, then every `period` years.

    >>> [election_years(year, 2027, 4) for year in (2027, 2028, 2030)]
    [1.0, 4.0, 2.0]
    """
    return float(1 + (last - base_year) % period)


def payback(accumulated: Floats, tolerance: float) -> Floats:
    """Return how many years pass before each accumulated flow (…, years) is ≥ 0 and stays so; `years` when never.

    >>> payback(np.array([[-5.0, 1.0, 2.0], [0.0, 0.0, -1.0]]), 0.005)
    array([1., 3.])
    """
    behind = (accumulated < -tolerance) * (np.arange(accumulated.shape[-1]) + 1.0)
    return np.asarray(behind.max(axis=-1))


def _text_where(values: NDArray[Any], condition: NDArray[np.bool_], text: str) -> NDArray[np.object_]:
    cells: NDArray[np.object_] = values.astype(object)
    cells[condition] = text
    return cells


def _divide(above: Floats, below: Floats, defined: NDArray[np.bool_]) -> Floats:
    return np.where(defined, above / np.where(defined, below, 1.0), 0.0)


def result_rows(flows: Rows, yardstick: Yardstick) -> Rows:
    """Return everything a result sheet shows of one measure or of all together.

    `flows` has level_unit, level_own, level_gross, level_cashable, level_cost (5, years), and by budget year the
    intake; intake_successes, the successes that level_unit is worth: a measure's whole intake, for all measures
    together what is expected; and intake_room, N · (1 − p0): who would not succeed anyway. Break-even is a share of
    the participants taken in within the horizon, and is impossible where it is more than that room.
    """
    pick, factors, tolerance = yardstick.views.T, yardstick.factors, yardstick.tolerance
    gain, cash, cost, own, unit = (
        pick @ flows[name] for name in ("level_gross", "level_cashable", "level_cost", "level_own", "level_unit")
    )
    net, net_cash = gain - cost, cash - cost
    rows = Rows(
        net=net,
        net_cashable=net_cash,
        accumulated=np.cumsum(net, axis=1),
        accumulated_cashable=np.cumsum(net_cash, axis=1),
        accumulated_discounted=np.cumsum(net * factors, axis=1),
        view_gain=gain,
        view_cost=cost,
    )
    within = (yardstick.lengths > TIME[:, None]).astype(float)
    present = factors[:, None] * within
    for name, flow in (("gain", gain), ("cost", cost), ("cash", cash), ("own", own), ("unit", unit)):
        rows[f"{name}_present"] = flow @ present
    for name, flow in (("gain", gain), ("cost", cost), ("cash", cash)):
        rows[f"{name}_sum"] = flow @ within
    rows["net_present"] = rows["gain_present"] - rows["cost_present"]
    rows["net_present_cashable"] = rows["cash_present"] - rows["cost_present"]
    rows["net_sum"] = rows["gain_sum"] - rows["cost_sum"]
    rows["net_sum_cashable"] = rows["cash_sum"] - rows["cost_sum"]
    rows["annuity_factor"] = present.sum(axis=0)[None]
    rows["annuity"] = rows["net_present"] / rows["annuity_factor"]
    has_cost = rows["cost_present"] > tolerance
    rows["ratio"] = _text_where(_divide(rows["gain_present"], rows["cost_present"], has_cost), ~has_cost, UNDEFINED)
    _payback(rows, tolerance, yardstick.base_year)
    _participants(rows, flows, present, within)
    _break_even(rows, tolerance)
    _signs(rows, tolerance)
    pays_back = rows["last_sign"][:, -1] > 0  # a gain that is paid for later has a root too, but no rate of return
    flows_of = net[[VIEWS.index(view) for view in RATE_VIEWS]]
    rates = [internal_rate(flow, tolerance) if last else None for flow, last in zip(flows_of, pays_back, strict=True)]
    rows["internal_rate"] = [UNDEFINED if rate is None else rate for rate in rates]
    later = np.concatenate([factors[1:], [0.0]])
    rows["delay_cost"] = (net @ (factors - later))[:, None]
    return rows


def _signs(rows: Rows, tolerance: float) -> None:
    net = rows["net"][[VIEWS.index(view) for view in RATE_VIEWS]]
    sign = np.where(np.abs(net) < tolerance, 0.0, np.sign(net))
    last = np.maximum.accumulate(np.where(sign != 0, TIME, 0), axis=1)
    rows["last_sign"] = np.take_along_axis(sign, last, axis=1)
    before = np.concatenate([np.zeros((len(RATE_VIEWS), 1)), rows["last_sign"][:, :-1]], axis=1)
    rows["sign_change"] = (rows["last_sign"] * before < 0).astype(float)


def _payback(rows: Rows, tolerance: float, base_year: float) -> None:
    idle = (np.abs(rows["view_gain"]).max(axis=1) <= tolerance) & (rows["view_cost"].max(axis=1) <= tolerance)
    rows["idle"] = idle.astype(float)
    for name in ("accumulated", "accumulated_cashable", "accumulated_discounted"):
        years = payback(rows[name], tolerance)
        rows[f"behind_{name}"] = years
        cells = _text_where(years, years >= YEARS, NEVER)
        cells[idle] = UNDEFINED
        rows[f"payback_{name}"] = cells
        calendar = [value if isinstance(value, str) else value + base_year for value in cells]
        rows[f"payback_year_{name}"] = np.array(calendar, dtype=object)


def _participants(rows: Rows, flows: Rows, present: Floats, within: Floats) -> None:
    """Participants whose intake lies within each horizon: those taken in, the successes among them, present value."""
    intake, successes = flows["intake"][0], flows["intake_successes"][0]
    years = len(intake)
    rows["participants_within"] = (intake @ within[:years])[None]
    rows["successes_within"] = (successes @ within[:years])[None]
    rows["room_within"] = (flows["intake_room"][0] @ within[:years])[None]
    rows["discounted_intake"] = (intake @ present[:years])[None]


def _break_even(rows: Rows, tolerance: float) -> None:
    unit, missing = rows["unit_present"], rows["cost_present"] - rows["own_present"]
    participants, successes = rows["participants_within"], rows["successes_within"]
    pays = unit > tolerance
    share = _divide(successes, participants, participants > 0)
    rate = np.maximum(0.0, _divide(missing, unit, pays)) * share
    room = rows["room_share"] = _divide(rows["room_within"], participants, participants > 0)
    too_many = (rate - room) * unit > tolerance  # in kroner: exactly everybody is not more than everybody
    impossible = (missing > tolerance) & (~pays | too_many)
    free = rows["cost_present"] <= tolerance
    rows["break_even_rate"] = rate
    rows["break_even_case"] = np.where(free, CASE_FREE, np.where(impossible, CASE_IMPOSSIBLE, CASE_RATE))
    for name, value in (("break_even", rate), ("break_even_persons", rate * participants)):
        rows[name] = _text_where(_text_where(value, impossible, IMPOSSIBLE), free, UNDEFINED)
    discounted = np.broadcast_to(rows["discounted_intake"], rows["gain_present"].shape)
    highest = _divide(rows["gain_present"], discounted, discounted > 0)
    rows["highest_cost"] = _text_where(highest, discounted <= 0, UNDEFINED)
