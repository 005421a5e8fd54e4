"""Planned against realised: worked cases, exact parts, small numbers, and what wrong entries say."""

import doctest
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from utenfor_core.actuals import Actual, FollowedShare, Tally, follow_up, prior_of
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import KOMMUNE, STAT, VIEWS, Case, Funder, Measure
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.uncertainty import Spread

TABLES = tomllib.loads((Path(__file__).parents[1] / "cases" / "actuals.toml").read_text("utf-8"))
SHAPE = 4.0
LOS = Measure(
    name="Los",
    group="vgs_frafall",
    base_outcome=0.5,
    outcome=0.6,
    evidence_grade=2,
    intake=[20, 20],
    cost_per_year=60_000,
    duration=1.5,
)
SPREAD = Spread(key="m1.outcome", low=0.5, high=0.7)
Table = dict[str, Any]


def named(table: Table) -> str:
    """Return the case's name for the list of tests."""
    return str(table["name"])


def share_of(field: str, shares: tuple[FollowedShare, ...]) -> FollowedShare:
    """Return the followed share of that field."""
    return next(share for share in shares if share.field == field)


@pytest.mark.parametrize("table", TABLES["update"], ids=named)
def test_the_expectation_after_the_outcomes_is_the_one_worked_out_by_hand(table: Table) -> None:
    prior = prior_of(table["low"], table["most"], table["high"], SHAPE)
    assert prior is not None
    assert prior.mean == pytest.approx(table["prior"])
    tally = Tally(successes=table["successes"], observed=table["observed"])
    assert prior.updated(tally).mean == pytest.approx(table["expected"], abs=5e-6)


@pytest.mark.parametrize("table", TABLES["update"], ids=named)
def test_the_observed_share_has_wilsons_interval(table: Table) -> None:
    tally = Tally(successes=table["successes"], observed=table["observed"])
    found = share_of(
        "outcome", follow_up(Case(measures=[LOS]), [Actual(owner="m1", intake=[20], outcome=tally)]).shares
    )
    assert (found.low, found.high) == pytest.approx(table["wilson"], abs=5e-5)
    assert found.share == table["successes"] / table["observed"]


@pytest.mark.parametrize("table", TABLES["year"], ids=named)
def test_the_parts_of_the_difference_are_those_worked_out_by_hand(table: Table) -> None:
    payer = Funder(level=STAT, share=table.get("state_share"), amount=table.get("state_amount"), first_year=2027)
    measure = Measure(
        group="vgs_frafall",
        base_outcome=0.5,
        outcome=0.5,
        start_month=1,
        intake=table["planned"],
        cost_per_year=100_000,
        duration=1,
        funders=[payer],
    )
    found = follow_up(Case(measures=[measure]), [Actual(owner="m1", intake=table["intake"], cost=table["cost"])])
    parts = found.split("net_sum")
    for name in ("plan", "volume", "effect", "price", "new"):
        assert getattr(parts, name)[VIEWS.index(KOMMUNE), -1] == pytest.approx(table[name], abs=1e-6), name


def test_the_new_result_is_a_run_with_what_was_realised_and_is_expected() -> None:
    spreads = [SPREAD, Spread(key="m1.base_outcome", low=0.4, high=0.6)]
    year = Actual(
        owner="m1",
        intake=[15],
        outcome=Tally(successes=11, observed=15),
        base_outcome=Tally(successes=40, observed=100),
    )
    found = follow_up(Case(measures=[LOS]), [year], spreads)
    now = {share.field: share.expected for share in found.shares}
    changed = replace(LOS, intake=[15, 20], outcome=now["outcome"], base_outcome=now["base_outcome"])
    again = run(Case(measures=[changed]))
    for name in ("net_present", "net_present_cashable", "net_sum"):
        np.testing.assert_allclose(found.row(name), again.row(name, TOGETHER), rtol=1e-12)


def test_a_years_cost_moves_that_year_alone() -> None:
    plan = run(Case(measures=[LOS])).row("cost", "m1")[0]
    found = follow_up(Case(measures=[LOS]), [Actual(owner="m1", intake=[20], cost=[plan[0] + 50_000])])
    parts = found.split("cost_sum")
    np.testing.assert_allclose(parts.price[VIEWS.index(KOMMUNE)], 50_000)
    np.testing.assert_allclose(parts.new, parts.plan + parts.price)


def test_several_measures_add_up_and_their_overlap_is_counted_anew() -> None:
    two = [replace(LOS, overlap=1.0), replace(LOS, name="Mentor", overlap=1.0, typed_rate=0.1, outcome=None)]
    spreads = [SPREAD, Spread(key="m2.typed_rate", low=0.0, high=0.2)]
    years = [
        Actual(owner="m1", intake=[10], cost=[100_000], outcome=Tally(successes=8, observed=10)),
        Actual(owner="m2", intake=[25], outcome=Tally(successes=10, observed=25)),
    ]
    found = follow_up(Case(measures=two), years, spreads)
    now = {share.owner: share.expected for share in found.shares if share.field == "outcome"}
    rate = max(0.0, (now["m2"] or 0.0) - 0.5)
    changed = [
        replace(two[0], intake=[10, 20], outcome=now["m1"]),
        replace(two[1], intake=[25, 20], typed_rate=rate),
    ]
    again = run(Case(measures=changed))
    np.testing.assert_allclose(found.row("gain_present"), again.row("gain_present", TOGETHER), rtol=1e-12)
    costs = [found.split("cost_present", block).new for block in ("m1", "m2")]
    np.testing.assert_allclose(found.split("cost_present").new, sum(costs))


