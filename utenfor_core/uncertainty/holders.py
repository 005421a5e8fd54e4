"""Who holds a budget: level and sector, with KOSTRA functions where there are any, and what outputs add them up."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import Result
from utenfor_core.domain import LEVELS, VIEWS
from utenfor_core.post_table import free_level_number
from utenfor_core.posts import Post

Floats = NDArray[np.float64]
COST_SECTOR, OWN_SECTOR = "Tiltak", "Tiltakets egne linjer"


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """A budget holder: level, sector in Norwegian, and its KOSTRA functions (none outside municipal accounts)."""

    level: str
    sector: str
    functions: tuple[str, ...] = ()


@dataclass(slots=True)
class Holders:
    """The holders of a calculation in the order they were met; those of one level with the same functions are one."""

    result: Result
    found: dict[tuple[str, tuple[str, ...] | str], Holder] = field(default_factory=dict)

    def at(self, level: str, sector: str, functions: tuple[str, ...] = ()) -> int:
        """Return the position of a holder, which is added when it is new."""
        key = (level, functions or sector)
        self.found.setdefault(key, Holder(level=level, sector=sector, functions=functions))
        return list(self.found).index(key)

    def of_post(self, number: int, post: Post) -> int:
        """Return the holder of a post; what is equalised or moved away has no KOSTRA function of its own."""
        level = LEVELS[int(self.result.row("post_level_number")[number, 0]) - 1]
        if post.free:
            owner = f"free{post.free}"
            home = LEVELS[free_level_number(self.result.values, post.free) - 1]
            name = str(self.result.values.get(f"{owner}.name") or f"Egen kostnadslinje {post.free}")
            return self.at(level, name, self._function(f"{owner}.kostra_function") if level == home else ())
        line = self.result.frame.parameters.lines[post.line]
        home_functions = line.kostra_functions if level == post.before_equalisation == line.holder else ()
        return self.at(level, line.label if post.tax else line.budget, home_functions)

    def of_cost(self, owner: str, level: str) -> int:
        """Return the holder that bears a measure's cost at a level."""
        return self.at(level, COST_SECTOR, self._function(f"{owner}.kostra_function"))

    def of_own_line(self, owner: str, number: int, level: str) -> int:
        """Return the holder that a measure's own line falls on."""
        return self.at(level, OWN_SECTOR, self._function(f"{owner}.own{number}_kostra_function"))

    def _function(self, key: str) -> tuple[str, ...]:
        code = self.result.values.get(key)
        return (str(code),) if code else ()

    def all(self) -> tuple[Holder, ...]:
        """Return every holder met."""
        return tuple(self.found.values())


def adding_up(holders: tuple[Holder, ...], views: Floats) -> Floats:
    """Return what each output adds up (outputs, holders): each holder, each of LEVELS, each of VIEWS."""
    level = np.array([[float(holder.level == name) for holder in holders] for name in LEVELS]).reshape(len(LEVELS), -1)
    return np.concatenate([np.eye(len(holders)), level, views.T @ level])


def output_names(holders: tuple[Holder, ...]) -> tuple[str, ...]:
    """Return the name of each output, such as `holder: kommune 281`, `level: stat` and `view: egne`."""
    named = [f"holder: {holder.level} {'/'.join(holder.functions) or holder.sector}" for holder in holders]
    return (*named, *(f"level: {name}" for name in LEVELS), *(f"view: {name}" for name in VIEWS))


def position(outputs: tuple[str, ...], kind: str, name: str) -> int:
    """Return the position of an output by its kind (holder, level, view) and name."""
    return outputs.index(f"{kind}: {name}")
