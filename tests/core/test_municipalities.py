"""The municipalities: the file holds, and everyone is found under every name and number people use."""

import csv
from dataclasses import replace
from importlib.resources import files

import pytest

from utenfor_core import data
from utenfor_core.data import national_total, table
from utenfor_core.data.sources import data_sources, source_of
from utenfor_core.errors import MunicipalityError, ParameterError
from utenfor_core.municipalities import all_municipalities, by_county, find, problems

CSV_FILES = sorted(
    path.name if folder == "" else f"{folder}/{path.name}"
    for folder in ("", "indicators")
    for path in (files("utenfor_core.data") / folder).iterdir()
    if path.name.endswith(".csv")
)


def test_there_are_357_municipalities_in_15_counties_and_none_twice() -> None:
    numbers = [one.number for one in all_municipalities()]
    assert len(numbers) == len(set(numbers)) == 357
    assert numbers == sorted(numbers)
    assert len({one.county_number for one in all_municipalities()}) == national_total("counties", 2026)


@pytest.mark.parametrize(("year", "country"), [(2024, 5_550_203), (2025, 5_594_340), (2026, 5_627_400)])
def test_the_municipalities_sum_to_the_country(year: int, country: int) -> None:
    assert sum(one.population[year] for one in all_municipalities()) == country


def test_population_by_age_sums_to_the_population() -> None:
    rows = {row["number"]: row for row in table("population_by_age.csv")}
    single = {(row["number"], row["sex"]): row for row in table("population_single_year_0_29.csv")}
    assert len(rows) == 357
    assert len(single) == 714
    for one in all_municipalities():
        row = rows[one.number]
        parts = sum(int(cell) for name, cell in row.items() if name.startswith("age_"))
        assert parts == int(row["total"]) == one.population_now
        under_30 = sum(int(single[one.number, sex][str(age)]) for sex in ("men", "women") for age in range(30))
        assert under_30 == sum(int(row[name]) for name in ("age_0_5", "age_6_15", "age_16_19", "age_20_29"))


def test_a_damaged_file_is_refused_with_every_problem() -> None:
    oslo, *others = all_municipalities()
    damaged = (replace(oslo, population={**oslo.population, 2026: 1}, employer_zone="9"), others[0], *others)
    found = "\n".join(problems(damaged))
    assert "358 kommuner" in found
    assert "1101 står flere ganger" in found
    assert "Folketallet i 2026" in found
    assert "ukjent sone for arbeidsgiveravgift «9»" in found
    assert problems(()) == ()


def test_oslo_owns_two_levels_and_every_other_municipality_one() -> None:
    assert find("Oslo").municipality.own_levels == {"kommune", "fylkeskommune"}
    assert {one.own_levels for one in all_municipalities() if one.number != "0301"} == {frozenset({"kommune"})}


def test_oslo_is_0_129494_of_the_country() -> None:
    assert find(301).municipality.population_share == pytest.approx(0.129494, abs=5e-7)


def test_the_reduced_tax_zone_is_the_25_municipalities_of_finnmark_and_northern_troms() -> None:
    inside = [one for one in all_municipalities() if one.reduced_tax_zone]
    assert len(inside) == national_total("innsatssonen_municipalities", 2026)
    assert {one.county for one in inside} == {"Troms", "Finnmark"}
    assert {one.number for one in by_county("Finnmark")} <= {one.number for one in inside}


