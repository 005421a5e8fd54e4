"""What the functions about a measure calculate, from the lives behind a row and the figures that vary freely.

The life of a row (group, level, horizon, rate, age, preset) is prepared: see `addin.lives`. A row whose age is outside
its group's is an error, whatever the rest says.
"""

import numpy as np

from addin.answers import Columns, mark
from addin.columns import Column
from addin.lives import Prepared, no_unit, of_lives, unit_path
from addin.unit_savings import unit_flows
from addin.worksheet_errors import BAD_NUMBER, NOT_AVAILABLE, WorksheetError
from utenfor_core.domain import LEVELS, PRESETS, YEARS
from utenfor_core.frame import built_in_frame
from utenfor_core.results import payback


def _savings(columns: Columns, life: Prepared) -> Column:
    return columns["antall"] * columns["netto_suksessrate"] * life.unit


def _net(columns: Columns, life: Prepared) -> Column:
    return columns["antall"] * (columns["netto_suksessrate"] * life.unit - columns["kostnad_per_deltaker"])


def _maxcost(columns: Columns, life: Prepared) -> Column:
    return columns["netto_suksessrate"] * life.unit


def _cashflow(columns: Columns, life: Prepared) -> Column:
    frame, lives = built_in_frame(), life.lives
    group = tuple(frame.parameters.groups)[lives.group[0]]
    age = frame.parameters.groups[group].age_min + int(lives.age[0])
    years = int(lives.horizon[0])
    if years == YEARS:
        years = int(frame.parameters.number("time/end_age")) - age
    flows = unit_flows(group, PRESETS[lives.preset[0]])[lives.age[0], :, :years]
    kroner = columns["antall"][0] * columns["netto_suksessrate"][0] * flows
    cells = np.empty(1, dtype=object)
    cells[0] = np.column_stack([frame.base_year + np.arange(years), kroner.T])
    return cells


def _payback(columns: Columns, life: Prepared) -> Column:
    gain = (columns["antall"] * columns["netto_suksessrate"])[:, None] * life.unit
    cost = columns["antall"] * columns["kostnad_per_deltaker"]
    tolerance = built_in_frame().parameters.number("method/tolerance")
    years = payback(gain - cost[:, None], tolerance)
    idle = (np.maximum(gain.max(axis=1), -gain.min(axis=1)) <= tolerance) & (cost <= tolerance)
    no_flow = "Verken kostnad eller sparing: inntjeningstiden er ikke definert."
    never = "Akkumulert netto kommer ikke til 0 og blir der innen horisonten."
    answer = mark(years, idle, lambda _: WorksheetError(BAD_NUMBER, no_flow))
    return mark(answer, years >= life.lives.horizon, lambda _: WorksheetError(NOT_AVAILABLE, never))


def _breakeven(columns: Columns, life: Prepared) -> Column:
    tolerance = built_in_frame().parameters.number("method/tolerance")
    people, unit = columns["antall"], life.unit
    cost = people * columns["kostnad_per_deltaker"]
    pays = people * unit > tolerance
    rate = np.where(pays, cost, 0.0) / np.where(pays, people * unit, 1.0)
    free = "Ingen kostnad: nullpunktet er ikke definert. Kontroller antall og kostnad."
    answer = mark(rate, cost <= tolerance, lambda _: WorksheetError(BAD_NUMBER, free))
    return mark(answer, ~pays | (rate > 1), lambda row: _impossible(life, rate, row, pays=bool(pays[row])))


def _impossible(life: Prepared, rate: Column, row: int, *, pays: bool) -> WorksheetError:
    level = (*LEVELS, "alle nivåer sett under ett")[life.lives.level[row]].replace("_", " ")
    why = f"alle måtte lykkes {rate[row]:.1f} ganger".replace(".", ",") if pays else "nivået sparer ikke"
    return WorksheetError(BAD_NUMBER, f"Ikke mulig i perioden for {level}: {why}.")


SAVINGS, NET, MAXCOST = of_lives(_savings), of_lives(_net), of_lives(_maxcost)
BREAKEVEN, PAYBACK = of_lives(_breakeven), of_lives(_payback, unit_path)
CASHFLOW = of_lives(_cashflow, no_unit)
