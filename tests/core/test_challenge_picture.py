"""The challenge picture: the small-number rules, the comparisons, and a reason for everything that is not known."""

from math import isfinite
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utenfor_core.challenge_picture import (
    challenge_picture,
    mean_share,
    median_share,
    neet_for_exclusion,
    rank,
    share_here,
    share_of_sum,
    wilson,
)
from utenfor_core.errors import MunicipalityError
from utenfor_core.indicators import value
from utenfor_core.municipalities import all_municipalities, by_county

NUMBERS = tuple(one.number for one in all_municipalities())
SMALL = tuple(number for number in NUMBERS if (value(number, "residents_15_29_count", 2024) or 0) < 300)


def test_wilson_gives_the_textbook_interval() -> None:
    assert wilson(10, 100) == pytest.approx((0.055229, 0.174366), abs=1e-6)


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_between_0_and_1(place: tuple[int, int]) -> None:
    persons, residents = place
    low, high = wilson(persons, residents)
    assert -1e-12 <= low <= persons / residents + 1e-12
    assert persons / residents - 1e-12 <= high <= 1 + 1e-12


def test_there_are_70_municipalities_with_under_300_residents_15_to_29() -> None:
    assert len(SMALL) == 70


@pytest.mark.parametrize("number", SMALL)
def test_a_small_municipality_gets_the_mean_of_years_and_no_rank(number: str) -> None:
    picture = challenge_picture(number)
    assert picture.small
    assert picture.headline == mean_share(number)
    assert picture.headline.label == "snitt 2020–2024"
    for one in (picture.rank_in_county, picture.rank_in_group):
        assert (one.place, one.best, one.worst) == (None, None, None)
        assert one.reason
    assert picture.exclusion.whole_millions


@pytest.mark.parametrize("number", NUMBERS)
def test_kroner_are_shown_only_from_12_known_persons(number: str) -> None:
    found = neet_for_exclusion(number)
    persons = sum(one or 0 for one in found.counts)
    assert found.kroner_allowed is (None not in found.counts and persons >= 12)
    assert found.register_date == "fjerde kvartal 2024"
    if found.kroner_allowed:
        assert found.low_factor is not None
        assert found.high_factor is not None
        assert 0 < found.low_factor < 1 < found.high_factor
    else:
        assert found.low_factor is found.high_factor is None
        assert found.reason


def test_there_are_municipalities_with_and_without_kroner() -> None:
    allowed = [neet_for_exclusion(number).kroner_allowed for number in NUMBERS]
    assert 0 < allowed.count(False) < allowed.count(True)


def test_the_mean_of_years_is_all_persons_over_all_residents() -> None:
    years = [year for year in range(2020, 2025) if value("1151", "neet_15_29_count", year) is not None]
    persons = sum(value("1151", "neet_15_29_count", year) or 0 for year in years)
    residents = sum(value("1151", "residents_15_29_count", year) or 0 for year in years)
    found = mean_share("1151")
    assert found.share == pytest.approx(persons / residents)
    assert found.residents == pytest.approx(residents / len(years))
    assert (found.low, found.high) == pytest.approx(wilson(persons / len(years), residents / len(years)))


def test_the_country_of_2024_is_ten_per_cent_of_all_357() -> None:
    found = challenge_picture("1804").country[2024]
    assert (found.known, found.members, found.persons, found.reason) == (357, 357, 104_388, None)
    assert found.share == pytest.approx(104_388 / 1_044_103)


def test_the_country_before_2024_says_how_many_are_known() -> None:
    found = challenge_picture("1804").country[2021]
    assert (found.known, found.members, found.reason) == (352, 357, "Bygger på 352 av 357 kommuner med kjente tall.")


def test_the_county_is_the_sum_of_its_municipalities() -> None:
    found = challenge_picture("1508").county
    assert (found[2024].known, found[2023].known, found[2023].members) == (27, 25, 27)
    numbers = [one.number for one in by_county("Møre og Romsdal")]
    assert found[2024].persons == sum(value(number, "neet_15_29_count", 2024) or 0 for number in numbers)


def test_the_group_is_the_median_of_shares_in_the_same_kostra_group() -> None:
    picture = challenge_picture("1804")
    group = [one.number for one in all_municipalities() if one.kostra_group == picture.municipality.kostra_group]
    shares = [value(number, "neet_15_29_share", 2024) for number in group]
    assert picture.group[2024].share == median(one for one in shares if one is not None)
    assert picture.group[2024].low is None


def test_oslo_is_alone_in_county_and_group_and_gets_no_rank() -> None:
    picture = challenge_picture("0301")
    assert picture.group[2024].members == picture.county[2024].members == 1
    assert "alene" in (picture.group[2024].reason or "")
    assert picture.rank_in_group.place is picture.rank_in_county.place is None


def test_a_rank_is_given_only_where_no_interval_overlaps() -> None:
    by_share = sorted(NUMBERS, key=lambda number: share_here(number, 2024).low or 0)
    apart = ("0301", by_share[-1])
    assert rank("0301", apart, 2024).place == 1
    assert rank(by_share[-1], apart, 2024).place == 2
    twins = rank("1804", ("1804", "1833"), 2024)
    assert (twins.place, twins.best, twins.worst) == (None, 1, 2)
    assert "kan ikke fastslås" in (twins.reason or "")


def test_haram_has_no_figures_before_the_split_and_says_why() -> None:
    here = challenge_picture("1580").here
    assert here[2024].share is not None
    assert [here[year].share for year in range(2020, 2024)] == [None] * 4
    assert "Ålesund (1507)" in (here[2020].reason or "")


def test_nothing_known_among_several_is_none_with_a_reason() -> None:
    for found in (share_of_sum(("1508", "1580"), 2022), median_share(("1508", "1580"), 2022)):
        assert (found.share, found.known, found.members) == (None, 0, 2)
        assert found.reason


@pytest.mark.parametrize("number", NUMBERS)
def test_every_missing_value_has_a_reason_and_every_number_is_finite(number: str) -> None:
    picture = challenge_picture(number)
    series = (picture.here, picture.county, picture.country, picture.group)
    shares = [picture.headline, *(one for places in series for one in places.values())]
    for share in shares:
        assert share.reason if share.share is None else 0 <= share.share <= 1
    figures = [*picture.by_age, *picture.population, *picture.older]
    for figure in figures:
        assert figure.reason if figure.value is None else isfinite(figure.value)
        assert figure.label
        assert figure.year_label
        assert figure.credit
    for place in (picture.rank_in_county, picture.rank_in_group):
        assert place.place or place.reason


def test_every_municipality_has_the_same_set_of_cells() -> None:
    shapes = set()
    for number in NUMBERS:
        picture = challenge_picture(number)
        older = tuple(one.label for one in picture.older)
        shapes.add((tuple(picture.here), len(picture.by_age), len(picture.population), older))
    assert len(shapes) == 1


def test_the_notes_tell_rounding_and_vintage() -> None:
    notes = " ".join(challenge_picture("1804").notes)
    assert "3, 6 og 9" in notes
    assert "4. november 2025" in notes


def test_the_population_is_that_of_1_january_2026() -> None:
    total = challenge_picture("0301").population[-1]
    assert (total.value, total.year_label) == (728_714, "1. januar 2026")


def test_an_unknown_number_is_refused() -> None:
    with pytest.raises(MunicipalityError, match="fire sifre"):
        challenge_picture("9999")
