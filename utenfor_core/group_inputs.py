"""The inputs of the sheet `Målgrupper`: how many persons of each target group there are here."""

from collections.abc import Iterable
from typing import Final

from utenfor_core.inputs import MOST_PERSONS, Field

HERE: Final = "groups_here"


def number_of(label: str) -> str:
    """Return the number that a group's label begins with.

    >>> number_of("1a Sluttet i videregående")
    '1a'
    """
    return label.partition(" ")[0]


def here_fields(groups: Iterable[str]) -> tuple[Field, ...]:
    """Return one input for each target group, by the number its label begins with: the persons known to be here.

    >>> [field.key for field in here_fields(("1a Sluttet i videregående", "5 Hjelpetiltak i barnevernet"))]
    ['groups_here.1a', 'groups_here.5']
    """
    return tuple(
        Field(owner=HERE, name=number_of(label), unit="personer", minimum=0.0, maximum=MOST_PERSONS) for label in groups
    )
