"""The mapping from `Økonomiplan` to a budget system's file: a data file of columns, signs, unit and codes."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from utenfor_core.errors import InputError, WorkbookError, system_reason

BUILT_IN: Final = "kobling.toml"
AMOUNT, YEAR, FULL_YEAR = "beløp", "år", "helårseffekt"
CODES: Final = ("ansvar", "funksjon", "art", "prosjekt")
TEXTS: Final = ("rammeområde", "tiltak", "type", *CODES, "merknad", "kommunenummer", "linje")
FIELDS: Final = (*TEXTS, AMOUNT, FULL_YEAR, "årsverk", YEAR)
"""What a column can hold."""

ACROSS, DOWN = "ett år per kolonne", "ett år per linje"
KRONER, THOUSANDS = "kr", "1 000 kr"
COSTS_POSITIVE, COSTS_NEGATIVE, AS_BOOK = "utgift +", "utgift -", "som boka"
CHOICES: Final[Mapping[str, tuple[object, ...]]] = {
    "skilletegn": (";", ",", "tab"),
    "desimaltegn": (",", "."),
    "desimaler": (0, 1, 2),
    "tegnsett": ("utf-8-sig", "utf-8", "windows-1252"),
    "overskrifter": (True, False),
    "enhet": (KRONER, THOUSANDS),
    "fortegn": (COSTS_POSITIVE, COSTS_NEGATIVE, AS_BOOK),
    "linjer": (ACROSS, DOWN),
}
SECTIONS: Final = ("fil", "kolonne", "erstatt")
MOST_BYTES: Final = 200_000
"""A mapping is a page of text; nothing of this size is one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of the file: its head, and the field it holds."""

    name: str
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetMapping:
    """How the file is written: `per_year` lines have one year each; `instead` gives codes by field and code."""

    delimiter: str
    decimal: str
    decimals: int
    encoding: str
    headed: bool
    unit: str
    sign: str
    per_year: bool
    columns: tuple[Column, ...]
    instead: Mapping[str, Mapping[str, str]]


def built_in_text() -> str:
    """Return the mapping that ships, as text to copy and change."""
    return (files("utenfor.budget_lines") / BUILT_IN).read_text(encoding="utf-8")


def open_mapping(path: Path | None = None) -> BudgetMapping:
    """Return the mapping in a file, or the one that ships.

    Raises WorkbookError for a file that cannot be read, and InputError with everything wrong in it.

    >>> [column.field for column in open_mapping().columns][:4]
    ['ansvar', 'funksjon', 'art', 'prosjekt']
    """
    if path is None:
        return mapping_of(tomllib.loads(built_in_text()), BUILT_IN)
    try:
        if path.stat().st_size > MOST_BYTES:
            text = f"{path.name} er for stor til å være en kobling. Lag en ny med --new-mapping."
            raise WorkbookError(text)
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        text = f"{path} kan ikke leses: {system_reason(error)}. Skriv hele stien til koblingen."
        raise WorkbookError(text) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        text = f"{path.name} er ikke gyldig TOML i UTF-8: {error}. Lag en ny med --new-mapping, og endre den."
        raise WorkbookError(text) from error
    return mapping_of(read, path.name)


def mapping_of(read: Mapping[str, Any], name: str) -> BudgetMapping:
    """Return the mapping that stands in a parsed file; InputError with every problem in it."""
    default = tomllib.loads(built_in_text())
    file, columns, instead = (read.get(section, default[section]) for section in SECTIONS)
    if wrong := [f"{name}: {problem}" for problem in _problems(read, file, columns, instead)]:
        raise InputError(*wrong)
    file = default["fil"] | file
    return BudgetMapping(
        delimiter="\t" if file["skilletegn"] == "tab" else file["skilletegn"],
        decimal=file["desimaltegn"],
        decimals=file["desimaler"],
        encoding=file["tegnsett"],
        headed=file["overskrifter"],
        unit=file["enhet"],
        sign=file["fortegn"],
        per_year=file["linjer"] == DOWN,
        columns=tuple(Column(name=one["navn"], field=one["felt"]) for one in columns),
        instead=instead,
    )


def _problems(read: Mapping[str, Any], file: Any, columns: Any, instead: Any) -> Iterator[str]:  # noqa: ANN401  # as it stands in the file: what is wrong with it is to be found
    unknown = [section for section in read if section not in SECTIONS]
    yield from (f"kjenner ikke [{section}]. Bruk {', '.join(SECTIONS)}." for section in unknown)
    if isinstance(file, dict):
        for key, value in file.items():
            if key not in CHOICES:
                yield f"[fil] kjenner ikke «{key}». Bruk {', '.join(CHOICES)}."
            elif not any(value == choice and type(value) is type(choice) for choice in CHOICES[key]):
                yield f"[fil] {key} kan ikke være «{value}». Velg en av: {', '.join(map(_shown, CHOICES[key]))}."
        if file.get("skilletegn") == file.get("desimaltegn") == ",":
            yield "[fil] skilletegn og desimaltegn er begge komma. Velg semikolon eller tab mellom kolonnene."
    else:
        yield "[fil] er ikke en tabell. Skriv [fil] på egen linje."
    yield from _of_columns(columns, per_year=isinstance(file, dict) and file.get("linjer") == DOWN)
    yield from _of_codes(instead)


def _shown(choice: object) -> str:
    return {True: "true", False: "false"}[choice] if isinstance(choice, bool) else str(choice)


def _of_columns(columns: Any, *, per_year: bool) -> Iterator[str]:  # noqa: ANN401  # as above
    if not isinstance(columns, list) or not columns:
        yield "ingen kolonner. Skriv minst én [[kolonne]] med navn og felt."
        return
    fields = []
    for number, column in enumerate(columns, 1):
        place = f"kolonne {number}"
        if not isinstance(column, dict) or set(column) != {"navn", "felt"}:
            yield f"{place} skal ha navn og felt, og ikke noe annet."
            continue
        fields.append(column["felt"])
        if not isinstance(column["navn"], str) or not column["navn"].strip():
            yield f"{place} mangler navn."
        if column["felt"] not in FIELDS:
            yield f"{place}: feltet «{column['felt']}» finnes ikke. Bruk {', '.join(FIELDS)}."
    if AMOUNT not in fields:
        yield "ingen kolonne har feltet beløp."
    if per_year and YEAR not in fields:
        yield "med «ett år per linje» må en kolonne ha feltet år."
    if not per_year and YEAR in fields:
        yield "feltet år brukes bare med «ett år per linje»."
    if not per_year and fields.count(AMOUNT) > 1:
        yield "feltet beløp kan bare stå i én kolonne: den blir fire, en for hvert år."


def _of_codes(instead: Any) -> Iterator[str]:  # noqa: ANN401  # as above
    if not isinstance(instead, dict):
        yield "[erstatt] er ikke en tabell."
        return
    for field, codes in instead.items():
        if field not in TEXTS:
            yield f"[erstatt.{field}]: feltet finnes ikke. Bruk {', '.join(TEXTS)}."
        elif not isinstance(codes, dict) or not all(isinstance(code, str) for code in codes.values()):
            yield f'[erstatt.{field}] skal ha koder som tekst, for eksempel "700" = "810".'
