"""The sheet `Utfordringsbilde`: young people outside here and elsewhere, residents, older figures, a year's cost."""

from typing import Final

from workbook_templates.page import Page
from workbook_templates.sheets.picture_charts import write_chart_data, write_share_chart
from workbook_templates.sheets.picture_exclusion import write_exclusion
from workbook_templates.sheets.picture_figures import write_figures
from workbook_templates.sheets.picture_grid import FIRST, NOTE, WIDTHS
from workbook_templates.sheets.picture_shares import write_rank, write_shares
from workbook_templates.sheets.wrapping import write_lines

START: Final = 4
ACROSS: Final = 220
"""Characters of a line that runs over the whole width."""
CHART_LINES: Final = 19
ABOUT_EXCLUSION: Final = ("exclusion_about_1", "exclusion_about_2")
MISSING: Final = ("missing_1", "missing_2", "missing_3")
DIFFERENCE: Final = ("difference_1", "difference_2", "difference_3")


def write(page: Page) -> None:
    """Write the sheet from top to bottom."""
    for column, width in WIDTHS.items():
        page.sheet.set_column(column, column, width)
    picture = page.context.picture
    date, year = picture.exclusion.register_date, page.context.result.frame.price_year
    page.heading(START, "picture.neet", NOTE)
    line = write_lines(page, START + 1, page.words("picture.neet_about_1", date=date), ACROSS)
    small = (
        page.words("picture.small_yes", reason=picture.small_reason)
        if picture.small
        else page.words("picture.small_no")
    )
    page.write(line, FIRST, small, "plain")
    line = write_shares(page, line + 2)
    line = write_rank(page, line + 1)
    chart = line + 1
    line = _section(page, chart + CHART_LINES, "reading", picture.notes)
    ages = line + 1
    line = write_figures(page, ages, chart)
    line = _section(page, line + 1, "missing", _texts(page, MISSING))
    page.sheet.set_h_pagebreaks([ages, line + 1])
    line = _section(page, line + 1, "exclusion", _texts(page, ABOUT_EXCLUSION, date=date, year=year))
    line = write_exclusion(page, line)
    line = _section(page, line + 1, "difference", _texts(page, DIFFERENCE))
    data = write_chart_data(page, line + 1)
    write_share_chart(page, chart, data)


def _texts(page: Page, keys: tuple[str, ...], **filled: object) -> tuple[str, ...]:
    return tuple(page.words(f"picture.{key}", **filled) for key in keys)


def _section(page: Page, line: int, heading: str, texts: tuple[str, ...]) -> int:
    page.heading(line, f"picture.{heading}", NOTE)
    line += 1
    for text in texts:
        line = write_lines(page, line, text, ACROSS)
    return line
