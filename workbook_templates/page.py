"""A sheet that people read: it writes words, links to the calculation and charts; it computes nothing.

A link is a live formula that shows one cell of the calculation, with the core's value of that cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.challenge_picture import ChallengePicture
from utenfor_core.domain import Value
from utenfor_core.enrolment import TakingPart
from utenfor_core.model import Result
from utenfor_core.municipalities import Municipality
from utenfor_core.trace import cell_value
from workbook_templates.layers import Layout
from workbook_templates.positions import FREE_TEXTS
from workbook_templates.rows import REFERENCE, Place, Row
from workbook_templates.styles import Styles
from workbook_templates.words import Words
from workbook_templates.writing import PlainSheet, PlainWorkbook

FreeText = str | float | date
"""What a field for free text may hold; a date is a datetime where it has a time."""


@dataclass(kw_only=True)
class Context:
    """What every sheet is made from.

    `units` tells the unit of each formula cell on the pages, for the checks; `shown` what it shows, for sheets that
    come later and show the same. `texts` is what stands in the fields for free text, by field and by line and column in
    it; `free_texts` tells where each field came to lie, and `head_lines` the line of each sheet's main heads.
    """

    workbook: PlainWorkbook
    styles: Styles
    words: Words
    layout: Layout
    result: Result
    municipality: Municipality
    picture: ChallengePicture
    version: str
    network: TakingPart
    language: str = "nb"
    texts: Mapping[str, Mapping[tuple[int, int], FreeText]] = field(default_factory=dict)
    free_texts: dict[str, str] = field(default_factory=dict)
    units: dict[tuple[str, int, int], str] = field(default_factory=dict)
    shown: dict[tuple[str, int, int], Value] = field(default_factory=dict)
    head_lines: dict[str, int] = field(default_factory=dict)

    def value(self, name: str, block: str = "", member: int = 0, index: int = 0) -> Value:
        """Return the core's value of one cell of a row, or what stands in an input cell."""
        place = self.layout.book.find(block, name)
        if place.row.keys:
            return self.result.values.get(place.row.keys[member * place.cells + index])
        block = place.block
        return cell_value(self.result.trace[block, name], member, index)


