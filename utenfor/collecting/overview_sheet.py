"""One sheet of the overview under writing: its head, a real table, a native chart, and how it is printed."""

from collections.abc import Sequence
from typing import Any, Final

from xlsxwriter.utility import xl_range_abs

from utenfor.collecting.telling import BARS, KRONER, LINES, SHARE, STACKED, TEXT, WHOLE_BARS, Chart, Head, Section
from utenfor_core import __version__
from utenfor_core.domain import Value
from utenfor_core.inputs import is_number
from workbook_templates.sheets.wrapping import LINE_HEIGHT, line_count
from workbook_templates.standalone_page import StandalonePage
from workbook_templates.styles import FONT, GREY, INK, LINE, Styles
from workbook_templates.words import Words
from workbook_templates.writing import PlainWorkbook

START: Final = 4
"""The first line below the head: title, what it is made with, the way back, and air."""
TITLE: Final = {"name": FONT, "size": 12, "bold": True, "color": INK}
SMALL: Final = {"name": FONT, "size": 9, "color": GREY}
GRID: Final = {"visible": True, "line": {"color": "#E5E5E5"}}
MILLIONS, PER_CENT, COUNT = "[$-414]#,##0.0,,", "0%", "0"
CHART_WIDTH, CHART_HEIGHT, BAR_HEIGHT, CHART_HEAD = 1100, 320, 34, 130
"""Pixels: of a chart, of one over years, of a bar with its air, and of all else on a chart of bars."""
LINE_PIXELS: Final = 20
TYPES: Final = {
    BARS: {"type": "bar"},
    STACKED: {"type": "column", "subtype": "stacked"},
    WHOLE_BARS: {"type": "bar", "subtype": "percent_stacked"},
    LINES: {"type": "line"},
}
FIRST_YEARS: Final = 5
"""Every fifth year is named below a chart."""


class OverviewSheet(StandalonePage):
    """A sheet of the overview."""

    def __init__(self, book: PlainWorkbook, name: str, styles: Styles, words: Words) -> None:
        """Add an empty sheet of a name."""
        super().__init__(book, name, styles, words)
        self.first = START

    def cell(self, line: int, column: int, value: Value, unit: str, shape: str = "cell") -> None:
        """Write a number by its unit, a text, or a dash for what is missing."""
        if is_number(value):
            self.sheet.write_number(line, column, value, self.styles(shape, unit))
        else:
            self.text(line, column, "–" if value is None else str(value), f"{shape}_text")

    def table(self, line: int, name: str, heads: Sequence[Head], count: int) -> None:
        """Lay a real table with its heads over `count` lines below the line of heads."""
        for column, head in enumerate(heads):
            self.sheet.set_column(column, column, head.width + 2)
        shapes = ["head" if head.unit == TEXT else "head_number" for head in heads]
        columns = [
            {"header": head.text, "header_format": self.styles(shape)}
            for head, shape in zip(heads, shapes, strict=True)
        ]
        options = {"name": f"nettverk_{name}", "columns": columns, "style": "Table Style Light 1", "banded_rows": False}
        self.sheet.add_table(line, 0, line + count, len(heads) - 1, options)
        self.sheet.set_row(line, LINE_HEIGHT * (max(line_count(head.text, head.width) for head in heads) + 1))
        self.sheet.repeat_rows(line)

    def fit(self, line: int, row: Sequence[Value], heads: Sequence[Head]) -> None:
        """Make a row as high as its highest wrapped text needs."""
        texts = [(str(value), head.width) for value, head in zip(row, heads, strict=True) if isinstance(value, str)]
        most = max((line_count(text, width) for text, width in texts), default=1)
        if most > 1:
            self.sheet.set_row(line, LINE_HEIGHT * most)

    def range(self, column: int, count: int, first: int | None = None) -> str:
        """Return the cells of a column of the sheet's table, as other sheets refer to them."""
        start = self.first if first is None else first
        return f"'{self.name}'!{xl_range_abs(start, column, start + count - 1, column)}"

    def chart(self, line: int, section: Section, chart: Chart, table: int) -> int:
        """Insert the section's chart, whose table begins at a line; return the first line below the chart."""
        drawn = self.book.add_chart(dict(TYPES[chart.kind]))
        count = len(section.rows)
        unit = section.heads[chart.series[0]].unit
        for at, colour in zip(chart.series, chart.colours, strict=True):
            line_or_fill = (
                {"line": {"color": colour, "width": 2.5}} if chart.kind == LINES else {"fill": {"color": colour}}
            )
            drawn.add_series({
                "name": section.heads[at].text,
                "categories": f"={self.range(chart.names, count, table)}",
                "values": f"={self.range(at, count, table)}",
                **line_or_fill,
                **({} if chart.kind == LINES else {"gap": 50}),
            })  # fmt: skip
        drawn.set_title({"name": chart.title, "name_font": TITLE, "overlay": False})
        drawn.set_legend({"position": "bottom", "font": SMALL})
        drawn.set_chartarea({"border": {"color": LINE}})
        self._axes(drawn, chart, unit)
        bars = chart.kind in {BARS, WHOLE_BARS}
        height = CHART_HEAD + BAR_HEIGHT * count if bars else CHART_HEIGHT
        drawn.set_size({"width": CHART_WIDTH, "height": height})
        options = {"description": chart.alt, "object_position": 2, "x_offset": 2, "y_offset": 4}
        self.sheet.insert_chart(line, 0, drawn, options)
        return line + lines_of(chart, count)

    @staticmethod
    def _axes(drawn: Any, chart: Chart, unit: str) -> None:  # noqa: ANN401 - the library's chart classes share no typed base
        forms = {KRONER: MILLIONS, SHARE: PER_CENT}
        form = PER_CENT if chart.kind == WHOLE_BARS else forms.get(unit, COUNT)
        values: dict[str, Any] = {
            "name": chart.axis, "name_font": SMALL, "num_font": SMALL, "num_format": form, "major_gridlines": GRID,
            "line": {"none": True},
        }  # fmt: skip
        values |= {"min": 0, "max": 1} if unit == SHARE else {}
        names = {"num_font": SMALL, "label_position": "low", "line": {"color": GREY}}
        if chart.kind in {BARS, WHOLE_BARS}:
            drawn.set_x_axis(values)
            drawn.set_y_axis(names | {"reverse": True, "crossing": "max"})
        else:
            drawn.set_x_axis(names | {"interval_unit": FIRST_YEARS, "interval_tick": FIRST_YEARS})
            drawn.set_y_axis(values)

    def finish(self, title: str, about: str, *, back: str = "", columns: int = 0) -> None:
        """Write the head and set up how the sheet is seen and printed; `columns` stay on a sheet of many pages."""
        self.head(title, about, self.words("collect.footer", version=__version__))
        if back:
            self.sheet.write_url(2, 0, f"internal:'{back}'!A1", self.styles("link"), self.words("collect.sheet_back"))
        if columns:
            self.sheet.repeat_columns(0, columns - 1)
        else:
            self.sheet.fit_to_pages(1, 0)
        self.sheet.freeze_panes(START - 1, columns)


def lines_of(chart: Chart | None, count: int) -> int:
    """Return how many lines of a sheet a chart over so many rows takes."""
    if chart is None:
        return 0
    bars = chart.kind in {BARS, WHOLE_BARS}
    height = CHART_HEAD + BAR_HEIGHT * count if bars else CHART_HEIGHT
    return height // LINE_PIXELS + 2