def test_three_split_municipalities_have_no_zone_but_a_note() -> None:
    without = {one.number: one.employer_zone_note for one in all_municipalities() if one.employer_zone is None}
    assert set(without) == {"4602", "4621", "4647"}
    assert all(without.values())


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("0301", "0301"),
        ("301", "0301"),
        (301, "0301"),
        ("oslo", "0301"),
        ("OSLOVE", "0301"),
        ("Oslo - Oslove", "0301"),
        ("Oslo kommune", "0301"),
        ("Bodo", "1804"),
        ("Bodoe", "1804"),
        ("1804 Bodø", "1804"),
        ("Tromso", "5501"),
        ("Ålesund", "1508"),
        ("A\u030alesund", "1508"),
        ("Alesund", "1508"),
        ("Aalesund", "1508"),
        ("Kárášjohka", "5610"),
        ("karasjohka", "5610"),
        ("Kautokeino", "5612"),
        ("Guovdageaidnu", "5612"),
        ("Kaivuono", "5540"),
        ("Yykea", "5536"),
        ("Aurskog Høland", "3226"),
        ("Herøy (Nordland)", "1818"),
        ("heroy more og romsdal", "1515"),
        ("Vaaler Ostfold", "3114"),
    ],
)
def test_a_municipality_is_found_as_people_write_it(asked: str | int, number: str) -> None:
    found = find(asked)
    assert (found.municipality.number, found.message) == (number, None)


def test_every_part_of_every_official_name_is_found() -> None:
    for one in all_municipalities():
        for part in (one.number, one.name, *one.name.split(" - ")):
            assert find(part).municipality == one


@pytest.mark.parametrize(("name", "numbers"), [("Herøy", ("1515", "1818")), ("vaaler", ("3114", "3419"))])
def test_a_name_that_two_bear_is_answered_with_both_numbers(name: str, numbers: tuple[str, str]) -> None:
    with pytest.raises(MunicipalityError) as caught:
        find(name)
    assert all(number in str(caught.value) for number in numbers)


def test_a_number_from_before_2024_gives_the_new_one_and_says_so() -> None:
    found = find("3001")
    assert found.municipality.number == "3101"
    assert found.message is not None
    assert "3101 Halden" in found.message


def test_every_old_number_leads_to_a_municipality_of_today() -> None:
    old = {row["old_number"] for row in table("code_changes_2024.csv") if row["kind"] == "renumbered"}
    assert len(old) == 113
    assert all(find(number).message for number in old)


def test_the_split_of_1507_is_explained_with_both_successors() -> None:
    with pytest.raises(MunicipalityError, match=r"1508 Ålesund og 1580 Haram"):
        find(1507)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("Bodøø", "1804 Bodø"),
        ("Trondhjem", "5001 Trondheim"),
        ("1805", "1804 Bodø"),
        ("", "fire sifre"),
        ("xyz", "fire sifre"),
    ],
)
def test_an_unknown_municipality_is_answered_with_the_nearest(asked: str, hint: str) -> None:
    with pytest.raises(MunicipalityError, match=hint):
        find(asked)


def test_a_truth_value_is_not_a_municipality() -> None:
    with pytest.raises(MunicipalityError):
        find(True)  # noqa: FBT003 - a worksheet can send TRUE


@pytest.mark.parametrize("county", ["15", 15, "Møre og Romsdal", "more og romsdal"])
def test_a_county_is_found_by_number_and_name(county: str | int) -> None:
    assert len(by_county(county)) == 27


def test_an_unknown_county_is_answered_with_the_nearest() -> None:
    with pytest.raises(MunicipalityError, match="18 Nordland"):
        by_county("Nordlann")


@pytest.mark.parametrize("name", CSV_FILES)
def test_every_column_of_every_data_file_has_exactly_one_source(name: str) -> None:
    for column in next(csv.reader([(files("utenfor_core.data") / name).read_text(encoding="utf-8").splitlines()[0]])):
        assert source_of(name, column).credit.startswith("Kilde: ")
        holders = [one.id for one in data_sources() if {column, "*"} & set(one.files.get(name, ()))]
        assert len(holders) == 1


def test_no_source_names_a_column_that_is_not_there() -> None:
    for source in data_sources():
        assert source.licence_status in {"stated", "verify"}
        for name, columns in source.files.items():
            assert set(columns) - {"*"} <= set(table(name)[0])


def test_a_missing_file_or_column_is_told_in_words() -> None:
    with pytest.raises(ParameterError, match=r"finnes_ikke\.csv"):
        data.table("finnes_ikke.csv")
    with pytest.raises(ParameterError, match="har ingen kilde"):
        source_of("municipalities.csv", "colour")
    with pytest.raises(ParameterError, match="1899"):
        national_total("population", 1899)
