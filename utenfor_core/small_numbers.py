"""How few persons may be told of, from `data/small_numbers.toml`; each rule has its reason there."""

from typing import Final

from utenfor_core.data import settings

RULES: Final = "small_numbers.toml"


def fewest_described() -> int:
    """Return the fewest persons that a public document describes.

    >>> fewest_described()
    5
    """
    return int(settings(RULES)["described"]["value"])


def fewest_counted() -> int:
    """Return the fewest persons that kroner or an estimate may rest on.

    >>> fewest_counted()
    12
    """
    return int(settings(RULES)["persons"]["value"])


def confidence() -> float:
    """Return the level of the intervals around a count.

    >>> confidence()
    0.95
    """
    return float(settings(RULES)["confidence"]["value"])
