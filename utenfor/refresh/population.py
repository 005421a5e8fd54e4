"""Residents laid in our files: by municipality and year, by age group, and by single years of age and sex."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from utenfor.refresh.asking import Answers
from utenfor.refresh.columns import signs_of
from utenfor.refresh.records import Fetched, File, RefreshError, Regions, Rows, Table
from utenfor.refresh.selecting import Question
from utenfor_core.data import table
from utenfor_core.indicators import AGE_FILE, SINGLE_YEAR_FILE
from utenfor_core.municipalities import POPULATION

MUNICIPALITIES, TOTALS = "municipalities.csv", "national_totals.csv"
AGE: Final = re.compile(r"(?P<years>\d{1,3})\+?")
TOTAL: Final = "total"
Counts = Mapping[tuple[str, int, str, int], int]
"""Persons by municipality, year, sex and age."""


def country_of(wanted: Table) -> Table:
    """Return the table as it is asked for the country alone, everybody in it together."""
    regions = Regions(
        dimension=wanted.regions.dimension if wanted.regions else "",
        codelist="",
        municipality="",
        county="",
        country=wanted.options["country"],
        group="",
    )
    together = {wanted.options["sex"], wanted.options["age"]}
    select = {name: choices for name, choices in wanted.select.items() if name not in together}
    return replace(wanted, regions=regions, select=select)


def same_municipalities(wanted: Table, question: Question) -> None:
    """Raise RefreshError when the table's municipalities are not the model's: its residents cannot be used then."""
    if question.missing or question.new:
        old, new = ", ".join(question.missing) or "ingen", ", ".join(question.new) or "ingen"
        message = (
            f"{wanted.id}: kommuneinndelingen er en annen enn modellens (borte: {old}; nye: {new}). "
            "Folketallene brukes ikke før modellen er oppdatert."
        )
        raise RefreshError(message)


def in_population_files(wanted: Table, question: Question, found: Answers, country: Mapping[int, int]) -> Fetched:
    """Return the four files of residents, made of single years of age and sex.

    Raises RefreshError when a figure is wanting, or the municipalities do not sum to the country's
    residents by year: a file of residents is whole or not used.
    """
    counts = _counts(wanted, question, found)
    years = sorted(set(question.years.values()))
    files = (
        _municipalities(counts, years),
        _totals(wanted, counts, country, years),
        _age_groups(wanted, counts, years[-1]),
        _single_years(counts, years[-1]),
    )
    return Fetched(
        table=wanted, files=files, answers=tuple(found.answers), years=tuple(years), signs=signs_of(found.cells)
    )


def _counts(wanted: Table, question: Question, found: Answers) -> Counts:
    sex, age = wanted.options["sex"], wanted.options["age"]
    counts: dict[tuple[str, int, str, int], int] = {}
    for cell in found.cells:
        match = AGE.fullmatch(cell.codes[age])
        if match is None:
            continue
        if cell.value is None:
            message = f"{wanted.id}: et folketall mangler ({cell.codes}). Folketallene brukes ikke."
            raise RefreshError(message)
        area, year = question.areas[cell.codes[question.regions]], question.years[cell.codes[question.time]]
        counts[area, year, question.names[sex][cell.codes[sex]], int(match["years"])] = int(cell.value)
    asked = len(question.areas) * len(question.years) * len(question.names[sex])
    ages = {one[-1] for one in counts}
    if not ages or len(counts) != asked * len(ages) or ages != set(range(max(ages) + 1)):
        message = f"{wanted.id}: svaret har ikke alle aldre, kjønn, kommuner og år. Folketallene brukes ikke."
        raise RefreshError(message)
    return counts


def _sum(counts: Counts, number: str, year: int, ages: range) -> int:
    return sum(counts.get((number, year, sex, age), 0) for sex in ("men", "women") for age in ages)


def _municipalities(counts: Counts, years: list[int]) -> File:
    everyone = range(1 + max(age for *_, age in counts))
    rows: Rows = {}
    for row in table(MUNICIPALITIES):
        fresh = {f"{POPULATION}{year}": str(_sum(counts, row["number"], year, everyone)) for year in years}
        rows[row["number"],] = {name: cell for name, cell in (dict(row) | fresh).items() if name != "number"}
    columns = next(iter(rows.values()))
    return File(name=MUNICIPALITIES, keys=("number",), columns=tuple(columns), rows=rows)


def _totals(wanted: Table, counts: Counts, country: Mapping[int, int], years: list[int]) -> File:
    """Return the totals that the model holds its sums against, with the country's own residents of these years."""
    rows: Rows = {
        (row["statistic"], row["year"]): {"value": row["value"], "origin": row["origin"]} for row in table(TOTALS)
    }
    municipalities = {number for number, *_ in counts}
    everyone = range(1 + max(age for *_, age in counts))
    for year in years:
        total = sum(_sum(counts, number, year, everyone) for number in municipalities)
        if total != country.get(year):
            message = f"{wanted.id}: kommunene summerer til {total} i {year}, men landet har {country.get(year)}."
            raise RefreshError(message)
        rows["population", str(year)] = {"value": str(country[year]), "origin": f"{wanted.id}, landet"}
        rows["municipalities", str(year)] = {"value": str(len(municipalities)), "origin": wanted.id}
    return File(name=TOTALS, keys=("statistic", "year"), columns=("value", "origin"), rows=rows)


def _age_groups(wanted: Table, counts: Counts, year: int) -> File:
    bands = {name: range(first, last + 1) for name, (first, last) in wanted.options["bands"].items()}
    rows: Rows = {}
    for number in sorted({number for number, *_ in counts}):
        groups = {name: _sum(counts, number, year, ages) for name, ages in bands.items()}
        rows[number,] = {name: str(one) for name, one in (groups | {TOTAL: sum(groups.values())}).items()}
    return File(name=AGE_FILE, keys=("number",), columns=(*bands, TOTAL), rows=rows)


def _single_years(counts: Counts, year: int) -> File:
    ages = [name for name in table(SINGLE_YEAR_FILE)[0] if name.isdecimal()]
    rows: Rows = {
        (number, sex): {age: str(counts[number, year, sex, int(age)]) for age in ages}
        for number in sorted({number for number, *_ in counts})
        for sex in ("men", "women")
    }
    return File(name=SINGLE_YEAR_FILE, keys=("number", "sex"), columns=tuple(ages), rows=rows)
