"""What a filled-in book calls its measures where they matter most, and what its plan sums beside the years."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbooks.filled import GROUPS, RICH, calculated, filled
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import find
from workbook_templates import positions as at
from workbook_templates.sheets.plan_lines import FULL_YEAR, POSITIONS
from workbook_templates.sheets.uncertainty_sentences import SWING_LINE
from workbook_templates.workbook import write_workbook


def test_measures_are_called_by_name_and_the_plan_sums_man_years_and_whole_years(tmp_path: Path) -> None:
    labels = built_in_frame().groups.labels
    staff = {"m1.positions": 1.5, "m2.positions": 2.0}
    values = filled("1804", {**RICH, **{key: labels[one] for key, one in GROUPS.items()}, **staff}).values
    path = tmp_path / "bok.xlsx"
    write_workbook(find("1804").municipality, calculated("1804", values), path)
    book = load_workbook(path, data_only=True)
    said = str(book[at.UNCERTAINTY].cell(SWING_LINE + 1, 1).value)
    assert any(name in said for name in ("Oppfølging", "Jobb", "innsats"))
    plan = book[at.PLAN]
    _, lines = at.plan_lines()
    first = lines["kostnad_m1"] + 1
    total = next(row for row in range(first, first + 20) if plan.cell(row, 1).value == "Sum kostnad")
    assert plan.cell(total, POSITIONS + 1).value == pytest.approx(sum(staff.values()))
    below = [float(str(plan.cell(row, FULL_YEAR + 1).value)) for row in range(first, total)]
    assert plan.cell(total, FULL_YEAR + 1).value == pytest.approx(sum(below))
