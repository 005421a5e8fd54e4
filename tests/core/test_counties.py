"""The counties: made of their municipalities, found beside them, and pictured as far as the figures can be summed."""

import pytest

from utenfor_core.challenge_picture import challenge_picture, neet_for_exclusion, share_here
from utenfor_core.counties import all_counties, county, find_unit, found_county, unit
from utenfor_core.domain import FYLKE
from utenfor_core.errors import MunicipalityError
from utenfor_core.municipalities import all_municipalities, find
from utenfor_core.places import place_of


def test_the_counties_and_oslo_hold_every_municipality_once() -> None:
    members = [one.number for each in all_counties() for one in each.members]
    assert sorted([*members, "0301"]) == [one.number for one in all_municipalities()]
    assert sum(one.population_now for one in all_counties()) + find("0301").municipality.population_now == sum(
        one.population_now for one in all_municipalities()
    )


def test_an_employers_zone_is_the_countys_only_where_all_of_it_lies_in_one() -> None:
    assert (county("56").employer_zone, county("56").reduced_tax_zone) == ("5", True)
    assert (county("55").employer_zone, county("55").reduced_tax_zone) == (None, False)
    assert county("55").employer_zone_note == "kommunene i fylket ligger i sone 4, 4a, 5"


def test_the_language_is_that_of_more_than_half_of_the_municipalities() -> None:
    assert {one.name_no for one in all_counties() if one.language_form == "nynorsk"} == {"Møre og Romsdal", "Vestland"}


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (18, "18"), ("18", "18"), ("Nordland", "18"), ("nordland fylkeskommune", "18"),
        ("18 Nordland fylkeskommune", "18"), ("Møre og Romsdal fylke", "15"),
        (301, "0301"), ("Oslo", "0301"), (3, "0301"), ("1804 Bodø", "1804"),
    ],
)  # fmt: skip
def test_a_unit_is_found_by_number_or_name(asked: str | int, number: str) -> None:
    assert find_unit(asked).municipality.number == number


def test_the_number_of_an_older_county_is_explained() -> None:
    with pytest.raises(MunicipalityError, match="31 Østfold, 32 Akershus, 33 Buskerud"):
        find_unit("30")
    with pytest.raises(MunicipalityError, match="Fylkene er: 11 Rogaland"):
        find_unit("99")


def test_a_name_that_nobody_bears_and_a_split_code_are_told_as_for_municipalities() -> None:
    with pytest.raises(MunicipalityError, match="Mente du"):
        find_unit("Bodøø")
    with pytest.raises(MunicipalityError, match="kan være flere kommuner"):
        find_unit("Herøy")
    with pytest.raises(MunicipalityError, match="ble delt"):
        find_unit(1507)


def test_oslo_has_no_book_as_a_county() -> None:
    with pytest.raises(MunicipalityError, match="både kommune og fylke"):
        found_county("Oslo")
    assert found_county("Troms").number == "55"


def test_a_place_of_a_county_has_the_countys_budget_as_its_own() -> None:
    place = place_of("Nordland")
    assert (place.own_levels, place.number) == (frozenset({FYLKE}), "18")
    assert place.population_share == pytest.approx(sum(one.population_share for one in county("18").members))


def test_a_countys_share_outside_is_persons_of_all_over_residents_of_all() -> None:
    picture = challenge_picture("18")
    shares = [share_here(one.number, 2024) for one in county("18").members]
    persons, residents = sum(one.persons or 0 for one in shares), sum(one.residents or 0 for one in shares)
    assert picture.headline.share == persons / residents
    assert picture.county[2024].members == 15
    assert picture.rank_in_group.place is None


@pytest.mark.parametrize("number", [one.number for one in all_counties()])
def test_every_county_has_a_picture_where_missing_is_said_with_the_reason(number: str) -> None:
    picture = challenge_picture(number)
    assert all(figure.value is not None or figure.reason for figure in (*picture.by_age, *picture.older))
    assert picture.population[-1].value == unit(number).population_now
    assert neet_for_exclusion(number).kroner_allowed


def test_municipalities_whose_counts_are_not_known_are_counted_in_the_reason() -> None:
    base = neet_for_exclusion("11")
    unknown = [one for one in county("11").members if None in neet_for_exclusion(one.number).counts]
    assert unknown
    assert base.reason is not None
    assert base.reason.startswith(f"{len(unknown)} av {len(county('11').members)} kommuner")
