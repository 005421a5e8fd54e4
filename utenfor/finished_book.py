"""A filled-in workbook ready to be told of: read, calculated, and its sheets' own sentences at hand."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.control import CHECKS, ERROR
from utenfor_core.counties import unit
from utenfor_core.domain import VIEWS, Value
from utenfor_core.errors import InputError, WorkbookError
from utenfor_core.municipalities import Municipality
from utenfor_core.trace import number
from workbook_templates.languages import known_language
from workbook_templates.readback import BookRead, read_book
from workbook_templates.readback_inputs import CALCULATED
from workbook_templates.readback_problems import input_problems
from workbook_templates.said import Said, said_on

NOT_CALCULATED: Final = (
    "Boka er ikke regnet ut etter siste endring. Tallene her er regnet av det du har fylt ut. "
    "Åpne boka i Excel eller LibreOffice og lagre den, så viser den de samme."
)
SAME: Final = 1e-9
"""How much two calculations of the same figures may differ, relatively: the order of sums."""
ONE_KRONE: Final = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class FinishedBook:
    """What stands in a book, what it comes to, and what its sheets say; `remarks` must be looked at."""

    read: BookRead
    result: Result
    municipality: Municipality
    language: str
    said: Said
    remarks: tuple[str, ...]

    @property
    def is_example(self) -> bool:
        """Whether the figures are of the example the book was delivered with."""
        return self.said.amount("example_shown") == 1


def open_finished(path: Path, sheets: Sequence[str], chosen: Mapping[str, Value] | None = None) -> FinishedBook:
    """Return a filled-in book with the sentences of some of its sheets; `chosen` are other choices of what is shown.

    Raises WorkbookError where the file cannot be used, or where its results are not what its inputs come to; and
    InputError with every input that cannot be used.
    """
    read = read_book(path)
    if wrong := [problem.text() for problem in input_problems(read)]:
        raise InputError(*wrong)
    municipality, language = unit(read.place.number), known_language(read.language)
    shown = replace(read, values={**read.values, **(chosen or {})})
    said = said_on(sheets, municipality, shown.result(), language)
    result = said.context.result
    _hold(read, result)
    remarks = (*(one.text() for one in read.unread), *_state(read), *_errors(said))
    return FinishedBook(
        read=read, result=result, municipality=municipality, language=language, said=said, remarks=remarks
    )


def _hold(read: BookRead, result: Result) -> None:
    """Refuse a book that shows other results than its inputs come to: what is told of it would not be in it."""
    for name, stored in read.stored.items():
        calculated = [number(one) for one in result.row(name, TOGETHER)[:, -1]]
        for view, shown, found in zip(VIEWS, stored, calculated, strict=True):
            if not math.isclose(shown, found, rel_tol=SAME, abs_tol=ONE_KRONE):
                text = (
                    f"{read.file} viser {shown:.0f} kr i netto nåverdi ({view}), men tallene i boka gir {found:.0f} kr "
                    f"med denne versjonen. Boka er laget med modell {read.model_version} og tall {read.data_version}. "
                    f"Lag den på nytt først: utenfor upgrade {read.file}"
                )
                raise WorkbookError(text)


def _state(read: BookRead) -> Iterator[str]:
    if read.state != CALCULATED:
        yield NOT_CALCULATED


def _errors(said: Said) -> Iterator[str]:
    """Yield each of the book's own checks that is an error."""
    for at, (name, weight) in enumerate(CHECKS.items()):
        if weight == ERROR and said.amount("check_value", member=at):
            label = said.context.words(f"check_label.{name}")
            yield f"Arket Kontroll viser feil: «{label}». Rett det i boka, og kjør kommandoen på nytt."
