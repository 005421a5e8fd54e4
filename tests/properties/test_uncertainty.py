"""The model over draws is the model: for any case and any uncertain inputs, each draw is what `compute` gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.strategies import cases
from utenfor_core.domain import VIEWS, Case, FreeLine, Funder, Measure, OwnLine, Place
from utenfor_core.errors import InputError
from utenfor_core.inputs import Field, is_number
from utenfor_core.model import Result, compute, run
from utenfor_core.uncertainty import Response, Spread, draws, response
from utenfor_core.uncertainty.problems import refusal
from utenfor_core.uncertainty.simulation import of_values
from utenfor_core.uncertainty.spreads import value_in_use

FEW = settings(max_examples=10)
CLOSE = 1e-9
OWNERS = ("m1", "m2", "m3", "own", "free1", "place", "growth")
FULL = Case(
    place=Place(tax_level=0.95, population_share=0.05),
    preset="midtanslag",
    measures=[
        Measure(
            group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[80, 20, 30], cost_per_year=7500, duration=1.5,
            fixed_cost=1e5, per_completed=True, completion=0.8, lasting=0.9, overlap=0.5, lag=1, start_month=8,
            funders=[
                Funder(level="stat", share=0.25, amount=2e5, first_year=2027, last_year=2030),
                Funder(level="utenfor", share=0.1),
            ],
            own_lines=[OwnLine(level="kommune", success_rate=0.2, start=0.5, duration=2.3, unit_cost=3e5,
                               cashable_share=0.7, delay=1.3)],
        ),
        Measure(group="vgs_frafall", base_outcome=0.4, outcome=0.5, intake=[15], cost_per_year=9000, duration=1,
                overlap=0.3),
        Measure(group="vgs_etter_normert", age=22, pair="neet", base_outcome=0.3, typed_rate=0.2, intake=[8, 0, 3],
                cost_per_year=27_500, duration=2),
    ],
    free_lines=[FreeLine(level="kommune", unit_cost=1e5, cashable_share=0.6, delay=1.5,
                         outside=[0.2, 0.1, 0.1, 0.3, 0.2, 0.1], inside=[0.1, 0.3, 0.1, 0.1, 0.1, 0.2])],
    own_values={"unit_utgiftsutjevning": 5e4, "stay_share_2": 0.8},
)  # fmt: skip
"""A case in which everything counts: overlap, a funder's fixed amount, own lines, a free line that mixes signs."""


def around(result: Result, field: Field) -> Spread | None:
    """Return a spread of a tenth around the value in use of an input that may be drawn, within its limits."""
    value = value_in_use(result, field.key)
    if field.kind != "number" or refusal(field.key) or value is None or field.minimum is None or field.maximum is None:
        return None
    width = 0.1 * abs(value)
    return Spread(key=field.key, low=max(field.minimum, value - width), high=min(field.maximum, value + width))


def computed(model: Response, values: np.ndarray) -> list[Result]:
    """Return the calculation of each draw on its own."""
    every = [dict(model.result.values) | dict(zip(model.keys, row.tolist(), strict=True)) for row in values]
    return [compute(each, each, model.result.place) for each in every]


def assert_same(model: Response, values: np.ndarray) -> None:
    """Assert that each draw gives the present values, and their mean the accumulated net, that the model gives."""
    each = computed(model, values)
    for cashable, name in ((False, "net_present"), (True, "net_present_cashable")):
        expected = np.stack([result.row(name, "all")[:, -1] for result in each], axis=1)
        size = max(1.0, *(float(np.abs(result.row("gain_present", "all")).max()) for result in each))
        found = np.stack([model.net(values, view=view, cashable=cashable) for view in VIEWS])
        assert np.abs(found - expected).max() <= CLOSE * max(size, float(np.abs(expected).max()))
    simulation = of_values(model, values, asked=[])
    for place, name in enumerate(("accumulated", "accumulated_cashable")):
        expected = np.mean([result.row(name, "all") for result in each], axis=0)
        found = simulation.mean[place, -len(VIEWS) :]
        size = max(1.0, *(float(np.abs(np.cumsum(result.row("view_gain", "all"))).max()) for result in each))
        assert np.abs(found - expected).max() <= CLOSE * max(size, float(np.abs(expected).max()))


@FEW
@given(st.data())
def test_a_draw_of_any_inputs_gives_what_the_model_gives(data: st.DataObject) -> None:
    result = run(FULL)
    spreads = [found for field in result.frame.fields if field.owner in OWNERS and (found := around(result, field))]
    chosen = data.draw(st.lists(st.sampled_from(spreads), min_size=1, max_size=8, unique_by=lambda each: each.key))
    model = response(FULL, chosen)
    assert_same(model, draws(model.spreads, 2, seed=data.draw(st.integers(0, 1000))))


@FEW
@given(cases(), st.integers(0, 1000), st.floats(0.0, 1.0))
def test_a_draw_in_any_case_gives_what_the_model_gives(case: Case, seed: int, part: float) -> None:
    kappa = value_in_use(run(case), "own.kappa")
    assert is_number(kappa)
    spreads = [
        Spread(key="own.kappa", low=kappa * part, high=kappa),
        Spread(key="own.growth", low=-0.01, most=0.0, high=0.03),
        Spread(key="own.d_ufore", low=0.0, most=part, high=3.0),
        Spread(key="own.hours_share", low=0.7, most=0.85, high=0.95),
        Spread(key="own.catch_up", low=0.5, most=0.9, high=1.0),
        *(
            Spread(key=f"m{number}.outcome", low=measure.outcome, high=min(1.0, measure.outcome + part))
            for number, measure in enumerate(case.measures, 1)
            if measure.outcome is not None
        ),
        *(Spread(key=f"m{number}.cost_per_year", low=0.0, high=1e6) for number, measure in enumerate(case.measures, 1)),
    ]
    model = response(case, spreads)
    assert_same(model, draws(model.spreads, 2, seed))


@FEW
@given(st.floats(0.3, 0.6), st.floats(0.3, 0.6), st.floats(0.3, 0.6))
def test_draws_lie_between_low_and_high_or_are_refused(one: float, two: float, three: float) -> None:
    spread = Spread(key="own.kappa", low=one, most=two, high=three)
    if not one <= two <= three:
        with pytest.raises(InputError, match=r"own\.kappa"):
            response(Case(), [spread])
        return
    found = draws([spread], 100, seed=1)
    assert found.min() >= one
    assert found.max() <= three
