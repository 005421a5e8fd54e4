"""Single figures on `Utfordringsbilde`: outside by age, residents by age and older indicators, each with its year."""

import re
from collections.abc import Mapping
from typing import Final

from xlsxwriter.utility import xl_range_abs

from utenfor_core.challenge_picture import Figure, is_described
from workbook_templates.page import Page
from workbook_templates.sheets.picture_charts import PER_YEAR, write_population_chart
from workbook_templates.sheets.picture_grid import FIRST, NOTE, Shown, write_heads, write_row

COUNTED: Final = "antall"
CHART, POPULATION_LINES = 5, 13
"""The column where the chart of residents begins, and the lines that it takes."""
AGES: Final = re.compile(r"(?P<first>\d+)–(?P<last>\d+)")
FORMATS: Final = {"antall": "kr", "andel": "andel", "poeng": "poeng", "indeks": "indeks", "kr": "kr"}
"""The unit whose number format shows a figure of each kind."""


def write_ages(page: Page, line: int) -> int:
    """Write who is outside by age."""
    page.heading(line, "picture.ages", NOTE)
    return _table(page, line + 1, page.context.picture.by_age, shared_note=True)


def write_population(page: Page, line: int) -> int:
    """Write the residents by age, with their chart in the margin."""
    picture = page.context.picture
    page.heading(line, "picture.population", NOTE, date=picture.population[0].year_label)
    first = line + 2
    line = _table(page, first, picture.population, shared_note=True)
    groups = {first + 1 + at: years_of(figure) for at, figure in enumerate(picture.population)}
    ages = {at: years for at, years in groups.items() if years}
    _write_per_year(page, first, ages)
    write_population_chart(page, first, (min(ages), max(ages)), CHART)
    return max(line, first + POPULATION_LINES)


def years_of(figure: Figure) -> int:
    """Return how many years of age a group of inhabitants spans, 0 where its label has no ages.

    >>> from utenfor_core.challenge_picture import challenge_picture
    >>> [years_of(figure) for figure in challenge_picture("1804").population]
    [6, 10, 4, 10, 0]
    """
    ages = AGES.search(figure.label)
    return int(ages["last"]) - int(ages["first"]) + 1 if ages else 0


def _write_per_year(page: Page, head: int, ages: Mapping[int, int]) -> None:
    """Write how many there are in each year of age, on average, and above the table which ages have most."""
    page.write(head, PER_YEAR, page.words("picture.per_year"), "head_number")
    known: dict[int, float] = {}
    for figure, (line, years) in zip(page.context.picture.population, ages.items(), strict=False):
        value = shown(page, figure)
        if isinstance(value, float | int):
            known[line] = value / years
        page.number(line, PER_YEAR, known.get(line), "personer", missing=page.words("picture.unknown"))
    start, none = (page.words(f"picture.population_{key}") for key in ("most", "chart"))
    cells, names = (xl_range_abs(min(ages), column, max(ages), column) for column in (PER_YEAR, FIRST))
    most = f'"{start}"&INDEX({names},MATCH(MAX({cells}),{cells},0))'
    text = none
    if known and max(known.values()) > 0:
        line = max(known, key=lambda at: known[at])
        text = f"{start}{page.context.picture.population[line - min(ages)].label}"
    page.formula(head - 1, FIRST, f'=IF(MAX({cells})>0,{most},"{none}")', text, shape="plain")


def write_older(page: Page, line: int) -> int:
    """Write the older indicators, each with its year."""
    page.heading(line, "picture.older", NOTE)
    page.write(line + 1, FIRST, page.words("picture.older_about"), "plain")
    return _table(page, line + 2, page.context.picture.older)


def _table(page: Page, line: int, figures: tuple[Figure, ...], *, shared_note: bool = False) -> int:
    """Write a table of figures; a note that they share stands once, below."""
    write_heads(page, line, ("figure", "value", "unit", "when"), "" if shared_note else "note", numbers=1)
    page.write(line, FIRST + 4, "", "head_bare")
    for figure in figures:
        line += 1
        cells: list[tuple[Shown, str]] = [
            (shown(page, figure), FORMATS[figure.unit]),
            (page.words(f"picture.unit_{figure.unit}"), ""),
        ]
        key = "figure_note" if figure.reason is None else "figure_missing"
        note = page.words(f"picture.{key}", note=figure.note, reason=figure.reason, credit=figure.credit).strip()
        shared = page.words("picture.figure_note", note=figure.note, credit=figure.credit).strip()
        write_row(page, line, figure.label, cells, (figure.reason or "") if shared_note else note)
        page.write(line, FIRST + 1 + len(cells), figure.year_label, "unit" if shared_note else "ruled_unit")
    if shared_note:
        line += 1
        page.write(line, FIRST, shared, "subtitle")
    return line + 1


def shown(page: Page, figure: Figure) -> Shown:
    """Return the figure, or that it is a group too small to describe."""
    if figure.unit == COUNTED and figure.value and not is_described(figure.value):
        return page.words("picture.few", fewest=page.context.picture.reading.fewest)
    return figure.value
