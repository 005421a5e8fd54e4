"""Price years: history is rebased by a chain of known growth, the years ahead are forecast and say that they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from utenfor_core.errors import ParameterError


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """An amount in the kroner of a year ahead: an estimate with its label and the years that had no growth to use."""

    amount: float
    price_year: int
    label: str
    missing_years: tuple[int, ...]


def level_chain(levels: Mapping[int, float]) -> dict[int, float]:
    """Return yearly growth g(y) = level(y) / level(y − 1) − 1 for each year whose year before is known too.

    `levels` are yearly averages, such as the average basic amount (G); the growth is a decimal.

    >>> level_chain({2024: 122225.0, 2025: 128116.0})
    {2025: 0.0481979955...}
    """
    return {year: level / levels[year - 1] - 1 for year, level in sorted(levels.items()) if year - 1 in levels}


def price_factor(
    from_year: int,
    to_year: int,
    growth: Mapping[int, float],
    *,
    index: str = "prisindeksen",
) -> float:
    """Return the factor that takes kroner of `from_year` to kroner of `to_year`: Π (1 + g(u)), u after the earlier.

    `growth` is growth from the year before, as a decimal, by year. Going back divides instead of multiplying.

    Raises ParameterError naming `index` and the missing years: a gap in history is never bridged.

    >>> round(price_factor(2024, 2026, {2025: 0.04, 2026: 0.035}), 4)
    1.0764
    """
    first, last = sorted((from_year, to_year))
    missing = [year for year in range(first + 1, last + 1) if year not in growth]
    if missing:
        years = ", ".join(map(str, missing))
        text = (
            f"Veksten i {index} mangler for {years}, så {from_year}-kroner kan ikke regnes om til {to_year}-kroner. "
            f"Legg inn årsveksten for {years}, eller oppgi beløpet i et senere prisår."
        )
        raise ParameterError(text)
    factor = prod((1 + growth[year] for year in range(first + 1, last + 1)), start=1.0)
    return factor if from_year <= to_year else 1 / factor


def rebase(
    amount: float,
    from_year: int,
    to_year: int,
    growth: Mapping[int, float],
    *,
    index: str = "prisindeksen",
) -> float:
    """Return `amount` (kroner of `from_year`) in kroner of `to_year`: amount · price_factor. History only.

    Raises ParameterError naming `index` and the year when a year's growth is missing.

    >>> round(rebase(100.0, 2024, 2026, {2025: 0.04, 2026: 0.035}), 2)
    107.64
    """
    return amount * price_factor(from_year, to_year, growth, index=index)


def forecast(
    amount: float,
    from_year: int,
    to_year: int,
    growth: Mapping[int, float],
    *,
    index: str = "prisindeksen",
) -> Forecast:
    """Return `amount` in the kroner of a year ahead, as an estimate that carries its label.

    A year with no estimate does not raise: it adds no growth, stands in `missing_years`, and the label says so.

    Raises ParameterError when `to_year` lies before `from_year`: that is history, and `rebase` is for history.

    >>> forecast(100.0, 2026, 2027, {2027: 0.03}, index="kommunal deflator").label
    'Anslag i 2027-kroner (kommunal deflator)'
    """
    if to_year < from_year:
        text = f"Framskriving går framover, men {to_year} ligger før {from_year}. Bruk omregning (rebase) bakover."
        raise ParameterError(text)
    years = range(from_year + 1, to_year + 1)
    missing = tuple(year for year in years if year not in growth)
    label = f"Anslag i {to_year}-kroner ({index})"
    if missing:
        label += f"; vekst mangler for {', '.join(map(str, missing))} og er ikke lagt til"
    grown = amount * prod((1 + growth.get(year, 0.0) for year in years), start=1.0)
    return Forecast(amount=grown, price_year=to_year, label=label, missing_years=missing)
