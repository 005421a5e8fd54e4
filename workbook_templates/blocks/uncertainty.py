"""Uncertainty: low and high of each thing and its draws on `Trekk`, the chances year by year on `Beregning`."""

from itertools import pairwise

from utenfor_core.domain import FYLKE, KOMMUNE, OWN, VIEWS
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.results import UNDEFINED
from utenfor_core.uncertain_inputs import CHOSEN_VIEWS
from utenfor_core.uncertainty.sheet import BARS, THINGS
from workbook_templates.rows import Row

CONSTANT = 4
NUMBER, LOW, HIGH, A, B, STEP, BASE, SWING_LOW, SWING_HIGH, WIDTH, RANK = range(CONSTANT, CONSTANT + 11)
POINT, VALUE, SUCCESS, COST = 0, CONSTANT, CONSTANT + 1, CONSTANT + 1 + len(MEASURE_BLOCKS)
BAR_NUMBERS = tuple(str(n + 1) for n in range(BARS))
MEASURE_LIST, VIEW_LIST, GAIN_LIST = "list_uncertain_measure", "list_uncertain_view", "list_uncertain_gain"


def _constant(name: str, unit: str, formula: str = "") -> Row:
    return Row(name=name, unit=unit, formula=formula, column=CONSTANT)


def _choice(name: str, choices: str) -> str:
    return f"=IFERROR(MATCH({{#uncertainty.{name}}},{{{choices}.all}},0),1)"


CHOSEN_ROWS = [
    _constant("chosen_measure", "nummer", _choice("measure", MEASURE_LIST)),
    _constant("chosen_view", "nummer", _choice("view", VIEW_LIST)),
    _constant("chosen_gain", "nummer", _choice("gain", GAIN_LIST)),
    _constant("chosen_view_number", "nummer", "=CHOOSE({chosen_view}," + ",".join(f"{{view_number@{view}}}" for view in CHOSEN_VIEWS.values()) + ")"),
    Row(name="measure_number", unit="nummer", per=MEASURE_BLOCKS, column=CONSTANT),
    Row(name="measure_counts", unit="bryter", per=MEASURE_BLOCKS, column=CONSTANT, formula="=1*OR({chosen_measure}=1,{chosen_measure}={measure_number.*}+1)"),
    Row(
        name="measure_rate", unit="andel", per=MEASURE_BLOCKS, column=CONSTANT,
        formulas={owner: f"={{measure_counts.*}}*IF({{chosen_measure}}=1,{{success_effective@{owner}}},{{{owner}!success_rate}})" for owner in MEASURE_BLOCKS},
    ),
]  # fmt: skip

SHAPE_ROWS = [
    _constant("kappa_low", "andel"),
    _constant("kappa_high", "andel"),
    _constant("value_default_low", "andel", "=IF(AND({kappa}>0,{kappa_low}<={kappa},{kappa}<={kappa_high}),{kappa_low}/{kappa},1)"),
    _constant("value_default_high", "andel", "=IF(AND({kappa}>0,{kappa_low}<={kappa},{kappa}<={kappa_high}),{kappa_high}/{kappa},1)"),
    _constant("overrun_low", "andel"),
    _constant("overrun_high", "andel"),
    _constant("pert_shape", "antall"),
    _constant("lattice_points", "antall"),
    _constant("lattice_generator", "antall"),
    _constant("lattice_middle", "andel"),
    Row(name="percent_shown", unit="andel", per=("10", "50", "90"), column=CONSTANT),
]  # fmt: skip


def _low(name: str, otherwise: str) -> str:
    cell = f"{{#uncertainty.{name}_low}}"
    return f"IF(ISNUMBER({cell}),MAX(0,MIN(1,{cell})),{otherwise})"


def _high(name: str, otherwise: str) -> str:
    cell = f"{{#uncertainty.{name}_high}}"
    return f"IF(ISNUMBER({cell}),{cell},{otherwise})"


