"""What the sheets of a book say, without writing the book: the same sentences and cells, for documents made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from utenfor_core.domain import Value
from utenfor_core.model import Result
from utenfor_core.municipalities import Municipality
from utenfor_core.trace import number
from utenfor_core.uncertainty.sheet import with_uncertainty
from workbook_templates.page import Context, Page
from workbook_templates.sheets import PAGES
from workbook_templates.twins import Twins, twins
from workbook_templates.workbook import context_of, laid
from workbook_templates.writing import open_workbook

NEVER_WRITTEN: Final = Path("i-minnet.xlsx")
"""XlsxWriter wants a name; the file is made when the workbook is closed, and this one never is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """Some sheets of a book as they would be written, in the book's language; `page` is the first of them."""

    context: Context
    page: Page
    told: Twins

    def text(self, sheet: str, line: int, column: int = 0) -> str:
        """Return what a cell with a formula shows, as text; nothing when it is empty."""
        shown = self.context.shown.get((sheet, line, column), "")
        return self.told.text("" if shown is None else str(shown))

    def texts(self, sheet: str) -> frozenset[str]:
        """Return every text that a cell with a formula shows on a sheet."""
        return frozenset(
            self.told.text(shown)
            for (name, _, _), shown in self.context.shown.items()
            if name == sheet and isinstance(shown, str)
        )

    def value(self, name: str, block: str = "", member: int = 0, index: int = 0) -> Value:
        """Return one cell of the calculation, a text of the model's in the book's language."""
        found: Value = self.told.term(self.context.value(name, block, member, index))
        return found

    def amount(self, name: str, block: str = "", member: int = 0, index: int = 0) -> float:
        """Return one cell of the calculation as a number; 0 where it is a text."""
        return number(self.context.value(name, block, member, index))


def said_on(sheets: Sequence[str], municipality: Municipality, result: Result, language: str) -> Said:
    """Lay out some sheets in memory, in their order, and return what they say; no file is written.

    The result's frame is of the language, as for `write_workbook`; it may be one read back, whose prices are all of one
    year: the layout is the built-in frame's, and only where its assumptions lie would differ.
    """
    told = twins(language)
    book = open_workbook(NEVER_WRITTEN, told=told)
    context = context_of(book, municipality, with_uncertainty(result), laid(language)[0], language)
    pages = [Page(book.add_worksheet(name), name, context) for name in sheets]
    for page in pages:
        PAGES[page.name](page)
    return Said(context=context, page=pages[0], told=told)
