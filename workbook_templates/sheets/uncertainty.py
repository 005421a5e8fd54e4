"""The sheet `Usikkerhet`: how likely each budget is to come out ahead, what the spread is, and what it hangs on."""

from typing import Final

from utenfor_core.domain import VIEWS
from utenfor_core.trace import number
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import uncertainty_charts, uncertainty_sentences, uncertainty_spreads
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.wrapping import write_lines

LABEL_WIDTH, CHOICE_WIDTH, WIDTH, LAST_COLUMN = 36, 24, 13.5, 11
CHOICE_HEAD: Final = 10
CHARTS_LINE, TABLE_LINE, SECOND_PAGE = 15, 32, 50
HALF: Final = 4
"""The last column of the left half of the page."""
SHOWN: Final = 4
"""Horizons side by side: the financial plan, 10, 20 and 40 years."""
ACROSS_HALF: Final = 122
"""Characters of a line over the left half of the page."""


def write(page: Page) -> None:
    """Write the sheet: findings, choices, charts and chances on the first page, low and high on the second."""
    page.sheet.set_column(0, 0, LABEL_WIDTH)
    page.sheet.set_column(1, 1, CHOICE_WIDTH)
    page.sheet.set_column(2, LAST_COLUMN, WIDTH)
    _choices(page)
    page.heading(CHARTS_LINE, "uncertainty.heading_charts", LAST_COLUMN)
    line = _table(page, TABLE_LINE)
    page.mark_heads(TABLE_LINE + 1)
    for key in ("read_1", "read_2"):
        line = write_lines(page, line, page.words(f"uncertainty.{key}"), ACROSS_HALF)
    labels = uncertainty_spreads.write(page, SECOND_PAGE, LAST_COLUMN)
    uncertainty_sentences.write(page, labels)
    uncertainty_charts.write(page, CHARTS_LINE + 1, TABLE_LINE + 1, labels)
    page.sheet.set_h_pagebreaks([SECOND_PAGE])
    page.sheet.fit_to_pages(1, 2)


def _choices(page: Page) -> None:
    page.heading(CHOICE_HEAD, "uncertainty.heading_choice", LAST_COLUMN)
    fields = field_by_key(page)
    for key, line in at.UNCERTAIN_CHOICES.items():
        name = fields[key].name
        label = page.words(f"uncertainty.{name}")
        page.write(line, 0, label, "label")
        page.write(line, at.UNCERTAIN_CHOICE_COLUMN + 1, page.words(f"uncertainty.{name}_help"), "unit")
        guard(page, line, at.UNCERTAIN_CHOICE_COLUMN, fields[key], label=label)


def _table(page: Page, line: int) -> int:
    """Write the chances by view, and the spread of the chosen one, after four horizons; the next free line."""
    words = page.words
    page.heading(line, "uncertainty.heading_table", HALF)
    page.write(line + 1, 0, words("uncertainty.table_level"), "head")
    after, years = words("uncertainty.table_after"), words("uncertainty.table_years")
    for column in range(1, SHOWN + 1):
        length = number(page.context.value("horizon_list", member=column))
        formula = f'="{after}"&ROUND({{horizon_list@{column + 1}}},0)&"{years}"'
        page.formula(line + 1, column, formula, f"{after}{length:.0f}{years}", shape="head_number")
    below = line + 2
    for below, view in enumerate(VIEWS, line + 2):
        page.write(below, 0, words(f"uncertainty.level_{view}"), "cell")
        for column in range(1, SHOWN + 1):
            page.link(below, column, "chance_at", member=view, index=column - 1, unit="sjanse")
    for below, name in enumerate(("low", "middle", "high"), line + 2 + len(VIEWS)):
        page.write(below, 0, words(f"uncertainty.level_{name}"), "cell")
        for column in range(1, SHOWN + 1):
            page.link(below, column, f"{name}_at", index=column - 1)
    return below + 2
