"""The participants' challenge pictures side by side: shares outside with their intervals, and other figures, ranked."""

from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.challenge_picture import ChallengePicture, challenge_picture, is_described
from utenfor_core.counties import County
from utenfor_core.enrolment import Enrolment
from workbook_templates.enrolment.overview_page import START, TableSheet
from workbook_templates.palette import MIDDLE_BLUE
from workbook_templates.sheets.picture_figures import FORMATS
from workbook_templates.styles import GREY, INK, LINE
from workbook_templates.twins import twins

SHARES: Final = ("name", "period", "share", "low", "high", "country_share", "persons", "residents", "says")
WIDTHS: Final = (30, 22, 14, 14, 14, 14, 14, 14, 60)
NAME, PERIOD, SHARE, LOW, HIGH, COUNTRY, PERSONS, RESIDENTS, SAYS = range(9)
ABOVE, BELOW = SAYS + 1, SAYS + 2
"""How far the interval reaches, which the error bars draw; right of the page that is printed."""
SHARE_UNIT: Final = "andel"
COUNT: Final = "kr"
"""The unit whose number format is a whole number with space between thousands."""
CHART_WIDTH, BAR_HEIGHT, CHART_HEAD = 660, 24, 96
"""Pixels: of a chart, of a bar with its air, and of all else on a chart."""
LINE_PIXELS: Final = 20
FEWEST_COMPARED: Final = 2
"""A chart of one bar compares nothing."""
BAR: Final = MIDDLE_BLUE
"""Light enough for the dark line of the interval to be seen on it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ranked:
    """One figure of one participant."""

    name: str
    value: float
    year: str


def write_pictures(sheet: TableSheet, enrolment: Enrolment, language: str) -> None:
    """Write a table and a chart of the shares outside, highest first, and the same of each older figure."""
    told = twins(language)
    pictures = [told.over(challenge_picture(one.number)) for one in enrolment.admitted]
    sheet.widths(WIDTHS)
    line = _shares(sheet, START, pictures)
    labels = list(dict.fromkeys(figure.label for picture in pictures for figure in picture.older))
    for label in labels:
        line = _figure(sheet, line + 1, label, pictures)
    text = sheet.words
    sheet.sheet.print_area(0, 0, line, SAYS)
    sheet.finish(text("network.sheet_pictures"), text("network.about_pictures"), repeat=1)


def _name(picture: ChallengePicture) -> str:
    here = picture.municipality
    return here.name if isinstance(here, County) else here.name_no


def _shares(sheet: TableSheet, line: int, pictures: list[ChallengePicture]) -> int:
    text = sheet.words
    sheet.heading(line, text("network.outside"), SAYS)
    line += 1
    heads = [text(f"network.head_{name}") for name in SHARES]
    sheet.heads(line, heads, [False, False, *([True] * 6), False], WIDTHS)
    shown = [one for one in pictures if is_described(one.headline.persons) and one.headline.share is not None]
    shown.sort(key=lambda one: (-(one.headline.share or 0.0), _name(one)))
    hidden = [one for one in pictures if one not in shown]
    first = line + 1
    for line, picture in enumerate(shown, first):
        _share(sheet, line, picture)
    last = first + len(shown) - 1
    for line, picture in enumerate(hidden, last + 1):
        _hidden(sheet, line, picture)
    line = last + len(hidden) + 1
    for key in ("order_unsure", "mean_of_years"):
        sheet.text(line, 0, text(f"network.{key}"), "subtitle")
        line += 1
    if len(shown) < FEWEST_COMPARED:
        return line
    chart = sheet.chart("bar")
    chart.add_series({
        "name": text("network.outside"),
        "categories": [sheet.name, first, NAME, last, NAME],
        "values": [sheet.name, first, SHARE, last, SHARE],
        "fill": {"color": BAR},
        "gap": 60,
        "y_error_bars": {
            "type": "custom",
            "plus_values": f"='{sheet.name}'!{_range(first, ABOVE, last)}",
            "minus_values": f"='{sheet.name}'!{_range(first, BELOW, last)}",
            "line": {"color": INK},
        },
    })  # fmt: skip
    return _insert(sheet, line, chart, title=text("network.chart_outside"), bars=len(shown), form="0%")


def _range(first: int, column: int, last: int) -> str:
    begin, end = (xl_rowcol_to_cell(line, column, row_abs=True, col_abs=True) for line in (first, last))
    return f"{begin}:{end}"


def _share(sheet: TableSheet, line: int, picture: ChallengePicture) -> None:
    text, headline = sheet.words, picture.headline
    country = picture.country[max(picture.country)].share
    sheet.cell(line, NAME, _name(picture))
    sheet.cell(line, PERIOD, headline.label)
    for column, value in ((SHARE, headline.share), (LOW, headline.low), (HIGH, headline.high), (COUNTRY, country)):
        sheet.cell(line, column, value, SHARE_UNIT)
    sheet.cell(line, PERSONS, headline.persons, COUNT)
    sheet.cell(line, RESIDENTS, headline.residents, COUNT)
    sheet.cell(line, SAYS, text(f"network.against_country_{picture.reading.against['country']}"))
    share, low, high = headline.share or 0.0, headline.low or 0.0, headline.high or 0.0
    cells = {column: xl_rowcol_to_cell(line, column) for column in (SHARE, LOW, HIGH)}
    sheet.formula(line, ABOVE, f"={cells[HIGH]}-{cells[SHARE]}", high - share, SHARE_UNIT, "constant")
    sheet.formula(line, BELOW, f"={cells[SHARE]}-{cells[LOW]}", share - low, SHARE_UNIT, "constant")


def _hidden(sheet: TableSheet, line: int, picture: ChallengePicture) -> None:
    """Write a participant whose share is not known, or whose group is too small to be described."""
    text, headline = sheet.words, picture.headline
    few = headline.persons is not None
    sheet.cell(line, NAME, _name(picture))
    sheet.cell(line, PERIOD, headline.label)
    why = text("network.too_few", fewest=picture.reading.fewest) if few else headline.reason or ""
    for column in range(SHARE, RESIDENTS + 1):
        sheet.cell(line, column, text("network.not_shown"))
    sheet.cell(line, SAYS, why)


def _figure(sheet: TableSheet, line: int, label: str, pictures: list[ChallengePicture]) -> int:
    """Write one older figure of all participants, highest first, with a chart; who lacks it is named below."""
    text = sheet.words
    found, lacking, unit, credit = [], [], "", ""
    for picture in pictures:
        figure = next((one for one in picture.older if one.label == label), None)
        if figure is None or figure.value is None:
            lacking.append(f"{_name(picture)}: {figure.reason}" if figure and figure.reason else _name(picture))
            continue
        unit, credit = FORMATS[figure.unit], figure.credit
        found.append(_Ranked(name=_name(picture), value=figure.value, year=figure.year_label))
    sheet.heading(line, label, SAYS)
    line += 1
    if found:
        heads = [text(f"network.head_{name}") for name in ("name", "period", "value")]
        sheet.heads(line, heads, [False, False, True], WIDTHS[: len(heads)])
    found.sort(key=lambda one: (-one.value, one.name))
    first = line + 1
    for line, one in enumerate(found, first):
        sheet.cell(line, NAME, one.name)
        sheet.cell(line, PERIOD, one.year)
        sheet.fit(line, {PERIOD: one.year}, WIDTHS)
        sheet.cell(line, SHARE, one.value, unit)
    last = first + len(found) - 1
    line = last + 1 if found else line
    if len(found) >= FEWEST_COMPARED:
        line = max(line, _bars(sheet, label, (first, last), unit))
    if credit:
        sheet.text(line, 0, f"{credit}.", "subtitle")
        line += 1
    for reason in lacking:
        sheet.text(line, 0, text("network.lacking", reason=reason), "subtitle")
        line += 1
    return line


def _bars(sheet: TableSheet, label: str, lines: tuple[int, int], unit: str) -> int:
    """Draw the bars of a figure beside its table; return the first line below them."""
    first, last = lines
    chart = sheet.chart("bar")
    chart.add_series({
        "name": label, "categories": [sheet.name, first, NAME, last, NAME],
        "values": [sheet.name, first, SHARE, last, SHARE], "fill": {"color": BAR}, "gap": 60,
    })  # fmt: skip
    form = "0%" if unit == SHARE_UNIT else "General"
    return _insert(sheet, first - 1, chart, title=label, bars=last - first + 1, form=form, beside=True)


def _insert(  # noqa: PLR0913 - a chart, where and how large, by name
    sheet: TableSheet,
    line: int,
    chart: Any,  # noqa: ANN401 - the library's chart classes share no typed base
    *,
    title: str,
    bars: int,
    form: str,
    beside: bool = False,
) -> int:
    """Insert a chart of bars, the first uppermost; return the first line below it."""
    small = {"size": 10, "color": GREY}
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True, "color": INK}, "overlay": False})
    chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": small, "line": {"color": LINE}})
    grid = {"visible": True, "line": {"color": LINE, "width": 0.5}}
    chart.set_x_axis({"num_format": form, "num_font": small, "min": 0, "major_gridlines": grid})
    chart.set_legend({"none": True})
    height = CHART_HEAD + BAR_HEIGHT * bars
    chart.set_size({"width": CHART_WIDTH, "height": height})
    alt = sheet.words("network.chart_alt", what=title)
    column = LOW + 1 if beside else 0
    sheet.sheet.insert_chart(line, column, chart, {"x_offset": 8, "y_offset": 8, "description": alt})
    return line + height // LINE_PIXELS + 2
