"""What is altered on the way from one calculation to another: a state that can be calculated, and one alteration."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from utenfor_core.assumptions import Assumption
from utenfor_core.calculation import Result
from utenfor_core.domain import Place, Value
from utenfor_core.frame import Frame, fields_of
from utenfor_core.inputs import NO, YES
from utenfor_core.measure_terms import GroupTable
from utenfor_core.model import compute

EXAMPLE = "place.example"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One figure that changes: its key (an input's key or an assumption's short name), label, unit and both values.

    Amounts of assumptions are kroner of the later end's price year; None is an empty cell.
    """

    key: str
    label: str
    unit: str
    old: Value
    new: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """What a calculation is made from, somewhere between the two ends."""

    values: Mapping[str, Value]
    place: Place
    frame: Frame

    def with_values(self, changed: Mapping[str, Value]) -> "State":
        """Return the state with some input cells changed."""
        return replace(self, values={**self.values, **changed})

    def with_lines(self, changed: Mapping[str, Assumption]) -> "State":
        """Return the state with some assumptions changed, by short name."""
        lines = tuple(changed.get(line.name, line) for line in self.frame.lines)
        return replace(self, frame=_refitted(self.frame, lines=lines))

    def with_groups(self, groups: GroupTable) -> "State":
        """Return the state with another table of target groups."""
        return replace(self, frame=_refitted(self.frame, groups=groups))

    def with_price_year(self, year: int) -> "State":
        """Return the state with its amounts in kroner of another year."""
        return replace(self, frame=_refitted(self.frame, price_year=year))

    def result(self) -> Result:
        """Calculate the state."""
        return compute(self.values, self.values, self.place, frame=self.frame)


def _refitted(
    frame: Frame,
    *,
    lines: tuple[Assumption, ...] | None = None,
    groups: GroupTable | None = None,
    price_year: int | None = None,
) -> Frame:
    """Return a frame with some parts exchanged, and the input cells that belong to these parts."""
    lines, groups, year = lines or frame.lines, groups or frame.groups, price_year or frame.price_year
    fields = fields_of(lines, groups.labels, year)
    return replace(frame, lines=lines, groups=groups, price_year=year, fields=fields)


def state_of(result: Result) -> State:
    """Return the state a result was made from.

    The worked example in measure 1 is counted or not by what was typed *and* by what the book was delivered with; here
    the switch alone says it, so that the state needs no other book. An empty first budget year is the model's own.
    """
    shared = result.block()
    meant: dict[str, Value] = {
        EXAMPLE: NO if shared.single("example_removed") else YES,
        "place.base_year": int(shared.single("base_year_used")),
    }
    return State(
        values={**result.values, **meant},
        place=result.place,
        frame=result.frame,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Alteration:
    """One step's worth of changes and how they are made; alterations of one subject may be made together."""

    subject: str
    label: str
    changes: tuple[Change, ...]
    made_on: Callable[[State], State]


def made_together(parts: Sequence[Alteration], label: str) -> Alteration:
    """Return several alterations as one, made in their order."""
    return Alteration(
        subject=parts[0].subject,
        label=label,
        changes=tuple(change for part in parts for change in part.changes),
        made_on=lambda state: reduce(lambda reached, part: part.made_on(reached), parts, state),
    )


def gathered(alterations: Sequence[Alteration], most: int) -> list[Alteration]:
    """Return at most `most` alterations where that can be: the subject with most of them becomes one, and so on.

    The order is kept, as a subject's alterations stand together; there is never less than one for each subject.
    """
    found = list(alterations)
    while len(found) > most:
        counts = {part.subject: sum(other.subject == part.subject for other in found) for part in found}
        subject = max(counts, key=lambda name: counts[name])
        if counts[subject] == 1:
            break
        parts = [part for part in found if part.subject == subject]
        at = found.index(parts[0])
        found[at : at + len(parts)] = [made_together(parts, f"{subject}: {len(parts)} endringer")]
    return found
