"""The template for own figures as a workbook: the model's value beside an empty cell for the user's own."""

from collections.abc import Mapping
from pathlib import Path

from utenfor_core.domain import PRESETS
from utenfor_core.inputs import FIRST_PRICE_YEAR
from utenfor_core.own_figures import Target, targets
from utenfor_core.own_figures.checking import GROWING, HIGHEST_GROWTH, LOWEST_GROWTH
from utenfor_core.parameters import Parameters
from workbook_templates import own_figures_sheets as at
from workbook_templates.own_figures_groups import write_groups
from workbook_templates.own_figures_page import Sheet
from workbook_templates.sheets.wrapping import LINE_HEIGHT, line_count
from workbook_templates.styles import Styles
from workbook_templates.words import words
from workbook_templates.writing import Unfinished, open_workbook

VALUE_WIDTHS = {at.ID: 22, at.LABEL: 54, at.UNIT: 22, at.SOURCE: 34, at.NOTE: 40}
NUMBER_WIDTH = 12
NUMBER = "tall"
"""A unit without a number format: shares, years and rates side by side, each with the decimals it has."""
EXAMPLE = "angst_depresjon"
"""A group with every field filled in."""
GUIDE_WIDTHS = (30, 40, 90)
ACROSS = 52
"""Characters on a line in the column of labels."""


def write_template(target: Path, parameters: Parameters, *, language: str = "nb") -> None:
    """Write the template to `target`; the same bytes each time. Raises WorkbookError when it cannot be written."""
    known = targets(parameters)
    price_year = int(parameters.number("time/price_year"))
    texts = words(language)
    with Unfinished(target) as path, open_workbook(path, title=texts("own_figures.title")) as book:
        styles = Styles(book)
        made = {name: Sheet(book.add_worksheet(name), styles, texts) for name in at.SHEETS}
        _guide(made[at.GUIDE])
        for name in at.VALUE_SHEETS:
            _values(made[name], name, known, price_year)
        _growth(made[at.GROWTH], parameters, price_year)
        write_groups(made[at.GROUPS], parameters.groups[EXAMPLE])


def _guide(sheet: Sheet) -> None:
    for column, width in enumerate(GUIDE_WIDTHS):
        sheet.sheet.set_column(column, column, width)
    own = sheet.words["own_figures"]
    for line, name in ((at.NAME_LINE, "name"), (at.BASE_LINE, "base")):
        sheet.text(line, 0, own[name])
        sheet.open(line, at.HEAD_COLUMN)
        sheet.text(line, at.HEAD_COLUMN + 1, own[f"{name}_note"], "note")
    line = at.BASE_LINE + 2
    for heading in ("how", "sources"):
        sheet.text(line, 0, own[heading], "heading")
        for text in (text for key, text in own.items() if key.startswith(f"{heading}_")):
            line += 1
            sheet.text(line, 0, text, "plain")
        line += 2
    sheet.text(line, 0, own["sheets"], "heading")
    keys = ("unit_costs", "profiles", "shares", "growth", "groups")
    for name, key in zip(at.SHEETS[1:], keys, strict=True):
        line += 1
        sheet.sheet.write_url(line, 0, f"internal:'{name}'!A1", sheet.styles("link"), name)
        sheet.text(line, 1, own[f"sheet_{key}"], "plain")
    sheet.finish(own["title"], "")
    sheet.text(at.MARK_LINE, 0, at.MARK, "subtitle")


def _values(sheet: Sheet, name: str, known: Mapping[str, Target], price_year: int) -> None:
    sheet.sheet.set_column(at.MODEL, at.HIGH, NUMBER_WIDTH)
    for column, width in VALUE_WIDTHS.items():
        sheet.sheet.set_column(column, column, width)
    own = sheet.words["own_figures"]
    heads = {
        at.ID: "id", at.LABEL: "label", at.UNIT: "unit", at.MODEL_YEAR: "model_year", at.OWN: "own",
        at.PRICE_YEAR: "price_year", at.MONTHS: "months", at.SOURCE: "source", at.NOTE: "note", at.LOW: "low",
        at.HIGH: "high",
    }  # fmt: skip
    texts = {column: own[f"head_{word}"] for column, word in heads.items()}
    for number, preset in enumerate(PRESETS):
        texts[at.MODEL + number] = sheet.words("own_figures.head_model", preset=preset)
        texts[at.OWN + 1 + number] = sheet.words("own_figures.head_own_preset", preset=preset)
    sheet.heads(at.HEAD_LINE, texts)
    line = at.HEAD_LINE + 1
    for section, names in at.sections(known, name):
        sheet.text(line, at.LABEL, section, "heading")
        for short in names:
            line += 1
            _value(sheet, line, short, known[short], price_year)
        line += 2
    sheet.finish(name, own["about_values"])


