"""Many rows at once: the value and the path of one success for each row of group, age, level, horizon, rate and preset.

Rows with the same group, preset and rate share one table of the core's flows, and are filled from it by indexing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from addin.arguments import norwegian
from addin.columns import Column
from addin.kinds import ALL_LEVELS
from addin.ranges import Columns, mark
from addin.unit_savings import accumulated, group_ages
from addin.worksheet_errors import BAD_NUMBER, WorksheetError
from utenfor_core.domain import PRESETS, YEARS
from utenfor_core.frame import built_in_frame

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lives:
    """One success in each row: positions in the tables, the rate (NaN: the schedule) and whether the age fits."""

    group: Integers
    preset: Integers
    rate: Floats
    age: Integers
    age_fits: NDArray[np.bool_]
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
        age_fits=fits,
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
    last = np.take_along_axis(paths, lives.horizon[:, None] - 1, axis=1)
    return np.where(np.arange(YEARS) < lives.horizon[:, None], paths, last)


def refuse_ages(values: Column, lives: Lives, columns: Columns) -> Column:
    """Return the values with #NUM! where the age is outside the group's, and the reason."""

    def error(row: int) -> WorksheetError:
        group = built_in_frame().parameters.groups[tuple(built_in_frame().parameters.groups)[lives.group[row]]]
        text = (
            f"alder er {norwegian(float(columns['alder'][row]))}, men målgruppen «{group.label}» er "
            f"{group.age_min}–{group.age_max} år ved start. Velg en slik alder; tomt gir {group.age_default} år."
        )
        return WorksheetError(BAD_NUMBER, text)

    return mark(values, ~lives.age_fits, error)
