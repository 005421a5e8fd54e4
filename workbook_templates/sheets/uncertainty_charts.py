"""The charts of `Usikkerhet`: the chance by year and budget, the spread year by year, and the tornado."""

from typing import Any, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.domain import ALL, FYLKE, KOMMUNE, STAT
from workbook_templates.page import Page
from workbook_templates.palette import HIGH, LEVEL_COLOURS, LOW
from workbook_templates.sheets.result_charts import GRID, HEIGHT, RIGHT_COLUMN, SMALL, THOUSANDS, TITLE
from workbook_templates.sheets.uncertainty_sentences import CHANCE_LINE, SPREAD_LINE, SWING_LINE, Labels
from workbook_templates.styles import BLUE, GREY, INK, LINE

SHOWN: Final = {KOMMUNE: "solid", FYLKE: "dash", STAT: "round_dot", ALL: "long_dash"}
BAND: Final = "#FFE08A"
TICK: Final = 4
PERCENT: Final = "0%"
LEFT_WIDTH, RIGHT_WIDTH = 722, 691


def write(page: Page, line: int, lower: int, labels: Labels) -> None:
    """Insert two charts side by side, and the tornado to the right below them."""
    _insert(page, _chance(page), "chance", CHANCE_LINE, line, 0)
    _insert(page, _spread(page), "spread", SPREAD_LINE, line, RIGHT_COLUMN)
    _insert(page, _tornado(page, labels), "swing", SWING_LINE, lower, RIGHT_COLUMN)


def _insert(page: Page, chart: Any, key: str, title: int, line: int, column: int) -> None:  # noqa: ANN401, PLR0913, PLR0917 - the library's chart; its title and where
    cell = f"='{page.name}'!{xl_rowcol_to_cell(title, 0, row_abs=True, col_abs=True)}"
    chart.set_title({"name": cell, "name_font": TITLE, "overlay": False})
    chart.set_size({"width": RIGHT_WIDTH if column else LEFT_WIDTH, "height": HEIGHT})
    chart.set_legend({"position": "bottom", "font": SMALL})
    chart.set_chartarea({"border": {"color": LINE}})
    options = {"description": page.words(f"uncertainty.alt_{key}"), "object_position": 2, "x_offset": 2, "y_offset": 4}
    page.sheet.insert_chart(line, column, chart, options)


def _years(page: Page, chart: Any, key: str, number_format: str, **limits: float) -> None:  # noqa: ANN401 - the library's chart
    name = {"name": page.words("uncertainty.chart_year"), "name_font": SMALL}
    first = {"num_font": SMALL, "label_position": "low", "line": {"color": GREY}, "interval_unit": TICK}
    chart.set_x_axis({**first, **name, "interval_tick": TICK})
    second = {"num_font": SMALL, "num_format": number_format, "major_gridlines": GRID, "line": {"none": True}}
    chart.set_y_axis({**second, "name": page.words(f"uncertainty.chart_{key}"), "name_font": SMALL, **limits})


def _series(page: Page, chart: Any, row: str, name: str, line: dict[str, Any], member: str = "") -> None:  # noqa: ANN401, PLR0913, PLR0917 - the library's chart; what is drawn and how
    values = page.chart_range(row, member=member)
    place = page.context.layout.book.find("", row)
    years = page.chart_range("year", last=place.cells - 1)
    words = page.words(f"uncertainty.{name}")
    chart.add_series({"name": words, "categories": years, "values": values, "line": line})


def _chance(page: Page) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("line")
    _series(page, chart, "chance_chosen", "series_chosen", {"color": BAND, "width": 8})
    for view, dash in SHOWN.items():
        line = {"color": LEVEL_COLOURS[view], "width": 2.25, "dash_type": dash}
        _series(page, chart, "chance", f"level_{view}", line, view)
    _years(page, chart, "chance", PERCENT, min=0, max=1)
    return chart


def _spread(page: Page) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("line")
    ends = {"color": BLUE, "width": 1.5, "dash_type": "dash"}
    for row, name in (("p90", "high"), ("p50", "middle"), ("p10", "low")):
        _series(page, chart, row, f"series_{name}", {"color": INK, "width": 2.75} if name == "middle" else ends)
    chart.set_high_low_lines({"line": {"color": "#BFD3E6", "width": 5}})
    _years(page, chart, "net", THOUSANDS)
    return chart


def _tornado(page: Page, labels: Labels) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("bar")
    names = f"='{page.name}'!{xl_range_abs(labels.first, labels.column, labels.last, labels.column)}"
    for column, end, colour in ((1, "low", LOW), (2, "high", HIGH)):
        values = f"='{page.name}'!{xl_range_abs(labels.first, column, labels.last, column)}"
        look = {"fill": {"color": colour}, "border": {"color": GREY, "width": 0.5}, "gap": 50, "overlap": 100}
        name = page.words(f"uncertainty.series_at_{end}")
        chart.add_series({"name": name, "categories": names, "values": values, **look})
    second = {"num_font": SMALL, "num_format": THOUSANDS, "major_gridlines": GRID, "line": {"none": True}}
    chart.set_x_axis({**second, "name": page.words("uncertainty.chart_swing"), "name_font": SMALL})
    first = {"num_font": SMALL, "label_position": "low", "line": {"color": GREY}}
    chart.set_y_axis({**first, "reverse": True, "crossing": "max"})
    return chart
