"""An indicator over several municipalities, as far as it can be summed."""

from dataclasses import dataclass
from typing import Final

from utenfor_core import indicators

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
