"""The charts of `Utfordringsbilde` and the cells that the line chart draws from."""

from typing import Final

from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.picture_grid import FIRST, NOTE
from workbook_templates.sheets.wrapping import LINE_HEIGHT
from workbook_templates.styles import KRONER, LEVEL_COLOURS, LINE

SERIES: Final = ("here", "low", "high", "county", "country", "group")
SHARE_SIZE: Final = {"width": 1100, "height": 360}
POPULATION_SIZE: Final = {"width": 430, "height": 360}
GAP: Final = 10
"""Pixels between the two charts."""
FONT_SIZE: Final = {"size": 12}
LINES: Final = {
    "here": {"color": LEVEL_COLOURS["kommune"], "width": 3},
    "low": {"color": LEVEL_COLOURS["andre_kommuner"], "width": 1.25, "dash_type": "round_dot"},
    "high": {"color": LEVEL_COLOURS["andre_kommuner"], "width": 1.25, "dash_type": "round_dot"},
    "county": {"color": LEVEL_COLOURS["fylkeskommune"], "width": 2},
    "country": {"color": LEVEL_COLOURS["stat"], "width": 2, "dash_type": "dash"},
    "group": {"color": LEVEL_COLOURS["alle"], "width": 2, "dash_type": "long_dash_dot"},
}


def write_chart_data(page: Page, line: int) -> int:
    """Write what the line chart draws: a figure that is not known is an empty cell, so that nothing is drawn there."""
    picture = page.context.picture
    page.heading(line, "picture.data", NOTE)
    page.heads(line + 1, FIRST, [page.words(f"picture.{key}") for key in ("year", *SERIES)])
    page.sheet.set_row(line + 1, 2 * LINE_HEIGHT)
    for row, (year, here) in enumerate(picture.here.items(), line + 2):
        page.number(row, FIRST, year, "år")
        others = (picture.county[year].share, picture.country[year].share, picture.group[year].share)
        for column, share in enumerate((here.share, here.low, here.high, *others), FIRST + 1):
            if share is None:
                page.sheet.write_blank(row, column, None, page.styles("cell"))
            else:
                page.number(row, column, share, "andel")
    return line + 2


def write_share_chart(page: Page, line: int, data: int) -> None:
    """Insert the line chart of the shares by year."""
    words = page.words
    last = data + len(page.context.picture.here) - 1
    chart = page.chart("line")
    for column, key in enumerate(SERIES, FIRST + 1):
        markers = (
            {"type": "circle", "size": 6, "fill": {"color": LINES[key]["color"]}, "border": {"none": True}}
            if key == "here"
            else {"type": "none"}
        )
        chart.add_series(
            {
                "name": [at.PICTURE, data - 1, column],
                "categories": [at.PICTURE, data, FIRST, last, FIRST],
                "values": [at.PICTURE, data, column, last, column],
                "line": LINES[key],
                "marker": markers,
            }
        )
    chart.set_title({"name": words("picture.chart_title"), "name_font": FONT_SIZE})
    chart.set_x_axis({"name": words("picture.chart_x"), "label_position": "low"})
    chart.set_y_axis(
        {
            "name": words("picture.chart_y"),
            "num_format": "0%",
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        }
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size(SHARE_SIZE)
    chart.show_blanks_as("gap")
    page.sheet.insert_chart(line, FIRST, chart, {"description": words("picture.chart_alt")})


def write_population_chart(page: Page, line: int, data: tuple[int, int]) -> None:
    """Insert the column chart of children and young people by age; `data` are the first and last line of its table."""
    words = page.words
    chart = page.chart("column")
    first, last = data
    chart.add_series(
        {
            "name": words("picture.population_y"),
            "categories": [at.PICTURE, first, FIRST, last, FIRST],
            "values": [at.PICTURE, first, FIRST + 1, last, FIRST + 1],
            "fill": {"color": LEVEL_COLOURS["kommune"]},
            "gap": 60,
        }
    )
    chart.set_title({"name": words("picture.population_chart"), "name_font": FONT_SIZE})
    chart.set_x_axis({"name": words("picture.population_x")})
    chart.set_y_axis(
        {
            "name": words("picture.population_y"),
            "num_format": KRONER,
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        }
    )
    chart.set_legend({"none": True})
    chart.set_size(POPULATION_SIZE)
    page.sheet.insert_chart(line, NOTE, chart, {"description": words("picture.population_alt"), "x_offset": GAP})
