"""What an edition of the learning network is: its bands and fees, its meetings, board and what OU-midler pay."""

import math
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from utenfor_core.errors import InputError

FULL, PARTIAL, NONE = "full", "delvis", "ingen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """A population band, both ends within it (`upper` is None in the last), and its fee in kroner, paid once."""

    label: str
    lower: int
    upper: int | None
    fee: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering:
    """A gathering of the network; date (of its first day), place and hours are None where they are not stated."""

    number: int
    days: int
    date: date | None
    place: str | None
    hours: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PreMeeting:
    """A formøte before the first gathering, of one participant or of two together, by their numbers."""

    participants: tuple[str, ...]
    date: date | None
    place: str | None
    hours: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cover:
    """What OU-midler pay of the fee: full, delvis (a share) or ingen; the ceiling is kroner per person, or None."""

    kind: str
    share: float
    ceiling_per_person: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CountyTerms:
    """On what terms counties take part: a fee of their own in kroner, or None for the table by population."""

    fee: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One edition of the network; amounts are kroner of `price_year`, None is what is not stated."""

    id: str
    title: str
    organiser: str | None
    price_year: int
    source: str
    status: str
    enrolment_deadline: date
    model_launch: date | None
    seats_at_launch: int
    duration_years: float
    capacity: int | None
    minimum: int | None
    premeetings: tuple[PreMeeting, ...]
    gatherings: tuple[Gathering, ...]
    bands: tuple[Band, ...]
    board_low: float
    board_high: float
    cover: Cover
    counties: CountyTerms | None

    def band(self, population: float) -> Band:
        """Return the band of a population; an edge belongs to the band that names it.

        Raises: InputError when the population is not a whole number of at least one person.
        Source: the edition's file.

        >>> from utenfor_core.network import edition
        >>> edition("2019").band(5000).label, edition("2019").band(5001).label
        ('inntil 5 000', '5 001–7 500')
        """
        people = _whole(population, "folketall")
        return next(band for band in reversed(self.bands) if people >= band.lower)

    def fee(self, population: float) -> float:
        """Return the fee in kroner, paid once, for a population.

        Raises: InputError as `band`.

        >>> from utenfor_core.network import edition
        >>> edition("2019").fee(53712)
        69125
        """
        return self.band(population).fee

    def fee_of(self, population: float, *, county: bool) -> float:
        """Return the fee in kroner of a participant: a county's is its own where the edition has one.

        Raises: InputError as `band`, and for a county in an edition where counties do not take part.

        >>> from utenfor_core.network import edition
        >>> edition("2019").fee_of(243081, county=True)
        69125
        """
        if not county:
            return self.fee(population)
        if self.counties is None:
            message = f"{self.title}: fylker deltar ikke i denne utgaven (fila har ingen [fylker])."
            raise InputError(message)
        return self.fee(population) if self.counties.fee is None else self.counties.fee

    def board_and_lodging(self, persons: float, gatherings: float) -> tuple[float, float]:
        """Return low and high kroner for board and lodging = rate × persons × gatherings; travel comes on top.

        Raises: InputError when a count is not a whole number of at least one.

        >>> from utenfor_core.network import edition
        >>> edition("2019").board_and_lodging(2, 5)
        (30000, 35000)
        """
        stays = _whole(persons, "antall personer") * _whole(gatherings, "antall samlinger")
        return stays * self.board_low, stays * self.board_high

    def ou_cover(self, fee: float, persons: float | None = None) -> float:
        """Return the kroner of the fee that OU-midler pay = min(fee × share, ceiling per person × persons).

        Raises: InputError when the fee is negative, or when a ceiling is set and the persons are not given.

        >>> from utenfor_core.network import edition
        >>> edition("2019").ou_cover(69125)
        69125.0
        """
        if not (math.isfinite(fee) and fee >= 0):
            message = f"Avgiften er {fee} kr. Skriv et beløp i kroner som ikke er negativt."
            raise InputError(message)
        covered = float(fee * self.cover.share)
        if self.cover.ceiling_per_person is None:
            return covered
        if persons is None:
            message = f"{self.title}: OU-midlene har et tak per person. Oppgi hvor mange personer som deltar."
            raise InputError(message)
        return min(covered, self.cover.ceiling_per_person * _whole(persons, "antall personer"))


def band_problems(bands: tuple[Band, ...]) -> tuple[str, ...]:
    """Return what is wrong with a fee table, one Norwegian sentence each; empty when the bands touch and rise.

    >>> from utenfor_core.network import edition
    >>> band_problems(edition("2019").bands)
    ()
    """
    found = []
    if not bands or bands[0].lower != 1 or bands[-1].upper is not None:
        found.append("Avgiftstabellen må begynne på 1 innbygger, og siste bånd må være åpent oppover.")
    for below, above in pairwise(bands):
        if below.upper is None or above.lower != below.upper + 1 or below.upper < below.lower:
            found.append(f"Båndene «{below.label}» og «{above.label}» henger ikke sammen. Rett grensene.")
        if above.fee < below.fee:
            found.append(f"Avgiften i «{above.label}» er lavere enn i «{below.label}». Kontroller tabellen.")
    return tuple(found)


def _whole(value: float, name: str) -> int:
    if isinstance(value, bool | str) or not math.isfinite(value) or value < 1 or value != math.floor(value):
        message = f"{name.capitalize()} er {value}. Skriv et helt tall på minst 1."
        raise InputError(message)
    return int(value)
