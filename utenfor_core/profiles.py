"""Profiles: yearly use outside and inside by age band, expected tax over the status mix, and kroner by age.

Δ_c(a) = sign_c · κ_c · u_c · share_c · (out_c(a) − in_c(a)): kroner a year that a success is worth to a post at age a.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utenfor_core.assumptions import vector_names
from utenfor_core.domain import BAND_STARTS, FREE_LINES, LEVELS, OWN, VIEWS, Place, Value
from utenfor_core.inputs import PAYERS, ZONES, is_number
from utenfor_core.posts import AGE_FLAGS, COMBINATIONS, INCOMES, POSTS, STAYS, TAX_KINDS, Post
from utenfor_core.tax import TaxRules, keep, tax_bill
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
NOT_SET = "ikke satt"
AGES = np.arange(BAND_STARTS[-1] + 1)


def vector(inuse: Mapping[str, Value], name: str) -> Floats:
    """Return the six values of a vector of the assumptions, youngest band first."""
    return np.array([number(inuse[short]) for short in vector_names(name)])


def _side(inuse: Mapping[str, Value], line: str, combination: str) -> Floats:
    side, pair = combination.split("_", 1)
    return vector(inuse, f"{line}_{side}" + ("_neet" if pair == "neet" else ""))


def tax_rows(inuse: Mapping[str, Value], place: Place, values: Mapping[str, Value]) -> Rows:
    """Return the sheet `Skatt`: tax of each income, status mix of each side, expected tax by kind and band.

    Incomes and taxes in kroner of the price year per person and year; expected tax (kinds, 6 bands).
    """
    a = {name: number(value) for name, value in inuse.items()}
    zone = values.get("place.employer_zone")
    zone = zone.casefold() if isinstance(zone, str) and zone.casefold() in ZONES else None
    level = values.get("place.tax_level")
    relief = a["reduced_zone_relief"] * float(place.reduced_tax_zone)
    weak = float(float(level) < a["weak_threshold"]) if is_number(level) else a["weak_if_empty"]  # type: ignore[arg-type]
    employer = a[f"employer_{zone.split()[-1]}"] if zone else 0.0
    wage = a["wage_month"] * 12 * a["hours_share"]
    income = np.array([wage * a["low_education_ratio"], wage, a["unit_ufore_ung"], a["unit_ufore"], a["unit_aap_ung"], a["unit_aap"]])
    is_wage = np.array([1.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    rules = TaxRules(
        allowance_rate=a["allowance_rate"],
        allowance_cap=a["allowance_cap"],
        personal_allowance=a["personal_allowance"],
        municipal_rate=a["municipal_rate"],
        county_rate=a["county_rate"],
        state_rate=a["state_rate"] - relief,
        social_rate=a["social_rate"],
        social_floor=a["social_floor"],
        social_step=a["social_step"],
        brackets=[(a[f"bracket_{n}_from"], a[f"bracket_{n}_rate"]) for n in range(1, 6)],
        employer_rate=employer,
    )
    bill = tax_bill(income, is_wage, rules)
    kept = keep(
        symmetric=a["symmetric_rate"], extra=a["weak_rate"], threshold=a["weak_threshold"],
        weak=bool(weak), share=place.population_share,
    )  # fmt: skip
    rows = Rows(
        zone_name=list(ZONES),
        zone_rate=[a[f"employer_{name.split()[-1]}"] for name in ZONES],
        employer_rate=NOT_SET if zone is None else employer,
        relief_used=relief,
        reduced_zone=float(place.reduced_tax_zone),
        population_share=place.population_share,
        state_rate_used=rules.state_rate,
        state_rate_dated_used=a["state_rate_dated"] - relief,
        weak=weak,
        keep=kept,
        county_keep=1.0 - a["county_equalisation"],
        income=income,
        is_wage=is_wage,
        tax_allowance=bill.allowance,
        tax_base=bill.base,
        tax_municipal=bill.municipal,
        tax_county=bill.county,
        tax_state=bill.state,
        tax_social=bill.social,
        tax_bracket=bill.bracket,
        tax_employer=bill.employer,
    )
    taxes = np.stack([getattr(bill, kind) for kind in TAX_KINDS])
    for name, flags in AGE_FLAGS.items():
        rows[f"ages_{name}"] = np.array([flags], dtype=float)
    for combination in COMBINATIONS:
        employed = _side(inuse, "employed", combination)
        disabled, assessed = _side(inuse, "ufore", combination), _side(inuse, "aap", combination)
        flags = {name: np.array(flag, dtype=float) for name, flag in AGE_FLAGS.items()}
        works_low = employed if combination.startswith("out") else 0.0 * employed
        mix = np.stack([
            works_low, employed - works_low,
            disabled * flags["under_30"], disabled * flags["from_30"],
            assessed * flags["under_25"], assessed * flags["from_25"],
        ])  # fmt: skip
        rows[f"mix_{combination}"] = mix
        rows[f"expected_{combination}"] = taxes @ mix
    rows["mix_names"] = list(INCOMES)
    rows["band_number"] = np.arange(1.0, 7.0)[None]
    return rows


def level_rows(place: Place) -> Rows:
    """Return the small tables of levels: which are the unit's own, what each view adds up, where a mover's part goes."""
    own = np.array([float(level in place.own_levels) for level in LEVELS])
    views = np.stack([_view(view, own) for view in VIEWS], axis=1)
    return Rows(
        level_name=list(LEVELS),
        level_is_own=own,
        view=views,
        level_weight=[1.0, 1.0, 3.0, 3.0, 3.0],
        level_twin=[4.0, 5.0, 3.0, 4.0, 5.0],
        level_twin_share=[1.0, 1.0, 0.0, 0.0, 0.0],
        level_number=np.arange(1.0, len(LEVELS) + 1),
        view_number=np.arange(1.0, len(VIEWS) + 1),
        view_name=list(VIEWS),
        payer_name=list(PAYERS),
        weight_in_year=[1.0, 0.0, 1.0, 0.0],
        inside=np.tile([0.0, *np.ones(6), 0.0], 4)[None],
        profile_index=np.tile([1.0, *np.arange(1.0, 7.0), 6.0], 4)[None],
        band_start=np.array([BAND_STARTS], dtype=float),
    )


def _view(view: str, own: Floats) -> Floats:
    if view == OWN:
        return own
    return np.array([float(view in (level, VIEWS[-1])) for level in LEVELS])


def free_level_number(values: Mapping[str, Value], slot: int) -> int:
    """Return the level number of a cost line of the user's own; an empty or unknown level counts as the kommune."""
    level = values.get(f"free{slot}.level")
    names = [name.casefold() for name in LEVELS]
    return names.index(level.casefold()) + 1 if isinstance(level, str) and level.casefold() in names else 1


