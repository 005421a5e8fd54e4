"""The checks find what is wrong: each identity is broken in turn, and the violation says which and where."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from utenfor_core.calculation import Result
from utenfor_core.checks import IDENTITIES, violations
from utenfor_core.domain import KOMMUNE, Case, FreeLine, Measure, OwnLine, Place
from utenfor_core.model import compute, run
from utenfor_core.trace import Cells

LINE = OwnLine(level=KOMMUNE, success_rate=0.2, unit_cost=100_000, duration=2, cashable_share=1)
MEASURE = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[10], cost_per_year=50_000, duration=1)
UNSET = FreeLine(level=KOMMUNE, unit_cost=1000, outside=[0.2] * 6, inside=[0.1] * 6)
CASE = Case(measures=[replace(MEASURE, own_lines=[LINE]), replace(MEASURE, overlap=1)], free_lines=[UNSET])


def tampered(change: Callable[[Mapping[tuple[str, str], Cells]], None]) -> list[str]:
    """Return the violations after one array of a right calculation is changed."""
    result = run(CASE)
    trace = {key: cells.copy() for key, cells in result.trace.items()}
    change(trace)
    return violations(Result(place=result.place, frame=result.frame, values=result.values, trace=trace))


def raised(
    block: str, name: str, where: int | tuple[int, int] = (0, 0), by: float = 1.0
) -> Callable[[Mapping[tuple[str, str], Cells]], None]:
    """Return the change that adds to one cell of one row."""

    def change(trace: Mapping[tuple[str, str], Cells]) -> None:
        trace[block, name][where] += by

    return change


def test_a_right_calculation_has_no_violation() -> None:
    assert violations(run(CASE)) == []


def test_an_empty_book_has_no_violation() -> None:
    assert violations(run(Case(place=Place(employer_zone=None)))) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (raised("m1", "level_gross"), "m1: de fem nivåene summerer"),
        (raised("m1", "net", (4, 3)), "visningen «alle»"),
        (raised("m2", "net_sum"), "m2: nåverdien med 0 % rente"),
        (raised("all", "gain_present"), "all: nåverdien av netto"),
        (raised("", "kernel", -1), "uten satt realiserbar andel har en kjerne"),
        (raised("m1", "level_unit_cashable"), "m1: det realiserbare per nivå"),
        (raised("m1", "own_kernel", -1), "m1: en egen linje uten satt"),
        (raised("", "overlap_joint"), "Overlapp: felles suksess"),
        (raised("", "success_effective", (1, 0)), "m2: suksessraten med overlapp"),
        (raised("m1", "net_cashable", (0, 2)), "m1: net_cashable er ikke summen"),
        (raised("all", "accumulated", (2, 5)), "all: accumulated er ikke den løpende summen"),
        (raised("m1", "funder_paid", (0, 0)), "m1: de som betaler, betaler"),
        (raised("m2", "own_cost", (0, 9), -1.0), "m2: en betaler har en negativ kostnad"),
        (raised("all", "level_cashable", (1, 3)), "all: level_cashable er ikke summen av tiltakene"),
        (raised("", "kernel", (0, 0), 5.0), "m1: mer er tatt ut enn det som er spart"),
        (raised("m1", "break_even_rate", (4, 6), 0.1), "m1: suksessraten som gir null"),
        (raised("", "rate_completed", (0, 2), np.nan), "1a Sluttet i videregående"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_identity_is_told_with_its_place(change: Callable[..., None], words: str) -> None:
    assert [text for text in tampered(change) if words in text]


def test_an_own_line_without_a_budget_is_told() -> None:
    frame_values = run(CASE).values
    values = {key: value for key, value in frame_values.items() if key != "m1.own1_level"}
    assert violations(compute(values, frame_values, Place())) == [
        "m1, egen linje 1: budsjettet er ikke valgt, så linja er ikke med. Velg nivå."
    ]


def test_a_missing_year_of_an_index_is_told_with_the_line_and_the_years() -> None:
    values = {key: value for key, value in run(CASE).values.items() if key != "growth.K_2024"}
    found = violations(compute(values, values, Place()))
    assert [text for text in found if "sosialhjelp" in text and "indeks K" in text and "2022 og 2026" in text]


def test_every_identity_is_named_in_the_list() -> None:
    assert len({identity.__name__ for identity in IDENTITIES}) == len(IDENTITIES)
    assert all(identity.__doc__ for identity in IDENTITIES)
