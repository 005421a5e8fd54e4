"""A picture of the ribbon's layout, drawn from buttons.toml: `python -m addin.ribbon.picture docs/pictures/baand.svg`.

Office chooses how its own icons look; here each is a square with the button's first letter.
"""

import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from addin.ribbon.buttons import Button, Group, Ribbon, ribbon

LETTER: Final = 6.4
"""Width of an average letter at the text size used, pixels: enough room for Norwegian words in common fonts."""
TEXT_SIZE, MARGIN, GAP = 12, 12, 8
TAB_HEIGHT, GROUP_HEIGHT, LABEL_HEIGHT = 34, 112, 22
LARGE_ICON, SMALL_ICON = 32, 16
ROWS = 3
"""Small buttons in a column."""
LINES = 2
"""Lines of a large button's label."""
INK, QUIET, LINE, PAPER, ICON, ACCENT = "#1f1f1f", "#555555", "#c8c8c8", "#ffffff", "#dce9f5", "#1d6f42"
FONT = "Segoe UI, Carlito, Arial, sans-serif"


def picture() -> str:
    """Return the picture as SVG.

    >>> picture().splitlines()[0].startswith("<svg")
    True
    """
    about = ribbon()
    top = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT})
    ET.SubElement(top, "title").text = f"Fanen {about.label} i Excel"
    ET.SubElement(top, "desc").text = description(about)
    width = MARGIN + sum(_group_width(group) + GAP for group in about.groups) - GAP + MARGIN
    height = TAB_HEIGHT + GROUP_HEIGHT + MARGIN
    top.set("viewBox", f"0 0 {width:.0f} {height}")
    top.set("width", f"{width:.0f}")
    top.set("height", str(height))
    _rectangle(top, 0, 0, width, height, fill="#f3f3f3")
    _text(top, MARGIN + GAP, TAB_HEIGHT - MARGIN, about.label, fill=ACCENT, weight="600")
    tab = len(about.label) * LETTER + GAP
    _rectangle(top, MARGIN + GAP, TAB_HEIGHT - GAP, tab, 2, fill=ACCENT)
    left: float = MARGIN
    _rectangle(top, left, TAB_HEIGHT, width - 2 * MARGIN, GROUP_HEIGHT, fill=PAPER, stroke=LINE, rx="6")
    for number, group in enumerate(about.groups):
        if number:
            _rectangle(top, left - GAP / 2, TAB_HEIGHT + GAP, 1, GROUP_HEIGHT - 2 * GAP, fill=LINE)
        _group(top, group, left)
        left += _group_width(group) + GAP
    ET.indent(top)
    return ET.tostring(top, encoding="unicode") + "\n"


def description(about: Ribbon) -> str:
    """Return the ribbon in words, for those who do not see the picture."""
    groups = (f"{group.label}: {', '.join(button.label for button in group.buttons)}" for group in about.groups)
    return f"Gruppene fra venstre. {'. '.join(groups)}."


def _lines(label: str) -> list[str]:
    """Break a large button's label where its two lines are most alike, as Office does."""
    words = label.split(" ")
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(breaks, key=lambda pair: max(map(len, pair)))) if breaks else [label]


def _button_width(button: Button) -> float:
    if button.size == "large":
        return max(max(map(len, _lines(button.label))) * LETTER, LARGE_ICON) + 2 * GAP
    return SMALL_ICON + len(button.label) * LETTER + 2 * GAP


def _columns(group: Group) -> list[list[Button]]:
    """Large buttons stand alone, small ones three in a column."""
    columns: list[list[Button]] = []
    for button in group.buttons:
        last = columns[-1] if columns else []
        if button.size == "large" or not last or last[0].size == "large" or len(last) == ROWS:
            columns.append([button])
        else:
            last.append(button)
    return columns


def _group_width(group: Group) -> float:
    buttons = sum(max(map(_button_width, column)) for column in _columns(group))
    return max(buttons, len(group.label) * LETTER + 2 * GAP)


def _group(top: ET.Element, group: Group, left: float) -> None:
    middle = left + _group_width(group) / 2
    _text(top, middle, TAB_HEIGHT + GROUP_HEIGHT - GAP, group.label, fill=QUIET, anchor="middle")
    for column in _columns(group):
        width = max(map(_button_width, column))
        for row, button in enumerate(column):
            (_large if button.size == "large" else _small)(top, button, left, width, row)
        left += width


def _large(top: ET.Element, button: Button, left: float, width: float, _: int) -> None:
    middle = left + width / 2
    _icon(top, button, middle - LARGE_ICON / 2, TAB_HEIGHT + GAP, LARGE_ICON)
    for number, line in enumerate(_lines(button.label), 1):
        text = f"{line} ▾" if button.choices and number == LINES else line
        _text(top, middle, TAB_HEIGHT + GAP + LARGE_ICON + number * (TEXT_SIZE + 2), text, anchor="middle")


def _small(top: ET.Element, button: Button, left: float, _: float, row: int) -> None:
    down = TAB_HEIGHT + GAP + row * (SMALL_ICON + GAP)
    _icon(top, button, left + GAP / 2, down, SMALL_ICON)
    _text(top, left + GAP + SMALL_ICON, down + TEXT_SIZE, button.label)


def _icon(top: ET.Element, button: Button, left: float, down: float, size: int) -> None:
    _rectangle(top, left, down, size, size, fill=ICON, stroke="#7aa5cc", rx="3")
    _text(top, left + size / 2, down + size / 2 + TEXT_SIZE / 2 - 2, button.label[0], anchor="middle", fill="#24527a")


def _rectangle(top: ET.Element, left: float, down: float, width: float, height: float, **look: str) -> None:
    box = {"x": f"{left:g}", "y": f"{down:g}", "width": f"{width:g}", "height": f"{height:g}"}
    ET.SubElement(top, "rect", box | look)


def _text(  # noqa: PLR0913  # where, what, and three ways it can look
    top: ET.Element, left: float, down: float, text: str, *, fill: str = INK, anchor: str = "start", weight: str = "400"
) -> None:
    look = {"font-size": str(TEXT_SIZE), "fill": fill, "text-anchor": anchor, "font-weight": weight}
    ET.SubElement(top, "text", {"x": f"{left:g}", "y": f"{down:g}", **look}).text = text


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(picture(), encoding="utf-8", newline="\n")
