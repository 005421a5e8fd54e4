"""Own figures in a TOML file: from its bytes to entries with their lines; a hostile file is refused."""

import re
import tomllib
from collections.abc import Mapping

from utenfor_core.own_figures.records import GROUP, GROWTH, KINDS, VALUE, Document, Entry
from utenfor_core.own_figures.typed import shown

MOST_BYTES = 256_000
"""Every assumption and group with long notes is a third of this."""
LONGEST_LINE = 2_000
"""A line of our own is a tenth; the reader's time grows with the square of a key's length."""
MOST_ENTRIES = 2_000
HEADER = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]")
KEY = re.compile(r"^\s*([\w-]+)\s*=")
DECIMAL_COMMA = re.compile(r"=\s*-?\d[\d ]*,\d")
SPACED = re.compile(r"=\s*-?\d+ \d")
PLACE = re.compile(r"at line (\d+)")


def read_toml(content: bytes, file: str, problems: list[str]) -> Document | None:
    """Return the entries of a TOML file; None, with the reasons in `problems`, when it cannot be read.

    `file` is the name that messages tell. Limits: 256 000 bytes, 2 000 characters a line, 2 000 entries.
    """
    text = _text(content, file, problems)
    if text is None:
        return None
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        problems.append(f"{file}: har lister i lister i mange lag. Bruk malen som programmet skriver.")
        return None
    except ValueError as error:  # tomllib's own error is one, and so is a number of thousands of digits
        problems.append(_syntax(file, text, str(error)))
        return None
    return _document(file, text, tables, problems)


def _text(content: bytes, file: str, problems: list[str]) -> str | None:
    if len(content) > MOST_BYTES:
        problems.append(f"{file}: er {shown(len(content))} byte, og høyst {shown(MOST_BYTES)} leses.")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(f"{file}: er ikke lagret som UTF-8 (byte {error.start}). Lagre fila på nytt som UTF-8.")
        return None
    long = [number for number, line in enumerate(text.splitlines(), 1) if len(line) > LONGEST_LINE]
    if long:
        problems.append(f"{file}, linje {long[0]}: er lengre enn {LONGEST_LINE} tegn. Del den opp.")
        return None
    return text.replace("\r\n", "\n")


def _syntax(file: str, text: str, error: str) -> str:
    """Return what is wrong with a file that is no TOML: line, and the mistake where it is a usual one."""
    place = PLACE.search(error)
    lines = text.splitlines()
    number = min(int(place[1]), len(lines)) if place else 0
    line = lines[number - 1] if number else ""
    where = f"{file}, linje {number}" if number else file
    if DECIMAL_COMMA.search(line):
        return f"{where}: desimaltall skrives med punktum i TOML, som 0.25. Linja er: {line.strip()}"
    if SPACED.search(line):
        return f"{where}: tall skrives uten mellomrom i TOML, som 61000. Linja er: {line.strip()}"
    advice = "Hver linje skal være nøkkel = verdi; tekst i anførselstegn, tall uten, desimaltall med punktum."
    return f"{where}: kan ikke leses som TOML ({error}). {advice}"


def _document(file: str, text: str, tables: Mapping[str, object], problems: list[str]) -> Document | None:
    found = _lines(text)
    entries: list[Entry] = []
    head: dict[str, object] = {}
    for key, content in tables.items():
        if key not in KINDS:
            head[key] = content
            continue
        if not isinstance(content, list) or not all(isinstance(table, dict) for table in content):
            problems.append(f"{file}: «{key}» skal skrives som [[{key}]] med sine linjer under.")
            continue
        lines = found.get(key, [])
        known = len(lines) == len(content)
        for number, table in enumerate(content, 1):
            line, keys = lines[number - 1] if known else (0, {})
            place = f"{file}, linje {line}, [[{key}]]" if known else f"{file}, [[{key}]] nr. {number}"
            places = {name: f"{file}, linje {at}, «{name}»" for name, at in keys.items()}
            entries.append(Entry(kind=key, fields=table, place=place, places=places))
    if len(entries) > MOST_ENTRIES:
        problems.append(f"{file}: har {len(entries)} oppføringer, og høyst {MOST_ENTRIES} leses.")
        return None
    return Document(file=file, head=Entry(kind="", fields=head, place=file), entries=tuple(entries))


def _lines(text: str) -> dict[str, list[tuple[int, dict[str, int]]]]:
    """Return, for each kind of entry, the line of each header and of each key below it.

    A header inside a text of several lines is counted too: the caller uses the lines only where their number is right.
    """
    found: dict[str, list[tuple[int, dict[str, int]]]] = {GROUP: [], GROWTH: [], VALUE: []}
    keys: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        header = HEADER.match(line)
        if header:
            keys = {}
            found.setdefault(header[1], []).append((number, keys))
        elif key := KEY.match(line):
            keys.setdefault(key[1], number)
    return found
