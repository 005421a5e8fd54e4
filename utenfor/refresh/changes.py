"""What changes when fetched figures take the place of those in use: counts, largest moves, what is new or gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from utenfor.refresh.records import Fetched, File, Rows
from utenfor_core.data import table
from utenfor_core.errors import ParameterError

SHOWN: Final = 5
"""How many of the largest moves are told for a table."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One figure that is another: where it stands, what it was and what it is."""

    place: str
    column: str
    before: float
    after: float

    @property
    def size(self) -> float:
        """How far it moved, as a part of what it was; from nothing, what it is."""
        return abs(self.after - self.before) / abs(self.before) if self.before else abs(self.after)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What a table's file does to the figures in use: figures that are the same, moved, new, and gone."""

    file: str
    same: int
    moved: tuple[Move, ...]
    new: int
    gone: int

    def largest(self) -> tuple[Move, ...]:
        """Return the largest moves, the largest first."""
        return self.moved[:SHOWN]

    def as_data(self) -> dict[str, Any]:
        """Return it as the JSON of the report has it."""
        largest = self.largest()
        return {
            "fil": self.file,
            "like": self.same,
            "endret": len(self.moved),
            "nye": self.new,
            "borte": self.gone,
            "storst": [
                {"sted": one.place, "kolonne": one.column, "for": one.before, "na": one.after} for one in largest
            ],
        }


def changes(fetched: Fetched) -> tuple[Change, ...]:
    """Return what each file changes, held against the file of that name in use, or the one the table stands in for."""
    return tuple(_change(file, _in_use(file, fetched.table.compare_with)) for file in fetched.files)


def _in_use(file: File, beside: str) -> Rows:
    """Return the figures in use: of the same file, else of the one it is compared with, else none."""
    for name in (file.name, beside):
        try:
            lines = table(name)
        except ParameterError:
            continue
        if lines and set(file.keys) <= set(lines[0]):
            return {tuple(line[key] for key in file.keys): dict(line) for line in lines}
    return {}


def _change(file: File, before: Mapping[tuple[str, ...], Mapping[str, str]]) -> Change:
    same = new = gone = 0
    moved = []
    for key in sorted({*file.rows, *before}):
        old, now = before.get(key, {}), file.rows.get(key, {})
        for column in file.columns:
            was, now_is = old.get(column, ""), now.get(column, "")
            if not was or not now_is:
                new += bool(now_is)
                gone += bool(was)
            elif _number(was) == _number(now_is):
                same += 1
            else:
                place, numbers = " ".join(key), (_number(was), _number(now_is))
                if isinstance(numbers[0], float) and isinstance(numbers[1], float):
                    moved.append(Move(place=place, column=column, before=numbers[0], after=numbers[1]))
    moved.sort(key=lambda move: (-move.size, move.place, move.column))
    return Change(file=file.name, same=same, moved=tuple(moved), new=new, gone=gone)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
