"""A finished calculation: the place, the values it was made from, and the trace of every intermediate."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from utenfor_core.domain import Place, Value
from utenfor_core.frame import Frame
from utenfor_core.free_groups import with_free_groups
from utenfor_core.measure_terms import GroupTable
from utenfor_core.trace import Cells, Rows

TOGETHER = "all"
"""The block of the trace that holds all measures together; m1 … m6 are the measures, "" what they share."""


class LaidTrace(Mapping[tuple[str, str], Cells]):
    """The trace by block: most is there, and some blocks are found when they are first asked for.

    What a sheet shows of one measure rests on the results and nothing rests on it; a thousand cases that are compared
    need none of it.
    """

    def __init__(
        self, blocks: Mapping[str, Rows], names: Collection[str], later: Callable[[], Mapping[str, Rows]]
    ) -> None:
        """Take the blocks, the names of those to come, and what finds them."""
        self._blocks, self._names, self._later = dict(blocks), tuple(names), later

    def block(self, name: str) -> Rows:
        """Return one block; an empty one where there is none of that name."""
        if name in self._names and name not in self._blocks:
            self._blocks.update(self._later())
        return self._blocks.get(name, Rows())

    def __getitem__(self, key: tuple[str, str]) -> Cells:
        """Return one row by block and name."""
        block, name = key
        rows = self.block(block)
        if name not in rows:
            raise KeyError(key)
        return rows[name]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Go through every row, those of the blocks to come too."""
        for block in (*(name for name in self._blocks if name not in self._names), *self._names):
            yield from ((block, name) for name in self.block(block))

    def __len__(self) -> int:
        """Return how many rows there are."""
        return sum(1 for _ in self)


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A calculation: the place, the values it was made from, and the trace of every intermediate."""

    place: Place
    frame: Frame
    values: Mapping[str, Value]
    trace: Mapping[tuple[str, str], Cells]

    @property
    def groups(self) -> GroupTable:
        """The target groups of the calculation: the frame's, then the three slots for the user's own."""
        return with_free_groups(self.frame.groups, self.values)

    def row(self, name: str, block: str = "") -> Cells:
        """Return one named row (members, cells); the block is m1 … m6 or `all` for what belongs to measures."""
        return self.trace[block, name]

    def block(self, block: str = "") -> Rows:
        """Return every row of one block by name, as the calculation filled it."""
        if isinstance(self.trace, LaidTrace):
            return Rows(**self.trace.block(block))
        return Rows(**{name: cells for (owner, name), cells in self.trace.items() if owner == block})

    def in_use(self) -> dict[str, Value]:
        """Return each assumption in use (own value, else the preset's, in kroner of the price year) by short name."""
        values = self.row("in_use")[:, 0].tolist()
        return {line.name: value for line, value in zip(self.frame.lines, values, strict=True)}
