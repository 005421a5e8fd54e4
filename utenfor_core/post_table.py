"""The sheet `Poster`: one line for each post, with level, sign, unit cost, share, kernel and use by age band."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import BAND_STARTS, LEVELS, PROFILE_BANDS, Value
from utenfor_core.inputs import INCOME, is_number
from utenfor_core.posts import AGE_FLAGS, COMBINATIONS, POSTS, TAX_KINDS, Post
from utenfor_core.profiles import MOVING, NOT_SET, side, vector
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
EQUALISATION = "utgiftsutjevning"
YEARS_AFTER = (3.0, 2.0, 1.0, 0.0)
"""The delays of the kernel v_3 … v_0."""


def free_level_number(values: Mapping[str, Value], slot: int) -> int:
    """Return the level number of a cost line of the user's own; an empty or unknown level counts as the kommune."""
    level = values.get(f"free{slot}.level")
    names = [name.casefold() for name in LEVELS]
    return names.index(level.casefold()) + 1 if isinstance(level, str) and level.casefold() in names else 1


def free_name(values: Mapping[str, Value], slot: int) -> str:
    """Return what a cost line of the user's own is called; its number where it has no name.

    >>> free_name({"free1.name": "Bolig"}, 1), free_name({}, 2)
    ('Bolig', 'Egen post 2')
    """
    return str(values.get(f"free{slot}.name") or f"Egen post {slot}")


def _free(post: Post, values: Mapping[str, Value], name: str) -> float:
    return number(values.get(f"free{post.free}.{name}"))


def _level_and_weight(post: Post, values: Mapping[str, Value]) -> tuple[int, int, int]:
    """Return level number, level number before equalisation and moving, and weight kind of a post."""
    if not post.free:
        return post.level_number, LEVELS.index(post.before_equalisation) + 1, post.weight
    home = free_level_number(values, post.free)
    weight, twin, _ = MOVING[home - 1]
    return (twin, home, post.weight) if post.is_moved else (home, home, weight)


def _share(post: Post, tax: Rows, values: Mapping[str, Value]) -> float:
    if post.free and post.is_moved:
        return MOVING[free_level_number(values, post.free) - 1][2]
    kept, county_kept = tax.single("keep"), tax.single("county_keep")
    shares = {
        "one": 1.0,
        "minus_one": -1.0,
        "keep": kept,
        "away": 1.0 - kept,
        "county_keep": county_kept,
        "county_away": 1.0 - county_kept,
    }
    return shares[post.share]


def _sign(post: Post, values: Mapping[str, Value]) -> float:
    if post.free:
        direction = values.get(f"free{post.free}.direction")
        return -1.0 if isinstance(direction, str) and direction.casefold() == INCOME else 1.0
    return -1.0 if post.tax or post.line == EQUALISATION else 1.0


def _unit_and_cashable(
    post: Post, inuse: Mapping[str, Value], values: Mapping[str, Value]
) -> tuple[float, Value, float]:
    """Return unit cost, cashable share (a text or None where it is not set) and delay in years of a post."""
    if post.free:
        typed = values.get(f"free{post.free}.cashable_share")
        return _free(post, values, "unit_cost"), typed, _free(post, values, "delay")
    if post.tax:
        return 1.0, 1.0, 0.0
    unit = post.line if post.line == EQUALISATION else post.name.removesuffix("_flyttet")
    return number(inuse[f"unit_{unit}"]), inuse[f"k_{post.line}"], number(inuse[f"d_{post.line}"])


def post_rows(inuse: Mapping[str, Value], tax: Rows, values: Mapping[str, Value]) -> Rows:
    """Return the sheet `Poster` (posts, 1), with use by band on each side of a pair (posts, 8).

    `kernel` is v_j = k · max(0, 1 − |d − j|) for j = 3 … 0; a post without a set cashable share has 0 throughout.
    """
    places = [_level_and_weight(post, values) for post in POSTS]
    costs = [_unit_and_cashable(post, inuse, values) for post in POSTS]
    k: list[Value] = [float(share) if is_number(share) else NOT_SET for _, share, _ in costs]
    delays = np.array([delay for _, _, delay in costs])
    causal = np.array([float(post.profile != "path") for post in POSTS])
    rows = Rows(
        post_level_number=[float(level) for level, _, _ in places],
        post_level=[LEVELS[level - 1] for level, _, _ in places],
        gross_level_number=[float(gross) for _, gross, _ in places],
        sign=[_sign(post, values) for post in POSTS],
        causal=causal,
        growth_kind=[float(post.growth) for post in POSTS],
        weight_kind=[float(weight) for _, _, weight in places],
        unit=[unit for unit, _, _ in costs],
        share=[_share(post, tax, values) for post in POSTS],
        k=k,
        delay=delays,
        is_set=[float(is_number(share)) for share in k],
        causal_factor=np.where(causal == 1, number(inuse["kappa"]), 1.0),
        years_after=np.array([YEARS_AFTER]),
    )
    share = np.array([number(value) for value in k])
    rows["kernel"] = share[:, None] * np.maximum(0.0, 1.0 - np.abs(delays[:, None] - rows["years_after"]))
    for combination in COMBINATIONS:
        rows[combination] = np.stack([_use(post, combination, inuse, tax, values) for post in POSTS])
    rows["stay_band"] = np.concatenate([[1.0], vector(inuse, "stay_share"), [1.0]])[None, :]
    return rows


def _use(post: Post, combination: str, inuse: Mapping[str, Value], tax: Rows, values: Mapping[str, Value]) -> Floats:
    """Return the yearly use of a post on one side of a pair, in each of the eight age bands."""
    if post.profile == "path":
        return np.array([*np.ones(len(BAND_STARTS) - 1), 0.0]) * float(combination == "in_completed")
    if post.tax:
        middle = tax[f"expected_{combination}"][TAX_KINDS.index(post.tax)]
    elif post.profile == "free":
        which = combination.split("_", 1)[0]
        middle = np.array([_free(post, values, f"{which}_{band}") for band in range(1, len(PROFILE_BANDS) + 1)])
    else:
        middle = side(inuse, post.profile, combination) * np.array(AGE_FLAGS[post.ages])
    return np.concatenate([[0.0], np.asarray(middle, dtype=float), [0.0]])
