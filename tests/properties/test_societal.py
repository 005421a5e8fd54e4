"""What holds of the societal view whatever is typed."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.strategies import cases, measures, places
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import LEVELS, OUTSIDE, Case, Measure, Place
from utenfor_core.model import run
from utenfor_core.societal import EMPLOYER, PERSON, TAXPAYERS, societal_view
from utenfor_core.societal.lines import RESOURCE, TRANSFER

FEW = settings(max_examples=25)
CLOSE = 1e-9
COST_OF_FUNDS = 0.2


def near(one: np.ndarray, other: np.ndarray | float, size: np.ndarray) -> bool:
    """Tell whether two arrays are equal but for floating point, seen against what was added up."""
    return bool(np.abs(one - other).max() <= CLOSE * max(1.0, float(np.abs(size).max())))


@FEW
@given(cases(), st.sampled_from(("m1", "m2", TOGETHER)), st.floats(0, 500_000))
def test_what_one_gives_another_gets_and_the_employer_is_left_with_nothing(case: Case, block: str, lost: float) -> None:
    view = societal_view(run(case), block, lost_per_school_year=lost)
    for line, flow in zip(view.lines, view.flows, strict=True):
        if line.kind == TRANSFER:
            assert near(flow.sum(axis=0), 0.0, flow), line.name
    assert near(view.net(EMPLOYER), 0.0, view.flows)


@FEW
@given(cases(), st.sampled_from(("m1", "m2", TOGETHER)))
def test_society_gains_resources_and_the_cost_of_funds_has_the_sign_of_the_public_net(case: Case, block: str) -> None:
    result = run(case)
    view, rows = societal_view(result, block), result.block(block)
    public = (rows["level_gross"] - rows["level_cost"]).sum(axis=0)
    resources = sum(
        (flow.sum(axis=0) for line, flow in zip(view.lines, view.flows, strict=True) if line.kind == RESOURCE),
        np.zeros_like(public),
    )
    assert near(view.net(), resources + COST_OF_FUNDS * public, view.flows)
    assert near(view.net(TAXPAYERS), COST_OF_FUNDS * public, view.flows)
    for number, level in enumerate(LEVELS):
        assert near(view.net(level), (rows["level_gross"] - rows["level_cost"])[number], view.flows)


@FEW
@given(measures(own_lines=False), places(), st.floats(0, 500_000))
def test_a_measure_without_effect_costs_society_its_cost_and_the_funds_of_the_public_part(
    measure: Measure, place: Place, lost: float
) -> None:
    result = run(Case(place=place, measures=[replace(measure, outcome=measure.base_outcome)]))
    view, rows = societal_view(result, "m1", lost_per_school_year=lost), result.block("m1")
    outside = rows["funder_paid"][rows["funder_level"][:, 0] == OUTSIDE].sum(axis=0)
    public = rows["cost"][0] - outside
    assert near(view.net(), -(rows["cost"][0] + COST_OF_FUNDS * public), rows["cost"])
    assert near(view.net(PERSON), 0.0, rows["cost"])


@FEW
@given(measures(), places(), st.floats(0.0, 1.0))
def test_what_the_causal_share_takes_it_takes_from_production_and_taxes_alike(
    measure: Measure, place: Place, kappa: float
) -> None:
    case = Case(place=place, measures=[measure], own_values={"kappa": 1.0})
    whole, part = (societal_view(run(replace(case, own_values={"kappa": share})), "m1") for share in (1.0, kappa))
    for name in ("lonn", "produksjon", "trygdeavgift", "sykefravaer"):
        assert near(kappa * whole.line(name), part.line(name), whole.line(name)), name


@FEW
@given(measures(), places())
def test_who_pays_moves_money_and_the_cost_of_funds_only(measure: Measure, place: Place) -> None:
    paid, alone = (
        societal_view(run(Case(place=place, measures=[each])), "m1") for each in (measure, replace(measure, funders=()))
    )
    outside = -paid.net(OUTSIDE)
    assert near(paid.net() - alone.net(), COST_OF_FUNDS * outside, alone.flows)
    assert near(paid.net(PERSON), alone.net(PERSON), alone.flows)
