"""The findings on top of `Resultat`: sentences composed by formulas, which the charts take as their titles."""

from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.control import NONE_COUNTS
from utenfor_core.domain import ALL, OWN, VIEWS, Value
from utenfor_core.results import UNDEFINED
from utenfor_core.trace import number
from workbook_templates.page import Page
from workbook_templates.sheets.result_levels import WHOLE, LevelTable, single_budgets

EXAMPLE_LINE = 4
OWN_LINE, ALL_LINE, CASHABLE_LINE, WHO_LINE, HARDEST_LINE = 5, 6, 7, 8, 9
COST_COLUMN, NET_COLUMN = 2, 3
FINDING_HEIGHT = 26
PREFIX = 'IF({{example_shown}}=1,"{0}","")'


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenFrom:
    """The cell that names the unit's own budgets, and the name in it."""

    line: int
    column: int
    name: str


def title_cell(page: Page, line: int) -> str:
    """Return the reference by which a chart takes a sentence as its title."""
    return f"='{page.name}'!{xl_rowcol_to_cell(line, 0, row_abs=True, col_abs=True)}"


def write(page: Page, seen: SeenFrom, table: LevelTable) -> None:
    """Write the marks and the findings; `seen` is the cell that names the unit's own budgets."""
    words = page.words
    shown = page.context.value("example_shown") == 1
    note = words("result.example_note")
    page.formula(EXAMPLE_LINE, 0, f'=IF({{example_shown}}=1,"{note}","")', note if shown else "", shape="example")
    page.sheet.set_row(OWN_LINE, FINDING_HEIGHT)
    own = xl_rowcol_to_cell(seen.line, seen.column, row_abs=True, col_abs=True)
    own_name = seen.name
    everyone = words("result.everyone")
    _payback(page, OWN_LINE, own, own_name, view=OWN, shape="big")
    _payback(page, ALL_LINE, f'"{everyone}"', everyone, view=ALL)
    start = words("result.cashable_start")
    _payback(page, CASHABLE_LINE, f'"{start}"&{own}', start + own_name, part="_cashable", view=OWN)
    _who(page, table)
    _hardest(page, own, own_name)


def _prefix(page: Page) -> tuple[str, str]:
    """Return the mark of an example as a formula's part and as the text it gives now."""
    text = page.words("result.example")
    return PREFIX.format(text), text if page.context.value("example_shown") == 1 else ""


def _headline(page: Page) -> tuple[str, str]:
    """Return what must be said before the first finding, as a formula's part and as the text it gives now.

    Nothing while every measure that is begun counts; else how many do not, or that none does.
    """
    of, some, none = (page.words(f"result.{key}") for key in ("left_out_of", "left_out", "none_counts"))
    left, complete = (number(page.context.value(f"{name}_total")) for name in ("unfinished", "complete"))
    formula = (
        f'CHOOSE({{headline_case}},"",{{unfinished_total}}&"{of}"&{{unfinished_total}}+{{complete_total}}&"{some}",'
        f'"{none}")'
    )
    return formula, ("", f"{left:.0f}{of}{left + complete:.0f}{some}", none)[_case(page) - 1]


def _case(page: Page) -> int:
    return int(number(page.context.value("headline_case")))


def _while_any_counts(page: Page, sentence: str, said: str, otherwise: str = "") -> tuple[str, str]:
    """Return a finding while some measure counts, or none is begun: a formula's part, and the text it gives now."""
    formula = f'CHOOSE(1+({{unfinished_total}}>0)*({{complete_total}}=0),{sentence},"{otherwise}")'
    return formula, otherwise if _case(page) == NONE_COUNTS else said


def _payback(  # noqa: PLR0913 - where, who, what and looks
    page: Page, line: int, subject: str, name: str, *, part: str = "", view: str, shape: str = "plain"
) -> None:
    """Write from when a budget is ahead; a year that only holds without interest says so."""
    words, member = page.words, VIEWS.index(view)
    mark, shown = _prefix(page)
    year: Value = page.context.value(f"payback_year_accumulated{part}", "all", member)
    present = number(page.context.value(f"net_present{part}", "all", member, WHOLE))
    cell = f"{{all!payback_year_accumulated{part}@{view}}}"
    worth = page.address(f"net_present{part}", block="all", member=view, index=WHOLE)
    plus, never, nothing, bare = (words(f"result.{key}") for key in ("in_plus", "never", "nothing", "without_interest"))
    formula = (
        f'{subject}&IF(ISNUMBER({cell}),"{plus}"&{cell}&IF({worth}<-{{tolerance}},"{bare}",""),'
        f'IF({cell}="{UNDEFINED}","{nothing}","{never}"))'
    )
    if isinstance(year, str):
        ending = nothing if year == UNDEFINED else never
    else:
        ending = f"{plus}{number(year):.0f}{bare if present < -_tolerance(page) else ''}"
    formula, text = _while_any_counts(page, formula, name + ending)
    before, told = _headline(page) if line == OWN_LINE else ('""', "")
    page.formula(line, 0, f"={mark}&{before}&{formula}", shown + told + text, shape=shape)


def _tolerance(page: Page) -> float:
    return number(page.context.result.in_use()["tolerance"])


def _who(page: Page, table: LevelTable) -> None:
    words = page.words
    mark, shown = _prefix(page)
    most, best, none = (words(f"result.{key}") for key in ("most_cost", "best_net", "no_cost"))
    labels, costs, nets = table.column(0), table.column(COST_COLUMN), table.column(NET_COLUMN)

    def top(cells: str) -> str:
        return f"INDEX({labels},MATCH(MAX({cells}),{cells},0))"

    formula = f'={mark}&IF(MAX({costs})>0,"{most}"&{top(costs)}&"{best}"&{top(nets)},"{none}")'
    names = [words(f"result.level_{level}") for level in ("kommune", "fylkeskommune", "stat", "andre")]
    cost, net = single_budgets(page, "cost_present"), single_budgets(page, "net_present")
    text = f"{most}{names[int(np.argmax(cost))]}{best}{names[int(np.argmax(net))]}" if max(cost) > 0 else none
    page.formula(WHO_LINE, 0, formula, shown + text, shape="plain")


def _hardest(page: Page, own: str, name: str) -> None:
    words, result = page.words, page.context.result
    mark, shown = _prefix(page)
    hard, none, nothing = (words(f"result.{key}") for key in ("hardest", "no_hard", "nothing"))
    row = f"{{all!net@{OWN}[:]}}"
    found = f"INDEX({{year[:]}},MATCH(MIN({row}),{row},0))"
    sentence = f'{own}&IF(MIN({row})<-{{tolerance}},"{hard}"&{found},IF({{all!idle@{OWN}}}=1,"{nothing}","{none}"))'
    net = result.row("net", "all")[VIEWS.index(OWN)]
    year = number(page.context.value("year", index=int(np.argmin(net))))
    idle = page.context.value("idle", "all", VIEWS.index(OWN)) == 1
    text = f"{hard}{year:.0f}" if net.min() < -_tolerance(page) else nothing if idle else none
    formula, said = _while_any_counts(page, sentence, name + text, words("result.no_years"))
    page.formula(HARDEST_LINE, 0, f"={mark}&{formula}", shown + said, shape="plain")
