"""One TOML table being read: typed getters that note a problem and go on, so that all problems are told at once."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from utenfor_core.domain import PROFILE_BANDS
from utenfor_core.parameters.records import Value

CODE = re.compile(r"\d{3}(-\d{3})?|\d{4}")


class Entry:
    """A table of a file with the problems found in it; every getter returns something usable, whatever it found."""

    def __init__(self, place: str, table: Mapping[str, object], problems: list[str]) -> None:
        """Keep the table, where it stands (file and table) and the list that all entries of a load share."""
        self.place = place
        self.table = table
        self.problems = problems
        self.asked: set[str] = set()

    def problem(self, key: str, what: str) -> None:
        """Note one problem: file, key, what is wrong and what to do."""
        self.problems.append(f"{self.place}, «{key}»: {what}")

    def has(self, key: str) -> bool:
        """Say whether the key is there, and count it as known."""
        self.asked.add(key)
        return key in self.table

    def text(self, key: str) -> str:
        """Return a text that must be there and not be blank."""
        if not self.has(key):
            self.problem(key, f'mangler. Legg til en linje {key} = "…".')
            return ""
        found = self.table[key]
        if not isinstance(found, str) or not found.strip():
            self.problem(key, f"skal være tekst, men er {found!r}. Skriv teksten i anførselstegn.")
            return ""
        return found

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None where the key is absent."""
        return self.text(key) if self.has(key) else None

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        """Return a text from a closed list."""
        found, names = self.text(key), tuple(allowed)
        if found and found not in names:
            self.problem(key, f"«{found}» er ukjent. Velg en av: {', '.join(names)}.")
        return found

    def optional_choice(self, key: str, allowed: Iterable[str]) -> str | None:
        """Return a text from a closed list, or None where the key is absent."""
        return self.choice(key, allowed) if self.has(key) else None

    def optional_number(self, key: str) -> float | None:
        """Return a number, or None where the key is absent."""
        if not self.has(key):
            return None
        found = self.table[key]
        if isinstance(found, bool) or not isinstance(found, int | float):
            self.problem(key, f"skal være et tall, men er {found!r}. Skriv tallet uten anførselstegn og med punktum.")
            return None
        return float(found)

    def number(self, key: str) -> float:
        """Return a number that must be there."""
        if not self.has(key):
            self.problem(key, f"mangler. Legg til en linje {key} = tall.")
        return self.optional_number(key) or 0.0

    def optional_whole(self, key: str) -> int | None:
        """Return a whole number, or None where the key is absent."""
        found = self.optional_number(key)
        if found is None:
            return None
        if found != int(found):
            self.problem(key, f"skal være et heltall, men er {found}.")
        return int(found)

    def whole(self, key: str) -> int:
        """Return a whole number that must be there."""
        if not self.has(key):
            self.problem(key, f"mangler. Legg til en linje {key} = heltall.")
        return self.optional_whole(key) or 0

    def flag(self, key: str, *, absent: bool) -> bool:
        """Return true or false; `absent` is what a missing key means."""
        if not self.has(key):
            return absent
        found = self.table[key]
        if not isinstance(found, bool):
            self.problem(key, f"skal være true eller false, men er {found!r}.")
        return found is True

    def value(self, key: str) -> Value | None:
        """Return one number or one per age band; None where the key is absent or wrong."""
        if not self.has(key):
            return None
        found = self.table[key]
        if not isinstance(found, list):
            return self.optional_number(key)
        if len(found) != len(PROFILE_BANDS) or any(
            isinstance(x, bool) or not isinstance(x, int | float) for x in found
        ):
            self.problem(key, f"skal ha ett tall per aldersgruppe ({', '.join(PROFILE_BANDS)}), men er {found!r}.")
            return None
        return tuple(float(number) for number in found)

    def codes(self, key: str) -> tuple[str, ...]:
        """Return codes (KOSTRA function or art, municipality number): quoted, so that no leading zero is lost."""
        if not self.has(key):
            return ()
        found = self.table[key]
        if not isinstance(found, list):
            self.problem(key, f'skal være en liste av koder i anførselstegn, som ["281"], men er {found!r}.')
            return ()
        for code in found:
            if isinstance(code, int):
                self.problem(key, f'koden {code} er et tall. Skriv den i anførselstegn: "{code:03d}".')
            elif not isinstance(code, str) or not CODE.fullmatch(code):
                self.problem(key, f"{code!r} er ikke en kode på tre siffer (KOSTRA) eller fire (kommune).")
        return tuple(code for code in found if isinstance(code, str))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where the key is absent."""
        found = self.table[key] if self.has(key) else []
        if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
            self.problem(key, f"skal være en liste av tekster, men er {found!r}.")
            return ()
        return tuple(found)

    def tables(self, key: str) -> tuple["Entry", ...]:
        """Return the tables of [[key]], each an entry of its own with its number in its place."""
        found = self.table[key] if self.has(key) else []
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            self.problem(key, f"skal skrives som [[{key}]] med sine linjer under.")
            return ()
        return tuple(
            Entry(f"{self.place}, [[{key}]] nr. {number}", table, self.problems)
            for number, table in enumerate(found, start=1)
        )

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.table.keys() - self.asked:
            like = get_close_matches(key, self.asked, n=1)
            hint = f"Mente du «{like[0]}»?" if like else f"Kjente nøkler: {', '.join(sorted(self.asked))}."
            self.problem(key, f"er en ukjent nøkkel. {hint}")
