"""What `Plan` shows, on `Beregning`: measures that may be described, what is expected, positions and who pays."""

from utenfor_core.council_plan import PAYING
from utenfor_core.domain import LEVELS, OUTSIDE
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.plan_lines import PLAN_YEARS
from workbook_templates.rows import Row

CONSTANT = 4


def _by_measure(template: str) -> dict[str, str]:
    """Return a formula for each measure; # is the measure."""
    return {owner: template.replace("#", owner) for owner in MEASURE_BLOCKS}


def _over_measures(template: str) -> str:
    return "+".join(template.replace("#", owner) for owner in MEASURE_BLOCKS)


def council_plan_rows() -> list[Row]:
    """Return the rows of the plan for the council."""
    paid: dict[str, str] = {level: f"={{all!level_cost@{level}}}" for level in PAYING if level in LEVELS}
    outside = _over_measures(f'SUMIF({{#!funder_level.all}},"{OUTSIDE}",{{#!funder_paid.all}})')
    others = _over_measures("SUMPRODUCT((1-{#!plan_funder_counts.all})*{#!funder_paid.all})")
    positions = _over_measures("{#!complete}*N({#!cell_positions})")
    return [
        Row(name="fewest_described", unit="personer", column=CONSTANT),
        Row(name="described", unit="bryter", per=MEASURE_BLOCKS, column=CONSTANT, formulas=_by_measure("={#!complete}*({#!persons_planned}>={fewest_described})")),
        Row(name="too_few", unit="bryter", per=MEASURE_BLOCKS, column=CONSTANT, formulas=_by_measure("={#!complete}*({#!persons_planned}<{fewest_described})")),
        Row(name="expected_successes", unit="personer, ventet", per=MEASURE_BLOCKS, column=CONSTANT, formulas=_by_measure("={success_effective@#}*{#!persons}")),
        Row(name="plan_positions", unit="årsverk", column=CONSTANT, formula=f"={positions}"),
        Row(name="paid_by", unit="kr", per=PAYING, cells=PLAN_YEARS, formulas=paid | {OUTSIDE: f"={outside}"}),
        Row(name="paid_by_rounded", unit="1 000 kr", per=PAYING, cells=PLAN_YEARS, formula="=ROUND(ROUND({paid_by.*}*{plan_price},0)/1000,0)"),
        Row(name="paid_total", unit="1 000 kr", cells=PLAN_YEARS, formula="=SUM({paid_by_rounded.all})"),
        Row(name="year_funded", unit="år", formula=f"={{year}}*(({others})>{{tolerance}})"),
        Row(name="last_funded", unit="år", column=CONSTANT, formula="=MAX({year_funded[:]})"),
    ]  # fmt: skip
