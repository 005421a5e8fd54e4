"""Excel on Windows as the ribbon's callbacks meet it: the open book, its questions, its status bar, copies of books.

Only Excel can run this; nothing here decides anything. See docs/how-to/manuell-test-i-excel.md.
"""

from pathlib import Path
from typing import Any, Final

import xlwings as xw

TITLE: Final = "Utenfor"
FOLDER_PICKER: Final = 4
"""msoFileDialogFolderPicker in Office's object model."""
CHOSEN: Final = -1
"""What a file dialog's Show answers when the user chose."""


def caller() -> Any:  # noqa: ANN401 - an xlwings Book
    """Return the book the button was pressed in."""
    return xw.Book.caller()


class ExcelDesk:
    """The Excel that a book is open in."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - an xlwings Book
        """Take the book; its app is the Excel."""
        self.app = book.app

    def confirm(self, question: str) -> bool:
        """Ask with a box of yes and no."""
        return str(self.app.alert(question, title=TITLE, buttons="yes_no")) == "yes"

    def progress(self, text: str) -> None:
        """Show the text in the status bar, or give the bar back."""
        self.app.status_bar = text or False

    def choose_folder(self, start: Path | None) -> Path | None:
        """Let the user choose a folder."""
        dialog = self.app.api.FileDialog(FOLDER_PICKER)
        if start is not None:
            dialog.InitialFileName = f"{start}\\"
        return Path(str(dialog.SelectedItems(1))) if dialog.Show() == CHOSEN else None

    def folder_of(self, book: Any) -> Path | None:  # noqa: ANN401 - an xlwings Book
        """Return the folder of a book that is saved on this machine; one in OneDrive may have an address instead."""
        path = Path(str(book.fullname))
        return path.parent if path.is_absolute() and path.parent.is_dir() else None

    def open_file(self, path: Path) -> bool:
        """Open a workbook in this Excel, another file in its own program."""
        if path.suffix.casefold() == ".xlsx":
            self.app.books.open(str(path))
            return True
        import os  # noqa: PLC0415 - startfile is there on Windows only

        starting = getattr(os, "startfile", None)
        if starting is None:
            return False
        starting(str(path))
        return True

    def copy_of(self, book: Any, folder: Path) -> Path:  # noqa: ANN401 - an xlwings Book
        """Save a copy as the book stands now, without saving the book."""
        path = folder / f"{Path(str(book.name)).stem}.xlsx"
        book.api.SaveCopyAs(str(path))
        return path

    def evaluate(self, book: Any, expression: str) -> Any:  # noqa: ANN401 - as above; a cell's value of any kind
        """Let Excel work out an expression on the active sheet; None where it is no single value."""
        found = book.sheets.active.api.Evaluate(expression)
        return found if isinstance(found, str | float | bool) or found is None else getattr(found, "Value", None)
