"""How collecting goes with one and two processes, and what the national run adds to a bare loop; printed as ratios."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.utenfor.network_books import BODO
from utenfor.collect import Asking, collect
from utenfor.many import Workers
from utenfor.national_run.order import everyone, national_order, read_measure
from utenfor.national_run.parts import run_nationally
from utenfor.national_run.task import NationalTask, national_rows

BOOKS = 12
MUNICIPALITIES = 12


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@pytest.mark.bench
def test_the_gain_of_two_processes_in_collecting_is_printed(network_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bøker"
    folder.mkdir()
    for number in range(BOOKS):
        shutil.copy(network_folder / BODO, folder / f"{number:02}.xlsx")
    one, two = (
        _seconds(lambda jobs=jobs: collect(folder, tmp_path / str(jobs), Workers(jobs=jobs), Asking()))  # type: ignore[misc]  # a lambda's default
        for jobs in (1, 2)
    )
    print(f"\n{BOOKS} books: {BOOKS / one:.2f} a second in one process, two are {one / two:.2f} times as fast")
    print(f"({os.cpu_count()} cores; two processes must start first)")


@pytest.mark.bench
def test_the_ratio_of_the_national_run_to_a_bare_loop_is_printed(tmp_path: Path) -> None:
    order = national_order(measure=read_measure(None), groups=["vgs_frafall"], presets=["forsiktig"], draws=100_000)
    numbers = everyone()[:MUNICIPALITIES]
    national_rows(NationalTask(number=numbers[0], order=order))  # what is read and drawn once is ready for both
    bare = _seconds(lambda: [national_rows(NationalTask(number=number, order=order)) for number in numbers])
    run = _seconds(lambda: run_nationally(order, numbers, tmp_path, Workers()))
    print(f"\n{bare / MUNICIPALITIES:.2f} s a municipality, group and preset at 100 000 draws in a bare loop")
    print(f"with parts, tables and manifest {run / bare:.2f} times that")
