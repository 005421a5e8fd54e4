"""What one success is worth to each level, for each target group at its default age: present value at entry, kroner.

Laid on the age axis, S = Σ_b rate(b) · Σ_{a in b} weight(a) · D(a − entry) · growth(a − entry), over age bands b: a
second way to the same number that a measure with one participant and success rate 1 gives on the time axis.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import by_level
from utenfor_core.cash_flows import TIME, lasting, years_on_the_way
from utenfor_core.domain import LEVELS, Value
from utenfor_core.measure_terms import GroupTable
from utenfor_core.posts import MOVED, ON_THE_WAY
from utenfor_core.profiles import AGES, band_of
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
NOT_KNOWN = "ikke kjent"


def group_rows(groups: GroupTable, index: int, inuse: Mapping[str, Value], shared: Rows) -> Rows:
    """Return one group's path by age (1, ages) and its saving per success by post and by level (kroner, at entry).

    `shared` has the rates by band, the posts, and the discount and growth factors.
    """
    entry = groups.age_default[index]
    success_age = max(groups.outcome_min[index], entry + groups.outcome_after[index])
    pair = int(groups.pair[index])
    age = AGES.astype(float)
    since_entry = age - entry
    phased = np.maximum(0.0, np.minimum(1.0, (age - success_age + 1) / number(inuse["phase_in"])))
    _, completed, neet, lasts = lasting(age, success_age, pair, inuse)
    on_the_way = years_on_the_way(age, success_age, number(inuse["extra_years"]))
    stays = shared["stay_by_age"][0]
    present = (since_entry >= 0).astype(float)
    weight = np.stack([stays * phased * lasts, (1 - stays) * phased * lasts, phased * lasts, on_the_way]) * present
    at = np.maximum(0.0, since_entry).astype(int)
    discounted = shared["discount"][0][at] * shared["growth_factor"][:, at]
    rate = shared["rate_completed" if pair == 1 else "rate_neet"]
    growth_kind = shared["growth_kind"][:, 0].astype(int) - 1
    weight_kind = shared["weight_kind"][:, 0].astype(int) - 1
    in_band = (shared["band"] == shared["rate_band"].T).astype(float)
    worth = np.einsum("ka,ga,ba->gkb", weight, discounted, in_band)
    saving = (rate * worth[growth_kind, weight_kind]).sum(axis=1)
    level = by_level(saving[:, None], shared["post_level_number"])
    return Rows(
        group_entry=entry, group_success_age=success_age, group_pair=float(pair), group_phased=phased[None],
        group_lasting_completed=completed[None], group_lasting_neet=neet[None], group_lasting=lasts[None],
        group_weight=weight, group_discounted=discounted,
        group_worth=worth.reshape(-1, worth.shape[-1]), group_post_saving=saving, group_level_saving=level,
        group_total_saving=float(level.sum()),
    )  # fmt: skip


def slot_rows(groups: GroupTable, index: int, inuse: Mapping[str, Value], shared: Rows) -> Rows:
    """Return the same for a group of the user's own, laid on the time axis from its entry on (1, years).

    Two courses, those who have reached the outcome and those on the way, by age band and growth kind (10, bands);
    `shared` has the part of them that counts for each kind of post.
    """
    entry = groups.age_default[index]
    success_age = max(groups.outcome_min[index], entry + groups.outcome_after[index])
    pair = int(groups.pair[index])
    age = (entry + TIME).astype(float)
    band = band_of(age, number(inuse["end_age"]))
    lasts = lasting(age, success_age, pair, inuse)[-1]
    reached = np.maximum(0.0, np.minimum(1.0, (age - success_age + 1) / number(inuse["phase_in"]))) * lasts
    on_the_way = years_on_the_way(age, success_age, number(inuse["extra_years"]))
    present = shared["growth_factor"] * shared["discount"][0]
    in_band = (band == shared["rate_band"].T).astype(float)
    worth = np.concatenate([present * reached, present * on_the_way]) @ in_band.T
    growth_kind = shared["growth_kind"][:, 0].astype(int) - 1
    weight_kind = shared["weight_kind"][:, 0].astype(int)
    course = growth_kind + len(present) * (weight_kind == ON_THE_WAY)
    rate = shared["rate_completed" if pair == 1 else "rate_neet"]
    saving = (rate * shared["slot_stay"][weight_kind - 1] * worth[course]).sum(axis=1)
    level = by_level(saving[:, None], shared["post_level_number"])
    return Rows(
        group_entry=entry, group_success_age=success_age, group_pair=float(pair), slot_band=band[None].astype(float),
        slot_lasting=lasts[None], slot_reached=reached[None], slot_on_way=on_the_way[None], slot_worth=worth,
        group_post_saving=saving, group_level_saving=level, group_total_saving=float(level.sum()),
    )  # fmt: skip


def stay_rows(stay_band: Floats) -> Rows:
    """Return what part of a course counts for each kind of post, by age band (4, bands)."""
    everybody = np.ones_like(stay_band)
    return Rows(slot_stay=np.stack([stay_band, 1.0 - stay_band, everybody, everybody]))


def exclusion_rows(posts: Rows, counts: tuple[float | None, float | None], fewest: float) -> Rows:
    """Return the cost of today's exclusion in one year by level (5), before and after revenue equalisation, kroner.

    Σ over ages 20–24 and 25–29 of registered persons × Σ_c sign · u · (o − i) of the pair `neet`, κ = 1, one year, no
    discounting. Text where the count is not known or below `fewest` persons.
    """
    bands = np.array([2, 3])
    counted = posts["weight_kind"][:, 0]
    life = ((counted != MOVED) & (counted != ON_THE_WAY)).astype(float)
    value = life * posts["sign"][:, 0] * posts["unit"][:, 0] * posts["share"][:, 0]
    gap = (posts["out_neet"] - posts["in_neet"])[:, bands - 1]
    per_person = value[:, None] * gap
    known = all(count is not None for count in counts) and sum(count or 0.0 for count in counts) >= fewest
    persons = np.array([count or 0.0 for count in counts])
    rows = Rows(
        fewest_persons=fewest,
        exclusion_band=bands[None].astype(float),
        exclusion_counts_life=life,
        exclusion_per_person=per_person,
        exclusion_persons=np.array([[NOT_KNOWN if count is None else float(count) for count in counts]], dtype=object),
        exclusion_known=float(known),
        exclusion_persons_used=persons[None],
    )
    for name, key in (("gross", "gross_level_number"), ("kept", "post_level_number")):
        total = by_level(per_person @ persons[:, None], posts[key])
        rows[f"exclusion_{name}_value"] = total
        rows[f"exclusion_{name}"] = total if known else np.full((len(LEVELS), 1), "vises ikke", dtype=object)
    return rows
