"""The box for Excel 365 on `Om modellen`: one name that holds a function, and the one cell that calls it.

The only cell of the book that other spreadsheets cannot calculate; nothing depends on it.
"""

from typing import Final

from xlsxwriter.utility import xl_range_abs

from utenfor_core.domain import LEVELS
from workbook_templates import positions as at
from workbook_templates.example import example_measure
from workbook_templates.page import Page
from workbook_templates.sheets.groups import TOTAL
from workbook_templates.sheets.wrapping import write_lines

NAME: Final = "UTENFOR_BESPARELSE"
"""Never a name of the add-in's: a name in the book and a function of Python that share one make both stop."""
ACROSS: Final = 185


def write(page: Page, line: int, last_column: int) -> int:
    """Write the box, define the name and call it once; the next free line comes back."""
    words, result = page.words, page.context.result
    page.heading(line, "about.box", last_column)
    line = write_lines(page, line + 1, words("about.box_about"), ACROSS)
    measure = example_measure()
    groups = list(result.frame.group_labels)
    group = groups.index(str(measure.group)) + 1
    persons, rate = float(measure.intake[0] or 0), _difference(measure.outcome, measure.base_outcome)
    for below, (key, value, unit) in enumerate(
        (("persons", persons, "antall"), ("rate", rate, "sats"), ("group", float(group), "nummer"))
    ):
        page.write(line + below, 0, words(f"about.box_{key}"), "label")
        page.number(line + below, 1, value, unit)
    total = float(result.row("group_saving")[group - 1, : len(LEVELS)].sum())
    cells = [f"$B${line + below + 1}" for below in range(3)]
    page.write(line + 3, 0, words("about.box_answer"), "label")
    formula = f"={NAME}({','.join(cells)})"
    style = page.styles("total", "kr")
    page.sheet.write_dynamic_array_formula(line + 3, 1, line + 3, 1, formula, style, persons * rate * total)
    page.context.units[page.name, line + 4, 2] = "kr"
    page.context.workbook.define_name(NAME, _function(len(groups)))
    return write_lines(page, line + 4, words("about.box_note", name=NAME), ACROSS)


def _difference(outcome: float | None, base: float | None) -> float:
    return float(outcome or 0) - float(base or 0)


def _function(groups: int) -> str:
    """Return the function: persons · rate · what one success of the group saves all budgets, from `Målgrupper`."""
    first = at.group_lines(groups)["saving"]
    saving = f"'{at.GROUPS}'!{xl_range_abs(first, TOTAL, first + groups - 1, TOTAL)}"
    return f"=_xlfn.LAMBDA(_xlpm.antall,_xlpm.rate,_xlpm.gruppe,_xlpm.antall*_xlpm.rate*INDEX({saving},_xlpm.gruppe))"
