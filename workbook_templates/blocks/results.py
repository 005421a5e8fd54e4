"""The results of a measure, or of all together: yearly net by view, sums and present values by horizon, and answers."""

from utenfor_core.domain import VIEWS
from utenfor_core.results import RATE_VIEWS
from workbook_templates.rows import Row

CONSTANT = 4
_VIEW = "INDEX({view.all[:]},0,{view_number.*})"
_WITHIN = "({year[:]}<{base_year_used}+{horizon})"
_TAKEN_IN = "({intake_year[:]}<{base_year_used}+{horizon})"
BEHIND = ("accumulated", "accumulated_cashable", "accumulated_discounted")


def _yearly(name: str, formula: str) -> Row:
    return Row(name=name, unit="kr", per=VIEWS, formula=formula)


def _by_horizon(name: str, formula: str, unit: str = "kr") -> Row:
    return Row(name=name, unit=unit, per=VIEWS, formula=formula)


def _single(name: str, formula: str, unit: str) -> Row:
    return Row(name=name, unit=unit, per=VIEWS, column=CONSTANT, formula=formula)


FLOWS = {
    "gain": "level_gross",
    "cost": "level_cost",
    "cash": "level_cashable",
    "own": "level_own",
    "unit": "level_unit",
}

YEARLY_ROWS = [
    _yearly("view_gain", f"=SUMPRODUCT({_VIEW},{{level_gross.all}})"),
    _yearly("view_cost", f"=SUMPRODUCT({_VIEW},{{level_cost.all}})"),
    _yearly("net", "={view_gain.*}-{view_cost.*}"),
    _yearly("net_cashable", f"=SUMPRODUCT({_VIEW},{{level_cashable.all}})-{{view_cost.*}}"),
    _yearly("accumulated", "=N({accumulated.*[-1]})+{net.*}"),
    _yearly("accumulated_cashable", "=N({accumulated_cashable.*[-1]})+{net_cashable.*}"),
    _yearly("accumulated_discounted", "=N({accumulated_discounted.*[-1]})+{net.*}*{discount}"),
    Row(
        name="last_sign", unit="fortegn", per=RATE_VIEWS,
        formulas={view: f"=IF(ABS({{net@{view}}})<{{tolerance}},N({{last_sign.*[-1]}}),SIGN({{net@{view}}}))" for view in RATE_VIEWS},
    ),
    Row(name="sign_change", unit="bryter", per=RATE_VIEWS, formula="=1*({last_sign.*}*N({last_sign.*[-1]})<0)"),
]  # fmt: skip

SUM_ROWS = [
    *(_by_horizon(f"{name}_present", f"=SUMPRODUCT({_VIEW}*{{{flow}.all[:]}}*{{discount[:]}}*{_WITHIN})") for name, flow in FLOWS.items()),
    *(_by_horizon(f"{name}_sum", f"=SUMPRODUCT({_VIEW}*{{{FLOWS[name]}.all[:]}}*{_WITHIN})") for name in ("gain", "cost", "cash")),
    _by_horizon("net_present", "={gain_present.*}-{cost_present.*}"),
    _by_horizon("net_present_cashable", "={cash_present.*}-{cost_present.*}"),
    _by_horizon("net_sum", "={gain_sum.*}-{cost_sum.*}"),
    _by_horizon("net_sum_cashable", "={cash_sum.*}-{cost_sum.*}"),
    Row(name="annuity_factor", unit="faktor", formula=f"=SUMPRODUCT({{discount[:]}}*{_WITHIN})"),
    _by_horizon("annuity", "={net_present.*}/{annuity_factor}"),
    _by_horizon("ratio", '=IF({cost_present.*}>{tolerance},{gain_present.*}/{cost_present.*},"ikke definert")', "forhold"),
]  # fmt: skip

ANSWER_ROWS = [
    _single(
        "idle",
        "=1*AND(MAX({view_gain.*[:]})<={tolerance},MIN({view_gain.*[:]})>=-{tolerance},MAX({view_cost.*[:]})<={tolerance})",
        "bryter",
    ),
    *(_single(f"behind_{name}", f"=SUMPRODUCT(MAX(({{{name}.*[:]}}<-{{tolerance}})*({{year[:]}}-{{base_year_used}}+1)))", "antall år") for name in BEHIND),
    *(
        _single(
            f"payback_{name}",
            f"=CHOOSE(1+MAX({{idle.*}}+{{idle.*}},1*({{behind_{name}.*}}>=COLUMNS({{year[:]}}))),{{behind_{name}.*}},"
            '"ikke innen horisonten","ikke definert")',
            "antall år",
        )
        for name in BEHIND
    ),
    *(_single(f"payback_year_{name}", f"=IF(ISNUMBER({{payback_{name}.*}}),{{base_year_used}}+{{payback_{name}.*}},{{payback_{name}.*}})", "år") for name in BEHIND),
    Row(name="participants_within", unit="personer", formula=f"=SUMPRODUCT({{intake[:]}}*{_TAKEN_IN})"),
    Row(name="successes_within", unit="personer, ventet", formula=f"=SUMPRODUCT({{intake_successes[:]}}*{_TAKEN_IN})"),
    Row(name="room_share", unit="andel", formula="=IF({participants_within}>0,{room_within}/{participants_within},0)"),
    Row(name="discounted_intake", unit="personer", formula=f"=SUMPRODUCT({{intake[:]}}*{{intake_discount[:]}}*{_TAKEN_IN})"),
    _by_horizon(
        "break_even_rate",
        "=IF({unit_present.*}>{tolerance},MAX(0,({cost_present.*}-{own_present.*})/{unit_present.*})*{successes_within}/{participants_within},0)",
        "andel",
    ),
    _by_horizon(
        "break_even_case",
        "=1+MAX(({cost_present.*}<={tolerance})+({cost_present.*}<={tolerance}),({cost_present.*}-{own_present.*}>{tolerance})*OR({unit_present.*}<={tolerance},({break_even_rate.*}-{room_share})*{unit_present.*}>{tolerance}))",
        "nummer",
    ),
    _by_horizon("break_even", '=CHOOSE({break_even_case.*},{break_even_rate.*},"ikke mulig i perioden","ikke definert")', "andel"),
    _by_horizon("break_even_persons", '=CHOOSE({break_even_case.*},{break_even_rate.*}*{participants_within},"ikke mulig i perioden","ikke definert")', "personer, ventet"),
    _by_horizon("highest_cost", '=IF({discounted_intake}>0,{gain_present.*}/{discounted_intake},"ikke definert")'),
    Row(
        name="internal_rate", unit="andel", per=RATE_VIEWS, column=CONSTANT,
        formulas={
            view: f'=IF(AND(SUM({{net@{view}[:]}})>{{tolerance}},SUM({{sign_change.*[:]}})=1,INDEX({{last_sign.*[:]}},COLUMNS({{last_sign.*[:]}}))>0),IRR({{net@{view}[:]}},0),"ikke definert")'
            for view in RATE_VIEWS
        },
    ),
    _single("delay_cost", "=SUMPRODUCT({net.*[:]},{discount[:]}-{discount_next[:]})", "kr"),
]  # fmt: skip

RESULT_ROWS = [*YEARLY_ROWS, *SUM_ROWS, *ANSWER_ROWS]
