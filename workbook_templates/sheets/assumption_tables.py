"""The tables below the assumptions: price indexes, amounts carried from older price years, and the user's own lines."""

from collections.abc import Mapping
from typing import Final

from utenfor_core.assumptions import INDEXES
from utenfor_core.domain import PRESETS, PROFILE_BANDS
from utenfor_core.inputs import FIRST_PRICE_YEAR
from workbook_templates.blocks.assumptions import (
    FREE_OWNERS,
    MAXIMUM_COLUMN,
    MINIMUM_COLUMN,
    OWN_COLUMN,
    PRESET_COLUMN,
    USE_COLUMN,
    YEAR_COLUMN,
)
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.wrapping import fit_columns

LABEL, UNIT = 0, 1
NOTE: Final = MAXIMUM_COLUMN + 1
HELP: Final = PRESET_COLUMN + 1
"""Beside a single typed cell of an own line; its text runs out over the empty cells."""
SIDES: Final = ("out", "in")


def write_prices(page: Page, widths: Mapping[int, float]) -> None:
    """Write the words of the price indexes and of the amounts in older prices."""
    _indexes(page, widths)
    _amounts(page, widths)


def _indexes(page: Page, widths: Mapping[int, float]) -> None:
    book, words = page.context.layout.book, page.words
    year = book.find("", "index_year").lines[0]
    page.write(year, LABEL, words("assumptions.index_year"), "label")
    page.write(year, UNIT, words("assumptions.unit_year"), "unit")
    last = page.context.result.frame.price_year
    page.number(year, YEAR_COLUMN + last - FIRST_PRICE_YEAR, last, "år")
    note = words("assumptions.index_note")
    page.write(year, NOTE, note, "note")
    fit_columns(page, year, {NOTE: note}, widths)
    fields = field_by_key(page)
    for kind in ("growth", "level"):
        place = book.find("", f"index_{kind}")
        for line, index in zip(place.lines, INDEXES, strict=True):
            name = words(f"index_names.{index}")
            page.write(line, LABEL, words(f"assumptions.index_{kind}", index=name), "label")
            page.write(line, UNIT, words(f"assumptions.unit_{kind}"), "unit")
            if kind == "growth":
                for column in range(place.cells):
                    field = fields[f"growth.{index}_{FIRST_PRICE_YEAR + 1 + column}"]
                    label = words("assumptions.index_growth_word", year=FIRST_PRICE_YEAR + 1 + column, index=name)
                    guard(page, line, place.column + column, field, label=label)


def _amounts(page: Page, widths: Mapping[int, float]) -> None:
    book, words = page.context.layout.book, page.words
    labels = {line.name: (line.label, line.unit) for line in page.context.result.frame.lines}
    for name in ("price_amount", "price_value"):
        place = book.find("", name)
        for line, member in zip(place.lines, place.row.per, strict=True):
            label, unit = labels[member]
            text = words(f"assumptions.{name}", label=label)
            page.write(line, LABEL, text, "label")
            page.write(line, UNIT, unit, "note")
            fit_columns(page, line, {LABEL: text, UNIT: unit}, widths)
    head = book.find("", "price_amount").lines[0] - 1
    heads = {
        OWN_COLUMN: "price_from",
        USE_COLUMN: "price_index",
        MINIMUM_COLUMN: "price_level",
        MAXIMUM_COLUMN: "price_factor",
    }
    for column, name in heads.items():
        page.write(head, column, words(f"assumptions.head_{name}"), "head_number")
    page.heads(head, PRESET_COLUMN, list(PRESETS), numbers_from=0)


def write_free_lines(page: Page, widths: Mapping[int, float]) -> None:
    """Write the words and validations of the user's own lines."""
    book, words, fields = page.context.layout.book, page.words, field_by_key(page)
    top = book.find(FREE_OWNERS[0], "cell_name").lines[0]
    page.write(top - 2, LABEL, words("assumptions.free_note"), "constant")
    for owner in FREE_OWNERS:
        names = [
            field.name
            for field in fields.values()
            if field.owner == owner and not field.name.startswith(("out_", "in_"))
        ]
        for name in names:
            line = book.find(owner, f"cell_{name}").lines[0]
            _words(page, line, name, HELP)
            guard(page, line, PRESET_COLUMN, fields[f"{owner}.{name}"], label=words(f"free_labels.{name}"))
        for side in SIDES:
            place = book.find(owner, f"cell_{side}")
            _words(page, place.lines[0], side, NOTE)
            fit_columns(page, place.lines[0], {NOTE: words(f"free_help.{side}")}, widths)
            for band, title in enumerate(PROFILE_BANDS):
                label = words("assumptions.free_band", label=words(f"free_labels.{side}"), band=title)
                guard(page, place.lines[0], place.column + band, fields[f"{owner}.{side}_{band + 1}"], label=label)
        heads = [words("assumptions.band", band=title) for title in PROFILE_BANDS]
        page.heads(book.find(owner, "cell_out").lines[0] - 1, PRESET_COLUMN, heads, numbers_from=0)


def _words(page: Page, line: int, name: str, column: int) -> None:
    page.write(line, LABEL, page.words(f"free_labels.{name}"), "label")
    page.write(line, UNIT, page.words(f"free_units.{name}"), "unit")
    page.write(line, column, page.words(f"free_help.{name}"), "unit" if column == HELP else "note")
