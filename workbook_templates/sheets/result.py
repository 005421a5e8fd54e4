"""The sheet `Resultat`: what is found, who pays and who gains, the charts, and answers with what they do not say."""

from typing import Final

from utenfor_core.domain import FYLKE, KOMMUNE
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import (
    result_answers,
    result_caveats,
    result_charts,
    result_closer,
    result_coverage,
    result_levels,
    result_sentences,
)
from workbook_templates.sheets.result_sentences import SeenFrom

LABEL_WIDTH, WIDTH, LAST_COLUMN = 41, 13.5, 11
COUNTY_COLUMN, COUNTY_WIDTH = 2, 16
"""The column under the long word «Fylkeskommunen»."""
BASIS_LINE, WHO_LINE = 11, 15
HEAD_HEIGHT = 62
SCALE: Final = 64
"""Per cent of full size at which each part fits on a page: page breaks hold, unlike with «fit to»."""
SEEN_FROM: Final = (BASIS_LINE + 2, 0)
"""The cell that names the unit's own budgets; the sentences take their subject from it."""


def write(page: Page) -> None:
    """Write the sheet from the top: findings, what they rest on, tables, charts and caveats."""
    page.sheet.set_column(0, 0, LABEL_WIDTH)
    page.sheet.set_column(1, LAST_COLUMN, WIDTH)
    page.sheet.set_column(COUNTY_COLUMN, COUNTY_COLUMN, COUNTY_WIDTH)
    _basis(page)
    table = result_levels.write(page, WHO_LINE, LAST_COLUMN)
    page.mark_heads(WHO_LINE + 1)
    result_sentences.write(page, SeenFrom(line=SEEN_FROM[0], column=SEEN_FROM[1], name=own_name(page)), table)
    second = result_charts.write(page, table.last + 4, LAST_COLUMN, table)
    line = result_answers.write_answers(page, second + result_charts.CHART_LINES + 1, LAST_COLUMN)
    result_answers.write_measures(page, line + 1, LAST_COLUMN)
    covered = result_closer.write(page, LAST_COLUMN)
    page.sheet.set_print_scale(SCALE)
    page.sheet.set_h_pagebreaks([second, line + 1, at.CLOSER_LINE, covered])
    result_caveats.write(page, result_coverage.write(page, covered, LAST_COLUMN), LAST_COLUMN)
    page.sheet.freeze_panes(3, 1)


def own_name(page: Page) -> str:
    """Return what the unit's own budgets are called: one municipality, or one that is a county besides."""
    place = page.context.municipality
    both = {KOMMUNE, FYLKE} <= place.own_levels
    return page.words("result.own_both" if both else "result.own", name=place.name_no)


def _basis(page: Page) -> None:
    context, words, line = page.context, page.words, BASIS_LINE
    page.heading(line, "result.heading_basis", LAST_COLUMN)
    keys = ("own", "preset", "year", "horizon", "rate", "people", "success", "keep", "own_values", "changed")
    page.heads(line + 1, 0, [words(f"result.basis_{key}") for key in keys])
    page.sheet.set_row(line + 1, HEAD_HEIGHT)
    page.write(*SEEN_FROM, own_name(page), "cell")
    page.formula(line + 2, 1, "={#place.preset}", context.result.values["place.preset"], shape="cell_text")
    page.link(line + 2, 2, "base_year_used")
    page.link(line + 2, 3, "horizon_list", member="6", unit="år")
    page.link(line + 2, 4, "rate", index=1, unit="andel")
    people = float(context.result.row("intake", "all").sum())
    page.formula(line + 2, 5, "=SUM({all!intake[:]})", people, "personer")
    page.link(line + 2, 6, "persons", block="all")
    page.link(line + 2, 7, "keep")
    count = float(sum(value is not None for value in context.result.row("own_value")[:, 0].tolist()))
    page.formula(line + 2, 8, "=COUNTA({own_value.all})", count, "antall")
    page.link(line + 2, 9, "inputs_changed")
