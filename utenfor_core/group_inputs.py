"""The inputs of the sheet `Målgrupper`: target groups of the user's own, and how many of each group there are here."""

from collections.abc import Iterable
from typing import Final

from utenfor_core.domain import FREE_GROUPS, PAIR_WORDS, PAIRS
from utenfor_core.inputs import MOST_PERSONS, Field

HERE: Final = "groups_here"
SLOTS: Final = tuple(f"group{number}" for number in range(1, FREE_GROUPS + 1))
"""The owners of the groups that are made in the workbook."""
YOUNGEST_OUTCOME, OLDEST, MOST_YEARS_AFTER = 16, 60, 20
"""The limits of the same ages on the sheet `Tiltak`."""
COMPLETED_AT: Final = 21
"""The age at which the built-in groups of the pair `fullfort` are measured."""
EARLIEST_OUTCOME: Final = {PAIRS[0]: COMPLETED_AT, PAIRS[1]: YOUNGEST_OUTCOME}
"""The age from which an outcome is measured where the user gives none, by pair."""


def number_of(label: str) -> str:
    """Return the number that a group's label begins with.

    >>> number_of("1a Sluttet i videregående")
    '1a'
    """
    return label.partition(" ")[0]


def here_fields(groups: Iterable[str]) -> tuple[Field, ...]:
    """Return one input for each target group, by the number its label begins with or its slot: persons known here.

    >>> [field.key for field in here_fields(("1a Sluttet i videregående", "5 Hjelpetiltak i barnevernet"))]
    ['groups_here.1a', 'groups_here.5', 'groups_here.group1', 'groups_here.group2', 'groups_here.group3']
    """
    names = (*(number_of(label) for label in groups), *SLOTS)
    return tuple(Field(owner=HERE, name=name, unit="personer", minimum=0.0, maximum=MOST_PERSONS) for name in names)


def slot_fields(owner: str) -> tuple[Field, ...]:
    """Return the inputs of one target group of the user's own.

    >>> [field.name for field in slot_fields("group1")][:3]
    ['name', 'age_min', 'age_max']
    """
    ages = {"age_min": 0, "age_max": 0, "age_default": 0, "outcome_min": YOUNGEST_OUTCOME}
    limits = {
        name: Field(owner=owner, name=name, unit="alder", minimum=low, maximum=OLDEST) for name, low in ages.items()
    }
    outcome = limits.pop("outcome_min")
    return (
        Field(owner=owner, name="name", kind="text"),
        *limits.values(),
        Field(owner=owner, name="pair", kind="choice", choices=PAIR_WORDS),
        outcome,
        Field(owner=owner, name="outcome_after", unit="år", minimum=0, maximum=MOST_YEARS_AFTER),
        Field(owner=owner, name="base_outcome", unit="andel", minimum=0, maximum=1),
    )


def group_fields(groups: Iterable[str]) -> tuple[Field, ...]:
    """Return every input of the sheet: the slots for groups of the user's own, and the numbers here."""
    return (*(field for owner in SLOTS for field in slot_fields(owner)), *here_fields(groups))
