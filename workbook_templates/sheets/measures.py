"""The sheet `Tiltak`: six measures side by side, what each field asks, and how each measure stands now."""

import re
from typing import Final

from utenfor_core.domain import INTAKES
from utenfor_core.model import MEASURE_BLOCKS
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.measure_status import write_status
from workbook_templates.sheets.paging import break_before
from workbook_templates.sheets.wrapping import fit_columns

LABEL, UNIT, HELP = range(3)
LAST: Final = at.MEASURE_COLUMN + len(MEASURE_BLOCKS) - 1
WIDTHS: Final = {LABEL: 27, UNIT: 11, HELP: 54}
MEASURE_WIDTH: Final = 17
"""Field, unit, explanation and six measures are seen side by side on a small screen."""
HEAD_LINE: Final = 4
SCALE: Final = 66
"""Per cent of full size at which the sheet is one page wide."""
TALL: Final = {"name": 5, "group": 5, "funder_kind": 2, "own_name": 4}
"""Lines that texts of the user's own may take in a measure's column."""
NUMBERED: Final = re.compile(r"^(funder|own)\d_")
INTAKE: Final = "intake_"


def word_of(name: str) -> str:
    """Return the word a field's texts stand under: the same for each funder, own line and intake.

    >>> word_of("own2_level"), word_of("intake_7"), word_of("age")
    ('own_level', 'intake', 'age')
    """
    return "intake" if name.startswith(INTAKE) else NUMBERED.sub(r"\1_", name)


def write(page: Page) -> None:
    """Write the sheet from top to bottom."""
    sheet = page.sheet
    for column, width in WIDTHS.items():
        sheet.set_column(column, column, width)
    sheet.set_column(at.MEASURE_COLUMN, LAST, MEASURE_WIDTH)
    sheet.freeze_panes(HEAD_LINE + 1, LABEL + 1)
    sheet.repeat_rows(HEAD_LINE)
    names = [page.words("measures.head_measure", number=number) for number in range(1, len(MEASURE_BLOCKS) + 1)]
    texts = [page.words(f"measures.head_{name}") for name in ("field", "unit", "help")]
    page.heads(HEAD_LINE, LABEL, texts + names, numbers_from=len(texts) + len(names))
    _switches(page)
    write_status(page, HEAD_LINE + 1, max(at.PRESET_LINE, at.EXAMPLE_LINE) + 1, WIDTHS)
    headings, lines = at.measure_lines()
    for section, line in headings.items():
        page.heading(line, f"headings.measure_{section}", LAST)
    fields = field_by_key(page)
    for name, line in lines.items():
        word = word_of(name)
        _field_words(page, line, name, word, fields[f"{MEASURE_BLOCKS[0]}.{name}"].unit)
        prompt = page.words(f"measure_prompts.{word}") if page.words.has(f"measure_prompts.{word}") else ""
        for number, owner in enumerate(MEASURE_BLOCKS):
            field = fields[f"{owner}.{name}"]
            label = page.words(f"measure_labels.{word}", number=_number(name))
            guard(page, line, at.MEASURE_COLUMN + number, field, label=label, prompt=prompt)
    break_before(sheet, tuple(headings.values()), max(lines.values()) + 1, scale=SCALE, repeated=[HEAD_LINE])


def _number(name: str) -> int:
    return int(name.removeprefix(INTAKE)) + 1 if name.startswith(INTAKE) else 0


def _field_words(page: Page, line: int, name: str, word: str, unit: str) -> None:
    known = f"measure_units.{word}"
    page.write(line, UNIT, page.words(known) if page.words.has(known) else unit, "unit")
    if word != "intake":
        label, text = page.words(f"measure_labels.{word}"), page.words(f"measure_help.{word}")
        page.write(line, LABEL, label, "label")
        page.write(line, HELP, text, "note")
        fit_columns(page, line, {LABEL: label, HELP: text}, WIDTHS, TALL.get(word, 1))
        return
    start = page.words("measures.intake_label")
    index = _number(name) - 1
    year = page.context.value("year", index=index)
    page.formula(line, LABEL, f'="{start}"&{page.address("year", index=index)}', f"{start}{year:.0f}", shape="label")
    if index in {0, INTAKES - 1}:
        page.write(line, HELP, page.words("measure_help.intake"), "note")


def _switches(page: Page) -> None:
    fields = field_by_key(page)
    for name, line in (("preset", at.PRESET_LINE), ("example", at.EXAMPLE_LINE)):
        label = page.words(f"measures.{name}")
        page.write(line, LABEL, label, "label")
        page.write(line, UNIT, page.words(f"measures.{name}_unit"), "unit")
        text = page.words(f"measures.{name}_help")
        page.write(line, HELP, text, "note")
        fit_columns(page, line, {HELP: text}, WIDTHS)
        prompt = page.words("measures.preset_prompt") if name == "preset" else ""
        guard(page, line, at.MEASURE_COLUMN, fields[f"place.{name}"], label=label, prompt=prompt)
