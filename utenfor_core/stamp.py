"""The stamp of a result: which model, which figures, which choices, and which values were the user's own.

Two results can only be compared when it is known what they were made with; a published figure has changed sign when its
model was renewed. The stamp holds no date: when a result was made is known to whoever shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from utenfor_core.calculation import Result
from utenfor_core.domain import PRESETS, Value
from utenfor_core.input_labels import assumption_label, input_label
from utenfor_core.inputs import is_number, is_valid
from utenfor_core.parameters import own_parameters
from utenfor_core.parameters.loading import GROUPS
from utenfor_core.parameters.vocabulary import OWN_STATUS
from utenfor_core.trace import cell_value
from utenfor_core.version import __version__

FLAT_RATE = "place.flat_rate"
NAMED_AT_MOST = 3
"""How many own values the one line names; more make it unreadable, and `Stamp.own` has them all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnFigure:
    """A value of the user's own that the result rests on: where it was typed, what it is, and what it stands in for.

    `key` is the input's key (`own.kappa`, `growth.D_2026`, `place.flat_rate`); where the value came with a figure set
    of the user's own it is the assumption's short name, or an id (`groups/…`). `value` is as the preset in use has it,
    an amount in kroner of the price year; of a group it is p0. `replaced` is None where nothing was or is known.
    """

    key: str
    label: str
    unit: str
    value: Value
    replaced: Value = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """What a result was made with; amounts are kroner of `price_year`, and t = 0 is `base_year`."""

    model_version: str
    data_version: str
    preset: str
    price_year: int
    base_year: int
    own: tuple[OwnFigure, ...]

    def text(self) -> str:
        """Return the stamp as one line for people.

        >>> from utenfor_core.domain import Case
        >>> from utenfor_core.model import run
        >>> stamp_of(run(Case(own_values={"kappa": 0.4}))).text()[-79:]
        'Egen verdi: Andel av forskjellen mellom gruppene som skyldes utfallet selv (κ).'
        """
        return (
            f"Utenfor-regnskapet {self.model_version}, tall {self.data_version}. Forutsetningssett {self.preset}, "
            f"{self.price_year}-kroner, basisår {self.base_year}. {self._own_text()}."
        )

    def _own_text(self) -> str:
        if not self.own:
            return "Ingen egne verdier"
        labels = [figure.label for figure in self.own]
        if len(labels) == 1:
            return f"Egen verdi: {labels[0]}"
        more = f" og {len(labels) - NAMED_AT_MOST} til" if len(labels) > NAMED_AT_MOST else ""
        return f"{len(labels)} egne verdier: {'; '.join(labels[:NAMED_AT_MOST])}{more}"


def stamp_of(result: Result) -> Stamp:
    """Return the stamp of a result.

    Own values are those that count: a figure set of the user's own, then values typed over the assumptions, a flat
    discount rate, and price growth that differs from the built-in. A typed value that cannot be used is not in use and
    not in the stamp. What a measure is (effect, cost, participants) is always the user's own and is not listed.

    >>> from utenfor_core.domain import Case
    >>> from utenfor_core.model import run
    >>> stamp_of(run(Case(preset="midtanslag"))).preset
    'midtanslag'
    """
    shared = result.block()
    return Stamp(
        model_version=__version__,
        data_version=result.frame.parameters.version,
        preset=PRESETS[int(shared.single("preset_number")) - 1],
        price_year=result.frame.price_year,
        base_year=int(shared.single("base_year_used")),
        own=(*_figure_set(result), *_typed(result), *_flat_rate(result), *_growth(result)),
    )


def _figure_set(result: Result) -> Iterator[OwnFigure]:
    """Yield what came with a figure set of the user's own: assumptions by short name, groups and the rest by id."""
    frame, preset = result.frame, int(result.row("preset_number")[0, 0]) - 1
    own = own_parameters(frame.parameters)
    lines = [(number, line) for number, line in enumerate(frame.lines) if line.status == OWN_STATUS and line.id in own]
    for number, line in lines:
        value = _plain(cell_value(result.row("preset_value"), number, preset))
        yield OwnFigure(key=line.name, label=assumption_label(frame, line.name), unit=line.unit, value=value)
    in_lines = {line.id for _, line in lines}
    for name in own:
        group = frame.parameters.groups.get(name.removeprefix(GROUPS)) if name.startswith(GROUPS) else None
        if group is not None:
            value = None if group.baseline is None else 1.0 - group.baseline
            yield OwnFigure(key=name, label=f"Målgruppe {frame.group_labels[group.id]}", unit="andel", value=value)
        elif name not in in_lines:
            label = frame.parameters[name].label if name in frame.parameters else name
            yield OwnFigure(key=name, label=label, unit="", value=None)


def _plain(value: Value) -> Value:
    return float(value) if is_number(value) else value


def _typed(result: Result) -> Iterator[OwnFigure]:
    preset = int(result.row("preset_number")[0, 0]) - 1
    fields = {field.key: field for field in result.frame.fields}
    for number, line in enumerate(result.frame.lines):
        key = f"own.{line.name}"
        value = result.values.get(key)
        if is_number(value) and is_valid(fields[key], value):
            replaced = cell_value(result.row("preset_value"), number, preset)
            label = assumption_label(result.frame, line.name)
            yield OwnFigure(key=key, label=label, unit=line.unit, value=value, replaced=_plain(replaced))


def _flat_rate(result: Result) -> Iterator[OwnFigure]:
    value = result.values.get(FLAT_RATE)
    if is_number(value):
        yield OwnFigure(key=FLAT_RATE, label=input_label(result.frame, FLAT_RATE), unit="andel/år", value=value)


def _growth(result: Result) -> Iterator[OwnFigure]:
    for (index, year), built_in in result.frame.growth.items():
        key = f"growth.{index}_{year}"
        value = result.values.get(key)
        if value != built_in:
            label = input_label(result.frame, key)
            yield OwnFigure(key=key, label=label, unit="andel/år", value=value, replaced=built_in)
