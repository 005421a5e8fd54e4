"""The functions about a measure: what it saves, nets, pays back and may cost. Kroner of the price year, real.

In all of them the success rate is net of what would have happened anyway, and not cut for its evidence; everybody
starts in January of the base year; the kommune is a neutral one (see `addin.unit_savings`). An argument is a cell or a
range; an empty optional one takes its default. A cell that cannot be used gives a WorksheetError, raised for a single
cell, in its place in the answer to a range.
"""

import numpy as np

from addin.columns import Cells, Column
from addin.lives import Floats, Lives, lives_of, refuse_ages, unit_path, unit_value
from addin.ranges import Answer, Columns, call, mark
from addin.unit_savings import unit_flows
from addin.worksheet_errors import BAD_NUMBER, NOT_AVAILABLE, WorksheetError
from utenfor_core.domain import LEVELS, PRESETS, YEARS
from utenfor_core.frame import built_in_frame
from utenfor_core.results import payback


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
    return call("UTENFOR_SAVINGS", _savings, group, count, success_rate, level, horizon, rate, age, preset)


def utenfor_net(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, success_rate: Cells, cost: Cells, level: Cells = None, horizon: Cells = None,
    rate: Cells = None, age: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """Net present value = savings − n · cost per participant, which the level pays in full at t = 0, kr.

    Raises WorksheetError.

    >>> utenfor_net("vgs_frafall", 10, 0, 1000, "kommune")
    -10000.0
    """
    return call("UTENFOR_NET", _net, group, count, success_rate, cost, level, horizon, rate, age, preset)


def utenfor_cashflow(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, count: Cells, success_rate: Cells, horizon: Cells = None, age: Cells = None, preset: Cells = None
) -> Answer:
    """Savings year by year, not discounted: rows (year, kommune, fylkeskommune, stat, the two others, sum), kr.

    As many rows as the horizon has years; without one, till the participants turn 67. Single cells only.

    Raises WorksheetError, #VALUE! for a range.

    >>> utenfor_cashflow("vgs_frafall", 80, 0.1, 4).shape
    (4, 7)
    """
    return call("UTENFOR_CASHFLOW", _cashflow, group, count, success_rate, horizon, age, preset)


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
    return call("UTENFOR_PAYBACK", _payback, group, count, success_rate, cost, level, horizon, rate, age, preset)


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
    return call("UTENFOR_BREAKEVEN", _breakeven, group, count, cost, level, horizon, rate, age, preset)


def utenfor_maxcost(  # noqa: PLR0913, PLR0917  # the worksheet function has these
    group: Cells, success_rate: Cells, level: Cells = None, horizon: Cells = None, rate: Cells = None,
    age: Cells = None, preset: Cells = None,
) -> Answer:  # fmt: skip
    """Most kroner a participant may cost before the level loses = s · Σ D(t) · flow(t); below 0 when it loses anyway.

    Raises WorksheetError.

    >>> bool(utenfor_maxcost("vgs_frafall", 0.1) * 80 == utenfor_savings("vgs_frafall", 80, 0.1))
    True
    """
    return call("UTENFOR_MAXCOST", _maxcost, group, success_rate, level, horizon, rate, age, preset)


def _savings(columns: Columns) -> Column:
    lives = lives_of(columns)
    value = columns["antall"] * columns["netto_suksessrate"] * unit_value(lives)
    return refuse_ages(value, lives, columns)


def _net(columns: Columns) -> Column:
    lives = lives_of(columns)
    per_person = columns["netto_suksessrate"] * unit_value(lives) - columns["kostnad_per_deltaker"]
    return refuse_ages(columns["antall"] * per_person, lives, columns)


def _maxcost(columns: Columns) -> Column:
    lives = lives_of(columns)
    return refuse_ages(columns["netto_suksessrate"] * unit_value(lives), lives, columns)


def _cashflow(columns: Columns) -> Column:
    frame, lives = built_in_frame(), lives_of(columns)
    refused = refuse_ages(columns["antall"], lives, columns)
    if isinstance(refused[0], WorksheetError):
        raise refused[0]
    group = tuple(frame.parameters.groups)[lives.group[0]]
    age = frame.parameters.groups[group].age_min + int(lives.age[0])
    years = int(lives.horizon[0])
    if years == YEARS:
        years = int(frame.parameters.number("time/end_age")) - age
    flows = unit_flows(group, PRESETS[lives.preset[0]])[lives.age[0], :, :years]
    kroner = columns["antall"][0] * columns["netto_suksessrate"][0] * flows
    table = np.column_stack([frame.base_year + np.arange(years), kroner.T])
    table.flags.writeable = False
    cells = np.empty(1, dtype=object)
    cells[0] = table
    return cells


def _payback(columns: Columns) -> Column:
    lives = lives_of(columns)
    gain = (columns["antall"] * columns["netto_suksessrate"])[:, None] * unit_path(lives)
    cost = columns["antall"] * columns["kostnad_per_deltaker"]
    tolerance = built_in_frame().parameters.number("method/tolerance")
    years = payback(gain - cost[:, None], tolerance)
    idle = (np.abs(np.diff(gain, prepend=0.0)).max(axis=1) <= tolerance) & (cost <= tolerance)
    no_flow = "Verken kostnad eller sparing: inntjeningstiden er ikke definert."
    never = "Akkumulert netto kommer ikke til 0 og blir der innen horisonten."
    answer = refuse_ages(years, lives, columns)
    answer = mark(answer, idle, lambda _: WorksheetError(BAD_NUMBER, no_flow))
    return mark(answer, years >= lives.horizon, lambda _: WorksheetError(NOT_AVAILABLE, never))


def _breakeven(columns: Columns) -> Column:
    lives = lives_of(columns)
    tolerance = built_in_frame().parameters.number("method/tolerance")
    people, unit = columns["antall"], unit_value(lives)
    cost = people * columns["kostnad_per_deltaker"]
    pays = people * unit > tolerance
    rate = np.where(pays, cost, 0.0) / np.where(pays, people * unit, 1.0)
    answer = refuse_ages(rate, lives, columns)
    free = "Ingen kostnad: nullpunktet er ikke definert. Kontroller antall og kostnad."
    answer = mark(answer, cost <= tolerance, lambda _: WorksheetError(BAD_NUMBER, free))
    return mark(answer, ~pays | (rate > 1), lambda row: _impossible(row, lives, rate, pays))


def _impossible(row: int, lives: Lives, rate: Floats, pays: Column) -> WorksheetError:
    level = (*LEVELS, "alle nivåer sett under ett")[lives.level[row]].replace("_", " ")
    why = f"alle måtte lykkes {rate[row]:.1f} ganger".replace(".", ",") if pays[row] else "nivået sparer ikke"
    return WorksheetError(BAD_NUMBER, f"Ikke mulig i perioden for {level}: {why}.")
