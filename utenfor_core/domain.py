"""The nouns of the model: levels, places, measures, funders, own lines and the case that holds them.

Amounts are kroner of the price year; shares and rates are decimals; ages are the age reached in the calendar year.
A field that is None is empty: the model then uses its documented default, or says that the figure is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

KOMMUNE: Final = "kommune"
FYLKE: Final = "fylkeskommune"
STAT: Final = "stat"
OTHER_KOMMUNER: Final = "andre_kommuner"
OTHER_FYLKER: Final = "andre_fylkeskommuner"

LEVELS: Final = (KOMMUNE, FYLKE, STAT, OTHER_KOMMUNER, OTHER_FYLKER)
"""The five budgets that always sum exactly to the total."""

OWN: Final = "egne"
ALL: Final = "alle"
VIEWS: Final = (KOMMUNE, FYLKE, STAT, OWN, ALL)
"""What a result is shown for: three levels, the unit's own levels together, and all five together."""

OUTSIDE: Final = "utenfor"
"""A payer that is no public budget, such as a foundation."""

PRESETS: Final = ("forsiktig", "midtanslag", "full-forskjell")
PAIRS: Final = ("fullfort", "neet")
PAIR_WORDS: Final = ("fullfører videregående", "kommer i arbeid eller utdanning")
"""What the two profile pairs are called where a person chooses between them."""

BAND_STARTS: Final = (0, 21, 25, 30, 40, 50, 62, 67)
"""First age of each band; the profile is zero in the first and in the last band."""

PROFILE_BANDS: Final = ("21–24", "25–29", "30–39", "40–49", "50–61", "62–66")
YEARS: Final = 77
"""Budget years t = 0 … 76: a cohort taken in at age 0 in year 9 turns 66 in t = 75."""

INTAKES: Final = 10
MEASURES: Final = 6
FUNDERS: Final = 3
OWN_LINES: Final = 3
FREE_LINES: Final = 4
FREE_GROUPS: Final = 3

Value = float | int | str | None
"""What one input cell may hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The unit we look from: its share of the population, its tax level and the levels it is itself."""

    name: str = "Kommunen"
    number: str = "0000"
    population: int | None = None
    population_share: float = 0.0
    tax_level: float | None = None
    employer_zone: str | None = "1"
    reduced_tax_zone: bool = False
    own_levels: frozenset[str] = frozenset({KOMMUNE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Funder:
    """Somebody else who pays a share of the cost, or an amount a year, in the budget years from … to."""

    level: str | None = None
    kind: str | None = None
    share: float | None = None
    amount: float | None = None
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnLine:
    """An outcome of the measure before A, such as an avoided placement: kroner per person-year that is saved."""

    name: str | None = None
    level: str | None = None
    success_rate: float | None = None
    start: float | None = None
    duration: float | None = None
    unit_cost: float | None = None
    cashable_share: float | None = None
    delay: float | None = None
    kostra_function: str | None = None
    art: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A measure (tiltak): for whom, with what effect, for how many, at what cost and paid by whom."""

    name: str | None = None
    group: str | None = None
    age: float | None = None
    outcome_age: float | None = None
    lag: float | None = None
    pair: str | None = None
    base_outcome: float | None = None
    outcome: float | None = None
    typed_rate: float | None = None
    per_completed: bool = False
    completion: float | None = None
    evidence_grade: int | None = None
    lasting: float | None = None
    measured_age: float | None = None
    start_month: float | None = None
    intake: Sequence[float] = ()
    cost_per_year: float | None = None
    duration: float | None = None
    fixed_cost: float | None = None
    overlap: float | None = None
    kostra_function: str | None = None
    art: str | None = None
    positions: float | None = None
    funders: Sequence[Funder] = ()
    own_lines: Sequence[OwnLine] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FreeLine:
    """A cost line of the user's own over the life course, with use per year outside and inside by age band."""

    name: str | None = None
    level: str | None = None
    income: bool = False
    unit_cost: float | None = None
    cashable_share: float | None = None
    delay: float | None = None
    kostra_function: str | None = None
    art: str | None = None
    outside: Sequence[float] = ()
    inside: Sequence[float] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FreeGroup:
    """A target group of the user's own: ages, what it is to succeed (a pair), and how many reach it without a measure.

    Without `outcome_min` the outcome is measured at 21 or, where it is to be in work or education, from 16; without
    `outcome_after` as soon as the person is so old. A measure chooses the group by its name, or as `group1` … `group3`.
    """

    name: str | None = None
    age_min: float | None = None
    age_max: float | None = None
    age_default: float | None = None
    pair: str | None = None
    outcome_min: float | None = None
    outcome_after: float | None = None
    base_outcome: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Everything one calculation needs: the place, the preset, up to six measures and the user's own figures.

    `plan` holds the financial plan's inputs by name, such as `sign`, `area_name_1` and `area_kostnad_m1`; `shown` what
    the reading sheets look at: `measure`, `budget` and `year`; `uncertainty`
    the inputs of the sheet Usikkerhet, such as `m1_success_low`: shares of what the calculation rests on.
    `groups_here` is how many persons of a target group, by its id, there are here: known to the user, and used by no
    result.
    """

    place: Place = field(default_factory=Place)
    measures: Sequence[Measure] = ()
    preset: str = PRESETS[0]
    base_year: int | None = None
    horizon: int | None = None
    flat_rate: float | None = None
    own_values: Mapping[str, float] = field(default_factory=dict)
    free_lines: Sequence[FreeLine] = ()
    plan: Mapping[str, Value] = field(default_factory=dict)
    shown: Mapping[str, Value] = field(default_factory=dict)
    uncertainty: Mapping[str, Value] = field(default_factory=dict)
    groups_here: Mapping[str, float] = field(default_factory=dict)
    free_groups: Sequence[FreeGroup] = ()
    example: bool = False
