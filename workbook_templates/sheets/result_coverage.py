"""Evidence coverage on `Resultat`: how much of the kroner rests on which kind of figure, as a table and one bar."""

from typing import Any, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.coverage import WEAKER
from utenfor_core.discounting import rounded_half_up
from utenfor_core.other_preset import CHOSEN
from workbook_templates.page import Page
from workbook_templates.palette import STATUS_COLOURS, text_on
from workbook_templates.sheets.example_mark import mark_of_chosen
from workbook_templates.sheets.result_charts import LABEL, SMALL, TITLE
from workbook_templates.styles import GREY, LINE

CHART_COLUMN: Final = 4
CHART_SIZE: Final = {"width": 796, "height": 150}
SHARE_OR_NONE: Final = '[>=0.04]0%;""'
"""A share has its figure where there is room for it; the table beside has them all."""


def write(page: Page, line: int, last_column: int) -> int:
    """Write table and bar under their heading; the next free line comes back."""
    words = page.words
    page.heading(line, "closer.heading_coverage", last_column)
    page.heads(line + 2, 0, [words(f"closer.head_{key}") for key in ("status", "kroner", "share")])
    first = line + 3
    _finding(page, line + 1, first)
    for at, status in enumerate(WEAKER, first):
        page.write(at, 0, words(f"closer.status_{status}"), "cell")
        page.link(at, 1, "coverage", block=CHOSEN, member=status)
        page.link(at, 2, "coverage_share", block=CHOSEN, member=status)
    _insert(page, line + 2, first, line + 1)
    after = first + len(WEAKER)
    for at, note in enumerate(("coverage_note_1", "coverage_note_2"), after + 1):
        page.write(at, 0, words(f"closer.{note}"), "remark")
    return after + 4


def _finding(page: Page, line: int, first: int) -> None:
    """Write which kind of figure most of the kroner rest on, and how much: the chart's title."""
    start, middle, plain = (page.words(f"closer.coverage_{key}") for key in ("of_100", "rest_on", "title"))
    mark, shown = mark_of_chosen(page)
    names, shares = (xl_range_abs(first, column, first + len(WEAKER) - 1, column) for column in (0, 2))
    most = f'"{start}"&ROUND(100*MAX({shares}),0)&"{middle}"&INDEX({names},MATCH(MAX({shares}),{shares},0))'
    found = page.context.result.row("coverage_share", CHOSEN)[:, 0].astype(float)
    name = page.words(f"closer.status_{WEAKER[int(found.argmax())]}")
    text = f"{start}{rounded_half_up(100 * found.max()):.0f}{middle}{name}" if found.max() > 0 else plain
    page.formula(line, 0, f'={mark}&IF(MAX({shares})>0,{most},"{plain}")', shown + text, shape="plain")


def _insert(page: Page, line: int, first: int, title: int) -> None:
    chart: Any = page.chart("bar", subtype="percent_stacked")
    for at, status in enumerate(WEAKER, first):
        name, share = (xl_rowcol_to_cell(at, column, row_abs=True, col_abs=True) for column in (0, 2))
        look = {"fill": {"color": STATUS_COLOURS[status]}, "border": {"color": GREY, "width": 0.5}, "gap": 40}
        label = {"value": True, "num_format": SHARE_OR_NONE, "font": LABEL | {"color": text_on(STATUS_COLOURS[status])}}
        chart.add_series(
            {"name": f"='{page.name}'!{name}", "values": f"='{page.name}'!{share}", **look, "data_labels": label}
        )
    cell = xl_rowcol_to_cell(title, 0, row_abs=True, col_abs=True)
    chart.set_title({"name": f"='{page.name}'!{cell}", "name_font": TITLE | {"size": 10}, "overlay": False})
    chart.set_x_axis({"num_font": SMALL, "num_format": "0%", "major_gridlines": {"visible": False}})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": SMALL})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size(CHART_SIZE)
    options = {"description": page.words("closer.alt_coverage"), "object_position": 2, "x_offset": 6, "y_offset": 2}
    page.sheet.insert_chart(line, CHART_COLUMN, chart, options)
