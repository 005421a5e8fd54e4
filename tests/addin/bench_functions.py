"""How long the functions take beside a bare NumPy evaluation of the same sum: ratios, printed and not judged."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from timeit import repeat

import numpy as np
import pytest

from addin.functions import utenfor_payback, utenfor_savings
from addin.unit_savings import accumulated, factors, unit_flows

ROWS = 10_000
IMPORTS = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"


def fastest(task: Callable[[], object], number: int) -> float:
    """Return seconds of the fastest of five rounds, per call."""
    return min(repeat(task, number=number, repeat=5)) / number


def import_time(repository: Path, name: str) -> float:
    """Return seconds to import a module in a process of its own."""
    command = [sys.executable, "-c", IMPORTS.format(name)]
    return float(subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout)


@pytest.mark.bench
def test_a_single_cell_beside_bare_numpy() -> None:
    flow, discount = unit_flows("vgs_frafall", "forsiktig")[2, 5], factors(None)
    bare = fastest(lambda: 80 * 0.1 * (flow @ discount), 1000)
    remembered = fastest(lambda: utenfor_savings("vgs_frafall", 80, 0.1), 1000)
    counts = iter(range(1, 100_000))
    new = fastest(lambda: utenfor_savings("vgs_frafall", next(counts), 0.1), 1000)
    print(
        f"\none cell: bare NumPy {bare * 1e6:.1f} µs, again {remembered / bare:.1f} ×, new {new / bare:.1f} ×"
    )  # a bench prints


@pytest.mark.bench
def test_ten_thousand_rows_beside_bare_numpy() -> None:
    draw = np.random.default_rng(1804)
    count, rate = draw.uniform(1, 200, ROWS), draw.uniform(0, 0.3, ROWS)
    age = draw.integers(16, 21, ROWS)
    flows, discount = unit_flows("vgs_frafall", "forsiktig")[:, 5], factors(None)
    lists = [[[cell] for cell in column.tolist()] for column in (count, rate, age)]
    bare = fastest(lambda: count * rate * (flows[age - 16] @ discount), 10)
    arrays = fastest(lambda: utenfor_savings("vgs_frafall", count, rate, None, None, None, age.astype(float)), 10)
    cells = fastest(lambda: utenfor_savings([["vgs_frafall"]], lists[0], lists[1], None, None, None, lists[2]), 10)
    groups = [["vgs_frafall"]] * ROWS
    texts = fastest(lambda: utenfor_savings(groups, lists[0], lists[1]), 10)
    paths = fastest(lambda: utenfor_payback("vgs_frafall", count, rate, 7500), 3)
    shares = f"arrays {arrays / bare:.1f} ×, lists {cells / bare:.1f} ×, a column of groups {texts / bare:.1f} ×"
    print(f"\n{ROWS} rows: bare NumPy {bare * 1e3:.2f} ms, {shares}, payback {paths / bare:.1f} ×")  # a bench prints


@pytest.mark.bench
def test_the_first_call_of_a_group_beside_the_next(repository: Path) -> None:
    unit_flows.cache_clear()
    accumulated.cache_clear()
    first = min(repeat(lambda: unit_flows("lavinntekt_innvandrerforeldre", "midtanslag"), number=1, repeat=1))
    seconds = [import_time(repository, name) for name in ("numpy", "addin.functions")]
    imports = f"import of addin.functions {seconds[1] / seconds[0]:.1f} × that of numpy"
    print(f"\nfirst call of a group: {first * 1e3:.0f} ms; {imports}")  # a bench prints
