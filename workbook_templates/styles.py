"""Every format of the workbook: one typeface, a small palette that survives grey print, and number formats by unit."""

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
LEVEL_COLOURS: Final = {
    "kommune": "#1F4E79",
    "fylkeskommune": "#C55A11",
    "stat": "#7F7F7F",
    "andre_kommuner": "#9DC3E6",
    "andre_fylkeskommuner": "#F4B183",
    "egne": "#1F4E79",
    "alle": "#1B2A3A",
}

KRONER: Final = "[$-414]#,##0"
NUMBER_FORMATS: Final = {
    "kr": KRONER,
    "1 000 kr": KRONER,
    "mill. kr": "[$-414]#,##0.0",
    "andel": "0.0%",
    "faktor": "0.0000",
    "indeks": "0.0000",
    "forhold": "0.00",
    "år": "0",
    "alder": "0",
    "personer": "#,##0",
    "personer, ventet": "#,##0.0",
    "sats": "0.0#%",
    "personår": "0.000",
    "mottaker i året": "0.000",
    "per person": "0.0000",
    "tekst": "@",
}

SHAPES: Final[dict[str, dict[str, Any]]] = {
    "plain": {},
    "title": {"font_size": 18, "bold": True, "font_color": BLUE},
    "subtitle": {"font_size": 11, "font_color": GREY},
    "heading": {"font_size": 13, "bold": True, "font_color": BLUE, "bottom": 1, "bottom_color": BLUE},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BLUE,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": LINE,
    },
    "head_number": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BLUE,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "right",
        "border": 1,
        "border_color": LINE,
    },
    "label": {"text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "note": {"font_color": GREY, "text_wrap": True, "valign": "top", "italic": True},
    "unit": {"indent": 1, "font_color": GREY, "valign": "top"},
    "cell": {"border": 1, "border_color": LINE, "valign": "top"},
    "cell_text": {"indent": 1, "border": 1, "border_color": LINE, "valign": "top", "text_wrap": True},
    "total": {"border": 1, "border_color": LINE, "bold": True, "bg_color": PALE_BLUE},
    "input": {"bg_color": INPUT, "border": 1, "border_color": LINE, "locked": False, "valign": "top"},
    "input_key": {"bg_color": INPUT, "border": 1, "border_color": LINE},
    "input_text": {
        "indent": 1,
        "bg_color": INPUT,
        "border": 1,
        "border_color": LINE,
        "locked": False,
        "text_wrap": True,
        "valign": "top",
    },
    "pad": {"font_color": GREY, "bg_color": PALE_GREY},
    "constant": {"font_color": GREY},
    "big": {"font_size": 16, "bold": True, "font_color": BLUE},
    "good": {"font_color": GREEN, "bg_color": PALE_GREEN, "bold": True},
    "warn": {"font_color": AMBER, "bg_color": PALE_AMBER, "bold": True},
    "bad": {"font_color": RED, "bg_color": PALE_RED, "bold": True},
    "link": {"font_color": BLUE, "underline": 1},
    "box": {"text_wrap": True, "valign": "top", "bg_color": PALE_GREY, "border": 1, "border_color": LINE},
    "example": {"font_color": AMBER, "bold": True},
}


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

    def __call__(self, shape: str, unit: str = "") -> Format:
        """Return the format for a shape and a unit."""
        if (shape, unit) not in self._made:
            properties = {"font_name": FONT, "font_size": 11, "font_color": INK, **SHAPES[shape]}
            if unit:
                properties["num_format"] = number_format(unit)
            self._made[shape, unit] = self._book.add_format(properties)
        return self._made[shape, unit]
