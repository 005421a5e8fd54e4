"""What the overview and the report are made of: sections with a finding, a table and a chart, each told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from utenfor_core.domain import Value
from workbook_templates.words import spaced

TEXT, WHOLE, KRONER, SHARE, YEAR = "tekst", "personer", "kr", "sjanse", "år"
"""The units of columns, by the names that the workbooks' number formats have."""
MILLION: Final = 1_000_000
BARS: Final = "bars"
STACKED: Final = "stacked"
WHOLE_BARS: Final = "whole_bars"
LINES: Final = "lines"
Kind = Literal["bars", "stacked", "whole_bars", "lines"]
"""Bars beside one another, columns of yearly amounts on one another, bars that are parts of a whole, or lines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """A column of a table; `summed` ones have a sum below them."""

    text: str
    unit: str = TEXT
    summed: bool = False
    width: int = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """A chart of some columns of its section's table: `series` by column, each in a colour, over column `names`."""

    kind: Kind
    title: str
    alt: str
    series: tuple[int, ...]
    colours: tuple[str, ...]
    axis: str
    names: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the picture: its key, heading, what is to be known, its table, and a chart where there is one.

    `by_year` says that its numbers are sums over the municipalities by year and level, which the workbook has as
    formulas; `accumulated` that they are added up over the years.
    """

    key: str
    heading: str
    sentences: tuple[str, ...]
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    chart: Chart | None = None
    by_year: bool = False
    accumulated: bool = False

    def sums(self) -> tuple[Value, ...]:
        """Return what stands below the columns that are summed; empty texts below the others, none without any."""
        if not any(head.summed for head in self.heads) or not self.rows:
            return ()
        return tuple(
            sum(float(row[at] or 0) for row in self.rows) if head.summed else "" for at, head in enumerate(self.heads)
        )


def column(rows: Sequence[Sequence[Value]], at: int) -> list[Value]:
    """Return one column of a table."""
    return [row[at] for row in rows]


def in_millions(kroner: float) -> str:
    """Return an amount for a sentence: in millions with one decimal, or in kroner where it is less than one.

    >>> in_millions(-5_600_000.0), in_millions(-38_000.0)
    ('−5,6 mill. kr', '−38 000 kr')
    """
    text = f"{kroner / MILLION:.1f} mill. kr".replace(".", ",", 1) if abs(kroner) >= MILLION else f"{spaced(kroner)} kr"
    return text.replace("-", "−")
