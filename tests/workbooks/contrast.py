"""Where the colours of a file are judged: font on fill must have a contrast of 4.5 (WCAG AA) in every style."""

import colorsys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.styles.colors import COLOR_INDEX

from tests.workbooks.finding import Finding
from tests.workbooks.reading import MAIN

LEAST_CONTRAST = 4.5
BLACK, WHITE = "000000", "FFFFFF"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# A colour's theme number counts the light and dark pair the other way round than the theme file does.
THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A font colour on a fill colour, each as RRGGBB, and the cell or conditional format that has them."""

    font: str
    fill: str
    place: str

    @property
    def contrast(self) -> float:
        """Contrast ratio as WCAG defines it, 1 to 21."""
        return contrast(self.font, self.fill)


def contrast_findings(path: Path) -> list[Finding]:
    """Every pair whose contrast is too small."""
    return [
        Finding(sheet="", address=one.place, rule="contrast", text=f"{one.font} on {one.fill}: {one.contrast:.2f}")
        for one in pairs(path)
        if one.contrast < LEAST_CONTRAST
    ]


def contrast(first: str, second: str) -> float:
    """Contrast of two colours: (L1 + 0.05)/(L2 + 0.05) of their relative luminances (WCAG 2.1)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of RRGGBB, 0 to 1 (WCAG 2.1)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of RRGGBB, each 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue


def pairs(path: Path) -> list[Pair]:
    """Every pair of font and fill colour in the cell formats and the conditional formats of a file."""
    with zipfile.ZipFile(path) as package:
        styles = fromstring(package.read("xl/styles.xml"))
        theme = theme_colours(package)
    return [*cell_pairs(styles, theme), *conditional_pairs(styles, theme)]


def cell_pairs(styles: Element, theme: tuple[str, ...]) -> Iterator[Pair]:
    """The pairs of the cell formats, as `cellXfs` numbers them."""
    fonts = styles.findall(f"{MAIN}fonts/{MAIN}font")
    fills = styles.findall(f"{MAIN}fills/{MAIN}fill")
    for number, one in enumerate(styles.findall(f"{MAIN}cellXfs/{MAIN}xf")):
        font = colour_of(fonts[int(one.get("fontId", "0"))].find(f"{MAIN}color"), theme) or BLACK
        for fill in fill_colours(fills[int(one.get("fillId", "0"))], theme):
            yield Pair(font=font, fill=fill, place=f"cellXfs {number}")


def conditional_pairs(styles: Element, theme: tuple[str, ...]) -> Iterator[Pair]:
    """The pairs of the conditional formats; black and white stand in for what one leaves as it was."""
    for number, one in enumerate(styles.findall(f"{MAIN}dxfs/{MAIN}dxf")):
        font = colour_of(one.find(f"{MAIN}font/{MAIN}color"), theme) or BLACK
        pattern = one.find(f"{MAIN}fill/{MAIN}patternFill")
        found = None if pattern is None else pattern.find(f"{MAIN}bgColor")
        yield Pair(font=font, fill=colour_of(found, theme) or WHITE, place=f"dxfs {number}")


def fill_colours(fill: Element, theme: tuple[str, ...]) -> tuple[str, ...]:
    """The colours behind a text: one for a plain fill, both for a pattern, the stops of a gradient, white for none."""
    pattern = fill.find(f"{MAIN}patternFill")
    if pattern is None:
        stops = (colour_of(one, theme) for one in fill.iter(f"{MAIN}color"))
        return tuple(one or WHITE for one in stops) or (WHITE,)
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return (WHITE,)
    front = colour_of(pattern.find(f"{MAIN}fgColor"), theme)
    if kind == "solid":
        return (front or WHITE,)
    return (front or BLACK, colour_of(pattern.find(f"{MAIN}bgColor"), theme) or WHITE)


def colour_of(element: Element | None, theme: tuple[str, ...]) -> str | None:
    """RRGGBB of a colour in a style, None for one that is absent or automatic."""
    if element is None:
        return None
    base = None
    if "rgb" in element.attrib:
        base = element.attrib["rgb"][-6:]
    elif "theme" in element.attrib:
        base = theme[int(element.attrib["theme"])]
    elif "indexed" in element.attrib and int(element.attrib["indexed"]) < len(COLOR_INDEX):
        base = COLOR_INDEX[int(element.attrib["indexed"])][-6:]
    return None if base is None else tinted(base.upper(), float(element.get("tint", "0")))


def tinted(colour: str, tint: float) -> str:
    """A theme colour made lighter (tint above 0) or darker (below), in hue, lightness and saturation."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*channels(colour))
    lightness = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(channel * 255):02X}" for channel in colorsys.hls_to_rgb(hue, lightness, saturation))


def theme_colours(package: zipfile.ZipFile) -> tuple[str, ...]:
    """The theme's colours in the order in which styles count them."""
    if "xl/theme/theme1.xml" not in package.namelist():
        return ()
    scheme = fromstring(package.read("xl/theme/theme1.xml")).find(f".//{DRAWING}clrScheme")
    named = {one.tag.removeprefix(DRAWING): one[0] for one in (scheme if scheme is not None else ())}
    return tuple((named[name].get("lastClr") or named[name].get("val") or BLACK).upper() for name in THEME_ORDER)
