"""Which measures to choose: worked cases, every set tried through the model, and what wrong limits say."""

import doctest
import tomllib
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import ALL, KOMMUNE, OWN, PAIRS, STAT, VIEWS, YEARS, Case, Funder, Measure, OwnLine
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.portfolio_choice import Budget, Choice, Criterion, Limits, choose_measures, rank_measures

TABLES = tomllib.loads((Path(__file__).parents[1] / "cases" / "portfolio.toml").read_text("utf-8"))
CHOICES = TABLES["choice"]
THIS_YEAR = Criterion(view=KOMMUNE, years=1, discounted=False)
Table = dict[str, Any]

LOS = Measure(
    name="Los",
    group="vgs_frafall",
    base_outcome=0.5,
    outcome=0.6,
    evidence_grade=2,
    intake=[10, 10],
    cost_per_year=30_000,
    duration=1.5,
)


def named(table: Table) -> str:
    """Return the case's name for the list of tests."""
    return str(table["name"])


def case_of(table: Table) -> Case:
    """Return a case whose measures gain by one own line in the base year and cost in the same year."""
    return Case(
        measures=[
            Measure(
                name=f"Tiltak {number}",
                group="barnevern_hjelpetiltak",
                evidence_grade=1,
                start_month=1,
                intake=[10],
                cost_per_year=each["cost"],
                duration=1,
                own_lines=[OwnLine(level=KOMMUNE, success_rate=1.0, start=0, duration=1, unit_cost=each["gain"])],
            )
            for number, each in enumerate(table["measures"], 1)
        ]
    )


def limits_of(table: Table) -> Limits:
    """Return the budgets and rules of a case."""
    budgets = [Budget(amount=each["amount"], years=tuple(each.get("years", ()))) for each in table["budgets"]]
    return Limits(budgets=budgets, required=table.get("required", ()), exclusive=table.get("exclusive", ()))


@pytest.mark.parametrize("table", CHOICES, ids=named)
def test_the_choice_is_the_one_worked_out_by_hand(table: Table) -> None:
    found = choose_measures(case_of(table), THIS_YEAR, limits_of(table))
    assert [each.owner for each in found.chosen] == table["chosen"]
    assert found.together.net[KOMMUNE] == pytest.approx(table["net"])
    assert found.left == pytest.approx(table["left"])
    assert [each.owner for each in found.left_out] == table["left_out"]
    if table["missing"]:
        assert [max(each.missing) for each in found.left_out] == pytest.approx(table["missing"])


@pytest.mark.parametrize("table", CHOICES, ids=named)
def test_the_ranking_is_by_net_with_the_ratio_beside(table: Table) -> None:
    found = rank_measures(case_of(table), THIS_YEAR)
    assert [each.owner for each in found] == table["ranked"]
    for each in found:
        worked = table["measures"][int(each.owner[1:]) - 1]
        assert each.ratio == pytest.approx(worked["gain"] / worked["cost"])


def several() -> Case:
    """Return five measures of all kinds: overlap, funding from others, fixed cost and own lines."""
    grant = Funder(level=STAT, share=0.5, first_year=2027, last_year=2027)
    line = OwnLine(level=KOMMUNE, success_rate=0.1, start=1, duration=2, unit_cost=700_000, cashable_share=1.0)
    return Case(
        measures=[
            LOS,
            replace(LOS, name="Los II", outcome=0.63, overlap=1.0, cost_per_year=35_000),
            replace(LOS, name="Mentor", outcome=0.57, overlap=0.6, intake=[25], cost_per_year=10_000),
            replace(LOS, name="Praksis", base_outcome=0.4, outcome=0.55, overlap=0.3, fixed_cost=50_000),
            replace(LOS, name="Støtte", outcome=0.51, funders=[grant], own_lines=[line]),
        ]
    )


def best_by_trying_all(case: Case, criterion: Criterion, budget: Budget) -> tuple[float, tuple[str, ...]]:
    """Return the highest net and its measures when every set is run through the model."""
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    sizes = range(1, len(case.measures) + 1)
    for members in (some for size in sizes for some in combinations(range(len(case.measures)), size)):
        result = run(replace(case, measures=[case.measures[at] for at in members]))
        discount = result.row("discount")[0]
        spent = result.row("view_cost", TOGETHER)[VIEWS.index(OWN)]
        in_years = np.isin(result.row("year")[0], budget.years)
        if (spent @ (in_years if budget.years else discount)) > budget.amount:
            continue
        weight = (discount if criterion.discounted else np.ones(YEARS)) * (
            np.arange(YEARS) < (criterion.years or YEARS)
        )
        name = "net_cashable" if criterion.cashable else "net"
        net = float(result.row(name, TOGETHER)[VIEWS.index(criterion.view)] @ weight)
        best = max(best, (net, tuple(f"m{at + 1}" for at in members)))
    return best


