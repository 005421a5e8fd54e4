"""The actions on `Plan`: a real Excel table that the user extends; nothing in the book depends on it."""

from typing import Final

from utenfor_core.council_inputs import STATUSES
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import list_range
from workbook_templates.sheets.plan_page_board import LAST
from workbook_templates.sheets.wrapping import LINE_HEIGHT

HEADING_LINE: Final = at.CONSEQUENCE_LINE + 2
COLUMNS: Final = (
    "action",
    "action_phase",
    "action_owner",
    "action_deadline",
    "action_status",
    "action_done",
    "action_note",
)
STATUS = 4
FIELD: Final = "handlinger"
LINES: Final = 7


def write(page: Page) -> None:
    """Write the table, empty, under a line of suggestions."""
    words = page.words
    page.heading(HEADING_LINE, "council_plan.actions", LAST)
    for line, key in enumerate(("actions_note", "actions_suggested"), HEADING_LINE + 1):
        page.write(line, 0, words(f"council_plan.{key}"), "plain")
    head = HEADING_LINE + 3
    lines = page.lines_of(FIELD, LINES)
    page.free_text(FIELD, head + 1, 0, shown=lines, shape="free_table")
    for line in range(head + 1, head + 1 + lines):
        page.sheet.set_row(line, LINE_HEIGHT * 2)
    heads = [{"header": words(f"council_plan.{key}"), "header_format": page.styles("head")} for key in COLUMNS]
    options = {"name": words("council_plan.actions_table"), "columns": heads, "style": "Table Style Light 1"}
    page.sheet.add_table(head, 0, head + lines, len(COLUMNS) - 1, options)
    rule = {"validate": "list", "source": list_range(page, STATUSES), "error_type": "stop", "ignore_blank": True}
    texts = {"error_title": words("entry.error_title"), "error_message": words("entry.error_choice")}
    page.sheet.data_validation(head + 1, STATUS, head + lines, STATUS, rule | texts)
