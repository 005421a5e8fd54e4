"""The functions about a measure: what it saves, nets, pays back and may cost. Kroner of the price year, real.

In all of them the success rate is net of what would have happened anyway, and not cut for its evidence; everybody
starts in January of the base year; the kommune is a neutral one (see `addin.unit_savings`). An argument is a cell or a
range; an empty optional one takes its default. A cell that cannot be used gives a WorksheetError, raised for a single
cell, in its place in the answer to a range.
"""

from addin.columns import Cells
from addin.ranges import Answer, call


def utenfor_savings(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, success_rate: Cells, level: Cells = None, horizon: Cells = None,
    rate: Cells = None, age: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """Present value of what the level saves = n · s · Σ_{t < H} D(t) · flow(t), kr; the cost of the measure apart.

    For the kommune it is what the kommune keeps. t = 0 is not discounted.

    Raises WorksheetError.

    >>> bool(utenfor_savings("vgs_frafall", 80, 0.1) == 2 * utenfor_savings("vgs_frafall", 40, 0.1))
    True
    """
    return call("UTENFOR_SAVINGS", group, count, success_rate, level, horizon, rate, age, preset)


def utenfor_net(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, success_rate: Cells, cost: Cells, level: Cells = None, horizon: Cells = None,
    rate: Cells = None, age: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """Net present value = savings − n · cost per participant, which the level pays in full at t = 0, kr.

    Raises WorksheetError.

    >>> utenfor_net("vgs_frafall", 10, 0, 1000, "kommune")
    -10000.0
    """
    return call("UTENFOR_NET", group, count, success_rate, cost, level, horizon, rate, age, preset)


def utenfor_cashflow(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, success_rate: Cells, horizon: Cells = None, age: Cells = None, preset: Cells = None
) -> Answer:
    """Savings year by year, not discounted: rows (year, kommune, fylkeskommune, stat, the two others, sum), kr.

    As many rows as the horizon has years; without one, till the participants turn 67. Single cells only.

    Raises WorksheetError, #VALUE! for a range.

    >>> utenfor_cashflow("vgs_frafall", 80, 0.1, 4).shape
    (4, 7)
    """
    return call("UTENFOR_CASHFLOW", group, count, success_rate, horizon, age, preset)


def utenfor_payback(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, success_rate: Cells, cost: Cells, level: Cells = None, horizon: Cells = None,
    rate: Cells = None, age: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """Whole budget years until the accumulated net, not discounted, is ≥ 0 and stays so within the horizon.

    The rate is read as in UTENFOR_NET but plays no part: nothing is discounted.

    Raises WorksheetError: #N/A when it never is, #NUM! when there is neither cost nor saving.

    >>> bool(utenfor_payback("vgs_frafall", 80, 0.1, 7500) < utenfor_payback("vgs_frafall", 80, 0.1, 30000))
    True
    """
    return call("UTENFOR_PAYBACK", group, count, success_rate, cost, level, horizon, rate, age, preset)


def utenfor_breakeven(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, cost: Cells, level: Cells = None, horizon: Cells = None, rate: Cells = None,
    age: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """Net success rate that makes the level's NPV 0: s* = n · cost / (n · Σ D(t) · flow(t)).

    Raises WorksheetError: #NUM! when no rate up to 1 does it, or there is no cost.

    >>> rate = utenfor_breakeven("vgs_frafall", 80, 7500)
    >>> bool(abs(utenfor_net("vgs_frafall", 80, rate, 7500)) < 0.005)
    True
    """
    return call("UTENFOR_BREAKEVEN", group, count, cost, level, horizon, rate, age, preset)


def utenfor_maxcost(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, success_rate: Cells, level: Cells = None, horizon: Cells = None, rate: Cells = None,
    age: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """Most kroner a participant may cost before the level loses = s · Σ D(t) · flow(t); below 0 when it loses anyway.

    Raises WorksheetError.

    >>> bool(utenfor_maxcost("vgs_frafall", 0.1) * 80 == utenfor_savings("vgs_frafall", 80, 0.1))
    True
    """
    return call("UTENFOR_MAXCOST", group, success_rate, level, horizon, rate, age, preset)


def utenfor_chance(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, low: Cells, most: Cells, high: Cells, cost: Cells, level: Cells = None,
    horizon: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """Chance that the accumulated net, not discounted, is ≥ 0 at the end of the horizon: 0 … 1.

    The success rate is uncertain: PERT from low over most likely to high. Exact, not drawn: see `addin.chances`.

    Raises WorksheetError: #NUM! when low, most likely and high do not rise, or there is neither cost nor saving.

    >>> utenfor_chance("vgs_frafall", 80, 0.02, 0.1, 0.2, 7500, "kommune", 4)
    0.0
    """
    return call("UTENFOR_CHANCE", group, count, low, most, high, cost, level, horizon, preset)


def utenfor_explain(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, success_rate: Cells, level: Cells = None, horizon: Cells = None,
    rate: Cells = None, age: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """One line: preset, price year, group and age, horizon, rates, success rate, place, what is left out, version.

    Raises WorksheetError.

    >>> utenfor_explain("vgs_frafall", 80, 0.1, "kommune")[:45]
    'Forutsetningssett forsiktig. 2026-kroner, fas'
    """
    return call("UTENFOR_EXPLAIN", group, count, success_rate, level, horizon, rate, age, preset)
