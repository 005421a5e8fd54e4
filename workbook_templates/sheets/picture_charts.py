"""The charts of `Utfordringsbilde`: small multiples of the shares, the residents by age, and their data."""

from collections.abc import Sequence
from typing import Any, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.challenge_picture import Share, is_described
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.palette import LEVEL_COLOURS, SPREAD
from workbook_templates.sheets.chart_labels import name_at
from workbook_templates.sheets.picture_grid import FIRST, NOTE
from workbook_templates.sheets.picture_sentences import OTHERS, finding, others
from workbook_templates.sheets.wrapping import LINE_HEIGHT
from workbook_templates.styles import GREY, INK, KRONER, LINE

YEAR, HERE, LOW, HIGH = range(FIRST, FIRST + 4)
OTHER: Final = {name: column for column, name in enumerate(OTHERS, HIGH + 1)}
ABOVE, BELOW = HIGH + len(OTHERS) + 1, HIGH + len(OTHERS) + 2
"""Columns of the data: how far the interval reaches to each side of the share, which the error bars draw."""
HEADS: Final = ("year", "here", "low", "high", *OTHERS, "above", "below")
SMALL_SIZE: Final = {"width": 430, "height": 270}
CHARTS_LINES: Final = 15
"""Lines that the small charts take, with a little air."""
POPULATION_SIZE: Final = {"width": 520, "height": 230}
PLACES: Final = {"county": 0, "country": 434, "group": 868}
"""Pixels from the left edge to each of the small charts."""
PLOT: Final = {"x": 0.1, "y": 0.2, "width": 0.72, "height": 0.66}
TITLE: Final = {"size": 12, "bold": True, "color": INK}
SMALL: Final = {"size": 10, "color": GREY}
NAME: Final = 0.07
"""Height of a name, as a share of the axis."""
AIR: Final = 12
"""Pixels above the small charts."""
STEP: Final = 0.05
"""Shares between two grid lines."""
COLOURS: Final = {
    "county": {"color": LEVEL_COLOURS["fylkeskommune"], "width": 2},
    "country": {"color": LEVEL_COLOURS["stat"], "width": 2, "dash_type": "dash"},
    "group": {"color": LEVEL_COLOURS["alle"], "width": 2, "dash_type": "long_dash_dot"},
}
OWN: Final = LEVEL_COLOURS["kommune"]
PER_YEAR: Final = 4
"""The column of residents in each year of age: groups of unlike width can be compared in no other way."""


def drawn(share: Share) -> bool:
    """Tell whether a year of the municipality is drawn: a group too small to describe is not."""
    return is_described(share.persons)


def write_chart_data(page: Page, line: int) -> int:
    """Write what the charts draw, and their titles; a figure that is not known or not described is an empty cell."""
    picture = page.context.picture
    page.heading(line, "picture.data", NOTE)
    page.heads(line + 1, FIRST, [page.words(f"picture.{key}") for key in HEADS])
    page.sheet.set_row(line + 1, 2 * LINE_HEIGHT)
    for row, (year, here) in enumerate(picture.here.items(), line + 2):
        page.number(row, YEAR, year, "år")
        own = (here.share, here.low, here.high) if drawn(here) else (None, None, None)
        elsewhere = (series[year].share for series in others(picture).values())
        for column, share in enumerate((*own, *elsewhere), HERE):
            if share is None:
                page.sheet.write_blank(row, column, None, page.styles("cell"))
            else:
                page.number(row, column, share, "andel")
        above, below = _reach(here)
        page.formula(row, ABOVE, f"=N({_cell(row, HIGH)})-N({_cell(row, HERE)})", above, "andel")
        page.formula(row, BELOW, f"=N({_cell(row, HERE)})-N({_cell(row, LOW)})", below, "andel")
    titles = line + 2 + len(picture.here)
    for row, other in enumerate(OTHERS, titles):
        page.write(row, FIRST, page.words("picture.finding", name=page.words(f"picture.{other}")), "cell")
        page.write(row, FIRST + 1, finding(page, other), "plain")
    return line + 2


def _cell(line: int, column: int) -> str:
    cell: str = xl_rowcol_to_cell(line, column)
    return cell


def _reach(here: Share) -> tuple[float, float]:
    """Return how far the interval reaches above and below the share, as the sheet's formulas have it."""
    if not drawn(here) or here.share is None or here.high is None or here.low is None:
        return 0.0, 0.0
    return here.high - here.share, here.share - here.low


def write_small_charts(page: Page, line: int, data: int) -> None:
    """Insert one small chart for each that the municipality is held against, all with the same axis."""
    top = _top(page)
    for number, other in enumerate(OTHERS):
        chart = page.chart("line")
        last = data + len(page.context.picture.here) - 1
        chart.add_series(_other_series(page, other, data, last))
        chart.add_series(_own_series(page, data, last))
        title = xl_rowcol_to_cell(last + 1 + number, FIRST + 1, row_abs=True, col_abs=True)
        chart.set_title({"name": f"='{at.PICTURE}'!{title}", "name_font": TITLE, "overlay": False})
        chart.set_x_axis({"num_font": SMALL, "label_position": "low", "line": {"color": LINE}})
        chart.set_y_axis(
            {
                "num_format": "0%",
                "num_font": SMALL,
                "min": 0,
                "max": top,
                "major_unit": STEP,
                "line": {"none": True},
                "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
            }
        )
        chart.set_legend({"none": True})
        chart.set_plotarea({"layout": PLOT})
        chart.set_chartarea({"border": {"color": LINE}})
        chart.set_size(SMALL_SIZE)
        chart.show_blanks_as("gap")
        alt = page.words(
            "picture.chart_alt",
            name=page.words(f"picture.{other}"),
            first=min(page.context.picture.here),
            last=max(page.context.picture.here),
        )
        page.sheet.insert_chart(line, FIRST, chart, {"x_offset": PLACES[other], "y_offset": AIR, "description": alt})


