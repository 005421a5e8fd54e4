"""One sheet of the template for own figures under writing: words, heads, open cells and what may be typed in them."""

from collections.abc import Mapping
from typing import Any

from workbook_templates.sheets.wrapping import LINE_HEIGHT
from workbook_templates.styles import Styles
from workbook_templates.surroundings import PROTECTION
from workbook_templates.words import Words
from workbook_templates.writing import PlainSheet


class Sheet:
    """One sheet of the template under writing."""

    def __init__(self, sheet: PlainSheet, styles: Styles, texts: Words) -> None:
        """Take an empty sheet."""
        self.sheet, self.styles, self.words = sheet, styles, texts

    def text(self, line: int, column: int, text: str, shape: str = "label") -> None:
        """Write words."""
        self.sheet.write_string(line, column, text, self.styles(shape))

    def heads(self, line: int, texts: Mapping[int, str]) -> None:
        """Write column heads and let them stand when the sheet is scrolled."""
        for column, text in texts.items():
            self.text(line, column, text, "head")
        self.sheet.set_row(line, 2 * LINE_HEIGHT)
        self.sheet.freeze_panes(line + 1, 2)
        self.sheet.repeat_rows(line)

    def open(self, line: int, column: int, unit: str = "", rule: Mapping[str, Any] | None = None) -> None:
        """Make a cell that may be filled in, with what may be typed in it; without a unit what is typed stays text."""
        style = self.styles("input", unit) if unit else self.styles("input_text", "tekst")
        self.sheet.write_blank(line, column, None, style)
        if rule:
            titles = {"error_title": self.words("own_figures.error_title"), "ignore_blank": True}
            self.sheet.data_validation(line, column, line, column, {**rule, **titles})

    def between(self, low: float, high: float, *, whole: bool = False) -> dict[str, Any]:
        """Return the rule that a number lies within limits."""
        shown = {"low": f"{low:.10g}".replace(".", ","), "high": f"{high:.10g}".replace(".", ",")}
        return {
            "validate": "integer" if whole else "decimal",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            "error_message": self.words("own_figures.error_number", **shown),
        }

    def one_of(self, choices: list[str]) -> dict[str, Any]:
        """Return the rule that a choice is from a list."""
        message = self.words("own_figures.error_choice")
        return {"validate": "list", "source": choices, "error_message": message}

    def finish(self, title: str, about: str) -> None:
        """Write the head, and lock all but what is open."""
        self.text(0, 0, title, "title")
        self.text(2, 0, about, "plain")
        self.sheet.lay_on_a4()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.protect("", dict(PROTECTION))
