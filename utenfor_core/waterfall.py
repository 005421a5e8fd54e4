"""The waterfall of a measure: from what its participants seem to gain, step by step, to what a budget can cash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import by_level
from utenfor_core.calculation import Result
from utenfor_core.cash_flows import grown, over_intake, streams
from utenfor_core.discounting import factors_within
from utenfor_core.domain import VIEWS
from utenfor_core.inputs import is_number
from utenfor_core.profiles import rate_rows
from utenfor_core.trace import Rows

Floats = NDArray[np.float64]
STEPS = ("gross", "counterfactual", "completion", "haircut", "lasting", "causal", "kept", "cashable")
"""What remains after each step; `gross` is p1 · N, everybody who succeeds, at κ = 1 and before equalisation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waterfall:
    """Kroner left after each of STEPS, present value over the horizon, for one view; None where a step is not known.

    With a typed success rate p1 is not known: the chain starts at `lasting`, where the rate is net. Own lines stand
    apart, as their rate is their own: `own` kept, `own_cashable` of it.
    """

    view: str
    horizon: float
    remains: Mapping[str, float | None]
    own: float
    own_cashable: float
    cost: float


def chain(start: float, shares: Sequence[float]) -> tuple[float, ...]:
    """Return the amount and what remains of it after each share: Π of the shares so far.

    >>> chain(510_000.0, [0.6, 0.7])
    (510000.0, 306000.0, 214200.0)
    """
    return tuple(accumulate(shares, mul, initial=start))


def _whole_difference(result: Result, rows: Rows) -> Floats:
    """Return kroner by post and year per success rate 1, were the whole difference the success's own doing (κ = 1)."""
    shared = result.block()
    in_use = result.in_use()
    whole = Rows(**shared)
    whole["causal_factor"] = np.ones_like(shared["causal_factor"])
    whole.update(rate_rows(in_use, whole))
    stream = streams(rows, whole)
    return grown(over_intake(rows["intake"][0], stream), shared)


def _success_chain(result: Result, block: str, rows: Rows) -> dict[str, float | None]:
    """Return the success rate as it is left after each of the first five steps."""
    rate = rows.single("success_rate")
    if is_number(result.values.get(f"{block}.typed_rate")):
        return {"gross": None, "counterfactual": None, "completion": None, "haircut": None, "lasting": rate}
    base = rows.single("base_outcome_used")
    effect = rows.single("effect")
    net = chain(effect, [rows.single(f"{name}_used") for name in ("completion", "haircut", "lasting")])
    return dict(zip(STEPS, (base + effect, *net), strict=False))


def waterfall(result: Result, block: str, view: str, horizon: int = -1) -> Waterfall:
    """Return the waterfall of measure `block` (m1 … m6) for one of VIEWS, over horizon number `horizon` of the result.

    gross (p1·N) → net of the counterfactual → completion → evidence haircut → lasting λ → causal share κ → kept after
    equalisation and moving → cashable. Each step is the rate left times Σ_t flow(t)·D(t); t = 0 is not discounted.
    """
    rows, shared = result.block(block), result.block()
    factors = factors_within(shared["discount"][0], shared["horizon"][0])[:, horizon]
    pick = shared["view"][:, VIEWS.index(view)]

    def present(flows: Floats, levels: Floats) -> float:
        return float(pick @ by_level(flows, levels) @ factors)

    before, after = shared["gross_level_number"], shared["post_level_number"]
    whole = present(_whole_difference(result, rows), before)
    rate = rows.single("success_rate")
    remains = {
        name: None if left is None else left * whole for name, left in _success_chain(result, block, rows).items()
    }
    remains["causal"] = rate * present(rows["unit_gross"], before)
    remains["kept"] = rate * present(rows["unit_gross"], after)
    remains["cashable"] = rate * float(pick @ rows["level_unit_cashable"] @ factors)
    return Waterfall(
        view=view,
        horizon=float(shared["horizon"][0, horizon]),
        remains=remains,
        own=float(pick @ rows["level_own"] @ factors),
        own_cashable=float(pick @ rows["level_own_cashable"] @ factors),
        cost=float(pick @ rows["level_cost"] @ factors),
    )


