"""The sheet `Forutsetninger`: every parameter by preset, own value and in use; price indexes; lines of the user's own."""

from collections.abc import Sequence

from utenfor_core.assumptions import INDEXES, Assumption
from utenfor_core.domain import FREE_LINES, PROFILE_BANDS
from utenfor_core.inputs import FIRST_PRICE_YEAR, Field, free_line_fields
from workbook_templates.rows import Row, exact_unit

PRESET_COLUMN, OWN_COLUMN, USE_COLUMN, MINIMUM_COLUMN, MAXIMUM_COLUMN = 4, 7, 8, 9, 10
YEAR_COLUMN = 2
"""The first year of the price indexes: nine years stand in the columns from status to range."""


def assumption_rows(lines: Sequence[Assumption], carried: Sequence[str]) -> list[Row]:
    """Return the table of assumptions; `carried` are the names whose preset values come from an older price year."""
    names = tuple(line.name for line in lines)
    units = {line.name: exact_unit(line.unit) for line in lines}
    return [
        Row(name="preset_value", unit="", units=units, per=names, column=PRESET_COLUMN, formulas={name: f"={{price_value@{name}}}" for name in carried}),
        Row(name="own_value", unit="", units=units, per=names, column=OWN_COLUMN, keys=tuple(f"own.{name}" for name in names)),
        Row(name="own_minimum", unit="", units=units, per=names, column=MINIMUM_COLUMN),
        Row(name="own_maximum", unit="", units=units, per=names, column=MAXIMUM_COLUMN),
        Row(
            name="in_use", unit="", units=units, per=names, column=USE_COLUMN,
            formula="=IF(AND(ISNUMBER({own_value.*}),N({own_value.*})>={own_minimum.*},N({own_value.*})<={own_maximum.*}),"
            "{own_value.*},INDEX({preset_value.*[:]},{preset_number}))",
        ),
    ]  # fmt: skip


def preset_rows() -> list[Row]:
    """Return the header of the presets, and the number of the one chosen."""
    return [
        Row(
            name="preset_number",
            unit="nummer",
            column=USE_COLUMN,
            formula="=IFERROR(MATCH({#place.preset},{preset_name[:]},0),1)",
        ),
        Row(name="preset_name", unit="tekst", column=PRESET_COLUMN),
    ]


def index_rows(price_year: int) -> list[Row]:
    """Return the price indexes: growth is typed, the level falls backwards from 1 in the price year."""
    years = range(FIRST_PRICE_YEAR + 1, price_year + 1)
    first, last = YEAR_COLUMN, YEAR_COLUMN + len(years)
    return [
        Row(name="index_year", unit="år", column=first),
        Row(name="index_growth", unit="sats/år", per=INDEXES, column=first + 1, keys=tuple(f"growth.{index}_{year}" for index in INDEXES for year in years)),
        Row(
            name="index_level", unit="indeks", per=INDEXES, column=first,
            formula='=IF(AND(ISNUMBER({index_growth.*[1]}),ISNUMBER({index_level.*[1]})),{index_level.*[1]}/(1+{index_growth.*[1]}),"mangler")',
        ),
        Row(name="index_base", unit="indeks", per=INDEXES, column=last, beside="index_level"),
    ]  # fmt: skip


def price_rows(carried: Sequence[str]) -> list[Row]:
    """Return the amounts of older price years and what they are in the model's."""
    return [
        Row(name="price_amount", unit="kr", per=carried, column=PRESET_COLUMN),
        Row(name="price_from", unit="år", per=carried, column=OWN_COLUMN, beside="price_amount"),
        Row(name="price_index", unit="nummer", per=carried, column=USE_COLUMN, beside="price_amount"),
        Row(name="price_level", unit="indeks", per=carried, column=MINIMUM_COLUMN, beside="price_amount", formula="=INDEX({index_level.all[:]},{price_index.*},MATCH({price_from.*},{index_year[:]},0))"),
        Row(name="price_factor", unit="faktor", per=carried, column=MAXIMUM_COLUMN, beside="price_amount", formula='=IF(ISNUMBER({price_level.*}),1/{price_level.*},"mangler")'),
        Row(name="price_value", unit="kr", per=carried, column=PRESET_COLUMN, formula='=IF(ISNUMBER({price_factor.*}),{price_amount.*}*{price_factor.*},"mangler")'),
    ]  # fmt: skip


def free_line_rows(number: int) -> list[Row]:
    """Return the typed cells of one cost line of the user's own: one line for each field, use by band across."""
    owner = f"free{number}"
    fields: Sequence[Field] = free_line_fields(owner)
    single = [field for field in fields if not field.name.startswith(("out_", "in_"))]
    rows = [
        Row(name=f"cell_{field.name}", unit=exact_unit(field.unit, field.kind), column=PRESET_COLUMN, keys=(field.key,))
        for field in single
    ]
    bands = range(1, len(PROFILE_BANDS) + 1)
    keys = {side: tuple(f"{owner}.{side}_{band}" for band in bands) for side in ("out", "in")}
    use = [Row(name=f"cell_{side}", unit="personår per person", column=PRESET_COLUMN, keys=keys[side]) for side in keys]
    return rows + use


FREE_OWNERS = tuple(f"free{n}" for n in range(1, FREE_LINES + 1))
