"""One measure's block on `Beregning`: what was typed, one success year by year, kroner by post, costs and who pays."""

from collections.abc import Mapping, Sequence

from utenfor_core.domain import FUNDERS, INTAKES, LEVELS, OWN_LINES
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.plan_lines import PLAN_POSTS, PLAN_YEARS
from utenfor_core.posts import POST_NAMES, POSTS, Post
from workbook_templates.blocks.time import GROWTHS
from workbook_templates.rows import Row

CONSTANT = 4
PAD = INTAKES - 1
OWN = tuple(str(n) for n in range(1, OWN_LINES + 1))
PAYING = tuple(str(n) for n in range(1, FUNDERS + 1))
WEIGHTS = ("1", "2", "3", "4")
AT_GROUP = "MAX(1,{group_number})"
GROUP_NUMBER = (
    '=IF({cell_group}="",0,SUMPRODUCT(({group_label.all}={cell_group})'
    "*(ROW({group_label.all})-ROW({group_label@g1})+1)))"
)
"""Compared, not looked up: a name of the user's own may hold signs that a look-up takes for wild cards."""
CASH = (
    "=SUMPRODUCT(({level}={{level_name.*}})*{{{kernel}.all[:]}}*{{{flow}.all[-3:0]}}*({{{flow}.all[-3:0]}}>0))"
    "+SUMPRODUCT(({level}={{level_name.*}})*{{{set_}.all}}*{{{flow}.all}}*({{{flow}.all}}<0))"
)


def _group(column: str) -> str:
    return f"INDEX({{{column}.all}},{AT_GROUP})"


def _typed(name: str, other: str) -> str:
    return f"=IF(ISNUMBER({{cell_{name}}}),{{cell_{name}}},{other})"


def _constant(
    name: str, unit: str, formula: str = "", *, per: Sequence[str] = ("",), formulas: Mapping[str, str] | None = None
) -> Row:
    return Row(name=name, unit=unit, formula=formula, column=CONSTANT, per=per, formulas=formulas or {})


def _own(name: str, unit: str, formula: str) -> Row:
    return _constant(name, unit, per=OWN, formulas={n: formula.replace("#", n) for n in OWN})


def _funder(name: str, unit: str, formula: str) -> Row:
    return _constant(name, unit, per=PAYING, formulas={n: formula.replace("#", n) for n in PAYING})


def constant_rows(owner: str) -> list[Row]:
    """Return the single cells of a measure."""
    hidden = "={example_removed}" if owner == MEASURE_BLOCKS[0] else ""
    own_effect = ",".join(f"N({{cell_own{n}_success_rate}})" for n in OWN)
    return [
        _constant("measure_id", "tekst"),
        _constant("group_number", "nummer", GROUP_NUMBER),
        _constant("entry", "alder", _typed("age", _group("group_age_default"))),
        _constant("lag_years", "år", "=N({cell_lag})"),
        _constant("outcome_age_used", "alder", _typed("outcome_age", f"MAX({_group('group_outcome_min')},{{entry}}+{_group('group_outcome_after')})")),
        _constant("success_age", "alder", "=MAX({outcome_age_used},{entry}+{lag_years})"),
        _constant("pair_number", "nummer", f"=IFERROR(MATCH({{cell_pair}},{{pair_name.all}},0),MATCH({_group('group_pair_default')},{{pair_name.all}},0))"),
        _constant("base_outcome_used", "andel", _typed("base_outcome", _group("group_base"))),
        _constant("effect", "andel", "=IF(AND(ISNUMBER({cell_outcome}),ISNUMBER({base_outcome_used})),{cell_outcome}-{base_outcome_used},0)"),
        _constant("completion_used", "andel", '=IF(AND({cell_per}="fullført",ISNUMBER({cell_completion})),{cell_completion},1)'),
        _constant("completion_missing", "bryter", '=1*({cell_per}="fullført")*(1-ISNUMBER({cell_completion}))*(1-ISNUMBER({cell_typed_rate}))'),
        _constant("grade_used", "grad 1–6", "=IF(ISNUMBER({cell_evidence_grade}),MAX(1,MIN(ROWS({haircut.all}),{cell_evidence_grade})),ROWS({haircut.all}))"),
        _constant("haircut_used", "andel", "=IF({haircut_on}=1,INDEX({haircut.all},{grade_used}),1)"),
        _constant("measured_years_before", "år", "=IF(ISNUMBER({cell_measured_age}),ROUND({outcome_age_used}-{cell_measured_age},12),0)"),
        _constant("early", "bryter", "=1*({measured_years_before}>{early_years})"),
        _constant("lasting_open", "bryter", "=(1-ISNUMBER({cell_lasting}))*(1-ISNUMBER({cell_typed_rate}))"),
        _constant("lasting_missing", "bryter", "={early}*{lasting_open}*({lasting_required}>0)"),
        _constant("lasting_used", "andel", _typed("lasting", "1")),
        _constant("rate_known", "bryter", "=1*OR(ISNUMBER({cell_typed_rate}),AND(ISNUMBER({cell_outcome}),ISNUMBER({base_outcome_used})))"),
        _constant("persons_planned", "personer", "=ROUND(SUM({cell_intake.all}),12)"),
        _constant("own_effect", "andel", f"=MAX({own_effect})"),
        _constant("in_age", "bryter", f"=1*AND({{entry}}>={_group('group_age_min')},{{entry}}<={_group('group_age_max')})"),
        _constant("possible", "bryter", "=IF(ISNUMBER({cell_typed_rate}),1*(ROUND({cell_typed_rate}+N({base_outcome_used}),12)<=1),1*({effect}>=0))"),
        _constant("invalid_inputs", "antall", "=SUMIF({input_owner.all},{measure_id},{input_invalid.all})"),
        _constant("hidden_example", "bryter", hidden),
        _constant(
            "complete", "bryter",
            "=1*AND({group_number}>0,{persons_planned}>0,{rate_known}+{own_effect}>0,{completion_missing}=0,"
            "{lasting_missing}=0,{in_age}=1,{possible}=1,{invalid_inputs}=0,{hidden_example}=0)",
        ),
        _constant("rate_is_typed", "bryter", "=1*ISNUMBER({cell_typed_rate})"),
        _constant("rate_before_haircut", "andel", "=IF({rate_is_typed}=1,{cell_typed_rate},{effect}*{completion_used}*{lasting_used})"),
        _constant("success_rate", "andel", "={rate_before_haircut}*{haircut_used}"),
        _constant("first_year_part", "andel", "=(12-IF(ISNUMBER({cell_start_month}),{cell_start_month},{default_month})+1)/12"),
        _constant("cost_per_year_used", "kr", "=N({cell_cost_per_year})"),
        _constant("duration_used", "år", "=N({cell_duration})"),
        _constant("fixed_used", "kr/år", "=N({cell_fixed_cost})"),
    ]  # fmt: skip