def _top(page: Page) -> float:
    """Return where the axis of all small charts ends: a whole step above the highest that is drawn."""
    picture = page.context.picture
    own = [share.high for share in picture.here.values() if drawn(share)]
    elsewhere = [share.share for series in others(picture).values() for share in series.values()]
    highest = max(share for share in (*own, *elsewhere) if share is not None)
    steps = int(highest / STEP) + 1
    return steps * STEP


def _range(column: int, first: int, last: int) -> list[Any]:
    return [at.PICTURE, first, column, last, column]


def _label(page: Page, index: int, position: str, colour: str) -> dict[str, Any]:
    return name_at(index, len(page.context.picture.here), position=position, colour=colour)


def _other_series(page: Page, other: str, first: int, last: int) -> dict[str, Any]:
    picture = page.context.picture
    series = list(others(picture)[other].values())
    point, position = clearest(list(picture.here.values()), series, _top(page))
    colour = str(COLOURS[other]["color"])
    return {
        "name": [at.PICTURE, first - 1, OTHER[other]],
        "categories": _range(YEAR, first, last),
        "values": _range(OTHER[other], first, last),
        "line": COLOURS[other],
        "marker": {"type": "none"},
        "data_labels": _label(page, point, position, colour),
    }


def clearest(own: Sequence[Share], series: Sequence[Share], top: float) -> tuple[int, str]:
    """Return where another's line is named: at its end where that is clear of ours, else where lines are farthest off.

    A name above or below a point lies across the lines' way to the points beside it, so those count too.
    """
    known = [point for point, one in enumerate(series) if one.share is not None]
    ours = [[share for share in (one.share, one.low, one.high) if share is not None and drawn(one)] for one in own]
    if not known:
        return 0, "above"
    last = known[-1]
    if last == len(series) - 1 and all(abs(share - (series[last].share or 0.0)) > NAME * top for share in ours[last]):
        return last, "right"

    def room(place: tuple[int, str]) -> float:
        point, position = place
        here, away = series[point].share or 0.0, NAME * top * (1 if position == "above" else -1)
        beside = range(max(0, point - 1), min(len(series), point + 2))
        lines = [share for at_point in beside for share in (*ours[at_point], series[at_point].share)]
        return min(abs(share - here - away) for share in lines if share is not None)

    inner = known[1:-1] or known
    return max(((point, position) for point in inner for position in ("above", "below")), key=room)


def _own_series(page: Page, first: int, last: int) -> dict[str, Any]:
    shares = list(page.context.picture.here.values())
    known = [point for point, share in enumerate(shares) if drawn(share)]
    reach = {
        "plus_values": f"='{at.PICTURE}'!{xl_range_abs(first, ABOVE, last, ABOVE)}",
        "minus_values": f"='{at.PICTURE}'!{xl_range_abs(first, BELOW, last, BELOW)}",
        "plus_data": [_reach(share)[0] for share in shares],
        "minus_data": [_reach(share)[1] for share in shares],
    }
    return {
        "name": [at.PICTURE, first - 1, HERE],
        "categories": _range(YEAR, first, last),
        "values": _range(HERE, first, last),
        "line": {"color": OWN, "width": 2.5},
        "marker": {"type": "circle", "size": 6, "fill": {"color": OWN}, "border": {"none": True}},
        "y_error_bars": {"type": "custom", **reach, "line": {"color": SPREAD, "width": 1.5}},
    } | ({"data_labels": _label(page, known[-1], "right", OWN)} if known else {})


def write_population_chart(page: Page, line: int, data: tuple[int, int], column: int) -> None:
    """Insert the column chart of children and young people by age; `data` are the first and last line of its table."""
    words = page.words
    chart = page.chart("column")
    first, last = data
    chart.add_series(
        {
            "name": words("picture.population_y"),
            "categories": [at.PICTURE, first, FIRST, last, FIRST],
            "values": [at.PICTURE, first, PER_YEAR, last, PER_YEAR],
            "fill": {"color": OWN},
            "gap": 60,
            "data_labels": {"value": True, "num_format": KRONER, "font": SMALL},
        }
    )
    title = xl_rowcol_to_cell(line - 1, FIRST, row_abs=True, col_abs=True)
    chart.set_title({"name": f"='{at.PICTURE}'!{title}", "name_font": TITLE, "overlay": False})
    chart.set_x_axis({"num_font": SMALL, "line": {"color": LINE}})
    chart.set_y_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size(POPULATION_SIZE)
    page.sheet.insert_chart(line, column, chart, {"description": words("picture.population_alt"), "x_offset": 20})
