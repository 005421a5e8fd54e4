"""How long mean and chance of 100 000 draws take beside the bare product of the same shapes, in one run; printed."""

import time
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from tests.cases.reference_case import MUNICIPALITY
from utenfor_core.municipalities import find
from utenfor_core.uncertainty import Response, Spread, built_in_spreads, draws, response
from utenfor_core.uncertainty.simulation import of_values
from utenfor_core.uncertainty.tally import Tally
from workbook_templates.workbook import delivered_case

DRAWS = 100_000
FEWER = 10_000
"""Enough for several pieces where the most memory is found; tracing is slow."""

ROUNDS = 2
MEGABYTE = 2**20
LINEAR = [
    Spread(key="m1.outcome", low=0.55, high=0.7),
    Spread(key="own.kappa", low=0.4, high=0.7),
    Spread(key="m1.cost_per_year", low=6_000, high=10_000),
    Spread(key="own.unit_ufore", low=330_000, high=420_000),
    Spread(key="own.k_sosialhjelp", low=0.5, high=1.0),
]


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _coefficients(model: Response, flows: np.ndarray) -> np.ndarray:
    """Return what makes every output of flows (terms, holders, 2, years): (terms, cells)."""
    adds = model.blocks["all"].adds
    return np.asarray(np.einsum("oh,khwt->kwot", adds, flows, optimize=True)).reshape(len(flows), -1)


def _bare(tally: Tally, model: Response) -> None:
    """One matrix product and one comparison of the shapes that the simulation has, piece by piece."""
    growing = model.blocks["all"].growing
    coefficients = np.concatenate([tally.accumulating, *(_coefficients(model, flows) for flows in growing.values())])
    terms, cells = coefficients.shape
    step = tally.step
    one, room, mask = np.ones((step, terms)), np.empty((step, cells)), np.empty((step, cells), dtype=bool)
    for start in range(0, DRAWS, step):
        size = min(step, DRAWS - start)
        np.matmul(one[:size], coefficients, out=room[:size])
        np.greater_equal(room[:size], 0.0, out=mask[:size])


def _report(name: str, model: Response) -> None:
    start = time.perf_counter()
    values = draws(model.spreads, DRAWS, seed=1)
    drawing = time.perf_counter() - start
    tally = Tally.empty(model, model.blocks["all"], 0.0)
    bare = _seconds(lambda: _bare(tally, model))
    whole = _seconds(lambda: of_values(model, values, asked=[]))
    usual = _seconds(lambda: of_values(model, values))
    tracemalloc.start()
    of_values(model, values[:FEWER], asked=[])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"\n{name}: {len(values)} draws, {len(tally.accumulating)} terms at once, {tally.step} draws in a piece")
    print(f"drawing {drawing:.2f} s; product and comparison {bare:.2f} s; mean and chance {whole:.2f} s")
    print(f"ratio {whole / bare:.2f}; percentiles of the usual outputs besides {usual - whole:.2f} s")
    print(f"most memory at once {peak / MEGABYTE:.0f} MB")


@pytest.mark.bench
def test_the_ratio_to_the_bare_product_is_printed() -> None:
    case = delivered_case(find(MUNICIPALITY).municipality)
    linear = response(case, LINEAR)
    _report("success, values and cost", linear)
    _report("what the parameter files know", response(case, built_in_spreads(linear.result)))
    _report("persistence too", response(case, [*LINEAR, Spread(key="own.catch_up", low=0.9, high=1.0)]))
    _report("real growth too", response(case, [*LINEAR, Spread(key="own.growth", low=0.0, high=0.02)]))
    assert linear.keys
