"""The sheet `Utfordringsbilde`, as a page of a council paper: what is said, charts, figures, what is missing."""

from typing import Final

from workbook_templates.page import Page
from workbook_templates.sheets.picture_beside import write_beside
from workbook_templates.sheets.picture_charts import CHARTS_LINES, write_chart_data, write_small_charts
from workbook_templates.sheets.picture_exclusion import write_exclusion
from workbook_templates.sheets.picture_figures import write_ages, write_older, write_population
from workbook_templates.sheets.picture_grid import ACROSS, FIRST, NOTE, WIDTHS
from workbook_templates.sheets.picture_sentences import sentences
from workbook_templates.sheets.picture_shares import write_rank, write_shares
from workbook_templates.sheets.wrapping import write_lines

START: Final = 4
SCALE: Final = 67
"""Per cent of full size at which each part fits on a page: page breaks hold, unlike with «fit to»."""
POINT_HEIGHT: Final = 19.0
"""Points of a line in the larger type of the sentences, which take one line each in every municipality."""
ABOUT_EXCLUSION: Final = ("exclusion_about_1", "exclusion_about_2")
MISSING: Final = ("child_welfare", "mental_health", "completion", "low_income", "follow_up")
"""What is not in the book, each with where it will come from and whom to ask until then."""
MISSING_NOTES: Final = ("missing_1", "missing_2")
ASK: Final = 6
"""The column that says whom to ask."""
DIFFERENCE: Final = ("difference_1", "difference_2", "difference_3")


def write(page: Page) -> None:
    """Write the sheet from top to bottom; the first screen holds the sentences and the charts."""
    for column, width in WIDTHS.items():
        page.sheet.set_column(column, column, width)
    picture, words = page.context.picture, page.words
    date, year = picture.exclusion.register_date, page.context.result.frame.price_year
    page.heading(START, "picture.neet", NOTE)
    line = START + 1
    for sentence in sentences(page):
        page.write(line, FIRST, sentence, "point")
        page.sheet.set_row(line, POINT_HEIGHT)
        line += 1
    charts = line
    line = write_lines(page, charts + CHARTS_LINES, words("picture.charts_about", date=date), ACROSS, "subtitle")
    page.heading(line + 1, "picture.numbers", NOTE)
    page.mark_heads(line + 2)
    line = write_shares(page, line + 2)
    rank = line + 1
    line = write_rank(page, rank)
    line = _section(page, line + 1, "reading", picture.notes)
    line = write_ages(page, line + 1)
    breaks = [rank]
    if picture.beside:
        breaks.append(line + 1)
        line = write_beside(page, line + 1)
    line = _missing(page, line + 1)
    population = line + 1
    line = write_population(page, population)
    line = write_older(page, line + 1)
    page.sheet.set_print_scale(SCALE)
    page.sheet.set_h_pagebreaks([*breaks, population, line + 1])
    line = _section(page, line + 1, "exclusion", _texts(page, ABOUT_EXCLUSION, date=date, year=year))
    line = write_exclusion(page, line)
    line = _section(page, line + 1, "difference", _texts(page, DIFFERENCE))
    page.sheet.print_area(0, FIRST, line - 1, NOTE)
    data = write_chart_data(page, line + 1)
    write_small_charts(page, charts, data)


def _missing(page: Page, line: int) -> int:
    """Write what is not in the book, a line for each, and where it will come from."""
    words = page.words
    page.heading(line, "picture.missing", NOTE)
    for column, key in {FIRST: "missing_what", FIRST + 1: "missing_source", ASK: "missing_ask"}.items():
        page.write(line + 1, column, words(f"picture.{key}"), "head_bare")
    for column in (*range(FIRST + 2, ASK), *range(ASK + 1, NOTE + 1)):
        page.write(line + 1, column, "", "head_bare")
    line += 2
    for key in MISSING:
        if key in page.context.picture.answered:
            continue
        for column in range(NOTE + 1):
            page.sheet.write_blank(line, column, None, page.styles("ruled"))
        for column, part in {FIRST: key, FIRST + 1: f"{key}_source", ASK: f"{key}_ask"}.items():
            page.write(line, column, words(f"picture.{part}"), "ruled_text")
        line += 1
    for key in MISSING_NOTES:
        line = write_lines(page, line, words(f"picture.{key}"), ACROSS, "subtitle")
    return line


def _texts(page: Page, keys: tuple[str, ...], **filled: object) -> tuple[str, ...]:
    return tuple(page.words(f"picture.{key}", **filled) for key in keys)


def _section(page: Page, line: int, heading: str, texts: tuple[str, ...]) -> int:
    page.heading(line, f"picture.{heading}", NOTE)
    line += 1
    for text in texts:
        line = write_lines(page, line, text, ACROSS)
    return line
