"""What the plan for the council shows: who may be described, who pays, and until when."""

import numpy as np
import pytest

from utenfor_core.control import CHECKS
from utenfor_core.council_plan import PAYING
from utenfor_core.domain import Case, Funder, Measure, OwnLine, Place
from utenfor_core.frame import built_in_frame
from utenfor_core.model import Result, compute, run


def measure(persons: float, **more: object) -> Measure:
    terms: dict[str, object] = {"typed_rate": 0.1, "cost_per_year": 100_000, "duration": 1, "start_month": 1}
    return Measure(group="vgs_frafall", intake=[persons], **{**terms, **more})  # type: ignore[arg-type]  # plain values by name


def as_typed(case: Case) -> Result:
    """Calculate a case as a workbook does, which leaves out what is not finished and says so."""
    values = built_in_frame().delivered(case)
    return compute(values, values, case.place)


def checks(result: Result) -> dict[str, float]:
    return dict(zip(CHECKS, result.row("check_value")[:, 0].tolist(), strict=True))


@pytest.mark.parametrize(("persons", "described", "too_few"), [(4, 0, 1), (5, 1, 0), (0, 0, 0)])
def test_five_participants_are_described_and_four_are_not(persons: float, described: float, too_few: float) -> None:
    measures = [measure(persons)] if persons else []
    result = run(Case(measures=measures))
    assert (result.row("described")[0, 0], result.row("too_few")[0, 0]) == (described, too_few)


def test_each_krone_of_the_cost_has_one_payer() -> None:
    funders = [
        Funder(level="stat", share=0.3, first_year=2027, last_year=2028),
        Funder(level="utenfor", amount=50_000),
        Funder(level="kommune", amount=20_000),
    ]
    result = run(Case(measures=[measure(10, funders=funders), measure(7)]))
    paid = dict(zip(PAYING, result.row("paid_by"), strict=True))
    assert result.row("paid_by").sum(axis=0) == pytest.approx(result.row("cost", "all")[0, :4])
    assert paid["stat"][0] == pytest.approx(0.3 * 1_000_000)
    assert paid["utenfor"][0] == pytest.approx(50_000)
    assert result.row("paid_total")[0, 0] == result.row("paid_by_rounded")[:, 0].sum() == 1700
    assert checks(result)["cost_paid_once"] == 0


def test_the_last_year_of_other_peoples_money_is_found_beyond_the_plans_four_years() -> None:
    late = Measure(
        group="vgs_frafall", typed_rate=0.1, intake=[0, 0, 0, 0, 0, 12], cost_per_year=90_000, duration=2,
        start_month=1, funders=[Funder(level="stat", share=0.5, last_year=2032)],
    )  # fmt: skip
    own = measure(10, funders=[Funder(level="kommune", share=1)])
    assert run(Case(measures=[late])).row("last_funded")[0, 0] == 2032
    assert run(Case(measures=[own])).row("last_funded")[0, 0] == 0


def test_a_county_pays_where_the_kommune_would() -> None:
    county = run(Case(place=Place(own_levels=frozenset({"fylkeskommune"})), measures=[measure(10)]))
    assert county.row("paid_by")[:, 0].tolist() == [0, 1_000_000, 0, 0]


def test_positions_count_only_for_measures_that_are_complete() -> None:
    unfinished = Measure(group="vgs_frafall", positions=3)
    result = as_typed(Case(measures=[measure(10, positions=1.5), unfinished]))
    assert result.row("plan_positions")[0, 0] == 1.5


def test_expected_successes_are_the_persons_of_the_result() -> None:
    result = run(Case(measures=[measure(10, overlap=0.5, base_outcome=0.4), measure(7, overlap=0.5, base_outcome=0.4)]))
    assert result.row("expected_successes").sum() == pytest.approx(result.row("persons", "all")[0, 0])


@pytest.mark.parametrize(
    ("funder", "noticed"),
    [
        (Funder(level="stat", share=0.5), 0),
        (Funder(level="stat", amount=10_000, first_year=2035), 1),
        (Funder(amount=10_000), 1),
        (Funder(level="stat"), 0),
    ],
)
def test_money_that_is_offered_and_never_used_is_noticed(funder: Funder, noticed: float) -> None:
    assert checks(run(Case(measures=[measure(10, funders=[funder])])))["funding_used"] == noticed


@pytest.mark.parametrize(("level", "noticed"), [(None, 1), ("stat", 0)])
def test_an_own_line_that_saves_for_no_budget_is_noticed(level: str | None, noticed: float) -> None:
    line = OwnLine(level=level, success_rate=0.2, duration=1, unit_cost=50_000)
    assert checks(as_typed(Case(measures=[measure(10, own_lines=[line])])))["own_lines_placed"] == noticed


def test_a_base_year_later_than_the_figures_are_made_for_is_noticed() -> None:
    first = int(run(Case()).row("base_year_default")[0, 0])
    noticed = [checks(run(Case(base_year=year)))["figures_current"] for year in (first, first + 1)]
    assert noticed == [0, 1]


def test_words_of_the_plan_change_no_number() -> None:
    words = {"answer_1": "Fordi det er viktig", "covering_m1": "Kutt i konsulenter", "progress_m1": "i gang"}
    plain, worded = (run(Case(measures=[measure(10)], plan=plan)) for plan in ({}, words))
    moved = [
        name
        for (block, name), row in plain.trace.items()
        if not name.startswith(("input", "changed"))
        if not np.array_equal(row, worded.trace[block, name])
    ]
    assert moved == []
    assert worded.row("inputs_changed")[0, 0] == 0  # a case is its own delivery
