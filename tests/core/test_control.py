"""What the workbook's own checks notice of a measure."""

import pytest

from utenfor_core.control import CHECKS
from utenfor_core.domain import Case, Measure
from utenfor_core.model import run

AT = list(CHECKS).index("cost_has_duration")


@pytest.mark.parametrize(
    ("per_year", "fixed", "duration", "noticed"),
    [(90_000, 0, None, 1), (0, 500_000, None, 1), (0, 500_000, 1, 0), (0, 0, None, 0)],
)
def test_a_cost_of_any_kind_without_duration_is_noticed_as_it_counts_for_nothing(
    per_year: float, fixed: float, duration: float | None, noticed: float
) -> None:
    measure = Measure(
        group="vgs_frafall", typed_rate=0.1, intake=[10], cost_per_year=per_year, fixed_cost=fixed, duration=duration
    )
    result = run(Case(measures=[measure]))
    assert result.row("check_value")[AT, 0] == noticed
    assert bool(result.row("cost", "m1").any()) is (duration is not None)


@pytest.mark.parametrize(("area", "noticed"), [("Oppvekst", 0), ("oppvekst", 0), ("Kultur", 1), (None, 0)])
def test_an_area_that_is_not_in_the_list_is_noticed(area: str | None, noticed: float) -> None:
    result = run(Case(plan={"area_name_1": "Oppvekst", "area_kostnad_m1": area}))
    checks = dict(zip(CHECKS, result.row("check_value")[:, 0], strict=True))
    assert checks["areas_known"] == noticed
    assert checks["plan_areas_tie"] == 0
