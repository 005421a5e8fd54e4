"""One measure over draws: its success rate, the years of a success, its own lines, its participation and its cost.

By name, arrays (1 or draws, …), `m1.` before each: `success`, `base`, `life`, `way`, `stay` and `moved` (77 years),
`intake` (10), `own1.rate`, `own1.unit`, `own1.kernel` (4), `own1.split` (77), `active` and `running` (77, in parts of
the measure's year), `cost` and `fixed`. Formulas as in `measure_terms`, `cash_flows` and `participation`.
"""

import numpy as np
from numpy.typing import NDArray

from utenfor_core.cash_flows import TIME, years_on_the_way
from utenfor_core.domain import BAND_STARTS, INTAKES, OWN_LINES
from utenfor_core.inputs import COMPLETED
from utenfor_core.trace import number
from utenfor_core.uncertainty.cells import Cells, beside, certain
from utenfor_core.uncertainty.posts_drawn import Drawn, kernel

Floats = NDArray[np.float64]
YEAR = 12.0
AUGUST = "default_month"


def measure_drawn(cells: Cells, owner: str) -> Drawn:
    """Return everything of one measure over draws, by name."""
    theta = (12 - cells.typed_or(f"{owner}.start_month", number(cells.result.row(AUGUST)[0, 0])) + 1) / 12
    intake = beside(*(cells.amount(f"{owner}.intake_{k}") for k in range(INTAKES)))
    found = _rate(cells, owner) | _years(cells, owner, theta) | _participation(cells, owner, theta, intake)
    found["intake"] = intake
    for n in range(1, OWN_LINES + 1):
        found |= _own_line(cells, owner, n, theta)
    return {f"{owner}.{name}": cells_of for name, cells_of in found.items()}


def _single(cells: Cells, owner: str, name: str) -> float:
    return number(cells.result.row(name, owner)[0, 0])


def haircut(cells: Cells, owner: str) -> Floats:
    """Return h(e) over draws; the grade and the switch are certain."""
    if number(cells.in_use["haircut_on"]) != 1:
        return certain(1.0)
    return cells.assumed(f"haircut_{int(_single(cells, owner, 'grade_used'))}")


def _rate(cells: Cells, owner: str) -> Drawn:
    """Return s = (p1 − p0) · f · λ · h, or the typed rate · h, and p0."""
    base = cells.typed_or(f"{owner}.base_outcome", _single(cells, owner, "base_outcome_used"))
    outcome, rate = cells.typed(f"{owner}.outcome"), cells.typed(f"{owner}.typed_rate")
    if not _single(cells, owner, "rate_known"):
        return {"success": certain(0.0), "base": base}
    if rate is None:
        per_completed = str(cells.result.values.get(f"{owner}.per", "")).casefold() == COMPLETED
        completion = cells.typed_or(f"{owner}.completion", 1.0) if per_completed else certain(1.0)
        effect = outcome - base if outcome is not None else certain(0.0)
        rate = effect * completion * cells.typed_or(f"{owner}.lasting", 1.0)
    return {"success": rate * haircut(cells, owner), "base": base}


def _years(cells: Cells, owner: str, theta: Floats) -> Drawn:
    """Return how much of a success counts in each of its years: `life` (phase-in · Ψ · first year), `way`, `stay`."""
    entry, lag = _single(cells, owner, "entry"), cells.amount(f"{owner}.lag")[:, None]
    outcome_age = cells.typed_or(f"{owner}.outcome_age", _single(cells, owner, "outcome_age_used"))[:, None]
    success_age = np.maximum(outcome_age, entry + lag)
    age = np.asarray(entry + TIME, dtype=float)
    phased = np.clip((age - success_age + 1) / cells.assumed("phase_in")[:, None], 0.0, 1.0)
    first = np.where(lag + TIME == 0, theta[:, None], 1.0)
    last = number(cells.in_use["end_age"])
    band = np.searchsorted(BAND_STARTS, np.minimum(last, np.floor(age)).astype(int), side="right") - 1
    stay = np.pad(cells.assumed_vector("stay_share"), ((0, 0), (1, 1)), constant_values=1.0)[:, band]
    way = years_on_the_way(age, success_age, cells.assumed("extra_years")[:, None])  # type: ignore[arg-type]  # each draw
    return {
        "life": phased * _lasting(cells, owner, age, success_age) * first,
        "way": way * first,
        "stay": stay,
        "moved": 1.0 - stay,
    }


def _lasting(cells: Cells, owner: str, age: Floats, success_age: Floats) -> Floats:
    """Return Ψ at each age over draws: Π ρ(A + i) for `fullfort`, w + (1 − w)·q^j for `neet`."""
    if _single(cells, owner, "pair_number") == 1:
        late = age > cells.assumed("catch_up_age")[:, None]
        kept = np.where(late, cells.assumed("catch_up_after")[:, None], cells.assumed("catch_up")[:, None])
        return np.asarray(np.cumprod(np.where(age <= success_age, 1.0, kept), axis=-1), dtype=float)
    lasting, decay = cells.assumed("neet_lasting")[:, None], cells.assumed("neet_decay")[:, None]
    return np.asarray(lasting + (1 - lasting) * decay ** np.maximum(0.0, age - success_age), dtype=float)


def over_intake(intake: Floats, stream: Floats) -> Floats:
    """Return Σ_k N_k · stream(t − k) over draws: intake (…, 10), stream (…, 77); terms before t = 0 are 0."""
    total = np.zeros((max(len(intake), len(stream)), stream.shape[-1]))
    for k in range(INTAKES):
        total[:, k:] += intake[:, k, None] * stream[:, : stream.shape[-1] - k]
    return total


def _later(flow: Floats) -> Floats:
    """Return a flow over draws one year later."""
    return np.pad(flow[:, :-1], ((0, 0), (1, 0)))


def _own_line(cells: Cells, owner: str, n: int, theta: Floats) -> Drawn:
    """Return an own line over draws: s2 · h, unit cost, kernel, and its years as kroner per krone of unit cost."""
    name = f"{owner}.own{n}_"
    start, duration = cells.amount(name + "start")[:, None], cells.amount(name + "duration")[:, None]
    within = np.maximum(0.0, np.minimum(1.0, np.minimum(TIME - start + 1, start + duration - TIME)))
    return {
        f"own{n}.rate": cells.amount(name + "success_rate") * haircut(cells, owner),
        f"own{n}.unit": cells.amount(name + "unit_cost"),
        f"own{n}.kernel": kernel(cells.amount(name + "cashable_share"), cells.amount(name + "delay")),
        f"own{n}.split": theta[:, None] * within + (1 - theta[:, None]) * _later(within),
    }


def _participation(cells: Cells, owner: str, theta: Floats, intake: Floats) -> Drawn:
    """Return participants, the part of each year the fixed cost runs, cost per participant-year and fixed cost."""
    part = np.maximum(0.0, np.minimum(1.0, cells.amount(f"{owner}.duration")[:, None] - TIME))
    participation = theta[:, None] * part + (1 - theta[:, None]) * _later(part)
    active = over_intake(intake, participation)
    started = np.maximum.accumulate(active > 0, axis=-1)
    before = np.pad(started[:, :-1], ((0, 0), (1, 0)))
    return {
        "active": active,
        "running": np.where(active > 0, np.where(before, 1.0, theta[:, None]), 0.0),
        "cost": cells.amount(f"{owner}.cost_per_year"),
        "fixed": cells.amount(f"{owner}.fixed_cost"),
    }
