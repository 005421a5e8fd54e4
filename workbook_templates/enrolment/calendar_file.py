"""The calendar as a file that calendar programs take (RFC 5545): the same bytes each time, the same ids always."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from utenfor_core import __version__
from utenfor_core.network import hours_of
from workbook_templates.build_day import build_day
from workbook_templates.enrolment.happenings import Happening
from workbook_templates.writing import Unfinished

ZONE: Final = "Europe/Oslo"
DOMAIN: Final = "utenfor-regnskapet"
"""Right of @ in every id: with the edition and the event left of it, no other calendar has the same."""


def write_calendar(events: Sequence[Happening], title: str, target: Path) -> None:
    """Write the events, all of them with a date, to `target`; the file is whole or not there.

    An event of one day with hours has them; one of several days, or without hours, is of whole days, with the hours in
    its description. Raises WorkbookError when it cannot be written.
    """
    content = calendar_bytes(events, title)
    with Unfinished(target) as path:
        path.write_bytes(content)


def calendar_bytes(events: Sequence[Happening], title: str) -> bytes:
    """Return the calendar as its file has it: UTF-8, lines ended by CRLF and folded at 75 bytes.

    >>> calendar_bytes((), "Læringsnettverket 2019").splitlines()[0]
    b'BEGIN:VCALENDAR'
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - a large package, needed only where a calendar is made

    calendar = Calendar()
    calendar.add("prodid", f"-//Utenfor-regnskapet//{__version__}//NO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    timed = False
    for one in events:
        if one.day is None:
            continue
        event = Event()
        event.add("uid", f"{one.key}@{DOMAIN}")
        event.add("dtstamp", build_day().replace(tzinfo=UTC))
        event.add("summary", one.title)
        hours = hours_of(one.hours) if one.hours else None
        if hours is not None and one.days == 1:
            zone = ZoneInfo(ZONE)
            event.add("dtstart", datetime.combine(one.day, hours.start, tzinfo=zone))
            event.add("dtend", datetime.combine(one.day, hours.end, tzinfo=zone))
            timed = True
        else:
            event.add("dtstart", one.day)
            event.add("dtend", one.day + timedelta(days=one.days))
        if one.place:
            event.add("location", one.place)
        if one.hours:
            event.add("description", one.hours)
        calendar.add_component(event)
    if timed:
        days = [one.day for one in events if one.day is not None]
        first, last = min(days), max(days)
        calendar.add_missing_timezones(
            first_date=first.replace(month=1, day=1), last_date=last.replace(month=12, day=31)
        )
    content: bytes = calendar.to_ical()
    return content
