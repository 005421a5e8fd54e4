"""Who is asked for: municipalities by number, name or county, and counties themselves, each once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from utenfor_core.counties import found_county
from utenfor_core.errors import InputError, MunicipalityError
from utenfor_core.municipalities import Municipality, all_municipalities, by_county, find


@dataclass(kw_only=True)
class Choice:
    """The municipalities asked for, messages about how they were found, and what was not."""

    municipalities: list[Municipality] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def chosen_municipalities(
    names: Sequence[str], *, fylker: Sequence[str] = (), counties: Sequence[str] = (), everyone: bool = False
) -> Choice:
    """Return the municipalities asked for, each once, in the order asked; `fylker` are all municipalities of a county.

    `counties` are counties themselves, each with a book of its own.

    A name that is unknown or ambiguous is kept as a failure, so that the others are made. Raises InputError when
    nothing was asked for.

    >>> [found.name_no for found in chosen_municipalities(["1804", "oslo"]).municipalities]
    ['Bodø', 'Oslo']
    """
    if not (names or fylker or counties or everyone):
        text = (
            "Ingen kommune er oppgitt. Skriv nummer eller navn, --fylke NAVN, --fylkesbok NAVN eller --all. Se --help."
        )
        raise InputError(text)
    choice = Choice()
    found: dict[str, Municipality] = {}
    for name in names:
        try:
            answer = find(name)
        except MunicipalityError as error:
            choice.failed[name] = str(error)
            continue
        found[answer.municipality.number] = answer.municipality
        if answer.message:
            choice.messages.append(answer.message)
    for name in fylker:
        try:
            found |= {municipality.number: municipality for municipality in by_county(name)}
        except MunicipalityError as error:
            choice.failed[name] = str(error)
    for name in counties:
        try:
            county = found_county(name)
        except MunicipalityError as error:
            choice.failed[name] = str(error)
            continue
        found[county.number] = county
    if everyone:
        found |= {municipality.number: municipality for municipality in all_municipalities()}
    choice.municipalities = list(found.values())
    return choice
