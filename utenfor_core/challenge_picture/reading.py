"""What a challenge picture lets anybody say, in whole numbers: the level, whom it differs from, where it is going.

Two shares differ where the interval of the one leaves out the other, and a change has happened where the intervals
of its two years do not overlap: the same careful rule as for places among others.
"""

from collections.abc import Mapping
from types import MappingProxyType

from utenfor_core.challenge_picture.records import Reading, Share, Verdict
from utenfor_core.discounting import rounded_half_up
from utenfor_core.small_numbers import fewest_described

HUNDRED, PERCENT = 100, 0.01


def is_described(persons: float | None) -> bool:
    """Tell whether a count is known and large enough to be described.

    >>> is_described(3), is_described(6), is_described(None)
    (False, True, False)
    """
    return persons is not None and persons >= fewest_described()


def reading(
    headline: Share, here: Mapping[int, Share], others: Mapping[str, Mapping[int, Share]], *, small: bool
) -> Reading:
    """Return what may be said of the headline, beside `others` by name and year; `country` is one of them.

    A small municipality's headline, a mean of years, is held against the others' means of the same years, and has no
    trend.

    Raises: KeyError where `others` has no country.

    >>> from utenfor_core.challenge_picture import challenge_picture
    >>> said = challenge_picture("1804").reading
    >>> said.of_hundred, said.against["country"], said.trend
    (9, 'lower', 'unsure')
    """
    known = [year for year, share in here.items() if is_described(share.persons)]
    described = is_described(headline.persons) and bool(known)
    years = known if small else known[-1:]
    against: dict[str, Verdict] = {
        name: _standing(headline, series, years) if described else "unknown" for name, series in others.items()
    }
    trend: Verdict = "unknown"
    country_trend: Verdict = "unknown"
    if described and not small and len(known) > 1:
        first, last = known[0], known[-1]
        trend, country_trend = (_change(series[first], series[last]) for series in (here, others["country"]))
    return Reading(
        described=described,
        fewest=fewest_described(),
        **_numbers(headline, described=described, small=small),
        against=MappingProxyType(against),
        trend=trend,
        country_trend=country_trend,
        first=known[0] if known else None,
        last=known[-1] if known else None,
    )


def _numbers(headline: Share, *, described: bool, small: bool) -> dict[str, int | None]:
    share, low, high, residents = headline.share, headline.low, headline.high, headline.residents
    names = ("of_hundred", "low_of_hundred", "high_of_hundred", "persons", "low", "high", "points")
    if not described or share is None or low is None or high is None or residents is None:
        return dict.fromkeys(names)
    figures = (share * HUNDRED, low * HUNDRED, high * HUNDRED, share * residents, low * residents, high * residents)
    points = max(1, _whole(1 / residents / PERCENT)) if small else None
    return dict(zip(names, (*map(_whole, figures), points), strict=True))


def _whole(value: float) -> int:
    return int(rounded_half_up(value))


def _standing(headline: Share, series: Mapping[int, Share], years: list[int]) -> Verdict:
    """Return how the headline stands to the mean of another's shares in the same years."""
    shares = [one.share for one in (series[year] for year in years) if one.share is not None]
    if any(series[year].members == 1 for year in years):
        return "alone"
    if not shares or headline.low is None or headline.high is None:
        return "unknown"
    other = sum(shares) / len(shares)
    if other < headline.low:
        return "higher"
    return "lower" if other > headline.high else "unsure"


def _change(before: Share, after: Share) -> Verdict:
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return "unknown"
    if after.low > before.high:
        return "higher"
    return "lower" if after.high < before.low else "unsure"
