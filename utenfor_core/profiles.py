"""Profiles: yearly use outside and inside by age band, the tables of levels, and kroner by post and band.

Δ_c(a) = sign_c · κ_c · u_c · share_c · (out_c(a) − in_c(a)): kroner a year that a success is worth to a post at age a.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utenfor_core.assumptions import vector_names
from utenfor_core.domain import BAND_STARTS, LEVELS, OTHER_FYLKER, OTHER_KOMMUNER, OWN, STAT, VIEWS, Place, Value
from utenfor_core.inputs import PAYERS
from utenfor_core.posts import COMBINATIONS, EVERYWHERE, STAYS
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
NOT_SET = "ikke satt"
AGES = np.arange(BAND_STARTS[-1] + 1)
BAND_NUMBERS = np.arange(1.0, len(BAND_STARTS) - 1.0)

MOVING: tuple[tuple[int, int, float], ...] = (
    (STAYS, LEVELS.index(OTHER_KOMMUNER) + 1, 1.0),
    (STAYS, LEVELS.index(OTHER_FYLKER) + 1, 1.0),
    *((EVERYWHERE, LEVELS.index(level) + 1, 0.0) for level in (STAT, OTHER_KOMMUNER, OTHER_FYLKER)),
)
"""For each level: whom its lines follow, the level that takes over a mover, and the share that it takes."""


def vector(inuse: Mapping[str, Value], name: str) -> Floats:
    """Return the six values of a vector of the assumptions, youngest band first."""
    return np.array([number(inuse[short]) for short in vector_names(name)])


def side(inuse: Mapping[str, Value], line: str, combination: str) -> Floats:
    """Return the use of a line on one of COMBINATIONS, by band (6,)."""
    which, pair = combination.split("_", 1)
    return vector(inuse, f"{line}_{which}" + ("_neet" if pair == "neet" else ""))


def band_of(ages: NDArray[Any], end_age: float) -> NDArray[np.int_]:
    """Return the number of each age's band, from 1; from the end age on it is the last, where every profile is zero.

    >>> band_of(np.array([20.5, 21.0, 66.0, 67.0]), 67.0)
    array([1, 2, 7, 8])
    """
    return np.where(ages < end_age, np.searchsorted(BAND_STARTS, ages, side="right"), len(BAND_STARTS))


def level_rows(place: Place) -> Rows:
    """Return the small tables of levels: which are own, what each view adds up, where a mover's part goes."""
    own = np.array([float(level in place.own_levels) for level in LEVELS])
    views = np.stack([_view(view, own) for view in VIEWS], axis=1)
    return Rows(
        level_name=list(LEVELS),
        level_is_own=own,
        view=views,
        level_weight=[float(weight) for weight, _, _ in MOVING],
        level_twin=[float(twin) for _, twin, _ in MOVING],
        level_twin_share=[share for _, _, share in MOVING],
        level_number=np.arange(1.0, len(LEVELS) + 1),
        view_number=np.arange(1.0, len(VIEWS) + 1),
        view_name=list(VIEWS),
        payer_name=list(PAYERS),
        weight_in_year=[1.0, 0.0, 1.0, 0.0],
        inside=np.tile([0.0, *np.ones(len(BAND_NUMBERS)), 0.0], len(COMBINATIONS))[None],
        profile_index=np.tile([1.0, *BAND_NUMBERS, float(len(BAND_NUMBERS))], len(COMBINATIONS))[None],
        band_start=np.array([BAND_STARTS], dtype=float),
    )


def _view(view: str, own: Floats) -> Floats:
    if view == OWN:
        return own
    return np.array([float(view in (level, VIEWS[-1])) for level in LEVELS])


def rate_rows(inuse: Mapping[str, Value], posts: Rows) -> Rows:
    """Return the sheet `Satser`: kroner per success-year for each post in each age band, by pair (posts, 8)."""
    band = band_of(AGES, number(inuse["end_age"]))
    value = posts["sign"][:, 0] * posts["causal_factor"][:, 0] * posts["unit"][:, 0] * posts["share"][:, 0]
    late = number(inuse["catch_up_age"]) < AGES
    rows = Rows(
        ages=AGES[None, :].astype(float), band=band[None, :].astype(float),
        rate_band=np.arange(1.0, len(BAND_STARTS) + 1)[None], stay_by_age=posts["stay_band"][:, band - 1],
        kept_by_age=np.where(late, number(inuse["catch_up_after"]), number(inuse["catch_up"]))[None],
    )  # fmt: skip
    for pair in ("completed", "neet"):
        rows[f"rate_{pair}"] = value[:, None] * (posts[f"out_{pair}"] - posts[f"in_{pair}"])
    return rows
