"""The chosen measure's rows with the other preset's figures, on the calculation sheets.

They stand in a block of their own, so that every assumption in a formula is that preset's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from utenfor_core.domain import ALL
from utenfor_core.domain import OWN as OWN_VIEW
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.other_preset import PATH, REACH
from utenfor_core.posts import INCOMES, POST_NAMES, POSTS, TAX_KINDS, Post
from utenfor_core.results import RATE_VIEWS
from workbook_templates.blocks import measure, posts, tax, time
from workbook_templates.blocks.chosen_measure import chosen, picked, single
from workbook_templates.blocks.measure import CONSTANT, OWN
from workbook_templates.rows import Row

WORTH_COLUMN = 4
OTHER_COLUMN = 12
"""Beside the notes of `Forutsetninger`: what each assumption would be in the other preset."""


def _named(rows: Iterable[Row], names: Sequence[str]) -> list[Row]:
    known = {row.name: row for row in rows}
    return [known[name] for name in names]


NUMBER_ROWS = [single("other_number", "nummer", "=IF({preset_number}=1,1+1,1)")]


def assumption_row(row: Row) -> Row:
    """Return the column of assumptions in use as the other preset has it."""
    return replace(row, column=OTHER_COLUMN, formula=row.formula.replace("{preset_number}", "{other_number}"))


def tax_rows() -> list[Row]:
    """Return what of `Skatt` a preset can change: rates, the tax of each income, and the gap between the two sides."""
    place = [row for row in tax.PLACE_ROWS if row.formula or row.name == "zone_rate"]
    incomes = [row for row in tax.INCOME_ROWS if row.name not in {"mix_names", "is_wage"}]
    return [
        *(replace(row, beside="") for row in place),
        *(replace(row, beside="" if row.name == "income" else "income") for row in incomes),
        Row(
            name="mix_gap", unit="personår per person", per=INCOMES, column=tax.FIRST,
            formulas={
                "wage_out": f"={_side('employed', 'out')}", "wage_in": f"=-{_side('employed', 'in')}",
                **{name: f"=({_side(line, 'out')}-{_side(line, 'in')})*{{ages_{ages}}}" for name, line, ages in _MIXED},
            },
        ),
        Row(
            name="expected_gap", unit="kr/år", per=TAX_KINDS, column=tax.FIRST,
            formulas={kind: f"=SUMPRODUCT({{mix_gap.all}},{{tax_{kind}.all}})" for kind in TAX_KINDS},
        ),
    ]  # fmt: skip


_MIXED = (
    ("ufore_ung", "ufore", "under_30"), ("ufore", "ufore", "from_30"),
    ("aap_ung", "aap", "under_25"), ("aap", "aap", "from_25"),
)  # fmt: skip


def _side(line: str, side: str, at: str = "{band_number}") -> str:
    return f"INDEX(CHOOSE({{pair_number}},{{{line}_{side}.all}},{{{line}_{side}_neet.all}}),{at})"


POST_ROWS = [
    replace(row, beside="" if row.name == "causal_factor" else "causal_factor")
    for row in _named(posts.POST_ROWS, ("causal_factor", "unit", "share", "k", "delay", "is_set", "kernel"))
]


def _gap(post: Post) -> str:
    """Use outside less inside in one band; the last cell is the years before the success."""
    at = "{reach_index}"
    if post.profile == PATH:
        return "-(1-{reach_inside})*({pair_number}=1)"
    if post.tax:
        return f"{{reach_inside}}*INDEX({{expected_gap@{post.tax}[:]}},{at})"
    if post.free:
        sides = (f"N(INDEX({{free{post.free}!cell_{side}[:]}},{at}))" for side in ("out", "in"))
        return "{reach_inside}*(" + "-".join(sides) + ")"
    gap = f"({_side(post.profile, 'out', at)}-{_side(post.profile, 'in', at)})"
    return f"{{reach_inside}}*{gap}*INDEX({{ages_{post.ages}[:]}},{at})"


def _staying(post: Post) -> str:
    if post.free:
        return "*CHOOSE({weight_kind.*},{reach_stays},1-{reach_stays},1)"
    return {1: "*{reach_stays}", 2: "*(1-{reach_stays})"}.get(post.weight, "")


def _worth(view: str) -> Row:
    """Kroner per success-year of what a view adds up, by growth kind."""
    here = {OWN_VIEW: "*{post_is_own.all}", ALL: ""}[view]
    formula = "=SUMPRODUCT(({growth_kind.all}={growth_number.*})%s*{yearly_worth.all})" % here  # noqa: UP031 - braces are the template's
    return Row(name=f"worth_{view}", unit="kr", per=time.GROWTHS, column=WORTH_COLUMN, formula=formula)


WORTH_ROWS = [
    Row(name="reach_number", unit="nummer", column=WORTH_COLUMN),
    Row(name="reach_inside", unit="bryter", column=WORTH_COLUMN),
    Row(name="reach_index", unit="nummer", column=WORTH_COLUMN),
    Row(name="reach_stays", unit="andel", column=WORTH_COLUMN, formula="=IF({reach_inside}=1,INDEX({stay_share.all},{reach_index}),1)"),
    Row(
        name="yearly_worth", unit="kr", per=POST_NAMES, column=WORTH_COLUMN,
        formulas={
            post.name: "={sign.*}*{causal_factor.*}*{unit.*}*{share.*}*" + _gap(post) + _staying(post) for post in POSTS
        },
    ),
    Row(name="growth_number", unit="nummer", per=time.GROWTHS, column=WORTH_COLUMN),
    *(_worth(view) for view in RATE_VIEWS),
]  # fmt: skip

_TIME = ("rate_from", "rate_value", "rate", "discount", "rate_ratio", "growth_factor")
TIME_ROWS = _named(time.TIME_ROWS, _TIME)

_STREAM = ("age", "phased", "kept_rate", "lasting_completed", "lasting_neet", "lasting", "first_year", "age_band")


def measure_rows() -> list[Row]:
    """Return the chosen measure's own rows: what is picked from its block, and what the other preset makes of it."""
    constants = measure.constant_rows(MEASURE_BLOCKS[-1])
    weights = next(row for row in measure.STREAM_ROWS if row.name == "weight").formulas
    return [
        *(picked(name, unit) for name, unit in _PICKED),
        *_named(constants, ("haircut_used", "early")),
        single("lasting_missing", "bryter", next(row.formula for row in constants if row.name == "lasting_missing")),
        single("complete", "bryter", f"={chosen('{#!complete}')}*(1-{{lasting_missing}})"),
        single("success_rate", "andel", next(row.formula for row in constants if row.name == "success_rate")),
        Row(name="intake", unit="personer", formula="=" + chosen("{#!intake}") + "*{complete}"),
        *_named(measure.STREAM_ROWS, ("intake_reversed", *_STREAM)),
        Row(name="life_path", unit="andel", formula=weights["3"]),
        Row(name="school_path", unit="andel", formula=weights["4"]),
        single("reach_band", "nummer", "", per=REACH),
        Row(
            name="reach", unit="personer", per=REACH,
            formula="=SUMPRODUCT({intake_reversed[:]},{life_path[-9:0]},1*({age_band[-9:0]}={reach_band.*}))",
            formulas={PATH: "=SUMPRODUCT({intake_reversed[:]},{school_path[-9:0]},1*({age_band[-9:0]}<{reach_band.*}))"},
        ),
        *(single(name, unit, "=" + chosen(f"{{#!{name}@$}}"), per=OWN) for name, unit in _OWN_PICKED),
        single("own_rate_used", "andel", "={own_success_rate@$}*{haircut_used}", per=OWN),
        Row(name="own_kernel", unit="andel", per=OWN, start=-3, formulas={n: "=" + chosen(f"{{#!own_kernel@{n}}}") for n in OWN}),
        *_named(measure.OWN_ROWS, ("own_whole", "own_stream", "own_gross")),
        *_post_rows(),
    ]  # fmt: skip


