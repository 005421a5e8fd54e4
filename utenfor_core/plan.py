"""The økonomiplan: this unit's own cost, funding and cashable saving in the plan years, and what is left out of it.

Signs as municipal budgets have them: expenditure +, income and savings −. Kroner of the price year, then carried to
the plan's prices, rounded half-up to kroner and to 1 000, so that sums are sums of the rounded.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import cashable
from utenfor_core.discounting import rounded_half_up
from utenfor_core.domain import FUNDERS, FYLKE, KOMMUNE, LEVELS, MEASURES, OWN, OWN_LINES, VIEWS, Value
from utenfor_core.inputs import CHANGE, COSTS_NEGATIVE, CURRENT
from utenfor_core.plan_lines import (
    AREA_LINES,
    AREAS,
    BLOCKS,
    PLAN_LINES,
    PLAN_POSTS,
    PLAN_YEARS,
    followed_line,
)
from utenfor_core.plan_parts import part_rows
from utenfor_core.plan_use import measures_of_parts, use_rows
from utenfor_core.posts import POST_NAMES
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import Rows, as_text, number

Floats = NDArray[np.float64]
TAX_POSTS = {"skatt_kommune": KOMMUNE, "skatt_fylke": FYLKE}
GRANT_POST = "utgiftsutjevning"
EXCLUDED = ("skatt", "rammetilskudd", *LEVELS, "ikke_satt")
"""What is left out of the plan; a level is nought where it is the unit's own."""


def measure_plan_rows(measure: Rows, posts: Rows, is_own: Floats) -> Rows:
    """Return what a measure gives the plan per success rate 1: cashable by post, own lines, and what is left out."""
    window = measure["unit_gross"][:, :PLAN_YEARS]
    numbers = [POST_NAMES.index(name) for name in PLAN_POSTS]
    cash = cashable(window[numbers], posts["kernel"][numbers], posts["is_set"][numbers])
    own = cashable(measure["own_gross"][:, :PLAN_YEARS], measure["own_kernel"], measure["own_is_set"])
    level = posts["post_level_number"][:, 0].astype(int) - 1
    post_is_own = is_own[level]
    tax = sum(is_own[LEVELS.index(home)] * window[POST_NAMES.index(name)] for name, home in TAX_POSTS.items())
    at = [POST_NAMES.index(GRANT_POST)]
    grant = is_own[LEVELS.index(KOMMUNE)] * cashable(window[at], posts["kernel"][at], posts["is_set"][at])[0]
    funder_is_own = np.array(
        [is_own[LEVELS.index(name)] if name in LEVELS else 0.0 for name in measure["funder_level"][:, 0]]
    )
    unset = (post_is_own * (1 - posts["is_set"][:, 0])) @ window
    own_level = np.array([is_own[LEVELS.index(name)] if name in LEVELS else 0.0 for name in measure["own_level"][:, 0]])
    own_unset = (own_level * (1 - measure["own_is_set"][:, 0])) @ measure["own_gross"][:, :PLAN_YEARS]
    return Rows(
        plan_post=cash,
        plan_own=own,
        plan_own_counts=own_level,
        plan_tax=np.asarray(tax)[None],
        plan_own_funding=(funder_is_own @ measure["funder_paid"][:, :PLAN_YEARS])[None],
        plan_funder_counts=funder_is_own,
        plan_grant=grant[None],
        plan_unset=unset[None],
        plan_own_unset=own_unset[None],
    )


