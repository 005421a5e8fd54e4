"""The plan's lines on `Beregning`: kroner, prices, rounded thousands, sums, and what is not worked into the plan."""

from utenfor_core.domain import FUNDERS, LEVELS, OWN_LINES
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.plan import EXCLUDED
from utenfor_core.plan_lines import (
    AREA_LINES,
    AREAS,
    BLOCKS,
    CODED_LINES,
    NO_AREA,
    PART_LINES,
    PARTS,
    PLAN_LINES,
    PLAN_POSTS,
    PLAN_YEARS,
    followed_line,
)
from utenfor_core.profiles import NOT_SET
from workbook_templates.blocks import plan_parts
from workbook_templates.rows import Row

CONSTANT = 4


def _weighted(name: str, member: str = "") -> str:
    return "+".join(f"{{success_effective@{owner}}}*{{{owner}!{name}{member}}}" for owner in MEASURE_BLOCKS)


def _kroner() -> dict[str, str]:
    formulas = {f"kostnad_{owner}": f"={{{owner}!cost}}*(1-{{parts_together@{owner}}})" for owner in MEASURE_BLOCKS}
    formulas |= {
        f"kostnad_del_{n}": f"={{part_share_used@{n}}}*" + plan_parts.followed(n, "0", "{*!cost}") for n in PARTS
    }
    formulas |= {
        f"finansiering_{owner}_{n}": f"=-{{{owner}!funder_paid@{n}}}"
        for owner in MEASURE_BLOCKS
        for n in range(1, FUNDERS + 1)
    }
    formulas |= {
        f"sparing_{post}": f"=-INDEX({{level_is_own.all}},{{post_level_number@{post}}})*({_weighted('plan_post', f'@{post}')})"
        for post in PLAN_POSTS
    }
    return formulas | {
        f"sparing_{owner}_{n}": f"=-{{{owner}!plan_own_counts@{n}}}*{{{owner}!plan_own@{n}}}"
        for owner in MEASURE_BLOCKS
        for n in range(1, OWN_LINES + 1)
    }


def _excluded() -> dict[str, str]:
    unset = "+".join(
        f"{{success_effective@{owner}}}*{{{owner}!plan_unset}}+{{{owner}!plan_own_unset}}" for owner in MEASURE_BLOCKS
    )
    return {
        "skatt": f"={_weighted('plan_tax')}",
        "rammetilskudd": f"={_weighted('plan_grant')}",
        **{level: f"=(1-{{level_is_own@{level}}})*{{all!level_gross@{level}}}" for level in LEVELS},
        "ikke_satt": f"={unset}",
    }


_THOUSANDS = "ROUND(ROUND({0}*{{plan_price}},0)/1000,0)"
_SHOWN = '=IF({{#plan.mode}}="endring",{{{0}}}-N({{{0}[-1]}}),{{{0}}})'


def _typed(cell: str) -> str:
    return f'=IF({cell}="","{NOT_SET}",{cell}&"")'


def _areas() -> dict[str, str]:
    formulas = {}
    for n, line in zip(PARTS, PART_LINES, strict=True):
        formulas[line] = "=" + plan_parts.followed(n, f'"{NOT_SET}"', "{plan_area@kostnad_*}")
    for line in PLAN_LINES:
        if line in PART_LINES:
            continue
        own, followed = f"{{#plan.area_{line}}}", f"{{plan_area@{followed_line(line)}}}"
        if line in CODED_LINES:
            formulas[line] = _typed(own)
        else:
            formulas[line] = f'=IF({own}="",{followed},{own}&"")' if line in AREA_LINES else f"={followed}"
    return formulas


