"""The input cells that differ between two calculations, as alterations: place, choices, own values, lines, measures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from utenfor_core.bridge.alterations import EXAMPLE, Alteration, Change, State
from utenfor_core.domain import FREE_LINES, MEASURES, PROFILE_BANDS, Place, Value
from utenfor_core.frame import Frame
from utenfor_core.free_groups import NAMES, is_choice_of_group
from utenfor_core.group_inputs import SLOTS
from utenfor_core.input_labels import assumption_label, input_label
from utenfor_core.inputs import Field

PLACE, CHOICES, PRESET, OWN, FREE, FREE_GROUP, EXAMPLE_SHOWN = (
    "Kommunen", "Start, rente og horisont", "Forutsetningssett", "Egne verdier", "Egne poster", "Egne målgrupper",
    "Eksempelet",
)  # fmt: skip
PLACE_INPUTS = ("place.tax_level", "place.employer_zone")
CHOICE_INPUTS = ("place.base_year", "place.flat_rate", "place.horizon")
PLACE_FACTS: Mapping[str, tuple[str, str]] = {
    "population_share": ("Andel av landets folketall", "andel"),
    "reduced_tax_zone": ("Tiltakssonen for skatt", "ja eller nei"),
    "own_levels": ("Egne budsjetter", "nivå"),
}
"""What a place holds beside the input cells, and that moves a result."""

TOPICS: Mapping[str, Callable[[str], bool]] = {
    "målgruppe og alder": {"group", "age", "outcome_age", "lag", "pair"}.__contains__,
    "virkning": {
        "base_outcome", "outcome", "typed_rate", "per", "completion", "evidence_grade", "measured_age", "lasting",
    }.__contains__,
    "deltakere": lambda name: name == "start_month" or name.startswith("intake_"),
    "kostnad": {"cost_per_year", "duration", "fixed_cost"}.__contains__,
    "annen finansiering": lambda name: name.startswith("funder"),
    "egne linjer": lambda name: name.startswith("own"),
    "overlapp": {"overlap"}.__contains__,
}  # fmt: skip
"""What a measure's inputs are about, in the order of the sheet; the rest of them move no result."""


def _changes(frame: Frame, old: State, new: State, keys: Iterable[str], *, texts: bool) -> tuple[Change, ...]:
    fields = {field.key: field for field in frame.fields}
    found = []
    for key in keys:
        before, after = old.values.get(key), new.values.get(key)
        if before != after and (texts or fields[key].kind != "text"):
            unit = fields[key].unit or "valg"
            found.append(Change(key=key, label=input_label(frame, key), unit=unit, old=before, new=after))
    return tuple(found)


def _altered(  # noqa: PLR0913 - two ends, and what is told of the way between them
    old: State, new: State, keys: Sequence[str], subject: str, label: str = "", *, texts: bool = False
) -> Iterator[Alteration]:
    """Yield one alteration for the keys that differ, or nothing; without a label it bears the first input's.

    Texts move no result and are left out, but where `texts` says that they do.
    """
    changes = _changes(new.frame, old, new, keys, texts=texts)
    if changes:
        values: dict[str, Value] = {change.key: change.new for change in changes}
        yield Alteration(
            subject=subject,
            label=label or changes[0].label,
            changes=changes,
            made_on=lambda state: state.with_values(values),
        )


def _keys(frame: Frame, chosen: Callable[[Field], bool]) -> tuple[str, ...]:
    return tuple(field.key for field in frame.fields if chosen(field))


def place_alterations(old: State, new: State) -> Iterator[Alteration]:
    """Yield the municipality's facts together, then its tax level and its zone, each by itself."""
    facts = tuple(
        Change(key=name, label=label, unit=unit, old=_words(old.place, name), new=_words(new.place, name))
        for name, (label, unit) in PLACE_FACTS.items()
        if getattr(old.place, name) != getattr(new.place, name)
    )
    if facts:
        yield Alteration(
            subject=PLACE,
            label="Kommunens folketall, skattesone og nivåer",
            changes=facts,
            made_on=lambda state: replace(state, place=new.place),
        )
    for key in PLACE_INPUTS:
        yield from _altered(old, new, (key,), PLACE)