def _weight(post: Post) -> str:
    """A post of the user's own follows the budget that is chosen; every other has its weight once and for all."""
    return "INDEX({weight.all},{weight_kind.*})" if post.free else f"{{weight@{post.weight}}}"


STREAM_ROWS = [
    Row(name="intake", unit="personer", formula="=N(INDEX({cell_intake.all},{t}+1))*{complete}"),
    Row(name="intake_successes", unit="personer", formula="={intake}"),
    Row(name="room_within", unit="personer", formula="={participants_within}*(1-N({base_outcome_used}))"),
    Row(name="intake_reversed", unit="personer", start=-PAD, formula="=INDEX({intake[:]},1-{t})"),
    _constant("persons", "personer", "=SUM({intake[:]})"),
    Row(name="age", unit="alder", formula="={entry}+{t}"),
    Row(name="phased", unit="andel", formula="=MAX(0,MIN(1,({age}-{success_age}+1)/{phase_in}))"),
    Row(name="kept_rate", unit="andel", formula="=IF({age}>{catch_up_age},{catch_up_after},{catch_up})"),
    Row(name="lasting_completed", unit="andel", formula="=IF({age}<={success_age},1,{lasting_completed[-1]}*{kept_rate})"),
    Row(name="lasting_neet", unit="andel", formula="={neet_lasting}+(1-{neet_lasting})*{neet_decay}^MAX(0,{age}-{success_age})"),
    Row(name="lasting", unit="andel", formula="=IF({pair_number}=1,{lasting_completed},{lasting_neet})"),
    Row(name="first_year", unit="andel", formula="=IF({t}+{lag_years}=0,{first_year_part},1)"),
    Row(name="age_band", unit="nummer", formula="=IF({age}<{end_age},MATCH({age},{band_start[:]},1),COLUMNS({band_start[:]}))"),
    Row(name="stays", unit="andel", formula="=INDEX({stay_band[:]},{age_band})"),
    Row(
        name="weight", unit="andel", per=WEIGHTS,
        formulas={
            "1": "={stays}*{phased}*{lasting}*{first_year}",
            "2": "=(1-{stays})*{phased}*{lasting}*{first_year}",
            "3": "={phased}*{lasting}*{first_year}",
            "4": "=MAX(0,MIN(1,{extra_years},{extra_years}-({success_age}-1-{age}),{success_age}-{age}))*{first_year}",
        },
    ),
    Row(
        name="stream", unit="kr", per=POST_NAMES,
        formulas={
            post.name: "=INDEX(CHOOSE({pair_number},{rate_completed.*[:]},{rate_neet.*[:]}),{age_band})*" + _weight(post)
            for post in POSTS
        },
    ),
    Row(
        name="unit_gross", unit="kr", per=POST_NAMES,
        formulas={
            post.name: f"={{growth_factor@{GROWTHS[post.growth - 1]}}}*SUMPRODUCT({{intake_reversed[:]}},{{stream.*[-9:0]}})"
            for post in POSTS
        },
    ),
]  # fmt: skip

