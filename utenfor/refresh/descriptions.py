"""The data files that say what is fetched and from where, read and checked: every problem at once."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from utenfor.refresh.records import KINDS, Column, Limits, Regions, Service, Services, Table
from utenfor_core.data import settings
from utenfor_core.errors import InputError
from utenfor_core.indicators import ENTRIES

LOOPBACK: Final = ("http://127.0.0.1:", "http://localhost:", "http://[::1]:")
"""Addresses that may be called without encryption: this machine, in trials."""
TEXTS: Final = ("id", "service", "table", "title", "licence", "licence_status", "credit", "note", "time", "file")
SHARED: Final = "same_columns"


def services(path: Path | None = None) -> Services:
    """Return the services of a file of the user's own (a mirror, a trial), or ours.

    Raises InputError for a file that cannot be read, a kind that is not known or an address that is not https.
    """
    try:
        text = (files(__package__) / "services.toml" if path is None else path).read_text(encoding="utf-8")
        read = tomllib.loads(text)
        found = {name: Service(id=name, **entry) for name, entry in read["services"].items()}
        limits = Limits(**read["limits"])
        headers = MappingProxyType(dict(read["rate_headers"]))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        message = f"{path or 'services.toml'}: adressene kan ikke leses ({type(error).__name__}: {error})."
        raise InputError(message) from error
    problems = [f"{one.id}: ukjent slag «{one.kind}»." for one in found.values() if one.kind not in KINDS]
    problems += [f"{one.id}: adressen må begynne med https://." for one in found.values() if not is_safe(one.address)]
    if problems:
        raise InputError(*problems)
    return Services(by_id=MappingProxyType(found), limits=limits, rate_headers=headers)


def is_safe(address: str) -> bool:
    """Tell whether an address may be called: encrypted, or on this machine.

    >>> is_safe("https://data.ssb.no/api"), is_safe("http://data.ssb.no/api"), is_safe("http://127.0.0.1:8000/a")
    (True, False, True)
    """
    return address.startswith(("https://", *LOOPBACK))


@cache
def tables() -> Mapping[str, Table]:
    """Return every table by id, in the order they are fetched.

    >>> list(tables())[:2]
    ['ssb-07459', 'ssb-13556']
    """
    folder = files(__package__) / "tables"
    read = [tomllib.loads(one.read_text(encoding="utf-8")) for one in folder.iterdir() if one.name.endswith(".toml")]
    return MappingProxyType({one["id"]: read_table(one) for one in sorted(read, key=lambda one: one["order"])})


def read_table(entry: Mapping[str, Any]) -> Table:
    """Return a table of its description, which is the content of a file in `tables/`."""
    where = entry.get("regions")
    columns = tuple(Column(name=name, where=cells) for name, cells in entry.get("columns", {}).items())
    return Table(
        **{name: str(entry[name]) for name in TEXTS},
        years=entry["years"],
        compare_with=entry.get("compare_with", entry["file"]),
        layout=entry.get("layout", "columns"),
        regions=None if where is None else _regions(where),
        select=MappingProxyType({name: _choices(codes) for name, codes in entry.get("select", {}).items()}),
        columns=columns,
        indicators=_indicators(entry, {one.name for one in columns}),
        settings=entry.get("settings", {}),
        options=entry.get("options", {}),
    )


def chosen_tables(names: Sequence[str]) -> tuple[Table, ...]:
    """Return the tables asked for by id or number, or all. Raises InputError naming those that are not known.

    >>> [one.id for one in chosen_tables(["13556", "fhi-360"])]
    ['ssb-13556', 'fhi-360']
    """
    known = {key: one for one in tables().values() for key in (one.id, one.table)}
    unknown = [name for name in names if name not in known]
    if unknown:
        message = f"Ukjent tabell: {', '.join(unknown)}. Velg blant {', '.join(tables())}."
        raise InputError(message)
    asked = {known[name].id for name in names}
    return tuple(one for one in tables().values() if not asked or one.id in asked)


def _regions(entry: Mapping[str, str]) -> Regions:
    names = ("dimension", "codelist", "municipality", "county", "country", "group")
    return Regions(**{name: entry.get(name, "") for name in names})


def _choices(codes: Sequence[str] | Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Return the codes to look for by our name; a plain list is of codes that are our names too."""
    return codes if isinstance(codes, Mapping) else {code: [code] for code in codes}


def _indicators(entry: Mapping[str, Any], columns: set[str]) -> Mapping[str, Mapping[str, Any]]:
    """Return the entries laid over the indicators: the table's own, and the built-in ones that it has columns for."""
    read_from = {"file": entry["file"], "source": entry["id"]}
    found = {name: {**one, **read_from} for name, one in entry.get("indicators", {}).items()}
    words = entry.get(SHARED)
    if words is not None:
        for name, one in settings(ENTRIES).items():
            needed = {one[key] for key in ("column", "numerator", "denominator") if key in one}
            if one["file"] == entry["compare_with"] and needed <= columns:
                found[name] = {**words, **read_from}
    return MappingProxyType(found)
