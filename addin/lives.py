"""Many rows at once: the value and the path of one success for each row of group, age, level, horizon, rate and preset.

Rows with the same group, preset and rate share one table of the core's flows, and are filled from it by indexing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from addin.answers import Columns, Evaluation
from addin.arguments import norwegian
from addin.columns import Column
from addin.kinds import ALL_LEVELS
from addin.unit_savings import accumulated, group_ages
from addin.worksheet_errors import BAD_NUMBER, WorksheetError
from utenfor_core.domain import PRESETS, YEARS
from utenfor_core.frame import built_in_frame

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

LIFE = frozenset({"maalgruppe", "nivaa", "horisont", "rente", "alder", "forutsetninger"})
"""The arguments that say which life a row is about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lives:
    """One success in each row: positions in the tables, the rate (NaN: the schedule), the age in years and its fit."""

    group: Integers
    preset: Integers
    rate: Floats
    age: Integers
    age_years: Floats
    age_fits: NDArray[np.bool_]
    every_age_fits: bool
    level: Integers
    horizon: Integers

    def tables(self) -> Iterator[tuple[Integers, tuple[str, str, float | None]]]:
        """Go through the different combinations of group, preset and rate, each with the rows that have it."""
        groups = tuple(built_in_frame().parameters.groups)
        if len(self.group) == 1:
            flat = float(self.rate[0])
            life = groups[self.group[0]], PRESETS[self.preset[0]], None if np.isnan(flat) else flat
            yield np.zeros(1, dtype=np.intp), life
            return
        rates, rate_number = np.unique(self.rate, return_inverse=True)
        combination = (self.group * len(PRESETS) + self.preset) * len(rates) + rate_number
        found, inverse = np.unique(combination, return_inverse=True)
        order = np.argsort(inverse, kind="stable")
        ends = np.cumsum(np.bincount(inverse, minlength=len(found)))
        for number, rows in zip(found.tolist(), np.split(order, ends[:-1]), strict=True):
            group_and_preset, rate = divmod(number, len(rates))
            group, preset = divmod(group_and_preset, len(PRESETS))
            flat = float(rates[rate])
            yield rows, (groups[group], PRESETS[preset], None if np.isnan(flat) else flat)


@cache
def _age_limits() -> Floats:
    return np.array([group_ages(name) for name in built_in_frame().parameters.groups], dtype=float)


def lives_of(columns: Columns) -> Lives:
    """Return the lives behind the columns of a function; an argument the function lacks takes its default."""
    group = columns["maalgruppe"].astype(np.intp)
    rows = len(group)
    limits = _age_limits()[group]
    blank = np.full(rows, np.nan)
    age = columns.get("alder", blank)
    age = np.where(np.isnan(age), limits[:, 2], age)
    fits = (age >= limits[:, 0]) & (age <= limits[:, 1])
    return Lives(
        group=group,
        preset=columns.get("forutsetninger", np.zeros(rows)).astype(np.intp),
        rate=columns.get("rente", blank),
        age=np.where(fits, age - limits[:, 0], 0.0).astype(np.intp),
        age_years=age,
        age_fits=fits,
        every_age_fits=bool(fits.all()),
        level=columns.get("nivaa", np.full(rows, len(ALL_LEVELS) - 1)).astype(np.intp),
        horizon=columns.get("horisont", np.full(rows, YEARS)).astype(np.intp),
    )


def unit_value(lives: Lives) -> Floats:
    """Return Σ_{t < H} D(t) · flow(t) of one success for each row, kroner."""
    values = np.empty(len(lives.group))
    for rows, table in lives.tables():
        values[rows] = accumulated(*table)[lives.age[rows], lives.level[rows], lives.horizon[rows] - 1]
    return values


def unit_path(lives: Lives) -> Floats:
    """Return the accumulated flow of one success, not discounted (rows, years); after the horizon it stands still."""
    paths = np.empty((len(lives.group), YEARS))
    for rows, (group, preset, _) in lives.tables():
        paths[rows] = accumulated(group, preset, 0.0)[lives.age[rows], lives.level[rows]]
    if (lives.horizon == YEARS).all():
        return paths
    last = np.take_along_axis(paths, lives.horizon[:, None] - 1, axis=1)
    return np.where(np.arange(YEARS) < lives.horizon[:, None], paths, last)


def no_unit(lives: Lives) -> Floats:
    """Return one row of nothing for each life, for what takes its flows from the tables itself."""
    return np.empty((len(lives.group), 0))


Preparing = Callable[[Lives], Floats]


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """Lives, and what one success of each is worth: a value (rows) or a path (rows, years), kroner."""

    lives: Lives
    unit: Floats


Calculating = Callable[[Columns, Prepared], Column]


def of_lives(calculate: Calculating, unit: Preparing = unit_value, prepared: frozenset[str] = LIFE) -> Evaluation:
    """Return the evaluation of a sum over lives: `unit` prepares them, rows whose age does not fit are errors."""

    def prepare(columns: Columns) -> Prepared:
        lives = lives_of(columns)
        return Prepared(lives=lives, unit=unit(lives))

    def answer(columns: Columns, life: Prepared) -> Column:
        return refuse_ages(calculate(columns, life), life.lives)

    return Evaluation(answer=answer, prepare=prepare, prepared=prepared)


def refuse_ages(values: Column, lives: Lives) -> Column:
    """Return the values with #NUM! and the reason where the age is outside the group's, whatever stood there."""
    if lives.every_age_fits:
        return values
    cells = values.astype(object)
    groups = tuple(built_in_frame().parameters.groups.values())
    for row in np.flatnonzero(~lives.age_fits):
        group = groups[lives.group[row]]
        text = (
            f"alder er {norwegian(float(lives.age_years[row]))}, men målgruppen «{group.label}» er "
            f"{group.age_min}–{group.age_max} år ved start. Velg en slik alder; tomt gir {group.age_default} år."
        )
        cells[row] = WorksheetError(BAD_NUMBER, text)
    return cells
