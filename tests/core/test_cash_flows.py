"""The path of one success over the years: extra school years lie just before A, as many as they are."""

import pytest

from utenfor_core.domain import Case, Measure
from utenfor_core.model import run


@pytest.mark.parametrize("extra_years", [0.0, 0.5, 1.0, 1.5])
@pytest.mark.parametrize(("age", "lag"), [(18, 0), (18.5, 0), (18, 3.5), (18, 3.9), (17.25, 4.5), (16, 5)])
def test_extra_school_years_are_as_many_as_they_are_also_when_a_is_no_whole_age(
    age: float, lag: float, extra_years: float
) -> None:
    measure = Measure(group="vgs_frafall", age=age, lag=lag, typed_rate=1, intake=[1], start_month=1)
    result = run(Case(measures=[measure], own_values={"extra_years": extra_years}))
    assert result.row("weight", "m1")[3].sum() == pytest.approx(extra_years)
