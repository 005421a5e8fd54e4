"""The list of participants read from a file: its heads found, every row checked, all problems told at once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from utenfor_core.enrolment import Participant, repeated
from utenfor_core.errors import InputError
from utenfor_core.municipalities import Found
from utenfor_core.network import Edition
from workbook_templates.enrolment.tables import Cell, Listing, Row, listings
from workbook_templates.enrolment.values import (
    CellError,
    columns,
    day_of,
    groups_of,
    kroner_of,
    language_of_cell,
    seats_of,
    text_of,
    unit_of,
)

UNIT, ENROLLED = "unit", "enrolled_on"
NEEDED: Final = (UNIT, ENROLLED)
READERS: Final[dict[str, Callable[[Cell], Any]]] = {
    UNIT: unit_of, "seats": seats_of, ENROLLED: day_of, "prevention": text_of, "motivation": text_of,
    "groups": groups_of, "travel": kroner_of, "language": language_of_cell, "shares_with": unit_of,
}  # fmt: skip
HEADS_WITHIN: Final = 20
"""Rows from the top among which the heads are looked for: lists may begin with a title."""
FEWEST_HEADS: Final = 2


@dataclass(kw_only=True)
class ListRead:
    """The participants of a list, what its owner should know of how it was read, and the sum of the file."""

    file: str
    sha256: str
    participants: list[Participant] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heads:
    """Where each column stands, the heads of further columns, and where the unit is named besides."""

    row: Row
    fields: dict[str, int]
    others: dict[int, str]
    names: tuple[int, ...]
    twice: tuple[str, ...]


def read_participants(path: Path, edition: Edition) -> ListRead:
    """Return the participants of a csv or xlsx file; seats that are not given are those of the edition.

    Raises InputError with every problem at once, each with file and row; a file that is not opened for safety is
    refused whole.
    """
    listing, heads = _found(path)
    read = ListRead(file=path.name, sha256=sha256(path.read_bytes()).hexdigest())
    problems = [f"{path.name}: to kolonner er «{name}». Slett eller gi nytt navn til den ene." for name in heads.twice]
    missing = [columns()["columns"][name]["nb"] for name in NEEDED if name not in heads.fields]
    problems += [
        f"{path.name}: kolonnen «{name}» mangler. Se malen: utenfor participants template." for name in missing
    ]
    if not problems:
        named = [
            number
            for row in listing.rows
            if row.line > heads.row.line and not _is_total(row, heads)
            for number in _read_row(row, heads, edition, read, problems)
        ]
        # Without other faults this is told when they are enrolled; with some, it must not wait for the next try.
        problems += repeated(named) if problems else []
    if not (problems or read.participants):
        problems.append(f"{path.name}: lista har ingen deltakere under overskriftene i rad {heads.row.line}.")
    if problems:
        raise InputError(*problems)
    return read


def _found(path: Path) -> tuple[Listing, _Heads]:
    """Return the sheet with the list and its heads: the one with the most heads that are known."""
    best: tuple[Listing, _Heads] | None = None
    for listing in listings(path):
        for row in listing.rows[:HEADS_WITHIN]:
            heads = _heads(row)
            if len(heads.fields) >= FEWEST_HEADS and (best is None or len(heads.fields) > len(best[1].fields)):
                best = listing, heads
    if best is None:
        named = ", ".join(f"«{columns()['columns'][name]['nb']}»" for name in NEEDED)
        message = f"{path.name}: finner ingen overskrifter. Første rad må ha kolonner som {named}."
        raise InputError(message)
    return best


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _spellings() -> dict[str, str]:
    return {
        _plain(spelling): name
        for name, column in columns()["columns"].items()
        for spelling in (name, column["nb"], column["nn"], *column["also"])
    }


def _heads(row: Row) -> _Heads:
    known, fields, others, twice = _spellings(), dict[str, int](), dict[int, str](), list[str]()
    names: list[int] = []
    for place, cell in enumerate(row.cells):
        if not isinstance(cell, str) or not cell.strip():
            continue
        name = known.get(_plain(cell))
        if name is None:
            others[place] = " ".join(cell.split())
        elif name in fields:
            # A list may have both number and name: the first decides, and the other must agree.
            if name == UNIT:
                names.append(place)
            else:
                twice.append(columns()["columns"][name]["nb"])
        else:
            fields[name] = place
    return _Heads(row=row, fields=fields, others=others, names=tuple(names), twice=tuple(twice))


def _is_total(row: Row, heads: _Heads) -> bool:
    """Tell whether a row sums up the list: a word for it where the unit should be, or anywhere left of all else."""
    texts = [_plain(one) for one in row.cells if isinstance(one, str) and one.strip()]
    unit = _cell(row, heads.fields[UNIT])
    named = str(unit).strip() if unit is not None else ""
    first = _plain(named) if named else next(iter(texts), "")
    return first in columns()["texts"]["totals"]


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _unit(row: Row, heads: _Heads) -> Found | None:
    """Return the unit of a row, by the first of its columns that is filled in; the others must agree."""
    found: Found | None = None
    for place in (heads.fields[UNIT], *heads.names):
        other = unit_of(_cell(row, place))
        if found is None:
            found = other
        elif other is not None and other.municipality.number != found.municipality.number:
            first, second = found.municipality, other.municipality
            message = (
                f"{first.number} {first.name_no} og {second.number} {second.name_no} står på samme rad. Rett den ene."
            )
            raise CellError(message)
    return found


def _read_row(row: Row, heads: _Heads, edition: Edition, read: ListRead, problems: list[str]) -> list[tuple[str, int]]:
    """Add the participant of a row, or what is wrong with it; return its unit's number and line where that is known."""
    before = len(problems)
    found = dict(_values(row, heads, read.file, problems))
    place = f"{read.file}, rad {row.line}"
    told = len(problems) > before
    empty = [name for name in NEEDED if found.get(name) is None and not (told and name not in found)]
    problems += [f"{place}: «{columns()['columns'][name]['nb']}» er tom. Fyll inn." for name in empty]
    if len(problems) > before:
        named: Found | None = found.get(UNIT)
        return [] if named is None else [(named.municipality.number, row.line)]
    unit: Found = found[UNIT]
    shares: Found | None = found.get("shares_with")
    read.notices += [f"{place}: {one.message}" for one in (unit, shares) if one is not None and one.message]
    seats = found.get("seats")
    if seats is None:
        seats = edition.seats_at_launch
        name = unit.municipality.name_no
        read.notices.append(f"{place}: antall plasser er ikke oppgitt for {name}; regnet med {seats}, som i utgaven.")
    read.participants.append(
        Participant(
            number=unit.municipality.number,
            line=row.line,
            seats=seats,
            enrolled_on=found[ENROLLED],
            prevention=found.get("prevention") or "",
            motivation=found.get("motivation") or "",
            groups=found.get("groups") or (),
            travel=found.get("travel"),
            language=found.get("language"),
            shares_with=None if shares is None else shares.municipality.number,
            others=tuple(_others(row, heads)),
        )
    )
    return [(unit.municipality.number, row.line)]


def _values(row: Row, heads: _Heads, file: str, problems: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield the value of each cell that can be read; what is wrong with the others is told."""
    for name, place in heads.fields.items():
        try:
            yield name, _unit(row, heads) if name == UNIT else READERS[name](_cell(row, place))
        except CellError as error:
            problems.append(f"{file}, rad {row.line}, {columns()['columns'][name]['nb']}: {error}")


def _others(row: Row, heads: _Heads) -> Iterator[tuple[str, str]]:
    for place, head in heads.others.items():
        cell = _cell(row, place)
        text = " ".join(str(cell).split()) if cell is not None else ""
        if text:
            yield head, text
