"""The public indicators: what each one is, its value by municipality and year, and residents by age."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from utenfor_core.data import Row, known_number, settings, table
from utenfor_core.data.figures import by_figures
from utenfor_core.data.sources import data_source
from utenfor_core.errors import InputError

ENTRIES = "indicators/indicators.toml"
AGE_FILE, SINGLE_YEAR_FILE = "population_by_age.csv", "population_single_year_0_29.csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """What an indicator measures; `unit` is antall, andel (0–1), poeng, indeks or kr, `direction` the better way.

    `compared` says that it is shown beside the county's, the country's and the KOSTRA group's, and `answers` what a
    challenge picture without it tells as missing.
    """

    id: str
    label: str
    unit: str
    direction: str
    caveat: str
    missing: str
    source: str
    credit: str
    vintage: str
    year_template: str
    years: tuple[int, ...]
    compared: bool = False
    answers: str = ""

    def year_label(self, year: int) -> str:
        """Return the year as it is to be printed.

        >>> indicator("grunnskolepoeng_mean").year_label(2021)
        'skoleåret 2020–2021'
        """
        return self.year_template.format(year=year, previous=year - 1, two_before=year - 2)


@by_figures
def indicators() -> Mapping[str, Indicator]:
    """Return every indicator by its id, in the order of `data/indicators/indicators.toml`.

    >>> indicators()["neet_15_29_share"].unit
    'andel'
    """
    return MappingProxyType({name: _indicator(name) for name in settings(ENTRIES)})


def indicator(indicator_id: str) -> Indicator:
    """Return one indicator by its id.

    Raises: InputError for an unknown id, naming the nearest.

    >>> indicator("neet_15_29_share").direction
    'lavere er bedre'
    """
    if indicator_id not in indicators():
        near = ", ".join(difflib.get_close_matches(str(indicator_id), indicators())) or ", ".join(indicators())
        message = f"Ukjent indikator «{indicator_id}». Mente du: {near}?"
        raise InputError(message)
    return indicators()[indicator_id]


def value(number: str, indicator_id: str, year: int) -> float | None:
    """Return a municipality's value, or None where it is not known (never a zero instead).

    Shares are decimals; a share of counts = numerator / denominator, not rounded.

    Raises: MunicipalityError for an unknown number, InputError for an unknown indicator or a year without figures.
    Source: `indicator(id).credit`.

    >>> value("0301", "neet_15_29_count", 2024), value("1580", "neet_15_29_count", 2023)
    (16109.0, None)
    """
    found = indicator(indicator_id)
    if year not in found.years:
        years = ", ".join(map(str, found.years))
        message = f"{found.label}: det finnes ingen tall for {year}. År med tall: {years}."
        raise InputError(message)
    return known_values(indicator_id).get((known_number(number), year))


def series(number: str, indicator_id: str) -> Mapping[int, float]:
    """Return the years and values that are known for a municipality, oldest first.

    Raises: as `value`.

    >>> dict(series("0301", "expenditure_need_index_total"))
    {2025: 0.9287, 2026: 0.9304}
    """
    known_number(number)
    values = {year: value(number, indicator_id, year) for year in indicator(indicator_id).years}
    return MappingProxyType({year: one for year, one in values.items() if one is not None})


def residents(number: str, first_age: int, last_age: int, sex: str | None = None) -> int:
    """Return residents from first to last age, both with (0–29), on 1 January of the latest year; sex is men or women.

    Raises: MunicipalityError for an unknown number, InputError for ages or sex that the file does not hold.
    Source: SSB 07459.

    >>> residents("0301", 0, 5)
    45974
    """
    rows = _single_years()[known_number(number)]
    sexes = tuple(rows) if sex is None else (sex,)
    ages = [str(age) for age in range(first_age, last_age + 1)]
    held = rows[next(iter(rows))]
    if not ages or sex not in {None, *rows} or ages[0] not in held or ages[-1] not in held:
        message = (
            f"Bosatte {first_age}–{last_age} år ({sex or 'alle'}) finnes ikke. Velg alder 0–29 og men eller women."
        )
        raise InputError(message)
    return sum(int(rows[one][age]) for one in sexes for age in ages)


def age_groups(number: str) -> Mapping[str, int]:
    """Return residents by age group on 1 January of the latest year; the groups do not overlap, `total` is their sum.

    Raises: MunicipalityError for an unknown number.
    Source: SSB 07459.

    >>> age_groups("0301")["age_0_5"], age_groups("0301")["total"]
    (45974, 728714)
    """
    row = _by_number(AGE_FILE)[known_number(number)]
    return MappingProxyType({name: int(cell) for name, cell in row.items() if name != "number"})


def _indicator(name: str) -> Indicator:
    entry = _entry(name)
    source = data_source(entry["source"])
    return Indicator(
        id=name,
        label=entry["label"],
        unit=entry["unit"],
        direction=entry["direction"],
        caveat=entry["caveat"],
        missing=entry["missing"],
        source=source.title,
        credit=source.credit,
        vintage=source.vintage,
        year_template=entry["year_label"],
        years=tuple(sorted({year for _, year in known_values(name)})),
        compared=entry.get("compared", False),
        answers=entry.get("answers", ""),
    )


@by_figures
def known_values(indicator_id: str) -> Mapping[tuple[str, int], float]:
    """Return every known value by area and year; an area is a municipality, and what else the publisher prints.

    The country is `0`, a county its two digits, a KOSTRA group its code. A share of counts is left out below the least
    base of its entry.

    >>> known_values("neet_15_29_count")["0301", 2024]
    16109.0
    """
    entry = _entry(indicator_id)
    if "column" in entry:
        divisor = entry.get("divisor", 1)
        found = _column(table(entry["file"]), entry["column"])
        return MappingProxyType({place: one / divisor for place, one in found.items()})
    least = entry.get("minimum_base", 1)
    parts = counted_parts(indicator_id)
    return MappingProxyType({place: above / below for place, (above, below) in parts.items() if below >= least})


@by_figures
def counted_parts(indicator_id: str) -> Mapping[tuple[str, int], tuple[float, float]]:
    """Return numerator and denominator of a share that is counted by us, by area and year; empty for all else.

    >>> counted_parts("neet_15_29_share")["0301", 2024]
    (16109.0, 159078.0)
    """
    entry = _entry(indicator_id)
    if "numerator" not in entry:
        return MappingProxyType({})
    rows = table(entry["file"])
    above, below = _column(rows, entry["numerator"]), _column(rows, entry["denominator"])
    return MappingProxyType({place: (one, below[place]) for place, one in above.items() if below.get(place, 0) > 0})


@by_figures
def persons_behind(indicator_id: str) -> Mapping[tuple[str, int], float]:
    """Return the persons that a value tells of, by area and year, where the file has them; else empty.

    >>> persons_behind("neet_15_29_share")["1151", 2024]
    3.0
    """
    entry = _entry(indicator_id)
    counted = entry["column"] if entry["unit"] == "antall" else None
    column = entry.get("persons", entry.get("numerator", counted))
    return MappingProxyType({} if column is None else _column(table(entry["file"]), column))


def _entry(indicator_id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = settings(ENTRIES)[indicator_id]
    return found


def _column(rows: tuple[Row, ...], column: str) -> dict[tuple[str, int], float]:
    return {(row["number"], int(row["year"])): float(row[column]) for row in rows if row[column]}


@by_figures
def _by_number(file: str) -> Mapping[str, Row]:
    return MappingProxyType({row["number"]: row for row in table(file)})


@by_figures
def _single_years() -> Mapping[str, Mapping[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in table(SINGLE_YEAR_FILE):
        found.setdefault(row["number"], {})[row["sex"]] = row
    return MappingProxyType(found)
