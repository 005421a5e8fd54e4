"""A municipality as the place a calculation looks from."""

from utenfor_core.counties import find_unit, is_county_number
from utenfor_core.domain import Place
from utenfor_core.municipalities import Municipality
from utenfor_core.tax_levels import tax_level as known_tax_level


def place_of(municipality: Municipality | str | int, *, tax_level: float | None = None) -> Place:
    """Return the place of a municipality, given by name, number or record: population, zone, own levels.

    `tax_level` is tax income in parts of the national average (0.98 for 98 per cent); what it is, only the user knows,
    unless refreshed figures that hold it are in use. Without it the preset decides which branch of revenue equalisation
    is used.

    Raises: MunicipalityError for a name or number that is not found, or that two bear.

    >>> place_of("Oslo").own_levels == {"kommune", "fylkeskommune"}
    True
    """
    here = municipality if isinstance(municipality, Municipality) else find_unit(municipality).municipality
    known = None if is_county_number(here.number) else known_tax_level(here.number)
    return Place(
        name=here.name_no,
        number=here.number,
        population=here.population_now,
        population_share=here.population_share,
        tax_level=known.level if tax_level is None and known is not None else tax_level,
        employer_zone=here.employer_zone,
        reduced_tax_zone=here.reduced_tax_zone,
        own_levels=here.own_levels,
    )
