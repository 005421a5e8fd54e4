"""What refreshing is described by and what it finds: services, tables, cells, where they came from, and refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from utenfor_core.errors import UtenforError

PXWEBAPI, FHI, KDD = "pxwebapi", "fhi", "kdd"
KINDS: Final = (PXWEBAPI, FHI, KDD)
EVERY: Final = "*"
"""A selection of every code that a dimension has."""


class RefreshError(UtenforError):
    """A table that cannot be fetched or read; the figures there were before are kept."""


class TooLargeError(RefreshError):
    """An answer that the server holds to be too large: asked for again in parts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How patient and how trusting we are: seconds, bytes and counts; see `services.toml` for each reason."""

    connect_seconds: float
    read_seconds: float
    most_bytes: int
    attempts: int
    first_wait: float
    longest_wait: float
    most_redirects: int
    cache_hours: float
    window_seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """An open service: its address, who publishes, and how many cells one answer may hold."""

    id: str
    kind: str
    address: str
    publisher: str
    most_cells: int
    options: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """Every service by id, with the limits and the names of the headers in which servers tell their own limits."""

    by_id: Mapping[str, Service] = field(hash=False)
    limits: Limits
    rate_headers: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Regions:
    """The dimension of places: how the publisher writes municipalities, counties, the country and KOSTRA groups.

    `municipality`, `county` and `group` are patterns with {} for our code; an empty one is not asked for.
    """

    dimension: str
    codelist: str
    municipality: str
    county: str
    country: str
    group: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a file of ours: the cells it is filled from, by dimension and our name for the code."""

    name: str
    where: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table to fetch: what it is, what is asked for, and the file of ours it fills.

    `select` gives for each dimension our name of each code with the publisher's codes or labels to look for, in order.
    `indicators` and `settings` are laid over our own files of those names.
    """

    id: str
    service: str
    table: str
    title: str
    licence: str
    licence_status: str
    credit: str
    note: str
    years: int
    time: str
    file: str
    compare_with: str
    layout: str
    regions: Regions | None
    select: Mapping[str, Mapping[str, Sequence[str]]] = field(hash=False)
    columns: tuple[Column, ...]
    indicators: Mapping[str, Mapping[str, Any]] = field(hash=False)
    settings: Mapping[str, Mapping[str, Any]] = field(hash=False)
    options: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server answered, or what was kept of an earlier answer; `fetched` is UTC, `sha256` of the content."""

    content: bytes
    fetched: str
    sha256: str
    address: str
    query: str
    kept: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One figure of a table: the publisher's code in each dimension, the value or None, and the sign for why."""

    codes: Mapping[str, str]
    value: float | None
    sign: str | None


Rows = dict[tuple[str, ...], dict[str, str]]
"""The lines of a file of ours: the cells of the key columns, and the text of each other column; empty: not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file of ours as a table fills it: its name, its key columns, its other columns and its lines."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A table that was fetched: its files, the answers they were made from, and what was wanting in them."""

    table: Table
    files: tuple[File, ...]
    answers: tuple[Answer, ...]
    years: tuple[int, ...]
    missing_codes: tuple[str, ...] = ()
    new_codes: tuple[str, ...] = ()
    signs: Mapping[str, int] = field(default_factory=dict)
