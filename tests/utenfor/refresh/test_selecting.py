"""A choice held against the codes a table has: what is found, and what is told when it is not as described."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from utenfor.refresh.descriptions import read_table, tables
from utenfor.refresh.metadata import Dimension
from utenfor.refresh.records import RefreshError, Table
from utenfor.refresh.selecting import question
from utenfor_core.data import municipality_numbers

NUMBERS = sorted(municipality_numbers())
PLACES = dict.fromkeys(NUMBERS, "")
YEARS = {str(year): str(year) for year in range(2010, 2026)}


def dimensions(**changed: Mapping[str, str] | None) -> dict[str, Dimension]:
    """Return the dimensions of 08764 with some of them changed, or away."""
    whole: dict[str, Mapping[str, str] | None] = {
        "Region": {"0": "Landet", **PLACES},
        "ContentsCode": {"Personer": "Personer under 18 år", "EUskala60": "EU-skala 60 prosent", "EUskala50": ""},
        "Tid": YEARS,
        **changed,
    }
    return {name: Dimension(codes=codes) for name, codes in whole.items() if codes is not None}


@pytest.fixture
def low_income() -> Table:
    return tables()["ssb-08764"]


def test_the_latest_years_and_every_place_we_know_are_asked_for(low_income: Table) -> None:
    asked = question(low_income, dimensions())
    assert asked.codes["Tid"] == ("2021", "2022", "2023", "2024", "2025")
    assert set(asked.codes["Region"]) == {"0", *NUMBERS}
    assert asked.codes["ContentsCode"] == ("Personer", "EUskala60")


def test_a_period_is_its_last_year(low_income: Table) -> None:
    periods = {f"{year - 2}-{year}": "" for year in range(2015, 2025)}
    assert list(question(low_income, dimensions(Tid=periods)).years.values()) == [2020, 2021, 2022, 2023, 2024]


def test_a_code_that_has_changed_is_found_by_its_label(low_income: Table) -> None:
    choices = {"ContentsCode": {"persons": ["Borte", "personer UNDER 18 år"], "per_cent": ["EUskala60"]}}
    found = dimensions(ContentsCode={"Nye": "Personer under 18 år", "EUskala60": ""})
    asked = question(replace(low_income, select=choices), found)
    assert asked.names["ContentsCode"] == {"Nye": "persons", "EUskala60": "per_cent"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"ContentsCode": {"Personer": "", "E50": "femti"}},
            r"har ikke EUskala60, bare Personer, E50 \(femti\)",
        ),
        ({"ContentsCode": None}, "dimensjonen ContentsCode finnes ikke, bare Region, Tid"),
        ({"Region": None}, "dimensjonen Region finnes ikke"),
        ({"Tid": None}, "dimensjonen Tid finnes ikke"),
        (
            {"Kjonn": {"1": "Menn", "2": "Kvinner"}},
            r"Kjonn er ny, og det er ikke valgt blant 1 \(Menn\), 2 \(Kvinner\)",
        ),
        ({"Region": {"0": "Landet"}}, "fant ikke kommunene eller årene"),
        ({"Tid": {"alle": "alle"}}, "fant ikke kommunene eller årene"),
    ],
)
def test_a_table_that_is_not_as_described_is_told_with_what_there_is(
    low_income: Table, changed: dict[str, Mapping[str, str] | None], told: str
) -> None:
    with pytest.raises(RefreshError, match=told):
        question(low_income, dimensions(**changed))


def test_every_wrong_code_is_told_at_once(low_income: Table) -> None:
    with pytest.raises(RefreshError, match=r"Personer.*EUskala60.*Kjonn"):
        question(low_income, dimensions(ContentsCode={"x": "x"}, Kjonn={"1": "", "2": ""}))


def test_a_new_dimension_of_one_code_is_taken_and_one_that_may_be_left_out_is_left_out(low_income: Table) -> None:
    found = dimensions(Statistikk={"a": "a"}) | {"Kjonn": Dimension(codes={"1": "", "2": ""}, left_out=True)}
    assert set(question(low_income, found).codes) == {"Region", "Tid", "ContentsCode", "Statistikk"}


def test_a_municipality_that_the_table_lacks_is_told_and_the_others_are_asked_for(low_income: Table) -> None:
    asked = question(low_income, dimensions(Region={number: "" for number in NUMBERS if number != "1804"}))
    assert asked.missing == ("1804",)
    assert len(asked.codes["Region"]) == len(NUMBERS) - 1


def test_a_municipality_that_only_the_code_list_has_is_told(low_income: Table) -> None:
    regions = replace(low_income.regions, codelist="agg", municipality="K-{}")  # type: ignore[type-var]  # the table has regions
    places = {f"K-{number}": "" for number in (*NUMBERS, "5999", "9999", "2111", "7001")}
    asked = question(replace(low_income, regions=regions), dimensions(Region=places))
    assert asked.new == ("7001",)


@pytest.mark.parametrize("name", list(tables()))
def test_every_described_table_says_all_that_a_reader_must_know(name: str) -> None:
    one = tables()[name]
    assert all((one.title, one.licence, one.licence_status, one.credit, one.note, one.file, one.years))
    assert {column.name for column in one.columns} or one.layout != "columns"
    for about in one.indicators.values():
        assert {"file", "source", "year_label", "caveat", "missing"} <= set(about)
    placed = {name for column in one.columns for name in column.where}
    assert placed <= set(one.select)
    for column in one.columns:
        assert all(ours in one.select[dimension] for dimension, ours in column.where.items())


def test_a_table_is_described_by_data_alone() -> None:
    entry = {
        "id": "ssb-99999", "service": "ssb", "table": "99999", "title": "t", "licence": "l", "licence_status": "verify",
        "credit": "k", "note": "n", "time": "Tid", "file": "indicators/ny.csv", "years": 2,
        "regions": {"dimension": "Region", "municipality": "{}"}, "select": {"ContentsCode": ["A"]},
        "columns": {"a": {"ContentsCode": "A"}},
    }  # fmt: skip
    asked = question(read_table(entry), dimensions(ContentsCode={"A": "", "B": ""}))
    assert asked.codes["ContentsCode"] == ("A",)
    assert list(asked.years.values()) == [2024, 2025]
