"""The measure chosen on `Resultat`, on `Beregning`: which one, its results as they are, and under the other preset."""

from collections.abc import Sequence
from dataclasses import replace

from utenfor_core.domain import ALL
from utenfor_core.domain import OWN as OWN_VIEW
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.other_preset import COMPARED
from utenfor_core.results import RATE_VIEWS
from workbook_templates.blocks import results
from workbook_templates.blocks.measure import CONSTANT
from workbook_templates.rows import Row

_VIEW = "INDEX({view.all[:]},0,{view_number@$})"
"""The levels of a view; `$` stands for its name."""


def chosen(reference: str) -> str:
    """Return the formula that takes one reference from the measure that is chosen; `#` stands for its block."""
    return "CHOOSE({shown_measure}," + ",".join(reference.replace("#", owner) for owner in MEASURE_BLOCKS) + ")"


def single(name: str, unit: str, formula: str, *, per: Sequence[str] = ("",)) -> Row:
    """Return a row of one cell for each member; `$` in its formula stands for the member."""
    return Row(name=name, unit=unit, per=per, column=CONSTANT, formulas={one: formula.replace("$", one) for one in per})


def picked(name: str, unit: str) -> Row:
    """Return the chosen measure's cell of a row."""
    return single(name, unit, "=" + chosen(f"{{#!{name}}}"))


def of_views(name: str, formula: str, unit: str = "kr") -> Row:
    """Return one cell for each of the views compared."""
    return single(name, unit, formula, per=RATE_VIEWS)


CHOICE_ROWS = [
    single("shown_measure", "nummer", "=IFERROR(MATCH({#shown.measure},{list_measure.all},0),1)"),
    single(
        "shown_view", "nummer", '=IFERROR(MATCH({#shown.budget},{view_name.all},0),MATCH("egne",{view_name.all},0))'
    ),
    single("shown_year", "år", "=IF(ISNUMBER({#shown.year}),{#shown.year},{base_year_used}+{horizon_medium}-1)"),
]

_UNITS = {"payback_year_accumulated": "år", "break_even_persons": "personer, ventet"}


def _result(name: str) -> Row:
    """One result of the chosen measure as it is: its cell till 67, the plan's, or its only one."""
    source, at = ("net_sum", "1+1") if name == "net_sum_plan" else (name, "COLUMNS({horizon[:]})")
    unit = _UNITS.get(name, "kr")
    if name.startswith("payback"):
        return of_views(name, "=" + chosen(f"{{#!{name}@$}}"), unit)
    return of_views(name, f"=INDEX({chosen(f'{{#!{source}@$[:]}}')},{at})", unit)


CHOSEN_ROWS = [picked("complete", "bryter"), picked("success_rate", "andel"), *(_result(name) for name in COMPARED)]


def _added(name: str, posts: str, own: str) -> Row:
    """What posts and own lines add up to in each view; the levels of all are every post."""
    picked = {OWN_VIEW: f"SUMPRODUCT({{post_is_own.all}},{{{posts}.all}})", ALL: f"SUM({{{posts}.all}})"}
    return Row(
        name=name, unit="kr", per=RATE_VIEWS, column=CONSTANT,
        formulas={
            view: f"={{success_rate}}*{picked[view]}+SUMPRODUCT({{own_in_{view}.all}},{{{own}.all}})" for view in RATE_VIEWS
        },
    )  # fmt: skip


def _yearly(name: str, formula: str) -> Row:
    return Row(name=name, unit="kr", per=RATE_VIEWS, formulas={view: formula.replace("$", view) for view in RATE_VIEWS})


def result_rows() -> list[Row]:
    """Return the compared results under the other preset, for the own budgets and for all."""
    by_name = {row.name: row for row in results.RESULT_ROWS}
    answers = [
        replace(by_name[name], per=RATE_VIEWS)
        for name in ("idle", "behind_accumulated", "payback_accumulated", "payback_year_accumulated")
    ]
    return [
        _yearly(
            "view_gain",
            "={success_rate}*SUMPRODUCT({growth_factor.all},MMULT({worth_$.all[:]},{reach.all}))+SUMPRODUCT({own_in_$.all},{own_gross.all})",
        ),
        _yearly("view_cost", f"=SUMPRODUCT({_VIEW},{chosen('{#!level_cost.all}')})*{{complete}}"),
        _yearly("accumulated", "=N({accumulated.*[-1]})+{view_gain.*}-{view_cost.*}"),
        of_views("gain_present", "=SUMPRODUCT({view_gain@$[:]},{discount[:]})"),
        of_views("cost_present", "=SUMPRODUCT({view_cost@$[:]},{discount[:]})"),
        _added("cash_present", "unit_cash", "own_cash"),
        of_views("net_present", "={gain_present@$}-{cost_present@$}"),
        of_views("net_present_cashable", "={cash_present@$}-{cost_present@$}"),
        of_views("net_sum_plan", "=SUMPRODUCT(({view_gain@$[:]}-{view_cost@$[:]})*({year[:]}<{base_year_used}+{plan_years}))"),
        *answers,
        Row(
            name="unit_present_of", unit="kr", per=RATE_VIEWS, column=CONSTANT,
            formulas={OWN_VIEW: "=SUMPRODUCT({post_is_own.all},{unit_present.all})", ALL: "=SUM({unit_present.all})"},
        ),
        of_views("own_present", "={gain_present@$}-{success_rate}*{unit_present_of@$}"),
        single("participants_within", "personer", "=SUM({intake[:]})"),
        single("room_within", "personer", "={participants_within}*(1-SUM(" + chosen("{#!base_outcome_used}") + "))"),
        replace(by_name["room_share"], column=CONSTANT),
        Row(name="intake_discount", unit="faktor", formula="={discount}"),
        single("discounted_intake", "personer", "=SUMPRODUCT({intake[:]},{intake_discount[:]})"),
        of_views("break_even_rate", "=IF({unit_present_of@$}>{tolerance},MAX(0,({cost_present@$}-{own_present@$})/{unit_present_of@$}),0)", "andel"),
        *(
            replace(by_name[name], per=RATE_VIEWS, column=CONSTANT, formula=by_name[name].formula.replace("{unit_present.*}", "{unit_present_of.*}"))
            for name in ("break_even_case", "break_even_persons", "highest_cost")
        ),
    ]  # fmt: skip
