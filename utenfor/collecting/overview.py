"""The overview for the process leader: a workbook with a sheet for each section, whose sums are live and tie."""

from pathlib import Path
from typing import Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor.collecting.overview_sheet import START, OverviewSheet, lines_of
from utenfor.collecting.picture import Picture
from utenfor.collecting.records import BookFigures, Network
from utenfor.collecting.sections import YEARS_SHOWN
from utenfor.collecting.telling import KRONER, YEAR, Head, Section
from utenfor_core.domain import LEVELS
from workbook_templates.sheets.wrapping import LINE_HEIGHT, line_count
from workbook_templates.styles import Styles
from workbook_templates.writing import Unfinished, open_workbook

PLACE, NUMBER, LEVEL, OWN, IN_SUM, FIRST_YEAR = range(6)
"""The columns of the sheet of figures."""
FRONT: Final = (100, 24, 20)
FIGURES_HEAD: Final = START + 1
OUTSIDE_ROW: Final = len(LEVELS)
"""The row of payers outside public budgets among the payers."""
NET_ALL, PAYS, NET = 7, 2, 3
"""Columns: netto alle in Kommunene, and what is paid and the net in Hvem betaler."""


def write_overview(picture: Picture, target: Path) -> None:
    """Write the overview to `target`, the same bytes for the same picture; WorkbookError when it cannot be written."""
    words = picture.words
    with Unfinished(target) as path, open_workbook(path, title=words("collect.title")) as book:
        styles = Styles(book)
        names = {section.key: words(f"collect.sheet_{section.key}") for section in picture.sections}
        front = OverviewSheet(book, words("collect.overview"), styles, words)
        sheets = {key: OverviewSheet(book, name, styles, words) for key, name in names.items()}
        figures = None
        if picture.network.summed:
            figures = OverviewSheet(book, words("collect.figures_sheet"), styles, words)
            _figures(figures, picture.network, front.name)
        for section in picture.sections:
            sheet = sheets[section.key]
            sheet.first = _first_line(section)
            _section(sheet, section, sheets, figures, picture)
            sheet.finish(section.heading, picture.subtitle(), back=front.name)
        _front(front, picture, sheets, figures)


def _first_line(section: Section) -> int:
    """Return the first line of a section's table below its heads."""
    return START + len(section.sentences) + lines_of(section.chart, len(section.rows)) + 2


def _section(
    sheet: OverviewSheet,
    section: Section,
    sheets: dict[str, OverviewSheet],
    figures: OverviewSheet | None,
    picture: Picture,
) -> None:
    line = START
    for sentence in section.sentences:
        sheet.text(line, 0, sentence)
        line += 1
    first = sheet.first
    if section.chart:
        sheet.chart(line, section, section.chart, first)
    sheet.table(first - 1, section.key, section.heads, max(1, len(section.rows)))
    for at, row in enumerate(section.rows, first):
        for column, (value, head) in enumerate(zip(row, section.heads, strict=True)):
            formula = _by_year(section, at, column, sheets, figures, picture) if section.by_year and column else ""
            if formula:
                sheet.formula(at, column, formula, value, head.unit)
            else:
                sheet.cell(at, column, value, head.unit)
        sheet.fit(at, row, section.heads)
    _sums(sheet, section)


def _sums(sheet: OverviewSheet, section: Section) -> None:
    last = sheet.first + len(section.rows)
    for column, (value, head) in enumerate(zip(section.sums(), section.heads, strict=False)):
        if head.summed:
            below = xl_range_abs(sheet.first, column, last - 1, column)
            sheet.formula(last, column, f"=SUM({below})", value, head.unit, "total")
        else:
            sheet.text(last, column, "" if column else sheet.words("collect.sum"), "total_text")