class Page:
    """One sheet under writing."""

    def __init__(self, sheet: PlainSheet, name: str, context: Context) -> None:
        """Take an empty sheet."""
        self.sheet, self.name, self.context = sheet, name, context
        self.styles, self.words = context.styles, context.words

    def write(self, line: int, column: int, text: str, shape: str = "text") -> None:
        """Write words."""
        self.sheet.write_string(line, column, text, self.styles(shape))

    def number(  # noqa: PLR0913, PLR0917 - where it stands, what it is and how it looks
        self, line: int, column: int, value: float | None, unit: str, shape: str = "cell", missing: str = "mangler"
    ) -> None:
        """Write a fixed fact, or why it is missing."""
        if value is None:
            self.sheet.write_string(line, column, missing, self.styles(shape))
        else:
            self.sheet.write_number(line, column, value, self.styles(shape, unit))

    def lines_of(self, name: str, least: int) -> int:
        """Return how many lines of a field for free text are in use, and at least so many."""
        return max([least, *(below + 1 for below, _ in self.context.texts.get(name, {}))])

    def free_text(  # noqa: PLR0913 - where it stands, how much of it looks open and how it looks
        self, name: str, line: int, column: int, *, shown: int = 0, shape: str = "free_text", unit: str = ""
    ) -> None:
        """Open a field for the user's own words: no input of the calculation, but kept when the book is upgraded.

        Only the first `shown` lines look open, where given: the rest is for a table that grows.
        """
        lines, columns = FREE_TEXTS[name]
        typed = self.context.texts.get(name, {})
        for below in range(lines):
            for beside in range(columns):
                value = typed.get((below, beside))
                where = (line + below, column + beside)
                if isinstance(value, date):
                    self.sheet.write_datetime(*where, value, self.styles(shape, "dato"))
                elif isinstance(value, str):
                    self.sheet.write_own(*where, value, self.styles(shape))
                elif value is not None:
                    self.sheet.write_number(*where, value, self.styles(shape, unit))
                elif below < (shown or lines):
                    self.sheet.write_blank(*where, None, self.styles(shape, unit))
        area = xl_range_abs(line, column, line + lines - 1, column + columns - 1)
        self.context.free_texts[name] = f"'{self.name}'!{area}"

    def home(self, line: int, column: int) -> Place:
        """Return this cell as the place a reference is seen from."""
        row = Row(name="", unit="")
        return Place(sheet=self.name, block="", row=row, lines=(line,), column=column, cells=1)

    def render(self, line: int, column: int, template: str) -> str:
        """Return a template's formula as seen from a cell of this sheet."""
        book, home = self.context.layout.book, self.home(line, column)
        return REFERENCE.sub(lambda found: book.address(home, 0, column, found), template)

    def address(self, name: str, *, block: str = "", member: str = "", index: int = 0) -> str:
        """Return the fixed address of one cell of a row on its sheet; `index` counts from the core's first."""
        place = self.context.layout.book.find(block, name)
        at = list(place.row.per).index(member) if member else 0
        cell = xl_rowcol_to_cell(place.lines[at], place.column + index, row_abs=True, col_abs=True)
        return f"'{place.sheet}'!{cell}"

    def link(  # noqa: PLR0913 - where it stands, and what it shows
        self, line: int, column: int, name: str, *, block: str = "", member: str = "", index: int = 0,
        unit: str = "", shape: str = "cell",
    ) -> None:  # fmt: skip
        """Write a live link to one cell of the calculation, with its value."""
        place = self.context.layout.book.find(block, name)
        at = list(place.row.per).index(member) if member else 0
        value = self.context.value(name, block, at, index)
        self.formula(
            line,
            column,
            "=" + self.address(name, block=block, member=member, index=index),
            value,
            unit or place.row.unit_of(at),
            shape,
        )

    def formula(  # noqa: PLR0913, PLR0917 - where it stands, what it is worth and how it looks
        self, line: int, column: int, template: str, value: Value, unit: str = "tekst", shape: str = "cell"
    ) -> None:
        """Write a formula of our own template with the value it has; `unit` decides the number format."""
        formula = self.render(line, column, template)
        style = self.styles(shape, "" if unit == "tekst" else unit)
        self.sheet.write_plain(line, column, formula, style, "" if value is None else value)
        self.context.units[self.name, line + 1, column + 1] = unit
        self.context.shown[self.name, line, column] = value

    def same_as(self, line: int, column: int, sheet: str, cell: tuple[int, int], shape: str = "plain") -> None:
        """Show the text of a formula cell on a sheet that is written already."""
        address = xl_rowcol_to_cell(*cell, row_abs=True, col_abs=True)
        self.formula(line, column, f"='{sheet}'!{address}", self.context.shown[sheet, *cell], shape=shape)

    def chart_range(
        self, name: str, *, block: str = "", member: str = "", first: int = 0, last: int | None = None
    ) -> str:
        """Return a row's cells first … last as a chart reference."""
        place = self.context.layout.book.find(block, name)
        at = list(place.row.per).index(member) if member else 0
        end = place.cells - 1 if last is None else last
        left = xl_rowcol_to_cell(place.lines[at], place.column + first, row_abs=True, col_abs=True)
        right = xl_rowcol_to_cell(place.lines[at], place.column + end, row_abs=True, col_abs=True)
        return f"='{place.sheet}'!{left}:{right}"

    def mark_heads(self, line: int) -> None:
        """Make a line the one where screen readers find the sheet's column heads, instead of the first that has any."""
        self.context.head_lines[self.name] = line

    def heads(self, line: int, column: int, texts: list[str], *, numbers_from: int = 1) -> None:
        """Write column heads; those from `numbers_from` on are set right."""
        self.context.head_lines.setdefault(self.name, line)
        for at, text in enumerate(texts):
            self.write(line, column + at, text, "head_number" if at >= numbers_from else "head")

    def heading(self, line: int, key: str, last_column: int, **values: object) -> None:
        """Write a heading with a rule across to the last column."""
        self.write(line, 0, self.words(key, **values), "heading")
        for column in range(1, last_column + 1):
            self.sheet.write_blank(line, column, None, self.styles("heading"))

    def chart(self, kind: str, *, subtype: str | None = None) -> Any:  # noqa: ANN401 - the library's chart classes share no typed base
        """Return a new native chart of this workbook."""
        options = {"type": kind} | ({"subtype": subtype} if subtype else {})
        return self.context.workbook.add_chart(options)
