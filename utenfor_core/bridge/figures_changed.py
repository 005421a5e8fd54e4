"""The model's own figures that differ between two calculations, as alterations: prices, assumptions, target groups."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from utenfor_core.assumptions import INDEXES, Assumption
from utenfor_core.bridge.alterations import Alteration, Change, State
from utenfor_core.bridge.inputs_changed import shared_label
from utenfor_core.calculation import Result
from utenfor_core.domain import MEASURES, PAIR_WORDS, PRESETS, Value
from utenfor_core.input_labels import input_label
from utenfor_core.inputs import is_number
from utenfor_core.trace import Cells, cell_value

PRICES, GROUPS = "Priser", "Målgrupper"
SAME = 1e-9
"""Two amounts carried to the same year by different ways are one when they differ by floating point only."""

GROUP_WORDS: Mapping[str, tuple[str, str]] = {
    "age_min": ("yngste alder", "alder"),
    "age_max": ("eldste alder", "alder"),
    "age_default": ("vanlig alder ved start", "alder"),
    "outcome_min": ("tidligste alder for utfallet", "alder"),
    "outcome_after": ("år fra start til utfallet", "år"),
    "pair": ("sammenligning", "valg"),
    "base_outcome": ("utfall uten tiltak (p0)", "andel"),
}


def price_alterations(old: State, new: State) -> Iterator[Alteration]:
    """Yield price growth by index; with a new price year all of it is one alteration, as the years hang together."""
    by_index = {index: _growth_changes(old, new, index) for index in INDEXES}
    if old.frame.price_year != new.frame.price_year:
        year = Change(
            key="price_year", label="Prisår", unit="årstall", old=old.frame.price_year, new=new.frame.price_year
        )
        changes = (year, *(change for found in by_index.values() for change in found))
        yield _price_alteration(changes, f"Prisår {new.frame.price_year} og prisvekst", new.frame.price_year)
        return
    for found in by_index.values():
        if found:
            name = input_label(new.frame, found[0].key).partition(": ")[2]
            yield _price_alteration(found, f"Prisvekst: {name}", new.frame.price_year)


def _price_alteration(changes: tuple[Change, ...], label: str, year: int) -> Alteration:
    values: dict[str, Value] = {change.key: change.new for change in changes if change.key.startswith("growth.")}
    return Alteration(
        subject=PRICES,
        label=label,
        changes=changes,
        made_on=lambda state: state.with_price_year(year).with_values(values),
    )


def _growth_changes(old: State, new: State, index: str) -> tuple[Change, ...]:
    start = f"growth.{index}_"
    keys = dict.fromkeys(key for state in (old, new) for key in state.values if key.startswith(start))
    return tuple(
        Change(key=key, label=input_label(new.frame, key), unit="andel/år", old=before, new=after)
        for key in sorted(keys)
        if (before := old.values.get(key)) != (after := new.values.get(key))
    )


def figure_alterations(priced: Result, new: Result, used: Sequence[int]) -> Iterator[Alteration]:
    """Yield the assumptions that differ, one alteration for each parameter (six bands are one), in the sheet's order.

    `priced` is the old end after the price alterations, so that both stand in the same year's kroner; `used` are the
    columns of the presets the ends use (forsiktig is 0), as no other column can move a result on the way.
    """
    was, now = priced.row("preset_value"), new.row("preset_value")
    names = [line.name for line in new.frame.lines]
    differing = [
        number
        for number, line in enumerate(new.frame.lines)
        if any(_differ(cell_value(was, number, column), cell_value(now, number, column)) for column in used)
        or _limits_matter(priced, new, line)
    ]
    for _, found in groupby(differing, key=lambda number: new.frame.lines[number].id):
        numbers = list(found)
        lines = {names[number]: new.frame.lines[number] for number in numbers}
        changes = tuple(_figure_change(was, now, number, new, used) for number in numbers)
        yield Alteration(
            subject=new.frame.lines[numbers[0]].section,
            label=shared_label(new.frame, list(lines)),
            changes=changes,
            made_on=_lines_made(lines),
        )


def _lines_made(lines: Mapping[str, Assumption]) -> Callable[[State], State]:
    return lambda state: state.with_lines(lines)


def _differ(one: Value, other: Value) -> bool:
    if is_number(one) and is_number(other):
        return not np.isclose(one, other, rtol=SAME, atol=0.0)
    return one != other


def _limits_matter(old: Result, new: Result, line: Assumption) -> bool:
    """Tell whether a typed value may be inside the limits at one end and outside at the other."""
    typed = any(is_number(result.values.get(f"own.{line.name}")) for result in (old, new))
    before = next(each for each in old.frame.lines if each.name == line.name)
    return typed and (before.minimum, before.maximum) != (line.minimum, line.maximum)


def _figure_change(was: Cells, now: Cells, number: int, new: Result, used: Sequence[int]) -> Change:
    """Return the change of one assumption, as it is in the preset where it differs (the old end's, if there)."""
    line = new.frame.lines[number]
    pairs = {column: (cell_value(was, number, column), cell_value(now, number, column)) for column in used}
    column = next((at for at, pair in pairs.items() if _differ(*pair)), used[0])
    before, after = pairs[column]
    label = f"{line.label} ({PRESETS[column]})" if len(set(line.values)) > 1 else line.label
    return Change(key=line.name, label=label, unit=line.unit, old=_plain(before), new=_plain(after))


def _plain(value: Value) -> Value:
    return float(value) if is_number(value) else value


def group_alterations(old: State, new: State) -> Iterator[Alteration]:
    """Yield what differs in the target groups: one alteration for all of them.

    Where the groups' names differ, the measures' own choice of group goes with them: a name is only known in its table.
    """
    before, after = old.frame.groups, new.frame.groups
    if before == after:
        return
    renamed = before.labels != after.labels
    keys = [f"m{number}.group" for number in range(1, MEASURES + 1)] if renamed else []
    values = {key: new.values.get(key) for key in keys if old.values.get(key) != new.values.get(key)}
    changes = [
        Change(key=key, label=input_label(new.frame, key), unit="valg", old=old.values.get(key), new=value)
        for key, value in values.items()
    ]
    for at, label in enumerate(after.labels):
        if label not in before.labels:
            changes.append(Change(key="groups", label=f"{label}: ny målgruppe", unit="valg", old=None, new=label))
            continue
        was = before.labels.index(label)
        for name, (words, unit) in GROUP_WORDS.items():
            one, other = getattr(before, name)[was], getattr(after, name)[at]
            if one != other and name == "pair":
                one, other = (PAIR_WORDS[int(number) - 1] for number in (one, other))
            if one != other:
                changes.append(Change(key=f"groups.{name}", label=f"{label}: {words}", unit=unit, old=one, new=other))
    gone = [label for label in before.labels if label not in after.labels]
    changes += [Change(key="groups", label=f"{label}: tatt ut", unit="valg", old=label, new=None) for label in gone]
    yield Alteration(
        subject=GROUPS,
        label="Målgruppene",
        changes=tuple(changes),
        made_on=lambda state: state.with_groups(after).with_values(values),
    )
