"""A book under laying: its rows, the headings between them, and how far down each sheet is filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from workbook_templates.positions import HEAD
from workbook_templates.rows import Book, Row


@dataclass
class Heading:
    """A heading between rows: sheet, line and the key of its words."""

    sheet: str
    line: int
    key: str
    words: str = ""


@dataclass
class Layout:
    """The laid book, the headings between its rows, and which range holds which choices."""

    book: Book
    headings: list[Heading] = field(default_factory=list)
    lists: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    @cached_property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """The choices that rows of their own show, by the row's name."""
        return {name: choices for choices, name in self.lists.items() if name.startswith("list_")}

    def lay(self, sheet: str, rows: Sequence[Row], heading: str, *, block: str = "", words: str = "") -> None:
        """Lay rows under a heading, below what the sheet already has."""
        line = self.last.get(sheet, HEAD)
        self.headings.append(Heading(sheet, line, heading, words))
        self.last[sheet] = self.book.lay(sheet, rows, line=line + 1, block=block) + 1
