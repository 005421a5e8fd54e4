"""The money on `Plan`: what the measures do to the financial plan, who pays, and what the results say; links only."""

from typing import Final

from utenfor_core.council_plan import PAYING
from utenfor_core.domain import ALL, OWN
from utenfor_core.plan_lines import AREAS, BLOCKS, NO_AREA, PLAN_YEARS
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import number
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import plan as financial_plan
from workbook_templates.sheets import result_sentences
from workbook_templates.sheets.plan_lines import THOUSANDS
from workbook_templates.sheets.plan_page_board import FIRST, LAST
from workbook_templates.sheets.wrapping import LINE_HEIGHT

HEADING_LINE: Final = 44
FULL: Final = FIRST + PLAN_YEARS
TABLE_LINE: Final = HEADING_LINE + 1
AREA_LINE: Final = TABLE_LINE + len(BLOCKS) + 2
PAYER_LINE: Final = AREA_LINE + len(AREAS) + 6
RESULTS_LINE: Final = at.READY_LINE + 3
SENTENCES: Final = (
    result_sentences.OWN_LINE,
    result_sentences.ALL_LINE,
    result_sentences.CASHABLE_LINE,
    result_sentences.HARDEST_LINE,
)
TILL_67: Final = 6
TALL: Final = ("break_even", "delay")
ANSWERS: Final = (
    ("break_even", "break_even_persons", OWN, TILL_67, "break_even_note"),
    ("present_own", "net_present", OWN, TILL_67, "present_note"),
    ("present_all", "net_present", ALL, TILL_67, "present_note"),
    ("delay", "delay_cost", OWN, 0, "delay_note"),
)


def write(page: Page) -> None:
    """Write the three sections."""
    _financial_plan(page)
    _areas(page)
    _payers(page)
    _results(page)


def _heads(page: Page, line: int, key: str, *, full: bool = False) -> None:
    page.write(line, 0, page.words(f"council_plan.{key}"), "head")
    for index in range(PLAN_YEARS):
        page.link(line, FIRST + index, "year", index=index, unit="år", shape="head_number")
    if full:
        page.write(line, FULL, page.words("council_plan.full_year"), "head_number")


def _years(page: Page, line: int, name: str, member: str = "", shape: str = "cell") -> None:
    for index in range(PLAN_YEARS):
        page.link(line, FIRST + index, name, member=member, index=index, unit=THOUSANDS, shape=shape)


def _financial_plan(page: Page) -> None:
    words = page.words
    page.heading(HEADING_LINE, "council_plan.money", LAST)
    _heads(page, TABLE_LINE, "money_line", full=True)
    page.sheet.set_row(TABLE_LINE, LINE_HEIGHT * 2)
    for line, block in enumerate(BLOCKS, TABLE_LINE + 1):
        page.write(line, 0, words(f"council_plan.{block}"), "cell_text")
        _years(page, line, f"plan_sum_{block}")
        page.sheet.write_blank(line, FULL, None, page.styles("cell"))
    line = AREA_LINE - 1
    page.write(line, 0, words("council_plan.net"), "total_text")
    page.sheet.set_row(line, LINE_HEIGHT * 2)
    _years(page, line, "plan_net", shape="total")
    page.link(line, FULL, "plan_net_full", unit=THOUSANDS, shape="total")


def _areas(page: Page) -> None:
    """Write the net of each service area, and under it positions and what the plan says of itself."""
    words = page.words
    _heads(page, AREA_LINE, "area", full=True)
    page.sheet.set_row(AREA_LINE, LINE_HEIGHT * 2)
    for line, member in enumerate((*AREAS, NO_AREA), AREA_LINE + 1):
        if member == NO_AREA:
            page.write(line, 0, words("council_plan.no_area"), "cell_text")
        else:
            name = page.context.value("plan_area_name", member=AREAS.index(member))
            cell, unused = page.address("plan_area_name", member=member), words("council_plan.unused")
            shown = unused if name == NOT_SET else name
            page.formula(line, 0, f'=IF({cell}="{NOT_SET}","{unused}",{cell})', shown, shape="cell_text")
        _years(page, line, "plan_area_net", member)
        page.link(line, FULL, "plan_area_full", member=member, unit=THOUSANDS)
    first, last = AREA_LINE + 1, AREA_LINE + len(AREAS)
    criteria = f'=$A{first + 1}="{words("council_plan.unused")}"'
    rule = {"type": "formula", "criteria": criteria, "format": page.styles("unused")}
    page.sheet.conditional_format(first, 0, last, FULL, rule)
    line = AREA_LINE + len(AREAS) + 2
    page.write(line, 0, words("council_plan.all_positions"), "cell_text")
    page.link(line, FIRST, "plan_positions")
    page.write(line, FIRST + 1, words("council_plan.money_note"), "unit")
    for below, sentence in enumerate((financial_plan.SENTENCE_LINE + 1, financial_plan.SENTENCE_LINE + 2), line + 1):
        page.same_as(below, 0, at.PLAN, (sentence, 0))


def _payers(page: Page) -> None:
    words, value = page.words, page.context.value
    page.heading(PAYER_LINE, "council_plan.payers", LAST)
    _heads(page, PAYER_LINE + 1, "payer")
    for line, payer in enumerate(PAYING, PAYER_LINE + 2):
        page.write(line, 0, words(f"council_plan.payer_{payer}"), "cell_text")
        _years(page, line, "paid_by_rounded", payer)
    line = PAYER_LINE + 2 + len(PAYING)
    page.write(line, 0, words("council_plan.payer_sum"), "total_text")
    _years(page, line, "paid_total", shape="total")
    none, start, end = (words(f"council_plan.funded_{key}") for key in ("none", "start", "end"))
    year = number(value("last_funded"))
    text = f"{start}{year:.0f}{end}" if year else none
    formula = f'=IF({{last_funded}}=0,"{none}","{start}"&{{last_funded}}&"{end}")'
    page.formula(line + 1, 0, formula, text, shape="plain")
    start, end = words("council_plan.payers_start"), words("council_plan.payers_end")
    text = f"{start}{page.context.result.values.get('plan.mode')}{end}"
    page.formula(line + 2, 0, f'="{start}"&{{#plan.mode}}&"{end}"', text, shape="plain")


def _results(page: Page) -> None:
    page.heading(RESULTS_LINE, "council_plan.results", LAST)
    line = RESULTS_LINE + 1
    for at_line, sentence in enumerate(SENTENCES, line):
        page.same_as(at_line, 0, at.RESULT, (sentence, 0))
    for at_line, (key, name, member, index, note) in enumerate(ANSWERS, line + len(SENTENCES)):
        page.write(at_line, 0, page.words(f"council_plan.{key}"), "cell_text")
        page.sheet.set_row(at_line, LINE_HEIGHT * (2 if key in TALL else 1) + 1)
        page.link(at_line, FIRST, name, block="all", member=member, index=index, shape="cell_answer")
        page.write(at_line, FIRST + 1, page.words(f"council_plan.{note}"), "unit")
