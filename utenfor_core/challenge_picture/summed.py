"""Indicators and inhabitants over several municipalities, as far as they can be summed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from utenfor_core import indicators
from utenfor_core.challenge_picture.records import Figure
from utenfor_core.data import settings
from utenfor_core.data.sources import source_of
from utenfor_core.small_numbers import RULES

COUNTED: Final = "antall"


@dataclass(frozen=True, kw_only=True, slots=True)
class Summed:
    """An indicator over several municipalities, and how many of them carry it."""

    value: float
    known: int


def value_of_sum(numbers: tuple[str, ...], indicator_id: str, year: int) -> Summed | None:
    """Return an indicator over several municipalities, of those that are known; None where it cannot be summed.

    A count is the sum, a share of two counts = Σ numerator / Σ denominator. A mean, an index or a share published
    without its counts cannot be summed.

    Raises: as `value`.
    Source: `indicator(id).credit`.

    >>> value_of_sum(("0301",), "neet_15_29_count", 2024)
    Summed(value=16109.0, known=1)
    """
    parts = indicators.counted_parts(indicator_id)
    known = [number for number in numbers if indicators.value(number, indicator_id, year) is not None]
    if parts:
        base = sum(parts[number, year][1] for number in known)
        return Summed(value=sum(parts[number, year][0] for number in known) / base, known=len(known)) if base else None
    if indicators.indicator(indicator_id).unit != COUNTED:
        return None
    return Summed(value=sum(indicators.value(number, indicator_id, year) or 0.0 for number in known), known=len(known))


def population(members: Sequence[str], day: date) -> tuple[Figure, ...]:
    """Return the inhabitants on a day by age group, of one or more municipalities together.

    Source: SSB 07459, with its credit line.

    >>> from utenfor_core.municipalities import find
    >>> population(("1804",), find("1804").municipality.population_date)[0].year_label
    '1. januar 2026'
    """
    groups = [indicators.age_groups(number) for number in members]
    return tuple(
        Figure(
            label=label,
            value=sum(one[group] for one in groups),
            unit=COUNTED,
            year_label=f"1. januar {day.year}",
            credit=source_of(indicators.AGE_FILE, group).credit,
            note="",
            reason=None,
        )
        for group, label in settings(RULES)["picture"]["age_groups"].items()
    )