def _free(post: Post, values: Mapping[str, Value], name: str) -> float:
    return number(values.get(f"free{post.free}.{name}"))


def post_rows(inuse: Mapping[str, Value], tax: Rows, values: Mapping[str, Value]) -> Rows:
    """Return the sheet `Poster`: one line for each post, with sign, unit, share, kernel and use by band (posts, 8)."""
    twin = {"weight": (1, 1, 3, 3, 3), "level": (4, 5, 3, 4, 5), "share": (1.0, 1.0, 0.0, 0.0, 0.0)}
    kappa = number(inuse["kappa"])
    columns: dict[str, list[Value]] = {key: [] for key in ("post_level_number", "post_level", "gross_level_number", "sign", "causal", "growth_kind", "weight_kind", "unit", "share", "k", "delay")}
    sides: dict[str, list[Floats]] = {combination: [] for combination in COMBINATIONS}
    for post in POSTS:
        level, gross, weight = post.level_number, LEVELS.index(post.before_equalisation) + 1, post.weight
        sign = -1.0 if post.tax or post.line == "utgiftsutjevning" else 1.0
        share = {"one": 1.0, "minus_one": -1.0, "keep": tax.single("keep"), "away": 1.0 - tax.single("keep"),
                 "county_keep": tax.single("county_keep"), "county_away": 1.0 - tax.single("county_keep")}[post.share]  # fmt: skip
        if post.free:
            home = free_level_number(values, post.free)
            gross = home
            direction = values.get(f"free{post.free}.direction")
            sign = -1.0 if isinstance(direction, str) and direction.casefold() == "inntekt" else 1.0
            if post.is_moved:
                level, share = twin["level"][home - 1], twin["share"][home - 1]
            else:
                level, weight = home, twin["weight"][home - 1]
            unit, k, delay = _free(post, values, "unit_cost"), values.get(f"free{post.free}.cashable_share"), _free(post, values, "delay")
        elif post.tax:
            unit, k, delay = 1.0, 1.0, 0.0
        else:
            unit = number(inuse[f"unit_{'utgiftsutjevning' if post.line == 'utgiftsutjevning' else post.name.removesuffix('_flyttet')}"])
            k, delay = inuse[f"k_{post.line}"], number(inuse[f"d_{post.line}"])
        row = (level, LEVELS[level - 1], gross, sign, float(post.profile != "path"), post.growth, weight, unit, share,
               float(k) if is_number(k) else NOT_SET, delay)  # type: ignore[arg-type]  # fmt: skip
        for key, value in zip(columns, row, strict=True):
            columns[key].append(float(value) if is_number(value) else value)  # type: ignore[arg-type]
        for combination in COMBINATIONS:
            sides[combination].append(_use(post, combination, inuse, tax, values))
    rows = Rows(**columns)
    k_number = np.array([number(value) for value in columns["k"]])
    delays = np.array(columns["delay"], dtype=float)
    rows["is_set"] = np.array([float(is_number(value)) for value in columns["k"]])
    rows["causal_factor"] = np.where(np.array(columns["causal"], dtype=float) == 1, kappa, 1.0)
    rows["years_after"] = np.array([[3.0, 2.0, 1.0, 0.0]])
    rows["kernel"] = k_number[:, None] * np.maximum(0.0, 1.0 - np.abs(delays[:, None] - rows["years_after"]))
    for combination in COMBINATIONS:
        rows[combination] = np.stack(sides[combination])
    stay = vector(inuse, "stay_share")
    rows["stay_band"] = np.concatenate([[1.0], stay, [1.0]])[None, :]
    return rows


