"""The waterfall on `Resultat`: from everybody who succeeds to what a budget can cash, as a table and as a chart."""

from typing import Any, Final

from xlsxwriter.utility import xl_range_abs

from utenfor_core.discounting import rounded_half_up
from utenfor_core.other_preset import CHOSEN
from utenfor_core.trace import cell_value, number
from utenfor_core.waterfall import BARS, STEPS
from workbook_templates.page import Page
from workbook_templates.palette import COST, GAIN, WHITE
from workbook_templates.sheets.example_mark import mark_of_chosen
from workbook_templates.sheets.result_charts import GRID, LABEL, SMALL, THOUSANDS, THOUSANDS_OR_NONE, TITLE
from workbook_templates.styles import GREY, LINE

CHART_COLUMN: Final = 4
CHART_SIZE: Final = {"width": 796, "height": 296}
SUMS: Final = ("seen_own", "seen_cost", "seen_net")
HEAD_HEIGHT: Final = 20
LEFT, CHANGE = 1, 2


def write(page: Page, line: int, last_column: int) -> int:
    """Write table and chart under their heading; the next free line comes back."""
    words, result = page.words, page.context.result
    page.heading(line, "closer.heading_waterfall", last_column)
    _title(page, line + 1)
    page.heads(line + 2, 0, [words(f"closer.head_{key}") for key in ("step", "left", "change")])
    page.sheet.set_row(line + 2, HEAD_HEIGHT)
    first = line + 3
    for at, (bar, (step, stands)) in enumerate(BARS.items()):
        shape = "total" if stands else "cell"
        page.write(first + at, 0, words(f"closer.bar_{bar}"), shape)
        page.link(first + at, LEFT, "remains", block=CHOSEN, member=step, shape=shape)
        moved = number(result.row("bar_to", CHOSEN)[at, 0]) - number(result.row("bar_from", CHOSEN)[at, 0])
        if stands:
            page.sheet.write_blank(first + at, CHANGE, None, page.styles(shape))
        else:
            formula = f"={{{CHOSEN}!bar_to@{bar}}}-{{{CHOSEN}!bar_from@{bar}}}"
            page.formula(first + at, CHANGE, formula, moved, "kr", shape)
    after = first + len(BARS)
    for at, name in enumerate(SUMS, after):
        shape = "total" if name == SUMS[-1] else "cell"
        page.write(at, 0, words(f"closer.{name}"), shape)
        page.link(at, LEFT, name, block=CHOSEN, shape=shape)
    _insert(page, line + 2, f"='{page.name}'!{xl_range_abs(first, 0, after - 1, 0)}", line + 1)
    return after + len(SUMS)


def _title(page: Page, line: int) -> None:
    """Write how much of a hundred kroner is left in the end: the chart's title."""
    words, context = page.words, page.context
    start, end, plain = (words(f"closer.{key}") for key in ("of_100", "left_of_100", "title_plain"))
    gross, cashed = (f"{{{CHOSEN}!remains@{step}}}" for step in (STEPS[0], STEPS[-1]))
    mark, shown = mark_of_chosen(page)
    formula = f'={mark}&IF(N({gross})>{{tolerance}},"{start}"&ROUND(100*{cashed}/{gross},0)&"{end}","{plain}")'
    cells = context.result.row("remains", CHOSEN)
    whole, left = number(cell_value(cells)), number(cell_value(cells, len(STEPS) - 1))
    known = whole > number(context.result.in_use()["tolerance"])
    text = f"{start}{rounded_half_up(100 * left / whole):.0f}{end}" if known else plain
    page.formula(line, 0, formula, shown + text, shape="plain")


def column_range(page: Page, name: str, block: str) -> str:
    """Return the cells of a family of one cell each, one below the other, as a chart reference."""
    place = page.context.layout.book.find(block, name)
    return f"='{place.sheet}'!{xl_range_abs(place.lines[0], place.column, place.lines[-1], place.column)}"


def _insert(page: Page, line: int, categories: str, title: int) -> None:
    words = page.words
    chart: Any = page.chart("column", subtype="stacked")
    looks = {
        "bar_base": (words("closer.series_base"), {"none": True}),
        "bar_total": (words("closer.series_total"), {"color": GAIN}),
        "bar_above": (words("closer.series_change"), {"color": COST}),
        "bar_below": (words("closer.series_change"), {"color": COST}),
    }
    for row, (name, fill) in looks.items():
        look = {"fill": fill, "border": {"none": True}, "gap": 30}
        chart.add_series({"name": name, "categories": categories, "values": column_range(page, row, CHOSEN), **look})
    chart.set_title({
        "name": f"='{page.name}'!{xl_range_abs(title, 0, title, 0)}", "name_font": TITLE, "overlay": False,
    })  # fmt: skip
    chart.set_x_axis({"num_font": SMALL, "label_position": "low", "line": {"color": GREY}})
    axis = {"num_font": SMALL, "num_format": THOUSANDS, "major_gridlines": GRID, "line": {"none": True}}
    chart.set_y_axis(axis | {"name": words("closer.chart_y"), "name_font": SMALL})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size(CHART_SIZE)
    options = {"description": words("closer.alt_waterfall"), "object_position": 2, "x_offset": 6, "y_offset": 2}
    chart.combine(_left(page, categories))
    page.sheet.insert_chart(line, CHART_COLUMN, chart, options)


def _left(page: Page, categories: str) -> Any:  # noqa: ANN401 - the library's chart
    """Return a line that is not seen: its labels tell at each bar what is left, however low the bar."""
    line = page.chart("line")
    label = {"value": True, "num_format": THOUSANDS_OR_NONE, "position": "above", "font": LABEL}
    line.add_series({
        "name": page.words("closer.series_left"), "categories": categories,
        "values": column_range(page, "bar_to", CHOSEN), "line": {"none": True}, "marker": {"type": "none"},
        "data_labels": label | {"fill": {"color": WHITE}},
    })  # fmt: skip
    return line