_PICKED = (
    ("entry", "alder"), ("lag_years", "år"), ("success_age", "alder"), ("pair_number", "nummer"),
    ("first_year_part", "andel"), ("grade_used", "grad 1–6"), ("rate_before_haircut", "andel"),
    ("measured_years_before", "år"), ("lasting_open", "bryter"),
)  # fmt: skip
_OWN_PICKED = (
    ("own_success_rate", "andel"), ("own_level", "tekst"), ("own_is_set", "bryter"), ("own_start_used", "år"),
    ("own_duration_used", "år"), ("own_unit_used", "kr/år"),
)  # fmt: skip


def _growth(post: Post) -> str:
    return f"{{growth_factor@{time.GROWTHS[post.growth - 1]}[:]}}"


def _cash(flow: str, growth: str, kernel: str, is_set: str) -> str:
    gains = f"SUMPRODUCT(({flow}>0)*{flow}{growth}*MMULT({kernel},{{discount_later.all[:]}}))"
    return f"={gains}+{is_set}*SUMPRODUCT(({flow}<0)*{flow}{growth}*{{discount[:]}})"


def _post_rows() -> list[Row]:
    """Return present values by post and own line: gross, and what can be cashed and when."""
    flow = "MMULT({yearly_worth.*[:]},{reach.all[:]})"
    return [
        Row(
            name="discount_later", unit="faktor", per=("3", "2", "1", "0"),
            formulas={n: f"=N({{discount[{n}]}})" for n in ("3", "2", "1", "0")},
        ),
        Row(name="unit_present", unit="kr", per=POST_NAMES, column=CONSTANT, formulas={post.name: f"=SUMPRODUCT({flow}*{_growth(post)}*{{discount[:]}})" for post in POSTS}),
        Row(
            name="unit_cash", unit="kr", per=POST_NAMES, column=CONSTANT,
            formulas={post.name: _cash(flow, f"*{_growth(post)}", "{kernel.*[:]}", "{is_set.*}") for post in POSTS},
        ),
        Row(name="own_cash", unit="kr", per=OWN, column=CONSTANT, formula=_cash("{own_gross.*[:]}", "", "{own_kernel.*[:]}", "{own_is_set.*}")),
        Row(name=f"own_in_{OWN_VIEW}", unit="bryter", per=OWN, column=CONSTANT, formula="=SUMIF({level_name.all},{own_level.*},{level_is_own.all})"),
        Row(name=f"own_in_{ALL}", unit="bryter", per=OWN, column=CONSTANT, formula="=COUNTIF({level_name.all},{own_level.*})"),
    ]  # fmt: skip
