"""Who takes part: in order of enrolment, in time and within the places; what they pay; and formøter that two share."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utenfor_core.enrolment import Participant, costs_of, enrol
from utenfor_core.errors import InputError
from utenfor_core.municipalities import all_municipalities
from utenfor_core.network import Cover, PreMeeting, edition

BASE = edition("2019")
DEADLINE = BASE.enrolment_deadline
NUMBERS = [one.number for one in all_municipalities()]


def participant(number: str, line: int = 1, **given: object) -> Participant:
    asked = {"seats": 2, "enrolled_on": DEADLINE, **given}
    return Participant(number=number, line=line, **asked)  # type: ignore[arg-type]  # as each test gives them


@given(
    st.lists(st.sampled_from(NUMBERS), unique=True, max_size=15),
    st.lists(st.integers(-20, 5), min_size=15, max_size=15),
    st.one_of(st.none(), st.integers(1, 12)),
)
def test_everyone_gets_a_place_or_waits_and_nobody_waits_who_came_before_one_with_a_place(
    numbers: list[str], days: list[int], capacity: int | None
) -> None:
    people = [
        participant(number, line, enrolled_on=DEADLINE + timedelta(days=day))
        for line, (number, day) in enumerate(zip(numbers, days, strict=False), 1)
    ]
    found = enrol(people, replace(BASE, capacity=capacity))
    waiting = [one.participant for one in found.waiting]
    assert sorted(one.number for one in (*found.admitted, *waiting)) == sorted(numbers)
    assert all(one.enrolled_on <= DEADLINE for one in found.admitted)
    assert capacity is None or len(found.admitted) <= capacity
    in_time = [one for one in waiting if one.enrolled_on <= DEADLINE]
    order = {one.number: (one.enrolled_on, one.line) for one in people}
    assert all(order[first.number] < order[later.number] for first in found.admitted for later in in_time)
    assert [order[one.number] for one in waiting] == sorted(order[one.number] for one in waiting)


def test_the_day_of_the_deadline_is_in_time_and_the_day_after_waits_though_there_is_room() -> None:
    late = participant("1841", 2, enrolled_on=DEADLINE + timedelta(days=1))
    found = enrol([participant("1804"), late], replace(BASE, capacity=10))
    assert [one.number for one in found.admitted] == ["1804"]
    assert found.waiting[0].reason == "påmeldt 18.04.2019, etter fristen 17.04.2019"


def test_one_day_is_decided_by_the_order_of_the_list() -> None:
    found = enrol([participant("1841", 5), participant("1804", 4)], replace(BASE, capacity=1))
    assert [one.number for one in found.admitted] == ["1804"]
    assert found.waiting[0].reason == "alle 1 plassene er tatt av dem som meldte seg på før"


def test_below_the_minimum_is_a_warning_and_without_a_minimum_there_is_none() -> None:
    people = [participant("1804")]
    assert "kan bli avlyst" in enrol(people, replace(BASE, minimum=2)).warnings[0]
    assert enrol(people, replace(BASE, minimum=1)).warnings == ()
    assert enrol(people, BASE).warnings == ()


def test_the_same_unit_twice_is_told_with_its_rows() -> None:
    with pytest.raises(InputError, match="Rad 3, 7: 1804 Bodø står 2 ganger"):
        enrol([participant("1804", 3), participant("1804", 7)], BASE)


def test_a_county_is_refused_where_the_edition_has_none() -> None:
    assert len(enrol([participant("18")], BASE).admitted) == 1
    with pytest.raises(InputError, match="Nordland fylkeskommune er et fylke"):
        enrol([participant("18")], replace(BASE, counties=None))


def test_two_share_a_formote_when_one_of_them_says_so() -> None:
    found = enrol([participant("1804", 1, shares_with="1841"), participant("1841", 2)], BASE)
    assert found.premeetings["1804"] == found.premeetings["1841"]
    assert found.premeetings["1804"].participants == ("1804", "1841")


@pytest.mark.parametrize(
    ("first", "second", "third", "message"),
    [
        ("1804", None, None, "kan ikke deles med Bodø selv"),
        ("4601", None, None, "Bergen, som ikke er på lista"),
        ("1841", "1840", None, "som deler med en annen"),
        ("1841", None, "1841", "Høyst to deler"),
    ],
)
def test_formoter_that_do_not_agree_are_told_with_the_row(
    first: str, second: str | None, third: str | None, message: str
) -> None:
    people = [
        participant("1804", 1, shares_with=first),
        participant("1841", 2, shares_with=second),
        participant("1840", 3, shares_with=third),
    ]
    with pytest.raises(InputError, match=message):
        enrol(people, BASE)


def test_the_date_of_a_formote_is_the_editions_and_one_for_nobody_is_told() -> None:
    meeting = PreMeeting(participants=("1804", "1841"), date=date(2019, 4, 25), place="Rådhuset", hours="10–15")
    found = enrol([participant("1804")], replace(BASE, premeetings=(meeting,)))
    assert found.premeetings["1804"] is meeting
    assert found.warnings == ("Utgaven har et formøte for 1841, som ikke er på lista.",)


def test_one_who_shares_a_formote_with_somebody_who_waits_is_told() -> None:
    late = participant("1841", 2, enrolled_on=DEADLINE + timedelta(days=3))
    found = enrol([participant("1804", 1, shares_with="1841"), late], BASE)
    assert found.warnings == ("Bodø deler formøte med Fauske, som står på venteliste.",)


def test_net_is_fee_less_cover_and_board_and_travel() -> None:
    cover = Cover(kind="delvis", share=0.5, ceiling_per_person=5_000)
    found = costs_of(participant("1804", seats=3, travel=9_000.0), replace(BASE, cover=cover))
    assert (found.fee, found.covered) == (69_125, 15_000)
    assert (found.net_low, found.net_high) == (69_125 - 15_000 + 45_000 + 9_000, 69_125 - 15_000 + 52_500 + 9_000)
    assert costs_of(participant("1804", seats=3), BASE).net_low == 45_000
