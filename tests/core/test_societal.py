"""The societal view: what each actor gains, worked by hand, and reconciled line by line with the budget view."""

import tomllib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.cases.reading import FOLDER, case_of
from tests.cases.step_table import THOUSAND, one_success, steps, steps_as_typed
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import FYLKE, KOMMUNE, LEVELS, OUTSIDE, STAT, Case, FreeLine, Funder, Measure, OwnLine, Place
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.posts import POSTS
from utenfor_core.societal import ACTORS, EMPLOYER, PERSON, SOCIETY, SocietalView, societal_view
from utenfor_core.societal.lines import FUNDING, MEASURE, OWN_RESOURCES, OWN_TRANSFERS, TRANSFER

WORKED = tomllib.loads((FOLDER / "societal.toml").read_text("utf-8"))["worked"]
LINE = OwnLine(level=KOMMUNE, success_rate=0.2, start=0, duration=2, unit_cost=90_000)
ONE = Measure(
    group="vgs_frafall",
    base_outcome=0.4,
    outcome=0.6,
    evidence_grade=2,
    intake=[20, 10],
    cost_per_year=70_000,
    duration=1.5,
    overlap=0.5,
    own_lines=[LINE, replace(LINE, art="470", level=STAT)],
    funders=[Funder(level=OUTSIDE, share=0.25, first_year=2027), Funder(level=STAT, share=0.25, first_year=2027)],
)
TWO = replace(ONE, group="angst_depresjon", age=19, outcome=0.5, own_lines=[], funders=[])
FREE = FreeLine(name="Bolig", level=FYLKE, unit_cost=40_000, outside=[0.5] * 6, inside=[0.1] * 6)
CASE = Case(
    place=Place(tax_level=1.1, population_share=0.01),
    measures=[ONE, TWO],
    preset="midtanslag",
    own_values={"unit_utgiftsutjevning": 50_000, "stay_share_2": 0.7},
    free_lines=[FREE, replace(FREE, art="470"), replace(FREE, income=True)],
)
BLOCKS = ("m1", "m2", TOGETHER)
TILL_66 = 9
"""The step of the step table with the whole difference, to age 66."""


@pytest.fixture(scope="module")
def result() -> Result:
    """Return two measures that overlap, with own lines, other payers, free lines and equalisation of expenditure."""
    return run(CASE)


def worked_view(worked: dict[str, Any]) -> SocietalView:
    return societal_view(run(case_of(worked)), "m1", lost_per_school_year=worked["lost_per_school_year"])


@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: worked["name"])
def test_every_line_and_every_actor_is_what_the_hand_says(worked: dict[str, Any]) -> None:
    view = worked_view(worked)
    for line in view.lines:
        wanted = worked["expected"].get(line.name, {})
        found = view.line(line.name).sum(axis=1)
        for actor, amount in zip((*ACTORS, SOCIETY), (*found, found.sum()), strict=True):
            assert amount == pytest.approx(wanted.get(actor, 0), abs=worked["tolerance"]), (line.name, actor)
    for actor, amount in worked["net"].items():
        assert view.net(actor).sum() == pytest.approx(amount, abs=worked["tolerance"]), actor


@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: worked["name"])
def test_the_hand_names_every_line_that_is_not_nothing(worked: dict[str, Any]) -> None:
    view = worked_view(worked)
    assert {line.name for line in view.lines if np.abs(view.line(line.name)).sum() > 0} == set(worked["expected"])


def rate_of(result: Result, block: str) -> float:
    return float(result.row("success_effective")[int(block.removeprefix("m")) - 1, 0])


@pytest.mark.parametrize("block", ["m1", "m2"])
def test_each_post_of_the_budget_view_stands_in_its_line_with_its_budget(result: Result, block: str) -> None:
    view, unit = societal_view(result, block), result.row("unit_gross", block)
    levels = result.row("post_level_number")[:, 0].astype(int) - 1
    left = {line: view.line(line)[: len(LEVELS)].copy() for line in {post.line for post in POSTS}}
    for number, post in enumerate(POSTS):
        left[post.line][levels[number]] -= result.block(block).single("success_rate") * unit[number]
    for line, rest in left.items():
        assert np.abs(rest).max() == pytest.approx(0, abs=1e-6), line


@pytest.mark.parametrize("block", BLOCKS)
def test_the_public_columns_are_the_budget_view(result: Result, block: str) -> None:
    view, rows = societal_view(result, block), result.block(block)
    public = view.flows.sum(axis=0)[: len(LEVELS)]
    np.testing.assert_allclose(public, rows["level_gross"] - rows["level_cost"], rtol=0, atol=1e-6)
    own = view.line(OWN_TRANSFERS) + view.line(OWN_RESOURCES)
    np.testing.assert_allclose(own[: len(LEVELS)], rows["level_own"], rtol=0, atol=1e-6)
    np.testing.assert_allclose(view.line(MEASURE)[: len(LEVELS)], -rows["level_cost"], rtol=0, atol=1e-6)


