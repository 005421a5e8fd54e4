"""The charts of `Resultat`: accumulated net, who pays and who gains, and the yearly net of each budget."""

from typing import Any, Final

from xlsxwriter.utility import xl_range_abs

from utenfor_core.domain import ALL, FYLKE, KOMMUNE, LEVELS, OWN, STAT
from workbook_templates.page import Page
from workbook_templates.palette import COST, GAIN, LEVEL_COLOURS
from workbook_templates.sheets.chart_labels import name_at
from workbook_templates.sheets.result_levels import LevelTable
from workbook_templates.sheets.result_sentences import HARDEST_LINE, OWN_LINE, WHO_LINE, title_cell
from workbook_templates.styles import FONT, GREY, INK, LINE

SHOWN_YEARS: Final = 40
"""The years of a chart."""
HALF_WIDTH, WHOLE_WIDTH, HEIGHT = 691, 1386, 290
CHART_LINES, GAP, RIGHT_COLUMN = 15, 1, 5
THOUSANDS, TICK = "[$-414]#,##0,", 3
THOUSANDS_OR_NONE: Final = "[$-414]#,##0,;[$-414]-#,##0,;"
GRID: Final = {"visible": True, "line": {"color": "#E5E5E5"}}
TITLE: Final = {"name": FONT, "size": 12, "bold": True, "color": INK}
SMALL: Final = {"name": FONT, "size": 9, "color": GREY}
LABEL: Final = {"name": FONT, "size": 9, "color": INK}
ROOM_FOR_NAMES: Final = {"x": 0.1, "y": 0.16, "width": 0.72, "height": 0.6}
"""The part of a chart that lines are drawn in, when they are named at their ends."""


def write(page: Page, line: int, last_column: int, table: LevelTable) -> int:
    """Insert the charts under a heading; the line of the lower chart comes back."""
    page.heading(line, "result.heading_charts", last_column)
    legend = {"position": "bottom", "font": SMALL}
    charts = (_accumulated(page), _who(page, table), _yearly(page))
    for chart, shown in zip(charts, ({"none": True}, legend, legend), strict=True):
        chart.set_legend(shown)
    accumulated, who, yearly = charts
    _insert(page, accumulated, "accumulated", line=line + 1, column=0, width=HALF_WIDTH)
    _insert(page, who, "who", line=line + 1, column=RIGHT_COLUMN, width=HALF_WIDTH)
    second = line + 2 + CHART_LINES + GAP
    _insert(page, yearly, "net", line=second, column=0, width=WHOLE_WIDTH)
    return second


def _insert(page: Page, chart: Any, key: str, *, line: int, column: int, width: int) -> None:  # noqa: ANN401, PLR0913 - the library's chart; where and how wide
    chart.set_size({"width": width, "height": HEIGHT})
    chart.set_chartarea({"border": {"color": LINE}})
    options = {"description": page.words(f"result.alt_{key}"), "object_position": 2, "x_offset": 2, "y_offset": 4}
    page.sheet.insert_chart(line, column, chart, options)


def _axes(page: Page, chart: Any, key: str, *, years: bool) -> None:  # noqa: ANN401 - the library's chart
    first: dict[str, Any] = {"num_font": SMALL, "label_position": "low", "line": {"color": GREY}}
    second: dict[str, Any] = {
        "num_font": SMALL,
        "num_format": THOUSANDS,
        "major_gridlines": GRID,
        "line": {"none": True},
    }
    second |= {"name": page.words(f"result.chart_{key}"), "name_font": SMALL}
    if years:
        name = {"name": page.words("result.chart_year"), "name_font": SMALL}
        chart.set_x_axis(first | name | {"interval_unit": TICK, "interval_tick": TICK})
        chart.set_y_axis(second)
    else:
        chart.set_x_axis(second)
        chart.set_y_axis(first | {"reverse": True, "crossing": "max"})


def _years(page: Page) -> str:
    return page.chart_range("year", last=SHOWN_YEARS - 1)


def _accumulated(page: Page) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("line")
    for view, dash in ((OWN, "solid"), (ALL, "dash")):
        values = page.chart_range("accumulated", block="all", member=view, last=SHOWN_YEARS - 1)
        line = {"color": LEVEL_COLOURS[view], "width": 2.5, "dash_type": dash}
        name = page.words(f"result.series_{view}")
        label = name_at(SHOWN_YEARS - 1, SHOWN_YEARS, position="right", colour=LEVEL_COLOURS[view])
        series = {"name": name, "categories": _years(page), "values": values, "line": line, "data_labels": label}
        chart.add_series(series)
    chart.set_title({"name": title_cell(page, OWN_LINE), "name_font": TITLE, "overlay": False})
    chart.set_plotarea({"layout": ROOM_FOR_NAMES})
    _axes(page, chart, "accumulated_y", years=True)
    return chart


def _yearly(page: Page) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("column", subtype="stacked")
    for level in LEVELS:
        own_row = level in {KOMMUNE, FYLKE, STAT}
        row, key = ("net", f"level_{level}") if own_row else ("level_gross", f"series_{level}")
        values = page.chart_range(row, block="all", member=level, last=SHOWN_YEARS - 1)
        look = {"fill": {"color": LEVEL_COLOURS[level]}, "border": {"color": "#FFFFFF", "width": 0.5}, "gap": 40}
        chart.add_series({"name": page.words(f"result.{key}"), "categories": _years(page), "values": values, **look})
    chart.set_title({"name": title_cell(page, HARDEST_LINE), "name_font": TITLE, "overlay": False})
    _axes(page, chart, "net_y", years=True)
    return chart


def _who(page: Page, table: LevelTable) -> Any:  # noqa: ANN401 - the library's chart
    chart = page.chart("bar")
    last = table.first + table.budgets - 1
    labels = f"='{page.name}'!{xl_range_abs(table.first, 0, last, 0)}"
    for column, key, colour in ((1, "gain", GAIN), (2, "cost", COST)):
        values = f"='{page.name}'!{xl_range_abs(table.first, column, last, column)}"
        look = {"fill": {"color": colour}, "border": {"color": GREY, "width": 0.5}, "gap": 60}
        look["data_labels"] = {"value": True, "num_format": THOUSANDS, "font": SMALL}
        chart.add_series({"name": page.words(f"result.series_{key}"), "categories": labels, "values": values, **look})
    chart.set_title({"name": title_cell(page, WHO_LINE), "name_font": TITLE, "overlay": False})
    _axes(page, chart, "who_x", years=False)
    return chart
