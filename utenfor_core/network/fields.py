"""Reading the fields of an edition's file one by one: each of its kind, and every problem collected with its place."""

import difflib
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from utenfor_core.network.hours import hours_of

MOST_KRONER: Final = 1e9
MOST_PERSONS: Final = 10_000_000
"""More than the country's population: a band that begins above it is a slip of the keys."""
MISSING: Final = object()


@dataclass(kw_only=True)
class Fields:
    """One table of the file; `place` is how messages call it, empty for the whole file."""

    content: Mapping[str, Any]
    problems: list[str]
    place: str = ""
    asked: list[str] = field(default_factory=list)

    def tell(self, key: str, what: str) -> None:
        """Add a problem of a field."""
        self.problems.append(f"{self.place}{key}: {what}")

    def _value(self, key: str, wanted: str, *, needed: bool) -> Any:  # noqa: ANN401 - whatever the file has
        self.asked.append(key)
        value = self.content.get(key, MISSING)
        if value is MISSING and needed:
            self.tell(key, f"mangler. Skriv {wanted}.")
        return value

    def _wrong(self, key: str, value: object, wanted: str) -> None:
        self.tell(key, f"«{value}» kan ikke brukes. Skriv {wanted}.")

    def text(self, key: str, wanted: str, *, needed: bool = True) -> str | None:
        """Return a text that is not blank."""
        value = self._value(key, wanted, needed=needed)
        if value is MISSING:
            return None
        if not isinstance(value, str) or not value.strip():
            self._wrong(key, value, wanted)
            return None
        return " ".join(value.split())

    def number(self, key: str, wanted: str, low: float, high: float, *, needed: bool = True) -> float | None:
        """Return a number within limits, both ends within."""
        value = self._value(key, wanted, needed=needed)
        if value is MISSING:
            return None
        right = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not right or not low <= value <= high:
            self._wrong(key, value, wanted)
            return None
        return value  # type: ignore[no-any-return]  # a number, as just seen

    def whole(self, key: str, wanted: str, low: int, high: int, *, needed: bool = True) -> int | None:
        """Return a whole number within limits."""
        value = self.number(key, wanted, low, high, needed=needed)
        if value is not None and value != math.floor(value):
            self._wrong(key, value, wanted)
            return None
        return None if value is None else int(value)

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """Return a date; a time of day is not one."""
        wanted = "en dato som 2027-04-17, uten anførselstegn"
        value = self._value(key, wanted, needed=needed)
        if value is MISSING:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self._wrong(key, value, wanted)
            return None
        return value

    def hours(self, key: str) -> str | None:
        """Return the hours of a meeting, which can be read as from and to."""
        wanted = 'fra og til, som "10–17" eller "9.30–15.45"'
        found = self.text(key, wanted, needed=False)
        if found is not None and hours_of(found) is None:
            self._wrong(key, found, wanted)
        return found

    def table(self, key: str, *, needed: bool = True) -> "Fields | None":
        """Return a table within this one."""
        value = self._value(key, f"tabellen [{key}]", needed=needed)
        if value is MISSING:
            return None
        if not isinstance(value, Mapping):
            self._wrong(key, value, f"en tabell, [{key}]")
            return None
        return Fields(content=value, problems=self.problems, place=f"[{key}] ")

    def tables(self, key: str, *, needed: bool = True) -> list["Fields"]:
        """Return the tables of a list, in the order of the file."""
        value = self._value(key, f"minst én [[{key}]]", needed=needed)
        if value is MISSING:
            return []
        if not isinstance(value, Sequence) or not value or not all(isinstance(one, Mapping) for one in value):
            self._wrong(key, value, f"tabeller, [[{key}]]")
            return []
        return [
            Fields(content=one, problems=self.problems, place=f"[[{key}]] nr. {number} ")
            for number, one in enumerate(value, 1)
        ]

    def finish(self, others: Collection[str] = ()) -> None:
        """Tell of every field that was not asked for."""
        known = [*self.asked, *others]
        for key in self.content:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                self.tell(key, f"er ikke et felt. Mente du {near[0]}?" if near else "er ikke et felt. Ta det bort.")
