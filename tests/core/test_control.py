"""What the workbook's own checks notice of a measure."""

from dataclasses import replace

import pytest

from utenfor_core.control import CHECKS
from utenfor_core.domain import Case, FreeLine, Measure, OwnLine, Place
from utenfor_core.frame import built_in_frame
from utenfor_core.model import compute, run

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


def checks_of(case: Case) -> dict[str, float]:
    """The value of each check by name: 1 where it does not hold."""
    return dict(zip(CHECKS, run(case).row("check_value")[:, 0].tolist(), strict=True))


LINE = OwnLine(
    level="kommune",
    success_rate=0.1,
    unit_cost=500_000,
    duration=1,
    cashable_share=0.5,
    kostra_function="252",
    art="370",
)
MEASURE = Measure(
    group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], kostra_function="242", art="010", own_lines=[LINE]
)


def with_line(**changed: object) -> Case:
    """The measure with something of its own line changed."""
    return Case(measures=[replace(MEASURE, own_lines=[replace(LINE, **changed)])])  # type: ignore[arg-type]  # the fields of the line by name


@pytest.mark.parametrize(
    ("changed", "noticed"),
    [
        ({}, 0),
        ({"cashable_share": 0.0}, 0),
        ({"cashable_share": None}, 1),
        ({"cashable_share": None, "unit_cost": 0}, 0),
    ],
)
def test_an_own_line_that_saves_without_a_share_that_can_be_cashed_is_noticed(
    changed: dict[str, float | None], noticed: float
) -> None:
    assert checks_of(with_line(**changed))["own_share_given"] == noticed


@pytest.mark.parametrize(("rate", "noticed"), [(0.1, 0), (0.1001, 1), (0.5, 1)])
def test_an_own_line_with_a_higher_rate_than_the_measures_effect_is_noticed(rate: float, noticed: float) -> None:
    assert checks_of(with_line(success_rate=rate))["own_rate_fits"] == noticed
    typed = replace(MEASURE, outcome=None, typed_rate=0.04, own_lines=[replace(LINE, success_rate=0.04)])
    assert checks_of(Case(measures=[typed]))["own_rate_fits"] == 0
    assert checks_of(Case(measures=[replace(typed, own_lines=[LINE])]))["own_rate_fits"] == 1


@pytest.mark.parametrize(
    ("function", "art", "noticed"),
    [("242", "370", 0), ("999", "370", 1), ("242", "1100", 1), ("510", "370", 1), (None, "370", 1), ("242", None, 1)],
)
def test_a_code_that_is_empty_or_not_in_the_lists_is_noticed(
    function: str | None, art: str | None, noticed: float
) -> None:
    named = FreeLine(name="Bolig", kostra_function=function, art=art)
    for case in (
        Case(measures=[replace(MEASURE, kostra_function=function, art=art)]),
        with_line(kostra_function=function, art=art),
        Case(free_lines=[named]),
    ):
        assert checks_of(case)["codes_known"] == noticed


def test_a_line_that_is_not_in_the_plan_needs_no_codes() -> None:
    assert checks_of(Case())["codes_known"] == 0
    assert checks_of(with_line(level="stat", kostra_function=None, art=None))["codes_known"] == 0


def test_a_code_typed_as_a_number_is_read_as_it_stands() -> None:
    values = built_in_frame().delivered(Case(measures=[MEASURE])) | {"m1.kostra_function": 242.0, "m1.art": 10.0}
    result = compute(values, values, Place())
    assert result.row("wrong_codes", "m1")[0, 0] == 1