def area_rows() -> list[Row]:
    """Return the net by service area: each line's area by name and number, and sums of the rounded lines."""
    members = (*AREAS, NO_AREA)
    return [
        Row(name="plan_area_name", unit="tekst", per=AREAS, column=CONSTANT, formulas={n: _typed(f"{{#plan.area_name_{n}}}") for n in AREAS}),
        Row(name="plan_area", unit="tekst", per=PLAN_LINES, column=CONSTANT, formulas=_areas()),
        Row(
            name="plan_area_number", unit="nummer", per=PLAN_LINES, column=CONSTANT,
            formula=f'=IF({{plan_area.*}}="{NOT_SET}",0,IFERROR(MATCH({{plan_area.*}},{{plan_area_name.all}},0),0))',
        ),
        Row(name="plan_area_order", unit="nummer", per=members, column=CONSTANT),
        Row(
            name="plan_area_net", unit="1 000 kr", per=members, cells=PLAN_YEARS,
            formula="=SUMIF({plan_area_number.all},{plan_area_order.*},{plan_shown.all})",
        ),
        Row(
            name="plan_area_full", unit="1 000 kr", per=members, cells=1,
            formula=f"=SUMIF({{plan_area_number.all}},{{plan_area_order.*}},{{plan_rounded.all[{PLAN_YEARS - 1}]}})",
        ),
        Row(name="plan_net_full", unit="1 000 kr", cells=1, formula=f"=SUM({{plan_rounded.all[{PLAN_YEARS - 1}]}})"),
        Row(
            name="plan_area_unknown", unit="antall", column=CONSTANT,
            formula=f'=SUMPRODUCT(({{plan_area.all}}<>"{NOT_SET}")*({{plan_area_number.all}}=0))',
        ),
        Row(name="plan_area_tie", unit="1 000 kr", cells=PLAN_YEARS, formula="=SUM({plan_area_net.all})-{plan_net}"),
    ]  # fmt: skip


def plan_rows() -> list[Row]:
    """Return the plan's rows; the typed switches stand on `Økonomiplan`."""
    bounds = {name: (members[0], members[-1]) for name, members in BLOCKS.items()}
    moved = "+".join(f"{{{owner}!plan_own_funding}}" for owner in MEASURE_BLOCKS)
    return [
        Row(
            name="plan_price", unit="faktor", cells=PLAN_YEARS,
            formula='=(1+N({#plan.first_growth}))*IF({#plan.prices}="løpende",(1+N({#plan.yearly_growth}))^{t},1)',
        ),
        Row(name="plan_sign", unit="fortegn", column=CONSTANT, formula='=IF({#plan.sign}="utgift -",-1,1)'),
        Row(name="plan_kr", unit="kr", per=PLAN_LINES, cells=PLAN_YEARS, formulas=_kroner()),
        Row(name="plan_rounded", unit="1 000 kr", per=PLAN_LINES, cells=PLAN_YEARS, formula="={plan_sign}*" + _THOUSANDS.format("{plan_kr.*}")),
        Row(name="plan_shown", unit="1 000 kr", per=PLAN_LINES, cells=PLAN_YEARS, formula=_SHOWN.format("plan_rounded.*")),
        *(
            Row(name=f"plan_sum_{name}", unit="1 000 kr", cells=PLAN_YEARS, formula=f"=SUM({{plan_shown@{first}}}:{{plan_shown@{last}}})")
            for name, (first, last) in bounds.items()
        ),
        Row(name="plan_net", unit="1 000 kr", cells=PLAN_YEARS, formula="=" + "+".join(f"{{plan_sum_{name}}}" for name in BLOCKS)),
        Row(name="plan_net_kr", unit="kr", cells=PLAN_YEARS, formula="=SUM({plan_kr.all})"),
        Row(name="plan_exact", unit="1 000 kr", cells=PLAN_YEARS, formula="={plan_sign}*" + _THOUSANDS.format("{plan_net_kr}")),
        Row(name="plan_exact_shown", unit="1 000 kr", cells=PLAN_YEARS, formula=_SHOWN.format("plan_exact")),
        Row(name="plan_rounding", unit="1 000 kr", cells=PLAN_YEARS, formula="={plan_exact_shown}-{plan_net}"),
        Row(name="plan_excluded", unit="kr", per=EXCLUDED, cells=PLAN_YEARS, formulas=_excluded()),
        Row(name="plan_excluded_rounded", unit="1 000 kr", per=EXCLUDED, cells=PLAN_YEARS, formula="=" + _THOUSANDS.format("{plan_excluded.*}")),
        Row(
            name="plan_tie", unit="kr", cells=PLAN_YEARS,
            formula="={plan_net_kr}+{all!net_cashable@egne}+" + moved + "-{plan_excluded@skatt}-{plan_excluded@rammetilskudd}",
        ),
    ]  # fmt: skip