def _use(post: Post, combination: str, inuse: Mapping[str, Value], tax: Rows, values: Mapping[str, Value]) -> Floats:
    side = combination.split("_", 1)[0]
    if post.profile == "path":
        return np.full(len(BAND_STARTS), float(combination == "in_completed"))
    if post.tax:
        middle = tax[f"expected_{combination}"][TAX_KINDS.index(post.tax)]
    elif post.profile == "free":
        middle = np.array([_free(post, values, f"{side}_{band}") for band in range(1, 7)])
    else:
        middle = _side(inuse, post.profile, combination) * np.array(AGE_FLAGS[post.ages])
    return np.concatenate([[0.0], np.asarray(middle, dtype=float), [0.0]])


def rate_rows(inuse: Mapping[str, Value], posts: Rows) -> Rows:
    """Return the sheet `Satser`: kroner per success-year for each post at each age 0 … 67, by pair (posts, ages)."""
    band = np.searchsorted(BAND_STARTS, AGES, side="right")
    inside = (number(inuse["end_age"]) > AGES).astype(float)
    value = posts["sign"][:, 0] * posts["causal_factor"][:, 0] * posts["unit"][:, 0] * posts["share"][:, 0]
    rows = Rows(
        ages=AGES[None, :].astype(float), band=band[None, :].astype(float), counts=inside[None, :],
        stay_by_age=posts["stay_band"][:, band - 1],
        kept_by_age=np.where(number(inuse["catch_up_age"]) < AGES, number(inuse["catch_up_after"]), number(inuse["catch_up"]))[None],
    )  # fmt: skip
    for pair in ("completed", "neet"):
        gap = posts[f"out_{pair}"] - posts[f"in_{pair}"]
        rows[f"rate_{pair}"] = inside * value[:, None] * gap[:, band - 1]
    return rows