def plan_rows(blocks: Mapping[str, Rows], shared: Rows, values: Mapping[str, Value], slack: float) -> Rows:
    """Return the plan's lines in kroner and rounded thousands, its sums, and what is not worked into it (rows, 4).

    `slack` is how much the shares of a measure's cost may be off.
    """
    is_own, effective = shared["level_is_own"][:, 0], shared["success_effective"][:, 0]
    measures = [blocks[f"m{m}"] for m in range(1, MEASURES + 1)]
    parts = part_rows(values, np.array([rows.single("complete") for rows in measures]), slack)
    costs = np.stack([rows["cost"][0, :PLAN_YEARS] for rows in measures])
    lines = list(costs * (1 - parts["parts_together"]))
    lines += list(
        parts["part_share_used"]
        * np.concatenate([np.zeros((1, PLAN_YEARS)), costs])[parts["part_of"][:, 0].astype(int)]
    )
    lines += [-rows["funder_paid"][n, :PLAN_YEARS] for rows in measures for n in range(FUNDERS)]
    counts = is_own[shared["post_level_number"][[POST_NAMES.index(name) for name in PLAN_POSTS], 0].astype(int) - 1]
    lines += list(-counts[:, None] * _joined(measures, "plan_post", effective))
    lines += [-rows["plan_own_counts"][n, 0] * rows["plan_own"][n] for rows in measures for n in range(OWN_LINES)]
    kroner = np.stack(lines)
    together = blocks["all"]["level_gross"][:, :PLAN_YEARS]
    excluded = np.stack([
        _joined(measures, "plan_tax", effective)[0],
        _joined(measures, "plan_grant", effective)[0],
        *((1 - is_own)[:, None] * together),
        (_joined(measures, "plan_unset", effective) + sum(rows["plan_own_unset"] for rows in measures))[0],
    ])  # fmt: skip
    yearly = number(values.get("plan.yearly_growth")) * float(_is(values, "plan.prices", CURRENT))
    price = (1 + number(values.get("plan.first_growth"))) * (1 + yearly) ** np.arange(PLAN_YEARS)
    sign = -1.0 if _is(values, "plan.sign", COSTS_NEGATIVE) else 1.0
    rounded = sign * _rounded(kroner * price)
    before = np.concatenate([np.zeros((len(PLAN_LINES), 1)), rounded[:, :-1]], axis=1)
    shown = rounded - before * float(_is(values, "plan.mode", CHANGE))
    rows = Rows(
        plan_price=price[None], plan_sign=sign, plan_kr=kroner, plan_rounded=rounded, plan_shown=shown,
        plan_excluded=excluded, plan_excluded_rounded=_rounded(excluded * price),
    )  # fmt: skip
    at = 0
    for name, members in BLOCKS.items():
        rows[f"plan_sum_{name}"] = shown[at : at + len(members)].sum(axis=0)[None]
        at += len(members)
    rows["plan_net"] = shown.sum(axis=0)[None]
    rows["plan_net_kr"] = kroner.sum(axis=0)[None]
    rows["plan_exact"] = _rounded(rows["plan_net_kr"] * price) * sign
    exact_before = np.concatenate([np.zeros((1, 1)), rows["plan_exact"][:, :-1]], axis=1)
    rows["plan_exact_shown"] = rows["plan_exact"] - exact_before * float(_is(values, "plan.mode", CHANGE))
    rows["plan_rounding"] = rows["plan_exact_shown"] - rows["plan_net"]
    net_cashable = blocks["all"]["net_cashable"][VIEWS.index(OWN), :PLAN_YEARS]
    moved = sum((rows["plan_own_funding"][0] for rows in measures), np.zeros(PLAN_YEARS))
    rows["plan_tie"] = (rows["plan_net_kr"][0] + net_cashable + moved - excluded[0] - excluded[1])[None]
    rows["plan_net_full"] = rounded[:, -1].sum()
    rows.update(parts)
    rows.update(use_rows(measures, parts, is_own, values))
    rows.update(area_rows(values, measures_of_parts(parts), shown, rounded[:, -1]))
    rows["plan_area_tie"] = rows["plan_area_net"].sum(axis=0)[None] - rows["plan_net"]
    return rows


def area_rows(values: Mapping[str, Value], owners: Mapping[str, str], shown: Floats, last: Floats) -> Rows:
    """Return the plan's net by service area: names, each line's area, and sums of the rounded lines.

    `owners` tells the measure of each part of a cost, `shown` is the lines as shown (lines, 4), `last` their level in
    the last year (lines,), both in 1 000 kr. A line without an area, or with one that is not among the names, is summed
    in the last member, so that the sum over `plan_area_net` (areas and without, 4) is the net of all lines.

    >>> rows = area_rows({}, {}, np.ones((len(PLAN_LINES), PLAN_YEARS)), np.ones(len(PLAN_LINES)))
    >>> rows["plan_area_net"].shape, float(rows["plan_area_net"][-1, 0]) == len(PLAN_LINES)
    ((9, 4), True)
    """
    names = [as_text(values.get(f"plan.area_name_{n}")) or NOT_SET for n in AREAS]
    known = {name.casefold(): at for at, name in reversed(list(enumerate(names, 1)))} | {NOT_SET: 0}
    typed = {line: as_text(values.get(f"plan.area_{line}")) for line in AREA_LINES}
    followed = {line: followed_line(line, owners.get(line, "")) for line in PLAN_LINES}
    areas = [typed.get(line) or typed.get(followed[line]) or NOT_SET for line in PLAN_LINES]
    number_of = np.array([float(known.get(area.casefold(), 0)) for area in areas])
    unknown = [area.casefold() not in known for area in areas]
    order = np.array([*range(1, len(AREAS) + 1), 0.0])
    belongs = (order[:, None] == number_of[None]).astype(float)
    return Rows(
        plan_area_name=names,
        plan_area=areas,
        plan_area_number=number_of,
        plan_area_order=order,
        plan_area_net=belongs @ shown,
        plan_area_full=belongs @ last,
        plan_area_unknown=float(sum(unknown)),
    )


def _joined(measures: list[Rows], name: str, effective: Floats) -> Floats:
    return np.asarray(sum(rate * rows[name] for rate, rows in zip(effective, measures, strict=True)))


def _is(values: Mapping[str, Value], key: str, word: str) -> bool:
    return str(values.get(key, "")).casefold() == word


def _rounded(amounts: Floats) -> Floats:
    return np.asarray(np.vectorize(rounded_half_up, otypes=[float])(amounts, 1000.0))
