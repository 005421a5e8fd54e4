"""The checks on `Kontroll`: 0 where a check holds, 1 where it does not, and the light over them all."""

from utenfor_core.control import CHECKS, FAULT, NOTICE, OK
from utenfor_core.domain import OUTSIDE
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.profiles import NOT_SET
from utenfor_core.typed_codes import ART, FUNCTION, codes
from workbook_templates.blocks.across import CODES_COLUMN
from workbook_templates.blocks.assumptions import FREE_OWNERS
from workbook_templates.blocks.measure import OWN, PAYING
from workbook_templates.rows import Row

CONSTANT = 4
VALUE, WEIGHT = 3, 4


def _total(name: str) -> str:
    return "+".join(f"{{{owner}!{name}}}" for owner in MEASURE_BLOCKS)


def _any(name: str, *others: str) -> str:
    return f"=1*({'+'.join((_total(name), *others))}>0)"


def _off(difference: str) -> str:
    return f"=1*(ABS({difference})>{{tolerance}})"


_IDLE = (
    "={complete}*("
    + "+".join(
        f"({{funder_share_used@{n}}}+{{funder_amount_used@{n}}}>0)*(SUM({{funder_paid@{n}[:]}})=0)" for n in PAYING
    )
    + ">0)"
)
_SAVING = "{own_rate_used.all}*{own_unit_used.all}*{own_duration_used.all}"
_OUTSIDE = "".join(
    f'-SUMPRODUCT(({{{owner}!funder_level.all}}="{OUTSIDE}")*{{{owner}!funder_paid.all[:]}})'
    for owner in MEASURE_BLOCKS
)


def _codes(in_plan: str, function: str, art: str) -> str:
    """Return how many of two codes are not in their list, and of them that are empty while the plan has a line."""
    unknown = "+".join(
        f'({cell}<>"")*(1-SUMPRODUCT(1*({{{known}.all}}={cell}&"")))'
        for cell, known in ((function, "kostra_function"), (art, "kostra_art"))
    )
    return f'{unknown}+{in_plan}*(({function}="")+({art}=""))'


def _wrong_codes() -> str:
    own = (
        _codes(f"{{complete}}*{{plan_own_counts@{n}}}", f"{{cell_own{n}_kostra_function}}", f"{{cell_own{n}_art}}")
        for n in OWN
    )
    return "=" + "+".join([_codes("{complete}", "{cell_kostra_function}", "{cell_art}"), *own])


def _free_codes() -> str:
    return "=" + "+".join(
        _codes(f'({{#{owner}.name}}<>"")', f"{{#{owner}.kostra_function}}", f"{{#{owner}.art}}")
        for owner in FREE_OWNERS
    )


MEASURE_ROWS = [
    Row(name="unfinished", unit="bryter", column=CONSTANT, formula="=1*AND(({group_number}>0)+({persons_planned}>0)+({invalid_inputs}>0)>0,{complete}=0,{hidden_example}=0)"),
    Row(name="over_funded", unit="bryter", column=CONSTANT, formula="=1*(SUMPRODUCT(1*({cost[:]}*(1-{funder_scale[:]})>{tolerance}))>0)"),
    Row(name="no_grade", unit="bryter", column=CONSTANT, formula="={complete}*(1-ISNUMBER({cell_evidence_grade}))"),
    Row(name="no_duration", unit="bryter", column=CONSTANT, formula="=1*AND({complete}=1,{cost_per_year_used}+{fixed_used}>0,{duration_used}=0)"),
    Row(name="idle_funder", unit="bryter", column=CONSTANT, formula=_IDLE),
    Row(
        name="unplaced_own", unit="bryter", column=CONSTANT,
        formula=f'={{complete}}*(SUMPRODUCT(({{own_level.all}}="{NOT_SET}")*({_SAVING}>0))>0)',
    ),
    Row(name="unset_own", unit="bryter", column=CONSTANT, formula=f"={{complete}}*(SUMPRODUCT((1-{{own_is_set.all}})*({_SAVING}>0))>0)"),
    Row(
        name="often_own", unit="bryter", column=CONSTANT,
        formula=f"={{complete}}*{{rate_known}}*(SUMPRODUCT(({{own_success_rate.all}}>IF({{rate_is_typed}}=1,{{cell_typed_rate}},{{effect}})+{{tolerance}}/1000)*({_SAVING}>0))>0)",
    ),
    Row(name="wrong_codes", unit="antall", column=CONSTANT, formula=_wrong_codes()),
    Row(name="pair_marked", unit="nummer", column=CONSTANT, formula="={pair_number}"),
]  # fmt: skip

PAIR_ROWS = [
    Row(
        name="marked_pair_high", unit="nummer", per=MEASURE_BLOCKS, column=CONSTANT,
        formulas={owner: f"={{{owner}!pair_marked}}*{{overlap_marked@{owner}}}" for owner in MEASURE_BLOCKS},
    ),
    Row(name="unfinished_total", unit="antall", column=CONSTANT, formula="=" + _total("unfinished")),
    Row(name="complete_total", unit="antall", column=CONSTANT, formula="=" + _total("complete")),
    Row(name="headline_case", unit="nummer", column=CONSTANT, formula="=1+({unfinished_total}>0)+({unfinished_total}>0)*({complete_total}=0)"),
]  # fmt: skip

