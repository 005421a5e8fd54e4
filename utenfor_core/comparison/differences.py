"""What differs between calculations in what goes in: the inputs, the place, and the assumptions in use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from utenfor_core.calculation import Result
from utenfor_core.comparison.words import reason
from utenfor_core.domain import Place, Value
from utenfor_core.frame import Frame
from utenfor_core.input_labels import assumption_label, input_label
from utenfor_core.inputs import is_number
from utenfor_core.trace import cell_value

PLACE_FACTS = ("name", "number", "population", "population_share", "reduced_tax_zone", "own_levels")
"""What is known of a place and is no input cell."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InputDifference:
    """An input that is not the same in all cases: its key, what it is called, and its value in each (None: empty)."""

    key: str
    label: str
    unit: str
    in_each: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AssumptionDifference:
    """An assumption whose value in use is not the same in all cases.

    `in_each` are the values in use, amounts in kroner of the price year; `own` says where the value is the user's own,
    which no preset moves. `why` is the reason the presets differ, empty where they do not.
    """

    name: str
    label: str
    unit: str
    in_each: tuple[Value, ...]
    own: tuple[bool, ...]
    status: str
    sources: str
    why: str


def _fact(place: Place, name: str) -> Value:
    if name == "own_levels":
        return ", ".join(sorted(place.own_levels))
    value: Value = getattr(place, name)
    return value


def differing_inputs(results: Sequence[Result], frame: Frame) -> Iterator[InputDifference]:
    """Yield each fact of the place and each input cell whose value is not the same in all calculations."""
    for name in PLACE_FACTS:
        yield from _input(frame, f"place.{name}", "", tuple(_fact(result.place, name) for result in results))
    for one in frame.fields:
        yield from _input(frame, one.key, one.unit, tuple(result.values.get(one.key) for result in results))


def _input(frame: Frame, key: str, unit: str, values: tuple[Value, ...]) -> Iterator[InputDifference]:
    if any(value != values[0] for value in values):
        yield InputDifference(key=key, label=input_label(frame, key), unit=unit, in_each=values)


def differing_assumptions(results: Sequence[Result], frame: Frame) -> Iterator[AssumptionDifference]:
    """Yield each assumption whose value in use is not the same in all calculations, in the order of the sheet."""
    for at, line in enumerate(frame.lines):
        values = tuple(cell_value(result.row("in_use"), at) for result in results)
        if any(value != values[0] for value in values):
            yield AssumptionDifference(
                name=line.name,
                label=assumption_label(frame, line.name),
                unit=line.unit,
                in_each=values,
                own=tuple(is_number(result.values.get(f"own.{line.name}")) for result in results),
                status=line.status,
                sources=line.sources,
                why=reason(line),
            )