def _value(sheet: Sheet, line: int, name: str, target: Target, price_year: int) -> None:
    about = target.line
    label = target.label
    sheet.text(line, at.ID, name, "unit")
    sheet.text(line, at.LABEL, label)
    sheet.sheet.set_row(line, LINE_HEIGHT * line_count(label, ACROSS))
    sheet.text(line, at.UNIT, about.unit, "unit")
    unit = "kr" if target.unit.money and (about.maximum or 0.0) > 1 else NUMBER
    for number, value in enumerate(about.values):
        if value is None:
            sheet.text(line, at.MODEL + number, sheet.words("own_figures.not_set"), "cell_text")
        else:
            sheet.sheet.write_number(line, at.MODEL + number, value, sheet.styles("cell", unit))
    if about.price_year:
        sheet.sheet.write_number(line, at.MODEL_YEAR, about.price_year, sheet.styles("cell", "år"))
    low, high = about.minimum or 0.0, about.maximum or 0.0
    for column, preset in at.OWN_COLUMNS.items():
        if not preset or at.takes_presets(target):
            sheet.open(line, column, unit, sheet.between(low, high))
    if target.unit.money:
        first = FIRST_PRICE_YEAR if target.index else about.price_year or price_year
        last = price_year if target.index else first
        sheet.open(line, at.PRICE_YEAR, "år", sheet.one_of([str(year) for year in range(first, last + 1)]))
    if target.unit.months:
        sheet.open(line, at.MONTHS, "forhold", sheet.between(1, 12))
    sheet.open(line, at.SOURCE)
    sheet.open(line, at.NOTE)
    for column, limit in ((at.LOW, low), (at.HIGH, high)):
        sheet.sheet.write_number(line, column, limit, sheet.styles("constant", unit))


def _growth(sheet: Sheet, parameters: Parameters, price_year: int) -> None:
    fields = at.GROWTH_FIELDS
    own = sheet.words["own_figures"]
    heads = {
        fields["indeks"]: "index", at.GROWTH_LABEL: "index_name", fields["ar"]: "year", at.GROWTH_MODEL: "model_growth",
        fields["verdi"]: "own", fields["kilde"]: "source",
    }  # fmt: skip
    sheet.heads(at.HEAD_LINE, {column: own[f"head_{word}"] for column, word in heads.items()})
    for column in range(fields["kilde"]):
        sheet.sheet.set_column(column, column, NUMBER_WIDTH)
    sheet.sheet.set_column(at.GROWTH_LABEL, at.GROWTH_LABEL, VALUE_WIDTHS[at.UNIT])
    sheet.sheet.set_column(fields["kilde"], fields["kilde"], VALUE_WIDTHS[at.NOTE])
    line = at.HEAD_LINE
    for index in GROWING:
        growth = parameters.growth(index)
        for year in range(FIRST_PRICE_YEAR + 1, price_year + 1):
            line += 1
            sheet.text(line, fields["indeks"], index, "unit")
            sheet.text(line, at.GROWTH_LABEL, sheet.words(f"index_names.{index}"))
            sheet.sheet.write_number(line, fields["ar"], year, sheet.styles("cell", "år"))
            if year in growth:
                sheet.sheet.write_number(line, at.GROWTH_MODEL, growth[year], sheet.styles("cell", "andel"))
            else:
                sheet.text(line, at.GROWTH_MODEL, own["missing"], "cell_answer")
            sheet.open(line, fields["verdi"], "andel", sheet.between(LOWEST_GROWTH, HIGHEST_GROWTH))
            sheet.open(line, fields["kilde"])
    sheet.finish(at.GROWTH, own["about_growth"])
