"""Effective success rates over draws when participants overlap: a person is saved once, as in `portfolio.overlap`."""

import numpy as np
from numpy.typing import NDArray

from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.uncertainty.cells import Cells, beside
from utenfor_core.uncertainty.posts_drawn import Drawn

Floats = NDArray[np.float64]


def effective_rates(cells: Cells, drawn: Drawn) -> Drawn:
    """Return each complete measure's success rate with overlap, `m1.effective` and so on, over draws.

    q_m = min(1, s_m / (1 − p0_m)); J = (1 − max p0) · (1 − Π(1 − q_m)); f = min(1, J / Σ s_m);
    effective s_m = s_m · (1 − ω_m · (1 − f)), the sums over the measures with ω > 0 and s > 0.
    """
    owners = [owner for owner in MEASURE_BLOCKS if f"{owner}.success" in drawn]
    shares = [cells.amount(f"{owner}.overlap") for owner in owners]
    if not any(share.any() for share in shares):
        return {f"{owner}.effective": drawn[f"{owner}.success"] for owner in owners}
    success = beside(*(drawn[f"{owner}.success"] for owner in owners))
    base, omega = beside(*(drawn[f"{owner}.base"] for owner in owners)), beside(*shares)
    marked = (omega > 0) & (success > 0)
    room = 1.0 - base
    bounded = np.minimum(1.0, success / np.where(room > 0, room, 1.0))
    q = np.where(marked, np.where(room > 0, bounded, 1.0), 0.0)
    total = (success * marked).sum(axis=-1)
    highest = (base * marked).max(axis=-1, initial=0.0)
    joint = (1.0 - highest) * (1.0 - np.prod(1.0 - q, axis=-1))
    saved_once = np.where(total > 0, np.minimum(1.0, joint / np.where(total > 0, total, 1.0)), 1.0)
    effective = success * (1.0 - omega * marked * (1.0 - saved_once[:, None]))
    return {f"{owner}.effective": effective[:, at] for at, owner in enumerate(owners)}
