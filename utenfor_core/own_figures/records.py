"""The records of a user's own figures: entries as they were read, and values, growth and groups that hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

VALUE, GROWTH, GROUP = "verdi", "prisvekst", "malgruppe"
"""The kinds of entry: a value of an assumption, a year's price growth and a target group."""
KINDS = (VALUE, GROWTH, GROUP)
MOST_OWN_GROUPS = 3
"""As many target groups of the user's own as the sheet `Målgrupper` is designed for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry as it was read: its kind, the fields as they were typed, and where the entry and each field stand."""

    kind: str
    fields: Mapping[str, object]
    place: str
    places: Mapping[str, str] = field(default_factory=dict)

    def where(self, name: str) -> str:
        """Return where a field stands: its own cell or line, or its name in the entry."""
        return self.places.get(name) or f"{self.place}, «{name}»"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A file as it was read: its name, the entry at its head (name, which file it builds on) and the others."""

    file: str
    head: Entry
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnValue:
    """One number of an assumption, by the assumption's short name, for one preset or for all (None).

    The unit is the assumption's: kroner of `price_year` for amounts, decimals for shares. `months` are the months per
    recipient where the unit counts everybody who received something in the year.
    """

    name: str
    preset: str | None
    value: float
    price_year: int | None
    months: float | None
    source: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnGrowth:
    """The growth of index D, K or L into a year, as a decimal."""

    index: str
    year: int
    value: float
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnGroup:
    """A target group of the user's own; `reached` is p0, the share who reach the aim without a measure, or None."""

    id: str
    label: str
    definition: str
    success_text: str
    age_min: int
    age_max: int
    age_default: int
    outcome_min_age: int
    outcome_after_years: int
    pair: str
    reached: float | None
    reached_low: float | None
    reached_high: float | None
    own_lines: str
    counting: str
    source: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnFigures:
    """A whole file of own figures that holds, and the one it builds on, which is laid first.

    Hashable and without files or positions: it can be sent to another process and kept as a key.
    """

    name: str
    file: str
    values: tuple[OwnValue, ...]
    growth: tuple[OwnGrowth, ...]
    groups: tuple[OwnGroup, ...]
    base: "OwnFigures | None" = None
