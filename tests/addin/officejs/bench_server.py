"""How many calls the Office.js server takes on loopback, and how long they wait: printed, not judged."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx
import pytest

from addin.officejs.calculations import CALL
from tests.addin.officejs.running import Running, as_excel_posts, running

CALLS = 400
ROWS = 1_000
CALLERS = (1, 4, 8)
HUNDREDTHS = 100
MEDIAN, NEAR_WORST = 49, 98
"""Places of p50 and p99 among the 99 cuts into hundredths."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of its own, so that nothing is remembered from other tests."""
    with running(tmp_path_factory.mktemp("bench")) as started:
        yield started


def single(number: int) -> dict[str, object]:
    """Return a call on single cells that no call before it has made."""
    return as_excel_posts("UTENFOR_SAVINGS", "vgs_frafall", number + 1, 0.1, "kommune")


def column(number: int) -> dict[str, object]:
    """Return a call on a column of a thousand rows that no call before it has made."""
    counts = [[float(number * ROWS + row + 1)] for row in range(ROWS)]
    return as_excel_posts("UTENFOR_SAVINGS", "vgs_frafall", counts, 0.1, "kommune")


def seconds_of(client: httpx.Client, body: dict[str, object]) -> float:
    """Return how long one call takes, from the first byte sent to the last received."""
    start = time.perf_counter()
    answer = client.post(CALL, json=body)
    taken = time.perf_counter() - start
    assert answer.status_code == httpx.codes.OK
    return taken


@pytest.mark.bench
@pytest.mark.parametrize(("what", "make", "calls"), [("one cell", single, CALLS), ("1 000 rows", column, CALLS // 4)])
def test_calls_on_loopback(server: Running, what: str, make: Callable[[int], dict[str, object]], calls: int) -> None:
    with server.client() as client:
        seconds_of(client, make(len(CALLERS) * calls))
        for order, callers in enumerate(CALLERS):
            bodies = [make(order * calls + number) for number in range(calls)]
            start = time.perf_counter()
            with ThreadPoolExecutor(callers) as pool:
                times = list(pool.map(partial(seconds_of, client), bodies))
            whole = time.perf_counter() - start
            cuts = statistics.quantiles(times, n=HUNDREDTHS)
            print(
                f"\n{what}, {callers} at a time: p50 {cuts[MEDIAN] * 1e3:.1f} ms, p99 {cuts[NEAR_WORST] * 1e3:.1f} ms, "
                f"{calls / whole:.0f} calls a second"
            )


@pytest.mark.bench
def test_the_start_of_the_server(tmp_path: Path) -> None:
    start = time.perf_counter()
    with running(tmp_path):
        print(f"\nthe server answers after {time.perf_counter() - start:.1f} s")
