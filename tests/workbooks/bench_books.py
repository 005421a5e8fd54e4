"""How long a workbook takes, beside a plain openpyxl writer of the same cells, in one run; printed, not judged."""

import resource
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import WriteOnlyCell

from tests.workbooks.reading import formula_cells
from utenfor_core.municipalities import find
from workbook_templates.generator import build_workbooks, chosen_municipalities
from workbook_templates.workbook import build_workbook, calculate, laid, write_workbook

ROUNDS = 5
SAMPLE = 12
"""Workbooks made with two processes; the time for all is reckoned from them."""
EVERYONE = 357
Rows = dict[str, list[list[tuple[int, Any, int]]]]
"""A sheet's rows: column, value or formula, and the number of its style."""
LOOKS = ("font", "fill", "border", "alignment", "protection", "number_format")


def _seconds(work: Callable[[], object]) -> float:
    """Return the shortest processor time of some rounds: other work on the machine is not counted."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def _read(path: Path) -> tuple[Rows, dict[int, Any]]:
    """Return every cell of a workbook by sheet and row, and one cell that carries each style."""
    rows: Rows = {}
    looks: dict[int, Any] = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        rows[sheet.title] = []
        for line in sheet.iter_rows():
            kept = [cell for cell in line if cell.value is not None or cell.has_style]
            for cell in kept:
                looks.setdefault(cell.style_id, cell)
            rows[sheet.title].append([(int(cell.column or 0), cell.value, cell.style_id) for cell in kept])
    return rows, looks


def _written(cells: Sequence[tuple[int, Any, int]], sheet: Any, styles: dict[int, Any]) -> Iterable[object]:  # noqa: ANN401 - openpyxl ships no types
    column = 0
    for at, value, style in cells:
        yield from [None] * (at - column - 1)
        column = at
        cell: Any = WriteOnlyCell(sheet, value)
        cell._style = styles[style]  # noqa: SLF001 - the fastest way it has to give a cell a style
        yield cell


def _with_openpyxl(rows: Rows, looks: dict[int, Any], target: Path) -> None:
    """Write the same cells with the same formulas, constants and styles; openpyxl cannot write a formula's value."""
    book = openpyxl.Workbook(write_only=True)
    styles: dict[int, Any] = {}
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        if not styles:
            for number, look in looks.items():
                cell: Any = WriteOnlyCell(sheet)
                for part in LOOKS:
                    setattr(cell, part, getattr(look, part).__copy__() if part != LOOKS[-1] else look.number_format)
                styles[number] = cell._style  # noqa: SLF001 - as above
        for line in lines:
            sheet.append(_written(line, sheet, styles))
    book.save(target)


@pytest.mark.bench
def test_the_time_of_a_workbook_is_printed(tmp_path: Path) -> None:
    municipality = find("1804").municipality
    target = tmp_path / "bok.xlsx"
    start = time.process_time()
    laid()
    once = time.process_time() - start
    core = _seconds(lambda: calculate(municipality))
    result = calculate(municipality)
    written = _seconds(lambda: write_workbook(municipality, result, target))
    whole = _seconds(lambda: build_workbook(municipality, target))
    rows, looks = _read(target)
    beside = _seconds(lambda: _with_openpyxl(rows, looks, tmp_path / "plain.xlsx"))
    formulas, size = len(formula_cells(target)), target.stat().st_size
    cells = sum(len(line) for lines in rows.values() for line in lines)
    print(f"\nlaid once for a process {once:.2f} s; the core {core:.3f} s; a workbook {whole:.2f} s of processor time")
    print(f"writing {cells} cells: {written:.2f} s, values, charts, checks and all")
    print(f"openpyxl, the same cells and styles, no values of formulas: {beside:.2f} s; ratio {written / beside:.2f}")
    print(f"{formulas} formulas, {size} bytes, {size / formulas:.1f} bytes a formula")
    assert formulas


@pytest.mark.bench
def test_the_time_for_all_municipalities_is_reckoned_from_a_sample(tmp_path: Path) -> None:
    two, many = (_processor_time_of(count, tmp_path / str(count)) for count in (2, SAMPLE))
    each = (many - two) / (SAMPLE - 2)
    everyone = (two + each * (EVERYONE - 2)) / 2
    size = sum(path.stat().st_size for path in (tmp_path / str(SAMPLE)).glob("*.xlsx"))
    print(f"\ntwo processes: {two / 2:.1f} s to start one and make its first workbook, {each:.2f} s for each after it")
    print(f"{EVERYONE} workbooks, reckoned from {SAMPLE}: {everyone / 60:.1f} minutes on two free processors, ", end="")
    print(f"{size / SAMPLE * EVERYONE / 1000 / 1000:.0f} MB")
    assert 0 < each < many


def _processor_time_of(count: int, folder: Path) -> float:
    """Make some workbooks with two processes, as different as can be, and return the time of all processors."""
    choice = chosen_municipalities([], everyone=True)
    choice.municipalities = choice.municipalities[:: EVERYONE // count][:count]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = build_workbooks(choice, folder, jobs=2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(report.built) == count
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
