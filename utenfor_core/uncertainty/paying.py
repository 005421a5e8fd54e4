"""What a measure costs and who pays, over draws: a product where it can be, worked out per draw where it bends.

Funders pay what they are asked for, never more than the cost; the own budget pays the rest. Without fixed amounts that
is linear in the cost; with them it bends where they reach the cost, and is worked out exactly for each draw.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import FUNDERS, LEVELS
from utenfor_core.profiles import NOT_SET
from utenfor_core.uncertainty.cells import Cells
from utenfor_core.uncertainty.ground import Ground
from utenfor_core.uncertainty.terms import Drawn, Terms, drawn_factor

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Payment:
    """A cost to be worked out per draw: whose, the holders of funders and of the rest, and when each funder pays.

    `within` (funders, 77); a funder's holder is None when it is no public budget.
    """

    owner: str
    funders: tuple[int, ...]
    holders: tuple[int | None, ...]
    within: Floats
    payer: int

    def flows(self, drawn: Drawn) -> list[tuple[int, Floats]]:
        """Return what each holder pays (…, 77), positive kroner."""
        owner = self.owner
        cost = drawn[f"{owner}.active"] * drawn[f"{owner}.cost"][:, None]
        cost = cost + drawn[f"{owner}.running"] * drawn[f"{owner}.fixed"][:, None]
        requests = [
            (drawn[f"{owner}.share{n}"][:, None] * cost + drawn[f"{owner}.amount{n}"][:, None] * (cost > 0)) * within
            for n, within in zip(self.funders, self.within, strict=True)
        ]
        total = np.asarray(sum(requests, np.zeros_like(cost)))
        more = total > cost
        scale = np.where(more, cost / np.where(more, total, 1.0), 1.0)
        paid = [request * scale for request in requests]
        own = cost - sum(paid, np.zeros_like(cost))
        known = [(at, flow) for at, flow in zip(self.holders, paid, strict=True) if at is not None]
        return [*known, (self.payer, own)]


def funding_drawn(cells: Cells, owner: str) -> dict[str, Floats]:
    """Return each funder's share and amount over draws, by name."""
    return {
        f"{owner}.{what}{n}": cells.amount(f"{owner}.funder{n}_{what}")
        for n in range(1, FUNDERS + 1)
        for what in ("share", "amount")
    }


def payments(ground: Ground, owner: str, terms: Terms) -> list[Payment]:
    """Add a measure's cost to the terms where it is linear in what is drawn; return what bends and is left to do."""
    result, probe, holders = ground.result, ground.probe, ground.holders
    chosen = [n for n in range(1, FUNDERS + 1) if result.row("funder_level", owner)[n - 1, 0] != NOT_SET]
    levels = [str(result.row("funder_level", owner)[n - 1, 0]) for n in chosen]
    years = result.row("year")[0]
    first, last = (result.row(f"funder_{name}", owner)[:, 0].astype(float) for name in ("first", "last"))
    within = np.array([(years >= first[n - 1]) & (years <= last[n - 1]) for n in chosen], dtype=float)
    payment = Payment(
        owner=owner,
        funders=tuple(chosen),
        holders=tuple(holders.of_cost(owner, level) if level in LEVELS else None for level in levels),
        within=within.reshape(len(chosen), len(years)),
        payer=holders.of_cost(owner, str(result.row("payer")[0, 0])),
    )
    names = [f"{owner}.{name}" for name in ("active", "running", "cost", "fixed")]
    names += [f"{owner}.{what}{n}" for n in chosen for what in ("share", "amount")]
    if all(len(probe[name]) == 1 for name in names):
        for at, flow in payment.flows(probe):
            _add(terms, (), at, -flow[0])
        return []
    if not _is_linear(probe, payment):
        return [payment]
    share = np.array([probe[f"{owner}.share{n}"][0] for n in chosen])[:, None] * payment.within
    for name, years_of in ((f"{owner}.cost", f"{owner}.active"), (f"{owner}.fixed", f"{owner}.running")):
        sure, factors = drawn_factor(probe, name)
        each = sure * probe[years_of][0]
        for part, holder in zip(share, payment.holders, strict=True):
            if holder is not None:
                _add(terms, factors, holder, -part * each)
        _add(terms, factors, payment.payer, -(1.0 - share.sum(axis=0)) * each)
    return []


def _add(terms: Terms, factors: tuple[tuple[str, int], ...], holder: int, flow: Floats) -> None:
    """Add a flow to what a holder keeps and to what it can cash: costs are paid in both."""
    for place in (2 * holder, 2 * holder + 1):
        terms.add(factors, place, flow)


def _is_linear(probe: Drawn, payment: Payment) -> bool:
    """Tell whether the cost is linear in what is drawn: certain participants and shares that fit, no amounts."""
    owner = payment.owner
    certain = [f"{owner}.active", f"{owner}.running"]
    certain += [f"{owner}.{what}{n}" for n in payment.funders for what in ("share", "amount")]
    if any(len(probe[name]) > 1 for name in certain):
        return False
    if any(probe[f"{owner}.amount{n}"][0] for n in payment.funders):
        return False
    shares = [probe[f"{owner}.share{n}"][0] * within for n, within in zip(payment.funders, payment.within, strict=True)]
    return not shares or bool(np.max(np.sum(shares, axis=0)) <= 1)
