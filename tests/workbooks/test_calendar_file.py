"""The calendar file: read back by a calendar library, valid line by line, the same bytes and ids each time."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from utenfor_core.enrolment import Enrolment, Participant, enrol
from utenfor_core.network import Gathering, PreMeeting, edition
from workbook_templates.enrolment.calendar_file import calendar_bytes
from workbook_templates.enrolment.happenings import happenings

LONGEST_LINE = 75
MEETING = PreMeeting(participants=("1804", "1841"), date=date(2019, 4, 25), place="Rådhuset; sal 2", hours="10–15")
LONG = Gathering(
    number=2, days=2, date=date(2019, 10, 26), place="Å, i Lofoten, der veien slutter – og vannet" * 2, hours="9.30–16"
)


@pytest.fixture(scope="module")
def enrolment() -> Enrolment:
    base = edition("2019")
    one = replace(base, premeetings=(MEETING,), gatherings=(base.gatherings[0], LONG, *base.gatherings[2:]))
    people = [
        Participant(number=number, line=line, seats=2, enrolled_on=date(2019, 4, 1))
        for line, number in enumerate(("1804", "1841", "1151"), 1)
    ]
    return enrol(people, one)


def content(enrolment: Enrolment, number: str | None = None) -> bytes:
    dated = [one for one in happenings(enrolment, "nb", number) if one.day is not None]
    return calendar_bytes(dated, enrolment.edition.title)


def test_every_event_is_read_back_with_its_time_place_and_words(enrolment: Enrolment) -> None:
    events = {str(one["uid"]): one for one in Calendar.from_ical(content(enrolment)).walk("VEVENT")}
    first = events["2019-samling-1@utenfor-regnskapet"]
    assert first.decoded("dtstart") == datetime(2019, 5, 6, 10, tzinfo=ZoneInfo("Europe/Oslo"))
    assert first.decoded("dtend") == datetime(2019, 5, 6, 17, tzinfo=ZoneInfo("Europe/Oslo"))
    second = events["2019-samling-2@utenfor-regnskapet"]
    assert (second.decoded("dtstart"), second.decoded("dtend")) == (date(2019, 10, 26), date(2019, 10, 28))
    assert str(second["location"]) == LONG.place
    assert str(second["description"]) == "9.30–16"
    meeting = events["2019-formote-1804-1841@utenfor-regnskapet"]
    assert (str(meeting["location"]), str(meeting["summary"])) == (MEETING.place, "Formøte: Bodø og Fauske")
    assert {one.split("@")[0] for one in events} == {
        "2019-frist", "2019-formote-1804-1841", "2019-samling-1", "2019-samling-2", "2019-lansering",
    }  # fmt: skip


def test_a_participants_calendar_has_its_own_formote_and_not_the_others_or_the_deadline(enrolment: Enrolment) -> None:
    keys = [one.key for one in happenings(enrolment, "nb", "1151") if one.day is not None]
    assert keys == ["2019-samling-1", "2019-lansering", "2019-samling-2"]
    assert "2019-formote-1804-1841" in [one.key for one in happenings(enrolment, "nb", "1841")]


def test_lines_end_and_fold_as_the_standard_says_and_every_zone_that_is_used_is_described(enrolment: Enrolment) -> None:
    made = content(enrolment)
    lines = made.split(b"\r\n")
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= LONGEST_LINE
    assert all(line.decode("utf-8") is not None for line in lines)
    calendar = Calendar.from_ical(made)
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    used = {str(one["dtstart"].params["TZID"]) for one in calendar.walk("VEVENT") if "TZID" in one["dtstart"].params}
    assert used == zones == {"Europe/Oslo"}
    assert all(one.get("dtstamp") and one.get("uid") for one in calendar.walk("VEVENT"))


def test_two_builds_are_the_same_bytes_and_a_moved_date_keeps_its_id(enrolment: Enrolment) -> None:
    assert content(enrolment) == content(enrolment)
    moved = replace(enrolment.edition, gatherings=(replace(enrolment.edition.gatherings[0], date=date(2019, 5, 8)),))
    other = happenings(replace(enrolment, edition=moved), "nb")
    assert "2019-samling-1" in [one.key for one in other]
