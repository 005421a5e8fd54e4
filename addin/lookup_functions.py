"""The functions that look something up: fees, municipalities, parameters, prices, discount factors, today's exclusion.

An argument is a cell or a range; an empty optional one takes its default. What is not found or not known is #N/A,
raised as a WorksheetError for a single cell, in its place in the answer to a range.
"""

from functools import lru_cache

from addin.columns import Cells
from addin.explanation import version
from addin.kinds import INDEX_NAMES
from addin.municipality_fields import FIELDS, field_value, newest_edition
from addin.ranges import Answer, call, once_each
from addin.unit_savings import factors
from addin.worksheet_errors import BAD_NUMBER, BAD_VALUE, NOT_AVAILABLE, WorksheetError
from utenfor_core.assumptions import INDEXES
from utenfor_core.challenge_picture import neet_for_exclusion
from utenfor_core.discounting import rounded_half_up
from utenfor_core.domain import LEVELS, PRESETS, YEARS, Case
from utenfor_core.errors import MunicipalityError, ParameterError
from utenfor_core.frame import built_in_frame
from utenfor_core.model import run
from utenfor_core.municipalities import Municipality, find
from utenfor_core.network import edition
from utenfor_core.parameters import Parameter
from utenfor_core.places import place_of
from utenfor_core.prices import rebase

PRESET_MARK = "@"
MILLION = 1_000_000.0
CACHED_MUNICIPALITIES = 512
"""More than there are, so that a column of them all is calculated once."""


def utenfor_fee(residents: Cells, edition_id: Cells = None) -> Answer:
    """Fee of the learning network by population, kr, paid once.

    Raises WorksheetError.

    >>> utenfor_fee(53712)
    69125.0
    """
    return call("UTENFOR_FEE", _FEE, residents, edition_id)


def utenfor_band(residents: Cells, edition_id: Cells = None) -> Answer:
    """Population band of the learning network, as its texts name it.

    Raises WorksheetError.

    >>> utenfor_band([5000, 5001]).tolist()
    ['inntil 5 000', '5 001–7 500']
    """
    return call("UTENFOR_BAND", _BAND, residents, edition_id)


def utenfor_kommune(municipality: Cells, field: Cells, year: Cells = None) -> Answer:
    """Return one field about a municipality; fields in `addin.municipality_fields`, fees of the newest edition.

    Raises WorksheetError, #N/A for a municipality that is not found or a name that two bear.

    >>> utenfor_kommune(301, "navn"), utenfor_kommune("Bodo", "folketall", 2026)
    ('Oslo', 53638.0)
    """
    return call("UTENFOR_KOMMUNE", _KOMMUNE, municipality, field, year)


def utenfor_param(parameter: Cells, year: Cells = None) -> Answer:
    """Value of a parameter, of the preset after @ (`forsiktig` without) and of the year (the latest without).

    One with a number for each age band fills six cells, only for a single cell.

    Raises WorksheetError, #N/A for an unknown name, an empty parameter or a year without a value.

    >>> utenfor_param("method/causal_share"), utenfor_param("method/causal_share@midtanslag")
    (0.5, 0.6)
    """
    return call("UTENFOR_PARAM", _PARAM, parameter, year)


def utenfor_source(parameter: Cells, year: Cells = None) -> Answer:
    """Return the sources of a parameter: title and address, the year's own where it has them.

    Raises WorksheetError, #N/A for an unknown name or a year without a value.

    >>> utenfor_source("prices/municipal_deflator", 2022)
    'Meld. St. 1 (2025–2026) Nasjonalbudsjettet 2026, tabell 3.12'
    """
    return call("UTENFOR_SOURCE", _SOURCE, parameter, year)


def utenfor_price(amount: Cells, from_year: Cells, to_year: Cells, index: Cells = None) -> Answer:
    """Return an amount in kroner of another year: amount · Π (1 + growth), known growth only.

    Raises WorksheetError, #N/A when a year's growth is missing.

    >>> round(utenfor_price(100, 2024, 2026), 2)
    107.64
    """
    return call("UTENFOR_PRICE", _PRICE, amount, from_year, to_year, index)


