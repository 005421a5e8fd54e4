"""The table of `Resultat` that tells who pays and who gains: budgets down, present values and horizons across."""

from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_range_abs

from utenfor_core.domain import ALL, FYLKE, KOMMUNE, OTHER_FYLKER, OTHER_KOMMUNER, OWN, STAT, VIEWS
from utenfor_core.trace import number
from workbook_templates.page import Page

OTHERS = "andre"
ROWS = (KOMMUNE, FYLKE, STAT, OTHERS, ALL, OWN)
WHOLE, CHOSEN = 6, 5
"""Positions among the horizons: till 67, and the user's own."""

SUMS = ("gain_present", "cost_present", "net_present", "net_present_cashable", "net_sum")
FLOWS = {
    "gain_present": ("level_gross", "", True),
    "cost_present": ("level_cost", "", True),
    "net_present": ("level_gross", "level_cost", True),
    "net_present_cashable": ("level_cashable", "level_cost", True),
    "net_sum": ("level_gross", "level_cost", False),
}
"""What each result is made of: a flow, the flow that is taken off it, and whether it is discounted."""

HEAD_HEIGHT = 48


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelTable:
    """Where the table lies: its first and last line, and how many lines are single budgets."""

    first: int
    last: int
    budgets: int = 4

    def column(self, column: int) -> str:
        """Return the single budgets' cells of a column, fixed."""
        return str(xl_range_abs(self.first, column, self.first + self.budgets - 1, column))


def single_budgets(page: Page, name: str, index: int = WHOLE) -> list[float]:
    """Return a result of the four single lines; what others gain is the total less the three named levels."""
    cells = page.context.result.row(name, "all")[:, index]
    named = [number(cells[VIEWS.index(view)]) for view in (KOMMUNE, FYLKE, STAT)]
    return [*named, number(cells[VIEWS.index(ALL)]) - float(np.sum(named))]


def _others(name: str, horizon: str) -> str:
    """Return the formula that adds up the two budgets of others, from their yearly rows."""
    plus, minus, discounted = FLOWS[name]
    flow = "+".join(f"{{all!{plus}@{level}[:]}}" for level in (OTHER_KOMMUNER, OTHER_FYLKER))
    flow += "".join(f"-{{all!{minus}@{level}[:]}}" for level in (OTHER_KOMMUNER, OTHER_FYLKER) if minus)
    factor = "*{discount[:]}" if discounted else ""
    return f"=SUMPRODUCT(({flow}){factor}*({{year[:]}}<{{base_year_used}}+{horizon}))"


def write(page: Page, line: int, last_column: int) -> LevelTable:
    """Write the table under its heading; where it lies comes back."""
    page.heading(line, "result.heading_who", last_column)
    _heads(page, line + 1)
    first = line + 2
    for at, row in enumerate(ROWS):
        shape = "total" if row == ALL else "cell"
        page.write(first + at, 0, page.words(f"result.level_{row}"), shape)
        for column, name in enumerate(SUMS, 1):
            _cell(page, first + at, column, row, name=name, horizon=WHOLE)
        for column, horizon in enumerate(range(WHOLE), len(SUMS) + 1):
            _cell(page, first + at, column, row, name="net_present", horizon=horizon)
    table = LevelTable(first=first, last=first + len(ROWS) - 1)
    page.write(table.last + 1, 0, page.words("result.who_note_1"), "remark")
    page.write(table.last + 2, 0, page.words("result.who_note_2"), "remark")
    return table


def _cell(page: Page, line: int, column: int, row: str, *, name: str, horizon: int) -> None:  # noqa: PLR0913 - where, whose and what
    shape = "total" if row == ALL else "cell"
    if row == OTHERS:
        value = single_budgets(page, name, horizon)[-1]
        page.formula(line, column, _others(name, f"{{horizon_list@{horizon + 1}}}"), value, "kr", shape)
    else:
        page.link(line, column, name, block="all", member=row, index=horizon, shape=shape)


def _heads(page: Page, line: int) -> None:
    words = page.words
    page.heads(line, 0, [words(f"result.who_{key}") for key in ("level", "gain", "cost", "net", "cashable", "sum")])
    for horizon in range(WHOLE):
        key = {0: "election", CHOSEN: "chosen"}.get(horizon, "years")
        text, years = words(f"result.who_{key}"), words("result.years")
        length = number(page.context.value("horizon_list", member=horizon))
        formula = f'="{text}"&ROUND({{horizon_list@{horizon + 1}}},0)&"{years}"'
        page.formula(line, len(SUMS) + 1 + horizon, formula, f"{text}{length:.0f}{years}", shape="head_number")
    page.sheet.set_row(line, HEAD_HEIGHT)


__all__ = ["LevelTable", "single_budgets", "write"]
