"""The municipalities: who they are, how they are found by number or name, and the check of the file on load."""

import difflib
import re
import unicodedata
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from utenfor_core.data import national_total, table
from utenfor_core.data.figures import by_figures
from utenfor_core.errors import MunicipalityError, ParameterError

OSLO = "0301"
INNSATSSONEN = "5"
POPULATION = "population_"
EMPLOYER_ZONES = frozenset({"1", "1a", "2", "3", "4", "4a", INNSATSSONEN})
LANGUAGE_FORMS = frozenset({"bokmål", "nynorsk", "nøytral"})
NUMBER_LENGTH = len(OSLO)
NAME_SEPARATOR = " - "
PLAIN_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n"})
OLD_SPELLINGS = (("aa", "a"), ("oe", "o"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Municipality:
    """A municipality of today; `population` is persons on 1 January by year; a split employer's zone is None."""

    number: str
    name: str
    name_no: str
    county_number: str
    county: str
    kostra_group: str
    centrality: int
    population: Mapping[int, int] = field(hash=False)
    population_date: date
    language_form: str
    employer_zone: str | None
    employer_zone_note: str | None

    @property
    def population_now(self) -> int:
        """Persons on the latest date, `population_date`."""
        return self.population[self.population_date.year]

    @property
    def population_share(self) -> float:
        """Share of the country's population on the latest date, between 0 and 1."""
        return self.population_now / national_total("population", self.population_date.year)

    @property
    def reduced_tax_zone(self) -> bool:
        """Whether the municipality lies in innsatssonen (employer's zone 5), where the state's tax is lower."""
        return self.employer_zone == INNSATSSONEN

    @property
    def own_levels(self) -> frozenset[str]:
        """The levels whose budget is the municipality's own: Oslo is a county too."""
        return frozenset({"kommune", "fylkeskommune"} if self.number == OSLO else {"kommune"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The municipality that was asked for, and a Norwegian message when its number has changed."""

    municipality: Municipality
    message: str | None = None


@by_figures
def all_municipalities() -> tuple[Municipality, ...]:
    """Return every municipality, ordered by number; the file is checked the first time.

    Raises: ParameterError with every problem found: rows, duplicates, sums against the national totals, zones.
    Source: SSB Klass 131, 104, 112, 128, table 07459; Skatteetaten; Språkrådet (`data/sources.toml`).

    >>> len(all_municipalities())
    357
    """
    municipalities = tuple(sorted(map(_municipality, table("municipalities.csv")), key=lambda one: one.number))
    found = problems(municipalities)
    if found:
        message = "\n".join(("municipalities.csv holder ikke mål. Hent filen på nytt fra prosjektet.", *found))
        raise ParameterError(message)
    return municipalities


def by_county(county: str | int) -> tuple[Municipality, ...]:
    """Return the municipalities of a county, given by number ("18", 18) or name, ordered by number.

    Raises: MunicipalityError naming the nearest counties when there is no such county.

    >>> [one.name_no for one in by_county("Oslo")]
    ['Oslo']
    """
    text = str(county).strip()
    names = {one.county_number: one.county for one in all_municipalities()}
    numbers = {_key(name): number for number, name in names.items()}
    number = text.zfill(2) if text.isascii() and text.isdecimal() else numbers.get(_key(text), "")
    if number not in names:
        near = difflib.get_close_matches(_key(text), numbers) or list(numbers)
        suggestions = ", ".join(dict.fromkeys(f"{numbers[key]} {names[numbers[key]]}" for key in near))
        message = f"Fant ikke fylket «{text}». Mente du: {suggestions}?"
        raise MunicipalityError(message)
    return tuple(one for one in all_municipalities() if one.county_number == number)


def find(text: str | int) -> Found:
    """Find a municipality by number (301 means "0301"), by a number in use before 2024, or by name.

    Names are found in any case, with or without Norwegian and Sámi letters, by any part of the official name.

    Raises: MunicipalityError for an unknown name (with the nearest), a name that two bear or a split number.

    >>> find("Bodo").municipality.number, find(301).municipality.name
    ('1804', 'Oslo - Oslove')
    """
    query = " ".join(unicodedata.normalize("NFC", str(text)).split())
    if isinstance(text, bool) or not query:
        message = f"«{text}» er ikke en kommune. Skriv kommunenummer (fire sifre) eller kommunenavn."
        raise MunicipalityError(message)
    if query.isascii() and query.isdecimal():
        return _by_number(query)
    exact, folded = _names()
    candidates = exact.get(query.casefold()) or folded.get(_key(query), ())
    if not candidates:
        message = f"Fant ingen kommune som heter «{query}». {_nearest(query)}"
        raise MunicipalityError(message)
    if len(candidates) > 1:
        choices = ", ".join(f"{one.number} {one.name_no} ({one.county})" for one in candidates)
        message = f"«{query}» kan være flere kommuner: {choices}. Skriv kommunenummeret."
        raise MunicipalityError(message)
    return Found(municipality=candidates[0])


def problems(municipalities: tuple[Municipality, ...]) -> tuple[str, ...]:
    """Return what is wrong with a set of municipalities, one Norwegian sentence each; empty when all is well.

    >>> problems(all_municipalities())
    ()
    """
    found = []
    latest = max((max(one.population) for one in municipalities), default=0)
    expected = national_total("municipalities", latest) if latest else 0
    numbers = [one.number for one in municipalities]
    if len(numbers) != expected:
        found.append(f"{len(numbers)} kommuner, men det skal være {expected:.0f}.")
    found += [
        f"Kommunenummer {number} står flere ganger." for number in sorted(set(numbers)) if numbers.count(number) > 1
    ]
    for year in sorted({year for one in municipalities for year in one.population}):
        total, national = sum(one.population.get(year, 0) for one in municipalities), national_total("population", year)
        if total != national:
            found.append(f"Folketallet i {year} summerer til {total}, men landstallet er {national:.0f}.")
    for one in municipalities:
        if one.employer_zone not in EMPLOYER_ZONES and not (one.employer_zone is None and one.employer_zone_note):
            found.append(f"{one.number} {one.name_no}: ukjent sone for arbeidsgiveravgift «{one.employer_zone}».")
        if one.language_form not in LANGUAGE_FORMS:
            found.append(f"{one.number} {one.name_no}: ukjent målform «{one.language_form}».")
        if one.county_number != one.number[:2]:
            found.append(f"{one.number} {one.name_no}: fylkesnummer {one.county_number} passer ikke til nummeret.")
    return tuple(found)


def _municipality(row: Mapping[str, str]) -> Municipality:
    population = {int(name.removeprefix(POPULATION)): int(v) for name, v in row.items() if name.startswith(POPULATION)}
    texts = {name: row[name] for name in ("number", "name", "name_no", "county_number", "county", "kostra_group")}
    return Municipality(
        **texts,
        centrality=int(row["centrality"]),
        population=MappingProxyType(population),
        population_date=date(max(population), 1, 1),
        language_form=row["language_form"],
        employer_zone=row["employer_zone"] or None,
        employer_zone_note=row["employer_zone_note"] or None,
    )


def _by_number(query: str) -> Found:
    number = query.zfill(NUMBER_LENGTH)
    today = {one.number: one for one in all_municipalities()}
    if number in today:
        return Found(municipality=today[number])
    successors = [today[row["new_number"]] for row in table("code_changes_2024.csv") if row["old_number"] == number]
    if len(successors) == 1:
        new = successors[0]
        message = f"Kommunenummer {number} gjaldt til og med 2023. Kommunen er nå {new.number} {new.name_no}."
        return Found(municipality=new, message=message)
    if successors:
        parts = " og ".join(f"{one.number} {one.name_no}" for one in successors)
        message = (
            f"Kommunenummer {number} ble delt 1. januar 2024 i {parts}. Velg en av dem; tall fra før følger ingen."
        )
        raise MunicipalityError(message)
    place = bisect(tuple(today), number)
    near = " og ".join(f"{one.number} {one.name_no}" for one in all_municipalities()[max(0, place - 1) : place + 1])
    message = f"Fant ingen kommune med nummer {number}. Nærmest: {near}. Kommunenummer har fire sifre."
    raise MunicipalityError(message)


@by_figures
def _names() -> tuple[Mapping[str, tuple[Municipality, ...]], Mapping[str, tuple[Municipality, ...]]]:
    exact: dict[str, tuple[Municipality, ...]] = {}
    folded: dict[str, tuple[Municipality, ...]] = {}
    for one in all_municipalities():
        parts = dict.fromkeys((one.name, one.name_no, f"{one.number} {one.name_no}", *one.name.split(NAME_SEPARATOR)))
        spellings = (
            (exact, {part.casefold() for part in parts}),
            (folded, {_key(part) for part in parts}),
        )
        for index, keys in spellings:
            for key in keys:
                index[key] = (*index.get(key, ()), one)
    return exact, folded


def _key(name: str) -> str:
    """Spell a name in plain letters: å and aa as a, ø and oe as o; hyphens, brackets and «kommune» do not count."""
    text = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", name).casefold()).strip().removesuffix(" kommune")
    letters = unicodedata.normalize("NFKD", text.translate(PLAIN_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for old, new in OLD_SPELLINGS:
        plain = plain.replace(old, new)
    return plain


def _nearest(query: str) -> str:
    folded = _names()[1]
    near = [one for key in difflib.get_close_matches(_key(query), folded) for one in folded[key]]
    suggestions = ", ".join(dict.fromkeys(f"{one.number} {one.name_no}" for one in near))
    return f"Mente du: {suggestions}?" if suggestions else "Skriv kommunenummeret (fire sifre) eller hele navnet."
