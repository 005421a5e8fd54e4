"""The host of the tests: answers that are decided beforehand, and what the user was told."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from addin.ribbon.book_copy import copied_values
from addin.ribbon.callbacks import press
from addin.ribbon.occasion import BudgetPlan, Occasion
from utenfor.ribbon_services import RibbonServices

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


class RememberingServices(RibbonServices):
    """The real services; the plan of a file is worked out once for all tests that paste it."""

    plans: ClassVar[dict[bytes, BudgetPlan]] = {}

    def plan(self, path: Path) -> BudgetPlan:
        content = path.read_bytes()
        if content not in self.plans:
            self.plans[content] = super().plan(path)
        return self.plans[content]


@dataclass(kw_only=True)
class TestDesk:
    """A host; `file` is the saved file an unchanged book is copied from, else its values are."""

    __test__ = False
    folder: Path | None
    says_yes: bool = True
    file: Path | None = None
    questions: list[str] = field(default_factory=list)
    progressed: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    worked_out: dict[str, Any] = field(default_factory=dict)

    def confirm(self, question: str) -> bool:
        self.questions.append(question)
        return self.says_yes

    def progress(self, text: str) -> None:
        self.progressed.append(text)

    def choose_folder(self, start: Path | None) -> Path | None:
        del start
        return self.folder

    def folder_of(self, book: Any) -> Path | None:  # noqa: ANN401 - an xlwings Book
        del book
        return self.folder

    def open_file(self, path: Path) -> bool:
        self.files.append(path)
        return True

    def copy_of(self, book: Any, folder: Path) -> Path:  # noqa: ANN401 - as above
        if self.file is not None:
            return Path(shutil.copy(self.file, folder))
        return copied_values(book, folder, RibbonServices().input_table)

    def evaluate(self, book: Any, expression: str) -> Any:  # noqa: ANN401 - as above
        del book
        return self.worked_out.get(expression)


def type_in(book: Any, name: str, key: str, value: object) -> Any:  # noqa: ANN401 - as above; a cell's value
    """Type in an input and in the cell of `Inndata` that shows it, as Excel would; return what stood there."""
    listed = book.names["Utenfor_inndata"].refers_to_range
    keys = [line[0] for line in listed.options(ndim=2).value]
    live = listed.impl.sheet.shown.cell(listed.row + keys.index(key), listed.column + 4)
    cell = book.names[name].refers_to_range
    before = cell.value
    cell.value = live.value = value
    return before


def pressed(name: str, book: Any, desk: TestDesk, answer: str = "") -> str:  # noqa: ANN401 - as above
    """Press a button and return what the user is told."""
    return press(name, Occasion(book=book, desk=desk, services=RememberingServices(), answer=answer, now=NOW))
