"""The geometry of a section's chart as an SVG drawing: rectangles, lines, paths and words, in pixels from top left."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from utenfor.collecting.telling import BARS, KRONER, LINES, SHARE, STACKED, Chart, Section, column
from utenfor_core.domain import Value
from utenfor_core.inputs import is_number

WIDTH, LABELS, RIGHT, TOP, BOTTOM = 720.0, 190.0, 24.0, 10.0, 30.0
"""Of the drawing, of the words left of bars, of the room to the right, above and below."""
BAR, AIR, PLOT, AXIS = 14.0, 12.0, 260.0, 52.0
"""Height of a bar and the air between groups; height of a chart over years, and room for its scale."""
LETTER: Final = 12.0
"""Height of a line of words."""
LONGEST: Final = 30
"""Letters of a name that fit left of the bars."""
MILLION, PERCENT = 1e6, 100.0
TICKS: Final = 6
STEPS: Final = (1.0, 2.0, 5.0, 10.0)
"""What a step of a scale may be, times a power of ten."""
EVERY: Final = 5
"""Every fifth year is named."""
ROOM: Final = 1.02


@dataclass(frozen=True, kw_only=True, slots=True)
class Rectangle:
    """A bar, or a part of one."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(kw_only=True)
class Drawing:
    """A whole chart; `rules` are thin lines of the scale, `zero` the line of nought."""

    height: float
    width: float = WIDTH
    rectangles: list[Rectangle] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    zero: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    paths: list[tuple[str, str]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """From values to pixels along one axis."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return the values that are named: round ones, some six of them.

        >>> Scale(low=-1, high=11, start=0, end=1).ticks()
        [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
        """
        step = _step(self.high - self.low)
        first = math.ceil(self.low / step - 1 / 12)
        return [number * step for number in range(first, math.floor(self.high / step) + 1)]


def _step(width: float) -> float:
    power = 10.0 ** math.floor(math.log10(width / TICKS))
    return next(power * step for step in STEPS if power * step >= width / TICKS)


def drawing_of(section: Section, chart: Chart) -> Drawing:
    """Return the drawing of a section's chart."""
    rows = section.rows
    unit = section.heads[chart.series[0]].unit
    values = [[_number(value) for value in column(rows, at)] for at in chart.series]
    if chart.kind in {STACKED, LINES}:
        return _over_years([int(_number(year)) for year in column(rows, chart.names)], values, chart)
    names = [str(name) for name in column(rows, chart.names)]
    if chart.kind == BARS:
        return _bars(names, values, chart, unit)
    return _whole_bars(names, values, chart)


def _number(value: Value) -> float:
    return float(value) if is_number(value) else 0.0


def tick_text(value: float, unit: str, step: float) -> str:
    """Return a number of a scale: millions of kroner, per cent, or as it is.

    >>> tick_text(2_500_000.0, "kr", 500_000.0), tick_text(0.5, "sjanse", 0.1), tick_text(-3.0, "personer", 1.0)
    ('2,5', '50 %', '−3')
    """
    if unit == SHARE:
        return f"{value * PERCENT:.0f} %"
    if unit == KRONER:
        value, step = value / MILLION, step / MILLION
    decimals = max(0, -math.floor(math.log10(step) + 1 / MILLION))
    return f"{value + 0.0:.{decimals}f}".replace(".", ",").replace("-", "−")


def _scale(values: Sequence[float], start: float, end: float, *, whole: bool = False) -> Scale:
    low, high = min(0.0, *values), max(0.0, *values)
    if whole or low == high:
        low, high = min(low, 0.0), max(high, 1.0)
    return Scale(low=low * ROOM, high=high * ROOM, start=start, end=end)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _bars(names: list[str], values: list[list[float]], chart: Chart, unit: str) -> Drawing:
    group = BAR * len(values) + AIR
    drawing = Drawing(height=TOP + group * len(names) + BOTTOM)
    scale = _scale([value for one in values for value in one], LABELS, WIDTH - RIGHT, whole=unit == SHARE)
    _across(drawing, scale, unit)
    for at, name in enumerate(names):
        top = TOP + group * at + AIR / 2
        middle = top + BAR * len(values) / 2 + LETTER / 2 - 2
        drawing.words.append(Word(x=LABELS - AIR, y=middle, text=_short(name), anchor="end"))
        for series, colour in enumerate(chart.colours):
            ends = sorted((scale(0.0), scale(values[series][at])))
            drawing.rectangles.append(
                Rectangle(x=ends[0], y=top + BAR * series, width=ends[1] - ends[0], height=BAR - 1, colour=colour)
            )
    return drawing


def _whole_bars(names: list[str], values: list[list[float]], chart: Chart) -> Drawing:
    drawing = Drawing(height=TOP + (BAR + AIR) * len(names) + BOTTOM)
    scale = Scale(low=0.0, high=1.0, start=LABELS, end=WIDTH - RIGHT)
    _across(drawing, scale, SHARE)
    for at, name in enumerate(names):
        top = TOP + (BAR + AIR) * at + AIR / 2
        drawing.words.append(Word(x=LABELS - AIR, y=top + LETTER - 1, text=_short(name), anchor="end"))
        total, before = sum(one[at] for one in values), 0.0
        for one, colour in zip(values, chart.colours, strict=True):
            if one[at]:
                left, right = scale(before / total), scale((before + one[at]) / total)
                drawing.rectangles.append(Rectangle(x=left, y=top, width=right - left, height=BAR, colour=colour))
                before += one[at]
    return drawing


def _across(drawing: Drawing, scale: Scale, unit: str) -> None:
    """Draw a scale that runs from left to right."""
    bottom, ticks = drawing.height - BOTTOM, scale.ticks()
    for value in ticks:
        x = scale(value)
        drawing.rules.append((x, TOP, x, bottom))
        text = tick_text(value, unit, _step(scale.high - scale.low))
        drawing.words.append(Word(x=x, y=bottom + LETTER + 2, text=text))
    drawing.zero = (scale(0.0), TOP, scale(0.0), bottom)


def _over_years(years: list[int], values: list[list[float]], chart: Chart) -> Drawing:
    drawing = Drawing(height=TOP + PLOT + BOTTOM)
    stacked = chart.kind == STACKED
    ends = [sum(one[at] for one in values if one[at] * sign > 0) for at in range(len(years)) for sign in (-1, 1)]
    scale = _scale(ends if stacked else [value for one in values for value in one], TOP + PLOT, TOP)
    for value in scale.ticks():
        y = scale(value)
        drawing.rules.append((AXIS, y, WIDTH - RIGHT, y))
        text = tick_text(value, KRONER, _step(scale.high - scale.low))
        drawing.words.append(Word(x=AXIS - AIR / 2, y=y + LETTER / 2 - 2, text=text, anchor="end"))
    drawing.zero = (AXIS, scale(0.0), WIDTH - RIGHT, scale(0.0))
    step = (WIDTH - RIGHT - AXIS) / len(years)
    for at, year in enumerate(years):
        if at % EVERY == 0:
            drawing.words.append(Word(x=AXIS + step * (at + 1 / 2), y=TOP + PLOT + LETTER + 2, text=str(year)))
    if stacked:
        drawing.rectangles.extend(_stacks(values, chart.colours, scale, step))
    else:
        for one, colour in zip(values, chart.colours, strict=True):
            points = [f"{AXIS + step * (at + 1 / 2):.1f},{scale(value):.1f}" for at, value in enumerate(one)]
            drawing.paths.append(("M" + " L".join(points), colour))
    return drawing


def _stacks(values: list[list[float]], colours: Sequence[str], scale: Scale, step: float) -> Iterator[Rectangle]:
    for at in range(len(values[0])):
        ends = {True: 0.0, False: 0.0}
        for one, colour in zip(values, colours, strict=True):
            up = one[at] > 0
            top, bottom = sorted((scale(ends[up]), scale(ends[up] + one[at])))
            ends[up] += one[at]
            if bottom > top:
                yield Rectangle(x=AXIS + step * at + 1, y=top, width=step - 2, height=bottom - top, colour=colour)
