"""What a municipality has chosen, what its figures rest on, and what it has not filled in."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from utenfor.collecting.records import ChosenMeasure
from utenfor_core.calculation import Result
from utenfor_core.completeness import incomplete
from utenfor_core.council_inputs import MEASURE_TERMS, PHASES, PLACES
from utenfor_core.coverage import WEAKER, evidence_coverage
from utenfor_core.domain import ALL, OWN, VIEWS, Case
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.trace import as_text, number

TILL_67: Final = -1


def chosen_measures(result: Result, case: Case, complete: Sequence[str]) -> tuple[ChosenMeasure, ...]:
    """Return the measures that are counted; one for too few participants is there without a word of what it is."""
    return tuple(_chosen(result, case, owner) for owner in complete)


def _chosen(result: Result, case: Case, owner: str) -> ChosenMeasure:
    at, rows = MEASURE_BLOCKS.index(owner), result.block(owner)
    described = bool(result.row("described")[at, 0])
    measure = case.measures[at]
    own, everyone = (number(rows["net_present"][VIEWS.index(view), TILL_67]) for view in (OWN, ALL))
    return ChosenMeasure(
        owner=owner,
        described=described,
        name=as_text(measure.name) if described else "",
        group=as_text(measure.group) if described else "",
        age=rows.single("entry") if described else None,
        persons=rows.single("persons_planned") if described else None,
        success_rate=rows.single("success_rate") if described else None,
        evidence_grade=measure.evidence_grade if described else None,
        cost_present=number(rows["cost_present"][VIEWS.index(ALL), TILL_67]),
        net_present_own=own,
        net_present_all=everyone,
        progress=as_text(case.plan.get(f"progress_{owner}")),
    )


def coverage_by_status(result: Result, complete: Sequence[str]) -> tuple[float, ...]:
    """Return Σ|PV| of the measures, each at its own rate, by the weakest status of the figures: kroner, as WEAKER."""
    found = np.zeros(len(WEAKER))
    for owner in complete:
        found += [evidence_coverage(result, owner).by_status[status] for status in WEAKER]
    return tuple(found.tolist())


def missing_of(result: Result, case: Case, complete: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what is not filled in, as the key of a text and what to put in it: a count, or a sentence of the core's."""
    if not complete:
        yield "measure", ""
    for problem in incomplete(result, case):
        owner = problem.partition(" ")[0]
        if owner in MEASURE_BLOCKS and result.row("unfinished", owner)[0, 0]:
            yield "unfinished", f"{owner.removeprefix('m')}: {problem.partition('): ')[2]}"
    if not is_number(case.place.tax_level):
        yield "tax_level", ""
    plan = case.plan
    for key, names in (
        ("answers", [f"answer_{n}" for n in PLACES]),
        ("phases", [f"phase_status_{n}" for n in PHASES]),
        ("terms", [f"{name}_{owner}" for owner in complete for name in MEASURE_TERMS]),
    ):
        empty = sum(1 for name in names if not plan.get(name))
        if empty:
            yield key, f"{empty}/{len(names)}"
    grades = [owner for owner in complete if not is_number(case.measures[MEASURE_BLOCKS.index(owner)].evidence_grade)]
    if grades:
        yield "grade", str(len(grades))
