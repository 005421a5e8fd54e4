"""KOSTRA: what a function and an art (kind of cost) is called, at which level, and whether it may be used in 2026."""

import difflib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from utenfor_core.data import Row, table
from utenfor_core.errors import InputError

YES = "yes"


@dataclass(frozen=True, kw_only=True, slots=True)
class KostraFunction:
    """A function; `name` is None where we have not read it, the years are None where no limit is known."""

    code: str
    name: str | None
    level: str
    service_area_codes: tuple[str, ...]
    service_areas: str | None
    valid_from_year: int | None
    valid_to_year: int | None
    valid_2026: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class KostraArt:
    """An art; `name` and `series` are None where we have not read them."""

    code: str
    name: str | None
    series: str | None
    valid_2026: bool


Entry = TypeVar("Entry", KostraFunction, KostraArt)


def function(code: str) -> KostraFunction:
    """Return a KOSTRA function by its code, a text of three digits.

    Raises: InputError for a code that is not in the list, naming the nearest.
    Source: SSB tables 12362, 12367, 12163, 12368 and the KOSTRA 2026 control program (`data/sources.toml`).

    >>> function("281").name
    'Ytelse til livsopphold'
    """
    return _looked_up(code, _functions(), "KOSTRA-funksjon", "281")


def art(code: str) -> KostraArt:
    """Return an art by its code, a text of three digits ("010" keeps its zero).

    Raises: InputError for a code that is not in the list, naming the nearest.
    Source: the KOSTRA 2026 control program; names as `name_source` says (`data/sources.toml`).

    >>> art("010").name, art("470").name
    ('Fastlønn', None)
    """
    return _looked_up(code, _arter(), "art", "010")


def functions() -> tuple[KostraFunction, ...]:
    """Return every function we know, ordered by code, those that have ended too.

    >>> [one.code for one in functions() if not one.valid_2026]
    ['254', '510', '561']
    """
    return tuple(_functions().values())


def arter() -> tuple[KostraArt, ...]:
    """Return every art of KOSTRA 2026, ordered by code.

    >>> len(arter())
    110
    """
    return tuple(_arter().values())


@cache
def _functions() -> MappingProxyType[str, KostraFunction]:
    return MappingProxyType({row["code"]: _function(row) for row in table("kostra_functions.csv")})


@cache
def _arter() -> MappingProxyType[str, KostraArt]:
    return MappingProxyType(
        {
            row["code"]: KostraArt(
                code=row["code"],
                name=row["name"] or None,
                series=row["series"] or None,
                valid_2026=row["valid_2026"] == YES,
            )
            for row in table("kostra_arter.csv")
        }
    )


def _function(row: Row) -> KostraFunction:
    return KostraFunction(
        code=row["code"],
        name=row["name"] or None,
        level=row["level"],
        service_area_codes=tuple(filter(None, row["service_area_codes"].split(";"))),
        service_areas=row["service_area_names"] or None,
        valid_from_year=int(row["valid_from_year"]) if row["valid_from_year"] else None,
        valid_to_year=int(row["valid_to_year"]) if row["valid_to_year"] else None,
        valid_2026=row["valid_2026"] == YES,
    )


def _looked_up(code: str, entries: MappingProxyType[str, Entry], kind: str, example: str) -> Entry:
    if code in entries:
        return entries[code]
    padded = str(code).zfill(len(example))
    near = padded if padded in entries else ", ".join(difflib.get_close_matches(str(code), entries))
    hint = f"Nærmest: {near}." if near else f"Skriv tre sifre som tekst, for eksempel «{example}»."
    message = f"«{code}» er ikke en {kind} i listen. {hint}"
    raise InputError(message)
