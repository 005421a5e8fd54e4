"""The top of the sheet `Beregning`: years, discounting, real growth, horizons and what overlaps between measures."""

from utenfor_core.model import MEASURE_BLOCKS
from workbook_templates.rows import Row

CONSTANT = 4
RATES = ("0", "1", "2", "3")
GROWTHS = ("fixed", "wages", "municipal_tax", "county_tax", "state_tax")

TIME_ROWS = [
    Row(name="t", unit="nummer", start=-9),
    Row(name="year", unit="år", formula="={base_year_used}+{t}"),
    Row(name="base_year_default", unit="år", column=CONSTANT),
    Row(name="base_year_used", unit="år", column=CONSTANT, formula="=IF(ISNUMBER({#place.base_year}),{#place.base_year},{base_year_default})"),
    Row(name="last_year", unit="år", column=CONSTANT, formula="=MAX({year[:]})"),
    Row(name="default_month", unit="måned", column=CONSTANT),
    Row(name="rate_from", unit="år", per=RATES, column=CONSTANT, formulas={"2": "={rate_from_2}", "3": "={rate_from_3}"}),
    Row(name="rate_value", unit="andel/år", per=RATES, column=CONSTANT, formulas={"1": "={rate_1}", "2": "={rate_2}", "3": "={rate_3}"}),
    Row(name="rate", unit="andel/år", formula="=IF(ISNUMBER({#place.flat_rate}),{#place.flat_rate},INDEX({rate_value.all},MATCH({t},{rate_from.all},1)))"),
    Row(name="discount", unit="faktor", formula="=IF({t}<1,1,{discount[-1]}/(1+{rate}))"),
    Row(name="intake_year", unit="år", formula="={year}"),
    Row(name="intake_discount", unit="faktor", formula="={discount}"),
    Row(name="discount_next", unit="faktor", formula="=N({discount[1]})"),
    Row(name="growth_on", unit="bryter", per=GROWTHS, column=CONSTANT),
    Row(
        name="rate_ratio", unit="faktor", per=GROWTHS, column=CONSTANT,
        formulas={
            "municipal_tax": "={municipal_rate_dated}/{municipal_rate}", "county_tax": "={county_rate_dated}/{county_rate}",
            "state_tax": "={state_rate_dated_used}/{state_rate_used}",
        },
    ),
    Row(name="growth_factor", unit="faktor", per=GROWTHS, formula="=(1+{growth}*{growth_on.*})^{t}*IF({year}<{structural_from},{rate_ratio.*},1)"),
]  # fmt: skip

HORIZON_FORMULAS = (
    "=1+MOD({election_last}-{base_year_used},{election_period})",
    "={plan_years}",
    "={horizon_medium}",
    "={horizon_long}",
    "={horizon_standard}",
    "=IF(ISNUMBER({#place.horizon}),{#place.horizon},COLUMNS({year[:]}))",
    "=COLUMNS({year[:]})",
)


def horizon_rows() -> list[Row]:
    """Return the horizons: seven cells down, each with a formula of its own, and one row across that results use."""
    names = tuple(str(at + 1) for at in range(len(HORIZON_FORMULAS)))
    return [
        Row(name="horizon_list", unit="antall år", per=names, column=CONSTANT, formulas=dict(zip(names, HORIZON_FORMULAS, strict=True))),
        Row(name="horizon", unit="antall år", formula="=INDEX({horizon_list.all},{t}+1)"),
    ]  # fmt: skip


OVERLAP_ROWS = [
    Row(name="overlap_share_used", unit="andel", per=MEASURE_BLOCKS, column=CONSTANT, formulas={owner: f"=N({{#{owner}.overlap}})" for owner in MEASURE_BLOCKS}),
    Row(name="success_planned", unit="andel", per=MEASURE_BLOCKS, column=CONSTANT, formulas={owner: f"={{{owner}!success_rate}}*{{{owner}!complete}}" for owner in MEASURE_BLOCKS}),
    Row(name="base_for_overlap", unit="andel", per=MEASURE_BLOCKS, column=CONSTANT, formulas={owner: f"=N({{{owner}!base_outcome_used}})" for owner in MEASURE_BLOCKS}),
    Row(name="overlap_marked", unit="bryter", per=MEASURE_BLOCKS, column=CONSTANT, formula="=1*AND({overlap_share_used.*}>0,{success_planned.*}>0)"),
    Row(name="base_marked", unit="andel", per=MEASURE_BLOCKS, column=CONSTANT, formula="={overlap_marked.*}*{base_for_overlap.*}"),
    Row(name="not_saved", unit="andel", per=MEASURE_BLOCKS, column=CONSTANT, formula="=IF({overlap_marked.*}=1,1-MIN(1,{success_planned.*}/(1-{base_for_overlap.*})),1)"),
    Row(name="overlap_total", unit="andel", column=CONSTANT, formula="=SUMPRODUCT({success_planned.all},{overlap_marked.all})"),
    Row(name="overlap_highest", unit="andel", column=CONSTANT, formula="=MAX({base_marked.all})"),
    Row(name="overlap_joint", unit="andel", column=CONSTANT, formula="=(1-{overlap_highest})*(1-PRODUCT({not_saved.all}))"),
    Row(name="overlap_factor", unit="andel", column=CONSTANT, formula="=IF({overlap_total}>0,MIN(1,{overlap_joint}/{overlap_total}),1)"),
    Row(
        name="success_effective", unit="andel", per=MEASURE_BLOCKS, column=CONSTANT,
        formula="={success_planned.*}*(1-{overlap_share_used.*}*{overlap_marked.*}*(1-{overlap_factor}))",
    ),
]  # fmt: skip
