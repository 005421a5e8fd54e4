"""UTENFOR_EXPLAIN: one line of Norwegian that says what a figure rests on and what it leaves out."""

import numpy as np

from addin.answers import Columns
from addin.arguments import norwegian
from addin.columns import Column
from addin.kinds import ALL_LEVELS
from addin.lives import Prepared, no_unit, of_lives
from addin.unit_savings import group_ages
from utenfor_core import __version__
from utenfor_core.domain import FYLKE, KOMMUNE, PAIRS, PRESETS, YEARS
from utenfor_core.frame import built_in_frame

COMPARISONS = ("fullført mot ikke fullført videregående", "i arbeid eller utdanning mot utenfor")
PAIR_TEXTS = dict(zip(PAIRS, COMPARISONS, strict=True))
"""What a success is compared with, by profile pair."""

PERCENT = 100
RATE_STEPS = (1, 2, 3)
"""The steps of the rate schedule, as the parameters number them."""


def version() -> str:
    """Return the version of the model and of its figures."""
    return f"Utenfor-regnskapet {__version__}, tall {built_in_frame().parameters.version}"


def _explain(_: Columns, life: Prepared) -> Column:
    lives = life.lives
    rows = list(zip(
        lives.group.tolist(), lives.age.tolist(), lives.level.tolist(), lives.horizon.tolist(), lives.preset.tolist(),
        [None if rate != rate else rate for rate in lives.rate.tolist()], strict=True,  # noqa: PLR0124  # only NaN is not itself
    ))  # fmt: skip
    lines = {row: _line(*row) for row in dict.fromkeys(rows)}
    return np.array([lines[row] for row in rows], dtype=object)


EXPLAIN = of_lives(_explain, no_unit)


def _line(group: int, age: int, level: int, horizon: int, preset: int, rate: float | None) -> str:  # noqa: PLR0913, PLR0917  # the worksheet function has these
    frame = built_in_frame()
    found = tuple(frame.parameters.groups.values())[group]
    years = group_ages(found.id)[0] + age
    success_age = max(found.outcome_min_age, years + found.outcome_after_years)
    number, name = frame.parameters.number, PRESETS[preset]
    end = number("time/end_age")
    period = f"til deltakerne fyller {end:.0f} år" if horizon == YEARS else f"{horizon} budsjettår"
    parts = (
        f"Forutsetningssett {name}",
        f"{frame.price_year}-kroner, faste priser, nåverdi i {frame.base_year}",
        f"Målgruppe {frame.group_labels[found.id]}, {years} år ved start, lykkes ved {success_age} år",
        f"Sammenlikning: {PAIR_TEXTS[found.pair]}",
        f"Nivå: {_level(level)}",
        f"Horisont: {period}",
        f"Realrente: {_rates(rate)}",
        f"Årsaksandel (κ): {norwegian(number('method/causal_share', preset=name))}",
        f"Reell vekst i det som følger lønn: {norwegian(PERCENT * number('method/real_growth', preset=name))} %",
        "Suksessraten er netto: det som ville skjedd uten tiltaket, er trukket fra på forhånd",
        "Suksessraten er ikke tatt ned for usikkert kunnskapsgrunnlag, slik arbeidsboka gjør",
        f"Alle starter i januar {frame.base_year}. Kostnaden ved tiltaket er ikke med",
        "Nøytral kommune: svært liten andel av folketallet, arbeidsgiveravgift sone 1",
        f"Skattenivået er ikke oppgitt og regnes som {_branch(preset)} av landet",
        _left_out(level),
        version(),
    )
    return ". ".join(parts) + "."


def _level(level: int) -> str:
    name = ALL_LEVELS[level].replace("_", " ")
    return f"{name} (det den beholder etter inntektsutjevning)" if ALL_LEVELS[level] in {KOMMUNE, FYLKE} else name


def _rates(flat: float | None) -> str:
    if flat is not None:
        return f"{norwegian(PERCENT * flat)} % i alle år"
    parameters = built_in_frame().parameters
    first, second, third = (norwegian(PERCENT * parameters.number(f"time/discount_rate_{n}")) for n in RATE_STEPS)
    from_second, from_third = (parameters.number(f"time/discount_from_{n}") for n in RATE_STEPS[1:])
    return (
        f"{first} % til og med år {from_second - 1:.0f}, {second} % til og med år {from_third - 1:.0f}, "
        f"deretter {third} %"
    )


def _branch(preset: int) -> str:
    parameters = built_in_frame().parameters
    limit = norwegian(PERCENT * parameters.number("equalisation/weak_threshold"))
    weak = parameters.number("method/weak_branch_if_empty", preset=PRESETS[preset]) == 1
    return f"under {limit} %" if weak else f"{limit} % eller mer"


def _left_out(level: int) -> str:
    lines = built_in_frame().parameters.lines.values()
    here = [line.label for line in lines if not line.priced and ALL_LEVELS[level] in {line.holder, ALL_LEVELS[-1]}]
    if not here:
        return "Ingen linjer uten tall på dette nivået"
    return f"Uten tall, og derfor utelatt ({len(here)}): {'; '.join(here)}"
