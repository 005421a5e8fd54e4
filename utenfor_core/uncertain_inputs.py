"""The inputs of the sheet `Usikkerhet`: low and high of each uncertain thing, and what the chances are shown for.

Low and high are shares of what the calculation rests on (1 is as calculated), so they hold when the figures change.
"""

from typing import Final

from utenfor_core.domain import ALL, FYLKE, KOMMUNE, MEASURES, OWN, STAT, Value
from utenfor_core.inputs import Field

OWNER: Final = "uncertainty"
KINDS: Final = ("success", "cost")
"""What is uncertain of each measure; the value of a success is one for the book."""

CHOSEN_MEASURES: Final = ("alle tiltakene samlet", *(f"tiltak {n}" for n in range(1, MEASURES + 1)))
CHOSEN_VIEWS: Final = {
    "egne budsjetter": OWN,
    "kommunen": KOMMUNE,
    "fylkeskommunen": FYLKE,
    "staten": STAT,
    "alle budsjetter": ALL,
}
"""What each view is called where a person chooses between them; the first is shown when nothing is chosen."""

CHOSEN_GAINS: Final = ("hele gevinsten", "bare det som kan tas ut")
MOST_TIMES: Final = 10.0
"""The highest that may be typed: ten times what the calculation rests on."""

SWITCHES: Final[dict[str, Value]] = {
    f"{OWNER}.measure": CHOSEN_MEASURES[0],
    f"{OWNER}.view": next(iter(CHOSEN_VIEWS)),
    f"{OWNER}.gain": CHOSEN_GAINS[0],
}
"""The drop-downs and their delivered position."""


def _choice(name: str, choices: tuple[str, ...]) -> Field:
    return Field(owner=OWNER, name=name, kind="choice", choices=choices)


def _ends(name: str) -> tuple[Field, Field]:
    low = Field(owner=OWNER, name=f"{name}_low", unit="andel", minimum=0.0, maximum=1.0)
    return low, Field(owner=OWNER, name=f"{name}_high", unit="andel", minimum=1.0, maximum=MOST_TIMES)


def uncertain_fields() -> tuple[Field, ...]:
    """Return the three drop-downs, then low and high of the value of a success and of each measure's success and cost.

    >>> [field.name for field in uncertain_fields()[3:7]]
    ['value_low', 'value_high', 'm1_success_low', 'm1_success_high']
    """
    measures = [f"m{n}_{kind}" for n in range(1, MEASURES + 1) for kind in KINDS]
    return (
        _choice("measure", CHOSEN_MEASURES),
        _choice("view", tuple(CHOSEN_VIEWS)),
        _choice("gain", CHOSEN_GAINS),
        *(field for name in ("value", *measures) for field in _ends(name)),
    )
