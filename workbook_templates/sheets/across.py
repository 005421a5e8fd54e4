"""The sheet `Budsjett på tvers`: who pays and who gains, as a table, a flow and matrices, and the service areas."""

from typing import Any, Final

import numpy as np
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.across import MATRIX_PAYERS, PAYERS_OF_ALL
from utenfor_core.domain import LEVELS
from workbook_templates import positions as at
from workbook_templates.flow_chart import connect_series
from workbook_templates.page import Page
from workbook_templates.palette import LEVEL_COLOURS, WHITE, text_on
from workbook_templates.sheets import across_areas
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.result_charts import GRID, LABEL, SMALL, THOUSANDS, THOUSANDS_OR_NONE, TITLE
from workbook_templates.sheets.result_sentences import PREFIX
from workbook_templates.sheets.wrapping import write_lines
from workbook_templates.styles import GREY, LINE

LABEL_WIDTH, WIDTH, LAST_COLUMN = 34, 16, 9
FINDING_LINE, WHO_LINE, MATRIX_LINE, YEAR_LINE, AREAS_LINE = 4, 6, 23, 31, 41
PAYS, GAINS = 1, 2
CHART_COLUMN: Final = 5
TALL, LOW = CHART_COLUMN, CHART_COLUMN + 2
CHART_SIZE: Final = {"width": 578, "height": 306}
NOTE_LENGTH: Final = 104
PAGES: Final = 2
FINDING_HEIGHT, HEAD_HEIGHT = 26, 32


def write(page: Page) -> None:
    """Write the sheet from the top: finding, table and flow, matrices, then the service areas on the next page."""
    page.sheet.set_column(0, 0, LABEL_WIDTH)
    page.sheet.set_column(1, LAST_COLUMN, WIDTH)
    _who(page)
    _finding(page)
    _flow(page)
    _matrix(page, MATRIX_LINE, "pays_gains", "gainer_present")
    _year(page)
    across_areas.write(page, AREAS_LINE, LAST_COLUMN)
    page.sheet.set_h_pagebreaks([AREAS_LINE])
    page.sheet.fit_to_pages(1, PAGES)
    page.sheet.freeze_panes(3, 1)


def _who(page: Page) -> None:
    words = page.words
    page.heading(WHO_LINE, "across.heading_who", LAST_COLUMN)
    page.heads(WHO_LINE + 1, 0, [words(f"across.head_{key}") for key in ("budget", "pays", "gains", "net", "share")])
    page.sheet.set_row(WHO_LINE + 1, HEAD_HEIGHT)
    rows = ("payer_present", "level_present", "level_net_present", "payer_share")
    first = WHO_LINE + 2
    for line, payer in enumerate(PAYERS_OF_ALL, first):
        page.write(line, 0, words(f"across.level_{payer}"), "cell")
        for column, row in enumerate(rows, 1):
            page.link(line, column, row, member=payer)
    _sums(
        page,
        first,
        len(rows),
        [page.context.result.row(row)[:, 0].astype(float) for row in rows],
        ("kr", "kr", "kr", "andel"),
    )
    write_lines(page, first + len(PAYERS_OF_ALL) + 2, words("across.note"), NOTE_LENGTH)


def _sums(page: Page, first: int, columns: int, values: list[Any], units: tuple[str, ...]) -> None:
    """Write a line of sums below a table."""
    last = first + len(PAYERS_OF_ALL) - 1
    page.write(last + 1, 0, page.words("across.sum"), "total")
    for column in range(1, columns + 1):
        cells = xl_range_abs(first, column, last, column)
        page.formula(last + 1, column, f"=SUM({cells})", float(np.sum(values[column - 1])), units[column - 1], "total")


def _finding(page: Page) -> None:
    """Write who pays most and who gains most; the flow takes it as its title."""
    words, result = page.words, page.context.result
    first, last = WHO_LINE + 2, WHO_LINE + 1 + len(PAYERS_OF_ALL)
    labels = xl_range_abs(first, 0, last, 0)

    def top(column: int) -> str:
        cells = xl_range_abs(first, column, last, column)
        return f"INDEX({labels},MATCH(MAX({cells}),{cells},0))"

    example = words("result.example")
    most, best, none = (words(f"across.{key}") for key in ("most_paid", "most_gained", "nobody"))
    pays = xl_range_abs(first, PAYS, last, PAYS)
    formula = f'={PREFIX.format(example)}&IF(MAX({pays})>0,"{most}"&{top(PAYS)}&"{best}"&{top(GAINS)},"{none}")'
    names = [words(f"across.level_{payer}") for payer in PAYERS_OF_ALL]
    paid, gained = (result.row(name)[:, 0].astype(float) for name in ("payer_present", "level_present"))
    text = f"{most}{names[int(np.argmax(paid))]}{best}{names[int(np.argmax(gained))]}" if paid.max() > 0 else none
    shown = example if page.context.value("example_shown") == 1 else ""
    page.formula(FINDING_LINE, 0, formula, shown + text, shape="big")
    page.sheet.set_row(FINDING_LINE, FINDING_HEIGHT)


