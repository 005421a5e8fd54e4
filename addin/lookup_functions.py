"""The functions that look something up: fees, municipalities, parameters, prices, discount factors, today's exclusion.

An argument is a cell or a range; an empty optional one takes its default. What is not found or not known is #N/A,
raised as a WorksheetError for a single cell, in its place in the answer to a range.
"""

from addin.columns import Cells
from addin.ranges import Answer, call


def utenfor_fee(residents: Cells, edition_id: Cells = None) -> Answer:
    """Fee of the learning network by population, kr, paid once.

    Raises WorksheetError.

    >>> utenfor_fee(53712)
    69125.0
    """
    return call("UTENFOR_FEE", residents, edition_id)


def utenfor_band(residents: Cells, edition_id: Cells = None) -> Answer:
    """Population band of the learning network, as its texts name it.

    Raises WorksheetError.

    >>> utenfor_band([5000, 5001]).tolist()
    ['inntil 5 000', '5 001–7 500']
    """
    return call("UTENFOR_BAND", residents, edition_id)


def utenfor_kommune(municipality: Cells, field: Cells, year: Cells = None) -> Answer:
    """Return one field about a municipality; fields in `addin.municipality_fields`, fees of the newest edition.

    Raises WorksheetError, #N/A for a municipality that is not found or a name that two bear.

    >>> utenfor_kommune(301, "navn"), utenfor_kommune("Bodo", "folketall", 2026)
    ('Oslo', 53638.0)
    """
    return call("UTENFOR_KOMMUNE", municipality, field, year)


def utenfor_indicator(municipality: Cells, indicator: Cells, year: Cells = None) -> Answer:
    """Return a public figure about children and youth: a count, a share (0–1), points or an index.

    The year is the indicator's latest when none is given, also where this municipality lacks that one.

    Raises WorksheetError, #N/A for a figure that is not known, and for fewer than five persons.

    >>> utenfor_indicator("Oslo", "neet_15_29_count", 2024)
    16109.0
    """
    return call("UTENFOR_INDICATOR", municipality, indicator, year)


def utenfor_param(parameter: Cells, year: Cells = None) -> Answer:
    """Value of a parameter, of the preset after @ (`forsiktig` without) and of the year (the latest without).

    The parameter by its id, by the last part of it, or by the id of the row in the fact lists it was read from.

    One with a number for each age band fills six cells, only for a single cell.

    Raises WorksheetError, #N/A for an unknown name, an empty parameter or a year without a value.

    >>> utenfor_param("method/causal_share"), utenfor_param("causal_share@midtanslag"), utenfor_param("g_2026")
    (0.5, 0.6, 136549.0)
    """
    return call("UTENFOR_PARAM", parameter, year)


def utenfor_source(parameter: Cells, year: Cells = None) -> Answer:
    """Return the sources of a parameter: title and address, the year's own where it has them.

    Raises WorksheetError, #N/A for an unknown name or a year without a value.

    >>> utenfor_source("prices/municipal_deflator", 2022)
    'Meld. St. 1 (2025–2026) Nasjonalbudsjettet 2026, tabell 3.12'
    """
    return call("UTENFOR_SOURCE", parameter, year)


def utenfor_price(amount: Cells, from_year: Cells, to_year: Cells, index: Cells = None) -> Answer:
    """Return an amount in kroner of another year: amount · Π (1 + growth), known growth only.

    Raises WorksheetError, #N/A when a year's growth is missing.

    >>> round(utenfor_price(100, 2024, 2026), 2)
    107.64
    """
    return call("UTENFOR_PRICE", amount, from_year, to_year, index)


def utenfor_discount(budget_year: Cells, rate: Cells = None) -> Answer:
    """Discount factor D(t) of a budget year, given as a calendar year or as years after the base year.

    Raises WorksheetError, #NUM! for a year outside the model's.

    >>> round(utenfor_discount(1, 0.04), 6), utenfor_discount(2027)
    (0.961538, 1.0)
    """
    return call("UTENFOR_DISCOUNT", budget_year, rate)


def utenfor_exclusion(municipality: Cells, level: Cells = None) -> Answer:
    """Cost of today's exclusion in one year, ages 20–29, kr, after revenue equalisation; no possible saving.

    Small municipalities in whole millions; the levels sum to `alle`.

    Raises WorksheetError, #N/A under 12 persons or where a count is not known.

    >>> bool(utenfor_exclusion("Bodø", "kommune") > 0)
    True
    """
    return call("UTENFOR_EXCLUSION", municipality, level)


def utenfor_version() -> Answer:
    """Version of the model and of its figures.

    >>> utenfor_version().startswith("Utenfor-regnskapet")
    True
    """
    return call("UTENFOR_VERSION")
