"""How long the functions take beside a bare NumPy evaluation of the same sum: ratios, printed and not judged."""

import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import process_time
from timeit import repeat

import numpy as np
import pytest

from addin import com
from addin.functions import utenfor_chance, utenfor_payback, utenfor_savings
from addin.unit_savings import accumulated, factors, unit_flows
from utenfor_core.uncertainty.sampling import pert_chance

ROWS = 10_000
ROUNDS = 9
COST = 7500.0
IMPORTS = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"


def fastest(task: Callable[[], object], number: int) -> float:
    """Return seconds of processor time of the fastest of some rounds, per call."""
    return min(repeat(task, number=number, repeat=ROUNDS, timer=process_time)) / number


def import_time(repository: Path, name: str) -> float:
    """Return seconds to import a module in a process of its own."""
    command = [sys.executable, "-c", IMPORTS.format(name)]
    return float(subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout)


@pytest.mark.bench
def test_a_single_cell_beside_bare_numpy() -> None:
    flow, discount = unit_flows("vgs_frafall", "forsiktig")[2, 5], factors(None)
    bare = fastest(lambda: 80 * 0.1 * (flow @ discount), 1000)
    remembered = fastest(lambda: utenfor_savings("vgs_frafall", 80.0, 0.1), 1000)
    counts, rows = (map(float, count(1)) for _ in range(2))
    new = fastest(lambda: utenfor_savings("vgs_frafall", next(counts), 0.1), 1000)
    over_com = fastest(lambda: vars(com)["UTENFOR_NET"]([["vgs_frafall"]], [[next(rows)]], [[0.1]], [[7500.0]]), 1000)
    shares = f"again {remembered / bare:.1f} ×, new {new / bare:.1f} ×, new over COM {over_com / bare:.1f} ×"
    print(f"\none cell: bare NumPy {bare * 1e6:.1f} µs, {shares}")  # a bench prints


@pytest.mark.bench
def test_ten_thousand_rows_beside_bare_numpy() -> None:
    draw = np.random.default_rng(1804)
    people, rate = draw.uniform(1, 200, ROWS), draw.uniform(0, 0.3, ROWS)
    age = draw.integers(16, 21, ROWS)
    flows, discount = unit_flows("vgs_frafall", "forsiktig")[:, 5], factors(None)
    lists = [[[cell] for cell in column.tolist()] for column in (people, rate, age)]
    bare = fastest(lambda: people * rate * (flows[age - 16] @ discount), 10)
    arrays = fastest(lambda: utenfor_savings("vgs_frafall", people, rate, None, None, None, age.astype(float)), 10)
    cells = fastest(lambda: utenfor_savings([["vgs_frafall"]], lists[0], lists[1], None, None, None, lists[2]), 10)
    groups = [["vgs_frafall"]] * ROWS
    texts = fastest(lambda: utenfor_savings(groups, lists[0], lists[1]), 10)
    shares = f"arrays {arrays / bare:.1f} ×, lists {cells / bare:.1f} ×, a column of groups {texts / bare:.1f} ×"
    print(f"\n{ROWS} rows: bare NumPy {bare * 1e3:.2f} ms, {shares}")  # a bench prints


@pytest.mark.bench
def test_ten_thousand_paybacks_and_chances_beside_bare_numpy() -> None:
    draw = np.random.default_rng(1804)
    people, rate = draw.uniform(1, 200, ROWS), draw.uniform(0, 0.3, ROWS)
    flow = unit_flows("vgs_frafall", "forsiktig")[2, 5]

    def bare_payback() -> object:
        net = (people * rate)[:, None] * np.cumsum(flow) - (people * COST)[:, None]
        return ((net < 0) * (np.arange(net.shape[1]) + 1)).max(axis=1)

    def bare_chance() -> object:
        return 1 - pert_chance(COST / flow.sum(), 0.0, rate, 0.3)

    pairs = [
        (bare_payback, lambda: utenfor_payback("vgs_frafall", people, rate, COST)),
        (bare_chance, lambda: utenfor_chance("vgs_frafall", people, 0.0, rate, 0.3, COST)),
    ]
    payback, chance = (fastest(function, 3) / fastest(bare, 3) for bare, function in pairs)
    print(f"\n{ROWS} rows: payback {payback:.1f} ×, chance {chance:.1f} × the bare evaluation")  # a bench prints


@pytest.mark.bench
def test_the_first_call_of_a_group_beside_the_next(repository: Path) -> None:
    unit_flows.cache_clear()
    accumulated.cache_clear()
    first = min(repeat(lambda: unit_flows("lavinntekt_innvandrerforeldre", "midtanslag"), number=1, repeat=1))
    numpy, both = (
        min(import_time(repository, names) for _ in range(ROUNDS)) for names in ("numpy", "numpy, addin.functions")
    )
    imports = f"import of addin.functions {1e3 * (both - numpy):.0f} ms more than numpy's {1e3 * numpy:.0f} ms"
    print(f"\nfirst call of a group: {first * 1e3:.0f} ms; {imports}")  # a bench prints
