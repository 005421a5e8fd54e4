"""The charts of `Usikkerhet`: the chance by year and budget, the spread year by year, and the tornado."""

from collections.abc import Sequence
from typing import Any, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.domain import ALL, FYLKE, KOMMUNE, STAT
from workbook_templates.page import Page
from workbook_templates.palette import HIGH, LEVEL_COLOURS, LOW
from workbook_templates.sheets.chart_labels import name_at
from workbook_templates.sheets.result_charts import (
    GRID,
    HEIGHT,
    LABEL,
    RIGHT_COLUMN,
    ROOM_FOR_NAMES,
    SMALL,
    THOUSANDS,
    THOUSANDS_OR_NONE,
    TITLE,
)
from workbook_templates.sheets.uncertainty_sentences import CHANCE_LINE, SPREAD_LINE, SWING_LINE, Labels
from workbook_templates.styles import BLUE, GREY, INK, LINE

SHOWN: Final = {KOMMUNE: ("solid", 6), FYLKE: ("dash", 14), STAT: ("round_dot", 22), ALL: ("long_dash", 31)}
"""How each line is drawn, and at which of its points it is named: each at its own, since lines often end together."""
ROOM_ABOVE: Final = 1.15
"""Top of the scale of chances: a line at 100 % has its name above it."""
QUARTER: Final = 0.25
BAND: Final = "#FFE08A"
TICK: Final = 4
PERCENT: Final = "0%"
LEFT_WIDTH, RIGHT_WIDTH = 722, 691


def write(page: Page, line: int, lower: int, labels: Labels) -> None:
    """Insert two charts side by side, and the tornado to the right below them."""
    _insert(page, _chance(page), "chance", CHANCE_LINE, line, 0, unnamed=range(1, 1 + len(SHOWN)))
    _insert(page, _spread(page), "spread", SPREAD_LINE, line, RIGHT_COLUMN)
    _insert(page, _tornado(page, labels), "swing", SWING_LINE, lower, RIGHT_COLUMN)


def _insert(page: Page, chart: Any, key: str, title: int, line: int, column: int, unnamed: Sequence[int] = ()) -> None:  # noqa: ANN401, PLR0913, PLR0917 - the library's chart; its title and where
    cell = f"='{page.name}'!{xl_rowcol_to_cell(title, 0, row_abs=True, col_abs=True)}"
    chart.set_title({"name": cell, "name_font": TITLE, "overlay": False})
    chart.set_size({"width": RIGHT_WIDTH if column else LEFT_WIDTH, "height": HEIGHT})
    chart.set_legend({"position": "bottom", "font": SMALL, "delete_series": list(unnamed)})
    chart.set_chartarea({"border": {"color": LINE}})
    options = {"description": page.words(f"uncertainty.alt_{key}"), "object_position": 2, "x_offset": 2, "y_offset": 4}
    page.sheet.insert_chart(line, column, chart, options)


def _years(page: Page, chart: Any, key: str, number_format: str, **limits: float) -> None:  # noqa: ANN401 - the library's chart
    name = {"name": page.words("uncertainty.chart_year"), "name_font": SMALL}
    first = {"num_font": SMALL, "label_position": "low", "line": {"color": GREY}, "interval_unit": TICK}
    chart.set_x_axis({**first, **name, "interval_tick": TICK})
    second = {"num_font": SMALL, "num_format": number_format, "major_gridlines": GRID, "line": {"none": True}}
    chart.set_y_axis({**second, "name": page.words(f"uncertainty.chart_{key}"), "name_font": SMALL, **limits})


def _series(page: Page, chart: Any, row: str, name: str, line: dict[str, Any], member: str = "", **label: Any) -> None:  # noqa: ANN401, PLR0913, PLR0917 - the library's chart; what is drawn and how
    values = page.chart_range(row, member=member)
    place = page.context.layout.book.find("", row)
    years = page.chart_range("year", last=place.cells - 1)
    words = page.words(f"uncertainty.{name}")
    chart.add_series({"name": words, "categories": years, "values": values, "line": line, **label})


def _chance(page: Page) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("line")
    _series(page, chart, "chance_chosen", "series_chosen", {"color": BAND, "width": 8})
    count = page.context.layout.book.find("", "chance").cells
    for view, (dash, named_at) in SHOWN.items():
        line = {"color": LEVEL_COLOURS[view], "width": 2.25, "dash_type": dash}
        label = name_at(named_at, count, position="above", colour=LEVEL_COLOURS[view])
        _series(page, chart, "chance", f"level_{view}", line, view, data_labels=label)
    _years(page, chart, "chance", PERCENT, min=0, max=ROOM_ABOVE, major_unit=QUARTER)
    return chart


def _spread(page: Page) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("line")
    ends = {"color": BLUE, "width": 1.5, "dash_type": "dash"}
    count = page.context.layout.book.find("", "p50").cells
    for row, name, position in (("p90", "high", "above"), ("p50", "middle", "right"), ("p10", "low", "below")):
        line = {"color": INK, "width": 2.75} if name == "middle" else ends
        label = name_at(count - 1, count, position=position, colour=INK, text=row.upper())
        _series(page, chart, row, f"series_{name}", line, data_labels=label)
    chart.set_plotarea({"layout": ROOM_FOR_NAMES})
    chart.set_high_low_lines({"line": {"color": "#BFD3E6", "width": 5}})
    _years(page, chart, "net", THOUSANDS)
    return chart


def _tornado(page: Page, labels: Labels) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("bar")
    names = f"='{page.name}'!{xl_range_abs(labels.first, labels.column, labels.last, labels.column)}"
    for column, end, colour in ((1, "low", LOW), (2, "high", HIGH)):
        values = f"='{page.name}'!{xl_range_abs(labels.first, column, labels.last, column)}"
        look = {"fill": {"color": colour}, "border": {"color": GREY, "width": 0.5}, "gap": 50, "overlap": 100}
        look["data_labels"] = {"value": True, "num_format": THOUSANDS_OR_NONE, "position": "outside_end", "font": LABEL}
        name = page.words(f"uncertainty.series_at_{end}")
        chart.add_series({"name": name, "categories": names, "values": values, **look})
    second = {"num_font": SMALL, "num_format": THOUSANDS, "major_gridlines": GRID, "line": {"none": True}}
    chart.set_x_axis({**second, "name": page.words("uncertainty.chart_swing"), "name_font": SMALL})
    first = {"num_font": SMALL, "label_position": "low", "line": {"color": GREY}}
    chart.set_y_axis({**first, "reverse": True, "crossing": "max"})
    return chart