@pytest.mark.parametrize(
    ("criterion", "budget"),
    [
        (Criterion(view=ALL), Budget(amount=2_400_000)),
        (Criterion(view=STAT, years=40, cashable=True), Budget(amount=1_100_000, years=(2027, 2028))),
    ],
    ids=["all budgets, present value", "cashable for the state, spent in two years"],
)
def test_no_other_set_within_the_budget_is_better(criterion: Criterion, budget: Budget) -> None:
    found = choose_measures(several(), criterion, Limits(budgets=[budget]))
    net, owners = best_by_trying_all(several(), criterion, budget)
    assert tuple(each.owner for each in found.chosen) == owners
    assert found.together.net[criterion.view] == pytest.approx(net, rel=1e-9)


@pytest.fixture(scope="module")
def everything() -> Choice:
    """Return the choice when every measure must be in."""
    return choose_measures(several(), Criterion(view=ALL), Limits(required=[f"m{n}" for n in range(1, 6)]))


def test_the_chosen_set_is_what_the_model_gives_for_it(everything: Choice) -> None:
    result = run(everything.case)
    for name, amounts in (("gain_present", everything.together.gain), ("net_present", everything.together.net)):
        np.testing.assert_allclose(list(amounts.values()), result.row(name, TOGETHER)[:, -1], rtol=1e-9, atol=1e-6)


def test_the_measures_of_the_set_add_up_to_all_together(everything: Choice) -> None:
    for view in VIEWS:
        assert sum(each.net[view] for each in everything.chosen) == pytest.approx(everything.together.net[view])


def test_overlapping_measures_of_different_pairs_are_never_chosen_together() -> None:
    two = [replace(LOS, outcome=0.9, pair=pair, overlap=0.5, cost_per_year=0) for pair in PAIRS]
    found = choose_measures(Case(measures=two), Criterion(view=ALL), Limits())
    assert len(found.chosen) == 1
    assert found.left_out[0].added is None
    assert "kan ikke velges sammen med" in found.left_out[0].reason


def test_more_than_six_measures_can_be_ranked_and_chosen_among() -> None:
    case = Case(measures=[replace(LOS, name=f"Los {n}", cost_per_year=1000.0 * n) for n in range(1, 10)])
    found = choose_measures(case, Criterion(view=ALL), Limits(budgets=[Budget(amount=300_000)]))
    assert found.left[0] >= 0
    assert {each.owner for each in found.chosen} | {each.owner for each in found.left_out} == {
        f"m{n}" for n in range(1, 10)
    }
    assert [each.owner for each in rank_measures(case, Criterion(view=ALL))] == [f"m{n}" for n in range(1, 10)]


def test_every_problem_is_told_at_once() -> None:
    case = Case(measures=[LOS, replace(LOS, name="Feil", age=99), replace(LOS, intake=[-1])])
    wrong = Criterion(view="fylke", years=0)
    with pytest.raises(InputError) as caught:
        choose_measures(case, wrong, Limits(budgets=[Budget(amount=-1), Budget(amount=1, years=(1999,))]))
    told = "\n".join(caught.value.problems)
    for words in (
        "«fylke» finnes ikke",
        "antall år: 0",
        "budsjettramme 1: -1 kr",
        "året 1999",
        "m2.age: «99»",
        "m3.intake_0",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(required=["m7"]), "m7: tiltaket finnes ikke"),
        (Limits(exclusive=[["m1", "x"]]), "x: tiltaket finnes ikke"),
        (Limits(required=["m1", "m2"], exclusive=[["m1", "m2"]]), "Fjern ett av kravene"),
        (Limits(required=["m5"], budgets=[Budget(amount=10)]), "men rammen er 10 kr"),
    ],
)
def test_limits_that_cannot_hold_say_why(limits: Limits, words: str) -> None:
    with pytest.raises(InputError, match=words):
        choose_measures(several(), Criterion(view=ALL), limits)


def test_a_case_without_measures_says_so() -> None:
    with pytest.raises(InputError, match="ingen er lagt inn"):
        rank_measures(Case(), Criterion(view=ALL))


def test_too_many_overlapping_measures_are_refused() -> None:
    case = Case(measures=[replace(LOS, overlap=0.1)] * 11)
    with pytest.raises(InputError, match="11 tiltak er merket"):
        choose_measures(case, Criterion(view=ALL), Limits())


def test_the_examples_of_the_guide_give_what_it_shows(repository: Path) -> None:
    guide = repository / "docs" / "how-to" / "velge-tiltak.md"
    found = doctest.testfile(str(guide), module_relative=False, encoding="utf-8")
    assert found.attempted > 0
    assert found.failed == 0
