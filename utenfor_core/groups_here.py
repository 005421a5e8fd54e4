"""How many persons of a target group there are in a municipality or county, as far as public figures can tell.

An estimate is no count: it rests on one rule for each group, in `data/groups_here.toml`, and stands with that rule.
What no open figure gives is missing, and few persons are not shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from utenfor_core import indicators
from utenfor_core.counties import County, unit
from utenfor_core.data import settings
from utenfor_core.municipalities import all_municipalities
from utenfor_core.small_numbers import fewest_counted

RULES: Final = "groups_here.toml"
ESTIMATED, FEW, UNKNOWN, NO_RULE = "anslått", "få", "ikke kjent", "ingen regel"


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """An estimate of the persons of a group, or why there is none.

    `state` is anslått, få (fewer than are shown), ikke kjent (the figure is not known here) or ingen regel. `persons`
    is a whole number where it is anslått. `residents` are those of the rule's ages on 1 January of `year`; for a rule
    of counts `year` is the count's. `known` of `members` municipalities carry the figure.
    """

    group: str
    state: str
    persons: float | None = None
    residents: int | None = None
    year: int | None = None
    known: int = 1
    members: int = 1


def estimate(number: str, group: str) -> Estimate:
    """Return the estimate of one group, by its id, in a municipality or county; one of the user's own has no rule.

    Raises: MunicipalityError for an unknown number.
    Source: SSB 13556 and 07459, and the groups' own sources.

    >>> estimate("1804", "vgs_frafall").persons, estimate("1804", "angst_depresjon").state
    (144.0, 'ingen regel')
    """
    rule = settings(RULES)["rules"].get(group)
    if rule is None:
        return Estimate(group=group, state=NO_RULE)
    place = unit(number)
    numbers = [one.number for one in place.members] if isinstance(place, County) else [number]
    if "count" in rule:
        return _counted(group, rule, numbers)
    residents = _residents(numbers, rule["ages"])
    share = rule["share"] if "share" in rule else rule["persons"] / _residents(_everywhere(), rule["ages"])
    return _shown(group, share * residents, residents=residents, year=place.population_date.year, members=len(numbers))


def _counted(group: str, rule: dict[str, Any], numbers: Sequence[str]) -> Estimate:
    names = [rule["count"], *rule["less"]]
    year = indicators.indicator(rule["count"]).years[-1]
    counts = [[indicators.value(number, name, year) for name in names] for number in numbers]
    known = [[one for one in row if one is not None] for row in counts if None not in row]
    if not known:
        return Estimate(group=group, state=UNKNOWN, year=year, known=0, members=len(numbers))
    persons = sum(whole - sum(parts) for whole, *parts in known)
    return _shown(group, persons, year=year, known=len(known), members=len(numbers))


def _shown(  # noqa: PLR0913 - an estimate and what it rests on
    group: str, persons: float, *, year: int, members: int, residents: int | None = None, known: int | None = None
) -> Estimate:
    whole = float(round(persons))
    few = whole < fewest_counted()
    return Estimate(
        group=group,
        state=FEW if few else ESTIMATED,
        persons=None if few else whole,
        residents=residents,
        year=year,
        known=members if known is None else known,
        members=members,
    )


def _residents(numbers: Sequence[str], ages: Sequence[int]) -> int:
    first, last = ages
    return sum(indicators.residents(number, first, last) for number in numbers)


def _everywhere() -> list[str]:
    return [one.number for one in all_municipalities()]
