"""The small part of xlwings' books, sheets and ranges that the callbacks use, so that nothing here imports xlwings."""

from typing import Any, Protocol


class Range(Protocol):
    """A cell or a rectangle of cells of `xlwings.Range`; row and column from 1."""

    value: Any
    formula: Any
    number_format: Any
    color: Any

    @property
    def row(self) -> int:
        """The first row."""

    @property
    def column(self) -> int:
        """The first column."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""

    @property
    def sheet(self) -> Any:  # noqa: ANN401 - a Sheet, whose type is below
        """The sheet it lies on."""

    @property
    def font(self) -> Any:  # noqa: ANN401 - xlwings' own
        """Its letters."""

    def get_address(self, row_absolute: bool, column_absolute: bool) -> str:  # noqa: FBT001 - xlwings' own signature
        """Its address, such as B3."""

    def options(self, **options: Any) -> "Range":  # noqa: ANN401 - xlwings' own signature
        """The range with options for reading its value."""

    def autofit(self) -> None:
        """Make columns and rows fit."""


class Sheet(Protocol):
    """A sheet of `xlwings.Sheet`."""

    name: str

    @property
    def used_range(self) -> Range:
        """What is in use."""

    def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> Range:
        """Cells by row and column from 1."""

    def clear(self) -> None:
        """Empty it."""

    def activate(self) -> None:
        """Show it."""


class Book(Protocol):
    """A workbook of `xlwings.Book`."""

    @property
    def name(self) -> str:
        """The name of the file."""

    @property
    def sheets(self) -> Any:  # noqa: ANN401 - xlwings' collection
        """Its sheets."""

    @property
    def names(self) -> Any:  # noqa: ANN401 - xlwings' collection
        """Its defined names."""

    @property
    def selection(self) -> Any:  # noqa: ANN401 - a Range, or None when something else is selected
        """The selected cells."""