def _flow(page: Page) -> None:
    """Insert the flow: two columns, who pays and who gains, with a line between the same budget's parts."""
    chart = page.chart("column", subtype="stacked")
    heads = f"='{page.name}'!{xl_range_abs(WHO_LINE + 1, PAYS, WHO_LINE + 1, GAINS)}"
    _parts(page)
    figures = {"value": True, "num_format": THOUSANDS_OR_NONE, "position": "center"}
    for line, payer in enumerate(PAYERS_OF_ALL, WHO_LINE + 2):
        fill = LEVEL_COLOURS[payer]
        series = {
            "name": f"='{page.name}'!{xl_rowcol_to_cell(line, 0, row_abs=True, col_abs=True)}",
            "categories": heads,
            "fill": {"color": fill},
            "border": {"color": GREY, "width": 0.5},
            "gap": 60,
        }
        tall, low = (f"='{page.name}'!{xl_range_abs(line, column, line, column + 1)}" for column in (TALL, LOW))
        chart.add_series(series | {"values": tall, "data_labels": figures | {"font": LABEL | {"color": text_on(fill)}}})
        chart.add_series(series | {"values": low})
    connect_series(chart)
    title = f"='{page.name}'!{xl_rowcol_to_cell(FINDING_LINE, 0, row_abs=True, col_abs=True)}"
    chart.set_title({"name": title, "name_font": TITLE | {"size": 10}, "overlay": False})
    chart.set_x_axis({"num_font": SMALL, "label_position": "low", "line": {"color": GREY}})
    axis = {"num_font": SMALL, "num_format": THOUSANDS, "major_gridlines": GRID, "line": {"none": True}}
    chart.set_y_axis(axis | {"name": page.words("across.chart_y"), "name_font": SMALL})
    low_series = [2 * number_of + 1 for number_of in range(len(PAYERS_OF_ALL))]
    chart.set_legend({"position": "right", "font": SMALL, "delete_series": low_series})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": WHITE}})
    chart.set_size(CHART_SIZE)
    options = {"description": page.words("across.alt_flow"), "object_position": 2, "x_offset": 6, "y_offset": 4}
    page.sheet.insert_chart(WHO_LINE + 1, CHART_COLUMN, chart, options)


def _parts(page: Page) -> None:
    """Write what the flow draws, behind it: the parts that are tall enough for a figure, and those that are not."""
    result, first, last = page.context.result, WHO_LINE + 2, WHO_LINE + 1 + len(PAYERS_OF_ALL)
    amounts = {PAYS: "payer_present", GAINS: "level_present"}
    values = {column: result.row(row)[:, 0].astype(float) for column, row in amounts.items()}
    most = max(float(cells.sum()) for cells in values.values())
    whole = ",".join(f"SUM({xl_range_abs(first, column, last, column)})" for column in amounts)
    for column, cells in values.items():
        for line, value in enumerate(cells, first):
            tall = 0.0 if 12 * abs(value) < most else float(value)
            cell = xl_rowcol_to_cell(line, column, col_abs=True)
            shown = xl_rowcol_to_cell(line, TALL + column - 1, col_abs=True)
            page.formula(line, TALL + column - 1, f"=IF(12*ABS({cell})<MAX({whole}),0,{cell})", tall, "kr", "plain")
            page.formula(line, LOW + column - 1, f"={cell}-{shown}", float(value) - tall, "kr", "plain")


def _matrix(page: Page, line: int, row: str, sums: str, heading: str = "matrix") -> int:
    """Write one matrix: payers down, budgets that gain across, and sums; the first line of its numbers comes back."""
    words = page.words
    page.heading(line, f"across.heading_{heading}", LAST_COLUMN)
    head = line + (1 if heading == "matrix" else 2)
    page.heads(
        head,
        0,
        [words("across.head_payer"), *(words(f"across.level_{level}") for level in LEVELS), words("across.sum")],
    )
    page.sheet.set_row(head, HEAD_HEIGHT)
    first, after = head + 1, 1 + len(LEVELS)
    cells = page.context.result.row(row).astype(float)
    for at_line, payer in enumerate(MATRIX_PAYERS, first):
        page.write(at_line, 0, words(f"across.level_{payer}"), "cell")
        for index in range(len(LEVELS)):
            page.link(at_line, 1 + index, row, member=payer, index=index, unit=across_areas.UNIT)
        here = xl_range_abs(at_line, 1, at_line, len(LEVELS))
        page.formula(at_line, after, f"=SUM({here})", float(cells[at_line - first].sum()), "kr", "total")
    total = first + len(MATRIX_PAYERS)
    page.write(total, 0, words("across.sum"), "total")
    for index in range(len(LEVELS)):
        page.link(total, 1 + index, sums, index=index, shape="total")
    everything = float(page.context.result.row(sums).astype(float).sum())
    page.formula(total, after, f"=SUM({xl_range_abs(total, 1, total, len(LEVELS))})", everything, "kr", "total")
    return first


def _year(page: Page) -> None:
    """Write the matrix of one year, with the cell that chooses it and what is paid in it."""
    words, line = page.words, at.ACROSS_YEAR_LINE
    first = _matrix(page, YEAR_LINE, "pays_gains_year", "gainer_year", "year")
    page.write(line, 0, words("across.year"), "label")
    page.link(line, 2, "shown_year", unit="år")
    page.write(line, 3, words("across.year_note"), "unit")
    field = field_by_key(page)["shown.year"]
    guard(page, line, at.ACROSS_COLUMN, field, label=words("across.year"), prompt=words("across.year_prompt"))
    column = 2 + len(LEVELS)
    page.write(first - 1, column, words("across.head_pays_year"), "head_number")
    paid = page.context.result.row("payer_year")[:, 0].astype(float)
    for at_line, payer in enumerate(MATRIX_PAYERS, first):
        page.link(at_line, column, "payer_year", member=payer)
    last = first + len(MATRIX_PAYERS)
    cells = xl_range_abs(first, column, last - 1, column)
    page.formula(last, column, f"=SUM({cells})", float(paid.sum()), "kr", "total")
    page.write(last + 1, 0, words("across.matrix_note"), "remark")
