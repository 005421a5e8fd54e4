"""The chosen measure under the other preset: the same formulas with that preset's figures, side by side on `Resultat`.

Kroner are laid another way than in the measure's own block, in few cells: a row for each age band tells how
many success-years fall in it (`reach`), and each post has its kroner per success-year by band (`yearly_worth`). The
values are the engine's own; that both ways give the same is what recalculating the workbook shows.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import level_numbers
from utenfor_core.cash_flows import over_intake
from utenfor_core.domain import BAND_STARTS, LEVELS, PRESETS, VIEWS, Value
from utenfor_core.expected_tax import tax_rows
from utenfor_core.measures import Surroundings, one_measure
from utenfor_core.post_table import YEARS_AFTER, post_rows
from utenfor_core.posts import EVERYWHERE, INCOMES, MOVED, ON_THE_WAY, STAYS, TAX_KINDS
from utenfor_core.profiles import rate_rows
from utenfor_core.resolving import assumption_rows
from utenfor_core.results import RATE_VIEWS, Yardstick, horizons, result_rows
from utenfor_core.time_axis import time_rows
from utenfor_core.trace import Cells, Rows, number

Floats = NDArray[np.float64]
OTHER: Final = "other"
CHOSEN: Final = "chosen"
"""Blocks of the trace: the chosen measure under the other preset, and as it is."""

PATH: Final = "path"
REACH: Final = (*(str(n) for n in range(1, len(BAND_STARTS) - 1)), PATH)
"""Where a success-year falls: the six age bands with a profile, and the school years before the success."""

YEARS_AFTER_WHOLE = tuple(int(year) for year in YEARS_AFTER)
PLAN_AT, WHOLE_AT = 1, -1
"""Where the plan and the whole life stand among the horizons."""

COMPARED: Final = (
    "gain_present", "cost_present", "net_present", "net_present_cashable", "net_sum_plan", "payback_year_accumulated",
    "break_even_persons", "highest_cost",
)  # fmt: skip
"""The results that stand side by side, for the own budgets and for all."""

_TAX = (
    "zone_rate", "employer_rate", "relief_used", "state_rate_used", "state_rate_dated_used", "weak", "keep",
    "county_keep", "income", "tax_allowance", "tax_base", *(f"tax_{kind}" for kind in TAX_KINDS),
)  # fmt: skip
_POST = ("causal_factor", "unit", "share", "k", "delay", "is_set", "kernel")
_TIME = ("rate_from", "rate_value", "rate", "discount", "rate_ratio", "growth_factor", "intake_discount")
_MEASURE = (
    "entry", "lag_years", "success_age", "pair_number", "first_year_part", "grade_used", "haircut_used",
    "rate_before_haircut", "measured_years_before", "early", "lasting_open", "lasting_missing", "complete",
    "success_rate", "intake", "intake_reversed", "age", "phased", "kept_rate", "lasting_completed", "lasting_neet",
    "lasting", "first_year", "age_band", "own_success_rate", "own_rate_used", "own_level", "own_is_set", "own_kernel",
    "own_start_used", "own_duration_used", "own_unit_used", "own_whole", "own_stream", "own_gross",
)  # fmt: skip
_OF_VIEWS = (
    "view_gain", "view_cost", "accumulated", "idle", "behind_accumulated", "payback_accumulated",
    "payback_year_accumulated",
)  # fmt: skip
_WHOLE = (
    "gain_present", "cost_present", "cash_present", "own_present", "net_present",
    "net_present_cashable", "break_even_rate", "break_even_case", "break_even_persons", "highest_cost",
)  # fmt: skip


def other_preset(preset_number: float) -> int:
    """Return the number of the preset to compare with: midtanslag beside forsiktig, else forsiktig.

    >>> PRESETS[other_preset(1) - 1], PRESETS[other_preset(3) - 1]
    ('midtanslag', 'forsiktig')
    """
    return 2 if preset_number == 1 else 1


def other_preset_rows(owner: str, around: Surroundings, measure: Rows) -> Rows:
    """Return measure `owner` under the other preset; `measure` is its rows under the one in use.

    Everything that a preset can change is found anew from the other's figures, own values over them as always. A
    measure that is not complete under the preset in use is not shown.
    """
    chosen = other_preset(around.shared.single("preset_number"))
    values: Mapping[str, Value] = {**around.values, "place.preset": PRESETS[chosen - 1]}
    shared = Rows(**around.shared)
    assumed, use = assumption_rows(around.frame, shared, values)
    tax = tax_rows(use, around.place, values)
    posts = post_rows(use, tax, values)
    time = time_rows(use, values, shared.single("base_year_used"), tax)
    for part in (assumed, tax, posts, rate_rows(use, posts), time):
        shared.update(part)
    found = replace(around, values=values, in_use=use, shared=shared)
    rows = one_measure(owner, found, left_out=measure.single("complete") == 0)
    kept = Rows(other_number=float(chosen), in_use=assumed["in_use"])
    for names, part in ((_TAX, tax), (_POST, posts), (_TIME, time), (_MEASURE, rows)):
        kept.update({name: part[name] for name in names})
    kept.update(_tax_gap(shared, rows))
    kept.update(_by_reach(shared, rows))
    kept.update(_by_post(shared, rows, kept["yearly_worth"]))
    kept.update(_results(rows, shared, use))
    return kept


def _tax_gap(shared: Rows, rows: Rows) -> Rows:
    """Return who has which income outside less inside (incomes, 6), and the tax of it (kinds, 6)."""
    pair = _pair(rows)
    gap = shared[f"mix_out_{pair}"] - shared[f"mix_in_{pair}"]
    taxes = np.stack([shared[f"tax_{kind}"][:, 0] for kind in TAX_KINDS])
    return Rows(mix_gap=gap.reshape(len(INCOMES), -1), expected_gap=taxes @ gap)


def _by_reach(shared: Rows, rows: Rows) -> Rows:
    """Return success-years by band and year (7, years), and kroner per success-year by post and band (posts, 7)."""
    life, school, band = rows["weight"][EVERYWHERE - 1], rows["weight"][ON_THE_WAY - 1], rows["age_band"][0]
    bands = np.arange(2.0, len(BAND_STARTS))
    intake = rows["intake"][0]
    inside = np.stack([life * (band == number) for number in bands])
    path = school * (band < len(BAND_STARTS))
    stays = np.append(shared["stay_band"][0, 1:-1], 1.0)
    factor = {STAYS: stays, MOVED: 1.0 - stays, EVERYWHERE: np.ones(len(REACH))}
    worth = []
    for kind, rate in zip(shared["weight_kind"][:, 0], shared[f"rate_{_pair(rows)}"], strict=True):
        on_the_way = kind == ON_THE_WAY
        yearly = np.append(np.zeros(len(bands)) if on_the_way else rate[1:-1], rate[0] if on_the_way else 0.0)
        worth.append(yearly if on_the_way else yearly * factor[int(kind)])
    return Rows(
        growth_number=np.arange(1.0, len(shared["growth_factor"]) + 1),
        reach_number=np.arange(1.0, len(REACH) + 1)[None],
        reach_inside=np.array([[*np.ones(len(bands)), 0.0]]),
        reach_index=np.array([[*range(1, len(REACH)), len(bands)]], dtype=float),
        reach_stays=stays[None],
        reach_band=np.append(bands, float(len(BAND_STARTS))),
        life_path=life[None],
        school_path=school[None],
        reach=over_intake(intake, np.vstack([inside, path])),
        yearly_worth=np.stack(worth),
    )


def _by_post(shared: Rows, rows: Rows, yearly_worth: Floats) -> Rows:
    """Return kroner per success-year by view and growth kind (5, 7), and present values by post and own line.

    What can be cashed j years later is discounted j years more: Σ_t max(G, 0)(t) · Σ_j v_j · D(t + j).
    """
    growth, discount = shared["growth_kind"][:, 0], shared["discount"][0]
    kinds = np.arange(1.0, len(shared["growth_factor"]) + 1)[:, None]
    posts = _counts(shared, shared["post_level_number"])
    own = _counts(shared, level_numbers(rows["own_level"][:, 0]))
    later = np.stack([np.append(discount[after:], np.zeros(after)) for after in YEARS_AFTER_WHOLE])
    gross = rows["unit_gross"]
    return Rows(
        **{f"worth_{view}": (of_view * (growth == kinds)) @ yearly_worth for view, of_view in posts.items()},
        **{f"own_in_{view}": of_view for view, of_view in own.items()},
        discount_later=later,
        unit_present=gross @ discount,
        unit_cash=_cash(gross, shared["kernel"], shared["is_set"], later),
        own_cash=_cash(rows["own_gross"], rows["own_kernel"], rows["own_is_set"], later),
    )


def _counts(shared: Rows, level_number: Cells) -> dict[str, Floats]:
    """Return for each view compared 1 for what belongs to it, else 0 (items,)."""
    member = (np.asarray(level_number).reshape(-1) == np.arange(1, len(LEVELS) + 1)[:, None]).astype(float)
    return {view: shared["view"][:, VIEWS.index(view)] @ member for view in RATE_VIEWS}


def _cash(gross: Floats, kernel: Floats, is_set: Floats, later: Floats) -> Floats:
    gains = (np.maximum(gross, 0.0) * (kernel @ later)).sum(axis=1)
    return np.asarray(gains + is_set[:, 0] * (np.minimum(gross, 0.0) @ later[-1]))


def _pair(rows: Rows) -> str:
    return "completed" if rows.single("pair_number") == 1 else "neet"


def _results(rows: Rows, shared: Rows, use: Mapping[str, Value]) -> Rows:
    base_year = shared.single("base_year_used")
    found = result_rows(rows, Yardstick(
        views=shared["view"], factors=shared["discount"][0], lengths=horizons(use, None, base_year),
        base_year=base_year, tolerance=number(use["tolerance"]),
    ))  # fmt: skip
    views = [VIEWS.index(view) for view in RATE_VIEWS]
    kept = Rows(**{name: found[name][views] for name in _OF_VIEWS})
    kept.update({name: found[name][views][:, [WHOLE_AT]] for name in _WHOLE})
    kept["unit_present_of"] = found["unit_present"][views][:, [WHOLE_AT]]
    kept["net_sum_plan"] = found["net_sum"][views][:, [PLAN_AT]]
    kept["discounted_intake"] = found["discounted_intake"][:, [WHOLE_AT]]
    for name in ("participants_within", "room_within", "room_share"):
        kept[name] = found[name][:, [WHOLE_AT]]
    return kept


def chosen_rows(measure: Rows) -> Rows:
    """Return the compared results of the chosen measure under the preset in use (views, 1)."""
    views = [VIEWS.index(view) for view in RATE_VIEWS]
    rows = Rows(complete=measure["complete"], success_rate=measure["success_rate"])
    for name in COMPARED:
        if name == "net_sum_plan":
            rows[name] = measure["net_sum"][views][:, [PLAN_AT]]
        else:
            rows[name] = measure[name][views][:, [WHOLE_AT]]
    return rows
