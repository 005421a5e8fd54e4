"""What is wrong with a filled-in workbook's inputs, told as its sheets have it: words, cell, unit and limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from utenfor_core.domain import Value
from utenfor_core.input_problems import unusable, wanted
from workbook_templates.readback import BookRead
from workbook_templates.typed_form import in_form, value_in_form


@dataclass(frozen=True, kw_only=True, slots=True)
class Unusable:
    """An input whose value cannot be used: what it is called with its cell, what is wrong, and what stands there."""

    where: str
    what: str
    value: Value

    def text(self) -> str:
        """Return it as one message for people."""
        return f"{self.where}: {self.what}"


def input_problems(book: BookRead) -> Iterator[Unusable]:
    """Yield each input of a book that cannot be used, in the order of the sheet `Inndata`."""
    for field, value in unusable(book.frame().fields, book.values):
        may = wanted(field, partial(in_form, unit=field.unit))
        what = f"«{value_in_form(value, field.unit)}» kan ikke brukes. {may}."
        yield Unusable(where=named(book, field.key), what=what, value=value)


def named(book: BookRead, key: str) -> str:
    """Return what an input is called, with the cell it stands in where it is known."""
    label, spot = book.labels.get(key, key), book.cells.get(key)
    return f"{label} ({spot})" if spot else label
