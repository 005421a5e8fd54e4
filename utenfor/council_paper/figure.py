"""The paper's charts: Word's own, with their figures in a small workbook behind, so that they can be edited there."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import xlsxwriter
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart
from docx.shared import Length, Mm

from utenfor.council_paper.packing import repacked
from utenfor.finished_book import FinishedBook
from utenfor_core.domain import ALL, FYLKE, KOMMUNE, OTHER_KOMMUNER, OWN, STAT, VIEWS
from workbook_templates import positions as at
from workbook_templates.build_day import build_day
from workbook_templates.palette import LEVEL_COLOURS
from workbook_templates.sheets import result_sentences
from workbook_templates.sheets.result_charts import GRID, SHOWN_YEARS, SMALL, THOUSANDS, TICK, TITLE
from workbook_templates.sheets.result_levels import OTHERS, single_budgets
from workbook_templates.styles import GREY

SHEET: Final = "Tall"
WIDTH, HEIGHT = Mm(160), Mm(80)
TITLE_SIZE: Final = 11
OPEN_XML: Final = "http://schemas.openxmlformats.org"
CHART_END: Final = "</c:chartSpace>"
DATA: Final = (
    f'<c:externalData xmlns:r="{OPEN_XML}/officeDocument/2006/relationships" r:id="rId1">'
    '<c:autoUpdate val="0"/></c:externalData>'
)
SAID: Final = {
    "</c:scaling>": '</c:scaling><c:delete val="0"/>',
    "<c:tickLblPos": '<c:minorTickMark val="none"/><c:tickLblPos',
}
"""What XlsxWriter leaves out, as Excel takes it for no: others take what is left out for yes."""
STRAIGHT: Final = '<c:smooth val="0"/>'
"""Word smooths a line that does not say that it is straight."""
INLINE: Final = (
    '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="{base}/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" '
    'distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}" descr={alt}/>'
    '<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{base}/drawingml/2006/main"><a:graphicData '
    'uri="{base}/drawingml/2006/chart"><c:chart xmlns:c="{base}/drawingml/2006/chart" '
    'xmlns:r="{base}/officeDocument/2006/relationships" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline>'
    '</w:drawing></w:r><w:r><w:t xml:space="preserve">'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """A line or column of a chart: its name, its kroner by year and its looks, as XlsxWriter has them."""

    name: str
    amounts: Sequence[float]
    look: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A chart of kroner by year: its title is a sentence of the book's, its alternative text has no figures."""

    title: str
    alt: str
    axis: str
    years: Sequence[float]
    series: Sequence[Series]
    stacked: bool

    def workbook(self) -> bytes:
        """Return the figures as a workbook, with the chart in it."""
        written = io.BytesIO()
        with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
            book.set_properties({"created": build_day()})
            sheet = book.add_worksheet(SHEET)
            last = len(self.years)
            sheet.write_column(1, 0, self.years)
            chart = book.add_chart({"type": "column", "subtype": "stacked"} if self.stacked else {"type": "line"})
            for column, one in enumerate(self.series, 1):
                sheet.write_string(0, column, one.name)
                sheet.write_column(1, column, one.amounts)
                years, values = ([SHEET, 1, at_column, last, at_column] for at_column in (0, column))
                chart.add_series({"name": [SHEET, 0, column], "categories": years, "values": values, **one.look})
            chart.set_title({"name": self.title, "name_font": {**TITLE, "size": TITLE_SIZE}, "overlay": False})
            years_axis = {
                "num_font": SMALL,
                "label_position": "low",
                "line": {"color": GREY},
                "major_tick_mark": "none",
            }
            chart.set_x_axis({**years_axis, "interval_unit": TICK, "interval_tick": TICK})
            amounts = {
                "num_font": SMALL,
                "num_format": THOUSANDS,
                "major_gridlines": GRID,
                "line": {"none": True},
                "major_tick_mark": "none",
            }
            chart.set_y_axis({**amounts, "name": self.axis, "name_font": SMALL})
            chart.set_legend({"position": "bottom", "font": SMALL})
            chart.set_chartarea({"border": {"none": True}})
            sheet.insert_chart(1, len(self.series) + 2, chart)
        return repacked(written.getvalue())


