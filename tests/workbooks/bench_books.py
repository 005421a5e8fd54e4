"""How long a workbook takes, beside a plain openpyxl writer of the same cells, in one run; printed, not judged."""

import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.workbooks.reading import formula_cells
from utenfor_core.municipalities import find
from workbook_templates.workbook import build_workbook, calculate, laid

ROUNDS = 3


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.mark.bench
def test_the_time_of_a_workbook_is_printed(tmp_path: Path) -> None:
    municipality = find("1804").municipality
    target = tmp_path / "bok.xlsx"
    start = time.perf_counter()
    laid()
    once = time.perf_counter() - start
    core = _seconds(lambda: calculate(municipality))
    whole = _seconds(lambda: build_workbook(municipality, target))
    cells = formula_cells(target)

    def plain() -> None:
        book = openpyxl.Workbook(write_only=True)
        sheets = {name: book.create_sheet(name) for name in dict.fromkeys(cell.sheet for cell in cells)}
        for cell in cells:
            sheets[cell.sheet].append([f"={cell.formula}"])
        book.save(tmp_path / "plain.xlsx")

    beside = _seconds(plain)
    size = target.stat().st_size
    print(f"\nlaid once for a process {once:.2f} s; core {core:.3f} s; a workbook {whole:.2f} s")
    print(f"openpyxl, the same formulas and no values: {beside:.2f} s; ratio {whole / beside:.2f}")
    print(f"{len(cells)} formulas, {size} bytes, {size / len(cells):.1f} bytes a formula")
    assert cells
