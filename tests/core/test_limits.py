"""Whatever is typed within a figure's limits can be calculated: no warning, no identity broken."""

import pytest

from utenfor_core.assumptions import Assumption
from utenfor_core.checks import violations
from utenfor_core.domain import Case, Measure, Place
from utenfor_core.errors import InputError
from utenfor_core.frame import built_in_frame
from utenfor_core.model import run

LINES = built_in_frame().lines
MEASURE = Measure(group="vgs_frafall", base_outcome=0.4, outcome=0.5, intake=[10], cost_per_year=90_000, duration=1)
PLACE = Place(employer_zone="5", reduced_tax_zone=True)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_the_lowest_and_the_highest_value_can_be_calculated(line: Assumption) -> None:
    for value in (line.minimum, line.maximum):
        assert value is not None
        assert violations(run(Case(measures=[MEASURE], place=PLACE, own_values={line.name: value}))) == []


def test_a_value_outside_its_limits_is_refused_with_its_name_and_the_limits() -> None:
    with pytest.raises(InputError, match=r"own\.kappa: «1\.2» kan ikke brukes\. Skriv et tall fra 0 til 1\."):
        run(Case(own_values={"kappa": 1.2}))


def test_an_unknown_value_is_refused_with_its_name() -> None:
    with pytest.raises(InputError, match=r"own\.kapa: finnes ikke"):
        run(Case(own_values={"kapa": 0.5}))


def test_everything_wrong_is_told_at_once() -> None:
    measure = Measure(group="vgs_frafall", age=40, base_outcome=0.5, outcome=0.4)
    with pytest.raises(InputError) as error:
        run(Case(measures=[measure], own_values={"kappa": 1.2, "kapa": 0.5}))
    assert len(error.value.problems) == 5
