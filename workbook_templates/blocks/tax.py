"""The sheet `Skatt`: tax of each income, who has which income by age, and the expected tax on each side."""

from utenfor_core.inputs import ZONES
from utenfor_core.posts import AGE_FLAGS, COMBINATIONS, INCOMES, TAX_KINDS
from workbook_templates.rows import Row

FIRST = 4
_BRACKETS = "+".join(
    f"MAX(0,{{income.*}}-{{bracket_{n}_from}})*"
    + ("{bracket_1_rate}" if n == 1 else f"({{bracket_{n}_rate}}-{{bracket_{n - 1}_rate}})")
    for n in range(1, 6)
)

PLACE_ROWS = [
    Row(name="zone_name", unit="tekst", per=ZONES, column=FIRST),
    Row(
        name="zone_rate",
        unit="andel",
        per=ZONES,
        column=FIRST + 1,
        beside="zone_name",
        formulas={zone: f"={{employer_{zone.split()[-1]}}}" for zone in ZONES},
    ),
    Row(
        name="employer_rate",
        unit="andel",
        column=FIRST,
        formula='=IFERROR(INDEX({zone_rate.all},MATCH({#place.employer_zone},{zone_name.all},0)),"ikke satt")',
    ),
    Row(name="reduced_zone", unit="bryter", column=FIRST),
    Row(name="population_share", unit="andel", column=FIRST),
    Row(name="relief_used", unit="andel", column=FIRST, formula="={reduced_zone_relief}*{reduced_zone}"),
    Row(name="state_rate_used", unit="andel", column=FIRST, formula="={state_rate}-{relief_used}"),
    Row(name="state_rate_dated_used", unit="andel", column=FIRST, formula="={state_rate_dated}-{relief_used}"),
    Row(
        name="weak",
        unit="bryter",
        column=FIRST,
        formula="=IF(ISNUMBER({#place.tax_level}),1*({#place.tax_level}<{weak_threshold}),1*({weak_if_empty}>0))",
    ),
    Row(
        name="keep",
        unit="andel",
        column=FIRST,
        formula="=1-{symmetric_rate}*(1-{population_share})-{weak_rate}*{weak}*(1-{weak_threshold}*{population_share})",
    ),
    Row(name="county_keep", unit="andel", column=FIRST, formula="=1-{county_equalisation}"),
]

INCOME_ROWS = [
    Row(name="mix_names", unit="tekst", per=INCOMES, column=FIRST - 1),
    Row(name="is_wage", unit="bryter", per=INCOMES, column=FIRST, beside="mix_names"),
    Row(
        name="income", unit="kr/år", per=INCOMES, column=FIRST + 1, beside="mix_names",
        formulas={
            "wage_out": "={income@wage_in}*{low_education_ratio}",
            "wage_in": "=N({wage_month})*12*{hours_share}",
            **{name: f"=N({{unit_{name}}})" for name in INCOMES[2:]},
        },
    ),
    Row(name="tax_allowance", unit="kr/år", per=INCOMES, column=FIRST + 2, beside="mix_names", formula="=MIN({allowance_rate}*{income.*},{allowance_cap})"),
    Row(name="tax_base", unit="kr/år", per=INCOMES, column=FIRST + 3, beside="mix_names", formula="=MAX(0,{income.*}-{tax_allowance.*}-{personal_allowance})"),
    Row(name="tax_municipal", unit="kr/år", per=INCOMES, column=FIRST + 4, beside="mix_names", formula="={tax_base.*}*{municipal_rate}"),
    Row(name="tax_county", unit="kr/år", per=INCOMES, column=FIRST + 5, beside="mix_names", formula="={tax_base.*}*{county_rate}"),
    Row(name="tax_state", unit="kr/år", per=INCOMES, column=FIRST + 6, beside="mix_names", formula="={tax_base.*}*{state_rate_used}"),
    Row(name="tax_social", unit="kr/år", per=INCOMES, column=FIRST + 7, beside="mix_names", formula="=MIN({social_rate}*{income.*},{social_step}*MAX(0,{income.*}-{social_floor}))"),
    Row(name="tax_bracket", unit="kr/år", per=INCOMES, column=FIRST + 8, beside="mix_names", formula=f"={_BRACKETS}"),
    Row(name="tax_employer", unit="kr/år", per=INCOMES, column=FIRST + 9, beside="mix_names", formula="={is_wage.*}*{income.*}*N({employer_rate})"),
]  # fmt: skip

BAND_ROWS = [
    Row(name="band_number", unit="nummer", column=FIRST),
    *(Row(name=f"ages_{name}", unit="bryter", column=FIRST) for name in AGE_FLAGS),
]


def _vector(line: str, combination: str) -> str:
    side, pair = combination.split("_")
    return f"INDEX({{{line}_{side}{'_neet' if pair == 'neet' else ''}.all}},{{band_number}})"


def mix_rows(combination: str) -> list[Row]:
    """Return who has which income on one side, by band, and the tax that is to be expected there."""
    employed, disabled, assessed = (_vector(line, combination) for line in ("employed", "ufore", "aap"))
    low, high = ("={0}", "=0*{0}") if combination.startswith("out") else ("=0*{0}", "={0}")
    return [
        Row(
            name=f"mix_{combination}", unit="personår per person", per=INCOMES, column=FIRST,
            formulas={
                "wage_out": low.format(employed), "wage_in": high.format(employed),
                "ufore_ung": f"={disabled}*{{ages_under_30}}", "ufore": f"={disabled}*{{ages_from_30}}",
                "aap_ung": f"={assessed}*{{ages_under_25}}", "aap": f"={assessed}*{{ages_from_25}}",
            },
        ),
        Row(
            name=f"expected_{combination}", unit="kr/år", per=TAX_KINDS, column=FIRST,
            formulas={kind: f"=SUMPRODUCT({{mix_{combination}.all}},{{tax_{kind}.all}})" for kind in TAX_KINDS},
        ),
    ]  # fmt: skip


MIX_ROWS = {combination: mix_rows(combination) for combination in COMBINATIONS}
