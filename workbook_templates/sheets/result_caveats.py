"""The end of `Resultat`: what is not in the figures, which tax branch they rest on, and how they must be read."""

from collections import Counter

from utenfor_core.domain import FYLKE, KOMMUNE, STAT
from utenfor_core.empty_lines import register
from workbook_templates.page import Page
from workbook_templates.sheets.front_inputs import TAX_STATES, tax_level_told

CAVEATS, HEAD_HEIGHT = 7, 48
LIVE = {KOMMUNE: "{unit_utgiftsutjevning}", STAT: "{employer_rate}"}
"""The cell that decides whether a line is empty, for the two lines the user can fill or choose."""


def write(page: Page, line: int, last_column: int) -> int:
    """Write the count of empty lines, the tax branch and the caveats; the next free line comes back."""
    line = _empty_lines(page, line, last_column)
    page.heading(line + 1, "result.heading_caveats", last_column)
    _tax(page, line + 2)
    year = page.context.result.frame.price_year
    for index in range(1, CAVEATS + 1):
        page.write(line + 2 + index, 0, page.words(f"result.caveat_{index}", year=year), "plain")
    return line + 3 + CAVEATS


def _empty_lines(page: Page, line: int, last_column: int) -> int:
    words, result = page.words, page.context.result
    page.heading(line, "result.heading_empty", last_column)
    page.heads(line + 1, 0, [words(f"result.empty_{key}") for key in ("level", "fixed", "now")])
    page.sheet.set_row(line + 1, HEAD_HEIGHT)
    fixed = Counter(entry.holder for entry in result.frame.parameters.lines.values() if not entry.priced)
    now = Counter(entry.level for entry in register(result))
    for at, level in enumerate((KOMMUNE, FYLKE, STAT), line + 2):
        page.write(at, 0, words(f"result.level_{level}"), "cell")
        page.number(at, 1, float(fixed[level]), "antall")
        cell = f"B{at + 1}"
        if level == KOMMUNE:
            formula = f"={cell}-1*ISNUMBER({LIVE[level]})"
        elif level == STAT:
            formula = f"={cell}+1*NOT(ISNUMBER({LIVE[level]}))"
        else:
            formula = f"={cell}"
        page.formula(at, 2, formula, float(now[level]), "antall")
    page.write(line + 5, 0, words("result.empty_note"), "remark")
    return line + 6


def _tax(page: Page, line: int) -> None:
    texts = {name: page.words(f"result.tax_{name}") for name in TAX_STATES}
    page.formula(line, 0, *tax_level_told(page, texts), shape="plain")
