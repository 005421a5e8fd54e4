"""Target groups of the user's own, typed in the three slots of `Målgrupper`: what is missing, and the table with them.

A slot that is not finished has no label, so that no measure can have chosen it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from utenfor_core.domain import PAIR_WORDS, PAIRS, Value
from utenfor_core.group_inputs import EARLIEST_OUTCOME, SLOTS, slot_fields
from utenfor_core.inputs import Field, is_number, is_valid
from utenfor_core.measure_terms import Answers, GroupTable
from utenfor_core.profiles import AGES
from utenfor_core.trace import Rows, as_text, number

AFTER_LAST: Final = float(AGES[-1] + 1)
"""The entry of a slot that is not finished: nothing is saved after the last age."""
ASKED_AGES: Final = ("age_min", "age_max", "age_default")
NAMES: Final = tuple(f"{owner}.name" for owner in SLOTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """One slot: what is typed in it, and how it stands; `pair` is 0 where none is chosen."""

    answers: Answers
    name: str
    taken: bool
    started: bool
    ages_given: bool
    ages_fit: bool
    pair: int
    invalid: int

    @property
    def ready(self) -> bool:
        """Whether a measure can choose the group."""
        given = bool(self.name) and self.ages_given and self.pair > 0
        return given and self.ages_fit and not self.taken and self.invalid == 0

    @property
    def outcome_min(self) -> float:
        """The earliest age of the outcome: typed, else by the pair."""
        return self.answers.typed_or("outcome_min", float(EARLIEST_OUTCOME[PAIRS[self.pair - 1]]))


def slots(values: Mapping[str, Value], labels: Iterable[str]) -> tuple[Slot, ...]:
    """Return the three slots; `labels` are the names of the groups that stand before them.

    >>> ages = {"group1.age_min": 13, "group1.age_max": 16, "group1.age_default": 14}
    >>> first = slots({"group1.name": "Høyt fravær", **ages, "group1.pair": "fullfører videregående"}, ())[0]
    >>> first.ready, first.outcome_min
    (True, 21.0)
    """
    before = {label.casefold() for label in labels}
    found = []
    for owner in SLOTS:
        answers = Answers(owner=owner, values=values)
        name = as_text(answers.get("name"))
        low, high, usual = (answers.get(age) for age in ASKED_AGES)
        fields = slot_fields(owner)
        slot = Slot(
            answers=answers,
            name=name,
            taken=bool(name) and name.casefold() in before,
            started=any(answers.get(field.name) is not None for field in fields),
            ages_given=is_number(low) and is_number(high) and is_number(usual),
            ages_fit=number(low) <= number(usual) <= number(high),
            pair=answers.chosen("pair", PAIR_WORDS),
            invalid=sum(not is_valid(field, answers.get(field.name)) for field in fields),
        )
        before.add(name.casefold())
        found.append(slot)
    return tuple(found)


def with_free_groups(groups: GroupTable, values: Mapping[str, Value]) -> GroupTable:
    """Return the table of groups with the three slots after them; one that is not finished has no label."""
    made = slots(values, groups.labels)
    return GroupTable(
        labels=(*groups.labels, *(slot.name if slot.ready else "" for slot in made)),
        age_min=(*groups.age_min, *(_age(slot, "age_min") for slot in made)),
        age_max=(*groups.age_max, *(_age(slot, "age_max") for slot in made)),
        age_default=(*groups.age_default, *(_age(slot, "age_default", AFTER_LAST) for slot in made)),
        outcome_min=(*groups.outcome_min, *(slot.outcome_min if slot.ready else 0.0 for slot in made)),
        outcome_after=(*groups.outcome_after, *(_age(slot, "outcome_after") for slot in made)),
        pair=(*groups.pair, *(float(slot.pair) if slot.ready else 1.0 for slot in made)),
        base_outcome=(
            *groups.base_outcome,
            *(slot.answers.typed("base_outcome") if slot.ready else None for slot in made),
        ),
    )


def _age(slot: Slot, name: str, otherwise: float = 0.0) -> float:
    return slot.answers.amount(name) if slot.ready else otherwise


def fitted(fields: Sequence[Field], values: Mapping[str, Value]) -> Sequence[Field]:
    """Return the inputs with the groups that are typed among the choices of each measure's group."""
    if not any(values.get(name) is not None for name in NAMES):
        return fields
    chosen = next(field.choices for field in fields if is_choice_of_group(field))
    added = tuple(slot.name for slot in slots(values, chosen) if slot.ready)
    return [replace(field, choices=chosen + added) if is_choice_of_group(field) else field for field in fields]


def is_choice_of_group(field: Field) -> bool:
    """Tell whether an input is a measure's choice of its target group."""
    return field.kind == "choice" and field.name == "group"


def standing_rows(slot: Slot) -> Rows:
    """Return what a slot's block shows of how it stands, one cell each."""
    return Rows(
        free_name=slot.name,
        free_taken=float(slot.taken),
        free_started=float(slot.started),
        free_ages_given=float(slot.ages_given),
        free_ages_fit=float(slot.ages_fit),
        free_pair=float(slot.pair),
        free_invalid=float(slot.invalid),
        free_ready=float(slot.ready),
    )


REASONS: Final[Mapping[str, str]] = {
    "name": "navn mangler",
    "taken": "navnet «{name}» er brukt av en annen målgruppe. Velg et annet",
    "ages_given": "laveste, høyeste og vanlig alder må oppgis",
    "ages_fit": "vanlig alder må ligge mellom laveste og høyeste",
    "pair": "hva det er å lykkes, mangler. Velg «{0}» eller «{1}»",
}


def unfinished(values: Mapping[str, Value], labels: Iterable[str]) -> list[str]:
    """Return what each slot that is begun on still lacks, in Norwegian; what cannot be used is told by `problems`."""
    found = []
    for owner, slot in zip(SLOTS, slots(values, labels), strict=True):
        lacks = {
            "name": not slot.name,
            "taken": slot.taken,
            "ages_given": not slot.ages_given and slot.invalid == 0,
            "ages_fit": slot.ages_given and not slot.ages_fit,
            "pair": slot.pair == 0 and slot.invalid == 0,
        }
        told = slot.name or "uten navn"
        found += [
            f"{owner} ({told}): {REASONS[reason].format(*PAIR_WORDS, name=slot.name)}."
            for reason, lacking in lacks.items()
            if slot.started and lacking
        ]
    return found
