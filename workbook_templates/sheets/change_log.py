"""The sheet `Endringslogg`: a table where people write what they changed and why, and beside it what has changed."""

from typing import Final

from workbook_templates import positions as at
from workbook_templates.blocks.inputs import LISTED, NUMBER_COLUMN
from workbook_templates.page import Page
from workbook_templates.sheets import changed_inputs

WIDTHS: Final = (32, 30, 16, 12, 2, 6, 44, 16, 16, 20)
COLUMNS: Final = ("what", "why", "who", "date")
HEAD_LINE: Final = at.CHANGED_LINE - 1
FIELD: Final = "endringslogg"
LINES: Final = 20
"""Empty lines of the table; it grows when one more is written."""


def write(page: Page) -> None:
    """Write both halves; the sheet is not protected, so that the table can grow."""
    words = page.words
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    page.write(HEAD_LINE - 2, 0, words("change_log.about"), "plain")
    page.write(HEAD_LINE - 1, 0, words("change_log.table"), "heading")
    page.write(HEAD_LINE - 1, NUMBER_COLUMN, words("change_log.changed"), "heading")
    for column in (*range(1, len(COLUMNS)), *range(NUMBER_COLUMN + 1, len(WIDTHS))):
        page.sheet.write_blank(HEAD_LINE - 1, column, None, page.styles("heading"))
    _table(page)
    page.write(HEAD_LINE, NUMBER_COLUMN, words("change_log.number"), "head")
    changed_inputs.write_heads(page, HEAD_LINE, NUMBER_COLUMN + 1)
    for number in range(1, len(LISTED) + 1):
        changed_inputs.write_line(page, HEAD_LINE + number, NUMBER_COLUMN + 1, number)
    first, last = HEAD_LINE + 1, HEAD_LINE + len(LISTED)
    hide = {"type": "formula", "criteria": f'=$G{first + 1}=""', "format": page.styles("unlisted")}
    page.sheet.conditional_format(first, NUMBER_COLUMN, last, NUMBER_COLUMN, hide)
    _more(page, last + 1)
    page.sheet.freeze_panes(HEAD_LINE + 1, 0)
    page.sheet.repeat_rows(0, HEAD_LINE)


def _table(page: Page) -> None:
    words = page.words
    lines = page.lines_of(FIELD, LINES)
    page.free_text(FIELD, HEAD_LINE + 1, 0, shown=lines, shape="free_table")
    heads = [{"header": words(f"change_log.{key}"), "header_format": page.styles("head")} for key in COLUMNS]
    options = {"name": words("change_log.table_name"), "columns": heads, "style": "Table Style Light 1"}
    page.sheet.add_table(HEAD_LINE, 0, HEAD_LINE + lines, len(COLUMNS) - 1, options)


def _more(page: Page, line: int) -> None:
    """Write that there are more than the list has room for."""
    more, value = page.words("change_log.more"), page.context.value("inputs_changed")
    text = more if isinstance(value, float) and value > len(LISTED) else ""
    formula = f'=IF({{inputs_changed}}>ROWS({{changed_number.all}}),"{more}","")'
    page.formula(line, NUMBER_COLUMN + 1, formula, text, shape="plain")
