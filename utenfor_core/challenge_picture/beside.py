"""Indicators beside those of the county, the country and the KOSTRA group, as far as there are figures for them.

Which they are is data: an indicator whose entry in `indicators.toml` has `compared = true`. None is among the built-in
figures; refreshed figures bring them.
"""

from collections.abc import Sequence
from statistics import median

from utenfor_core import indicators
from utenfor_core.challenge_picture.reading import is_described
from utenfor_core.challenge_picture.records import Beside, Figure
from utenfor_core.indicators import Indicator
from utenfor_core.municipalities import Municipality, all_municipalities
from utenfor_core.small_numbers import fewest_described

COUNTRY = "0"
COUNTED = "antall"


def compared_indicators() -> tuple[Indicator, ...]:
    """Return the indicators that are shown beside others', in the order of their file.

    >>> compared_indicators()
    ()
    """
    return tuple(one for one in indicators.indicators().values() if one.compared)


def answered() -> frozenset[str]:
    """Return what a picture without refreshed figures tells as missing, and these figures answer.

    >>> answered()
    frozenset()
    """
    return frozenset(one.answers for one in compared_indicators() if one.answers)


def beside(here: Municipality) -> tuple[Beside, ...]:
    """Return every such indicator of a municipality, the latest year known there, beside the others of that year.

    The county and the country are what is published for them; else, of a share that is counted by us, Σ over Σ of the
    municipalities with known figures. The group is what is published, else the median of its municipalities. A count
    is not compared. A municipality's figure on fewer persons than are described is not shown.

    >>> from utenfor_core.municipalities import find
    >>> beside(find("1804").municipality)
    ()
    """
    everyone = all_municipalities()
    county = tuple(one.number for one in everyone if one.county_number == here.county_number)
    group = tuple(one.number for one in everyone if one.kostra_group == here.kostra_group)
    country = tuple(one.number for one in everyone)
    return tuple(_beside(one, here, county, group, country) for one in compared_indicators())


def _beside(
    about: Indicator, here: Municipality, county: Sequence[str], group: Sequence[str], country: Sequence[str]
) -> Beside:
    known = indicators.series(here.number, about.id)
    year = max(known, default=about.years[-1])
    persons = indicators.persons_behind(about.id).get((here.number, year))
    few = persons is not None and not is_described(persons) and persons > 0
    reason = f"Færre enn {fewest_described()} personer: så små grupper beskrives ikke." if few else None
    if not known:
        reason = about.missing
    figure = Figure(
        label=about.label,
        value=None if few else known.get(year),
        unit=about.unit,
        year_label=about.year_label(year),
        credit=about.credit,
        note=about.caveat,
        reason=reason,
    )
    counted = about.unit == COUNTED
    return Beside(
        figure=figure,
        direction=about.direction,
        few=few,
        county=None if counted else _of_area(about.id, year, here.county_number, county),
        country=None if counted else _of_area(about.id, year, COUNTRY, country),
        group=None if counted else _of_group(about.id, year, here.kostra_group, group),
    )


def _of_area(indicator_id: str, year: int, area: str, numbers: Sequence[str]) -> float | None:
    """Return what is published of an area, else Σ numerator / Σ denominator where both are counts."""
    published = indicators.known_values(indicator_id).get((area, year))
    if published is not None:
        return published
    parts = indicators.counted_parts(indicator_id)
    known = [parts[number, year] for number in numbers if (number, year) in parts]
    below = sum(base for _, base in known)
    return sum(part for part, _ in known) / below if below else None


def _of_group(indicator_id: str, year: int, area: str, numbers: Sequence[str]) -> float | None:
    values = indicators.known_values(indicator_id)
    known = [values[number, year] for number in numbers if (number, year) in values]
    return values.get((area, year), median(known) if known else None)
