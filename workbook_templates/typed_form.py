"""A number as it is typed and shown on the sheets: shares in per cent, years as years, thousands apart."""

from typing import Final

from utenfor_core.domain import Value
from utenfor_core.inputs import is_number

SHARE: Final = "andel"
YEAR: Final = ("år", "årstall")
"""Units of years, and of lengths in years: neither has its thousands apart."""


def in_form(value: float, unit: str) -> str:
    """Return a number as the sheets show it, by the unit of its input.

    >>> in_form(0.035, "andel/år"), in_form(2026.0, "år"), in_form(1e9, "kr/år"), in_form(1.5, "årsverk")
    ('3,5 %', '2026', '1 000 000 000', '1,5')
    """
    if unit.startswith(SHARE):
        return f"{value * 100:.10g} %".replace(".", ",")
    if unit in YEAR:
        return f"{value:.10g}".replace(".", ",")
    return f"{value:,.10g}".replace(",", " ").replace(".", ",")


def value_in_form(value: Value, unit: str) -> str:
    """Return what stands in an input as the sheets show it.

    >>> value_in_form(12000.0, "kr/år"), value_in_form(None, "andel"), value_in_form("ja", "")
    ('12 000', 'tom', 'ja')
    """
    if value is None:
        return "tom"
    return in_form(float(value), unit) if is_number(value) else str(value)
