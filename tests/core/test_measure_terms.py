"""What a measure must say before it is counted, and what the switches do with the rest."""

from dataclasses import replace

import pytest

from utenfor_core.domain import Case, FreeLine, Measure
from utenfor_core.errors import InputError
from utenfor_core.frame import built_in_frame
from utenfor_core.model import compute, run

EARLY = Measure(group="atferdsvansker", base_outcome=0.5, outcome=0.6, measured_age=10, evidence_grade=1, intake=[10])


def test_an_effect_measured_early_needs_the_share_that_lasts() -> None:
    with pytest.raises(InputError, match="oppgi andelen som varer"):
        run(Case(measures=[EARLY]))
    lasting = run(Case(measures=[replace(EARLY, lasting=0.5)]))
    assert lasting.row("success_rate", "m1")[0, 0] == pytest.approx(0.05)


def test_a_typed_rate_is_of_the_outcome_age_and_needs_no_share_that_lasts() -> None:
    result = run(Case(measures=[replace(EARLY, outcome=None, typed_rate=0.1)]))
    assert result.row("success_rate", "m1")[0, 0] == 0.1


def test_an_effect_per_completed_needs_the_share_that_completes() -> None:
    measure = replace(EARLY, measured_age=None, per_completed=True)
    with pytest.raises(InputError, match="mangler: fullføring f"):
        run(Case(measures=[measure]))
    completed = run(Case(measures=[replace(measure, completion=0.5)]))
    assert completed.row("success_rate", "m1")[0, 0] == pytest.approx(0.05)


def test_a_typed_rate_needs_no_share_that_completes() -> None:
    result = run(Case(measures=[replace(EARLY, outcome=None, typed_rate=0.1, per_completed=True)]))
    assert result.row("success_rate", "m1")[0, 0] == 0.1


@pytest.mark.parametrize(("switch", "missing"), [(0, 0), (0.5, 1), (1, 1)])
def test_a_switch_between_off_and_on_asks_for_what_lasts_and_is_never_half(switch: float, missing: float) -> None:
    case = Case(measures=[EARLY], own_values={"lasting_required": switch})
    values = built_in_frame().delivered(case)
    assert compute(values, values, case.place).row("lasting_missing", "m1")[0, 0] == missing


@pytest.mark.parametrize(
    "case",
    [Case(measures=[replace(EARLY, lasting=1)] * 7), Case(free_lines=[FreeLine(level="kommune", unit_cost=1)] * 5)],
    ids=["measures", "lines"],
)
def test_a_measure_or_a_line_too_many_is_refused_and_not_left_out(case: Case) -> None:
    with pytest.raises(InputError, match="for mange, det er plass til"):
        run(case)


@pytest.mark.parametrize(("switch", "keep"), [(0, 0.36), (0.5, 0.01), (1, 0.01)])
def test_a_switch_between_off_and_on_is_on_where_the_tax_level_is_not_given(switch: float, keep: float) -> None:
    result = run(Case(own_values={"weak_if_empty": switch}))
    assert result.row("weak")[0, 0] == float(switch > 0)
    assert result.row("keep")[0, 0] == pytest.approx(keep)
