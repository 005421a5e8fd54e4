"""The cells of a list of participants read as what they should be: each reader tells in Norwegian what is wrong."""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from utenfor_core.counties import find_unit
from utenfor_core.errors import MunicipalityError
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import Found
from workbook_templates.enrolment.tables import Cell

EXCEL_START: Final = date(1899, 12, 30)
"""Day 0 of Excel's calendar, as it counts from March 1900 on."""
FIRST_YEAR, LAST_YEAR = 2000, 2126
CENTURY: Final = 2000
TWO_DIGITS: Final = 99
WHOLE: Final = re.compile(r"(?P<number>\d{1,12})(?:[.,]0{1,12})?")
DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})(?: .*)?")
YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T].*)?")
IN_WORDS: Final = re.compile(r"(?P<day>\d{1,2})\.? (?P<month>[a-zæøå]{3,9})\.? (?P<year>\d{4})")
MONTHS: Final = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
THOUSANDS: Final = re.compile(r"\d{1,3}[.,]\d{3}")
AMOUNT: Final = re.compile(r"\d{1,12}(?:[.,]\d{1,12})?")
MOST_SEATS, MOST_KRONER = 500, 10_000_000
"""Above these a figure is a slip of the keys: persons of one participant, kroner for their travel."""
GROUP_MARKS: Final = re.compile(r"[;/\n]|,(?!\s*(?:norsk|foreldre))")
"""What stands between groups: a comma too, but not the one within the names of groups 2 and 3."""
SPACES: Final = re.compile(r"[\s\u00a0\u202f\u200b\ufeff]+")
ERROR_MARK: Final = "#"
EXCEL_ERRORS: Final = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#i/t", "#verdi!"})


class CellError(ValueError):
    """What is wrong with a cell, and what to do; the row and the column are told by who asked."""


