"""Shares outside work and education: here, summed, as a median and as a mean of years, with their intervals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import sqrt
from statistics import NormalDist, median
from types import MappingProxyType

from utenfor_core import indicators
from utenfor_core.challenge_picture.records import Rank, Share
from utenfor_core.data import settings
from utenfor_core.data.figures import by_figures
from utenfor_core.small_numbers import RULES, confidence

PERSONS, RESIDENTS = "neet_15_29_count", "residents_15_29_count"


def wilson(persons: float, residents: float) -> tuple[float, float]:
    """Return low and high of Wilson's interval for the share p = persons / residents, n = residents.

    (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z the normal quantile of the confidence level in the rules.
    Source: E. B. Wilson (1927), JASA 22.

    >>> low, high = wilson(10, 100)
    >>> f"{low:.4f} {high:.4f}"
    '0.0552 0.1744'
    """
    z = NormalDist().inv_cdf((1 + confidence()) / 2)
    p, n = persons / residents, residents
    middle = p + z**2 / (2 * n)
    half = z * sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)


def years() -> tuple[int, ...]:
    """Return the years of the series, oldest first.

    >>> years()[-1]
    2024
    """
    return tuple(settings(RULES)["neet"]["years"])


def by_year(share: Callable[[int], Share]) -> Mapping[int, Share]:
    """Return a share year by year, as far back as it is known."""
    return MappingProxyType({year: share(year) for year in years()})


@by_figures
def share_here(number: str, year: int) -> Share:
    """Return the share 15–29 years outside in a municipality and year, or None with the reason.

    Raises: MunicipalityError for an unknown number, InputError for a year outside the series.
    Source: SSB 13556.

    >>> share_here("1580", 2023).reason
    'Ålesund (1507) ble delt i 1508 Ålesund og 1580 Haram i 2024; tall fra før delingen kan ikke føres videre.'
    """
    persons = indicators.value(number, PERSONS, year)
    residents = indicators.value(number, RESIDENTS, year)
    if persons is None or residents is None:
        rules = settings(RULES)["neet"]
        before_split = number in rules["split_numbers"] and year < rules["first_year_of_borders"]
        reason = rules["split"] if before_split else indicators.indicator(PERSONS).missing
        return _unknown(str(year), 1, reason)
    return _share(str(year), persons, residents, members=1, known=1)


@by_figures
def share_of_sum(numbers: tuple[str, ...], year: int) -> Share:
    """Return the share of several municipalities = Σ persons / Σ residents over those that are known.

    Raises: as `share_here`.

    >>> share = share_of_sum(("1508", "1577", "1580"), 2023)
    >>> share.known, share.members, share.reason
    (1, 3, 'Bygger på 1 av 3 kommuner med kjente tall.')
    """
    known = [one for one in (share_here(number, year) for number in numbers) if one.share is not None]
    if not known:
        return _unknown(str(year), len(numbers), "Ingen av kommunene har kjente tall.")
    persons = sum(one.persons for one in known if one.persons is not None)
    residents = sum(one.residents for one in known if one.residents is not None)
    return _share(str(year), persons, residents, members=len(numbers), known=len(known))


@by_figures
def median_share(numbers: tuple[str, ...], year: int) -> Share:
    """Return the median of the municipalities' own shares; it has no persons and no interval.

    Raises: as `share_here`.

    >>> median_share(("0301",), 2024).reason
    'Kommunen er alene i gruppen: tallet er kommunens eget.'
    """
    known = [one.share for one in (share_here(number, year) for number in numbers) if one.share is not None]
    if not known:
        return _unknown(str(year), len(numbers), "Ingen av kommunene har kjente tall.")
    return Share(
        label=str(year),
        persons=None,
        residents=None,
        share=median(known),
        low=None,
        high=None,
        known=len(known),
        members=len(numbers),
        reason=_caveat(len(known), len(numbers)),
    )


def mean_share(number: str) -> Share:
    """Return the mean over the known years = Σ persons / Σ residents; persons and residents are means per year.

    The interval takes one year's residents as n: the same person may be outside in several years, so the years
    are not counted as independent.

    Raises: MunicipalityError for an unknown number.

    >>> mean_share("1151").label
    'snitt 2020–2024'
    """
    known = [one for one in (share_here(number, year) for year in years()) if one.share is not None]
    label = f"snitt {years()[0]}–{years()[-1]}"
    if not known:
        return _unknown(label, 1, indicators.indicator(PERSONS).missing)
    persons = sum(one.persons for one in known if one.persons is not None) / len(known)
    residents = sum(one.residents for one in known if one.residents is not None) / len(known)
    counted = ", ".join(one.label for one in known)
    reason = f"Snitt av årene med kjente tall ({counted}), fordi kommunen er liten."
    return replace(_share(label, persons, residents, members=1, known=1), reason=reason)


def rank(number: str, numbers: tuple[str, ...], year: int) -> Rank:
    """Return the place of a municipality among others, 1 = lowest share, where the intervals allow it.

    best = 1 + others whose interval lies wholly below, worst = known − others wholly above; a place when they agree.

    Raises: as `share_here`.

    >>> rank("0301", ("0301",), 2024).reason
    'Det finnes ingen andre kommuner med kjente tall å sammenligne med.'
    """
    return rank_among(share_here(number, year), [share_here(other, year) for other in numbers if other != number])


def rank_among(here: Share, others: Sequence[Share], among: str = "kommuner") -> Rank:
    """Return the place of a share among others, 1 = lowest, where the intervals allow it; `among` is what they are.

    >>> rank_among(share_here("0301", 2024), [share_here("5601", 2024)]).place
    1
    """
    known = [one for one in others if one.share is not None]
    if here.low is None or here.high is None:
        return Rank(place=None, best=None, worst=None, members=len(others) + 1, reason=here.reason)
    if not known:
        reason = f"Det finnes ingen andre {among} med kjente tall å sammenligne med."
        return Rank(place=None, best=None, worst=None, members=len(others) + 1, reason=reason)
    best = 1 + sum(1 for one in known if one.high is not None and one.high < here.low)
    worst = 1 + len(known) - sum(1 for one in known if one.low is not None and one.low > here.high)
    return Rank(
        place=best if best == worst else None,
        best=best,
        worst=worst,
        members=len(known) + 1,
        reason=None if best == worst else _overlap(best, worst, len(known), among),
    )


def _overlap(best: int, worst: int, others: int, among: str) -> str:
    return (
        f"Usikkerheten overlapper {worst - best} av {others} andre {among}: plassen ligger fra {best} til {worst}"
        " (1 = lavest andel) og kan ikke fastslås."
    )


def _share(label: str, persons: float, residents: float, *, members: int, known: int) -> Share:
    low, high = wilson(persons, residents)
    return Share(
        label=label,
        persons=persons,
        residents=residents,
        share=persons / residents,
        low=low,
        high=high,
        known=known,
        members=members,
        reason=_caveat(known, members) if known < members else None,
    )


def _unknown(label: str, members: int, reason: str) -> Share:
    return Share(
        label=label,
        persons=None,
        residents=None,
        share=None,
        low=None,
        high=None,
        known=0,
        members=members,
        reason=reason,
    )


def _caveat(known: int, members: int) -> str | None:
    if members == 1:
        return "Kommunen er alene i gruppen: tallet er kommunens eget."
    return f"Bygger på {known} av {members} kommuner med kjente tall." if known < members else None
