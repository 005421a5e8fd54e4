"""What was typed in one entry, read field by field: each problem is noted in Norwegian with its place, none raised."""

import math
import re
from collections.abc import Collection
from difflib import get_close_matches

from utenfor_core.own_figures.records import Entry

LONGEST_TEXT = 300
"""What fits in a cell of the book without hiding the rest."""
LONGEST_SHOWN = 60
"""So much of what was typed is told back in a message."""
WHOLE = 100
"""Per cent of the whole."""
GROUPED_FROM = 10_000
FEWEST_ALIKE = 0.5
"""How alike two words must be to be offered as the one that was meant."""
GROUPED = re.compile(r"(?<=\d)[\s.](?=\d{3}(\D|$))")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def shown(number: float) -> str:
    """Return a number as Norwegian writes it; four figures stand together, as in a year.

    >>> shown(61000.0), shown(0.25), shown(2027)
    ('61 000', '0,25', '2027')
    """
    grouped = f"{number:,.10g}" if abs(number) >= GROUPED_FROM else f"{number:.10g}"
    return grouped.replace(",", " ").replace(".", ",")


def meant(text: str) -> str:
    """Return the number a text was meant to be as a computer writes it, or nothing.

    >>> meant("61 000 kr"), meant("0,55"), meant("12 %"), meant("om lag ti")
    ('61000', '0.55', '0.12', '')
    """
    plain = GROUPED.sub("", text.casefold().replace("kroner", "").replace("kr", "").strip())
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip().replace(",", ".").replace("−", "-")
    if not NUMBER.fullmatch(plain):
        return ""
    return f"{float(plain) / WHOLE:.10g}" if percent else plain


def as_float(number: float) -> float:
    """Return a number as a float; a whole number too large for one is infinite."""
    try:
        return float(number)
    except OverflowError:
        return math.inf


def alike(word: str, known: Collection[str]) -> str:
    """Return a hint with the names most like a word, or nothing."""
    found = get_close_matches(word, known, n=3, cutoff=FEWEST_ALIKE)  # three names are enough to choose among
    return f" Mente du {' eller '.join(f'«{name}»' for name in found)}?" if found else ""


class Typed:
    """The fields of one entry; every getter returns something usable or None, whatever it found."""

    def __init__(self, entry: Entry, problems: list[str]) -> None:
        """Take the entry and the list that all entries of a reading share."""
        self.entry, self.problems = entry, problems
        self.asked: set[str] = set()

    def problem(self, name: str, what: str) -> None:
        """Note one problem of a field."""
        self.problems.append(f"{self.entry.where(name)}: {what}")

    def get(self, name: str) -> object:
        """Return a field as it was typed and count it as known; an empty text is as good as none."""
        self.asked.add(name)
        found = self.entry.fields.get(name)
        return None if isinstance(found, str) and not found.strip() else found

    def text(self, name: str, *, what: str = "", longest: int = LONGEST_TEXT) -> str:
        """Return a text on one line, or an empty one; `what` says what it is when it must be there."""
        found = self.get(name)
        if found is None:
            if what:
                self.problem(name, f"{what} mangler.")
            return ""
        if not isinstance(found, str):
            self.problem(
                name, f"{str(found)[:LONGEST_SHOWN]} er ikke tekst. Skriv tekst, i TOML med anførselstegn rundt."
            )
            return ""
        line = " ".join(found.split())
        if len(line) > longest:
            self.problem(name, f"teksten har {len(line)} tegn. Bruk høyst {longest}.")
        if not line.isprintable():
            self.problem(name, "teksten har usynlige tegn. Skriv den på nytt uten dem.")
        return line[:longest]

    def choice(self, name: str, known: Collection[str], *, what: str) -> str | None:
        """Return one of the known words in the spelling known, or None where the field is empty or wrong."""
        found = self.get(name)
        if found is None:
            return None
        by_word = {word.casefold(): word for word in known}
        if isinstance(found, str) and found.strip().casefold() in by_word:
            return by_word[found.strip().casefold()]
        options = ", ".join(f"«{word}»" for word in known)
        self.problem(name, f"«{str(found)[:LONGEST_SHOWN]}» er ikke {what}. Velg en av: {options}.")
        return None

    def number(self, name: str, low: float, high: float, *, what: str = "") -> float | None:
        """Return a number within the limits; `what` says what it is when it must be there."""
        found = self.get(name)
        if found is None:
            if what:
                self.problem(name, f"{what} mangler. Skriv et tall fra {shown(low)} til {shown(high)}.")
            return None
        return self.as_number(name, found, low, high)

    def as_number(self, name: str, found: object, low: float, high: float) -> float | None:
        """Return what was found as a number within the limits, or None with the problem noted."""
        if isinstance(found, bool) or not isinstance(found, int | float):
            plain = meant(found) if isinstance(found, str) else ""
            advice = f"Skriv {plain} uten anførselstegn" if plain else "Skriv bare tallet, uten anførselstegn"
            self.problem(name, f"«{str(found)[:LONGEST_SHOWN]}» er ikke et tall. {advice}, mellomrom, «kr» eller «%».")
            return None
        value = as_float(found)
        limits = f"fra {shown(low)} til {shown(high)}"
        if not math.isfinite(value):
            self.problem(name, f"«{value}» er ikke et vanlig tall. Skriv et tall {limits}.")
            return None
        if not low <= value <= high:
            percent = f" Er det prosent, skriv {value / WHOLE:.10g}." if high == 1 < value <= WHOLE else ""
            self.problem(name, f"{shown(value)} er utenfor det som godtas, {limits}.{percent}")
            return None
        return value

    def whole(self, name: str, low: int, high: int, *, what: str = "") -> int | None:
        """Return a whole number within the limits."""
        found = self.number(name, low, high, what=what)
        if found is None or found == int(found):
            return None if found is None else int(found)
        self.problem(name, f"{shown(found)} er ikke et helt tall.")
        return None

    def close(self, also: Collection[str] = ()) -> None:
        """Note every field that nobody asked for; `also` are other words that may have been meant."""
        known = sorted(self.asked.union(also))
        for name in sorted(self.entry.fields.keys() - self.asked):
            hint = alike(name, known) or f" Kjente felt: {', '.join(known)}."
            self.problem(name, f"feltet er ukjent.{hint}")