def utenfor_discount(budget_year: Cells, rate: Cells = None) -> Answer:
    """Discount factor D(t) of a budget year, given as a calendar year or as years after the base year.

    Raises WorksheetError, #NUM! for a year outside the model's.

    >>> round(utenfor_discount(1, 0.04), 6), utenfor_discount(2027)
    (0.961538, 1.0)
    """
    return call("UTENFOR_DISCOUNT", _DISCOUNT, budget_year, rate)


def utenfor_exclusion(municipality: Cells, level: Cells = None) -> Answer:
    """Cost of today's exclusion in one year, ages 20–29, kr, after revenue equalisation; no possible saving.

    Small municipalities in whole millions; the levels sum to `alle`.

    Raises WorksheetError, #N/A under 12 persons or where a count is not known.

    >>> bool(utenfor_exclusion("Bodø", "kommune") > 0)
    True
    """
    return call("UTENFOR_EXCLUSION", _EXCLUSION, municipality, level)


def utenfor_version() -> Answer:
    """Version of the model and of its figures.

    >>> utenfor_version().startswith("Utenfor-regnskapet")
    True
    """
    return call("UTENFOR_VERSION", _VERSION)


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


def _parameter(text: str) -> tuple[Parameter, str]:
    name, _, preset = (part.strip() for part in text.partition(PRESET_MARK))
    preset = preset or PRESETS[0]
    if preset.casefold() not in PRESETS:
        explanation = f"«{preset}» er ikke et forutsetningssett. Velg {', '.join(PRESETS)}."
        raise WorksheetError(BAD_VALUE, explanation)
    return built_in_frame().parameters.named(name), preset.casefold()


def _year_of(parameter: Parameter, year: float | None) -> int | None:
    if year is not None and not parameter.years:
        explanation = f"{parameter.label} ({parameter.id}) har ikke verdier per år. La år stå tomt."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    return int(year) if year is not None else max(parameter.years, default=None)


def _param(text: str, year: float | None) -> float | tuple[float, ...]:
    parameter, preset = _parameter(text)
    value = parameter.value(preset, _year_of(parameter, year))
    if value is None:
        explanation = (
            f"{parameter.label} ({parameter.id}) er tom: {parameter.empty_reason} {parameter.where_found or ''}"
        )
        raise WorksheetError(NOT_AVAILABLE, explanation.strip())
    return value if isinstance(value, tuple) else float(value)


def _source(text: str, year: float | None) -> str:
    parameter, preset = _parameter(text)
    dated = _year_of(parameter, year)
    if year is not None:
        parameter.value(preset, dated)
    ids = {one for value in parameter.dated if year is not None and value.year == dated for one in value.source_ids}
    sources = [source for source in parameter.sources if not ids or source.id in ids]
    return "; ".join(f"{one.title}, {one.url}" if one.url else one.title for one in sources)


def _price(amount: float, from_year: float, to_year: float, index: float) -> float:
    key = INDEXES[int(index)]
    frame = built_in_frame()
    return rebase(amount, int(from_year), int(to_year), frame.parameters.growth(key), index=INDEX_NAMES[key])


def _discount(budget_year: float, rate: float | None) -> float:
    base = built_in_frame().base_year
    year = int(budget_year if budget_year < YEARS else budget_year - base)
    if not 0 <= year < YEARS:
        explanation = f"budsjettår er {budget_year:.0f}. Skriv {base}–{base + YEARS - 1}, eller 0–{YEARS - 1}."
        raise WorksheetError(BAD_NUMBER, explanation)
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


_FEE, _BAND, _KOMMUNE = once_each(_fee, _refused), once_each(_band, _refused), once_each(_kommune, _refused)
_PARAM, _SOURCE, _PRICE = once_each(_param, _refused), once_each(_source, _refused), once_each(_price, _refused)
_DISCOUNT, _EXCLUSION = once_each(_discount, _refused), once_each(_exclusion, _refused)
_VERSION = once_each(version, _refused)
