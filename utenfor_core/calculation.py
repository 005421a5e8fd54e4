"""A finished calculation: the place, the values it was made from, and the trace of every intermediate."""

from collections.abc import Mapping
from dataclasses import dataclass

from utenfor_core.domain import Place, Value
from utenfor_core.frame import Frame
from utenfor_core.trace import Cells, Rows

TOGETHER = "all"
"""The block of the trace that holds all measures together; m1 … m6 are the measures, "" what they share."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A calculation: the place, the values it was made from, and the trace of every intermediate."""

    place: Place
    frame: Frame
    values: Mapping[str, Value]
    trace: Mapping[tuple[str, str], Cells]

    def row(self, name: str, block: str = "") -> Cells:
        """Return one named row (members, cells); the block is m1 … m6 or `all` for what belongs to measures."""
        return self.trace[block, name]

    def block(self, block: str = "") -> Rows:
        """Return every row of one block by name, as the calculation filled it."""
        return Rows(**{name: cells for (owner, name), cells in self.trace.items() if owner == block})

    def in_use(self) -> dict[str, Value]:
        """Return each assumption in use (own value, else the preset's, in kroner of the price year) by short name."""
        values = self.row("in_use")[:, 0].tolist()
        return {line.name: value for line, value in zip(self.frame.lines, values, strict=True)}