OWN_ROWS = [
    _own("own_level", "tekst", '=IFERROR(INDEX({level_name.all},MATCH({cell_own#_level},{level_name.all},0)),"ikke satt")'),
    _own("own_success_rate", "andel", "=N({cell_own#_success_rate})"),
    _own("own_rate_used", "andel", "={own_success_rate@#}*{haircut_used}"),
    _own("own_start_used", "år", "=N({cell_own#_start})"),
    _own("own_duration_used", "år", "=N({cell_own#_duration})"),
    _own("own_unit_used", "kr/år", "=N({cell_own#_unit_cost})"),
    _own("own_delay_used", "år", "=N({cell_own#_delay})"),
    _own("own_k", "andel", '=IF(ISNUMBER({cell_own#_cashable_share}),{cell_own#_cashable_share},"ikke satt")'),
    _constant("own_is_set", "bryter", "=1*ISNUMBER({own_k.*})", per=OWN),
    Row(name="own_kernel", unit="andel", per=OWN, start=-3, formula="=N({own_k.*})*MAX(0,1-ABS({own_delay_used.*}+{t}))"),
    Row(
        name="own_whole", unit="kr", per=OWN,
        formula="={own_unit_used.*}*MAX(0,MIN(1,{t}-{own_start_used.*}+1,{own_start_used.*}+{own_duration_used.*}-{t}))",
    ),
    Row(name="own_stream", unit="kr", per=OWN, formula="={first_year_part}*{own_whole.*}+(1-{first_year_part})*N({own_whole.*[-1]})"),
    Row(name="own_gross", unit="kr", per=OWN, formula="={own_rate_used.*}*SUMPRODUCT({intake_reversed[:]},{own_stream.*[-9:0]})"),
]  # fmt: skip

COST_ROWS = [
    Row(
        name="participation", unit="år",
        formula="={first_year_part}*MAX(0,MIN(1,{duration_used}-{t}))+(1-{first_year_part})*({t}>0)*MAX(0,MIN(1,{duration_used}-{t}+1))",
    ),
    Row(name="active", unit="deltakerår", formula="=SUMPRODUCT({intake_reversed[:]},{participation[-9:0]})"),
    Row(name="started", unit="bryter", formula="=MAX({started[-1]},1*({active}>0))"),
    Row(name="cost", unit="kr", formula="={active}*{cost_per_year_used}+({active}>0)*IF({started[-1]}=0,{first_year_part},1)*{fixed_used}"),
    _funder("funder_level", "tekst", '=IFERROR(INDEX({payer_name.all},MATCH({cell_funder#_level},{payer_name.all},0)),"ikke satt")'),
    _funder("funder_share_used", "andel", "=N({cell_funder#_share})"),
    _funder("funder_amount_used", "kr/år", "=N({cell_funder#_amount})"),
    _funder("funder_first", "år", "=N({cell_funder#_first_year})"),
    _funder("funder_last", "år", "=IF(ISNUMBER({cell_funder#_last_year}),{cell_funder#_last_year},{last_year})"),
    Row(
        name="funder_request", unit="kr", per=PAYING,
        formula="=({funder_share_used.*}*{cost}+{funder_amount_used.*}*({cost}>0))*({year}>={funder_first.*})*({year}<={funder_last.*})"
        '*({funder_level.*}<>"ikke satt")',
    ),
    Row(name="funder_scale", unit="andel", formula="=IF(SUM({funder_request.all})>{cost},{cost}/SUM({funder_request.all}),1)"),
    Row(name="funder_paid", unit="kr", per=PAYING, formula="={funder_request.*}*{funder_scale}"),
    Row(name="own_cost", unit="kr", formula="={cost}-SUM({funder_paid.all})"),
]  # fmt: skip

