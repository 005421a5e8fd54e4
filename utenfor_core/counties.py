"""The counties as units of their own: made of their municipalities, found by number or name beside these."""

import re
from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from utenfor_core.data import table
from utenfor_core.data.figures import by_figures
from utenfor_core.domain import FYLKE
from utenfor_core.errors import MunicipalityError
from utenfor_core.municipalities import OSLO, Found, Municipality, all_municipalities, by_county, find

COUNTY_DIGITS: Final = 2
LEADING_NUMBER: Final = re.compile(r"(?P<number>\d{1,2})\s+(?P<name>\D.*)")
COUNTY_WORD: Final = re.compile(r"\s*(?:fylkeskommune|fylke|fylkeskommunen)$", re.IGNORECASE)
ZONE_NOTE: Final = "kommunene i fylket ligger i sone {zones}"


@dataclass(frozen=True, kw_only=True, slots=True)
class County(Municipality):
    """A county as the unit whose budget is looked at: persons are its municipalities', its own level the county's.

    A county has no KOSTRA group and no centrality ("" and 0), and an employer's zone only where all of it lies in one.
    """

    members: tuple[Municipality, ...] = field(hash=False)

    @property
    def own_levels(self) -> frozenset[str]:
        """The levels whose budget is the county's own."""
        return frozenset({FYLKE})


@by_figures
def all_counties() -> tuple[County, ...]:
    """Return every county but Oslo, which is a municipality, ordered by number.

    >>> len(all_counties()), all_counties()[0].name_no
    (14, 'Rogaland')
    """
    numbers = sorted({one.county_number for one in all_municipalities()} - {OSLO[:COUNTY_DIGITS]})
    return tuple(_county(number) for number in numbers)


def county(number: str) -> County:
    """Return a county by its number.

    Raises: MunicipalityError for a number that is not in use; Oslo is found as a municipality.

    >>> nordland = county("18")
    >>> nordland.population_now == sum(one.population_now for one in nordland.members), nordland.own_levels
    (True, frozenset({'fylkeskommune'}))
    """
    found = {one.number: one for one in all_counties()}.get(number)
    if found is None:
        near = ", ".join(f"{one.number} {one.name_no}" for one in all_counties())
        message = f"Fant ingen fylkeskommune med nummer {number}. {_moved(number)}Fylkene er: {near}."
        raise MunicipalityError(message)
    return found


def found_county(text: str | int) -> County:
    """Return a county that is asked for by number or name; what is a municipality is no county.

    Raises: MunicipalityError naming the counties.

    >>> found_county("Vestland").number
    '46'
    """
    query = str(text).strip()
    digits = query.isascii() and query.isdecimal() and len(query) <= COUNTY_DIGITS
    found = find_unit(query if digits or COUNTY_WORD.search(query) else f"{query} fylke").municipality
    if not isinstance(found, County):
        message = f"{found.number} {found.name_no} er både kommune og fylke, og har bok som kommune."
        raise MunicipalityError(message)
    return found


def is_county_number(number: str) -> bool:
    """Tell whether a number is written as a county's: two digits.

    >>> is_county_number("18"), is_county_number("1804")
    (True, False)
    """
    return len(number) == COUNTY_DIGITS and number.isascii() and number.isdecimal()


def unit(number: str) -> Municipality:
    """Return the municipality or county of a number as we write it: four digits or two.

    Raises: MunicipalityError as `find` and `county`.

    >>> unit("1804").name_no, unit("18").name
    ('Bodø', 'Nordland fylkeskommune')
    """
    return county(number) if is_county_number(number) else find(number).municipality


def find_unit(text: str | int) -> Found:
    """Find a municipality as `find` does, or a county by number (1 or 2 digits), name or name with «fylkeskommune».

    A name that a municipality bears is the municipality's. Oslo's county is Oslo the municipality, with a message.

    Raises: MunicipalityError as `find`; an older county's number is explained.

    >>> find_unit("Nordland").municipality.number, find_unit(18).municipality.number, find_unit(301).municipality.number
    ('18', '18', '0301')
    """
    query = " ".join(str(text).split())
    leading = LEADING_NUMBER.fullmatch(query)
    if not isinstance(text, bool) and query.isascii() and query.isdecimal() and len(query) <= COUNTY_DIGITS:
        return _by_number(query.zfill(COUNTY_DIGITS))
    if leading:
        return _by_number(leading["number"].zfill(COUNTY_DIGITS))
    if COUNTY_WORD.search(query):
        return _by_number(by_county(COUNTY_WORD.sub("", query))[0].county_number)
    try:
        return find(text)
    except MunicipalityError as error:
        named = [one for one in all_counties() if one.name_no.casefold() == query.casefold()]
        if named:
            return Found(municipality=named[0])
        raise error from error


def _by_number(number: str) -> Found:
    if number == OSLO[:COUNTY_DIGITS]:
        message = f"{number} er Oslo, som er både kommune og fylke. Regnes som kommunen {OSLO} Oslo."
        return Found(municipality=find(OSLO).municipality, message=message)
    return Found(municipality=county(number))


def _moved(number: str) -> str:
    """Return where the municipalities of an older county are now, as a sentence; nothing for an unknown number."""
    names = {one.county_number: one.county for one in all_municipalities()}
    codes = [row["new_number"] for row in table("code_changes_2024.csv") if row["old_number"].startswith(number)]
    today = sorted({code[:COUNTY_DIGITS] for code in codes})
    parts = ", ".join(f"{one} {names[one]}" for one in today)
    return f"Nummeret gjaldt til og med 2023; kommunene er nå i {parts}. " if today else ""


def _county(number: str) -> County:
    members = by_county(number)
    first = members[0]
    population = {year: sum(one.population[year] for one in members) for year in first.population}
    zones = sorted({one.employer_zone or "delt" for one in members})
    forms = Counter(one.language_form for one in members)
    form, count = forms.most_common(1)[0]
    return County(
        number=number,
        name=f"{first.county} fylkeskommune",
        name_no=first.county,
        county_number=number,
        county=first.county,
        kostra_group="",
        centrality=0,
        population=MappingProxyType(population),
        population_date=first.population_date,
        language_form=form if 2 * count > len(members) else "nøytral",
        employer_zone=zones[0] if len(zones) == 1 else None,
        employer_zone_note=ZONE_NOTE.format(zones=", ".join(zones)) if len(zones) > 1 else None,
        members=members,
    )
