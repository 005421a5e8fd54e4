"""What UTENFOR_KOMMUNE can tell about a municipality: each field by its Norwegian name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from addin.worksheet_errors import BAD_VALUE, NOT_AVAILABLE, WorksheetError
from utenfor_core.data import settings
from utenfor_core.municipalities import Municipality
from utenfor_core.network import Edition, edition

Answer = float | str


def newest_edition() -> str:
    """Return the id of the newest edition of the learning network."""
    return str(settings("editions/index.toml")["editions"][-1])


def population(here: Municipality, year: int | None) -> float:
    """Return the persons on 1 January of the year, the latest when none is given.

    Raises WorksheetError #N/A for a year without figures.
    """
    if year is None:
        return float(here.population_now)
    if year not in here.population:
        known = ", ".join(map(str, sorted(here.population)))
        explanation = f"Folketallet for {here.name_no} i {year} finnes ikke her. År med tall: {known}."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    return float(here.population[year])


def _zone(here: Municipality) -> Answer:
    if here.employer_zone is None:
        explanation = f"{here.name_no}: sonen for arbeidsgiveravgift er delt. {here.employer_zone_note}"
        raise WorksheetError(NOT_AVAILABLE, explanation)
    return here.employer_zone


BY_YEAR: Mapping[str, Callable[[Municipality, int | None, Edition], Answer]] = MappingProxyType(
    {
        "folketall": lambda here, year, _edition: population(here, year),
        "bånd": lambda here, year, fees: fees.band(population(here, year)).label,
        "avgift": lambda here, year, fees: float(fees.fee(population(here, year))),
    }
)
"""What rests on the population, and so on its year."""

FIXED: Mapping[str, Callable[[Municipality], Answer]] = MappingProxyType(
    {
        "nummer": lambda here: here.number,
        "navn": lambda here: here.name_no,
        "offisielt navn": lambda here: here.name,
        "fylke": lambda here: here.county,
        "fylkesnummer": lambda here: here.county_number,
        "kostragruppe": lambda here: here.kostra_group,
        "sentralitet": lambda here: float(here.centrality),
        "målform": lambda here: here.language_form,
        "sone": _zone,
    }
)
"""What holds today, whatever the year."""

FIELDS = (*BY_YEAR, *FIXED)


def field_value(here: Municipality, name: str, year: int | None, edition_id: str) -> Answer:
    """Return one field; bands and fees are those of the network's edition.

    Raises WorksheetError: #N/A where there is no figure, #VALUE! for a year where the field has none.
    """
    if name in BY_YEAR:
        return BY_YEAR[name](here, year, edition(edition_id))
    if year is not None:
        explanation = f"«{name}» har ikke verdier per år. La år stå tomt; år gjelder {', '.join(BY_YEAR)}."
        raise WorksheetError(BAD_VALUE, explanation)
    return FIXED[name](here)