@pytest.mark.parametrize("block", BLOCKS)
def test_budgets_and_private_parties_make_society_before_the_cost_of_public_funds(result: Result, block: str) -> None:
    view = societal_view(result, block)
    private = view.net(PERSON) + view.net(EMPLOYER) + view.net(OUTSIDE)
    funds = next(view.line(line.name).sum(axis=0) for line in view.lines if line.kind == FUNDING)
    budgets = result.row("net", block)[-1]
    np.testing.assert_allclose(budgets + private, view.net() - funds, rtol=0, atol=1e-6)
    np.testing.assert_allclose(funds, 0.2 * budgets, rtol=0, atol=1e-6)


def test_overlap_takes_from_every_line_of_a_life_what_it_takes_from_the_budgets(result: Result) -> None:
    parts = {block: societal_view(result, block) for block in BLOCKS}
    for name in ("lonn", "produksjon", "skatt_alm", "vgo_ekstra"):
        whole = sum(
            rate_of(result, block) / result.block(block).single("success_rate") * parts[block].line(name)
            for block in ("m1", "m2")
        )
        np.testing.assert_allclose(parts[TOGETHER].line(name), whole, rtol=0, atol=1e-6)
    assert rate_of(result, "m1") < result.block("m1").single("success_rate")


def test_the_present_value_of_the_budgets_is_the_budget_view_at_every_horizon(result: Result) -> None:
    for block in BLOCKS:
        present = societal_view(result, block).present().sum(axis=0)
        np.testing.assert_allclose(present[: len(LEVELS)].sum(axis=0), result.row("net_present", block)[-1], atol=1e-5)
        np.testing.assert_allclose(present[0], result.row("net_present", block)[0], atol=1e-5)


def test_the_wage_is_the_contribution_divided_by_its_rate(result: Result) -> None:
    view = societal_view(result, "m1")
    wage, contribution = view.line("lonn")[ACTORS.index(PERSON)], view.line("aga")[ACTORS.index(STAT)]
    assert wage.max() > 0
    np.testing.assert_allclose(result.row("employer_rate")[0, 0] * wage, contribution, rtol=1e-12)


def test_a_line_of_the_users_own_is_resources_unless_it_is_a_benefit_or_an_income(result: Result) -> None:
    kinds = {line.name: (line.label, line.kind, line.other_side) for line in societal_view(result, "m1").lines}
    assert kinds["egen_1"] == ("Bolig", "ressurser", None)
    assert kinds["egen_2"] == ("Bolig", TRANSFER, PERSON)
    assert kinds["egen_3"] == ("Bolig", TRANSFER, PERSON)
    assert kinds["egen_4"] == ("Egen post 4", "ressurser", None)


def test_without_a_zone_the_view_says_that_production_is_too_low() -> None:
    without = run(replace(CASE, place=Place(employer_zone=None)))
    assert any("Velg sonen" in note for note in societal_view(without, "m1").notes)
    assert not any("Velg sonen" in note for note in societal_view(run(CASE), "m1").notes)


def test_production_lost_at_school_is_said_to_be_nothing_until_it_is_given(result: Result) -> None:
    before, after = (societal_view(result, "m1", lost_per_school_year=lost) for lost in (0.0, 50_000.0))
    assert [note for note in before.notes if note not in after.notes] == [
        "Produksjon tapt i ekstra skoleår er satt til 0 kroner."
    ]
    assert after.net(PERSON).sum() < before.net(PERSON).sum()
    np.testing.assert_allclose(after.net(KOMMUNE), before.net(KOMMUNE))


@pytest.mark.parametrize("lost", [-1.0, float("nan"), float("inf")])
def test_every_problem_is_said_at_once(result: Result, lost: float) -> None:
    with pytest.raises(InputError) as raised:
        societal_view(result, "m9", lost_per_school_year=lost)
    assert [problem.split(":")[0] for problem in raised.value.problems] == [
        "Tiltak",
        "Produksjon tapt per ekstra skoleår",
    ]


def test_the_tables_hold_the_same_kroner_as_the_flows(result: Result) -> None:
    view = societal_view(result)
    table, years = view.to_frame(horizon=1), view.to_yearly_frame()
    assert list(table.columns) == ["navn", "type", *ACTORS, SOCIETY]
    assert table.loc["lonn", "navn"] == "Lønn"
    within_plan = view.net()[:4] @ result.row("discount")[0, :4]
    assert table[SOCIETY].sum() == pytest.approx(within_plan)
    np.testing.assert_allclose(years[SOCIETY], view.net())
    np.testing.assert_allclose(years[KOMMUNE], view.net(KOMMUNE))


def test_in_the_step_table_a_young_person_gains_a_part_of_the_wage_and_the_budgets_the_rest() -> None:
    _, own_values, outcome_age = list(steps_as_typed())[TILL_66]
    table = societal_view(one_success(own_values, outcome_age), "m1").to_frame()
    budgets, person = table[list(LEVELS)].sum().sum(), table[PERSON].sum()
    assert budgets / THOUSAND == pytest.approx(steps()[TILL_66].found[0])
    assert budgets + person == pytest.approx(table.loc[["produksjon", "vgo_ekstra"], SOCIETY].sum())
    # When tax is paid and benefits are lost, between a third and a half of the higher wage is left to the young person.
    assert 1 / 3 < person / table[PERSON].loc["lonn"] < 1 / 2
