"""The project's own files of public figures (CSV and TOML in this folder) and the reading of them, as they stand.

Where refreshed figures are in use (`figures.py`), theirs stand before the built-in ones.
"""

import csv
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from utenfor_core.data.figures import by_figures, in_use, laid_over
from utenfor_core.errors import MunicipalityError, ParameterError

Row = MappingProxyType[str, str]


@by_figures
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a CSV file of this folder, every cell a text, in the order of the file.

    An empty cell is a figure that is not known; it is never a zero.

    Raises: ParameterError when the file is absent, a row has too many or too few cells, or a column name is used twice.
    Source: see `sources.toml`, which names file and column.

    >>> table("municipalities.csv")[0]["name"]
    'Oslo - Oslove'
    """
    figures = in_use()
    text = figures.files.get(name) if figures else None
    rows = csv.reader((_built_in(name) if text is None else text).splitlines())
    head = next(rows, [])
    if not head or len(set(head)) < len(head):
        message = f"{name}: overskriften mangler eller har samme kolonne to ganger. Hent filen på nytt fra prosjektet."
        raise ParameterError(message)
    found = []
    for place, cells in enumerate(rows, start=2):
        if len(cells) != len(head):
            message = f"{name}, linje {place}: {len(cells)} celler, men {len(head)} kolonner. Rett linjen i filen."
            raise ParameterError(message)
        found.append(MappingProxyType(dict(zip(head, cells, strict=True))))
    return tuple(found)


@by_figures
def settings(name: str) -> Mapping[str, Any]:
    """Return the content of a TOML file of this folder.

    Raises: ParameterError when the file is absent or is not TOML.

    >>> settings("small_numbers.toml")["confidence"]["value"]
    0.95
    """
    figures = in_use()
    above = figures.files.get(name) if figures else None
    try:
        if above is None:
            return MappingProxyType(tomllib.loads(_built_in(name)))
        return MappingProxyType(laid_over(tomllib.loads(_built_in(name)), tomllib.loads(above)))
    except tomllib.TOMLDecodeError as error:
        message = f"{name}: filen kan ikke leses som TOML ({error}). Rett linjen som er nevnt."
        raise ParameterError(message) from error


@by_figures
def municipality_numbers() -> frozenset[str]:
    """Return the municipality numbers in use, as texts of four digits.

    >>> "0301" in municipality_numbers()
    True
    """
    return frozenset(row["number"] for row in table("municipalities.csv"))


def known_number(number: str) -> str:
    """Return the number itself when it is a municipality's.

    Raises: MunicipalityError for any other text.

    >>> known_number("1804")
    '1804'
    """
    if number not in municipality_numbers():
        message = f"«{number}» er ikke et kommunenummer i bruk. Skriv fire sifre som tekst, for eksempel «1804»."
        raise MunicipalityError(message)
    return number


def national_total(statistic: str, year: int) -> float:
    """Return a figure for the whole country as its publisher gives it, the check on our sums.

    Raises: ParameterError when the statistic or the year is not in `national_totals.csv`.
    Source: column `origin` of the file.

    >>> national_total("population", 2026)
    5627400.0
    """
    for row in table("national_totals.csv"):
        if row["statistic"] == statistic and row["year"] == str(year):
            return float(row["value"])
    message = (
        f"national_totals.csv har ingen verdi for «{statistic}» i {year}. Velg en statistikk og et år som står der."
    )
    raise ParameterError(message)


def refreshed(name: str) -> bool:
    """Tell whether a file is among the refreshed figures in use.

    >>> refreshed("municipalities.csv")
    False
    """
    figures = in_use()
    return figures is not None and name in figures.files


def _built_in(name: str) -> str:
    try:
        return files(__name__).joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        message = f"Finner ikke datafilen {name}. Installer pakken på nytt."
        raise ParameterError(message) from error