_FORMULAS = {
    "levels_sum": _off("SUM({all!level_gross.all[:]})-SUM({all!level_cost.all[:]})-INDEX({all!net_sum@alle[:]},COLUMNS({all!net_sum@alle[:]}))"),
    "sum_undiscounted": _off("INDEX({all!accumulated@alle[:]},COLUMNS({all!accumulated@alle[:]}))-INDEX({all!net_sum@alle[:]},COLUMNS({all!net_sum@alle[:]}))"),
    "sum_discounted": _off(
        "INDEX({all!accumulated_discounted@alle[:]},COLUMNS({all!accumulated@alle[:]}))-INDEX({all!net_present@alle[:]},COLUMNS({all!net_present@alle[:]}))"
    ),
    "present_difference": _off("SUM({all!gain_present.all[:]})-SUM({all!cost_present.all[:]})-SUM({all!net_present.all[:]})"),
    "plan_ties": "=1*(MAX(MAX({plan_tie[:]}),-MIN({plan_tie[:]}))>{tolerance})",
    "plan_areas_tie": "=1*(MAX(MAX({plan_area_tie[:]}),-MIN({plan_area_tie[:]}))>{tolerance})",
    "across_ties": _off("INDEX({across_total[:]},COLUMNS({across_total[:]}))-INDEX({all!net_present@alle[:]},COLUMNS({all!net_present@alle[:]}))"),
    "inputs_valid": "=1*({inputs_invalid}>0)",
    "preset_known": "=1*(COUNTIF({list_preset.all},{#place.preset})=0)",
    "prices_known": "=1*(COUNT({price_factor.all})<ROWS({price_factor.all}))",
    "shares_whole": "=1*OR(ABS({share@skatt_kommune}+{share@skatt_kommune_utjevnet}-1)>{tolerance},ABS({share@skatt_fylke}+{share@skatt_fylke_utjevnet}-1)>{tolerance})",
    "keep_possible": "=1*OR({keep}<0,{keep}>1)",
    "discount_starts": "=1*(INDEX({discount[:]},1)<>1)",
    "measures_complete": "=1*({unfinished_total}>0)",
    "one_pair": "=1*AND(COUNTIF({marked_pair_high.all},1)>0,SUM({marked_pair_high.all})>COUNTIF({marked_pair_high.all},1))",
    "cost_paid_once": _off("SUM({all!cost[:]})-SUM({all!level_cost.all[:]})" + _OUTSIDE),
    "nobody_twice": "=1*({overlap_joint}>1-{overlap_highest}+{tolerance}/1000)",
    "funding_used": _any("idle_funder"),
    "own_lines_placed": _any("unplaced_own"),
    "own_share_given": _any("unset_own"),
    "own_rate_fits": _any("often_own"),
    "codes_known": _any("wrong_codes", "{free_codes_wrong}+{parts_wrong_codes}"),
    "figures_current": "=1*({base_year_used}>{base_year_default})",
    "cost_has_duration": _any("no_duration"),
    "funding_fits": _any("over_funded"),
    "areas_known": "=1*({plan_area_unknown}>0)",
    "parts_filled": "=1*({parts_half_filled}>0)",
    "part_shares_fit": "=1*(SUM({parts_unfit.all})>0)",
    "vat_nets": "=1*(SUM({parts_vat_open.all})>0)",
    "grade_chosen": _any("no_grade"),
    "tax_level_given": "=1*NOT(ISNUMBER({#place.tax_level}))",
    "zone_chosen": "=1*NOT(ISNUMBER({employer_rate}))",
    "example_replaced": "={example_shown}",
    "no_own_values": "=1*(COUNTA({own_value.all})>0)",
}  # fmt: skip


def check_rows(groups: int) -> list[Row]:
    """Return the table of checks, for a book with that many target groups, the slots for own ones among them."""
    totals = "+".join(f"{{g{n}!group_total_saving}}" for n in range(1, groups + 1))
    formulas = {**_FORMULAS, "group_savings": _off(f"SUM({{group_saving.all[:]}})-({totals})")}
    return [
        Row(name="check_value", unit="bryter", per=tuple(CHECKS), column=VALUE, formulas=formulas),
        Row(name="check_weight", unit="nummer", per=tuple(CHECKS), column=WEIGHT, beside="check_value"),
    ]


LIGHT_ROWS = [
    Row(
        name="check_errors",
        unit="antall",
        column=VALUE,
        formula="=SUMPRODUCT({check_value.all}*({check_weight.all}>1))",
    ),
    Row(
        name="check_notes", unit="antall", column=VALUE, formula="=SUMPRODUCT({check_value.all}*({check_weight.all}=1))"
    ),
    Row(
        name="check_light",
        unit="tekst",
        column=VALUE,
        formula=f'=IF({{check_errors}}>0,"{FAULT}",IF({{check_notes}}>0,"{NOTICE}","{OK}"))',
    ),
]

CODE_ROWS = [
    Row(name="kostra_function", unit="tekst", per=codes()[FUNCTION], column=CODES_COLUMN),
    Row(name="kostra_art", unit="tekst", per=codes()[ART], column=CODES_COLUMN),
    Row(name="free_codes_wrong", unit="antall", column=CODES_COLUMN, formula=_free_codes()),
]
