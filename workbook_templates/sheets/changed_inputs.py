"""Live lists of inputs: which field, what was delivered, what stands there now, and where it is."""

from typing import Final

from xlsxwriter.utility import xl_col_to_name

from utenfor_core.domain import Value
from workbook_templates import positions as at
from workbook_templates.blocks.inputs import CURRENT, DELIVERED, MAXIMUM, MINIMUM
from workbook_templates.page import Page
from workbook_templates.sheets import inputs

COLUMNS: Final = {"field": inputs.LABEL, "delivered": DELIVERED, "now": CURRENT, "address": inputs.ADDRESS}
"""The words of the list's columns, and where on `Inndata` they come from."""
ROWS: Final = {
    DELIVERED: "input_delivered", CURRENT: "input_current", MINIMUM: "input_minimum", MAXIMUM: "input_maximum",
}  # fmt: skip


def write_heads(page: Page, line: int, column: int) -> None:
    """Write the column heads."""
    page.heads(line, column, [page.words(f"about.changed_{key}") for key in COLUMNS], numbers_from=len(COLUMNS))


def write_line(page: Page, line: int, column: int, number: int) -> None:
    """Write the changed input of that number in the list, or nothing when there are fewer."""
    for across, source in enumerate(COLUMNS.values(), column):
        write_cell(page, (line, across), "changed_number", number, source)


def write_cell(page: Page, where: tuple[int, int], row: str, number: int, source: int) -> None:
    """Write what a column of `Inndata` says of the input of that number in a list of places, or nothing."""
    place = page.context.layout.book.find("", "input_delivered")
    index = int(page.context.value(row, member=number - 1) or 0) - 1
    letter, cell = xl_col_to_name(source), f"{{{row}@{number}}}"
    found = f"INDEX('{at.INPUTS}'!${letter}${place.lines[0] + 1}:${letter}${place.lines[-1] + 1},{cell})"
    value = _value(page, index, source) if index < len(place.row.per) else ""
    page.formula(*where, f'=IFERROR(IF({found}="","",{found}),"")', value, shape="cell_text")


def _value(page: Page, index: int, source: int) -> Value:
    fields = page.context.result.frame.fields
    if source == inputs.LABEL:
        return inputs.label_of(page, fields[index])
    if source == inputs.ADDRESS:
        return inputs.place_of(page, fields[index].key)
    return page.context.value(ROWS[source], member=index)