def _lows() -> dict[str, str]:
    found = {"value": "=" + _low("value", "{value_default_low}")}
    for owner in MEASURE_BLOCKS:
        found[f"success_{owner}"] = f"=IF({{{owner}!complete}}=1,{_low(f'{owner}_success', '1')},1)"
        found[f"cost_{owner}"] = f"=IF({{{owner}!complete}}=1,{_low(f'{owner}_cost', '1+{overrun_low}')},1)"
    return found


def _highs() -> dict[str, str]:
    found = {"value": f"=MAX(1,{_high('value', '{value_default_high}')})"}
    for owner in MEASURE_BLOCKS:
        rate = f"{{{owner}!success_rate}}"
        everybody = f"1/MAX({rate},1/1000)"
        found[f"success_{owner}"] = (
            f"=IF({{{owner}!complete}}=1,MAX(1,MIN({_high(f'{owner}_success', '1')},{everybody})),1)"
        )
        found[f"cost_{owner}"] = f"=IF({{{owner}!complete}}=1,MAX(1,{_high(f'{owner}_cost', '1+{overrun_high}')}),1)"
    return found


def _steps() -> dict[str, str]:
    """Each column's number is the one before times the generator, value first, then success and cost of a measure."""
    order = ["value", *(f"{kind}_{owner}" for owner in MEASURE_BLOCKS for kind in ("success", "cost"))]
    return {
        thing: f"=MOD({{lattice_step@{before}}}*{{lattice_generator}},{{lattice_points}})"
        for before, thing in pairwise(order)
    }


def _bases() -> dict[str, str]:
    found = {"value": "=SUM({gain_value.all})"}
    found |= {f"success_{owner}": f"={{gain_value@{owner}}}" for owner in MEASURE_BLOCKS}
    return found | {f"cost_{owner}": f"={{cost_value@{owner}}}" for owner in MEASURE_BLOCKS}


def _thing(name: str, unit: str, column: int, formula: str = "", formulas: dict[str, str] | None = None) -> Row:
    beside = "" if name == "thing_number" else "thing_number"
    return Row(name=name, unit=unit, per=THINGS, column=column, beside=beside, formula=formula, formulas=formulas or {})


THING_ROWS = [
    _thing("thing_number", "nummer", NUMBER),
    _thing("spread_low", "andel", LOW, formulas=_lows()),
    _thing("spread_high", "andel", HIGH, formulas=_highs()),
    _thing("spread_a", "antall", A, "=IF({spread_high.*}>{spread_low.*},1+{pert_shape}*(1-{spread_low.*})/({spread_high.*}-{spread_low.*}),1)"),
    _thing("spread_b", "antall", B, "=IF({spread_high.*}>{spread_low.*},1+{pert_shape}*({spread_high.*}-1)/({spread_high.*}-{spread_low.*}),1)"),
    _thing("lattice_step", "nummer", STEP, formulas=_steps()),
    _thing("swing_base", "kr", BASE, formulas=_bases()),
    _thing("swing_low", "kr", SWING_LOW, "={swing_base.*}*({spread_low.*}-1)"),
    _thing("swing_high", "kr", SWING_HIGH, "={swing_base.*}*({spread_high.*}-1)"),
    _thing("swing_width", "kr", WIDTH, "=ROUND(MAX({swing_low.*},{swing_high.*},0)-MIN({swing_low.*},{swing_high.*},0),0)"),
    _thing("swing_rank", "nummer", RANK, "=1+SUMPRODUCT(1*({swing_width.all}>{swing_width.*}))+SUMPRODUCT(({swing_width.all}={swing_width.*})*({thing_number.all}<{thing_number.*}))"),
]  # fmt: skip


def _bar(name: str, unit: str, formula: str = "") -> Row:
    column = CONSTANT + ("bar_number", "bar_thing", "bar_low", "bar_high", "bar_width").index(name)
    beside = "" if name == "bar_number" else "bar_number"
    return Row(name=name, unit=unit, per=BAR_NUMBERS, column=column, beside=beside, formula=formula)


