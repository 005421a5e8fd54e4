"""What every sheet has alike: title, place and version, the check light, links, print set-up and protection."""

from itertools import pairwise
from typing import Final

from utenfor_core.control import FAULT, NOTICE, OK
from workbook_templates import positions as at
from workbook_templates.page import Page

PROTECTED: Final = (
    at.CALCULATION,
    at.DRAWS,
    at.RESULT,
    at.CHECKS,
    at.ABOUT,
    at.INPUTS,
    at.POSTS,
    at.RATES,
    at.TAX,
    at.ACROSS,
)
PARTLY_OPEN: Final = (
    at.FRONT, at.MEASURES, at.ASSUMPTIONS, at.GROUPS, at.PLAN, at.TAKING_PART, at.PICTURE, at.UNCERTAINTY,
)  # fmt: skip
WIDE: Final = (at.CALCULATION, at.DRAWS, at.RATES, at.POSTS, at.TAX, at.INPUTS)
LIGHT_LINE, LIGHT_COLUMN = 2, 0
HOME_COLUMN, CHECKS_COLUMN, NEXT_COLUMN = 1, 2, 4
"""Beside the light, on its line, the same on every sheet: to the front page, to the checks, and to the next sheet."""
HEAD_LINES: Final = 3
"""Lines that stay when a sheet is scrolled: title, place, light. They come again on every printed page, and a blank."""

PROTECTION: Final = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
GRID_LABEL_WIDTH, GRID_UNIT_WIDTH, GRID_WIDTH = 72, 21, 13


def dress(page: Page) -> None:
    """Give a sheet its head, its light, its print set-up and its protection."""
    sheet, words, context = page.sheet, page.words, page.context
    place = context.municipality
    page.write(0, 0, words(f"titles.{page.name}"), "title")
    line = words(
        "common.subtitle",
        name=place.name,
        number=place.number,
        version=context.version,
        data=context.result.frame.parameters.version,
        year=context.result.frame.price_year,
    )
    page.write(1, 0, line, "subtitle")
    _light(page)
    _links(page)
    sheet.lay_on_a4()
    sheet.set_footer(words("common.footer", version=context.version, name=place.name_no), {"scale_with_doc": True})
    if page.name in WIDE:
        _wide(page)
    else:
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(HEAD_LINES, 0)
        sheet.repeat_rows(0, HEAD_LINES)
    if page.name in (*PROTECTED, *PARTLY_OPEN, at.CHANGES):
        sheet.protect("", dict(PROTECTION))


def _light(page: Page) -> None:
    """Write the light below the title, in colour: the first column of every sheet is wide enough for its words."""
    page.link(LIGHT_LINE, LIGHT_COLUMN, "check_light", unit="tekst", shape="light")
    for text, shape in ((FAULT, "bad"), (NOTICE, "warn"), (OK, "good")):
        rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": page.styles(shape)}
        page.sheet.conditional_format(LIGHT_LINE, LIGHT_COLUMN, LIGHT_LINE, LIGHT_COLUMN, rule)


def _links(page: Page) -> None:
    """Write the ways on: a sheet has no link to itself, and the last one has none after it."""
    sheets = [sheet.name for sheet in page.context.workbook.worksheets()]
    after = dict(pairwise(sheets)).get(page.name, "")
    links = {
        HOME_COLUMN: (at.FRONT, page.words("common.home")),
        CHECKS_COLUMN: (at.CHECKS, page.words("common.checks")),
        NEXT_COLUMN: (after, page.words("common.next", name=after)),
    }
    for column, (name, text) in links.items():
        if name not in {"", page.name}:
            page.sheet.write_url(LIGHT_LINE, column, f"internal:'{name}'!A1", page.styles("link"), text)


def _wide(page: Page) -> None:
    page.sheet.set_column(0, 0, GRID_LABEL_WIDTH)
    page.sheet.set_column(1, 1, GRID_UNIT_WIDTH)
    page.sheet.set_column(2, 60 if page.name != at.CALCULATION else 95, GRID_WIDTH)
    axis = {at.CALCULATION: "year", at.RATES: "ages"}.get(page.name)
    if axis:
        place = page.context.layout.book.find("", axis)
        page.context.head_lines[page.name] = at.HEAD - 1
        for index in range(place.cells):
            page.link(at.HEAD - 1, place.column + index, axis, index=index, shape="head_number")
    page.sheet.freeze_panes(at.HEAD, 1)
    page.sheet.repeat_rows(0, at.HEAD - 1)
    page.sheet.repeat_columns(0, 1)
