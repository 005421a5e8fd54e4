"""The waterfall of the chosen measure on `Beregning`: kroner left after each step, and the bars of its chart."""

from utenfor_core.domain import LEVELS
from utenfor_core.posts import POST_NAMES
from utenfor_core.waterfall import BARS, STEPS, UNKNOWN
from workbook_templates.blocks.chosen_measure import chosen
from workbook_templates.blocks.measure import CONSTANT
from workbook_templates.rows import Row

_SEEN = "INDEX({view.all[:]},0,{shown_view})"
_USED = {"completion": "completion_used", "haircut": "haircut_used", "lasting": "lasting_used"}


def _single(name: str, unit: str, formula: str) -> Row:
    return Row(name=name, unit=unit, column=CONSTANT, formula=formula)


def _level(name: str, formula: str) -> Row:
    return Row(name=f"present_{name}", unit="kr", per=LEVELS, column=CONSTANT, formula=formula)


def _remains() -> dict[str, str]:
    """Kroner left after each step; a rate that is typed is net, and with κ = 0 nothing before κ can be told."""
    rates = {"gross": "({base_outcome}+{effect})", "counterfactual": "{effect}"}
    product = rates["counterfactual"]
    for step, used in _USED.items():
        product += f"*{{{used}}}"
        rates[step] = product
    known = f'=IF(AND({{kappa}}>0,{{rate_is_typed}}=0),$*{{seen_whole}},"{UNKNOWN}")'
    formulas = {step: known.replace("$", rate) for step, rate in rates.items()}
    formulas["lasting"] = f'=IF({{kappa}}>0,{{success_rate}}*{{seen_whole}},"{UNKNOWN}")'
    return formulas | {step: f"={{success_rate}}*{{seen_{step}}}" for step in STEPS[len(formulas) :]}


def _bars() -> list[Row]:
    ends = {bar: f"=N({{remains@{step}}})" for bar, (step, _) in BARS.items()}
    starts = {}
    for bar, (step, stands) in BARS.items():
        before = f"{{remains@{STEPS[max(0, STEPS.index(step) - 1)]}}}"
        starts[bar] = "=0*{bar_to.*}" if stands else f"=IF(ISNUMBER({before}),{before},{{bar_to.*}})"
    low, high = "MIN({bar_from.*},{bar_to.*})", "MAX({bar_from.*},{bar_to.*})"
    change = "=(1-{bar_stands.*})*"
    shapes = {
        "bar_base": f"{change}(MAX(0,{low})+MIN(0,{high}))",
        "bar_total": "={bar_stands.*}*{bar_to.*}",
        "bar_above": f"{change}(MAX(0,{high})-MAX(0,{low}))",
        "bar_below": f"{change}(MIN(0,{low})-MIN(0,{high}))",
    }
    per = tuple(BARS)
    return [
        Row(name="bar_stands", unit="bryter", per=per, column=CONSTANT),
        Row(name="bar_to", unit="kr", per=per, column=CONSTANT, formulas=ends),
        Row(name="bar_from", unit="kr", per=per, column=CONSTANT, formulas=starts),
        *(Row(name=name, unit="kr", per=per, column=CONSTANT, formula=formula) for name, formula in shapes.items()),
    ]


WATERFALL_ROWS = [
    _single("base_outcome", "andel", f"=SUM({chosen('{#!base_outcome_used}')})"),
    _single("effect", "andel", f"={chosen('{#!effect}')}"),
    *(_single(used, "andel", f"={chosen(f'{{#!{used}}}')}") for used in _USED.values()),
    _single("rate_is_typed", "bryter", f"={chosen('{#!rate_is_typed}')}"),
    Row(name="unit_present", unit="kr", per=POST_NAMES, column=CONSTANT, formula=f"=SUMPRODUCT({chosen('{#!unit_gross.*[:]}')},{{discount[:]}})"),
    _level("whole", "=IF({kappa}>0,SUMPRODUCT(({gross_level_number.all}={level_number.*})*{unit_present.all}/{causal_factor.all}),0)"),
    _level("causal", "=SUMIF({gross_level_number.all},{level_number.*},{unit_present.all})"),
    _level("kept", "=SUMIF({post_level_number.all},{level_number.*},{unit_present.all})"),
    _level("cashable", f"=SUMPRODUCT({chosen('{#!level_unit_cashable.*[:]}')},{{discount[:]}})"),
    *(_single(f"seen_{name}", "kr", f"=SUMPRODUCT({_SEEN},{{present_{name}.all}})") for name in ("whole", "causal", "kept", "cashable")),
    *(
        _single(f"seen_{name}", "kr", f"=INDEX({chosen(f'{{#!{name}_present.all[:]}}')},{{shown_view}},COLUMNS({{horizon[:]}}))")
        for name in ("own", "cost", "net")
    ),
    Row(name="remains", unit="kr", per=STEPS, column=CONSTANT, formulas=_remains()),
    *_bars(),
]  # fmt: skip
