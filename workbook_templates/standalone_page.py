"""A sheet of a workbook that is not a municipality's book, under writing: words, live formulas, head and print."""

from utenfor_core.domain import Value
from workbook_templates.styles import Styles
from workbook_templates.words import Words
from workbook_templates.writing import PlainSheet, PlainWorkbook


class StandalonePage:
    """A sheet of its own, without the check light and links that the sheets of a book have."""

    def __init__(self, book: PlainWorkbook, name: str, styles: Styles, words: Words) -> None:
        """Add an empty sheet of a name."""
        self.book, self.name, self.styles, self.words = book, name, styles, words
        self.sheet: PlainSheet = book.add_worksheet(name)

    def text(self, line: int, column: int, text: str, shape: str = "plain") -> None:
        """Write words, a user's own too: never a formula."""
        self.sheet.write_own(line, column, text, self.styles(shape))

    def formula(self, line: int, column: int, formula: str, value: Value, unit: str, shape: str = "cell") -> None:  # noqa: PLR0913, PLR0917 - where it stands, what it is worth and how it looks
        """Write a live formula with its value."""
        self.sheet.write_plain(line, column, formula, self.styles(shape, unit), value)

    def head(self, title: str, about: str, footer: str) -> None:
        """Write the title and what the sheet is, and set up how it is seen and printed."""
        self.text(0, 0, title, "title")
        self.text(1, 0, about, "subtitle")
        self.sheet.lay_on_a4()
        self.sheet.set_footer(footer, {"scale_with_doc": True})
