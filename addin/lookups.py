"""What the functions that look something up answer, for one row of arguments that are read."""

from functools import lru_cache

from addin.answers import once_each
from addin.explanation import version
from addin.kinds import INDEX_NAMES
from addin.municipality_fields import FIELDS, field_value, newest_edition
from addin.parameter_names import named
from addin.unit_savings import factors
from addin.worksheet_errors import BAD_VALUE, NOT_AVAILABLE, WorksheetError
from utenfor_core.assumptions import INDEXES
from utenfor_core.challenge_picture import is_described, neet_for_exclusion
from utenfor_core.discounting import rounded_half_up
from utenfor_core.domain import LEVELS, YEARS, Case
from utenfor_core.errors import MunicipalityError, ParameterError
from utenfor_core.frame import built_in_frame
from utenfor_core.indicators import Indicator, indicator, indicators, value
from utenfor_core.model import run
from utenfor_core.municipalities import Municipality, find
from utenfor_core.network import edition
from utenfor_core.places import place_of
from utenfor_core.prices import rebase
from utenfor_core.small_numbers import fewest_described

SHARE, COUNT = "share", "count"
"""How the ids of a share and of the persons behind it end."""

MILLION = 1_000_000.0
CACHED_MUNICIPALITIES = 512
"""More than there are, so that a column of them all is calculated once."""


def _refused(error: Exception) -> WorksheetError:
    code = NOT_AVAILABLE if isinstance(error, (MunicipalityError, ParameterError)) else BAD_VALUE
    return WorksheetError(code, str(error))


def _fee(residents: float, edition_id: str) -> float:
    return float(edition(edition_id).fee(residents))


def _band(residents: float, edition_id: str) -> str:
    return edition(edition_id).band(residents).label


def _kommune(municipality: str, field: float, year: float | None) -> float | str:
    here = find(municipality).municipality
    return field_value(here, FIELDS[int(field)], None if year is None else int(year), newest_edition())


def _indicator(municipality: str, text: str, year: float | None) -> float:
    here, found = find(municipality).municipality, _indicator_named(text)
    at = found.years[-1] if year is None else int(year)
    if at not in found.years:
        explanation = f"{found.label}: ingen tall for {at}. År med tall: {', '.join(map(str, found.years))}."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    known = value(here.number, found.id, at)
    if known is None:
        explanation = f"{here.name_no}, {found.label}, {found.year_label(at)}: {found.missing}"
        raise WorksheetError(NOT_AVAILABLE, explanation)
    persons = f"{found.id.removesuffix(SHARE)}{COUNT}" if found.id.endswith(SHARE) else found.id
    count = value(here.number, persons, at) if persons.endswith(COUNT) and persons in indicators() else None
    if count is not None and not is_described(count):
        explanation = (
            f"{here.name_no}, {found.label}: færre enn {fewest_described()}. Så få vises ikke: de kan kjennes igjen."
        )
        raise WorksheetError(NOT_AVAILABLE, explanation)
    return known


def _indicator_named(text: str) -> Indicator:
    by_label = {one.label.casefold(): one for one in indicators().values()}
    return by_label.get(text.casefold()) or indicator(text.casefold())


def _param(text: str, year: float | None) -> float | tuple[float, ...]:
    found = named(text, None if year is None else int(year))
    parameter, value = found.parameter, found.value
    if value is None:
        explanation = (
            f"{parameter.label} ({parameter.id}) er tom: {parameter.empty_reason} {parameter.where_found or ''}"
        )
        raise WorksheetError(NOT_AVAILABLE, explanation.strip())
    return value if isinstance(value, tuple) else float(value)


def _source(text: str, year: float | None) -> str:
    found = named(text, None if year is None else int(year))
    if year is not None and found.value is None:
        explanation = f"{found.parameter.label} ({found.parameter.id}) er tom. La år stå tomt."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    sources = [one for one in found.parameter.sources if not found.source_ids or one.id in found.source_ids]
    return "; ".join(f"{one.title}, {one.url}" if one.url else one.title for one in sources)


def _price(amount: float, from_year: float, to_year: float, index: float) -> float:
    key = INDEXES[int(index)]
    frame = built_in_frame()
    return rebase(amount, int(from_year), int(to_year), frame.parameters.growth(key), index=INDEX_NAMES[key])


def _discount(budget_year: float, rate: float | None) -> float:
    base = built_in_frame().base_year
    year = int(budget_year if budget_year < YEARS else budget_year - base)
    return float(factors(rate)[year])


def _exclusion(municipality: str, level: float) -> float:
    costs = _exclusion_costs(find(municipality).municipality)
    return costs[int(level)] if int(level) < len(LEVELS) else float(sum(costs))


@lru_cache(maxsize=CACHED_MUNICIPALITIES)
def _exclusion_costs(here: Municipality) -> tuple[float, ...]:
    base = neet_for_exclusion(here.number)
    if not base.kroner_allowed:
        raise WorksheetError(NOT_AVAILABLE, f"{here.name_no}: {base.reason}")
    kept = run(Case(place=place_of(here)), base.counts).row("exclusion_kept")[:, 0].tolist()
    if base.whole_millions:
        return tuple(MILLION * rounded_half_up(kroner, MILLION) for kroner in kept)
    return tuple(map(float, kept))


FEE, BAND, KOMMUNE = once_each(_fee, _refused), once_each(_band, _refused), once_each(_kommune, _refused)
INDICATOR = once_each(_indicator, _refused)
PARAM, SOURCE, PRICE = once_each(_param, _refused), once_each(_source, _refused), once_each(_price, _refused)
DISCOUNT, EXCLUSION = once_each(_discount, _refused), once_each(_exclusion, _refused)
VERSION = once_each(version, _refused)
