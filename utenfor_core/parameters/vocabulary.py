"""The closed lists of words a parameter file may use: units, statuses, confidences, indices, levels and kinds."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STATUSES = ("official", "research", "derived", "estimate", "assumption")
OWN_STATUS = "egen"
"""The status of a value from a user's own figures; no parameter file may have it."""
OWN_CONFIDENCE = "egen"
"""The confidence of a source the user names: nobody but they have read it."""
OWN_CHOICE = "valg"
"""The confidence of a choice of ours: nothing was read, the reason stands in the decisions."""
CONFIDENCES = ("A", "A-d", "B", "C", OWN_CHOICE)
UNVERIFIED = "C"
INDEX_SERIES = {
    "D": "prices/municipal_deflator",
    "G": "prices/basic_amount_average",
    "L": "prices/wage_growth",
    "K": "prices/cpi",
}
"""Which parameter holds the years of each index: D and L and K as growth, G as levels."""
LEVELS = ("kommune", "fylkeskommune", "stat")
SPLITS = ("whole", "amount", "threshold", "tax", "equalisation")
KINDS = ("transfer", "service", "bought_place", "tax")
ROLES = ("life_course", "path", "own", "left_out")
DIRECTIONS = ("øker", "senker", "uviss")
TAX_TREATMENTS = ("skattefri", "som lønn uten arbeidsgiveravgift", "lønn", "ingen")
PROFILES = ("sosialhjelp", "ufore", "aap", "employed")


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """What a unit asks of a value: a price year, months per recipient, and the range it can be at all."""

    money: bool = False
    months: bool = False
    minimum: float | None = None
    maximum: float | None = None


@cache
def units() -> Mapping[str, Unit]:
    """Return the closed list of units by name."""
    text = files(__package__).joinpath("units.toml").read_text(encoding="utf-8")
    return {name: Unit(**table) for name, table in tomllib.loads(text).items()}
