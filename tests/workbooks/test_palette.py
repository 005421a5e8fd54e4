"""The colours of charts: told apart in grey print and by colour-blind eyes, in the palette and in finished files."""

import math
import zipfile
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from tests.workbooks.contrast import DRAWING, LEAST_CONTRAST, channels, contrast
from utenfor_core.domain import ALL, FYLKE, KOMMUNE, OWN, STAT
from workbook_templates import palette
from workbook_templates.workbook import Built

Book = Callable[[str], Built]
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
LEAST_STEP = 1.5
"""Between two fills of one stack: any two, since the part between them may be nothing."""
LEAST_HUE = 15.0
"""Distance in L*a*b* between them as a colour-blind eye sees them; 2 can just be seen."""
EYES = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
"""Machado, Oliveira and Fernandes (2009), severity 1: linear light as such an eye has it."""
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
WHITE_POINT = (0.95047, 1.0, 1.08883)


def stacks(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fills of each chart of a file whose bars are stacked, in the order of the stack."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/charts/chart"):
                for bars in fromstring(package.read(name)).iter(f"{CHART}barChart"):
                    grouping = bars.find(f"{CHART}grouping")
                    if grouping is not None and "tacked" in str(grouping.get("val")):
                        yield name, tuple(fills(bars))


def fills(bars: Element) -> Iterator[str]:
    for series in bars.findall(f"{CHART}ser"):
        colour = series.find(f"{CHART}spPr/{DRAWING}solidFill/{DRAWING}srgbClr")
        if colour is not None:
            yield colour.get("val", "")


def seen(colour: str, eye: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """L*, a* and b* of a colour as an eye sees it (CIE 1976, D65)."""
    light = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels(colour)]
    light = [min(1.0, max(0.0, sum(map(math.prod, zip(row, light, strict=True))))) for row in eye]
    scaled = [
        sum(map(math.prod, zip(row, light, strict=True))) / white
        for row, white in zip(TO_XYZ, WHITE_POINT, strict=True)
    ]
    x, y, z = (one ** (1 / 3) if one > (6 / 29) ** 3 else one / (3 * (6 / 29) ** 2) + 4 / 29 for one in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def told_apart(colours: tuple[str, ...]) -> list[str]:
    """The pairs of different colours that are too alike in grey or for a colour-blind eye."""
    found = []
    for first, second in combinations(dict.fromkeys(one.removeprefix("#") for one in colours), 2):
        if contrast(first, second) < LEAST_STEP:
            found.append(f"{first} and {second}: {contrast(first, second):.2f} in grey")
        found += [
            f"{first} and {second}: {distance:.0f} with {name}"
            for name, eye in EYES.items()
            if (distance := math.dist(seen(first, eye), seen(second, eye))) < LEAST_HUE
        ]
    return found


def test_the_fills_of_every_stack_in_a_book_differ_in_grey_and_for_colour_blind_eyes(book: Book) -> None:
    found = dict(stacks(book("1804").path))
    assert len(found) >= 4  # yearly net, waterfall, coverage, flow
    assert {name: told_apart(colours) for name, colours in found.items() if told_apart(colours)} == {}


@pytest.mark.parametrize(
    "together",
    [
        tuple(palette.LEVEL_COLOURS.values()),
        tuple(palette.STATUS_COLOURS.values()),
        palette.PROGRESS_COLOURS,
        (palette.GAIN, palette.COST),
        (palette.LOW, palette.HIGH),
        (palette.LEVEL_COLOURS[OWN], palette.OTHER),
    ],
)
def test_what_is_drawn_side_by_side_differs_in_grey_and_for_colour_blind_eyes(together: tuple[str, ...]) -> None:
    assert told_apart(together) == []


def test_two_colours_that_printing_or_an_eye_makes_alike_are_found() -> None:
    assert told_apart(("#C55A11", "#7F7F7F")) != []
    assert told_apart(("#9A6A00", "#B53020")) != []


def test_lines_can_be_named_in_their_own_colour_and_words_read_on_every_fill() -> None:
    lines = [palette.LEVEL_COLOURS[view] for view in (KOMMUNE, FYLKE, STAT, OWN, ALL)]
    on_white = {line: contrast(line[1:], palette.WHITE[1:]) for line in lines}
    on_fill = {fill: contrast(palette.text_on(fill)[1:], fill[1:]) for rung in palette.LADDER for fill in rung}
    assert {colour: least for colour, least in (on_white | on_fill).items() if least < LEAST_CONTRAST} == {}
