"""The ribbon's callbacks as scripts of the Office.js server: those that do their work in the book that was posted."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from addin.officejs.book_scripts import SCRIPTS, Script
from addin.ribbon.book_copy import copied_values
from addin.ribbon.buttons import ribbon
from utenfor.ribbon_host import run_on
from utenfor.ribbon_services import RibbonServices

POSTED: Final = ("refresh_figures", "uncertainty", "budget_plan", "check_workbook", "sources")
"""The others need a disk, another program or the formula of a cell, which a posted book is without."""


class PostedDesk:
    """A book that was posted: nobody can be asked while the script runs, and there is no disk."""

    def confirm(self, question: str) -> bool:
        """Say no: what would be written over stays."""
        del question
        return False

    def progress(self, text: str) -> None:
        """There is no status bar."""

    def choose_folder(self, start: Path | None) -> Path | None:
        """Choose none."""
        del start
        return None

    def folder_of(self, book: Any) -> Path | None:  # noqa: ANN401 - an xlwings Book
        """Return none: the book is the user's, not the server's."""
        del book
        return None

    def open_file(self, path: Path) -> bool:
        """Open nothing on the server."""
        del path
        return False

    def copy_of(self, book: Any, folder: Path) -> Path:  # noqa: ANN401 - an xlwings Book
        """Write what the cells hold."""
        return copied_values(book, folder, RibbonServices().input_table)

    def evaluate(self, book: Any, expression: str) -> Any:  # noqa: ANN401 - as above; a cell's value of any kind
        """Tell nothing: Excel is not here."""
        del book, expression


def ribbon_scripts() -> Mapping[str, Script]:
    """Return the scripts by the callback's name, each a button with the ribbon's own words.

    >>> ribbon_scripts()["budget_plan"].label
    'Lim inn i økonomiplan'
    """
    return MappingProxyType(
        {
            one.python: Script(run=_script(one.python), label=one.label, tip=one.screentip)
            for one in ribbon().buttons
            if one.python in POSTED
        }
    )


def all_scripts() -> Mapping[str, Script]:
    """Return the server's own scripts and the ribbon's."""
    return MappingProxyType({**SCRIPTS, **ribbon_scripts()})


def _script(name: str) -> Callable[..., str]:
    def run(book: Any, answer: str = "") -> str:  # noqa: ANN401 - an xlwings Book
        return run_on(name, answer, book, PostedDesk())

    return run
