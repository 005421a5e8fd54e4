"""The colours of all charts, in the book, the report and the paper: told apart in grey print and by colour-blind eyes.

They are rungs of one ladder of lightness, each at least one and a half times as light as the one below (contrast as
WCAG has it), in blue, orange and grey: never red against green. What stands side by side takes different rungs.
"""

from types import MappingProxyType
from typing import Final

from utenfor_core.coverage import WEAKER
from utenfor_core.domain import ALL, FYLKE, KOMMUNE, OTHER_FYLKER, OTHER_KOMMUNER, OUTSIDE, OWN, STAT

BLACK, WHITE = "#000000", "#FFFFFF"
NAVY: Final = "#12304F"
DARK_GREY: Final = "#4D4D4D"
DARK_ORANGE, STRONG_BLUE = "#B44E00", "#2F6EB0"
ORANGE, MIDDLE_BLUE = "#D9772B", "#5E92C8"
LIGHT_ORANGE, LIGHT_BLUE = "#F0A45C", "#93B9E0"
PALE: Final = "#E3E3E3"
LADDER: Final = (
    (BLACK,),
    (NAVY,),
    (DARK_GREY,),
    (DARK_ORANGE, STRONG_BLUE),
    (ORANGE, MIDDLE_BLUE),
    (LIGHT_ORANGE, LIGHT_BLUE),
    (PALE,),
)
"""From dark to light; two colours of one rung never stand side by side."""  # fmt: skip

LEVEL_COLOURS: Final = MappingProxyType({
    KOMMUNE: NAVY, FYLKE: DARK_ORANGE, STAT: DARK_GREY, OTHER_KOMMUNER: MIDDLE_BLUE, OTHER_FYLKER: LIGHT_ORANGE,
    OUTSIDE: PALE, OWN: NAVY, ALL: BLACK,
})  # fmt: skip
"""Who pays and gains; what is drawn as lines can be read as words in the same colour."""
STATUS_COLOURS: Final = MappingProxyType(
    dict(zip(WEAKER, (NAVY, STRONG_BLUE, LIGHT_BLUE, PALE, ORANGE, DARK_GREY), strict=True))
)
"""From blue, what others have counted, to orange, what is assumed; dark grey is what only the user knows."""
PROGRESS_COLOURS: Final = (LIGHT_BLUE, STRONG_BLUE, NAVY, ORANGE, PALE)
"""Not started, under way, done, stopped, and not said."""
GAIN, COST = NAVY, LIGHT_ORANGE
LOW, HIGH = LIGHT_ORANGE, NAVY
OTHER: Final = LIGHT_BLUE
"""The lesser of two series, beside what is our own."""
SPREAD: Final = MIDDLE_BLUE
"""How far an interval reaches."""


def text_on(fill: str) -> str:
    """Return the colour of words on a fill: white on the dark rungs, black on the light.

    >>> text_on(NAVY), text_on(ORANGE)
    ('#FFFFFF', '#000000')
    """
    dark = LADDER[: len(LADDER) // 2 + 1]
    return WHITE if any(fill in rung for rung in dark) else BLACK
