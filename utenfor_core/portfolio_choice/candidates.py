"""The measures to choose among: each calculated alone, and what any set of them gives with its overlap counted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from utenfor_core.discounting import factors_within
from utenfor_core.domain import OWN, VIEWS, YEARS, Case, Measure
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame, built_in_frame
from utenfor_core.inputs import is_number
from utenfor_core.model import run
from utenfor_core.portfolio import overlap
from utenfor_core.portfolio_choice.records import Budget, Criterion, Standing
from utenfor_core.results import UNDEFINED
from utenfor_core.trace import number

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidates:
    """Every measure alone: kroner by view of a success rate of 1, of own lines and of cost, each (measures, views).

    `spent` is what each takes of each budget (measures, budgets); rate s, p0, ω and pair are (measures,).
    """

    criterion: Criterion
    measures: Sequence[Measure]
    unit: Floats
    own: Floats
    cost: Floats
    spent: Floats
    success: Floats
    base: Floats
    share: Floats
    pair: Floats

    @property
    def view(self) -> int:
        """The criterion's view as a position in VIEWS."""
        return VIEWS.index(self.criterion.view)

    @property
    def marked(self) -> list[int]:
        """The measures whose participants also take part in others."""
        return [int(at) for at in np.flatnonzero((self.share > 0) & (self.success > 0))]

    def name(self, at: int) -> str:
        """Return how a measure is named to a person."""
        return f"m{at + 1} ({self.measures[at].name or 'uten navn'})"

    def gains(self, members: Sequence[int]) -> Floats:
        """Return the gain of each member when these are chosen together (members, views)."""
        at = list(members)
        s, p0, omega = (values[at].tolist() for values in (self.success, self.base, self.share))
        rates = overlap(s, p0, omega)["success_effective"]
        return np.asarray(rates * self.unit[at] + self.own[at])

    def net(self, members: Sequence[int]) -> float:
        """Return the net in the criterion's view when these are chosen together."""
        return float(self.gains(members)[:, self.view].sum() - self.cost[list(members), self.view].sum())

    def mixes_pairs(self, members: Collection[int]) -> bool:
        """Tell whether overlapping members count different outcomes for the same people."""
        return len({float(self.pair[at]) for at in self.marked if at in members}) > 1

    def standing(self, owner: str, name: str, gain: Floats, cost: Floats) -> Standing:
        """Return gain and cost (views,) as a standing."""
        above, below = float(gain[self.view]), float(cost[self.view])
        return Standing(
            owner=owner,
            name=name,
            gain=dict(zip(VIEWS, gain.tolist(), strict=True)),
            cost=dict(zip(VIEWS, cost.tolist(), strict=True)),
            net=dict(zip(VIEWS, (gain - cost).tolist(), strict=True)),
            ratio=above / below if below > 0 else UNDEFINED,
        )

    def standings(self, members: Sequence[int]) -> list[Standing]:
        """Return each member's standing when these are chosen together."""
        gains = self.gains(members)
        return [
            self.standing(f"m{at + 1}", self.measures[at].name or "", gain, self.cost[at])
            for at, gain in zip(members, gains, strict=True)
        ]


def calculated(case: Case, criterion: Criterion, budgets: Sequence[Budget], frame: Frame | None) -> Candidates:
    """Calculate every measure alone; every problem of the case, the criterion and the budgets is raised at once."""
    first = case.base_year or (frame or built_in_frame()).base_year
    found = list(_wrong(case, criterion, budgets, first))
    results = []
    for at, measure in enumerate(case.measures, 1):
        try:
            results.append(run(replace(case, measures=[measure]), frame=frame))
        except InputError as error:
            found += [f"m{at}{text[2:]}" if text.startswith("m1") else text for text in error.problems]
    if found:
        raise InputError(*dict.fromkeys(found))
    kind = "_cashable" if criterion.cashable else ""
    pick, discount = results[0].row("view").T, results[0].row("discount")[0]
    within = factors_within(discount if criterion.discounted else np.ones(YEARS), criterion.years or YEARS)[:, 0]
    taken = np.stack([_years_of(budget, first, discount) for budget in budgets]).T if budgets else np.zeros((YEARS, 0))
    blocks = [result.block("m1") for result in results]

    def present(name: str) -> Floats:
        return np.stack([pick @ rows[name] @ within for rows in blocks])

    def single(name: str) -> Floats:
        return np.array([rows.single(name) for rows in blocks])

    return Candidates(
        criterion=criterion,
        measures=case.measures,
        unit=present(f"level_unit{kind}"),
        own=present(f"level_own{kind}"),
        cost=present("level_cost"),
        spent=np.stack([rows["view_cost"][VIEWS.index(OWN)] @ taken for rows in blocks]),
        success=single("success_rate"),
        base=single("base_outcome_used"),
        share=np.array([number(measure.overlap) for measure in case.measures]),
        pair=single("pair_number"),
    )


def _years_of(budget: Budget, first: int, discount: Floats) -> Floats:
    """Return how much of each year's cost the budget bears (years,)."""
    return np.isin(first + np.arange(YEARS), budget.years).astype(float) if budget.years else discount


def _wrong(case: Case, criterion: Criterion, budgets: Sequence[Budget], first: int) -> Iterator[str]:
    if not case.measures:
        yield "tiltak: ingen er lagt inn. Legg inn minst ett."
    if criterion.view not in VIEWS:
        yield f"budsjett å dømme etter: «{criterion.view}» finnes ikke. Velg en av: {', '.join(VIEWS)}."
    if criterion.years is not None and not (is_number(criterion.years) and 1 <= criterion.years <= YEARS):
        yield f"antall år: {criterion.years} kan ikke brukes. Skriv et tall fra 1 til {YEARS}, eller la det stå tomt."
    for at, budget in enumerate(budgets, 1):
        if not (is_number(budget.amount) and isfinite(budget.amount) and budget.amount >= 0):
            yield f"budsjettramme {at}: {budget.amount} kr kan ikke brukes. Skriv et beløp fra 0 og opp."
        for year in budget.years:
            if not (is_number(year) and first <= year < first + YEARS):
                last = first + YEARS - 1
                yield f"budsjettramme {at}: året {year} er utenfor regnestykket. Velg år fra {first} til {last}."
