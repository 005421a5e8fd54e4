"""What the draws must give where the answer is known: certain, linear, and how far a Latin hypercube may stray."""

import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from utenfor_core.domain import ALL, KOMMUNE, LEVELS, VIEWS, Case, Funder, Measure
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.trace import number
from utenfor_core.uncertainty import Asked, Response, Simulation, Spread, built_in_spreads, draws, response, simulate
from utenfor_core.uncertainty.simulation import of_values

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "uncertainty.toml").read_text("utf-8"))
EXACT = 1e-9
MEASURE = Measure(
    group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[80, 40], cost_per_year=60_000, duration=1.5,
    funders=[Funder(level="stat", share=0.25, first_year=2027, last_year=2028)],
)  # fmt: skip
CASE = Case(measures=[MEASURE])
SUCCESS = Spread(key="m1.outcome", low=0.52, high=0.7)
VALUE = Spread(key="own.kappa", low=0.4, high=0.7)
COST = Spread(key="m1.cost_per_year", low=50_000, high=90_000)


def test_the_worked_case_of_pert_and_its_draws_is_met() -> None:
    worked = CASES["pert"]
    spread = Spread(key="own.kappa", low=worked["low"], most=worked["most"], high=worked["high"])
    found = draws([spread], worked["draws"], worked["seed"])[:, 0]
    assert found.mean() == pytest.approx((worked["low"] + 4 * worked["most"] + worked["high"]) / 6, rel=1e-4)
    assert found[: len(worked["first"])].tolist() == pytest.approx(worked["first"], rel=1e-12)


def test_unit_costs_move_together_and_other_inputs_do_not() -> None:
    spreads = [
        Spread(key=key, low=1, most=2, high=4, together=group)
        for key, group in (
            ("own.unit_ufore", None),
            ("own.unit_aap", None),
            ("own.kappa", None),
            ("own.unit_aap_ung", ""),
        )
    ]
    found = np.asarray(np.corrcoef(draws(spreads, 4000, seed=2).T))
    assert found[0, 1] == pytest.approx(1.0)
    assert np.abs(found[0, 2:]).max() < 0.05
    assert abs(found[2, 3]) < 0.05


def test_inputs_that_are_certain_give_the_result_of_the_model() -> None:
    certain = [replace(each, low=value, most=value, high=value) for each, value in ((SUCCESS, 0.6), (COST, 60_000))]
    found = simulate(CASE, certain, draws=50)
    result = run(CASE)
    for cashable, name in ((0, "accumulated"), (1, "accumulated_cashable")):
        ahead = result.row(name, "all") >= -number(result.in_use()["tolerance"])
        for at, view in enumerate(VIEWS):
            place = found.at(f"view: {view}")
            assert found.mean[cashable, place] == pytest.approx(result.row(name, "all")[at], rel=EXACT, abs=1e-6)
            assert (found.chance[cashable, place] == ahead[at]).all()
    present = [found.mean_present[0, found.at(f"view: {view}")] for view in VIEWS]
    assert present == pytest.approx(result.row("net_present", "all")[:, -1], rel=EXACT)


def test_a_linear_case_has_the_mean_of_its_means() -> None:
    found = simulate(CASE, [SUCCESS, COST], draws=20_000)
    mean = {each.key: (each.low + 4 * most + each.high) / 6 for each, most in ((SUCCESS, 0.6), (COST, 60_000.0))}
    at_mean = replace(MEASURE, outcome=mean["m1.outcome"], cost_per_year=mean["m1.cost_per_year"])
    expected = run(Case(measures=[at_mean])).row("net_present", "all")[:, -1]
    means = [found.mean_present[0, found.at(f"view: {view}")] for view in VIEWS]
    assert means == pytest.approx(expected, rel=1e-4)


def test_levels_add_up_to_all_and_holders_to_levels() -> None:
    found = simulate(CASE, [SUCCESS, VALUE, COST], draws=200)
    total = found.mean[:, found.at(f"view: {ALL}")]
    by_level = sum(found.mean[:, found.at(f"level: {level}")] for level in LEVELS)
    by_holder = found.mean[:, : len(found.holders)].sum(axis=1)
    size = np.abs(total).max()
    assert np.abs(by_level - total).max() < EXACT * size
    assert np.abs(by_holder - total).max() < EXACT * size


@pytest.mark.verify
def test_twenty_latin_hypercubes_keep_close_to_the_mean_of_a_million() -> None:
    model = response(CASE, [SUCCESS, VALUE, COST])
    million = model.net(draws(model.spreads, 1_000_000, seed=0), view=ALL)
    means = [model.net(draws(model.spreads, 10_000, seed), view=ALL).mean() for seed in range(1, 21)]
    simple = million.std() / np.sqrt(10_000)
    assert np.std(means) < simple / 4
    assert abs(np.mean(means) - million.mean()) < simple / 4


def test_the_spread_of_an_additive_case_is_far_below_that_of_simple_draws() -> None:
    model = response(CASE, [SUCCESS, COST])
    found = np.array([model.net(draws(model.spreads, 10_000, seed), view=ALL) for seed in range(1, 21)])
    assert found.mean(axis=1).std() < found.std() / np.sqrt(10_000) / 100