def _by_year(  # noqa: PLR0913, PLR0917 - a cell, and where what it is made of stands
    section: Section,
    line: int,
    column: int,
    sheets: dict[str, OverviewSheet],
    figures: OverviewSheet | None,
    picture: Picture,
) -> str:
    """Return the formula of a cell of the sections by year: what it is the sum of."""
    if figures is None:
        return ""
    everyone, year = 1 + len(LEVELS), xl_rowcol_to_cell(line, 0, col_abs=True)
    if section.accumulated and column > everyone:
        return _own_until(figures, year, picture)
    if section.accumulated:
        # By year and not by place: either table may be sorted, and every sum stays its own year's.
        years = sheets["years"]
        until, flows = years.range(0, YEARS_SHOWN), years.range(column, YEARS_SHOWN)
        return f"=SUMPRODUCT(({until}<={year})*{flows})"
    if column == everyone:
        return f"=SUM({xl_rowcol_to_cell(line, 1)}:{xl_rowcol_to_cell(line, len(LEVELS))})"
    rows, years_row, amounts = _areas(figures, picture)
    level = xl_rowcol_to_cell(sheets[section.key].first - 1, column, row_abs=True)
    return f'=SUMPRODUCT(({rows[LEVEL]}={level})*({rows[IN_SUM]}="{_yes(picture)}")*({years_row}={year})*{amounts})'


def _own_until(figures: OverviewSheet, year: str, picture: Picture) -> str:
    rows, years_row, amounts = _areas(figures, picture)
    yes = _yes(picture)
    return f'=SUMPRODUCT(({rows[OWN]}="{yes}")*({rows[IN_SUM]}="{yes}")*({years_row}<={year})*{amounts})'


def _yes(picture: Picture) -> str:
    return picture.words("collect.yes")


def _areas(figures: OverviewSheet, picture: Picture) -> tuple[dict[int, str], str, str]:
    """Return the columns of the figures, the row of years, and the amounts, as other sheets refer to them."""
    count = len(LEVELS) * len(_books(picture.network))
    first, last = FIGURES_HEAD + 1, FIGURES_HEAD + count
    rows = {column: figures.range(column, count, first) for column in (LEVEL, OWN, IN_SUM)}
    end = FIRST_YEAR + YEARS_SHOWN - 1
    years = f"'{figures.name}'!{xl_range_abs(FIGURES_HEAD - 1, FIRST_YEAR, FIGURES_HEAD - 1, end)}"
    return rows, years, f"'{figures.name}'!{xl_range_abs(first, FIRST_YEAR, last, end)}"


def _books(network: Network) -> tuple[BookFigures, ...]:
    """Return the books of the sheet of figures: those that begin in the same year, so that a column is one year."""
    basis = network.basis
    others = tuple(one for one in network.others if basis and one.basis.base_year == basis.base_year)
    return (*network.summed, *others)


def _figures(sheet: OverviewSheet, network: Network, back: str) -> None:
    """Write net by municipality, level and year, from which the sums are counted."""
    words = sheet.words
    first_year = network.basis.base_year if network.basis else 0
    names = ("name", "number", "level", "own_budget", "in_sum")
    heads = [Head(text=words(f"collect.head_{name}"), width=20) for name in names]
    heads += [Head(text=str(first_year + t), unit=KRONER) for t in range(YEARS_SHOWN)]
    yes, no = words("collect.yes"), words("collect.no")
    line = FIGURES_HEAD
    for book in _books(network):
        net = book.gain - book.cost
        for level, flow in zip(LEVELS, net, strict=True):
            line += 1
            own = yes if level in book.own_levels else no
            counts = yes if book in network.summed else no
            for column, text in enumerate((book.name, book.number, words(f"collect.level_{level}"), own, counts)):
                sheet.text(line, column, text, "cell_text")
            for t in range(YEARS_SHOWN):
                sheet.cell(line, FIRST_YEAR + t, float(flow[t]), KRONER)
    for t in range(YEARS_SHOWN):
        sheet.cell(FIGURES_HEAD - 1, FIRST_YEAR + t, first_year + t, YEAR, "calculated")
    sheet.table(FIGURES_HEAD, "tall", heads, line - FIGURES_HEAD)
    sheet.finish(words("collect.figures_heading"), words("collect.figures_about"), back=back, columns=LEVEL + 1)


