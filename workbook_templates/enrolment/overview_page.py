"""One sheet of the network's overview under writing: tables, live sums, and the unit of each formula."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from utenfor_core.domain import Value
from workbook_templates.sheets.wrapping import LINE_HEIGHT, line_count
from workbook_templates.standalone_page import StandalonePage
from workbook_templates.styles import Styles
from workbook_templates.surroundings import PROTECTION
from workbook_templates.words import Words
from workbook_templates.writing import PlainWorkbook

START: Final = 4
"""The first line below the head: title, what the sheet is, and air."""


class TableSheet(StandalonePage):
    """A sheet of the overview; `units` tells the unit of each formula cell by sheet, line and column from 1."""

    def __init__(self, book: PlainWorkbook, name: str, styles: Styles, texts: Words) -> None:
        """Add an empty sheet of a name."""
        super().__init__(book, name, styles, texts)
        self.units: dict[tuple[str, int, int], str] = {}

    def told(self, line: int, column: int, text: str, shape: str) -> None:
        """Write a sentence of the core's in the language of the book."""
        self.sheet.write_string(line, column, text, self.styles(shape))

    def cell(self, line: int, column: int, value: Value, unit: str = "", shape: str = "cell") -> None:
        """Write a fact: a number by its unit, a text, or that it is missing."""
        if value is None:
            self.text(line, column, self.words("network.missing"), f"{shape}_text")
        elif isinstance(value, str):
            self.text(line, column, value, f"{shape}_text")
        else:
            self.sheet.write_number(line, column, value, self.styles(shape, unit))

    def formula(self, line: int, column: int, formula: str, value: Value, unit: str, shape: str = "cell") -> None:  # noqa: PLR0913, PLR0917 - where it stands, what it is worth and how it looks
        """Write a live formula with its value."""
        super().formula(line, column, formula, value, unit, shape)
        self.units[self.name, line + 1, column + 1] = unit

    def widths(self, widths: Sequence[float]) -> None:
        """Set the columns' widths, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def heads(self, line: int, texts: Sequence[str], numbers: Sequence[bool], widths: Sequence[float]) -> None:
        """Write the heads of a table; those of numbers are set right."""
        for column, (text, number) in enumerate(zip(texts, numbers, strict=True)):
            self.text(line, column, text, "head_number" if number else "head")
        most = max(line_count(text, width - 2) for text, width in zip(texts, widths, strict=True))
        self.sheet.set_row(line, LINE_HEIGHT * (most + 0.5))

    def fit(self, line: int, texts: Mapping[int, str], widths: Sequence[float]) -> None:
        """Make a row as high as its highest wrapped text needs."""
        most = max((line_count(text, widths[column] - 2) for column, text in texts.items()), default=1)
        self.sheet.set_row(line, LINE_HEIGHT * most)

    def heading(self, line: int, text: str, last: int) -> None:
        """Write a heading with a rule across to the last column."""
        self.text(line, 0, text, "heading")
        for column in range(1, last + 1):
            self.sheet.write_blank(line, column, None, self.styles("heading"))

    def chart(self, kind: str) -> Any:  # noqa: ANN401 - the library's chart classes share no typed base
        """Return a new native chart of this workbook."""
        return self.book.add_chart({"type": kind})

    def finish(self, title: str, about: str, *, freeze: tuple[int, int] = (START, 0), repeat: int = 0) -> None:
        """Write the head and the print set-up, and lock all but what is open."""
        self.head(title, about, self.words("network.footer"))
        self.sheet.fit_to_pages(1, 0)
        self.sheet.freeze_panes(*freeze)
        if repeat:
            self.sheet.repeat_rows(0, repeat)
        self.sheet.protect("", dict(PROTECTION))
