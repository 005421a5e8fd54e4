"""The posts: every cost line split by who keeps, loses or inherits it, each a fixed share of the line.

The sum over levels is the line itself by construction: kept + equalised away + moved away.
"""

from dataclasses import dataclass
from typing import TypedDict, Unpack

from utenfor_core.domain import FREE_LINES, FYLKE, KOMMUNE, LEVELS, OTHER_FYLKER, OTHER_KOMMUNER, STAT

STAYS, MOVED, EVERYWHERE, ON_THE_WAY = 1, 2, 3, 4
"""Weight kinds: follows those who stay, those who have moved, everybody, and the years before the success."""

REAL, WAGES, MUNICIPAL_TAX, COUNTY_TAX, STATE_TAX = 1, 2, 3, 4, 5
"""Growth kinds: fixed real value, follows wages, and the three tax rates that are dated besides."""

TAX_KINDS = ("municipal", "county", "state", "social", "bracket", "employer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """One post. `share`: one, keep, away, county_keep, county_away, minus_one; `tax` names the tax it carries."""

    name: str
    line: str
    level: str
    before_equalisation: str
    weight: int
    growth: int
    share: str = "one"
    profile: str = ""
    ages: str = "all"
    tax: str = ""
    free: int = 0

    @property
    def is_moved(self) -> bool:
        """Tell whether the post follows those who have moved away."""
        return self.weight == MOVED

    @property
    def level_number(self) -> int:
        """Position of the level among the five, from 1."""
        return LEVELS.index(self.level) + 1


class _Details(TypedDict, total=False):
    share: str
    profile: str
    ages: str
    tax: str


def _post(name: str, level: str, weight: int, growth: int, **details: Unpack[_Details]) -> Post:
    # The line is the post's name less what sets its posts apart; tax on ordinary income is one line of three levels.
    line = "skatt_alm" if details.get("tax") in {"municipal", "county", "state"} else name
    for part in ("_flyttet", "_andre", "_ung"):
        line = line.removesuffix(part)
    home = {OTHER_KOMMUNER: KOMMUNE, OTHER_FYLKER: FYLKE}.get(level, level)
    return Post(name=name, line=line, level=level, before_equalisation=home, weight=weight, growth=growth, **details)


def _equalised(name: str, level: str, others: str, growth: int) -> tuple[Post, ...]:
    tax, prefix = {KOMMUNE: ("municipal", ""), FYLKE: ("county", "county_")}[level]
    return (
        _post(name, level, STAYS, growth, share=f"{prefix}keep", tax=tax),
        _post(f"{name}_utjevnet", others, STAYS, growth, share=f"{prefix}away", tax=tax),
        _post(f"{name}_flyttet", others, MOVED, growth, tax=tax),
    )


POSTS: tuple[Post, ...] = (
    _post("sosialhjelp", KOMMUNE, STAYS, REAL, profile="sosialhjelp"),
    _post("sosialhjelp_flyttet", OTHER_KOMMUNER, MOVED, REAL, profile="sosialhjelp"),
    _post("ufore_ung", STAT, EVERYWHERE, WAGES, profile="ufore", ages="under_30"),
    _post("ufore", STAT, EVERYWHERE, WAGES, profile="ufore", ages="from_30"),
    _post("aap_ung", STAT, EVERYWHERE, WAGES, profile="aap", ages="under_25"),
    _post("aap", STAT, EVERYWHERE, WAGES, profile="aap", ages="from_25"),
    _post("sykepenger", STAT, EVERYWHERE, WAGES, profile="employed"),
    *_equalised("skatt_kommune", KOMMUNE, OTHER_KOMMUNER, MUNICIPAL_TAX),
    *_equalised("skatt_fylke", FYLKE, OTHER_FYLKER, COUNTY_TAX),
    _post("skatt_stat", STAT, EVERYWHERE, STATE_TAX, tax="state"),
    _post("trygdeavgift", STAT, EVERYWHERE, WAGES, tax="social"),
    _post("trinnskatt", STAT, EVERYWHERE, WAGES, tax="bracket"),
    _post("aga", STAT, EVERYWHERE, WAGES, tax="employer"),
    _post("vgo_ekstra", FYLKE, ON_THE_WAY, REAL, profile="path"),
    _post("utgiftsutjevning", KOMMUNE, STAYS, REAL, profile="ufore", ages="under_50"),
    _post("utgiftsutjevning_andre", OTHER_KOMMUNER, STAYS, REAL, share="minus_one", profile="ufore", ages="under_50"),
    *(
        Post(name=f"egen_{n}{suffix}", line=f"egen_{n}", level=KOMMUNE, before_equalisation=KOMMUNE, weight=weight,
             growth=REAL, profile="free", free=n)
        for n in range(1, FREE_LINES + 1)
        for suffix, weight in (("", STAYS), ("_flyttet", MOVED))
    ),
)  # fmt: skip

POST_NAMES = tuple(post.name for post in POSTS)
COMBINATIONS = ("out_completed", "in_completed", "out_neet", "in_neet")
"""Profile sides by pair: outside and inside of `fullfort`, then of `neet`."""

INCOMES = ("wage_out", "wage_in", "ufore_ung", "ufore", "aap_ung", "aap")
"""The taxable incomes; who has which is the status mix of a profile side."""

AGE_FLAGS = {
    "all": (1, 1, 1, 1, 1, 1),
    "under_30": (1, 1, 0, 0, 0, 0),
    "from_30": (0, 0, 1, 1, 1, 1),
    "under_25": (1, 0, 0, 0, 0, 0),
    "from_25": (0, 1, 1, 1, 1, 1),
    "under_50": (1, 1, 1, 1, 0, 0),
}
"""Which of the six profile bands a post or an income holds in."""
