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
from utenfor_core.posts import POST_NAMES
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
PLAN_YEARS = 4
PLAN_POSTS = ("sosialhjelp", "vgo_ekstra", "egen_1", "egen_2", "egen_3", "egen_4")
"""Posts that can stand in a plan: services and transfers of the unit's own levels; never tax or grants."""

TAX_POSTS = {"skatt_kommune": KOMMUNE, "skatt_fylke": FYLKE}
GRANT_POST = "utgiftsutjevning"
EXCLUDED = ("skatt", "rammetilskudd", "fylkeskommune", "stat", "andre_kommuner", "andre_fylkeskommuner", "ikke_satt")
COST_LINES = tuple(f"kostnad_m{m}" for m in range(1, MEASURES + 1))
FUNDING_LINES = tuple(f"finansiering_m{m}_{n}" for m in range(1, MEASURES + 1) for n in range(1, FUNDERS + 1))
SAVING_LINES = tuple(f"sparing_{post}" for post in PLAN_POSTS)
OWN_SAVING_LINES = tuple(f"sparing_m{m}_{n}" for m in range(1, MEASURES + 1) for n in range(1, OWN_LINES + 1))
PLAN_LINES = (*COST_LINES, *FUNDING_LINES, *SAVING_LINES, *OWN_SAVING_LINES)
BLOCKS = {"kostnad": COST_LINES, "finansiering": FUNDING_LINES, "sparing": (*SAVING_LINES, *OWN_SAVING_LINES)}


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


def plan_rows(blocks: Mapping[str, Rows], shared: Rows, values: Mapping[str, Value]) -> Rows:
    """Return the plan's lines in kroner and rounded thousands, its sums, and what is not worked into it (rows, 4)."""
    is_own, effective = shared["level_is_own"][:, 0], shared["success_effective"][:, 0]
    measures = [blocks[f"m{m}"] for m in range(1, MEASURES + 1)]
    lines = [rows["cost"][0, :PLAN_YEARS] for rows in measures]
    lines += [-rows["funder_paid"][n, :PLAN_YEARS] for rows in measures for n in range(FUNDERS)]
    counts = is_own[shared["post_level_number"][[POST_NAMES.index(name) for name in PLAN_POSTS], 0].astype(int) - 1]
    lines += list(-counts[:, None] * _joined(measures, "plan_post", effective))
    lines += [-rows["plan_own_counts"][n, 0] * rows["plan_own"][n] for rows in measures for n in range(OWN_LINES)]
    kroner = np.stack(lines)
    together = blocks["all"]["level_gross"][:, :PLAN_YEARS]
    excluded = np.stack([
        _joined(measures, "plan_tax", effective)[0],
        _joined(measures, "plan_grant", effective)[0],
        *((1 - is_own[n]) * together[n] for n in range(1, len(LEVELS))),
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
    return rows


def _joined(measures: list[Rows], name: str, effective: Floats) -> Floats:
    return np.asarray(sum(rate * rows[name] for rate, rows in zip(effective, measures, strict=True)))


def _is(values: Mapping[str, Value], key: str, word: str) -> bool:
    return str(values.get(key, "")).casefold() == word


def _rounded(amounts: Floats) -> Floats:
    return np.asarray(np.vectorize(rounded_half_up, otypes=[float])(amounts, 1000.0))
