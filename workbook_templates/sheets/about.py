"""The sheet `Om modellen`: stamp, what was changed, method in short, limits, versions, and a box for Excel 365."""

from typing import Final

from utenfor_core.domain import FYLKE, KOMMUNE, STAT
from workbook_templates import positions as at
from workbook_templates.build_day import build_day
from workbook_templates.page import Page
from workbook_templates.sheets import about_box, changed_inputs
from workbook_templates.sheets.wrapping import write_lines

WIDTHS: Final = (58, 24, 24, 30, 22)
LAST: Final = len(WIDTHS) - 1
ACROSS: Final = 185
"""Characters of a line that runs over the whole width."""
STAMP_LINE: Final = 4
LISTED: Final = 10
METHOD, LIMITS, LEFT_OUT = 10, 10, 5
PAGES: Final = 2


def write(page: Page) -> None:
    """Write the sheet from top to bottom."""
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    line = _stamp(page, STAMP_LINE)
    line = _changed(page, line + 1)
    line = _sentences(page, line + 1, "method", [f"method_{n}" for n in range(1, METHOD + 1)])
    line = _sentences(page, line + 1, "limits", [f"limit_{n}" for n in range(1, LIMITS + 1)])
    line = _left_out(page, line + 1)
    line = _versions(page, line + 1)
    about_box.write(page, line + 1, LAST)
    page.sheet.fit_to_pages(1, PAGES)
    page.sheet.freeze_panes(at.HEAD - 1, 0)


def _stamp(page: Page, line: int) -> int:
    """Write what the book is made with and of, and when."""
    words, context = page.words, page.context
    page.heading(line, "about.stamp", LAST)
    for below, key in enumerate(
        ("model", "data", "price_year", "place", "preset", "base_year", "changed", "own", "built"), 1
    ):
        page.write(line + below, 0, words(f"about.stamp_{key}"), "label")
    place, result = context.municipality, context.result
    page.write(line + 1, 1, context.version, "cell_text")
    page.write(line + 2, 1, str(result.frame.parameters.version), "cell_text")
    page.number(line + 3, 1, float(result.frame.price_year), "år")
    page.write(line + 4, 1, f"{place.number} {place.name_no}", "cell_text")
    page.formula(line + 5, 1, "={#place.preset}", result.values["place.preset"], shape="cell_text")
    page.link(line + 6, 1, "base_year_used")
    page.link(line + 7, 1, "inputs_changed")
    own = float(sum(value is not None for value in result.row("own_value")[:, 0].tolist()))
    page.formula(line + 8, 1, "=COUNTA({own_value.all})", own, "antall")
    page.sheet.write_datetime(line + 9, 1, build_day(), page.styles("cell_text", "dato"))
    untouched, replaced = words("about.example_untouched"), words("about.example_replaced")
    shown = context.value("example_shown") == 1
    formula = f'=IF({{example_shown}}=1,"{untouched}","{replaced}")'
    page.formula(line + 10, 0, formula, untouched if shown else replaced, shape="plain")
    return line + 11


def _changed(page: Page, line: int) -> int:
    words = page.words
    page.heading(line, "about.changed", LAST)
    changed_inputs.write_heads(page, line + 1, 0)
    for number in range(1, LISTED + 1):
        changed_inputs.write_line(page, line + 1 + number, 0, number)
    after = line + 2 + LISTED
    none, more = words("about.changed_none"), words("about.changed_more")
    count = page.context.value("inputs_changed")
    several = isinstance(count, float) and count > LISTED
    eleventh = page.address("changed_number", member=str(LISTED + 1))
    formula = f'=IF({{inputs_changed}}=0,"{none}",IF({eleventh}>ROWS({{input_order.all}}),"","{more}"))'
    page.formula(after, 0, formula, none if count == 0 else more if several else "", shape="plain")
    return after + 1


def _sentences(page: Page, line: int, heading: str, keys: list[str]) -> int:
    page.heading(line, f"about.{heading}", LAST)
    line += 1
    year = page.context.result.frame.price_year
    for key in keys:
        line = write_lines(page, line, page.words(f"about.{key}", year=year), ACROSS)
    return line


def _left_out(page: Page, line: int) -> int:
    """Write what is not counted: how many lines have no figure, and what is outside the model altogether."""
    line = _sentences(page, line, "left_out", [f"left_out_{n}" for n in range(1, LEFT_OUT + 1)])
    lines = page.context.result.frame.parameters.lines.values()
    empty = {
        level: sum(entry.holder == level and not entry.priced for entry in lines) for level in (KOMMUNE, FYLKE, STAT)
    }
    return write_lines(page, line, page.words("about.left_out_empty", **empty), ACROSS)


def _versions(page: Page, line: int) -> int:
    page.heading(line, "about.versions", LAST)
    line += 1
    for text in page.words["about_versions"].values():
        line = write_lines(page, line, text, ACROSS)
    return line
