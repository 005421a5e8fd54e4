"""Filled-in books as a municipality hands them over to be told of: calculated, with the plan's words written."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbooks.filled import GROUPS, RICH
from utenfor_core.challenge_picture import neet_for_exclusion
from utenfor_core.counties import unit
from utenfor_core.domain import INTAKES, Value
from utenfor_core.model import compute
from utenfor_core.places import place_of
from workbook_templates.languages import frame_in
from workbook_templates.page import FreeText
from workbook_templates.workbook import delivered_case, write_workbook

SMALL = "Hemmelig tiltak"
WRITTEN: Mapping[str, Value] = {
    "plan.answer_1": "For mange faller fra.\nDet koster dem mest.",
    "plan.covering_m2": "Tas fra rammen til Nav.",
    "plan.law_m2": "Kan-oppgave.",
    "plan.stop_m2": "=STOPP(1) når <færre> enn 8 & 9 lykkes {{ kommune.navn }}",
    "plan.ready_1": "Vedtak i kommunestyret",
    "plan.phase_status_1": "i gang",
    "m2.positions": 1.5,
}
FEW: Mapping[str, Value] = {
    **{f"m1.intake_{year}": None for year in range(INTAKES)},
    "m1.intake_1": 3.0,
    "m1.name": SMALL,
}
"""The first measure for three participants, with a name to look for."""
ACTIONS: Mapping[tuple[int, int], FreeText] = {(0, 0): "Legg fram bildet", (0, 2): "Kari"}


def rich_values(language: str, changed: Mapping[str, Value] | None = None) -> dict[str, Value]:
    """The rich case with the plan's words, in a book of a language."""
    labels = frame_in(language).groups.labels
    groups: dict[str, Value] = {key: labels[at] for key, at in GROUPS.items()}
    return {**RICH, **groups, **WRITTEN, **(changed or {})}


def finished_book(path: Path, number: str, changed: Mapping[str, Value], language: str = "nb") -> Path:
    """Write a municipality's or a county's book with some inputs changed (None empties one), calculated."""
    frame, municipality = frame_in(language), unit(number)
    delivered = frame.delivered(delivered_case(municipality, language))
    values = {key: value for key, value in {**delivered, **changed}.items() if value is not None}
    counts = [None if count is None else float(count) for count in neet_for_exclusion(number).counts]
    result = compute(values, delivered, place_of(municipality), (counts[0], counts[1]), frame)
    write_workbook(municipality, result, path, language=language, texts={"handlinger": ACTIONS})
    return path


@cache
def sheets_of(path: Path) -> Workbook:
    """Open a book, once, for the values its cells show."""
    return load_workbook(path, data_only=True)


def amounts_beside(sheet: Worksheet, label: str, first: int, count: int, nth: int = 0) -> list[float]:
    """The numbers beside the nth cell of the first column with a label, from a column on (1 is A)."""
    found = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label]
    return [float(str(sheet.cell(found[nth], column).value)) for column in range(first, first + count)]
