"""The challenge picture of one municipality or county put together, and the persons exclusion today is counted on."""

from utenfor_core import indicators
from utenfor_core.challenge_picture import shares
from utenfor_core.challenge_picture.beside import answered, beside
from utenfor_core.challenge_picture.of_counties import AGES, county_exclusion, county_picture
from utenfor_core.challenge_picture.reading import reading
from utenfor_core.challenge_picture.records import ChallengePicture, ExclusionBase, Figure, Rank
from utenfor_core.challenge_picture.summed import population
from utenfor_core.counties import county, is_county_number
from utenfor_core.data import known_number, settings
from utenfor_core.municipalities import all_municipalities, find
from utenfor_core.small_numbers import RULES, fewest_counted

SMALL_RANK = "Plass vises ikke for små kommuner: noen få personer flytter andelen for mye."


def challenge_picture(number: str) -> ChallengePicture:
    """Return the challenge picture of a municipality, or of a county (two digits), given by its number as a text.

    Under 300 residents 15–29 years: the headline is the mean of the years, no rank (`data/small_numbers.toml`).

    Raises: MunicipalityError for an unknown number.
    Source: SSB 13556 and 07459 and the older indicators, each with its credit line.

    >>> picture = challenge_picture("1804")
    >>> picture.headline.label, picture.small, picture.county[2024].members
    ('2024', False, 41)
    """
    if is_county_number(number):
        return county_picture(county(number))
    here = find(known_number(number)).municipality
    everyone = all_municipalities()
    neighbours = tuple(one.number for one in everyone if one.county_number == here.county_number)
    group = tuple(one.number for one in everyone if one.kostra_group == here.kostra_group)
    country = tuple(one.number for one in everyone)
    small_reason = _small(number)
    latest = shares.years()[-1]
    headline = shares.mean_share(number) if small_reason else shares.share_here(number, latest)
    own = shares.by_year(lambda year: shares.share_here(number, year))
    others = {
        "county": shares.by_year(lambda year: shares.share_of_sum(neighbours, year)),
        "country": shares.by_year(lambda year: shares.share_of_sum(country, year)),
        "group": shares.by_year(lambda year: shares.median_share(group, year)),
    }
    return ChallengePicture(
        municipality=here,
        small=small_reason is not None,
        small_reason=small_reason,
        headline=headline,
        here=own,
        county=others["county"],
        country=others["country"],
        group=others["group"],
        reading=reading(headline, own, others, small=small_reason is not None),
        rank_in_county=_rank(number, neighbours, small=small_reason is not None),
        rank_in_group=_rank(number, group, small=small_reason is not None),
        by_age=tuple(_figure(number, f"neet_{ages}_count") for ages in AGES),
        population=population((number,), here.population_date),
        older=tuple(_figure(number, name) for name in settings(RULES)["picture"]["indicators"]),
        beside=beside(here),
        answered=answered(),
        exclusion=neet_for_exclusion(number),
        notes=tuple(settings(RULES)["neet"]["notes"]),
    )


def neet_for_exclusion(number: str) -> ExclusionBase:
    """Return the registered persons 20–24 and 25–29 years outside, and whether kroner may be shown for them.

    No kroner when a count is not known or they sum to less than 12; whole millions with a range where small.

    Raises: MunicipalityError for an unknown number.
    Source: SSB 13556, register date in `data/small_numbers.toml`.

    >>> neet_for_exclusion("1151").counts, neet_for_exclusion("1151").kroner_allowed
    ((None, 3), False)
    """
    if is_county_number(number):
        return county_exclusion(county(number))
    rules = settings(RULES)
    year = shares.years()[-1]
    found = [indicators.value(number, f"neet_{ages}_count", year) for ages in AGES]
    bases = [indicators.value(number, f"residents_{ages}_count", year) for ages in AGES]
    counts = [None if one is None else int(one) for one in found]
    persons = sum(one for one in counts if one is not None)
    small_reason = _small(number)
    low_factor = high_factor = None
    if None in counts:
        reason: str | None = (
            "Antallet utenfor 20–24 eller 25–29 år er ikke kjent (skjult eller utelatt), så kroner vises ikke."
        )
    elif persons < fewest_counted():
        reason = f"Under {fewest_counted()} personer utenfor i alderen 20–29 år: kroner vises ikke."
    else:
        residents = sum(one for one in bases if one is not None)
        low, high = shares.wilson(persons, residents)
        low_factor, high_factor = low * residents / persons, high * residents / persons
        reason = f"{small_reason} Kroner vises i hele millioner med spenn." if small_reason else None
    return ExclusionBase(
        counts=(counts[0], counts[1]),
        register_date=rules["neet"]["register_date"],
        kroner_allowed=low_factor is not None,
        whole_millions=small_reason is not None,
        low_factor=low_factor,
        high_factor=high_factor,
        reason=reason,
    )


def _small(number: str) -> str | None:
    limit, year = settings(RULES)["residents"]["value"], shares.years()[-1]
    residents = indicators.value(number, shares.RESIDENTS, year)
    if residents is None:
        return f"Antall bosatte 15–29 år i {year} er ikke kjent."
    if residents < limit:
        return f"Under {limit} bosatte 15–29 år ({residents:.0f} i {year}): snitt av flere år, ingen plassering."
    return None


def _rank(number: str, numbers: tuple[str, ...], *, small: bool) -> Rank:
    if small:
        return Rank(place=None, best=None, worst=None, members=len(numbers), reason=SMALL_RANK)
    return shares.rank(number, numbers, shares.years()[-1])


def _figure(number: str, name: str) -> Figure:
    """Return the latest year that is known here; where none is, the latest year there is, with the reason."""
    about = indicators.indicator(name)
    known = indicators.series(number, name)
    year = max(known, default=about.years[-1])
    return Figure(
        label=about.label,
        value=known.get(year),
        unit=about.unit,
        year_label=about.year_label(year),
        credit=about.credit,
        note=about.caveat,
        reason=None if known else about.missing,
    )
