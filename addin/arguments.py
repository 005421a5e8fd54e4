"""The kinds of arguments: how one cell is read as a number in its range, as a choice or as a text, or refused in words.

An empty cell stands for the argument's default or is refused; an error value comes out as it came in.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from addin.typed_numbers import numbers_meant
from addin.worksheet_errors import BAD_NUMBER, BAD_VALUE, SHOWN, PassedOn, WorksheetError, error_value

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
    code = error_value(cell)
    if code is not None:
        explanation = f"{label}: cellen du viser til, har feilen {SHOWN.get(code, code)}. Rett den først."
        raise PassedOn(code, cell.explanation if isinstance(cell, WorksheetError) else explanation)
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
    elif isinstance(cell, date):
        what = f"datoen {cell:%d.%m.%Y}"
    else:
        what = f"«{cell}»"
    return WorksheetError(BAD_VALUE, f"{label} er {what}, men her trengs {wanted}. {hint}")


def _no_number(label: str, cell: object, *, year: bool, hint: str) -> WorksheetError:
    """Return the refusal of what is no number; of a text or a date that looks like one it names the number meant."""
    if isinstance(cell, str) and (meant := numbers_meant(cell)):
        readings = " eller ".join(map(norwegian, meant))
        hint = (
            f"Cellen er tekst, men ser ut som {readings}. Skriv tallet uten hermetegn, eller gjør cellen om til tall "
            f"(Data, Tekst til kolonner, Fullfør). {hint}"
        )
    elif isinstance(cell, date):
        hint = f"Året er {cell.year}. {hint}" if year else f"Er det et tall, velg tallformat for cellen. {hint}"
    return _wrong_kind(label, cell, "et tall", hint)


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number from `low` to `high`; `blank` is what an empty cell means (None: it is required).

    `words` are texts that stand for a number; where there is `base`, the range may be counted from it too (0 to 76
    budget years, or 2027 to 2103); `year` says that a date should have been its year. A number typed as
    text is refused, and the refusal names the number meant (docs/decisions/0044).
    """

    low: float
    high: float
    hint: str
    whole: bool = False
    base: float | None = None
    year: bool = False
    blank: float | None = None
    words: Mapping[str, float] = field(default_factory=dict)

    def read(self, label: str, cell: object) -> float:
        """Return the cell's number.

        Raises WorksheetError: #VALUE! for what is no number, #NUM! out of range.

        >>> Number(low=0, high=1, hint="Skriv 0,1.").read("rate", 0.1)
        0.1
        """
        if isinstance(cell, float) and self.fits(cell):  # most cells: nothing else to look for
            return float(cell)
        if _or_blank(label, cell, self.blank, self.hint):
            return float(self.blank or 0.0)
        if isinstance(cell, str) and cell.strip().casefold() in self.words:
            return self.words[cell.strip().casefold()]
        if not is_number(cell):
            raise _no_number(label, cell, year=self.year, hint=self.hint)
        value = float(cell)  # type: ignore[arg-type]  # is_number has looked
        if not math.isfinite(value):
            explanation = f"{label} er ikke et tall. {self.hint}"
            raise WorksheetError(BAD_NUMBER, explanation)
        if not self._within(value):
            explanation = f"{label} er {norwegian(value)}, men må være {self.ends()}. {self.hint}"
            raise WorksheetError(BAD_NUMBER, explanation)
        if self.whole and not value.is_integer():
            explanation = f"{label} er {norwegian(value)}, men må være et helt tall. {self.hint}"
            raise WorksheetError(BAD_NUMBER, explanation)
        return value

    def fits(self, value: float) -> bool:
        """Tell whether a number is finite, in range, and whole where it must be.

        >>> Number(low=0, high=1, hint="").fits(2.0)
        False
        """
        return math.isfinite(value) and self._within(value) and not (self.whole and value % 1)

    def _within(self, value: float) -> bool:
        from_base = self.base is not None and self.low <= value - self.base <= self.high
        return self.low <= value <= self.high or from_base

    def fitting(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell of each number whether it fits, as `fits` does.

        >>> Number(low=0, high=1, hint="").fitting(np.array([0.5, 2.0, np.nan])).tolist()
        [True, False, False]
        """
        within = (values >= self.low) & (values <= self.high)
        if self.base is not None:
            within |= (values - self.base >= self.low) & (values - self.base <= self.high)
        fits = np.isfinite(values) & within
        return fits & (values == np.floor(values)) if self.whole else fits

    def ends(self) -> str:
        """Return the range in words, empty where there is none.

        >>> Number(low=0, high=0.2, hint="").ends()
        'fra 0 til 0,2'
        """
        if math.isfinite(self.high):
            starts = (0.0,) if self.base is None else (0.0, self.base)
            return " eller ".join(f"fra {norwegian(at + self.low)} til {norwegian(at + self.high)}" for at in starts)
        return f"minst {norwegian(self.low)}" if math.isfinite(self.low) else ""


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
