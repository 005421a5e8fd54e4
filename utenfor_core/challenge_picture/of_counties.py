"""The challenge picture of a county: its municipalities summed where they can be, and the reason where not."""

from statistics import median

from utenfor_core import indicators
from utenfor_core.challenge_picture import shares
from utenfor_core.challenge_picture.reading import reading
from utenfor_core.challenge_picture.records import ChallengePicture, ExclusionBase, Figure, Rank, Share
from utenfor_core.challenge_picture.summed import population, value_of_sum
from utenfor_core.counties import County, all_counties
from utenfor_core.data import settings
from utenfor_core.municipalities import all_municipalities
from utenfor_core.small_numbers import RULES, fewest_counted

AGES = ("20_24", "25_29")
NOT_SUMMED = "Tallet finnes bare for hver kommune, og kan ikke legges sammen til fylket."
NO_OWN_PLACE = "Et fylke har ingen plass blant sine egne kommuner."


def county_picture(here: County) -> ChallengePicture:
    """Return the challenge picture of a county.

    `county` is the median of all counties and Oslo, `group` the median of the county's own municipalities; both and
    the county's own figures rest on the municipalities that are known, and say how many.

    Source: SSB 13556 and 07459 and the older indicators, each with its credit line.

    >>> from utenfor_core.counties import county
    >>> picture = county_picture(county("18"))
    >>> picture.headline.known, picture.headline.members, picture.rank_in_county.members
    (41, 41, 15)
    """
    members = tuple(one.number for one in here.members)
    country = tuple(one.number for one in all_municipalities())
    latest = shares.years()[-1]
    own = shares.by_year(lambda year: shares.share_of_sum(members, year))
    others = {
        "county": shares.by_year(_median_of_counties),
        "country": shares.by_year(lambda year: shares.share_of_sum(country, year)),
        "group": shares.by_year(lambda year: shares.median_share(members, year)),
    }
    return ChallengePicture(
        municipality=here,
        small=False,
        small_reason=None,
        headline=own[latest],
        here=own,
        county=others["county"],
        country=others["country"],
        group=others["group"],
        reading=reading(own[latest], own, others, small=False),
        rank_in_county=_rank(here, latest),
        rank_in_group=Rank(place=None, best=None, worst=None, members=len(members), reason=NO_OWN_PLACE),
        by_age=tuple(_summed(members, f"neet_{ages}_count") for ages in AGES),
        population=population(members, here.population_date),
        older=tuple(_summed(members, name) for name in settings(RULES)["picture"]["indicators"]),
        beside=(),
        answered=frozenset(),
        exclusion=county_exclusion(here),
        notes=tuple(settings(RULES)["neet"]["notes_of_counties"]),
    )


def county_exclusion(here: County) -> ExclusionBase:
    """Return the registered persons 20–24 and 25–29 years outside in a county: the sum of what is known.

    Where a municipality's count is not known, the sum is too low, and the reason says by how many municipalities.

    Source: SSB 13556.

    >>> from utenfor_core.counties import county
    >>> county_exclusion(county("18")).kroner_allowed
    True
    """
    year = shares.years()[-1]
    members = [one.number for one in here.members]
    counts, residents, known = [], 0.0, set(members)
    for ages in AGES:
        found = {number: indicators.value(number, f"neet_{ages}_count", year) for number in members}
        bases = {number: indicators.value(number, f"residents_{ages}_count", year) for number in members}
        counts.append(int(sum(one for one in found.values() if one is not None)))
        residents += sum(one for number, one in bases.items() if one is not None and found[number] is not None)
        known -= {number for number, one in found.items() if one is None}
    missing = len(members) - len(known)
    reason = (
        f"{missing} av {len(members)} kommuner har minst ett antall som ikke er kjent; summen er for lav med disse."
        if missing
        else None
    )
    persons = sum(counts)
    low, high = shares.wilson(persons, residents)
    return ExclusionBase(
        counts=(counts[0], counts[1]),
        register_date=settings(RULES)["neet"]["register_date"],
        kroner_allowed=persons >= fewest_counted(),
        whole_millions=False,
        low_factor=low * residents / persons,
        high_factor=high * residents / persons,
        reason=reason,
    )


def _counties() -> tuple[tuple[str, ...], ...]:
    """Return the municipalities' numbers county by county, Oslo the last."""
    oslo = tuple(one.number for one in all_municipalities() if one.own_levels != frozenset({"kommune"}))
    return (*(tuple(member.number for member in one.members) for one in all_counties()), oslo)


def _median_of_counties(year: int) -> Share:
    found = [shares.share_of_sum(members, year) for members in _counties()]
    known = [one.share for one in found if one.share is not None]
    return Share(
        label=str(year), persons=None, residents=None, share=median(known) if known else None, low=None, high=None,
        known=len(known), members=len(found), reason=None,
    )  # fmt: skip


def _rank(here: County, year: int) -> Rank:
    """Return the county's place among all counties and Oslo, 1 = lowest share, where the intervals allow one."""
    own = tuple(one.number for one in here.members)
    mine = shares.share_of_sum(own, year)
    others = [shares.share_of_sum(members, year) for members in _counties() if members != own]
    return shares.rank_among(mine, others, "fylker")


def _summed(members: tuple[str, ...], name: str) -> Figure:
    """Return a figure of the latest year in which any municipality is known; None where it cannot be summed."""
    about = indicators.indicator(name)
    for year in reversed(about.years):
        found = value_of_sum(members, name, year)
        if found is not None and found.known:
            partly = f"Bygger på {found.known} av {len(members)} kommuner med kjente tall."
            return Figure(
                label=about.label, value=found.value, unit=about.unit, year_label=about.year_label(year),
                credit=about.credit, note=about.caveat, reason=partly if found.known < len(members) else None,
            )  # fmt: skip
    return Figure(
        label=about.label, value=None, unit=about.unit, year_label=about.year_label(about.years[-1]),
        credit=about.credit, note=about.caveat, reason=NOT_SUMMED,
    )  # fmt: skip