def _front(
    sheet: OverviewSheet, picture: Picture, sheets: dict[str, OverviewSheet], figures: OverviewSheet | None
) -> None:
    words = sheet.words
    for column, width in enumerate(FRONT):
        sheet.sheet.set_column(column, column, width)
    line = _paragraphs(sheet, START - 1, [picture.lead(), words("collect.caution")])
    sheet.text(line + 1, 0, words("collect.to_look_at"), "heading")
    told = picture.network.notices or (words("collect.nothing_to_look_at"),)
    line = _paragraphs(sheet, line + 2, told)
    if figures:
        line = _keys(sheet, line + 1, picture, sheets, figures)
    sheet.text(line + 1, 0, words("collect.contents"), "heading")
    line += 2
    for one in (*sheets.values(), *([figures] if figures else [])):
        sheet.sheet.write_url(line, 0, f"internal:'{one.name}'!A1", sheet.styles("link"), one.name)
        line += 1
    _paragraphs(sheet, line + 1, [picture.stamp()])
    sheet.finish(words("collect.title"), picture.subtitle())


def _paragraphs(sheet: OverviewSheet, line: int, texts: "tuple[str, ...] | list[str]") -> int:
    """Write texts, each in a wrapped cell of the first column; return the next line."""
    for at, text in enumerate(texts, line):
        sheet.text(at, 0, text, "text")
        sheet.sheet.set_row(at, LINE_HEIGHT * line_count(text, FRONT[0]))
    return line + len(texts)


def _keys(
    sheet: OverviewSheet, line: int, picture: Picture, sheets: dict[str, OverviewSheet], figures: OverviewSheet
) -> int:
    """Write the key figures and the checks that the sheets tie, as live formulas; return the next line."""
    words, count = sheet.words, len(picture.network.summed)
    places = sheets["municipalities"]
    sheet.text(line, 0, words("collect.key_figures"), "heading")
    columns = {at: places.range(at, count) for at in (0, 4, 5, NET_ALL)}
    formulas = (f"=COUNTA({columns[0]})", *(f"=SUM({columns[at]})" for at in (4, 5, NET_ALL)))
    for (text, value, unit), formula in zip(picture.key_figures(), formulas, strict=True):
        line += 1
        sheet.text(line, 0, text, "cell_text")
        sheet.formula(line, 1, formula, value, unit, "total")
    for key, formula in _ties(picture, sheets, figures, columns[NET_ALL]).items():
        line += 1
        sheet.text(line, 0, words(f"collect.{key}"), "cell_text")
        sheet.formula(line, 1, formula, 0.0, KRONER, "total")
        cell = xl_rowcol_to_cell(line, 1)
        good, bad = words("collect.ties"), words("collect.does_not_tie")
        sheet.formula(line, 2, f'=IF(ABS({cell})<1,"{good}","{bad}")', good, "", "cell")
    return line + 1


def _ties(picture: Picture, sheets: dict[str, OverviewSheet], figures: OverviewSheet, net_all: str) -> dict[str, str]:
    rows, _, amounts = _areas(figures, picture)
    years, payers = sheets["years"], sheets["payers"]
    total = years.range(1 + len(LEVELS), YEARS_SHOWN)
    outside = f"'{payers.name}'!{xl_rowcol_to_cell(payers.first + OUTSIDE_ROW, PAYS, row_abs=True, col_abs=True)}"
    net = payers.range(NET, len(LEVELS) + 1)
    return {
        "key_tie_years": f'=SUM({total})-SUMPRODUCT(({rows[IN_SUM]}="{_yes(picture)}")*{amounts})',
        "key_tie_payers": f"=SUM({net})+{outside}-SUM({net_all})",
    }
