"""The second page of `Usikkerhet`: low and high of value, success and cost, and what each of them moves the net by."""

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.domain import Value
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.trace import number
from utenfor_core.uncertainty.sheet import BARS, THINGS
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.uncertainty_sentences import Labels
from workbook_templates.sheets.wrapping import LINE_HEIGHT, write_lines

RATE, USED, COST_USED, LAST = 1, 4, 8, 9
HEADS: Final = (
    "name", "rate", "success_low", "success_high", "used_low", "used_high",
    "cost_low", "cost_high", "cost_used_low", "cost_used_high",
)  # fmt: skip
ACROSS: Final = 235
"""Characters of a line over the whole page."""
HEAD_HEIGHT: Final = 34
ENDS: Final = ("low", "high")


def write(page: Page, line: int, last_column: int) -> Labels:
    """Write the table of low and high, and the table of swings; where the names of the widest bars stand comes back."""
    words = page.words
    page.heading(line, "uncertainty.heading_spreads", last_column)
    after = line + 1
    for key in ("spreads_1", "spreads_2"):
        after = write_lines(page, after, words(f"uncertainty.{key}"), ACROSS)
    head = at.UNCERTAIN_VALUE_LINE - 1
    page.heads(head, 0, [words(f"uncertainty.head_{name}") for name in HEADS])
    page.sheet.set_row(head, HEAD_HEIGHT)
    _value(page, at.UNCERTAIN_VALUE_LINE)
    for below, owner in enumerate(MEASURE_BLOCKS, at.UNCERTAIN_VALUE_LINE + 1):
        _measure(page, below, owner)
    _guards(page)
    return _swings(page, at.UNCERTAIN_VALUE_LINE + len(MEASURE_BLOCKS) + 2, last_column)


def _guards(page: Page) -> None:
    fields = field_by_key(page)
    for column, cells in at.uncertain_cells().items():
        if column == at.UNCERTAIN_CHOICE_COLUMN:
            continue
        for key, line in cells.items():
            end = key.rpartition("_")[2]
            label = page.words(f"uncertainty.head_{'cost' if column >= USED else 'success'}_{end}")
            guard(page, line, column, fields[key], label=label, prompt=page.words(f"uncertainty.prompt_{end}"))


def _value(page: Page, line: int) -> None:
    none = page.words("uncertainty.not_used")
    page.write(line, 0, page.words("uncertainty.value"), "cell_text")
    for column in (RATE, *at.UNCERTAIN_COLUMNS.values(), COST_USED, LAST):
        if column not in {at.UNCERTAIN_COLUMNS[f"success_{end}"] for end in ENDS}:
            page.write(line, column, none, "cell_answer")
    for at_end, end in enumerate(ENDS):
        page.link(line, USED + at_end, f"spread_{end}", member="value")


def _measure(page: Page, line: int, owner: str) -> None:
    words, value, place = page.words, page.context.value, THINGS.index
    complete = value("complete", owner) == 1
    none = words("uncertainty.not_used")
    start = words("uncertainty.measure_name") + owner.removeprefix("m")
    name, colon = page.context.result.values.get(f"{owner}.name"), words("uncertainty.colon")
    named = f'="{start}"&IF({{#{owner}.name}}="","","{colon}"&{{#{owner}.name}})'
    page.formula(line, 0, named, f"{start}{colon}{name}" if name else start, shape="cell_text")
    page.sheet.set_row(line, 2 * LINE_HEIGHT)
    rate = number(value("success_rate", owner))

    def shown(column: int, formula: str, found: Value) -> None:
        whole = f'=IF({{{owner}!complete}}=1,{formula},"{none}")'
        page.formula(line, column, whole, found if complete else none, "andel", "cell_answer")

    shown(RATE, f"{{{owner}!success_rate}}", rate)
    for at_end, end in enumerate(ENDS):
        success = number(value(f"spread_{end}", member=place(f"success_{owner}")))
        cost = value(f"spread_{end}", member=place(f"cost_{owner}"))
        shown(USED + at_end, f"{{spread_{end}@success_{owner}}}*{{{owner}!success_rate}}", success * rate)
        shown(COST_USED + at_end, f"{{spread_{end}@cost_{owner}}}", cost)


def _things(page: Page) -> list[tuple[str, str]]:
    """Return what may be uncertain, each as a formula's part and as it is now: measures as the table above has them."""
    value = page.words("uncertainty.value_short")
    things = [(f'"{value}"', value)]
    for kind in (page.words("uncertainty.success_short"), page.words("uncertainty.cost_short")):
        for line, _ in enumerate(MEASURE_BLOCKS, at.UNCERTAIN_VALUE_LINE + 1):
            cell = xl_rowcol_to_cell(line, 0, row_abs=True, col_abs=True)
            things.append((f'{cell}&"{kind}"', f"{page.context.shown[page.name, line, 0]}{kind}"))
    return things


def _swings(page: Page, line: int, last_column: int) -> Labels:
    page.heading(line, "uncertainty.heading_swings", last_column)
    page.heads(line + 1, 0, [page.words(f"uncertainty.swing_{name}") for name in ("thing", "low", "high")])
    first = line + 2
    things = _things(page)
    listed = ",".join(formula for formula, _ in things)
    widest = ""
    for bar in range(1, BARS + 1):
        below, member = first + bar - 1, bar - 1
        moves = number(page.context.value("bar_width", member=member)) > 0
        text = things[int(number(page.context.value("bar_thing", member=member))) - 1][1] if moves else ""
        widest = text if bar == 1 else widest
        formula = f'=IF({{bar_width@{bar}}}=0,"",CHOOSE({{bar_thing@{bar}}},{listed}))'
        page.formula(below, 0, formula, text, shape="cell_text")
        page.sheet.set_row(below, 3 * LINE_HEIGHT)
        for column, end in enumerate(ENDS, 1):
            page.link(below, column, f"bar_{end}", member=str(bar), unit="kr eller tom")
    last = first + BARS - 1
    page.write(last + 1, 0, page.words("uncertainty.swing_net"), "total")
    page.link(last + 1, 1, "net_value", shape="total")
    return Labels(first=first, last=last, column=0, widest=widest)