@cache
def columns() -> Mapping[str, Any]:
    """Return the file of columns, parsed once."""
    text = (files("workbook_templates") / "participants.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def text_of(cell: Cell) -> str:
    """Return a cell as one line of text, spaces of every kind as one; a whole number without decimals.

    >>> text_of(1804.0), text_of("  Nordre  Follo ")
    ('1804', 'Nordre Follo')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell.date())
    found = SPACES.sub(" ", str(cell)).strip()
    if found.casefold() in EXCEL_ERRORS:
        message = f"«{found}» er en feilverdi fra Excel. Skriv verdien selv."
        raise CellError(message)
    return found


def unit_of(cell: Cell) -> Found | None:
    """Return the municipality or county of a cell: number as text or number (301, 1804.0), name, or both.

    >>> unit_of(301).municipality.name_no, unit_of("1804.0").municipality.name_no, unit_of("1804 Bodø").message
    ('Oslo', 'Bodø', None)
    """
    text = text_of(cell)
    if not text:
        return None
    number = WHOLE.fullmatch(text.removeprefix("'"))
    try:
        return find_unit(number["number"] if number else text)
    except MunicipalityError as error:
        raise CellError(str(error)) from error


def seats_of(cell: Cell) -> int | None:
    """Return a number of persons.

    >>> seats_of("4"), seats_of(2.0), seats_of("")
    (4, 2, None)
    """
    text = text_of(cell)
    if not text:
        return None
    found = WHOLE.fullmatch(text)
    number = int(found["number"]) if found and not isinstance(cell, bool) else 0
    if not 1 <= number <= MOST_SEATS:
        message = f"«{text}» er ikke et antall plasser. Skriv et helt tall fra 1 til {MOST_SEATS}."
        raise CellError(message)
    return number


def kroner_of(cell: Cell) -> float | None:
    """Return an amount in kroner, as it is written in Norwegian.

    >>> kroner_of("12 500 kr"), kroner_of("kr 12500,50"), kroner_of("12500,-"), kroner_of(8000)
    (12500.0, 12500.5, 12500.0, 8000.0)
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        amount = float(cell)
    else:
        text = text_of(cell)
        if not text:
            return None
        bare = text.casefold().replace("kr.", "").replace("kr", "").replace(",-", "").replace(" ", "")
        if THOUSANDS.fullmatch(bare):
            message = f"«{text}» kan leses på to måter. Skriv beløpet uten punktum og komma, som 12500."
            raise CellError(message)
        amount = float(bare.replace(",", ".")) if AMOUNT.fullmatch(bare) else math.nan
    if not 0 <= amount <= MOST_KRONER:
        message = f"«{text_of(cell)}» er ikke et beløp i kroner. Skriv et tall som 12500, eller la cellen stå tom."
        raise CellError(message)
    return amount


def day_of(cell: Cell) -> date | None:
    """Return a date: a date cell, Excel's serial number, or written day first, year first or with the month's name.

    >>> day_of("17.04.2019") == day_of("2019-04-17") == day_of(43572.0) == day_of("17. april 2019") == day_of("17/4-19")
    True
    """
    if isinstance(cell, datetime):
        found: date | None = cell.date()
    elif isinstance(cell, date):
        found = cell
    else:
        text = text_of(cell)
        if not text or isinstance(cell, bool):
            return None
        found = _serial(text) or _written(text.casefold())
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        message = f"«{text_of(cell)}» er ikke en dato. Skriv dag, måned og år, som 17.04.2019."
        raise CellError(message)
    return found


def _serial(text: str) -> date | None:
    number = WHOLE.fullmatch(text)
    days = int(number["number"]) if number else 0
    return EXCEL_START + timedelta(days=days) if 0 < days <= (date(LAST_YEAR, 12, 31) - EXCEL_START).days else None


def _written(text: str) -> date | None:
    found = DAY_FIRST.fullmatch(text) or YEAR_FIRST.fullmatch(text) or IN_WORDS.fullmatch(text)
    if found is None:
        return None
    named = found["month"]
    if not named.isdecimal() and named[:3] not in MONTHS:
        return None
    month = int(named) if named.isdecimal() else MONTHS.index(named[:3]) + 1
    year = int(found["year"])
    try:
        return date(year + CENTURY if year <= TWO_DIGITS else year, month, int(found["day"]))
    except ValueError:
        return None


def language_of_cell(cell: Cell) -> str | None:
    """Return nb or nn, or None for an empty cell.

    >>> language_of_cell("Nynorsk"), language_of_cell("bokmål"), language_of_cell("nøytral")
    ('nn', 'nb', None)
    """
    text = text_of(cell)
    if text.casefold() in {"", "nøytral"}:
        return None
    for language, words in columns()["languages"].items():
        if text.casefold() in words:
            return str(language)
    message = f"«{text}» er ikke en målform. Skriv bokmål eller nynorsk, eller la cellen stå tom."
    raise CellError(message)


def groups_of(cell: Cell) -> tuple[str, ...]:
    """Return the ids of the target groups that a cell names, by number, words or id, each once; «alle» is all.

    >>> groups_of("1a; 7"), groups_of("Hjelpetiltak i barnevernet, atferdsvansker")
    (('vgs_frafall', 'angst_depresjon'), ('barnevern_hjelpetiltak', 'atferdsvansker'))
    """
    labels = built_in_frame().group_labels
    known: dict[str, list[str]] = {}
    for name, label in labels.items():
        number, _, words = label.partition(" ")
        for spelling in {name, number, number.rstrip("ab"), words, label}:
            known.setdefault(spelling.casefold(), []).append(name)
    text = text_of(cell) if not isinstance(cell, str) else cell
    found: dict[str, None] = {}
    unknown: list[str] = []
    for part in _parts(text):
        if part in {"alle", "all", "samtlige"}:
            found |= dict.fromkeys(labels)
        elif part in known:
            found |= dict.fromkeys(known[part])
        else:
            unknown.append(part)
    if unknown:
        choices = ", ".join(labels.values())
        message = f"Kjenner ikke målgruppen {', '.join(f'«{one}»' for one in unknown)}. Skriv numre fra: {choices}."
        raise CellError(message)
    return tuple(found)


def _parts(text: str) -> Sequence[str]:
    return [part for part in (SPACES.sub(" ", one).strip(" .").casefold() for one in GROUP_MARKS.split(text)) if part]
