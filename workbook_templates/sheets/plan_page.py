"""The sheet `Plan`: the plan for the council, from the six questions to the list of actions, on five A4 pages."""

from typing import Final

from workbook_templates.page import Page
from workbook_templates.sheets import plan_page_actions, plan_page_board, plan_page_measures, plan_page_money

LABEL_WIDTH, WIDTH = 34, 23
EXAMPLE_LINE, INTRO_LINE = 4, 5
SCALE: Final = 76
"""Per cent of full size at which the six columns and five pages fit on A4: page breaks hold, unlike with «fit to»."""


def write(page: Page) -> None:
    """Write the sheet from top to bottom; it is not protected, so that the table of actions can grow."""
    page.sheet.set_column(0, 0, LABEL_WIDTH)
    page.sheet.set_column(1, plan_page_board.LAST, WIDTH)
    for line, key in enumerate(("intro_1", "intro_2"), INTRO_LINE):
        page.write(line, 0, page.words(f"council_plan.{key}"), "plain")
    plan_page_board.write_questions(page)
    plan_page_board.write_phases(page)
    plan_page_measures.write(page)
    plan_page_money.write(page)
    plan_page_board.write_ready(page)
    plan_page_board.write_consequences(page)
    plan_page_actions.write(page)
    marked = (plan_page_measures.HEADING_LINE - 1, plan_page_money.HEADING_LINE - 1, plan_page_money.RESULTS_LINE - 1)
    for line in (EXAMPLE_LINE, *marked):
        _mark(page, line)
    breaks = sorted((*marked, plan_page_measures.TERMS_HEAD_LINE))
    page.sheet.set_print_scale(SCALE)
    page.sheet.repeat_rows(0, 1)
    page.sheet.set_h_pagebreaks(breaks)
    page.sheet.freeze_panes(3, 1)


def _mark(page: Page, line: int) -> None:
    """Write the mark of an example, at the top of each printed page."""
    text = page.words("council_plan.example")
    shown = page.context.value("example_shown") == 1
    page.formula(line, 0, f'=IF({{example_shown}}=1,"{text}","")', text if shown else "", shape="example")
