"""Single figures on `Utfordringsbilde`: outside by age, residents by age and older indicators, each with its year."""

from typing import Final

from utenfor_core.challenge_picture import Figure
from workbook_templates.page import Page
from workbook_templates.sheets.picture_charts import write_population_chart
from workbook_templates.sheets.picture_grid import FIRST, NOTE, Shown, write_heads, write_row

FORMATS: Final = {"antall": "kr", "andel": "andel", "poeng": "poeng", "indeks": "indeks"}
"""The unit whose number format shows a figure of each kind."""


def write_figures(page: Page, line: int, chart: int) -> int:
    """Write the three tables, and the chart of residents by age at the line `chart`."""
    picture = page.context.picture
    page.heading(line, "picture.ages", NOTE)
    line = _table(page, line + 1, picture.by_age)
    date = picture.population[0].year_label
    page.heading(line + 1, "picture.population", NOTE, date=date)
    first = line + 2
    line = _table(page, first, picture.population)
    write_population_chart(page, chart, (first + 1, line - 2))
    page.heading(line + 1, "picture.older", NOTE)
    page.write(line + 2, FIRST, page.words("picture.older_about"), "plain")
    return _table(page, line + 3, picture.older)


def _table(page: Page, line: int, figures: tuple[Figure, ...]) -> int:
    write_heads(page, line, ("figure", "value", "unit", "when"), numbers=1)
    for figure in figures:
        line += 1
        cells: list[tuple[Shown, str]] = [
            (figure.value, FORMATS[figure.unit]),
            (page.words(f"picture.unit_{figure.unit}"), ""),
        ]
        key = "figure_note" if figure.reason is None else "figure_missing"
        note = page.words(f"picture.{key}", note=figure.note, reason=figure.reason, credit=figure.credit).strip()
        write_row(page, line, figure.label, cells, note)
        page.write(line, FIRST + 1 + len(cells), figure.year_label, "unit")
    return line + 1
