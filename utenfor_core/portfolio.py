"""Several measures together: a person is saved once, costs are not reduced, and the order does not matter."""

from collections.abc import Sequence

import numpy as np

from utenfor_core.trace import Rows


def overlap(success: Sequence[float], base_outcome: Sequence[float], share: Sequence[float]) -> Rows:
    """Return each measure's effective success rate when participants overlap.

    `share` ω_m is the part of m's participants who also take part in the other measures that are marked (ω > 0).
    q_m = min(1, s_m / (1 − p0_m)); J = (1 − max p0) · (1 − Π(1 − q_m)); f = min(1, J / Σ s_m);
    effective s_m = s_m · (1 − ω_m · (1 − f)). Measures that are not marked keep their rate.
    Exact when the marked measures share p0, work independently and have the same people in common (decision 0028).

    >>> overlap([0.3, 0.3], [0.6, 0.6], [1.0, 1.0])["success_effective"].sum().round(9).item()
    0.375
    """
    s, p0, omega = (np.asarray(values, dtype=float) for values in (success, base_outcome, share))
    marked = (omega > 0) & (s > 0)
    room = 1.0 - p0
    q = np.where(marked, np.where(room > 0, np.minimum(1.0, s / np.where(room > 0, room, 1.0)), 1.0), 0.0)
    not_saved = 1.0 - q
    total = float(np.sum(s * marked))
    highest = float(np.max(p0 * marked, initial=0.0))
    joint = (1.0 - highest) * (1.0 - float(np.prod(not_saved)))
    factor = min(1.0, joint / total) if total > 0 else 1.0
    effective = s * (1.0 - omega * marked * (1.0 - factor))
    return Rows(
        overlap_marked=marked.astype(float), not_saved=not_saved, overlap_total=total, overlap_highest=highest,
        overlap_joint=joint, overlap_factor=factor, success_effective=effective,
    )  # fmt: skip