def test_the_draws_of_a_seed_are_the_same_and_of_another_seed_are_not() -> None:
    one, again, other = (simulate(CASE, [SUCCESS, VALUE], draws=500, seed=seed) for seed in (3, 3, 4))
    assert np.array_equal(one.chance, again.chance, equal_nan=True)
    assert not np.array_equal(one.mean, other.mean)


def test_p10_p50_and_p90_rise_for_every_output() -> None:
    found = simulate(CASE, [SUCCESS, VALUE, COST], draws=2000)
    assert len(found.percentiles) == 28
    for low, middle, high in found.percentiles.values():
        assert low <= middle <= high


def test_percentiles_are_those_of_the_draws() -> None:
    model = response(CASE, [SUCCESS, VALUE, COST])
    values = draws(model.spreads, 3000, seed=5)
    asked = Asked(output=f"level: {KOMMUNE}", years=20, discounted=False, cashable=True)
    found = of_values(model, values, asked=[asked]).percentiles[asked]
    net = model.net(values, view=KOMMUNE, years=20, discounted=False, cashable=True)
    assert found == pytest.approx(np.percentile(net, [10, 50, 90]))


def test_the_chance_does_not_rise_with_the_cost() -> None:
    dearer = [
        replace(COST, low=50_000 * times, most=60_000 * times, high=90_000 * times) for times in (0.5, 1.0, 2.0, 4.0)
    ]
    chances = [simulate(CASE, [SUCCESS, VALUE, cost], draws=800).chance for cost in dearer]
    for less, more in pairwise(chances):
        assert (np.nan_to_num(more) <= np.nan_to_num(less) + EXACT).all()


def test_pieces_do_not_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> Simulation:
        spreads = [SUCCESS, VALUE, COST, Spread(key="own.growth", low=0.0, high=0.02)]
        return simulate(CASE, spreads, draws=300)

    whole = found()
    monkeypatch.setattr("utenfor_core.uncertainty.tally.PIECE", 2**20)
    monkeypatch.setattr("utenfor_core.uncertainty.simulation.PIECE", 2**20)
    pieces = found()
    assert np.array_equal(whole.chance, pieces.chance, equal_nan=True)
    assert pieces.mean == pytest.approx(whole.mean, rel=EXACT, abs=1e-5)


def test_where_nothing_is_gained_or_paid_there_is_no_chance() -> None:
    found = simulate(Case(), [VALUE], draws=10)
    assert np.isnan(found.chance).all()
    assert not found.mean.any()


def test_the_built_in_spreads_are_those_of_the_parameter_files() -> None:
    found = {spread.key: spread for spread in built_in_spreads(run(CASE))}
    assert set(found) == {"own.kappa", "own.hours_share", "m1.cost_per_year"}
    assert (found["own.kappa"].low, found["own.kappa"].high) == (0.5, 0.71)
    assert found["m1.cost_per_year"].high == pytest.approx(78_000)
    full = {spread.key for spread in built_in_spreads(run(replace(CASE, preset="full-forskjell")))}
    assert "own.kappa" not in full


def test_everything_wrong_with_spreads_is_told_at_once() -> None:
    spreads = [
        Spread(key="m1.outcome", low=0.7, high=0.6),
        Spread(key="own.kappa", low=0.5, high=1.2),
        Spread(key="m1.cost_per_year", low=70_000, high=90_000),
        Spread(key="own.kapa", low=0.5, high=0.6),
        Spread(key="m1.name", low=0.5, high=0.6),
        Spread(key="own.rate_1", low=0.02, high=0.05),
        Spread(key="m1.typed_rate", low=0.1, high=0.2),
        Spread(key="own.catch_up", low=0.9, high=0.99),
        Spread(key="own.catch_up", low=0.9, high=0.99),
    ]
    with pytest.raises(InputError) as error:
        response(CASE, spreads)
    text = str(error.value)
    for part in (
        "høy verdi 0.6 er under lav verdi 0.7",
        "own.kappa, høy: 1.2 kan ikke brukes. Skriv et tall fra 0 til 1.",
        "mest sannsynlig verdi 60000 ligger utenfor 70000–90000",
        "own.kapa: finnes ikke. Mente du «own.kappa»?",
        "m1.name: er tekst",
        "own.rate_1: kan ikke ha lav og høy verdi",
        "m1.typed_rate: mest sannsynlig verdi mangler",
        "own.catch_up: er oppgitt 2 ganger",
    ):
        assert part in text
    assert len(error.value.problems) == 8


def test_a_spread_may_not_reach_where_the_measure_falls_out() -> None:
    with pytest.raises(InputError, match=r"faller et tiltak ut\. m1 .*passer ikke med grunnutfallet"):
        response(CASE, [Spread(key="m1.base_outcome", low=0.4, high=0.55), Spread(key="m1.outcome", low=0.5, high=0.7)])


def test_questions_that_cannot_be_answered_are_told_at_once() -> None:
    model: Response = response(CASE, [VALUE])
    with pytest.raises(InputError) as error:
        model.net(np.ones((3, 2)), view="fylket", years=0, block="m9")
    assert len(error.value.problems) == 4
    with pytest.raises(InputError, match="er ikke i resultatet"):
        simulate(CASE, [VALUE], draws=10).chance_by("kommune", 4)
    with pytest.raises(InputError, match="trekk kan ikke brukes"):
        simulate(CASE, [VALUE], draws=0)
