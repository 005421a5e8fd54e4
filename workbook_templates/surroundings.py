"""What every sheet has alike: title, place and version, the check light, links, print set-up and protection."""

from typing import Final

from utenfor_core.control import FAULT, NOTICE, OK
from workbook_templates import positions as at
from workbook_templates.page import Page

PROTECTED: Final = (at.CALCULATION, at.RESULT, at.CHECKS, at.INPUTS, at.POSTS, at.RATES, at.TAX)
PARTLY_OPEN: Final = (at.FRONT, at.MEASURES, at.ASSUMPTIONS, at.GROUPS, at.PLAN, at.TAKING_PART, at.PICTURE)
WIDE: Final = (at.CALCULATION, at.RATES, at.POSTS, at.TAX, at.INPUTS)
LIGHT_LINE, LIGHT_COLUMN, HOME_COLUMN = 2, 2, 4
LIGHT_WIDTH: Final = 3
NARROW: Final = (at.PICTURE, at.RESULT, at.CHECKS, at.PLAN, at.GROUPS, at.ASSUMPTIONS, *WIDE)
"""Sheets whose third column is narrower than the light's words: there the colour spans the cells beside it."""

PROTECTION: Final = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
GRID_LABEL_WIDTH, GRID_UNIT_WIDTH, GRID_WIDTH = 52, 16, 13
FREEZE_COLUMNS: Final = {at.CALCULATION: 5, at.RATES: 4, at.POSTS: 4, at.TAX: 2}


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
    page.write(2, 0, words("common.light"), "subtitle")
    page.link(LIGHT_LINE, LIGHT_COLUMN, "check_light", unit="tekst", shape="plain")
    if page.name != at.FRONT:
        sheet.write_url(1, HOME_COLUMN, f"internal:'{at.FRONT}'!A1", page.styles("link"), words("common.home"))
    _light(page)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_footer(words("common.footer", version=context.version), {"scale_with_doc": True})
    sheet.set_margins(0.5, 0.5, 0.6, 0.7)
    sheet.set_landscape()
    if page.name in WIDE:
        _wide(page)
    else:
        sheet.fit_to_pages(1, 0)
    if page.name in PROTECTED or page.name in PARTLY_OPEN:
        sheet.protect("", dict(PROTECTION))


def _light(page: Page) -> None:
    """Colour the light, and the cells beside it that its words may run into."""
    last = LIGHT_COLUMN + (LIGHT_WIDTH - 1 if page.name in NARROW else 0)
    for column in range(LIGHT_COLUMN + 1, last + 1):
        page.sheet.write_blank(LIGHT_LINE, column, None, page.styles("plain"))
    for text, shape in ((FAULT, "bad"), (NOTICE, "warn"), (OK, "good")):
        criteria = f'=$C$3="{text}"'
        rule = {"type": "formula", "criteria": criteria, "format": page.styles(shape)}
        page.sheet.conditional_format(LIGHT_LINE, LIGHT_COLUMN, LIGHT_LINE, last, rule)


def _wide(page: Page) -> None:
    page.sheet.set_column(0, 0, GRID_LABEL_WIDTH)
    page.sheet.set_column(1, 1, GRID_UNIT_WIDTH)
    page.sheet.set_column(2, 60 if page.name != at.CALCULATION else 95, GRID_WIDTH)
    axis = {at.CALCULATION: "year", at.RATES: "ages"}.get(page.name)
    if axis:
        place = page.context.layout.book.find("", axis)
        for index in range(place.cells):
            page.link(at.HEAD - 1, place.column + index, axis, index=index, shape="head_number")
    page.sheet.freeze_panes(at.HEAD, FREEZE_COLUMNS.get(page.name, 1))
    page.sheet.repeat_rows(0, at.HEAD - 1)
    page.sheet.repeat_columns(0, 1)
