"""An edition read from its file, with every problem in it at once."""

import tomllib
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from utenfor_core.errors import InputError
from utenfor_core.network.fields import MOST_KRONER, MOST_PERSONS, Fields
from utenfor_core.network.records import (
    FULL,
    NONE,
    PARTIAL,
    Band,
    CountyTerms,
    Cover,
    Edition,
    Gathering,
    PreMeeting,
    band_problems,
)

FIRST_YEAR, LAST_YEAR = 2019, 2126
"""The first edition's year, and the last year the model itself takes."""
MOST_YEARS, MOST_DAYS, MOST_PARTICIPANTS, MOST_SEATS = 5, 10, 400, 100
"""Above these a figure is a slip of the keys: years of an edition, days of a gathering, participants, their seats."""
BY_POPULATION: Final = "folketall"
SHARED: Final = 2
"""How many participants may share a formøte."""
KRONER: Final = "et beløp i kroner, fra 0"
COUNT: Final = "et helt tall fra 1"


def read_edition_text(text: str, file: str) -> Edition:
    """Return the edition of a TOML text; messages name the file.

    Raises: InputError with every problem, each with the file and the field.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{file}: kan ikke leses som TOML ({error}). Rett linja som er nevnt."
        raise InputError(message) from error
    try:
        return read_edition(content)
    except InputError as error:
        raise InputError(*(f"{file}: {problem}" for problem in error.problems)) from error


def read_edition(content: Mapping[str, Any]) -> Edition:
    """Return the edition that a file's content describes; what is not stated becomes None.

    Raises: InputError with every problem: fields that are missing, unknown or of the wrong kind, bands that do not
    touch or rise, cover that does not say how much, dates that do not follow one another.

    >>> from utenfor_core.data import settings
    >>> read_edition(settings("editions/2019.toml")).cover.kind
    'full'
    """
    problems: list[str] = []
    top = Fields(content=content, problems=problems)
    board = top.table("opphold")
    low = board.number("lavt", KRONER, 0, MOST_KRONER) if board else None
    high = board.number("hoyt", KRONER, 0, MOST_KRONER) if board else None
    if board:
        board.finish()
    bands = tuple(_band(one) for one in top.tables("avgifter"))
    edition = Edition(
        id=top.text("id", 'et kort navn, som "2027"') or "",
        title=top.text("tittel", "navnet på utgaven") or "",
        organiser=top.text("arrangor", "hvem som arrangerer", needed=False),
        price_year=top.whole("prisar", "et årstall", FIRST_YEAR, LAST_YEAR) or 0,
        source=top.text("kilde", "hvor tallene er hentet") or "",
        status=top.text("status", "official (fra arrangøren) eller assumption (foreløpig)") or "",
        enrolment_deadline=top.day("pameldingsfrist", needed=True) or date.min,
        model_launch=top.day("lansering"),
        seats_at_launch=top.whole("plasser_per_deltaker", COUNT, 1, MOST_SEATS) or 1,
        duration_years=top.number("varighet_ar", "et antall år", 0, MOST_YEARS) or 0.0,
        capacity=top.whole("antall_plasser", COUNT, 1, MOST_PARTICIPANTS, needed=False),
        minimum=top.whole("minste_antall", COUNT, 1, MOST_PARTICIPANTS, needed=False),
        premeetings=tuple(_premeeting(one) for one in top.tables("formoter", needed=False)),
        gatherings=tuple(_gathering(one) for one in top.tables("samlinger")),
        bands=bands,
        board_low=low or 0.0,
        board_high=high or 0.0,
        cover=_cover(top.table("ou")),
        counties=_counties(top.table("fylker", needed=False)),
    )
    top.finish()
    if not problems:
        problems += [*band_problems(bands), *_order_problems(edition)]
    if problems:
        raise InputError(*problems)
    return edition


def _band(one: Fields) -> Band:
    band = Band(
        label=one.text("navn", "navnet på båndet") or "",
        lower=one.whole("fra", "laveste folketall", 1, MOST_PERSONS) or 1,
        upper=one.whole("til", "høyeste folketall", 1, MOST_PERSONS, needed=False),
        fee=one.number("avgift", KRONER, 0, MOST_KRONER) or 0,
    )
    one.finish()
    return band


def _gathering(one: Fields) -> Gathering:
    gathering = Gathering(
        number=one.whole("nummer", COUNT, 1, MOST_SEATS) or 1,
        days=one.whole("dager", f"et helt tall fra 1 til {MOST_DAYS}", 1, MOST_DAYS) or 1,
        date=one.day("dato"),
        place=one.text("sted", "stedet", needed=False),
        hours=one.hours("tid"),
    )
    one.finish()
    return gathering


def _premeeting(one: Fields) -> PreMeeting:
    wanted = 'ett eller to numre, som ["1804", "1806"]'
    numbers = one.content.get("deltakere")
    right = isinstance(numbers, list) and 1 <= len(numbers) <= SHARED and all(isinstance(n, str) for n in numbers)
    if not right:
        one.tell("deltakere", f"«{numbers}» kan ikke brukes. Skriv {wanted}, i anførselstegn.")
    meeting = PreMeeting(
        participants=tuple(numbers) if right and numbers else (),
        date=one.day("dato"),
        place=one.text("sted", "stedet", needed=False),
        hours=one.hours("tid"),
    )
    one.finish(("deltakere",))
    return meeting


def _cover(content: Fields | None) -> Cover:
    if content is None:
        return Cover(kind=NONE, share=0.0, ceiling_per_person=None)
    kind = content.text("dekning", f"{FULL}, {PARTIAL} eller {NONE}") or ""
    share = content.number("andel", "en andel fra 0 til 1", 0, 1, needed=False)
    ceiling = content.number("tak_per_person", KRONER, 0, MOST_KRONER, needed=False)
    content.finish()
    shares = {FULL: 1.0, PARTIAL: share, NONE: 0.0}
    if shares.get(kind) is None:
        text = f"OU-dekning «{kind}»: skriv {FULL}, {PARTIAL} (med andel mellom 0 og 1) eller {NONE}."
        content.problems.append(text)
    return Cover(kind=kind, share=shares.get(kind) or 0.0, ceiling_per_person=ceiling)


def _counties(content: Fields | None) -> CountyTerms | None:
    if content is None:
        return None
    if content.content.get("avgift") == BY_POPULATION:
        content.asked.append("avgift")
        fee = None
    else:
        fee = content.number("avgift", f'"{BY_POPULATION}" eller {KRONER}', 0, MOST_KRONER)
    content.finish()
    return CountyTerms(fee=fee)


def _order_problems(found: Edition) -> list[str]:
    """Return what does not follow: numbers and dates of gatherings, limits, and formøter."""
    told = []
    if found.board_high < found.board_low:
        told.append("[opphold] hoyt: er lavere enn lavt. Bytt om, eller rett beløpene.")
    if found.capacity is not None and found.minimum is not None and found.minimum > found.capacity:
        told.append(f"minste_antall: {found.minimum} er flere enn antall_plasser, {found.capacity}.")
    if [one.number for one in found.gatherings] != list(range(1, len(found.gatherings) + 1)):
        told.append("[[samlinger]] nummer: må være 1, 2, 3 … i den rekkefølgen de holdes.")
    dated = [one for one in found.gatherings if one.date is not None]
    for before, after in pairwise(dated):
        if before.date and after.date and (after.date - before.date).days < before.days:
            told.append(f"[[samlinger]] nr. {after.number} dato: {after.date} er ikke etter samling {before.number}.")
    first = next((one.date for one in dated), None)
    if first is not None and first < found.enrolment_deadline:
        told.append(f"pameldingsfrist: {found.enrolment_deadline} er etter den første samlingen, {first}.")
    seen: set[str] = set()
    for meeting in found.premeetings:
        told += [f"[[formoter]]: {number} står i to formøter." for number in meeting.participants if number in seen]
        seen |= set(meeting.participants)
        if meeting.date and first and meeting.date >= first:
            told.append(f"[[formoter]] dato: {meeting.date} er ikke før den første samlingen, {first}.")
    return told
