"""Measures whose participants overlap: the formula beside a count of every individual, and one outcome per person."""

import tomllib
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import PAIRS, Case, Measure
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.portfolio import overlap

TABLES = tomllib.loads((Path(__file__).parents[1] / "cases" / "portfolio.toml").read_text("utf-8"))
PEOPLE = TABLES["people"]
Table = dict[str, Any]


def named(table: Table) -> str:
    """Return the case's name for the list of tests."""
    return str(table["name"])


def saved_by_count(table: Table) -> Fraction:
    """Count who is saved: every kind of individual, by luck without and in each measure, one by one."""
    measures = table["measures"]
    kinds = list(product(range(table["of"]), *(range(measure["out_of"]) for measure in measures)))
    total = Fraction(0)
    takers = [({at}, measure["only"]) for at, measure in enumerate(measures)]
    for takes_part_in, persons in [*takers, (set(range(len(measures))), table["all"])]:
        saved = 0
        for without, *luck in kinds:
            fails = without >= table["anyway"]
            saved += fails and any(luck[at] < measures[at]["saves"] for at in takes_part_in)
        total += Fraction(persons * saved, len(kinds))
    return total


def measures_of(table: Table) -> list[Measure]:
    """Return the case's measures: the same age and outcome, so that every success is worth the same."""
    base = table["anyway"] / table["of"]
    return [
        Measure(
            group="vgs_frafall",
            base_outcome=base,
            outcome=base + (1 - base) * each["saves"] / each["out_of"],
            evidence_grade=1,
            intake=[each["only"] + table["all"]],
            overlap=table["all"] / (each["only"] + table["all"]),
        )
        for each in table["measures"]
    ]


@pytest.mark.parametrize("table", PEOPLE, ids=named)
def test_those_who_are_saved_are_as_many_as_a_count_of_every_individual_gives(table: Table) -> None:
    assert saved_by_count(table) == table["saved"]
    together = run(Case(measures=measures_of(table))).block(TOGETHER)
    assert together.single("persons") == pytest.approx(table["saved"], rel=1e-12)


@pytest.mark.parametrize("table", PEOPLE, ids=named)
def test_the_gain_together_is_that_of_as_many_successes_in_one_measure(table: Table) -> None:
    together = run(Case(measures=measures_of(table))).block(TOGETHER)
    one = Measure(group="vgs_frafall", typed_rate=1.0, base_outcome=0.0, evidence_grade=1, intake=[table["saved"]])
    alone = run(Case(measures=[one])).block("m1")
    for name in ("level_gross", "level_cashable"):
        np.testing.assert_allclose(together[name], alone[name], rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("table", PEOPLE, ids=named)
def test_the_joint_rate_is_the_designs_formula(table: Table) -> None:
    base = table["anyway"] / table["of"]
    q = [each["saves"] / each["out_of"] for each in table["measures"]]
    found = overlap([(1 - base) * each for each in q], [base] * len(q), [1.0] * len(q))
    assert found.single("overlap_joint") == pytest.approx((1 - base) * (1 - prod(1 - each for each in q)), rel=1e-12)


def test_the_cost_is_not_reduced_by_overlap() -> None:
    several = [
        Measure(
            group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=1e5, duration=1, overlap=w
        )
        for w in (0.0, 1.0, 1.0)
    ]
    result = run(Case(measures=several))
    assert result.row("cost", TOGETHER).sum() == sum(result.row("cost", f"m{n}").sum() for n in (1, 2, 3))


TWO_PAIRS = [
    Measure(name="Los", group="vgs_frafall", pair=pair, base_outcome=0.5, outcome=0.6, intake=[10], overlap=0.5)
    for pair in PAIRS
]


def test_overlapping_measures_that_count_different_outcomes_are_refused_by_name() -> None:
    with pytest.raises(InputError) as caught:
        run(Case(measures=TWO_PAIRS))
    (told,) = caught.value.problems
    assert "m1 (Los): fullfører videregående; m2 (Los): kommer i arbeid eller utdanning" in told
    assert "Velg samme sammenligning" in told


def test_measures_for_different_people_may_count_different_outcomes() -> None:
    apart = run(Case(measures=[replace(measure, overlap=None) for measure in TWO_PAIRS]))
    assert apart.row("gain_present", TOGETHER)[-1, -1] == pytest.approx(
        sum(apart.row("gain_present", owner)[-1, -1] for owner in ("m1", "m2"))
    )
