"""The kinds of arguments: how one cell is read as a number in its range, as a choice or as a text, or refused in words.

An empty cell stands for the argument's default or is refused; an error value comes out as it came in.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from addin.worksheet_errors import BAD_NUMBER, BAD_VALUE, EXCEL_ERRORS, WorksheetError

NUMBERS = (int, float, Decimal, np.integer, np.floating)
"""What a cell's number arrives as; a cell formatted as currency comes as Decimal."""


def norwegian(value: float) -> str:
    """Write a number with decimal comma, and space between thousands from five digits on.

    >>> norwegian(0.2), norwegian(100000.0), norwegian(2027)
    ('0,2', '100 000', '2027')
    """
    if float(value).is_integer():
        whole = f"{value:,.0f}".replace(",", " ")
        return whole if len(whole) > len("1 000") else whole.replace(" ", "")
    return f"{value:g}".replace(".", ",")


def is_number(cell: object) -> bool:
    """Tell whether a cell holds a number; TRUE and FALSE are none.

    >>> is_number(2), is_number(True), is_number("2")
    (True, False, False)
    """
    return isinstance(cell, NUMBERS) and not isinstance(cell, bool)


def is_blank(cell: object) -> bool:
    """Tell whether a cell is empty; a text of nothing but spaces is."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _or_blank(label: str, cell: object, blank: object, hint: str) -> bool:
    """Tell whether the cell is blank and may be; raise for an error value and for a blank that may not."""
    if isinstance(cell, WorksheetError):
        raise cell
    if isinstance(cell, str) and cell.strip().upper() in EXCEL_ERRORS:
        explanation = f"{label}: cellen du viser til, har feilen {cell.strip()}. Rett den først."
        raise WorksheetError(cell.strip().upper(), explanation)
    if not is_blank(cell):
        return False
    if blank is None:
        explanation = f"{label} mangler. {hint}"
        raise WorksheetError(BAD_VALUE, explanation)
    return True


def _wrong_kind(label: str, cell: object, wanted: str, hint: str) -> WorksheetError:
    if isinstance(cell, (bool, np.bool_)):
        what = "SANN eller USANN"
    elif isinstance(cell, str):
        what = f"teksten «{cell}»"
    elif is_number(cell):
        what = f"tallet {norwegian(float(cell))}"  # type: ignore[arg-type]  # is_number has looked
    else:
        what = f"«{cell}» (en dato eller noe annet)"
    return WorksheetError(BAD_VALUE, f"{label} er {what}, men her trengs {wanted}. {hint}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number from `low` to `high`; `blank` is what an empty cell means (None: it is required).

    `words` are texts that stand for a number. A number typed as text is refused: Excel would not add it up either.
    """

    low: float
    high: float
    hint: str
    whole: bool = False
    blank: float | None = None
    words: Mapping[str, float] = field(default_factory=dict)

    def read(self, label: str, cell: object) -> float:
        """Return the cell's number.

        Raises WorksheetError: #VALUE! for what is no number, #NUM! out of range.

        >>> Number(low=0, high=1, hint="Skriv 0,1.").read("rate", 0.1)
        0.1
        """
        if _or_blank(label, cell, self.blank, self.hint):
            return float(self.blank or 0.0)
        if isinstance(cell, str) and cell.strip().casefold() in self.words:
            return self.words[cell.strip().casefold()]
        if not is_number(cell):
            raise _wrong_kind(label, cell, "et tall", self.hint)
        value = float(cell)  # type: ignore[arg-type]  # is_number has looked
        if not math.isfinite(value):
            explanation = f"{label} er ikke et tall. {self.hint}"
            raise WorksheetError(BAD_NUMBER, explanation)
        if not self.low <= value <= self.high:
            ends = f"minst {norwegian(self.low)}"
            if math.isfinite(self.high):
                ends = f"fra {norwegian(self.low)} til {norwegian(self.high)}"
            explanation = f"{label} er {norwegian(value)}, men må være {ends}. {self.hint}"
            raise WorksheetError(BAD_NUMBER, explanation)
        if self.whole and not value.is_integer():
            explanation = f"{label} er {norwegian(value)}, men må være et helt tall. {self.hint}"
            raise WorksheetError(BAD_NUMBER, explanation)
        return value


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One of some names, in any case; read as its number in `shown`. `others` are more spellings of the same."""

    shown: tuple[str, ...]
    hint: str
    blank: int | None = None
    others: Mapping[str, int] = field(default_factory=dict)

    def read(self, label: str, cell: object) -> float:
        """Return the number of the choice, from 0.

        Raises WorksheetError #VALUE! for anything that is not one of the names.

        >>> Choice(shown=("kommune", "stat"), hint="").read("nivå", " Stat")
        1.0
        """
        if _or_blank(label, cell, self.blank, self.hint):
            return float(self.blank or 0)
        names = {name.casefold(): number for number, name in enumerate(self.shown)} | dict(self.others)
        found = names.get(cell.strip().casefold()) if isinstance(cell, str) else None
        if found is None:
            raise _wrong_kind(label, cell, f"en av: {', '.join(self.shown)}", self.hint)
        return float(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text to look something up with; where `numbers`, a whole number is one too (301 for the kommune 0301)."""

    hint: str
    numbers: bool = False
    blank: str | None = None

    def read(self, label: str, cell: object) -> str:
        """Return the text.

        Raises WorksheetError #VALUE! for anything else.

        >>> Text(hint="", numbers=True).read("kommune", 301.0)
        '301'
        """
        if _or_blank(label, cell, self.blank, self.hint):
            return self.blank or ""
        if isinstance(cell, str):
            return cell.strip()
        if self.numbers and is_number(cell) and float(cell).is_integer():  # type: ignore[arg-type]  # is_number has looked
            return str(int(cell))  # type: ignore[call-overload]  # is_number has looked
        raise _wrong_kind(label, cell, "en tekst", self.hint)


Kind = Number | Choice | Text
