"""What the challenge picture is made of: shares, ranks and figures, each with the reason when it is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from utenfor_core.municipalities import Municipality

Verdict = Literal["higher", "lower", "unsure", "alone", "unknown"]
"""How the municipality's share stands to another: `alone` where the other is the municipality itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """A share outside = persons / residents, with its interval; what is not known is None and `reason` says why.

    `known` of `members` municipalities carry the figure; `reason` may also be a caveat beside a figure that is known.
    """

    label: str
    persons: float | None
    residents: float | None
    share: float | None
    low: float | None
    high: float | None
    known: int
    members: int
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rank:
    """A place among `members` (1 = lowest share) between best and worst; None with the reason where they differ."""

    place: int | None
    best: int | None
    worst: int | None
    members: int
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A single figure with its label, year and unit; None with the reason where it is not known."""

    label: str
    value: float | None
    unit: str
    year_label: str
    credit: str
    note: str
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """An indicator here beside that of the county, the country and the KOSTRA group, in its unit; None: not known.

    `direction` says which way is better, where that can be said; `few`, that the figure here is on fewer persons than
    are shown.
    """

    figure: Figure
    direction: str
    few: bool
    county: float | None
    country: float | None
    group: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExclusionBase:
    """The registered persons 20–24 and 25–29 that the cost of today's exclusion is counted on, and what may be shown.

    The factors times the amount give the range of the amount (Wilson's interval); None where a count is not known.
    """

    counts: tuple[int | None, int | None]
    register_date: str
    kroner_allowed: bool
    whole_millions: bool
    low_factor: float | None
    high_factor: float | None
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Whole numbers and verdicts for sentences; numbers are None where the municipality is not described.

    `described` is false for an unknown share and for fewer persons than `fewest`. `low` and `high` are persons and
    `low_of_hundred`, `high_of_hundred` of 100 young people, both by Wilson's interval. `points` are the percentage
    points that one person moves the share, at least 1 where the municipality is small, else None.
    """

    described: bool
    fewest: int
    of_hundred: int | None
    low_of_hundred: int | None
    high_of_hundred: int | None
    persons: int | None
    low: int | None
    high: int | None
    points: int | None
    against: Mapping[str, Verdict] = field(hash=False)
    trend: Verdict
    country_trend: Verdict
    first: int | None
    last: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChallengePicture:
    """Everything the sheet `Utfordringsbilde` shows of public figures; series are by year, shares are decimals.

    `answered` names what is told as missing where no refreshed figures answer it.
    """

    municipality: Municipality
    small: bool
    small_reason: str | None
    headline: Share
    here: Mapping[int, Share] = field(hash=False)
    county: Mapping[int, Share] = field(hash=False)
    country: Mapping[int, Share] = field(hash=False)
    group: Mapping[int, Share] = field(hash=False)
    rank_in_county: Rank
    rank_in_group: Rank
    by_age: tuple[Figure, ...]
    population: tuple[Figure, ...]
    older: tuple[Figure, ...]
    beside: tuple[Beside, ...]
    answered: frozenset[str]
    exclusion: ExclusionBase
    reading: Reading
    notes: tuple[str, ...]
