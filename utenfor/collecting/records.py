"""What is taken from a workbook for the common picture, and what the network makes of all of them.

Amounts are kroner of the book's price year, positive is better for the budget, costs are positive; years are budget
years from the book's base year (t = 0 … 76).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import FYLKE, Value

Floats = NDArray[np.float64]
UNTOUCHED, BEGUN, FILLED = "untouched", "begun", "filled"
"""How far a book is filled in: nothing changed; something, but no measure that can be counted; at least one."""
KEPT, CASHABLE, COST = "kept", "cashable", "cost"
"""What a flow is: the gain a budget keeps, what of it can be cashed, and what is paid."""
SUMMED, UNFILLED, OTHER_BASIS, REPLACED, UNDECIDED, REFUSED = (
    "summed", "unfilled", "other_basis", "replaced", "undecided", "refused",
)  # fmt: skip
"""What became of a file."""
TOO_FEW: Final = "too_few"
"""Measures for very few participants, as one: they are counted, but never described."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BookFile:
    """A file to read: what it is called in lists, and where it is, or its content where it is sent away."""

    label: str
    path: Path
    content: bytes | None = None
    preset: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Basis:
    """What results must have alike to be summed: price year, first year, and preset."""

    price_year: int
    base_year: int
    preset: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """Kroner by year of one budget holder at a level, for a measure (m1 … m6 or TOO_FEW): KEPT, CASHABLE or COST."""

    measure: str
    holder: str
    level: str
    view: str
    kroner: Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenMeasure:
    """A measure that is counted; name, group and persons are empty where too few take part for it to be described."""

    owner: str
    described: bool
    name: str
    group: str
    age: float | None
    persons: float | None
    success_rate: float | None
    evidence_grade: Value
    cost_present: float
    net_present_own: float
    net_present_all: float
    progress: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """One of the four phases, as the municipality has written it in its plan."""

    status: str
    responsible: str
    deadline: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BookFigures:
    """What a book says and gives, recalculated from its own figures; the worked example is never in it.

    `gain`, `cashable`, `cost` (5 levels, 77 years); `pays` (5 levels and payers outside public budgets), `gains` (5)
    present values; `net_present` (5 views) till 67; `accumulated` (5 views, 77); `chance` (5 views, 4 lengths) as the
    book's own sheet has it, and `nets` (5 views, points, 4 lengths) behind it. `coverage` is Σ|PV| by status.
    `missing` is what is not filled in, by the key of a text and what to put in it; `remarks` what must be looked at.
    """

    file: str
    sha256: str
    number: str
    name: str
    own_levels: tuple[str, ...]
    language: str
    model_version: str
    data_version: str
    saved: str
    basis: Basis
    own_preset: str
    filled: str
    changed: int
    light: str
    measures: tuple[ChosenMeasure, ...]
    flows: tuple[Flow, ...]
    gain: Floats
    cashable: Floats
    cost: Floats
    pays: Floats
    gains: Floats
    net_present: Floats
    net_cashable: Floats
    accumulated: Floats
    level_from: Value
    chance: Floats
    nets: Floats
    lengths: tuple[int, ...]
    coverage: tuple[float, ...]
    phases: tuple[Phase, ...]
    missing: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]

    @property
    def is_county(self) -> bool:
        """Whether it is a county's book: its own budget is the county's alone."""
        return self.own_levels == (FYLKE,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """What became of one file, and why: `what` is SUMMED, UNFILLED and so on; the figures where it could be read."""

    file: str
    what: str
    why: str = ""
    figures: BookFigures | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """All files, and what is summed of them: `summed` and `unfilled` are by number, one book for each municipality."""

    basis: Basis | None
    files: tuple[Listed, ...]
    summed: tuple[BookFigures, ...]
    unfilled: tuple[BookFigures, ...]
    others: tuple[BookFigures, ...]
    notices: tuple[str, ...]

    @property
    def everyone(self) -> tuple[BookFigures, ...]:
        """The book of each municipality, summed or not, by number."""
        return tuple(sorted((*self.summed, *self.unfilled, *self.others), key=lambda one: (one.number, one.file)))