def figures_of(book: FinishedBook) -> dict[str, Figure]:
    """Return the charts by name: the accumulated net, and the net of each budget year by year, both over 40 years."""
    said, words = book.said, book.said.page.words
    years = [said.amount("year", index=index) for index in range(SHOWN_YEARS)]
    lines = [
        Series(
            name=words(f"result.series_{view}"),
            amounts=[said.amount("accumulated", "all", VIEWS.index(view), index) for index in range(SHOWN_YEARS)],
            look={"line": {"color": LEVEL_COLOURS[view], "width": 2.5, "dash_type": dash}},
        )
        for view, dash in ((OWN, "solid"), (ALL, "dash"))
    ]
    by_year = [single_budgets(said.page, "net", index) for index in range(SHOWN_YEARS)]
    colours = dict(LEVEL_COLOURS) | {OTHERS: LEVEL_COLOURS[OTHER_KOMMUNER]}
    columns = [
        Series(
            name=words(f"result.level_{level}"),
            amounts=[year[number] for year in by_year],
            look={"fill": {"color": colours[level]}, "border": {"color": "#FFFFFF", "width": 0.5}, "gap": 40},
        )
        for number, level in enumerate((KOMMUNE, FYLKE, STAT, OTHERS))
    ]
    return {
        "samlet": _figure(book, "accumulated", years, lines, result_sentences.OWN_LINE),
        "aar": _figure(book, "net", years, columns, result_sentences.HARDEST_LINE),
    }


def _figure(book: FinishedBook, key: str, years: Sequence[float], series: Sequence[Series], line: int) -> Figure:
    words = book.said.page.words
    return Figure(
        title=book.said.text(at.RESULT, line), alt=words(f"result.alt_{key}"), axis=words(f"result.chart_{key}_y"),
        years=years, series=series, stacked=key == "net",
    )  # fmt: skip


class PlacedFigure:
    """A figure in a document under rendering: its parts are added where the template shows it, and only there."""

    def __init__(self, figure: Figure, document: DocumentPart, number: int) -> None:
        """Take the figure, the document's main part, and the figure's number in it."""
        self._figure, self._document, self._number = figure, document, number

    def __html__(self) -> str:
        """Return the drawing, which ends the run it stands in and begins another."""
        relation = self._document.relate_to(
            _chart_part(self._figure, self._document, self._number), RELATIONSHIP_TYPE.CHART
        )
        return INLINE.format(
            base=OPEN_XML, width=_emu(WIDTH), height=_emu(HEIGHT), number=self._number, name=f"Figur {self._number}",
            alt=quoteattr(self._figure.alt), relation=relation,
        )  # fmt: skip

    __str__ = __html__


def _emu(length: Length) -> int:
    return int(length)


def _chart_part(figure: Figure, document: DocumentPart, number: int) -> Part:
    workbook = figure.workbook()
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        xml = package.read("xl/charts/chart1.xml").decode("utf-8")
    head, _, _ = xml.partition("<c:printSettings>")
    xml = head.removesuffix(CHART_END) + DATA + CHART_END
    for before, said in SAID.items():
        xml = xml.replace(before, said)
    if not figure.stacked:
        xml = xml.replace("</c:ser>", STRAIGHT + "</c:ser>")
    owner = document.package
    chart = Part(PackURI(f"/word/charts/utenfor{number}.xml"), CONTENT_TYPE.DML_CHART, xml.encode("utf-8"), owner)
    name = PackURI(f"/word/embeddings/utenfor{number}.xlsx")
    chart.relate_to(Part(name, CONTENT_TYPE.SML_SHEET, workbook, owner), RELATIONSHIP_TYPE.PACKAGE)
    return chart
