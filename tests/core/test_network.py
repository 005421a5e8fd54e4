"""The learning network: the fee is exact at every edge of every band."""

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest

from utenfor_core.data import settings
from utenfor_core.errors import InputError
from utenfor_core.municipalities import find
from utenfor_core.network import Cover, band_problems, edition, read_edition


@pytest.mark.parametrize(
    ("population", "fee"),
    [
        (1, 14_750),
        (5_000, 14_750),
        (5_001, 17_375),
        (7_500, 17_375),
        (7_501, 26_875),
        (10_000, 26_875),
        (10_001, 34_625),
        (15_000, 34_625),
        (15_001, 44_875),
        (20_000, 44_875),
        (20_001, 52_500),
        (30_000, 52_500),
        (30_001, 58_875),
        (40_000, 58_875),
        (40_001, 69_125),
        (728_714, 69_125),
    ],
)
def test_the_fee_of_2019_is_exact_at_every_edge(population: int, fee: int) -> None:
    band = edition("2019").band(population)
    assert (edition("2019").fee(population), band.fee) == (fee, fee)
    assert band.lower <= population <= (band.upper or population)


def test_a_whole_number_written_as_a_decimal_is_accepted() -> None:
    assert edition("2019").fee(5000.0) == 14_750


@pytest.mark.parametrize("population", [0, -1, 5000.5, nan, inf, True])
def test_a_population_that_is_not_a_whole_positive_number_is_refused(population: float) -> None:
    with pytest.raises(InputError, match="helt tall"):
        edition("2019").fee(population)


def test_utsira_pays_the_lowest_and_oslo_the_highest_fee() -> None:
    assert edition("2019").fee(find("Utsira").municipality.population_now) == 14_750
    assert edition("2019").fee(find("Oslo").municipality.population_now) == 69_125


def test_the_edition_of_2019_begins_with_a_day_in_oslo_and_goes_on_with_four_gatherings_of_two() -> None:
    found = edition("2019")
    assert (found.enrolment_deadline, found.gatherings[0].date) == (date(2019, 4, 17), date(2019, 5, 6))
    assert found.model_launch == date(2019, 5, 7)
    assert [one.days for one in found.gatherings] == [1, 2, 2, 2, 2]
    assert (found.seats_at_launch, found.capacity) == (2, None)


def test_board_and_lodging_is_3000_to_3500_per_person_and_gathering() -> None:
    assert edition("2019").board_and_lodging(4, 5) == (60_000, 70_000)
    with pytest.raises(InputError, match="Antall samlinger"):
        edition("2019").board_and_lodging(4, 0)


def test_ou_funds_cover_the_fee_of_2019_in_full() -> None:
    assert edition("2019").ou_cover(69_125) == 69_125
    with pytest.raises(InputError, match="negativt"):
        edition("2019").ou_cover(-1)


def test_partial_cover_stops_at_the_ceiling_per_person() -> None:
    found = replace(edition("2019"), cover=Cover(kind="delvis", share=0.5, ceiling_per_person=10_000))
    assert found.ou_cover(60_000, persons=2) == 20_000
    assert found.ou_cover(60_000, persons=4) == 30_000
    with pytest.raises(InputError, match="tak per person"):
        found.ou_cover(60_000)
    none = replace(found, cover=Cover(kind="ingen", share=0, ceiling_per_person=None))
    assert none.ou_cover(60_000) == 0


@pytest.mark.parametrize("cover", [{"dekning": "delvis"}, {"dekning": "delvis", "andel": 1.5}, {"dekning": "halv"}])
def test_a_cover_that_does_not_say_how_much_is_refused(cover: dict[str, object]) -> None:
    with pytest.raises(InputError, match="OU-dekning"):
        read_edition({**settings("editions/2019.toml"), "ou": cover})


def test_bands_with_a_gap_an_overlap_or_a_falling_fee_are_found() -> None:
    first, second, *others = edition("2019").bands
    assert any("henger ikke sammen" in text for text in band_problems((first, replace(second, lower=5002), *others)))
    assert any("henger ikke sammen" in text for text in band_problems((first, replace(second, lower=5000), *others)))
    assert any("er lavere enn" in text for text in band_problems((first, replace(second, fee=1), *others)))
    assert any("åpent oppover" in text for text in band_problems((first, second)))


def test_an_unknown_edition_is_answered_with_those_that_exist() -> None:
    with pytest.raises(InputError, match="2019"):
        edition("2031")
