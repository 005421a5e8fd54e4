"""The municipalities' tax levels: known where they are refreshed from KDD's file, else typed by the user."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from utenfor_core.data import known_number, refreshed, table
from utenfor_core.data.figures import by_figures
from utenfor_core.data.sources import source_of

FILE = "tax_levels.csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxLevel:
    """Tax income per head in parts of the national average (0.93 for 93 per cent), before equalisation, and where from.

    `period` is what it is counted over, such as a year or the months so far.
    """

    level: float
    period: str
    credit: str


def tax_level(number: str) -> TaxLevel | None:
    """Return a municipality's tax level, or None where no figures with it are in use: only the user knows it then.

    Raises: MunicipalityError for an unknown number.
    Source: KDD, løpende inntektsutjevning, by way of refreshed figures.

    >>> tax_level("1804") is None
    True
    """
    return _levels().get(known_number(number))


@by_figures
def _levels() -> Mapping[str, TaxLevel]:
    if not refreshed(FILE):
        return MappingProxyType({})
    credit = source_of(FILE, "level").credit
    return MappingProxyType(
        {
            row["number"]: TaxLevel(level=float(row["level"]), period=row["period"], credit=credit)
            for row in table(FILE)
            if row["level"]
        }
    )
