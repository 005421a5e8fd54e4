"""The budget across on `Beregning`: gains by item, by level and service area, and who pays × who gains."""

from utenfor_core.across import ITEMS, LINES, MATRIX_PAYERS, OWN_ITEMS, PAYERS_OF_ALL, SHOWN_AREAS
from utenfor_core.domain import LEVELS, OUTSIDE
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.posts import POSTS
from utenfor_core.service_areas import AREAS, REST, area_of_function
from workbook_templates.blocks.measure import CONSTANT
from workbook_templates.rows import Row

CODES_COLUMN = 4
_WITHIN = "({year[:]}>={across_from})*({year[:]}<={across_to})*{discount[:]}^{across_present}"

CODE_ROWS = [
    Row(name="function_code", unit="tekst", per=tuple(area_of_function()), column=CODES_COLUMN),
    Row(
        name="function_area",
        unit="nummer",
        per=tuple(area_of_function()),
        column=CODES_COLUMN + 1,
        beside="function_code",
    ),
    Row(name="area_name", unit="tekst", per=AREAS, column=CODES_COLUMN + 3, beside="function_code"),
    Row(name="area_number", unit="nummer", per=AREAS, column=CODES_COLUMN + 4, beside="function_code"),
]


def _area(cell: str) -> str:
    return f'=IFERROR(INDEX({{function_area.all}},MATCH({cell}&"",{{function_code.all}},0)),MAX({{area_number.all}}))'


def _own(item: str) -> tuple[str, str]:
    owner, _, number = item.partition("_")
    return owner, number


def _areas() -> dict[str, str]:
    own = {item: _area("{#%s.own%s_kostra_function}" % _own(item)) for item in OWN_ITEMS}  # noqa: UP031 - braces are the template's
    return own | {post.name: _area(f"{{#free{post.free}.kostra_function}}") for post in POSTS if post.free}


def _levels() -> dict[str, str]:
    formulas = {post.name: f"={{post_level_number@{post.name}}}" for post in POSTS}
    for item in OWN_ITEMS:
        owner, number = _own(item)
        formulas[item] = f"=IFERROR(MATCH({{{owner}!own_level@{number}}},{{level_name.all}},0),0)"
    return formulas


def _kroner() -> dict[str, str]:
    formulas = {}
    for post in POSTS:
        flow = "+".join(
            f"{{success_effective@{owner}}}*{{{owner}!unit_gross@{post.name}[:]}}" for owner in MEASURE_BLOCKS
        )
        formulas[post.name] = f"=SUMPRODUCT(({flow})*{_WITHIN})"
    for item in OWN_ITEMS:
        owner, number = _own(item)
        formulas[item] = f"=SUMPRODUCT({{{owner}!own_gross@{number}[:]}}*{_WITHIN})"
    return formulas


def _gains() -> dict[str, str]:
    formulas = {}
    for level, shown in SHOWN_AREAS.items():
        at = f"{{item_level.all}},{{level_number@{level}}}"
        for area in shown[:-1]:
            formulas[f"{level}_{area}"] = f"=SUMIFS({{item_kr.all}},{at},{{item_area.all}},{{area_number@{area}}})"
        first, last = f"{level}_{shown[0]}", f"{level}_{shown[-2]}"
        formulas[f"{level}_{REST}"] = (
            f"=SUMIF({at},{{item_kr.all}})-SUM({{across_gain@{first}}}:{{across_gain@{last}}})"
        )
    return formulas


def across_rows() -> list[Row]:
    """Return the rows of the service areas; the columns are the plan's years, sums of years, and present value."""
    return [
        Row(name="across_first", unit="nummer", column=CONSTANT),
        Row(name="across_from", unit="år", column=CONSTANT, formula="={base_year_used}+{across_first}"),
        Row(name="across_horizon", unit="nummer", column=CONSTANT),
        Row(
            name="across_to", unit="år", column=CONSTANT,
            formula="=IF({across_horizon}=0,{across_from},{base_year_used}+INDEX({horizon_list.all},MAX(1,{across_horizon}))-1)",
        ),
        Row(name="across_present", unit="bryter", column=CONSTANT),
        Row(name="item_area", unit="nummer", per=ITEMS, column=CONSTANT, formulas=_areas()),
        Row(name="item_level", unit="nummer", per=ITEMS, column=CONSTANT, formulas=_levels()),
        Row(name="item_kr", unit="kr", per=ITEMS, column=CONSTANT, formulas=_kroner()),
        Row(name="across_gain", unit="kr", per=LINES, column=CONSTANT, formulas=_gains()),
        Row(name="across_cost", unit="kr", per=LEVELS, column=CONSTANT, formula=f"=SUMPRODUCT({{all!level_cost.*[:]}}*{_WITHIN})"),
        Row(
            name="across_net", unit="kr", per=LEVELS, column=CONSTANT,
            formula="=SUMIF({item_level.all},{level_number.*},{item_kr.all})-{across_cost.*}",
        ),
        Row(name="across_total", unit="kr", column=CONSTANT, formula="=SUM({across_net.all})"),
    ]  # fmt: skip


def _paid(when: str) -> dict[str, str]:
    formulas = {level: f"=SUMPRODUCT({{all!level_cost@{level}[:]}}*{when})" for level in LEVELS}
    outside = (
        f"SUMPRODUCT(({{{owner}!funder_level.all}}={{payer_name@{OUTSIDE}}})*{{{owner}!funder_paid.all[:]}}*{when})"
        for owner in MEASURE_BLOCKS
    )
    return formulas | {OUTSIDE: "=" + "+".join(outside)}


def matrix_rows() -> list[Row]:
    """Return who pays × who gains: gains are shared among the payers as the whole cost is."""
    year = "({year[:]}={shown_year})"
    gained = "=SUMPRODUCT(INDEX({all!level_gross.all[:]},{gainer_number},0)*#)"
    payers = PAYERS_OF_ALL
    gains = {level: f"=INDEX({{gainer_present[:]}},{{level_number@{level}}})" for level in LEVELS}
    return [
        Row(name="payer_present", unit="kr", per=payers, column=CONSTANT, formulas=_paid("{discount[:]}")),
        Row(name="payer_year", unit="kr", per=payers, column=CONSTANT, formulas=_paid(year)),
        Row(
            name="payer_share",
            unit="andel",
            per=payers,
            column=CONSTANT,
            formula="=IF(SUM({payer_present.all})>0,{payer_present.*}/SUM({payer_present.all}),0)",
        ),
        Row(name="gainer_number", unit="nummer", column=CONSTANT),
        Row(name="gainer_present", unit="kr", column=CONSTANT, formula=gained.replace("#", "{discount[:]}")),
        Row(name="gainer_year", unit="kr", column=CONSTANT, formula=gained.replace("#", year)),
        *(
            Row(
                name=name,
                unit="kr",
                per=MATRIX_PAYERS,
                column=CONSTANT,
                formulas={payer: f"={{payer_share@{payer}}}*{{{gained}}}" for payer in MATRIX_PAYERS},
            )
            for name, gained in (("pays_gains", "gainer_present"), ("pays_gains_year", "gainer_year"))
        ),
        Row(name="level_present", unit="kr", per=payers, column=CONSTANT, formulas=gains),
        Row(
            name="level_net_present",
            unit="kr",
            per=payers,
            column=CONSTANT,
            formula="={level_present.*}-{payer_present.*}",
        ),
    ]
