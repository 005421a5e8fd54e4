"""A case that cannot be read is refused in words, never by Python's own errors."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from utenfor_core.domain import Case, FreeLine, Funder, Measure, OwnLine, Place
from utenfor_core.errors import InputError
from utenfor_core.model import run

MEASURE = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[5], cost_per_year=1e5, duration=1)


def refused(case: Case) -> tuple[str, ...]:
    """Return the problems a case is refused with."""
    with pytest.raises(InputError) as error:
        run(case)
    return error.value.problems


def changed(**what: Any) -> Case:  # noqa: ANN401  # anything at all may be typed
    """Return a case whose one measure has something changed."""
    return Case(measures=[replace(MEASURE, **what)])


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (changed(intake=20), "m1.intake: 20 er ikke en liste. Skriv hakeparenteser, som [20]."),
        (changed(intake="20"), "m1.intake: '20' er ikke en liste."),
        (changed(age=[18]), "m1.age: [18] er ikke ett tall eller én tekst."),
        (changed(group={"vgs_frafall"}), "m1.group: {'vgs_frafall'} er ikke ett tall"),
        (changed(funders=Funder()), "m1.funders: Funder("),
        (changed(own_lines=[OwnLine(), "fosterhjem"]), "m1.own2: 'fosterhjem' kan ikke brukes her. Skriv OwnLine(…)."),
        (Case(measures=MEASURE), "measures: Measure("),  # type: ignore[arg-type]  # what is to be told
        (Case(free_lines=[FreeLine(inside=0.2)]), "free1.inside: 0.2 er ikke en liste."),  # type: ignore[arg-type]  # as above
        (Case(own_values=0.4), "own_values: 0.4 er ikke navn med verdier."),  # type: ignore[arg-type]  # as above
        (Case(place="Bodø"), "place: 'Bodø' er ikke et sted."),  # type: ignore[arg-type]  # as above
    ],
)
def test_a_case_that_cannot_be_read_is_told_with_its_place(case: Case, told: str) -> None:
    (problem,) = refused(case)
    assert problem.startswith(told)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place(population_share=12.9), "place.population_share: «12.9»"),
        (Place(population=-1), "place.population: «-1»"),
        (Place(reduced_tax_zone="ja"), "place.reduced_tax_zone: «ja»"),  # type: ignore[arg-type]  # what is to be told
        (Place(own_levels=frozenset({"bydel"})), "place.own_levels:"),
        (Place(own_levels=frozenset()), "place.own_levels:"),
    ],
)
def test_an_odd_place_is_told_together_with_the_cells(place: Place, told: str) -> None:
    problems = refused(Case(place=place, flat_rate=2.0))
    assert [text.partition(":")[0] for text in problems] == [told.partition(":")[0], "place.flat_rate"]
    assert problems[0].startswith(told)


def test_everything_that_cannot_be_read_is_told_at_once() -> None:
    problems = refused(Case(measures=[replace(MEASURE, intake=20), 3], own_values=[]))  # type: ignore[arg-type, list-item]  # what is to be told
    assert [text.partition(":")[0] for text in problems] == ["m1.intake", "m2", "own_values"]


def test_numbers_and_arrays_of_numpy_are_taken_as_numbers() -> None:
    typed: list[dict[str, Any]] = [{"age": np.int64(18), "intake": np.array([5, 6])}, {"age": 18, "intake": [5, 6]}]
    one, other = (run(changed(**what)).row("net_present", "all") for what in typed)
    np.testing.assert_array_equal(one, other)


def test_what_is_wrong_in_a_cell_is_not_told_again_as_missing() -> None:
    problems = refused(changed(outcome="60 %", age=40, intake=[-1]))
    assert [text.partition(" ")[0] for text in problems] == ["m1.outcome:", "m1.intake_0:", "m1"]
    assert "alderen 40" in problems[-1]


def test_an_own_line_without_a_budget_and_with_words_for_kroner_is_told_by_its_kroner() -> None:
    line: dict[str, Any] = {"success_rate": 0.1, "unit_cost": "mye"}
    assert [text.partition(":")[0] for text in refused(changed(own_lines=[OwnLine(**line)]))] == ["m1.own1_unit_cost"]
