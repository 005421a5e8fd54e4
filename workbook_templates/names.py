"""Defined names for the inputs and results that people use in formulas of their own, and for screen readers."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.model import MEASURE_BLOCKS, TOGETHER
from workbook_templates import positions as at
from workbook_templates.blocks.inputs import CURRENT
from workbook_templates.book_stamp import FREE_TEXT_NAME, GROUPS_NAME, INPUTS_NAME, STAMP, STAMP_NAME, STORED_NAMES
from workbook_templates.page import Page
from workbook_templates.sheets.inputs import ADDRESS, KEY

HEADS_NAME, ROWS_NAME = "Title", "RowTitle"
"""Words of the screen readers JAWS and NVDA: local to a sheet, and never translated."""

INPUT_NAMES = {
    "place.preset": "Forutsetningssett",
    "place.base_year": "Basisaar",
    "place.tax_level": "Skattenivaa",
    "place.employer_zone": "Arbeidsgiversone",
    "place.horizon": "Egen_horisont",
    "place.flat_rate": "Flat_rente",
}
MEASURE_INPUT_NAMES = {
    "name": "navn",
    "group": "maalgruppe",
    "age": "alder",
    "base_outcome": "p0",
    "outcome": "p1",
    "typed_rate": "suksessrate",
    "intake_0": "deltakere_foerste_aar",
    "cost_per_year": "kostnad_per_deltakeraar",
    "duration": "varighet",
}
RESULT_NAMES = {
    "Netto_egne_til_67": ("net_present", "egne", 6),
    "Netto_alle_til_67": ("net_present", "alle", 6),
    "Netto_egne_plan": ("net_present", "egne", 1),
    "Realiserbart_egne_til_67": ("net_present_cashable", "egne", 6),
    "I_pluss_fra_egne": ("payback_year_accumulated", "egne", 0),
    "I_pluss_fra_alle": ("payback_year_accumulated", "alle", 0),
}


def input_names() -> dict[str, str]:
    """Return the names of inputs by key: those of the whole book, and of each measure."""
    names = dict(INPUT_NAMES)
    for number, owner in enumerate(MEASURE_BLOCKS, 1):
        names |= {f"{owner}.{key}": f"Tiltak{number}_{name}" for key, name in MEASURE_INPUT_NAMES.items()}
    return names


def defined_names(page: Page) -> Iterator[tuple[str, str]]:
    """Return each name and its formula: inputs of the book and of each measure, and the main results."""
    for key, name in input_names().items():
        yield name, page.render(0, 0, f"={{#{key}}}")
    for name, (row, member, index) in RESULT_NAMES.items():
        yield name, "=" + page.address(row, block="all", member=member, index=index)


def range_names(page: Page) -> Iterator[tuple[str, str]]:
    """Return the names of what `readback` looks for: the stamp, tables, stored results and fields for free text."""
    book = page.context.layout.book
    stamp = xl_range_abs(at.STAMP_LINE, KEY, at.STAMP_LINE + len(STAMP) - 1, CURRENT)
    yield STAMP_NAME, f"='{at.INPUTS}'!{stamp}"
    table = book.find("", "input_current")
    yield INPUTS_NAME, f"='{at.INPUTS}'!{xl_range_abs(table.lines[0], KEY, table.lines[-1], ADDRESS)}"
    left, right = book.find("", "group_label"), book.find("", "group_base")
    last = left.lines[len(page.context.result.frame.groups.labels) - 1]
    yield GROUPS_NAME, f"='{at.GROUPS}'!{xl_range_abs(left.lines[0], left.column, last, right.column)}"
    for row, name in STORED_NAMES.items():
        found = book.find(TOGETHER, row)
        area = xl_range_abs(found.lines[0], found.column, found.lines[-1], found.column + found.cells - 1)
        yield name, f"='{found.sheet}'!{area}"
    for name, area in page.context.free_texts.items():
        yield f"{FREE_TEXT_NAME}{name}", f"={area}"


def title_names(page: Page) -> Iterator[tuple[str, str]]:
    """Return for each sheet the name by which screen readers find its heads: of columns in that row, of rows in A.

    A sheet of blocks, each with heads of its own, has only its rows marked.
    """
    for sheet in at.SHEETS:
        line = page.context.head_lines.get(sheet)
        name, line = (ROWS_NAME, at.HEAD) if line is None else (HEADS_NAME, line)
        yield f"'{sheet}'!{name}", f"='{sheet}'!{xl_rowcol_to_cell(line, KEY, row_abs=True, col_abs=True)}"


def define(page: Page) -> None:
    """Write the names into the workbook, as seen from a page that holds none of what they name."""
    for name, formula in (*defined_names(page), *range_names(page), *title_names(page)):
        page.context.workbook.define_name(name, formula)
