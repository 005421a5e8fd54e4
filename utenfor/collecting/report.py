"""The report: one HTML file that needs no other, with charts, the tables behind them, and no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from utenfor.collecting.charts import Drawing, drawing_of
from utenfor.collecting.picture import Picture
from utenfor.collecting.telling import KRONER, SHARE, YEAR, Section
from utenfor_core.domain import Value
from utenfor_core.inputs import is_number
from workbook_templates.writing import Unfinished

PERCENT: Final = 100
MANY: Final = 12
"""A table behind a figure with more rows than this is folded away."""
THIN: Final = "\u00a0"
"""A space that does not break a number in two."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell of a table in words."""

    text: str
    is_number: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A section with its drawing and its table in words."""

    section: Section
    drawing: Drawing | None
    rows: tuple[tuple[Cell, ...], ...]
    sums: tuple[Cell, ...]

    @property
    def folded(self) -> bool:
        """Whether the table is folded away: where a figure shows it, and it is long."""
        return self.drawing is not None and len(self.rows) > MANY


def number_text(value: Value, unit: str) -> str:
    r"""Return a cell as people read it.

    >>> number_text(1234567.8, "kr"), number_text(0.256, "sjanse"), number_text(2031, "år"), number_text(None, "kr")
    ('1\xa0234\xa0568', '26 %', '2031', '–')
    """
    if value is None:
        return "–"
    if not is_number(value):
        return str(value)
    if unit == SHARE:
        return f"{value * PERCENT:.0f} %"
    if unit == YEAR:
        return f"{value:.0f}"
    text = f"{value:,.0f}" if unit == KRONER or float(value).is_integer() else f"{value:,.1f}"
    return text.replace(",", THIN).replace(".", ",").replace("-", "−")


def write_report(picture: Picture, target: Path) -> None:
    """Write the report, whole or not at all; the same bytes for the same picture."""
    words = picture.words
    text = _template().render(
        words=words,
        subtitle=picture.subtitle(),
        lead=picture.lead(),
        notices=picture.network.notices,
        keys=[(text, number_text(value, unit)) for text, value, unit in picture.key_figures()],
        parts=[_part(section) for section in picture.sections],
        stamp=picture.stamp(),
    )
    with Unfinished(target) as path:
        path.write_text(text, encoding="utf-8", newline="\n")


@cache
def _template() -> Template:
    environment = Environment(undefined=StrictUndefined, autoescape=True, trim_blocks=True)
    return environment.from_string((files("utenfor.collecting") / "report.html.j2").read_text(encoding="utf-8"))


def _part(section: Section) -> Part:
    return Part(
        section=section,
        drawing=drawing_of(section, section.chart) if section.chart else None,
        rows=tuple(_cells(section, row) for row in section.rows),
        sums=_cells(section, section.sums()),
    )


def _cells(section: Section, row: Sequence[Value]) -> tuple[Cell, ...]:
    return tuple(
        Cell(text=number_text(value, head.unit), is_number=is_number(value))
        for value, head in zip(row, section.heads, strict=False)
    )