LEVEL_ROWS = [
    Row(name="level_unit", unit="kr", per=LEVELS, formula="=SUMIF({post_level.all},{level_name.*},{unit_gross.all})"),
    Row(name="level_unit_cashable", unit="kr", per=LEVELS, formula=CASH.format(level="{post_level.all}", kernel="kernel", flow="unit_gross", set_="is_set")),
    Row(name="level_own", unit="kr", per=LEVELS, formula="=SUMIF({own_level.all},{level_name.*},{own_gross.all})"),
    Row(name="level_own_cashable", unit="kr", per=LEVELS, formula=CASH.format(level="{own_level.all}", kernel="own_kernel", flow="own_gross", set_="own_is_set")),
    Row(name="level_gross", unit="kr", per=LEVELS, formula="={success_rate}*{level_unit.*}+{level_own.*}"),
    Row(name="level_cashable", unit="kr", per=LEVELS, formula="={success_rate}*{level_unit_cashable.*}+{level_own_cashable.*}"),
    Row(
        name="level_cost", unit="kr", per=LEVELS,
        formula="=({level_name.*}={payer})*{own_cost}+SUMIF({funder_level.all},{level_name.*},{funder_paid.all})",
    ),
]  # fmt: skip

_POST_CASH = (
    "=SUMPRODUCT({kernel@%s[:]}*{unit_gross@%s[-3:0]}*({unit_gross@%s[-3:0]}>0))+{is_set@%s}*MIN(0,{unit_gross@%s})"
)
PLAN_ROWS = [
    Row(name="plan_post", unit="kr", per=PLAN_POSTS, cells=PLAN_YEARS, formulas={post: _POST_CASH % ((post,) * 5) for post in PLAN_POSTS}),
    Row(
        name="plan_own", unit="kr", per=OWN, cells=PLAN_YEARS,
        formula="=SUMPRODUCT({own_kernel.*[:]}*{own_gross.*[-3:0]}*({own_gross.*[-3:0]}>0))+{own_is_set.*}*MIN(0,{own_gross.*})",
    ),
    _constant("plan_own_counts", "bryter", "=SUMIF({level_name.all},{own_level.*},{level_is_own.all})", per=OWN),
    _constant("plan_funder_counts", "bryter", "=SUMIF({level_name.all},{funder_level.*},{level_is_own.all})", per=PAYING),
    Row(name="plan_own_funding", unit="kr", cells=PLAN_YEARS, formula="=SUMPRODUCT({plan_funder_counts.all},{funder_paid.all})"),
    Row(name="plan_tax", unit="kr", cells=PLAN_YEARS, formula="={level_is_own@kommune}*{unit_gross@skatt_kommune}+{level_is_own@fylkeskommune}*{unit_gross@skatt_fylke}"),
    Row(
        name="plan_grant", unit="kr", cells=PLAN_YEARS,
        formula="={level_is_own@kommune}*(" + (_POST_CASH % (("utgiftsutjevning",) * 5)).removeprefix("=") + ")",
    ),
    Row(name="plan_unset", unit="kr", cells=PLAN_YEARS, formula="=SUMPRODUCT({post_is_own.all}*(1-{is_set.all})*{unit_gross.all})"),
    Row(name="plan_own_unset", unit="kr", cells=PLAN_YEARS, formula="=SUMPRODUCT({plan_own_counts.all}*(1-{own_is_set.all})*{own_gross.all})"),
]  # fmt: skip


def together_rows() -> list[Row]:
    """Return what all measures give together, each person saved once: the same rows as a measure's, summed."""
    rate = {owner: f"{{success_effective@{owner}}}" for owner in MEASURE_BLOCKS}

    def total(name: str, *, member: str = ".*") -> str:
        return "=" + "+".join(f"{{{owner}!{name}{member}}}" for owner in MEASURE_BLOCKS)

    def weighted(name: str, *, member: str = ".*") -> str:
        return "=" + "+".join(f"{rate[owner]}*{{{owner}!{name}{member}}}" for owner in MEASURE_BLOCKS)

    return [
        _constant("success_rate", "andel"),
        _constant("persons", "personer, ventet", weighted("persons", member="")),
        Row(name="intake", unit="personer", formula=total("intake", member="")),
        Row(name="intake_successes", unit="personer, ventet", formula=weighted("intake_successes", member="")),
        Row(name="room_within", unit="personer", formula=total("room_within", member="")),
        Row(name="cost", unit="kr", formula=total("cost", member="")),
        Row(name="level_unit", unit="kr", per=LEVELS, formula=weighted("level_unit")),
        Row(name="level_unit_cashable", unit="kr", per=LEVELS, formula=weighted("level_unit_cashable")),
        Row(name="level_own", unit="kr", per=LEVELS, formula=total("level_own")),
        Row(name="level_own_cashable", unit="kr", per=LEVELS, formula=total("level_own_cashable")),
        *(row for row in LEVEL_ROWS if row.name in {"level_gross", "level_cashable"}),
        Row(name="level_cost", unit="kr", per=LEVELS, formula=total("level_cost")),
    ]  # fmt: skip
