"""An answer: a number with its unit and its Norwegian sentence, or the reason why there is no number."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

PERCENT = 100
ONE_DECIMAL = 1
SPACE = "\u00a0"
"""What stands between thousands and before a unit: never broken over two lines."""


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return the Norwegian words of the answers, by question."""
    return tomllib.loads(files("utenfor_core.questions").joinpath("sentences.toml").read_text("utf-8"))


def _grouped(value: float, decimals: int = 0) -> str:
    whole, _, part = f"{value:,.{decimals}f}".partition(".")
    shown = whole.replace(",", SPACE) + ("," + part if part.strip("0") else "")
    return "0" if shown == "-0" else shown.replace("-", "−")


class Figure(float):
    r"""A number that a sentence shows as `kr`, `antall`, `prosent` or `år`.

    >>> f"{Figure(0.125):prosent}", f"{Figure(4.0):antall}", f"{Figure(2027):år}"
    ('12,5\xa0%', '4', '2027')
    """

    __slots__ = ()

    def __format__(self, shape: str) -> str:
        """Return the number in one of the four shapes."""
        value = float(self)
        shapes = {
            "kr": f"{_grouped(value)}{SPACE}kr",
            "antall": _grouped(value, ONE_DECIMAL),
            "prosent": f"{_grouped(value * PERCENT, ONE_DECIMAL)}{SPACE}%",
            "år": f"{value:.0f}",
        }
        return shapes[shape]


class Word(str):
    """A word that a sentence may begin with: the shape `stor` gives it a capital letter.

    >>> f"{Word('kommunen'):stor}"
    'Kommunen'
    """

    __slots__ = ()

    def __format__(self, shape: str) -> str:
        """Return the word, with a capital letter in the shape `stor`."""
        return self[:1].upper() + self[1:] if shape == "stor" else str(self)


def filled(template: str, details: Mapping[str, float | str]) -> str:
    r"""Return a sentence with its numbers and words put in.

    >>> filled("{a:kr} i {b}", {"a": 1500.0, "b": "alt"})
    '1\xa0500\xa0kr i alt'
    """
    shown = {name: Word(value) if isinstance(value, str) else Figure(value) for name, value in details.items()}
    return template.format(**shown)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The answer to one question.

    `value` is in `unit` (kr of the price year, personer, andel, …), or None, and then `reason` is one of the words
    under `reasons` in `sentences.toml`. `details` are the other figures that its sentence or its reader needs;
    `wording` is the sentence where it is not the usual one, `caution` a sentence to add.
    """

    question: str
    unit: str
    value: float | None = None
    reason: str | None = None
    details: Mapping[str, float | str] = field(default_factory=dict)
    wording: str = "answer"
    caution: str | None = None

    @property
    def text(self) -> str:
        """The answer as a Norwegian sentence."""
        words = sentences()[self.question]
        if self.value is None:
            reason = sentences()["reasons"][self.reason or ""]
            return filled(words["none"], {**self.details, "reason": reason})
        said = words[self.wording] + (words[self.caution] if self.caution else "")
        return filled(said, {**self.details, "value": self.value})
