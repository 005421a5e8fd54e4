"""The plan's lines on `Beregning`: kroner, prices, rounded thousands, sums, and what is not worked into the plan."""

from utenfor_core.domain import FUNDERS, LEVELS, MEASURES, OWN_LINES
from utenfor_core.plan import BLOCKS, EXCLUDED, PLAN_LINES, PLAN_POSTS, PLAN_YEARS
from workbook_templates.rows import Row

CONSTANT = 4
OWNERS = tuple(f"m{m}" for m in range(1, MEASURES + 1))


def _weighted(name: str, member: str = "") -> str:
    return "+".join(f"{{success_effective@{owner}}}*{{{owner}!{name}{member}}}" for owner in OWNERS)


def _kroner() -> dict[str, str]:
    formulas = {f"kostnad_{owner}": f"={{{owner}!cost}}" for owner in OWNERS}
    formulas |= {
        f"finansiering_{owner}_{n}": f"=-{{{owner}!funder_paid@{n}}}" for owner in OWNERS for n in range(1, FUNDERS + 1)
    }
    formulas |= {
        f"sparing_{post}": f"=-INDEX({{level_is_own.all}},{{post_level_number@{post}}})*({_weighted('plan_post', f'@{post}')})"
        for post in PLAN_POSTS
    }
    return formulas | {
        f"sparing_{owner}_{n}": f"=-{{{owner}!plan_own_counts@{n}}}*{{{owner}!plan_own@{n}}}"
        for owner in OWNERS
        for n in range(1, OWN_LINES + 1)
    }


def _excluded() -> dict[str, str]:
    unset = "+".join(
        f"{{success_effective@{owner}}}*{{{owner}!plan_unset}}+{{{owner}!plan_own_unset}}" for owner in OWNERS
    )
    return {
        "skatt": f"={_weighted('plan_tax')}",
        "rammetilskudd": f"={_weighted('plan_grant')}",
        **{level: f"=(1-{{level_is_own@{level}}})*{{all!level_gross@{level}}}" for level in LEVELS[1:]},
        "ikke_satt": f"={unset}",
    }


_THOUSANDS = "ROUND(ROUND({0}*{{plan_price}},0)/1000,0)"
_SHOWN = '=IF({{#plan.mode}}="endring",{{{0}}}-N({{{0}[-1]}}),{{{0}}})'


def plan_rows() -> list[Row]:
    """Return the plan's rows; the typed switches stand on `Økonomiplan`."""
    bounds = {name: (members[0], members[-1]) for name, members in BLOCKS.items()}
    moved = "+".join(f"{{{owner}!plan_own_funding}}" for owner in OWNERS)
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
