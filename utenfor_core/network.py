"""The learning network: an edition's population bands and fee, its gatherings, board and what OU-midler pay."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from utenfor_core.data import settings
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
    """A gathering of the network; date, place and hours are None where the public texts do not state them."""

    number: int
    days: int
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
class Edition:
    """One edition of the network; amounts are kroner of `price_year`."""

    id: str
    title: str
    price_year: int
    source: str
    status: str
    enrolment_deadline: date
    model_launch: date | None
    seats_at_launch: int
    duration_years: float
    capacity: int | None
    gatherings: tuple[Gathering, ...]
    bands: tuple[Band, ...]
    board_low: float
    board_high: float
    cover: Cover

    def band(self, population: float) -> Band:
        """Return the band of a population; an edge belongs to the band that names it.

        Raises: InputError when the population is not a whole number of at least one person.
        Source: the edition's file.

        >>> edition("2019").band(5000).label, edition("2019").band(5001).label
        ('inntil 5 000', '5 001–7 500')
        """
        people = _whole(population, "folketall")
        return next(band for band in reversed(self.bands) if people >= band.lower)

    def fee(self, population: float) -> float:
        """Return the fee in kroner, paid once, for a population.

        Raises: InputError as `band`.

        >>> edition("2019").fee(53712)
        69125
        """
        return self.band(population).fee

    def board_and_lodging(self, persons: float, gatherings: float) -> tuple[float, float]:
        """Return low and high kroner for board and lodging = rate × persons × gatherings; travel comes on top.

        Raises: InputError when a count is not a whole number of at least one.

        >>> edition("2019").board_and_lodging(2, 5)
        (30000, 35000)
        """
        stays = _whole(persons, "antall personer") * _whole(gatherings, "antall samlinger")
        return stays * self.board_low, stays * self.board_high

    def ou_cover(self, fee: float, persons: float | None = None) -> float:
        """Return the kroner of the fee that OU-midler pay = min(fee × share, ceiling per person × persons).

        Raises: InputError when the fee is negative, or when a ceiling is set and the persons are not given.

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


@cache
def edition(edition_id: str) -> Edition:
    """Return an edition of the network by its id.

    Raises: InputError when there is no such edition or its file does not hold (bands must touch and rise).
    Source: `data/editions/<id>.toml`.

    >>> edition("2019").gatherings[0].date
    datetime.date(2019, 5, 6)
    """
    known = settings("editions/index.toml")["editions"]
    if edition_id not in known:
        message = f"Ukjent utgave «{edition_id}». Utgavene som finnes: {', '.join(known)}."
        raise InputError(message)
    found = read_edition(settings(f"editions/{edition_id}.toml"))
    problems = band_problems(found.bands)
    if problems:
        raise InputError(*problems)
    return found


def read_edition(content: Mapping[str, Any]) -> Edition:
    """Return the edition that a file's content describes; `capacity` and undated gatherings become None.

    Raises: InputError when OU cover is of no known kind, or partial without a share.

    >>> read_edition(settings("editions/2019.toml")).cover.kind
    'full'
    """
    board = content["board_and_lodging"]
    return Edition(
        id=content["id"],
        title=content["title"],
        price_year=content["price_year"],
        source=content["source"],
        status=content["status"],
        enrolment_deadline=content["enrolment_deadline"],
        model_launch=content.get("model_launch"),
        seats_at_launch=content["seats_at_launch"],
        duration_years=content["duration_years"],
        capacity=content.get("capacity"),
        gatherings=tuple(
            Gathering(
                number=one["number"],
                days=one["days"],
                date=one.get("date"),
                place=one.get("place"),
                hours=one.get("hours"),
            )
            for one in content["gatherings"]
        ),
        bands=tuple(
            Band(label=one["label"], lower=one["lower"], upper=one.get("upper"), fee=one["fee"])
            for one in content["bands"]
        ),
        board_low=board["low"],
        board_high=board["high"],
        cover=_cover(content["ou_cover"]),
    )


def band_problems(bands: tuple[Band, ...]) -> tuple[str, ...]:
    """Return what is wrong with a fee table, one Norwegian sentence each; empty when the bands touch and rise.

    >>> band_problems(edition("2019").bands)
    ()
    """
    found = []
    if not bands or bands[0].lower != 1 or bands[-1].upper is not None:
        found.append("Avgiftstabellen må begynne på 1 innbygger, og siste bånd må være åpent oppover.")
    for below, above in pairwise(bands):
        if below.upper is None or above.lower != below.upper + 1:
            found.append(f"Båndene «{below.label}» og «{above.label}» henger ikke sammen. Rett grensene.")
        if above.fee < below.fee:
            found.append(f"Avgiften i «{above.label}» er lavere enn i «{below.label}». Kontroller tabellen.")
    return tuple(found)


def _cover(content: Mapping[str, Any]) -> Cover:
    shares = {FULL: 1.0, PARTIAL: content.get("share"), NONE: 0.0}
    share = shares.get(content["kind"])
    if not (isinstance(share, int | float) and 0 <= share <= 1):
        message = f"OU-dekning «{content['kind']}»: skriv {FULL}, {PARTIAL} (med share mellom 0 og 1) eller {NONE}."
        raise InputError(message)
    return Cover(kind=content["kind"], share=share, ceiling_per_person=content.get("ceiling_per_person"))


def _whole(value: float, name: str) -> int:
    if isinstance(value, bool | str) or not math.isfinite(value) or value < 1 or value != math.floor(value):
        message = f"{name.capitalize()} er {value}. Skriv et helt tall på minst 1."
        raise InputError(message)
    return int(value)
