"""What is wrong with the shape of a case made in Python: lists that are none, other things in them, an odd place.

What an input cell may hold is checked cell by cell (`input_problems.problems`); but a cell is never a list, and what a
place is has no cells. Nothing here is calculated.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from utenfor_core.domain import FYLKE, KOMMUNE, Case, FreeGroup, FreeLine, Funder, Measure, OwnLine, Place
from utenfor_core.inputs import is_number

MEMBERS: Mapping[type, Mapping[str, tuple[str, type]]] = {
    Case: {"measures": ("m", Measure), "free_lines": ("free", FreeLine), "free_groups": ("group", FreeGroup)},
    Measure: {"funders": ("funder", Funder), "own_lines": ("own", OwnLine)},
}
"""The lists of nouns in each noun: how a member is called before its number, and what it must be."""

NUMBERS: Mapping[type, Collection[str]] = {Measure: {"intake"}, FreeLine: {"outside", "inside"}}
NAMED_VALUES: Mapping[type, Collection[str]] = {Case: {"own_values", "plan", "shown", "uncertainty", "groups_here"}}
OWN_LEVELS = (KOMMUNE, FYLKE)
"""The levels a unit can be itself; Oslo is both."""


def shape_problems(case: Case) -> list[str]:
    """Return every part of a case that is not what it should be, in Norwegian; empty when all of it can be read.

    >>> shape_problems(Case(measures=[Measure(intake=20)]))  # type: ignore[arg-type]  # what is to be found
    ['m1.intake: 20 er ikke en liste. Skriv hakeparenteser, som [20].']
    """
    return [*_problems_of(case, "")]


def _problems_of(noun: object, place: str) -> Iterator[str]:
    kind = type(noun)
    members, numbers = MEMBERS.get(kind, {}), NUMBERS.get(kind, ())
    for field in fields(noun):  # type: ignore[arg-type]  # every noun is a dataclass
        name, value = f"{place}{field.name}", getattr(noun, field.name)
        if field.name in members:
            yield from _members(value, name, place, *members[field.name])
        elif field.name in numbers:
            if not _is_list(value):
                yield f"{name}: {value!r} er ikke en liste. Skriv hakeparenteser, som [20]."
        elif field.name in NAMED_VALUES.get(kind, ()):
            if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
                yield f'{name}: {value!r} er ikke navn med verdier. Skriv krøllparenteser, som {{"kappa": 0.4}}.'
        elif isinstance(noun, Case) and field.name == "place":
            if not isinstance(value, Place):
                yield f"{name}: {value!r} er ikke et sted. Skriv Place(…)."
        elif isinstance(value, Iterable) and not isinstance(value, str):
            yield f"{name}: {value!r} er ikke ett tall eller én tekst."


def _members(value: Any, name: str, place: str, called: str, kind: type) -> Iterator[str]:  # noqa: ANN401  # what is to be found out
    if not _is_list(value):
        yield f"{name}: {value!r} er ikke en liste. Skriv hakeparenteser, som [{kind.__name__}(…)]."
        return
    for number, member in enumerate(value, 1):
        if isinstance(member, kind):
            yield from _problems_of(member, f"{place}{called}{number}.")
        else:
            yield f"{place}{called}{number}: {member!r} kan ikke brukes her. Skriv {kind.__name__}(…)."


def _is_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping) and hasattr(value, "__len__")


def place_problems(place: Place) -> list[str]:
    """Return what is wrong with a place, in Norwegian: its share of the population, its tax zone and its own levels.

    >>> place_problems(Place(population_share=12.9))
    ['place.population_share: «12.9» kan ikke brukes. Skriv en andel fra 0 til 1.']
    """
    population, share, zone, levels = (
        getattr(place, name) for name in ("population", "population_share", "reduced_tax_zone", "own_levels")
    )
    found = []
    if population is not None and not (is_number(population) and population >= 0):
        found.append(f"place.population: «{population}» kan ikke brukes. Skriv et tall fra 0, eller None.")
    if not is_number(share) or not 0 <= share <= 1:
        found.append(f"place.population_share: «{share}» kan ikke brukes. Skriv en andel fra 0 til 1.")
    if not isinstance(zone, bool):
        found.append(f"place.reduced_tax_zone: «{zone}» kan ikke brukes. Skriv True eller False.")
    if not isinstance(levels, frozenset | set) or not levels or not levels <= set(OWN_LEVELS):
        found.append(f"place.own_levels: «{levels}» kan ikke brukes. Skriv en mengde av {' og '.join(OWN_LEVELS)}.")
    return found