BAR_ROWS = [
    _bar("bar_number", "nummer"),
    _bar("bar_thing", "nummer", "=MATCH({bar_number.*},{swing_rank.all},0)"),
    _bar("bar_low", "kr", "=INDEX({swing_low.all},{bar_thing.*})"),
    _bar("bar_high", "kr", "=INDEX({swing_high.all},{bar_thing.*})"),
    _bar("bar_width", "kr", "=INDEX({swing_width.all},{bar_thing.*})"),
]

DRAW_ROWS = [
    Row(name="draw_number", unit="nummer", column=CONSTANT),
    *(
        Row(name=f"draw_{name}", unit=unit, column=CONSTANT, formula=formula)
        for name, unit, formula in (
            ("low", "andel", "=INDEX({spread_low.all},{draw_number})"),
            ("width", "andel", "=INDEX({spread_high.all},{draw_number})-{draw_low}"),
            ("a", "antall", "=INDEX({spread_a.all},{draw_number})"),
            ("b", "antall", "=INDEX({spread_b.all},{draw_number})"),
            ("step", "nummer", "=INDEX({lattice_step.all},{draw_number})"),
        )
    ),
]

_DRAWN = (
    "=IF({draw_width}=0,1,{draw_low}+{draw_width}*_xlfn.BETA.INV((MOD((ROW()-ROW({point_number@0}))*{draw_step},{lattice_points})"
    "+{lattice_middle})/{lattice_points},{draw_a},{draw_b}))"
)


def point_rows(points: int) -> list[Row]:
    """Return the lattice: one line for each point, and in it a multiplier for each uncertain thing."""
    lines = tuple(str(n) for n in range(points))
    drawn = (("value_drawn", VALUE), ("success_drawn", SUCCESS), ("cost_drawn", COST))
    return [
        Row(name="point_number", unit="nummer", per=lines, column=POINT),
        *(Row(name=name, unit="faktor", per=lines, column=column, beside="point_number", formula=_DRAWN) for name, column in drawn),
    ]  # fmt: skip


def _kept_or_cashable(formula: str) -> str:
    """Return a sum over rows for what is gained, and for what of it can be cashed; a switch chooses between the two."""
    return f"CHOOSE({{chosen_gain}},{formula.replace('#', '')},{formula.replace('#', '_cashable')})"


def _gain(view: str, owner: str) -> str:
    pick = f"INDEX({{view.all[:]}},0,{{view_number@{view}}})"
    unit = _kept_or_cashable(f"SUMPRODUCT({pick},{{{owner}!level_unit#.all}})")
    own = _kept_or_cashable(f"SUMPRODUCT({pick},{{{owner}!level_own#.all}})")
    return f"=N({{gain_{view}.*[-1]}})+{{measure_rate@{owner}}}*{unit}+{{measure_counts@{owner}}}*{own}"


def _gain_value(owner: str) -> str:
    unit, own = (f"{{{owner}!level_{name}#.all[:]}}" for name in ("unit", "own"))
    flow = f"({{measure_rate@{owner}}}*{unit}+{{measure_counts@{owner}}}*{own})"
    return "=" + _kept_or_cashable(
        f"SUMPRODUCT(INDEX({{view.all[:]}},0,{{chosen_view_number}})*{flow}*{{discount[:]}})"
    )


def _cost_value(owner: str) -> str:
    block = f"{{{owner}!cost_present.all[:]}}"
    return f"=-{{measure_counts@{owner}}}*INDEX({block},{{chosen_view_number}},COLUMNS({block}))"


