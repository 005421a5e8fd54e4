"""The Excel form that participants fill in: a guide, a table with drop-downs by range, and the lists behind them."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from xlsxwriter.utility import xl_range_abs

from utenfor_core.counties import all_counties
from utenfor_core.errors import InputError
from utenfor_core.municipalities import all_municipalities
from utenfor_core.network import Edition
from workbook_templates.enrolment.values import FIRST_YEAR, LAST_YEAR, MOST_KRONER, MOST_SEATS, columns
from workbook_templates.languages import LANGUAGES, frame_in
from workbook_templates.own_figures_page import Sheet
from workbook_templates.sheets.wrapping import LINE_HEIGHT, line_count
from workbook_templates.styles import Styles
from workbook_templates.words import words
from workbook_templates.writing import Unfinished, open_workbook

HEAD_LINE: Final = 4
LINES: Final = 60
"""Open rows: several times what one network has room for."""
FORM_WIDTHS: Final = {
    "unit": 32, "seats": 11, "enrolled_on": 14, "prevention": 46, "motivation": 46, "groups": 22, "travel": 20,
    "language": 14, "shares_with": 32,
}  # fmt: skip
UNITS: Final = {"seats": "personer", "enrolled_on": "dato", "travel": "kr"}
"""The number format of the columns that are not words; in these, Excel keeps what is typed («5,7») as it is."""
GUIDE_WIDTHS: Final = (34, 100)
LIST_WIDTHS: Final = (40, 16)
LANGUAGE_COLUMN: Final = 1


def write_participants_template(target: Path, edition: Edition, *, language: str) -> None:
    """Write the form to `target`; the same bytes each time, and never over a file that is there.

    Raises InputError for another ending or a file that is there, WorkbookError when it cannot be written.
    """
    if target.suffix.casefold() != ".xlsx":
        message = f"{target.name}: skjemaet må hete noe på .xlsx."
        raise InputError(message)
    if target.exists():
        message = f"{target} finnes fra før og er ikke overskrevet. Velg et annet navn."
        raise InputError(message)
    texts = words(language)
    with Unfinished(target) as path, open_workbook(path, title=texts("participants.title")) as book:
        styles = Styles(book)
        names = [texts(f"participants.sheet_{name}") for name in ("guide", "form", "lists")]
        guide, form, lists = (Sheet(book.add_worksheet(name), styles, texts) for name in names)
        ranges = _lists(lists, names[2])
        _form(form, edition, ranges, language)
        _guide(guide, edition, language)


def _lists(sheet: Sheet, name: str) -> dict[str, str]:
    """Write what is chosen from, and return the range of each list."""
    units = [f"{one.number} {one.name_no}" for one in all_municipalities()]
    units += [f"{one.number} {one.name}" for one in all_counties()]
    languages = [columns()["languages"][language][1] for language in LANGUAGES]
    found = {}
    for column, (key, values) in enumerate({"unit": units, "language": languages}.items()):
        sheet.sheet.set_column(column, column, LIST_WIDTHS[column])
        sheet.text(HEAD_LINE, column, sheet.words(f"participants.list_{key}"), "head")
        for line, value in enumerate(values, HEAD_LINE + 1):
            sheet.text(line, column, value, "cell_text")
        found[key] = f"='{name}'!{xl_range_abs(HEAD_LINE + 1, column, HEAD_LINE + len(values), column)}"
    sheet.finish(name, sheet.words("participants.about_lists"))
    sheet.sheet.freeze_panes(HEAD_LINE + 1, 0)
    sheet.sheet.repeat_rows(HEAD_LINE)
    return {**found, "shares_with": found["unit"]}


def _form(sheet: Sheet, edition: Edition, ranges: dict[str, str], language: str) -> None:
    heads = {column: columns()["columns"][key][language] for column, key in enumerate(FORM_WIDTHS)}
    for column, (key, width) in enumerate(FORM_WIDTHS.items()):
        sheet.sheet.set_column(column, column, width)
        for line in range(HEAD_LINE + 1, HEAD_LINE + 1 + LINES):
            sheet.open(line, column, UNITS.get(key, ""))
        rule = _rule(sheet, key, ranges)
        sheet.sheet.data_validation(HEAD_LINE + 1, column, HEAD_LINE + LINES, column, rule)
    sheet.finish(sheet.words("participants.title_form", title=edition.title), sheet.words("participants.about_form"))
    sheet.heads(HEAD_LINE, heads)
    sheet.sheet.set_row(HEAD_LINE, 3 * LINE_HEIGHT)
    sheet.sheet.freeze_panes(HEAD_LINE + 1, 1)
    sheet.sheet.print_area(0, 0, HEAD_LINE + LINES, len(FORM_WIDTHS) - 1)


def _rule(sheet: Sheet, key: str, ranges: dict[str, str]) -> dict[str, Any]:
    """Return what may be typed in a column, with the help that Excel shows beside the cell."""
    texts = {
        "input_title": sheet.words(f"participants.input_{key}"),
        "input_message": sheet.words(f"participants.help_{key}"),
        "error_title": sheet.words("own_figures.error_title"),
        "error_message": sheet.words(f"participants.help_{key}"),
    }
    if key in ranges:
        # A number or a name alone is read as well as what the list offers: Excel tells, and lets it stand.
        return {"validate": "list", "source": ranges[key], "error_type": "information", **texts}
    if key == "seats":
        return {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": MOST_SEATS, **texts}
    if key == "travel":
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": MOST_KRONER, **texts}
    if key == "enrolled_on":
        first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
        return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last, **texts}
    return {"validate": "any", **texts}


def _guide(sheet: Sheet, edition: Edition, language: str) -> None:
    for column, width in enumerate(GUIDE_WIDTHS):
        sheet.sheet.set_column(column, column, width)
    text, line = sheet.words, 4
    sheet.text(line, 0, text("participants.columns"), "heading")
    for key in FORM_WIDTHS:
        line += 1
        about = text(f"participants.help_{key}")
        sheet.text(line, 0, columns()["columns"][key][language], "label")
        sheet.text(line, 1, about, "text")
        sheet.sheet.set_row(line, LINE_HEIGHT * line_count(about, GUIDE_WIDTHS[1]))
    line += 2
    sheet.text(line, 0, text("participants.groups"), "heading")
    for label in frame_in(language).group_labels.values():
        line += 1
        number, _, name = label.partition(" ")
        sheet.text(line, 0, number, "label")
        sheet.text(line, 1, name, "text")
    line += 2
    sheet.text(line, 0, text("participants.rules"), "heading")
    for key in ("rule_deadline", "rule_groups", "rule_back"):
        line += 1
        sheet.text(line, 0, text(f"participants.{key}", deadline=f"{edition.enrolment_deadline:%d.%m.%Y}"), "plain")
    sheet.finish(text("participants.title"), text("participants.about", title=edition.title))
