"""What happens in an edition of the network, in the order of dates: the deadline, formøter, gatherings, the launch."""

from dataclasses import dataclass
from datetime import date

from utenfor_core.counties import is_county_number, unit
from utenfor_core.enrolment import Enrolment
from utenfor_core.network import PreMeeting
from workbook_templates.words import words


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """One event; `key` is the same however often dates and places change, and `day` is None where none is stated."""

    key: str
    title: str
    who: str
    day: date | None
    days: int
    hours: str | None
    place: str | None


def happenings(enrolment: Enrolment, language: str, number: str | None = None) -> tuple[Happening, ...]:
    """Return the events of the network, or of one participant: those with a date first, in its order.

    >>> from utenfor_core.network import edition
    >>> from utenfor_core.enrolment import enrol
    >>> [one.key for one in happenings(enrol([], edition("2019")), "nb")][:3]
    ['2019-frist', '2019-samling-1', '2019-lansering']
    """
    edition, text = enrolment.edition, words(language)
    everyone = text("network.everyone")

    def event(name: str, title: str, day: date | None, who: str = everyone) -> Happening:
        return Happening(key=f"{edition.id}-{name}", title=title, who=who, day=day, days=1, hours=None, place=None)

    found = []
    if number is None:
        found.append(event("frist", text("network.deadline", title=edition.title), edition.enrolment_deadline))
    found += [_premeeting(edition.id, one, language) for one in _meetings(enrolment, number)]
    found += [
        Happening(
            key=f"{edition.id}-samling-{one.number}",
            title=text("network.gathering", title=edition.title, number=str(one.number)),
            who=everyone,
            day=one.date,
            days=one.days,
            hours=one.hours,
            place=one.place,
        )
        for one in edition.gatherings
    ]
    if edition.model_launch:
        found.append(event("lansering", text("network.launch"), edition.model_launch))
    return tuple(sorted(found, key=lambda one: (one.day is None, one.day or date.max)))


def _meetings(enrolment: Enrolment, number: str | None) -> list[PreMeeting]:
    """Return the formøter of those who got a place, each once."""
    admitted = [one.number for one in enrolment.admitted]
    meetings = [enrolment.premeetings[one] for one in admitted if number in {None, one}]
    return [one for at, one in enumerate(meetings) if one not in meetings[:at]]


def _premeeting(edition_id: str, meeting: PreMeeting, language: str) -> Happening:
    names = [unit(one).name if is_county_number(one) else unit(one).name_no for one in meeting.participants]
    return Happening(
        key=f"{edition_id}-formote-{'-'.join(meeting.participants)}",
        title=words(language)("network.premeeting", names=" og ".join(names)),
        who=", ".join(names),
        day=meeting.date,
        days=1,
        hours=meeting.hours,
        place=meeting.place,
    )