UNKNOWN = "ikke kjent"
"""What stands for a step that cannot be told: with a typed rate the first ones, with κ = 0 all before it."""

BARS: Mapping[str, tuple[str, bool]] = {
    "gross": ("gross", True),
    "counterfactual": ("counterfactual", False),
    "completion": ("completion", False),
    "haircut": ("haircut", False),
    "lasting": ("lasting", False),
    "effect": ("lasting", True),
    "causal": ("causal", False),
    "kept": ("kept", False),
    "kept_total": ("kept", True),
    "cashable": ("cashable", False),
    "cashable_total": ("cashable", True),
}
"""The bars of the chart: the step a bar ends at, and whether it stands on zero or hangs from the step before."""


def waterfall_rows(measure: Rows, shared: Rows, kappa: float) -> Rows:
    """Return the waterfall of one measure for the view chosen (`shown_view`), present value till 67, kroner.

    The whole difference is what is left after κ divided by κ; with κ = 0 it is not known here. `bar_base` carries a
    bar up or down from zero; `bar_total` stands on zero, `bar_above` and `bar_below` are the parts of a change.
    """
    factors, view = shared["discount"][0], int(shared.single("shown_view")) - 1
    pick = shared["view"][:, view]
    present = measure["unit_gross"] @ factors
    before, after = shared["gross_level_number"], shared["post_level_number"]
    causal = shared["causal_factor"][:, 0]
    whole = present / np.where(causal > 0, causal, 1.0) * float(kappa > 0)
    levels = {
        "whole": by_level(whole[:, None], before),
        "causal": by_level(present[:, None], before),
        "kept": by_level(present[:, None], after),
        "cashable": measure["level_unit_cashable"] @ factors,
    }
    seen = {name: float(pick @ np.asarray(cells).reshape(-1)) for name, cells in levels.items()}
    rate, typed = measure.single("success_rate"), measure.single("rate_is_typed")
    effect, base = measure.single("effect"), measure.single("base_outcome_used")
    rates = (base + effect, *chain(effect, [measure.single(f"{name}_used") for name in STEPS[2:5]]))
    remains: dict[str, float | str] = {
        name: left * seen["whole"] if kappa > 0 and typed == 0 else UNKNOWN
        for name, left in zip(STEPS, rates, strict=False)
    }
    remains["lasting"] = rate * seen["whole"] if kappa > 0 else UNKNOWN
    remains |= {name: rate * seen[name] for name in ("causal", "kept", "cashable")}
    rows = Rows(
        unit_present=present,
        **{f"present_{name}": cells for name, cells in levels.items()},
        **{f"seen_{name}": value for name, value in seen.items()},
        **{
            name: measure.single(name) for name in ("effect", "rate_is_typed", *(f"{name}_used" for name in STEPS[2:5]))
        },
        base_outcome=base,
        remains=[remains[name] for name in STEPS],
        **{f"seen_{name}": float(measure[f"{name}_present"][view, -1]) for name in ("own", "cost", "net")},
    )
    rows.update(_bars(remains))
    return rows


def _bars(remains: Mapping[str, float | str]) -> Rows:
    ends, starts = [], []
    for step, stands in BARS.values():
        end, before = remains[step], remains[STEPS[max(0, STEPS.index(step) - 1)]]
        known = not isinstance(before, str)
        ends.append(0.0 if isinstance(end, str) else end)
        starts.append(0.0 if stands else float(before) if known else ends[-1])
    start, stop = np.array(starts), np.array(ends)
    total = np.array([stands for _, stands in BARS.values()], dtype=float)
    low, high = np.minimum(start, stop), np.maximum(start, stop)
    change = 1.0 - total
    return Rows(
        bar_stands=total,
        bar_from=start,
        bar_to=stop,
        bar_base=change * (np.maximum(0.0, low) + np.minimum(0.0, high)),
        bar_total=total * stop,
        bar_above=change * (np.maximum(0.0, high) - np.maximum(0.0, low)),
        bar_below=change * (np.minimum(0.0, low) - np.minimum(0.0, high)),
    )
