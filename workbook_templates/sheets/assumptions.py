"""The sheet `Forutsetninger`: every assumption by preset, own value and in use, with unit, status, source and range."""

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.domain import PRESETS
from workbook_templates import positions as at
from workbook_templates.blocks.assumptions import MAXIMUM_COLUMN, MINIMUM_COLUMN, OWN_COLUMN, PRESET_COLUMN, USE_COLUMN
from workbook_templates.blocks.other_preset import OTHER_COLUMN
from workbook_templates.page import Page
from workbook_templates.sheets.assumption_tables import write_free_lines, write_prices
from workbook_templates.sheets.empty_register import write_register
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.wrapping import fit_columns
from workbook_templates.styles import SIZE, SMALL

LABEL, UNIT, STATUS, SOURCES = range(4)
NOTE: Final = MAXIMUM_COLUMN + 1
WIDTHS: Final = {
    LABEL: 24, UNIT: 14.5, STATUS: 11, SOURCES: 20, MINIMUM_COLUMN: 8, MAXIMUM_COLUMN: 12.8, NOTE: 24.8,
    OTHER_COLUMN: 12.8,
}  # fmt: skip
"""All thirteen columns are seen side by side on a small screen; a milliard kroner has room where it may stand."""
FITTED: Final = {**WIDTHS, SOURCES: WIDTHS[SOURCES] * SIZE / SMALL}
"""The columns' widths as they are to the type in them: the codes of sources are small."""
VALUE_WIDTH: Final = 12.8
HEAD_HEIGHT: Final = 45
"""Three lines: the buttons of the filter stand on the lowest, below the words."""


def write(page: Page) -> None:
    """Write the sheet from top to bottom."""
    sheet = page.sheet
    sheet.set_column(PRESET_COLUMN, MAXIMUM_COLUMN, VALUE_WIDTH)
    for column, width in WIDTHS.items():
        sheet.set_column(column, column, width)
    _heads(page)
    for heading in page.context.layout.headings:
        if heading.sheet == at.ASSUMPTIONS:
            page.heading(heading.line, f"headings.{heading.key}", NOTE, words=heading.words)
    _lines(page)
    write_prices(page, WIDTHS)
    write_free_lines(page, WIDTHS)
    write_register(page, page.context.layout.last[at.ASSUMPTIONS] + 1, WIDTHS)


def _heads(page: Page) -> None:
    line = page.context.layout.book.find("", "preset_name").lines[0]
    words = [page.words(f"assumptions.head_{name}") for name in ("label", "unit", "status", "sources")]
    values = [page.words(f"assumptions.head_{name}") for name in ("own", "use")]
    page.heads(line, LABEL, [*words, *PRESETS, *values], numbers_from=len(words))
    page.heads(
        line, MINIMUM_COLUMN, [page.words(f"assumptions.head_{name}") for name in ("low", "high")], numbers_from=0
    )
    page.write(line, NOTE, page.words("assumptions.head_note"), "head")
    page.write(line, OTHER_COLUMN, page.words("assumptions.head_other"), "head_number")
    page.write(line - 1, OWN_COLUMN, page.words("assumptions.head_number"), "note")
    page.sheet.set_row(line, HEAD_HEIGHT)
    page.sheet.freeze_panes(line + 1, LABEL + 1)
    page.sheet.repeat_rows(line)


def _lines(page: Page) -> None:
    context = page.context
    places = context.layout.book.find("", "preset_value").lines
    fields = field_by_key(page)
    for line, assumption in zip(places, context.result.frame.lines, strict=True):
        suffix = f"assumption_suffix.{assumption.name}"
        label = assumption.label + (page.words(suffix) if page.words.has(suffix) else "")
        sources = assumption.sources or page.words("assumptions.choice")
        unit = f"assumption_units.{assumption.unit}"
        shown = page.words(unit) if page.words.has(unit) else assumption.unit
        texts = {LABEL: label, UNIT: shown, SOURCES: sources, NOTE: assumption.note}
        page.write(line, LABEL, label, "label")
        page.write(line, UNIT, shown, "note")
        page.write(line, STATUS, page.words(f"assumption_status.{assumption.status}"), "label")
        page.write(line, SOURCES, sources, "code")
        page.write(line, NOTE, assumption.note, "note")
        fit_columns(page, line, texts, FITTED)
        prompt = page.words("assumptions.own_prompt")
        guard(page, line, OWN_COLUMN, fields[f"own.{assumption.name}"], label=label, prompt=prompt)
    _marks(page, places[0], places[-1])
    page.sheet.autofilter(context.layout.book.find("", "preset_name").lines[0], LABEL, places[-1], OTHER_COLUMN)


def _marks(page: Page, first: int, last: int) -> None:
    """Colour the own values that are typed, and those that cannot be used."""
    cell, least, most = (
        xl_rowcol_to_cell(first, column, col_abs=True) for column in (OWN_COLUMN, MINIMUM_COLUMN, MAXIMUM_COLUMN)
    )
    wrong = f'=AND({cell}<>"",OR(NOT(ISNUMBER({cell})),{cell}<{least},{cell}>{most}))'
    for formula, shape in ((wrong, "bad"), (f'={cell}<>""', "good")):
        rule = {"type": "formula", "criteria": formula, "format": page.styles(shape), "stop_if_true": True}
        page.sheet.conditional_format(first, OWN_COLUMN, last, USE_COLUMN, rule)
