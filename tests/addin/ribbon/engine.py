"""An xlwings engine over openpyxl: xlwings' own Book, Sheet and Range, on a file instead of an open Excel.

It does to cells what Excel does and a test must see: a text given as a value is read as a number or a formula unless an
apostrophe stands before it; a locked cell of a protected sheet refuses; a formula that was written has no value until
a spreadsheet program has calculated it. See docs/decisions/0048.
"""

from pathlib import Path
from typing import Any

import xlwings as xw
from openpyxl import Workbook, load_workbook

from tests.addin.ribbon.engine_cells import ErrorText, Range


class Engine:
    """What xlwings asks an engine for beside its objects."""

    name = "openpyxl"
    type = "desktop"

    def __init__(self) -> None:
        """Take what it is part of."""
        self.apps: list[App] = []

    @staticmethod
    def clean_value_data(
        data: list[list[Any]], _datetime: object, empty_as: object, _number: object, err_to_str: object
    ) -> list[list[Any]]:
        """Errors are texts only when asked for; without it xlwings gives an empty cell."""
        return [[_cleaned(cell, empty_as, as_text=bool(err_to_str)) for cell in line] for line in data]

    @staticmethod
    def prepare_xl_data_element(cell: object, _options: object) -> object:
        return cell


def _cleaned(cell: Any, empty_as: object, *, as_text: bool) -> Any:  # noqa: ANN401 - a cell of any kind
    if cell is None:
        return empty_as
    if isinstance(cell, ErrorText):
        return str(cell) if as_text else None
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


class App:
    """One running program with its open books; xlwings takes the newest for the active one."""

    engine = Engine()

    def __init__(self) -> None:
        """Take what it is part of."""
        self.engine.apps.insert(0, self)
        xw.Engine(impl=self.engine).activate()
        self.open_books: list[Book] = []
        self.selected: Range | None = None
        self.told: list[str] = []

    @property
    def books(self) -> Any:  # noqa: ANN401 - xlwings' own collection
        return Books(self)

    @property
    def selection(self) -> Any:  # noqa: ANN401 - xlwings' own
        return self.selected

    def activate(self, steal_focus: object = None) -> None:
        """There is no window to bring forward."""
        del steal_focus

    @property
    def pid(self) -> int:
        return 1


class Books:
    """The open books of an app."""

    def __init__(self, app: App) -> None:
        """Take what it is part of."""
        self.app = app

    def __call__(self, name_or_index: Any) -> Any:  # noqa: ANN401 - as above
        """Answer as xlwings asks."""
        return self.app.open_books[name_or_index - 1]

    def __len__(self) -> int:
        """Answer as xlwings asks."""
        return len(self.app.open_books)

    def __iter__(self) -> Any:  # noqa: ANN401 - as above
        """Answer as xlwings asks."""
        return iter(self.app.open_books)


class Book:
    """A file, opened twice: as formulas, which are what is saved, and as values."""

    def __init__(self, app: App, path: Path | None) -> None:
        """Take what it is part of."""
        self.app = app
        self.path = path
        self.formulas: Workbook = Workbook() if path is None else load_workbook(path)
        self.shown: Workbook = Workbook() if path is None else load_workbook(path, data_only=True)
        app.open_books.append(self)

    @property
    def name(self) -> str:
        return "Mappe1" if self.path is None else self.path.name

    @property
    def fullname(self) -> str:
        return str(self.path or self.name)

    @property
    def sheets(self) -> Any:  # noqa: ANN401 - as above
        return Sheets(self)

    @property
    def names(self) -> Any:  # noqa: ANN401 - as above
        return Names(self)

    def activate(self) -> None:
        """There is no window to bring forward."""

    def save(self, path: Any = None, password: object = None) -> None:  # noqa: ANN401 - xlwings' own signature
        del password
        self.formulas.save(path)


class Sheets:
    """The sheets of a book."""

    def __init__(self, book: Book) -> None:
        """Take what it is part of."""
        self.book = book

    def __call__(self, name_or_index: Any) -> Any:  # noqa: ANN401 - as above
        """Answer as xlwings asks."""
        names = self.book.formulas.sheetnames
        return Sheet(self.book, name_or_index if isinstance(name_or_index, str) else names[name_or_index - 1])

    def __len__(self) -> int:
        """Answer as xlwings asks."""
        return len(self.book.formulas.sheetnames)

    def __iter__(self) -> Any:  # noqa: ANN401 - as above
        """Answer as xlwings asks."""
        return (Sheet(self.book, name) for name in self.book.formulas.sheetnames)

    @property
    def active(self) -> Any:  # noqa: ANN401 - as above
        return Sheet(self.book, str(getattr(self.book.formulas.active, "title", "")))

    def add(self, before: Any = None, after: Any = None, name: str | None = None) -> Any:  # noqa: ANN401 - as above
        del before
        for book in (self.book.formulas, self.book.shown):
            book.create_sheet(name, after.index if after else 0)
        return Sheet(self.book, str(name))


class Sheet:
    """A sheet by its name, in both openings of the file."""

    def __init__(self, book: Book, name: str) -> None:
        """Take what it is part of."""
        self._book, self._name = book, name
        self.formulas, self.shown = book.formulas[name], book.shown[name]

    @property
    def book(self) -> Book:
        return self._book

    @property
    def name(self) -> str:
        return self._name

    @property
    def index(self) -> int:
        return int(self._book.formulas.sheetnames.index(self._name)) + 1

    def range(self, arg1: Any, arg2: Any = None) -> Any:  # noqa: ANN401 - as above
        return Range.of(self, arg1, arg2)

    @property
    def used_range(self) -> Any:  # noqa: ANN401 - as above
        sheet = self.formulas
        return Range(self, sheet.min_row, sheet.min_column, sheet.max_row, sheet.max_column)

    def activate(self) -> None:
        self._book.formulas.active = self.index - 1

    def clear(self) -> None:
        self.used_range.refuse_locked()
        for sheet in (self.formulas, self.shown):
            sheet.delete_rows(1, sheet.max_row)


class Names:
    """The defined names of a book."""

    def __init__(self, book: Book) -> None:
        """Take what it is part of."""
        self.book = book

    def __call__(self, name: Any) -> Any:  # noqa: ANN401 - as above
        """Answer as xlwings asks."""
        return Name(self.book, name)

    def contains(self, name: Any) -> bool:  # noqa: ANN401 - as above
        return name in self.book.formulas.defined_names

    def snapshot(self) -> list[tuple[str, Any]]:
        return [(name, Name(self.book, name)) for name in self.book.formulas.defined_names]


class Name:
    """One defined name."""

    def __init__(self, book: Book, name: str) -> None:
        """Take what it is part of."""
        self.book, self._name = book, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def refers_to(self) -> str:
        return f"={self.book.formulas.defined_names[self._name].attr_text}"

    @property
    def refers_to_range(self) -> Any:  # noqa: ANN401 - as above
        ((sheet, address),) = self.book.formulas.defined_names[self._name].destinations
        return Sheet(self.book, sheet).range(address)


def opened(path: Path | None = None, app: App | None = None) -> Any:  # noqa: ANN401 - an xlwings Book
    """Return xlwings' own Book over a file, or a new one with one empty sheet."""
    return xw.Book(impl=Book(app or App(), path))


def select(book: Any, sheet: str, address: str) -> None:  # noqa: ANN401 - as above
    """Select cells, as the user does."""
    book.impl.app.selected = book.sheets[sheet].range(address).impl
