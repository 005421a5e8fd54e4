"""Refreshed indicators on `Utfordringsbilde`, each beside the county's, the country's and the KOSTRA group's."""

from collections.abc import Mapping
from typing import Final

from utenfor_core.challenge_picture import Beside
from workbook_templates.page import Page
from workbook_templates.sheets.picture_figures import COUNTED, FORMATS, shown
from workbook_templates.sheets.picture_grid import FIRST, NOTE, Shown, write_heads, write_row

HEADS: Final = ("figure", "here", "county", "country", "beside_group", "unit", "when")
VALUES: Final = 4
BETTER: Final[Mapping[str, str]] = {"lavere er bedre": "better_low", "høyere er bedre": "better_high"}


def write_beside(page: Page, line: int) -> int:
    """Write the indicators that there are, and return the next line; what is not published says so."""
    page.heading(line, "picture.beside", NOTE)
    page.write(line + 1, FIRST, page.words("picture.beside_about"), "plain")
    line += 2
    write_heads(page, line, HEADS, numbers=VALUES)
    for one in page.context.picture.beside:
        line += 1
        unit = FORMATS[one.figure.unit]
        here = page.words("picture.hidden") if one.few else shown(page, one.figure)
        cells: list[tuple[Shown, str]] = [(here, unit)]
        cells += [(_other(page, other, one.figure.unit), unit) for other in (one.county, one.country, one.group)]
        write_row(page, line, one.figure.label, cells, _note(page, one))
        page.write(line, FIRST + 1 + VALUES, page.words(f"picture.unit_{one.figure.unit}"), "ruled_unit")
        page.write(line, FIRST + 2 + VALUES, one.figure.year_label, "ruled_unit")
    return line + 1


def _other(page: Page, value: float | None, unit: str) -> Shown:
    key = "not_compared" if unit == COUNTED else "not_published"
    return page.words(f"picture.{key}") if value is None else value


def _note(page: Page, one: Beside) -> str:
    """Return which way is better, what to mind, why a figure is missing, and the credit, each a sentence."""
    better = page.words(f"picture.{BETTER.get(one.direction, 'better_none')}")
    figure = one.figure
    note = page.words(
        "picture.beside_note", better=better, note=figure.note, reason=figure.reason or "", credit=figure.credit
    )
    return " ".join(note.split())
