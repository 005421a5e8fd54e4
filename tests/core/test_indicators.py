"""The indicators: the figures are the publishers', a missing one is None, and sums meet the national totals."""

import pytest

from utenfor_core.data import national_total, table
from utenfor_core.errors import InputError, MunicipalityError
from utenfor_core.indicators import age_groups, indicator, indicators, residents, series, value
from utenfor_core.municipalities import all_municipalities

NUMBERS = [one.number for one in all_municipalities()]


def known(name: str, year: int) -> dict[str, float]:
    found = {number: value(number, name, year) for number in NUMBERS}
    return {number: one for number, one in found.items() if one is not None}


def test_neet_of_2024_sums_to_the_national_row() -> None:
    assert sum(known("neet_15_29_count", 2024).values()) == national_total("neet_persons_15_29", 2024) == 104_388
    assert sum(known("residents_15_29_count", 2024).values()) == national_total("neet_residents_15_29", 2024)


@pytest.mark.parametrize(("year", "not_known"), [(2022, 35), (2023, 66)])
def test_earlier_residents_lack_only_old_alesund_and_one_hidden_municipality(year: int, not_known: int) -> None:
    missing = national_total("neet_residents_15_29", year) - sum(known("residents_15_29_count", year).values())
    assert missing - national_total("old_1507_residents_15_29", year) == not_known


@pytest.mark.parametrize(
    ("year", "missing"),
    [
        (2020, {"1508", "1580"}),
        (2021, {"1144", "1151", "1508", "1580", "5033"}),
        (2022, {"1151", "1508", "1580"}),
        (2023, {"1508", "1580", "4629"}),
        (2024, set()),
    ],
)
def test_a_figure_that_is_not_known_is_none_and_never_zero(year: int, missing: set[str]) -> None:
    found = known("neet_15_29_count", year)
    assert set(NUMBERS) - set(found) == missing
    assert min(found.values()) == 3


def test_small_counts_look_rounded_to_threes() -> None:
    found = [one for year in range(2020, 2025) for one in known("neet_15_29_count", year).values()]
    assert not {1, 2, 4, 5} & set(found)
    assert {3, 6, 9} <= set(found)


def test_men_and_women_are_close_to_the_whole() -> None:
    men, women, both = (known(f"neet_15_29{sex}_count", 2024) for sex in ("_men", "_women", ""))
    assert max(abs(men[one] + women[one] - both[one]) for one in men.keys() & women.keys()) <= 6


def test_a_share_is_its_count_divided_by_its_residents() -> None:
    assert value("0301", "neet_15_29_share", 2024) == pytest.approx(16_109 / 159_078)


def test_the_immigrant_share_is_left_out_below_30_residents() -> None:
    base, share = known("residents_15_29_immigrants_count", 2024), known("neet_15_29_immigrants_share", 2024)
    assert (len(base), len(share)) == (343, 309)
    assert min(base[number] for number in share) >= 30


@pytest.mark.parametrize("year", [2020, 2021])
def test_the_mean_of_grunnskolepoeng_weighted_by_pupils_is_the_national_mean(year: int) -> None:
    points, pupils = known("grunnskolepoeng_mean", year), known("grunnskolepoeng_pupils", year)
    mean = sum(points[one] * pupils[one] for one in points) / sum(pupils[one] for one in points)
    assert mean == pytest.approx(national_total("grunnskolepoeng_mean", year), abs=0.05)
    assert sum(pupils.values()) <= national_total("grunnskolepoeng_pupils", year)


def test_the_expenditure_need_weighted_by_population_is_1() -> None:
    index = known("expenditure_need_index_total", 2026)
    people = {one.number: one.population_now for one in all_municipalities()}
    mean = sum(index[one] * people[one] for one in index) / sum(people[one] for one in index)
    assert mean == pytest.approx(national_total("expenditure_need_index_mean", 2026), abs=0.0005)


def test_counts_never_exceed_the_national_count() -> None:
    unemployed = sum(known("registered_unemployed_october_count", 2022).values())
    assert 0.98 * national_total("registered_unemployed_october", 2022) < unemployed
    assert unemployed <= national_total("registered_unemployed_october", 2022)
    social = sum(known("social_assistance_recipients_count", 2014).values())
    assert 0 < social <= national_total("social_assistance_recipients", 2014)


def test_printed_percentages_come_as_decimals() -> None:
    assert value("0301", "registered_unemployed_october_share", 2022) == pytest.approx(0.019)
    assert value("0301", "social_assistance_recipients_share", 2014) == pytest.approx(0.0345)


@pytest.mark.parametrize("name", list(indicators()))
def test_every_indicator_says_what_it_is_and_holds_possible_values(name: str) -> None:
    about = indicator(name)
    assert about.unit in {"antall", "andel", "poeng", "indeks"}
    assert about.direction in {"lavere er bedre", "høyere er bedre", "ingen"}
    assert all((about.label, about.caveat, about.missing, about.credit, about.vintage, about.years))
    assert str(about.years[-1]) in about.year_label(about.years[-1])
    for year in about.years:
        found = known(name, year).values()
        assert min(found) >= 0
        assert max(found) <= {"andel": 1, "poeng": 60, "indeks": 5}.get(about.unit, 728_714)


@pytest.mark.parametrize("file", sorted({f"indicators/{one}.csv" for one in ("neet", "grunnskolepoeng", "low_income")}))
def test_no_municipality_has_two_rows_for_a_year(file: str) -> None:
    places = [(row["number"], row["year"]) for row in table(file)]
    assert len(places) == len(set(places))
    assert {number for number, _ in places} <= set(NUMBERS)


def test_the_series_of_a_split_municipality_begins_in_2024() -> None:
    assert list(series("1580", "neet_15_29_share")) == [2024]
    assert list(series("1804", "neet_15_29_share")) == [2020, 2021, 2022, 2023, 2024]


def test_residents_by_age_are_the_sum_of_single_years_and_sexes() -> None:
    assert residents("1804", 16, 19) == age_groups("1804")["age_16_19"]
    assert residents("1804", 6, 6) == residents("1804", 6, 6, "men") + residents("1804", 6, 6, "women")


@pytest.mark.parametrize(("first", "last", "sex"), [(20, 30, None), (-1, 3, None), (5, 4, None), (0, 1, "alle")])
def test_ages_and_sexes_outside_the_file_are_refused(first: int, last: int, sex: str | None) -> None:
    with pytest.raises(InputError, match="0–29"):
        residents("1804", first, last, sex)


def test_an_unknown_indicator_year_or_municipality_is_told_in_words() -> None:
    with pytest.raises(InputError, match="neet_15_29_share"):
        value("0301", "neet_15_29_shar", 2024)
    with pytest.raises(InputError, match="År med tall: 2020"):
        value("0301", "neet_15_29_share", 2019)
    for number in ("301", "9999"):
        with pytest.raises(MunicipalityError, match="fire sifre"):
            value(number, "neet_15_29_share", 2024)
