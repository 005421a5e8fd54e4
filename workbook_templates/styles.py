"""Every format of the workbook: one typeface, a few colours, and number formats by unit."""

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT: Final = "Calibri"
INK: Final = "#1B2A3A"
BLUE: Final = "#1F4E79"
PALE_BLUE: Final = "#DCE6F1"
INPUT: Final = "#FFF4CC"
GREY: Final = "#595959"
PALE_GREY: Final = "#F2F2F2"
LINE: Final = "#BFBFBF"
GREEN: Final = "#1E6B34"
PALE_GREEN: Final = "#E2F0D9"
AMBER: Final = "#7F4F00"
PALE_AMBER: Final = "#FFE9B8"
RED: Final = "#9C0006"
PALE_RED: Final = "#FFD9D9"

KRONER: Final = "[$-414]#,##0"
NUMBER_FORMATS: Final = {
    "kr": KRONER,
    "1 000 kr": KRONER,
    "kr eller tom": '[$-414]#,##0;[$-414]-#,##0;"–"',
    "1 000 kr, tom": '[$-414]#,##0;[$-414]-#,##0;"–"',
    "mill. kr": "[$-414]#,##0.0",
    "andel": "0.0%",
    "sjanse": "0%",
    "faktor": "0.0000",
    "indeks": "0.0000",
    "forhold": "0.00",
    "år": "0",
    "alder": "General",
    "personer": KRONER,
    "poeng": "0.0",
    "årsverk": "#,##0.0#",
    "personer, ventet": "#,##0.0",
    "sats": "0.0#%",
    "personår": "0.000",
    "mottaker i året": "0.000",
    "per person": "0.0000",
    "dato": "dd.mm.yyyy",
    "tekst": "@",
}

SIZE, SMALL = 11, 9
"""Points of the type: of all text, and of codes that must not be broken in a narrow column."""
MIDDLE: Final[dict[str, Any]] = {"valign": "vcenter"}
LEFT: Final[dict[str, Any]] = {"align": "left", "indent": 1}
RIGHT: Final[dict[str, Any]] = {"align": "right", "indent": 1}
BORDER: Final[dict[str, Any]] = {"border": 1, "border_color": LINE}
WRAP: Final[dict[str, Any]] = {"text_wrap": True}
RULED: Final[dict[str, Any]] = {"bottom": 1, "bottom_color": LINE}
HEAD: Final[dict[str, Any]] = {"bold": True, "font_color": "#FFFFFF", "bg_color": BLUE, **WRAP, **MIDDLE}
TYPED: Final[dict[str, Any]] = {"bg_color": INPUT, **BORDER}
OPEN: Final[dict[str, Any]] = {**TYPED, **MIDDLE, "locked": False}

SHAPES: Final[dict[str, dict[str, Any]]] = {
    "plain": MIDDLE,
    "light": {"bold": True, **LEFT, **MIDDLE},
    "title": {"font_size": 18, "bold": True, "font_color": BLUE},
    "subtitle": {"font_size": 11, "font_color": GREY},
    "heading": {"font_size": 13, "bold": True, "font_color": BLUE, "bottom": 1, "bottom_color": BLUE},
    "head": {**HEAD, **BORDER, **LEFT},
    "head_number": {**HEAD, **BORDER, **RIGHT},
    "head_bare": {**HEAD, **LEFT, "text_wrap": False},
    "label": {**WRAP, **MIDDLE},
    "text": {**WRAP, **MIDDLE},
    "note": {"font_color": GREY, **WRAP, **LEFT, **MIDDLE},
    "code": {"font_color": GREY, "font_size": SMALL, **WRAP, **LEFT, **MIDDLE},
    "ruled": RULED,
    "ruled_text": {**LEFT, **MIDDLE, **RULED},
    "ruled_note": {"font_color": GREY, **WRAP, **LEFT, **MIDDLE, **RULED},
    "ruled_unit": {"font_color": GREY, **LEFT, **MIDDLE, **RULED},
    "unit": {"font_color": GREY, **LEFT, **MIDDLE},
    "remark": {"font_color": GREY, **MIDDLE},
    "cell": {**BORDER, **MIDDLE},
    "cell_text": {**BORDER, **MIDDLE, **WRAP, **LEFT},
    "cell_line": {**BORDER, **MIDDLE, **LEFT, "shrink": True},
    "cell_answer": {**BORDER, **MIDDLE, **WRAP, **RIGHT},
    "total": {**BORDER, **MIDDLE, "bold": True, "bg_color": PALE_BLUE},
    "total_text": {**BORDER, **MIDDLE, **WRAP, **LEFT, "bold": True, "bg_color": PALE_BLUE},
    "input": OPEN,
    "input_key": TYPED,
    "input_text": {**OPEN, **WRAP, **LEFT},
    "free_table": {**OPEN, **WRAP, **LEFT},
    "free_text": {**BORDER, **MIDDLE, "locked": False},
    "unused": {"font_color": GREY, "bg_color": PALE_GREY, "num_format": ";;;@"},
    "unused_choice": {"font_color": GREY, "bg_color": PALE_GREY, "num_format": ";;;"},
    "unlisted": {"num_format": ";;;"},
    "constant": {"font_color": GREY, **MIDDLE, "shrink": True},
    "calculated": {**MIDDLE, "shrink": True},
    "big": {"font_size": 16, "bold": True, "font_color": BLUE, **MIDDLE},
    "good": {"font_color": GREEN, "bg_color": PALE_GREEN, "bold": True},
    "warn": {"font_color": AMBER, "bg_color": PALE_AMBER, "bold": True},
    "bad": {"font_color": RED, "bg_color": PALE_RED, "bold": True},
    "link": {"font_color": BLUE, "underline": 1, **LEFT, **MIDDLE},
    "cell_link": {"font_color": BLUE, "underline": 1, **BORDER, **MIDDLE, **LEFT},
    "box": {**WRAP, "valign": "top", "bg_color": PALE_GREY, **BORDER},
    "point": {"font_size": 12, **MIDDLE},
    "example": {"font_color": AMBER, "bold": True},
}
BY_CONTENT: Final = ("cell", "total", "input")
"""Shapes that set numbers right and words left, each a little in from the border: the unit tells which it is."""
WORDS: Final = ("", "tekst")


def number_format(unit: str) -> str:
    """Return the number format of a unit; kroner of any kind in whole kroner, an unknown unit as it comes."""
    if unit in NUMBER_FORMATS:
        return NUMBER_FORMATS[unit]
    head = unit.split("/", maxsplit=1)[0].split(" per ", maxsplit=1)[0]
    return NUMBER_FORMATS.get(head, "General")


class Styles:
    """The formats of one workbook, made when first asked for: a shape and a unit."""

    def __init__(self, book: Workbook) -> None:
        """Start with none."""
        self._book = book
        self._made: dict[tuple[str, str], Format] = {}
        self._alike: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, shape: str, unit: str = "") -> Format:
        """Return the format for a shape and a unit."""
        if (shape, unit) not in self._made:
            properties = {"font_name": FONT, "font_size": SIZE, "font_color": INK, **SHAPES[shape]}
            if shape in BY_CONTENT:
                properties |= LEFT if unit in WORDS else RIGHT
            if unit:
                properties["num_format"] = number_format(unit)
            alike = tuple(sorted(properties.items()))
            if alike not in self._alike:
                self._alike[alike] = self._book.add_format(properties)
            self._made[shape, unit] = self._alike[alike]
        return self._made[shape, unit]
