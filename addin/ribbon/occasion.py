"""What a button works with: the open book, the host it is open in, what stands above the add-in, and the time."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from utenfor_core.calculation import Result
from utenfor_core.domain import Case, Place, Value
from utenfor_core.frame import Frame
from utenfor_core.municipalities import Municipality


class Desk(Protocol):
    """What the host can do beside the book: Excel on Windows, Office.js, a test."""

    def confirm(self, question: str) -> bool:
        """Whether the user says yes; a host that cannot ask says no."""

    def progress(self, text: str) -> None:
        """Tell in the status bar what is being done; an empty text clears it."""

    def choose_folder(self, start: Path | None) -> Path | None:
        """The folder the user chooses, or None when the choice is broken off."""

    def folder_of(self, book: Any) -> Path | None:  # noqa: ANN401 - a Book; each host has its own
        """The folder the book is saved in on this machine, or None."""

    def open_file(self, path: Path) -> bool:
        """Open a file for the user; False when the host cannot."""

    def copy_of(self, book: Any, folder: Path) -> Path:  # noqa: ANN401 - as above
        """Write a copy of the book as it stands now, saved or not, and return its path."""

    def evaluate(self, book: Any, expression: str) -> Any:  # noqa: ANN401 - as above; a cell's value of any kind
        """What an expression in English comes to on the active sheet; None when the host cannot tell."""


class UnreadPart(Protocol):
    """Something of a book that could not be read."""

    def text(self) -> str:
        """It as one sentence."""


class InputProblem(UnreadPart, Protocol):
    """An input of a book that cannot be used."""

    @property
    def where(self) -> str:
        """What it is called, with its cell."""

    @property
    def what(self) -> str:
        """What is wrong, and what may stand there."""

    @property
    def value(self) -> Value:
        """What stands there."""


class FilledBook(Protocol):
    """A municipality's workbook that was read; `workbook_templates.readback.BookRead` is one."""

    @property
    def language(self) -> str:
        """The language of the book, nb or nn."""

    @property
    def model_version(self) -> str:
        """The model it was made with."""

    @property
    def data_version(self) -> str:
        """The figures it was made with."""

    @property
    def place(self) -> Place:
        """The municipality, without what is typed."""

    @property
    def values(self) -> Mapping[str, Value]:
        """What stands in each input, by key."""

    @property
    def unread(self) -> Sequence[UnreadPart]:
        """What could not be read."""

    def frame(self) -> Frame:
        """Return this version's frame with the book's figures in it."""

    def result(self) -> Result:
        """The calculation of what stands in the book."""

    def case(self) -> Case:
        """The inputs as a case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanLine:
    """A line of the økonomiplan: texts by field, and four years' amounts in 1 000 kr."""

    texts: Mapping[str, str]
    amounts: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetPlan:
    """The økonomiplan as the book shows it, in 1 000 kr by year; `sign` is 1 where costs are positive in the book.

    `sums` are of its blocks (kostnad, finansiering, sparing), `net` of them all. `levels` is what each level gains
    less what it pays, positive a gain, always as a level; the plan itself may be changes from the year before
    (`change`). `prices` tells its prices, `remarks` what must be looked at.
    """

    place: str
    language: str
    years: tuple[int, ...]
    lines: tuple[PlanLine, ...]
    sums: Mapping[str, tuple[float, ...]]
    net: tuple[float, ...]
    levels: Mapping[str, tuple[float, ...]]
    sign: float
    prices: str
    change: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A cell that shows something else than the model finds."""

    sheet: str
    address: str
    shown: object
    calculated: object


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How many calculated cells were compared, which differ, and why none were compared when none were."""

    compared: int
    differences: tuple[Difference, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class InputTable:
    """Where the book tells what stands in each input: a defined name, and two columns in it, from 1.

    `column` has the live value of each input, `address_column` where its cell lies.
    """

    name: str
    column: int
    address_column: int


class Services(Protocol):
    """What stands above the add-in; `utenfor.ribbon_services` is the real one. Each raises UtenforError."""

    @property
    def input_table(self) -> InputTable:
        """Where the live values of a book's inputs stand."""

    def versions(self) -> tuple[str, str]:
        """The versions of the model and of its figures."""

    def make_workbook(self, municipality: Municipality, folder: Path) -> Path:
        """Make the municipality's workbook in a folder."""

    def read(self, path: Path) -> FilledBook:
        """Read a copy of a book."""

    def input_problems(self, book: Any) -> Sequence[InputProblem]:  # noqa: ANN401 - the FilledBook that `read` gave
        """Return the inputs of a book that cannot be used."""

    def plan(self, path: Path) -> BudgetPlan:
        """Return the økonomiplan of a copy of a book."""

    def compare(self, book: Any, path: Path) -> Comparison:  # noqa: ANN401 - the FilledBook that `read` gave
        """Compare every calculated cell of a copy with the model."""

    def check_texts(self, language: str) -> Mapping[str, str]:
        """What each check of `Kontroll` says, by name."""

    def told(self, language: str, text: str) -> str:
        """A text of the core's in the language of the book."""

    def council_paper(self, path: Path, target: Path) -> Sequence[str]:
        """Write the case for the council; what must be looked at comes back."""

    def upgrade(self, path: Path, target: Path) -> Sequence[str]:
        """Write the book anew with today's figures; what moved and what must be looked at comes back."""

    def figures(self) -> AbstractContextManager[str]:
        """Use refreshed figures, where the user has fetched some, and give their version, else an empty text."""

    def copies(self) -> AbstractContextManager[Path]:
        """Give a folder for copies, which is emptied afterwards."""

    def user_folder(self) -> Path:
        """A folder of the user's own for what is opened and may be lost."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """One press of a button: `answer` is what the user was asked first or chose, `now` when it was."""

    book: Any
    desk: Desk
    services: Services
    answer: str
    now: datetime
