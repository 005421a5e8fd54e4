"""Which measures to choose: ranked by their net alone, and the best set within the limits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import Case
from utenfor_core.errors import InputError, UtenforError
from utenfor_core.frame import Frame
from utenfor_core.portfolio_choice.candidates import Candidates, calculated
from utenfor_core.portfolio_choice.records import Budget, Choice, Criterion, LeftOut, Limits, Standing

Floats = NDArray[np.float64]
MOST_OVERLAPPING = 10
"""Numerics: the knapsack has a variable for each set of overlapping measures, and the sets double with each measure."""

SOLVER_SLACK = 1e-6
"""Numerics: how far from whole the solver may leave a choice, so a budget is held to this part of its amount."""


def rank_measures(case: Case, criterion: Criterion, frame: Frame | None = None) -> tuple[Standing, ...]:
    """Return every measure of the case alone, the highest net in the criterion's view first.

    net = gain − cost, summed over the criterion's years (t = 0 not discounted). Any number of measures. Equal nets
    keep their order. Raises InputError with every problem of the case and of the criterion.

    >>> from utenfor_core.domain import KOMMUNE, Measure
    >>> los = Measure(name="Los", group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10])
    >>> dear = replace(los, name="Dyr los", cost_per_year=900_000, duration=1)
    >>> [found.name for found in rank_measures(Case(measures=[dear, los]), Criterion(view=KOMMUNE))]
    ['Los', 'Dyr los']
    """
    candidates = calculated(case, criterion, (), frame)
    alone = [standing for at in range(len(case.measures)) for standing in candidates.standings([at])]
    return tuple(sorted(alone, key=lambda standing: -standing.net[criterion.view]))


def choose_measures(case: Case, criterion: Criterion, limits: Limits, frame: Frame | None = None) -> Choice:
    """Return the set of the case's measures with the highest net whose cost on own levels is within every budget.

    max Σ net over sets, each measure whole or not at all, by scipy.optimize.milp. Exact with overlap: measures that
    overlap enter as sets with their joint success. Overlapping measures of different pairs are never chosen together.
    The case may have more than six measures. A budget is held to one part in a million.

    Raises InputError with every problem: of the case, unknown measures, required ones that do not fit.

    >>> from utenfor_core.domain import Measure
    >>> los = Measure(name="Los", group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10])
    >>> two = Case(measures=[replace(los, cost_per_year=cost, duration=1, start_month=1) for cost in (1e4, 3e4)])
    >>> found = choose_measures(two, Criterion(view="alle"), Limits(budgets=[Budget(amount=250_000)]))
    >>> [measure.owner for measure in found.chosen], found.left, found.left_out[0].missing
    (['m1'], (150000.0,), (150000.0,))
    """
    candidates = calculated(case, criterion, limits.budgets, frame)
    must, never = _rules(candidates, limits)
    chosen = _solve(candidates, limits.budgets, must, never)
    gains, costs = candidates.gains(chosen), candidates.cost[chosen]
    left = np.array([budget.amount for budget in limits.budgets]) - candidates.spent[chosen].sum(axis=0)
    return Choice(
        criterion=criterion,
        limits=limits,
        chosen=tuple(candidates.standings(chosen)),
        together=candidates.standing("all", "Alle valgte", gains.sum(axis=0), costs.sum(axis=0)),
        left=tuple(left.tolist()),
        left_out=tuple(_left_out(candidates, chosen, left, never)),
        case=replace(case, measures=[case.measures[at] for at in chosen]),
    )


def _rules(candidates: Candidates, limits: Limits) -> tuple[list[int], list[list[int]]]:
    """Return the rules by position of the measures; raises InputError when they cannot hold together."""
    known = {f"m{at + 1}": at for at in range(len(candidates.measures))}
    unknown = dict.fromkeys(
        owner for group in (limits.required, *limits.exclusive) for owner in group if owner not in known
    )
    found = [f"{owner}: tiltaket finnes ikke. Velg blant {', '.join(known)}." for owner in unknown]
    must = sorted(known[owner] for owner in set(limits.required) & set(known))
    never = [sorted(known[owner] for owner in set(group) & set(known)) for group in limits.exclusive]
    never += [list(pair) for pair in combinations(candidates.marked, 2) if candidates.mixes_pairs(pair)]
    found += [
        f"{candidates.name(one)} og {candidates.name(other)} må være med, men kan ikke velges sammen. "
        "Fjern ett av kravene."
        for one, other in combinations(must, 2)
        if any(one in group and other in group for group in never)
    ]
    for at, (budget, cost) in enumerate(zip(limits.budgets, candidates.spent[must].sum(axis=0), strict=True), 1):
        if cost > budget.amount + SOLVER_SLACK * max(1.0, budget.amount):
            found.append(
                f"budsjettramme {at}: tiltakene som må være med, koster {_kroner(cost)}, men rammen er "
                f"{_kroner(budget.amount)}. Øk rammen, eller la færre være påkrevd."
            )
    if len(candidates.marked) > MOST_OVERLAPPING:
        found.append(
            f"overlapp: {len(candidates.marked)} tiltak er merket, det er plass til {MOST_OVERLAPPING}. "
            "Slå sammen noen, eller velg i to omganger."
        )
    if found:
        raise InputError(*found)
    return must, never


def _solve(candidates: Candidates, budgets: Sequence[Budget], must: list[int], never: list[list[int]]) -> list[int]:
    """Return the best set as positions; a column of the knapsack is a measure, or a set of overlapping measures."""
    from scipy.optimize import LinearConstraint, milp  # noqa: PLC0415 - scipy is an extra, needed only here

    marked = candidates.marked
    alone = [(at,) for at in range(len(candidates.measures)) if at not in marked]
    sets = [some for size in range(len(marked) + 1) for some in combinations(marked, size)]
    sets = [some for some in sets if not candidates.mixes_pairs(some)]
    columns = [*alone, *sets]
    member = np.array([[float(at in some) for some in columns] for at in range(len(candidates.measures))])
    one_set = np.array([0.0] * len(alone) + [1.0] * len(sets))
    amounts = np.array([budget.amount for budget in budgets])
    scale = np.maximum(1.0, amounts)
    rules = [LinearConstraint(one_set, 1, 1), LinearConstraint(member, np.isin(np.arange(len(member)), must), 1)]
    rules += [LinearConstraint(member[group].sum(axis=0), -np.inf, 1) for group in never]
    if len(amounts):
        rules.append(LinearConstraint((candidates.spent.T @ member) / scale[:, None], -np.inf, amounts / scale))
    value = np.array([candidates.net(some) for some in columns])
    found = milp(-value, integrality=np.ones(len(columns)), constraints=rules, options={"mip_rel_gap": 0.0})
    whole = np.zeros(len(columns)) if found.x is None else np.round(found.x)
    chosen = [int(at) for at in np.flatnonzero(member @ whole)]
    within = (candidates.spent[chosen].sum(axis=0) <= amounts + SOLVER_SLACK * scale).all()
    apart = all(len(set(group) & set(chosen)) <= 1 for group in never)
    if one_set @ whole != 1 or not (within and apart and set(must) <= set(chosen)):
        text = f"Fant ikke det beste utvalget: {found.message} Prøv med færre tiltak, eller ranger dem i stedet."
        raise UtenforError(text)
    return chosen


def _left_out(candidates: Candidates, chosen: list[int], left: Floats, never: list[list[int]]) -> Iterator[LeftOut]:
    """Yield each measure that is not chosen: those that lack only money first, the least of it first."""
    out = [at for at in range(len(candidates.measures)) if at not in chosen]
    barring = {at: [other for group in never if at in group for other in chosen if other in group] for at in out}
    net = candidates.net(chosen)
    added = {at: candidates.net(sorted([*chosen, at])) - net for at in out if not barring[at]}
    missing = {at: np.maximum(0.0, candidates.spent[at] - left) for at in out}
    for at in sorted(out, key=lambda at: (added.get(at, 0.0) <= 0, float(missing[at].sum()))):
        if barring[at]:
            reason = f"kan ikke velges sammen med {candidates.name(barring[at][0])}"
        elif added[at] > 0:
            reason = f"mangler {_kroner(float(missing[at].max(initial=0.0)))}"
        else:
            reason = f"øker ikke netto for {candidates.criterion.view}"
        yield LeftOut(
            owner=f"m{at + 1}",
            name=candidates.measures[at].name or "",
            added=added.get(at),
            missing=tuple(missing[at].tolist()),
            reason=reason,
        )


def _kroner(amount: float) -> str:
    return f"{amount:,.0f} kr".replace(",", " ")