VALUE_ROWS = [
    Row(name="gain_value", unit="kr", per=MEASURE_BLOCKS, column=CONSTANT, formulas={owner: _gain_value(owner) for owner in MEASURE_BLOCKS}),
    Row(name="cost_value", unit="kr", per=MEASURE_BLOCKS, column=CONSTANT, formulas={owner: _cost_value(owner) for owner in MEASURE_BLOCKS}),
    _constant("net_value", "kr", "=SUM({gain_value.all})+SUM({cost_value.all})"),
    _constant("chosen_complete", "antall", "=" + "+".join(f"{{measure_counts@{owner}}}*{{{owner}!complete}}" for owner in MEASURE_BLOCKS)),
    _constant(
        "success_certain", "antall",
        "=" + "+".join(f"{{measure_counts@{owner}}}*{{{owner}!complete}}*({{spread_low@success_{owner}}}={{spread_high@success_{owner}}})" for owner in MEASURE_BLOCKS),
    ),
]  # fmt: skip


def _net(view: str) -> str:
    """Return the accumulated net on every point."""
    gain, cost = (
        f"MMULT({{success_drawn.all[:]}},{{gain_{view}.all}})",
        f"MMULT({{cost_drawn.all[:]}},{{cost_{view}.all}})",
    )
    return f"{{value_drawn.all}}*{gain}+{cost}"


def _own(kind: str) -> str:
    """Return what is the unit's own: kommune and fylkeskommune as they count, for Oslo both."""
    return "=" + "+".join(f"{{level_is_own@{level}}}*{{{kind}_{level}.*}}" for level in (KOMMUNE, FYLKE))


def _chosen(kind: str) -> str:
    return "=CHOOSE({chosen_view}," + ",".join(f"{{{kind}_{view}.*}}" for view in CHOSEN_VIEWS.values()) + ")"


def _at(name: str) -> str:
    return f"=INDEX({name},MAX(1,MIN(COLUMNS({name}),INDEX({{horizon_list.all}},{{t}}+1+1))))"


def _defined(chance: str) -> str:
    """A chance of nothing at all is none: without a complete measure every budget comes out level."""
    return f'=IF({{chosen_complete}}=0,"{UNDEFINED}",{chance.removeprefix("=")})'


YEAR_ROWS = [
    *(
        row
        for view in VIEWS
        if view != OWN
        for row in (
            Row(name=f"gain_{view}", unit="kr", per=MEASURE_BLOCKS, formulas={owner: _gain(view, owner) for owner in MEASURE_BLOCKS}),
            Row(
                name=f"cost_{view}", unit="kr", per=MEASURE_BLOCKS,
                formulas={owner: f"=N({{cost_{view}.*[-1]}})-{{measure_counts@{owner}}}*{{{owner}!view_cost@{view}}}" for owner in MEASURE_BLOCKS},
            ),
        )
    ),
    *(Row(name=f"{kind}_{OWN}", unit="kr", per=MEASURE_BLOCKS, formula=_own(kind)) for kind in ("gain", "cost")),
    Row(name="chance", unit="andel", per=VIEWS, formulas={view: f"=SUMPRODUCT(1*({_net(view)}>=-{{tolerance}}))/{{lattice_points}}" for view in VIEWS}),
    Row(name="gain_chosen", unit="kr", per=MEASURE_BLOCKS, formula=_chosen("gain")),
    Row(name="cost_chosen", unit="kr", per=MEASURE_BLOCKS, formula=_chosen("cost")),
    Row(name="chance_chosen", unit="andel", formula="=INDEX({chance.all},{chosen_view_number})"),
    *(Row(name=f"p{percent}", unit="kr", formula=f"=SUMPRODUCT(PERCENTILE({_net('chosen')},{{percent_shown@{percent}}}))") for percent in ("10", "50", "90")),
    Row(name="chance_at", unit="andel", per=VIEWS, formula=_defined(_at("{chance.*[:]}"))),
    Row(name="chosen_at", unit="andel", formula=_defined(_at("{chance_chosen[:]}"))),
    *(Row(name=f"{name}_at", unit="kr", formula=_at(f"{{{row}[:]}}")) for name, row in (("low", "p10"), ("middle", "p50"), ("high", "p90"))),
]  # fmt: skip