def test_a_share_without_low_and_high_stays_as_planned() -> None:
    year = Actual(owner="m1", intake=[20], outcome=Tally(successes=20, observed=20))
    for spreads in ([], [Spread(key="m1.outcome", low=0.6, high=0.6)], [Spread(key="m1.cost_per_year", low=1, high=2)]):
        found = follow_up(Case(measures=[LOS]), [year], spreads)
        share = share_of("outcome", found.shares)
        assert share.expected == 0.6
        assert "ikke oppdatert" in str(share.reason)
        assert not found.split().effect.any()


def test_the_completion_counts_only_where_the_effect_is_per_completed() -> None:
    year = Actual(owner="m1", intake=[20], completion=Tally(successes=10, observed=20))
    spread = Spread(key="m1.completion", low=0.6, high=1.0)
    per_started, per_completed = (
        follow_up(Case(measures=[replace(LOS, completion=0.8, per_completed=each)]), [year], [spread])
        for each in (False, True)
    )
    assert not per_started.split().effect.any()
    assert share_of("completion", per_started.shares).expected == 0.8
    assert (share_of("completion", per_completed.shares).expected or 1.0) < 0.8
    assert (per_completed.split("gain_present").effect[:, -1][VIEWS.index(STAT)]) < 0


def test_an_expectation_below_the_comparison_counts_as_no_effect() -> None:
    wide = Spread(key="m1.outcome", low=0.0, high=1.0)
    year = Actual(owner="m1", intake=[20], outcome=Tally(successes=0, observed=20))
    for measure in (LOS, replace(LOS, outcome=None, typed_rate=0.1)):
        found = follow_up(Case(measures=[measure]), [year], [wide])
        assert "Virkningen regnes som 0" in found.remarks[0]
        np.testing.assert_allclose(found.split("gain_present").new, 0, atol=1e-9)


def test_a_share_of_fewer_than_five_is_never_in_a_public_text() -> None:
    for observed, shown in ((4, False), (5, True)):
        year = Actual(owner="m1", intake=[20], outcome=Tally(successes=3, observed=observed))
        share = share_of("outcome", follow_up(Case(measures=[LOS]), [year], [SPREAD]).shares)
        assert share.public is shown
        assert ("%" in share.public_text) is shown
        assert ("3" in share.public_text.split(":")[1].split("personer")[0]) is False


def test_the_public_text_says_planned_observed_and_expected() -> None:
    year = Actual(owner="m1", intake=[20], outcome=Tally(successes=13, observed=20))
    shares = follow_up(Case(measures=[LOS]), [year], [SPREAD]).shares
    assert share_of("outcome", shares).public_text == (
        "Andel som lykkes med tiltaket: 65 % av 20 personer (95 %-intervall fra 43 % til 82 %). "
        "Planen var 60 %. Forventningen er nå 61 %."
    )
    assert share_of("base_outcome", shares).public_text == (
        "Andel som lykkes uten tiltaket: ikke målt ennå. Planen er 50 %."
    )


def test_every_problem_is_told_at_once() -> None:
    years = [
        Actual(owner="m2", intake=[1]),
        Actual(owner="m1", intake=[-1, 10], cost=[1], outcome=Tally(successes=9, observed=8)),
        Actual(
            owner="m1",
            intake=[2],
            completion=Tally(successes=1, observed=3),
            base_outcome=Tally(successes=0, observed=0),
        ),
    ]
    with pytest.raises(InputError) as caught:
        follow_up(Case(measures=[LOS]), years, [Spread(key="m1.outcome", low=0.8, high=0.7)])
    told = "\n".join(caught.value.problems)
    for words in (
        "m2: tiltaket finnes ikke i planen",
        "m1: tallene er lagt inn 2 ganger",
        "deltakere i 2027 er -1",
        "kostnad er oppgitt for 1 år og deltakere for 2",
        "9 av 8 personer går ikke an",
        "3 personer er målt, men bare 2 kan være det",
        "ingen personer er målt",
        "lav 0.8, mest sannsynlig 0.6 og høy 0.7 kan ikke brukes",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (Actual(owner="m1", intake=[]), "0 år med deltakere"),
        (Actual(owner="m1", intake=[1] * 11), "11 år med deltakere"),
        (Actual(owner="m1", intake=[20], outcome=Tally(successes=-1, observed=5)), "ikke hele personer"),
        (Actual(owner="m1", intake=[20], cost=[float("nan")]), "kostnad i 2027 er nan"),
        (Actual(owner="m1", intake=[20] * 5, cost=[0, 0, 0, 0, 5]), "planen har ingen kostnad det året"),
        (Actual(owner="m1", intake=[20], cost=[1e16]), "ganger planens"),
        (Actual(owner="m1", intake=["ti"]), "deltakere i 2027 er ti"),  # type: ignore[list-item]  # what is to be found
        (Actual(owner="m1", intake=[1e6]), "m1.intake_0: «1000000.0» kan ikke brukes"),
    ],
)
def test_a_wrong_entry_says_what_and_where(year: Actual, words: str) -> None:
    with pytest.raises(InputError, match=words):
        follow_up(Case(measures=[LOS]), [year])


def test_outcomes_need_both_shares_in_the_plan() -> None:
    plan = Case(measures=[replace(LOS, base_outcome=None, outcome=None, typed_rate=0.1)])
    with pytest.raises(InputError, match="planen mangler andelen som lykkes"):
        follow_up(plan, [Actual(owner="m1", intake=[20], outcome=Tally(successes=1, observed=5))])


def test_the_examples_of_the_guide_give_what_it_shows(repository: Path) -> None:
    guide = repository / "docs" / "how-to" / "folge-opp.md"
    found = doctest.testfile(str(guide), module_relative=False, encoding="utf-8")
    assert found.attempted > 0
    assert found.failed == 0