def _words(place: Place, name: str) -> Value:
    value = getattr(place, name)
    if isinstance(value, bool):
        return "ja" if value else "nei"
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else float(value)


def choice_alterations(old: State, new: State) -> Iterator[Alteration]:
    """Yield the first budget year, the flat rate and the horizon, each by itself, then the preset."""
    for key in CHOICE_INPUTS:
        yield from _altered(old, new, (key,), CHOICES)
    yield from _altered(old, new, ("place.preset",), PRESET)


def own_value_alterations(old: State, new: State) -> Iterator[Alteration]:
    """Yield the values typed over assumptions, one alteration for each parameter (six bands are one)."""
    ids = dict.fromkeys(line.id for line in new.frame.lines)
    for wanted in ids:
        names = [line.name for line in new.frame.lines if line.id == wanted]
        label = f"Egen verdi: {shared_label(new.frame, names)}"
        yield from _altered(old, new, [f"own.{name}" for name in names], OWN, label)


def shared_label(frame: Frame, names: Sequence[str]) -> str:
    """Return what one assumption is called, or what several of one parameter have in common.

    >>> from utenfor_core.frame import built_in_frame
    >>> shared_label(built_in_frame(), ["ufore_out_1", "ufore_out_2"])
    'Uføretrygd, ikke fullført videregående'
    """
    if len(names) == 1:
        return assumption_label(frame, names[0])
    label = next(line.label for line in frame.lines if line.name == names[0])
    for band in PROFILE_BANDS:
        if label.endswith(ending := f", {band} år"):
            return label.removesuffix(ending)
    return label.partition(": ")[0]


def free_line_alterations(old: State, new: State) -> Iterator[Alteration]:
    """Yield the cost lines of the user's own, each by itself."""
    for number in range(1, FREE_LINES + 1):
        owner = f"free{number}"
        keys = _keys(new.frame, lambda field, owner=owner: field.owner == owner)  # type: ignore[misc]  # the default binds the owner of this turn
        yield from _altered(old, new, keys, FREE, f"Egen post {number}{_named(new, owner)}")


def free_group_alterations(old: State, new: State) -> Iterator[Alteration]:
    """Yield the target groups of the user's own, all at once: a measure's choice goes with a name that changed."""
    renamed = any(old.values.get(key) != new.values.get(key) for key in NAMES)
    keys = _keys(new.frame, lambda field: field.owner in SLOTS or (renamed and is_choice_of_group(field)))
    yield from _altered(old, new, keys, FREE_GROUP, FREE_GROUP, texts=True)


def measure_alterations(old: State, new: State, *, arrived: Sequence[bool]) -> Iterator[Alteration]:
    """Yield each measure's inputs by topic; a measure that comes or goes (`arrived`, by measure) is one alteration."""
    for number in range(1, MEASURES + 1):
        owner, subject = f"m{number}", f"Tiltak {number}"
        of_measure = [field for field in new.frame.fields if field.owner == owner]
        if arrived[number - 1]:
            label = f"{subject}{_named(new, owner) or _named(old, owner)}: hele tiltaket"
            yield from _altered(old, new, [field.key for field in of_measure], subject, label)
            continue
        for topic, belongs in TOPICS.items():
            keys = [field.key for field in of_measure if belongs(field.name)]
            yield from _altered(old, new, keys, subject, f"{subject}{_named(new, owner)}: {topic}")
    yield from _altered(old, new, (EXAMPLE,), EXAMPLE_SHOWN)


def _named(state: State, owner: str) -> str:
    name = state.values.get(f"{owner}.name")
    return f" ({name})" if name else ""
