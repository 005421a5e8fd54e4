"""Amounts inside sentences and labels: whole thousands, or whole millions where they are large, with a true minus."""

from dataclasses import dataclass
from typing import Final

from utenfor_core.discounting import rounded_half_up

THOUSAND, MILLION = 1_000, 1_000_000
LARGE: Final = 10 * MILLION
"""Kroner from which amounts are told in millions: never more than four digits, which need no grouping."""
LARGE_TEXT: Final = "100*1000*100"
"""The same in a formula."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundedAmount:
    """An amount in a text: the formula's part, and what it gives now."""

    formula: str
    text: str


def large(*cells: str) -> str:
    """Return the formula's condition for telling the amounts of some cells in millions."""
    return f"MAX({','.join(f'ABS({cell})' for cell in cells)})>={LARGE_TEXT}"


def is_large(*values: float) -> bool:
    """Tell whether amounts are told in millions."""
    return max(map(abs, values)) >= LARGE


def rounded_amount(cell: str, value: float, *, condition: str, millions: bool) -> RoundedAmount:
    """Return a cell's amount in whole millions where the condition holds, which it does now or not; else thousands.

    >>> rounded_amount("B2", -412_300.0, condition=large("B2"), millions=False).text
    '−412'
    """
    whole = f"ROUND(ABS({cell})/1000^(1+({condition})),0)"
    rounded = rounded_half_up(abs(value) / (MILLION if millions else THOUSAND))
    sign = "−" if value < 0 and rounded else ""
    return RoundedAmount(formula=f'IF(AND({cell}<0,{whole}>0),"−","")&{whole}', text=f"{sign}{rounded:.0f}")
