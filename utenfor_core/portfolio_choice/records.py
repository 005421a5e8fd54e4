"""What a choice of measures is judged by, what limits it, and what comes of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from utenfor_core.domain import Case


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """What a choice is judged by: the net of one view, over `years` budget years (None: till each turns 67).

    `discounted` False adds the years as they are; `cashable` True counts only what can be taken out of a budget.
    """

    view: str
    years: float | None = None
    discounted: bool = True
    cashable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Budget:
    """What the own levels may pay: `amount` kroner in the calendar `years` together; no years: as present value."""

    amount: float
    years: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What limits a choice: budgets to be kept, and rules for measures by their place in the case, m1, m2 and so on.

    Those in `required` are always chosen; of each group in `exclusive` at most one is.
    """

    budgets: Sequence[Budget] = ()
    required: Collection[str] = ()
    exclusive: Sequence[Collection[str]] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A measure, or a set, by view: kroner of gain, cost and net over the criterion's years.

    `ratio` is gain per krone of cost in the criterion's view, «ikke definert» where it pays nothing.
    """

    owner: str
    name: str
    gain: Mapping[str, float]
    cost: Mapping[str, float]
    net: Mapping[str, float]
    ratio: float | str


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A measure that was not chosen: what it would add to the net, what each budget lacks for it, and why.

    `added` is kroner in the criterion's view; None when it cannot stand beside what is chosen.
    """

    owner: str
    name: str
    added: float | None
    missing: tuple[float, ...]
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """The best set: each chosen measure with overlap counted, all together, what is left of each budget, what is out.

    `left_out` begins with those that only lack money, the least first: the first of them is just outside. `case` is
    the case with the chosen measures, to be run for everything else.
    """

    criterion: Criterion
    limits: Limits
    chosen: tuple[Standing, ...]
    together: Standing
    left: tuple[float, ...]
    left_out: tuple[LeftOut, ...]
    case: Case
