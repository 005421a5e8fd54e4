"""Every input cell as data: key, kind, unit, range and choices.

The workbook lays one unlocked cell for each field, and the engine reads the same keys.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeGuard

from utenfor_core.assumptions import INDEXES, Assumption
from utenfor_core.domain import (
    FREE_LINES,
    FUNDERS,
    FYLKE,
    INTAKES,
    KOMMUNE,
    MEASURES,
    OUTSIDE,
    OWN_LINES,
    PAIR_WORDS,
    PRESETS,
    PROFILE_BANDS,
    STAT,
    Value,
)
from utenfor_core.plan_lines import AREA_LINES, AREAS, CODED_LINES, TYPES

Kind = Literal["number", "choice", "text"]
YES, NO = "ja", "nei"
STARTED, COMPLETED = "startet", "fullført"
INCOME, EXPENDITURE = "inntekt", "utgift"
LEVEL, CHANGE = "nivå", "endring"
FIXED, CURRENT = "faste", "løpende"
COSTS_POSITIVE, COSTS_NEGATIVE = "utgift +", "utgift -"
ZONES = tuple(f"sone {zone}" for zone in ("1", "1a", "2", "3", "4", "4a", "5"))
BUDGETS = (KOMMUNE, FYLKE, STAT)
PAYERS = (KOMMUNE, FYLKE, STAT, OUTSIDE)
FIRST_PRICE_YEAR = 2018
MOST_KRONER = 1e9
MOST_PERSONS = 1e5
FIRST_YEAR, LAST_YEAR = 2026, 2126


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One input: `owner` is the part of the case it belongs to (m1 … m6, place, free1 …), `name` its word there."""

    owner: str
    name: str
    kind: Kind = "number"
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The field's id, such as `m1.age`."""
        return f"{self.owner}.{self.name}"


def _number(owner: str, name: str, unit: str, low: float = 0.0, high: float = 1.0) -> Field:
    return Field(owner=owner, name=name, unit=unit, minimum=low, maximum=high)


def _choice(owner: str, name: str, choices: Iterable[str]) -> Field:
    return Field(owner=owner, name=name, kind="choice", choices=tuple(choices))


def _text(owner: str, name: str) -> Field:
    return Field(owner=owner, name=name, kind="text")


def place_fields() -> tuple[Field, ...]:
    """Return the inputs that belong to the whole book."""
    return (
        _choice("place", "preset", PRESETS),
        _number("place", "base_year", "år", FIRST_YEAR, LAST_YEAR),
        _number("place", "tax_level", "andel", 0.3, 3.0),
        _choice("place", "employer_zone", ZONES),
        _number("place", "horizon", "antall år", 1.0, 77.0),
        _number("place", "flat_rate", "andel/år", 0.0, 0.2),
        _choice("place", "example", (YES, NO)),
    )


def plan_fields() -> tuple[Field, ...]:
    """Return the financial plan's switches, the areas' names, and the codes and types of its lines."""
    return (
        _choice("plan", "sign", (COSTS_POSITIVE, COSTS_NEGATIVE)),
        _choice("plan", "mode", (LEVEL, CHANGE)),
        _choice("plan", "prices", (FIXED, CURRENT)),
        _number("plan", "first_growth", "andel", -0.1, 0.5),
        _number("plan", "yearly_growth", "andel/år", -0.1, 0.5),
        *(_text("plan", f"area_name_{n}") for n in AREAS),
        *(_text("plan", f"area_{line}") for line in AREA_LINES),
        *(_text("plan", f"{name}_{line}") for line in CODED_LINES for name in ("responsible", "project")),
        *(_choice("plan", f"type_{line}", TYPES[line]) for line in CODED_LINES),
    )


def funder_fields(owner: str, number: int) -> tuple[Field, ...]:
    """Return one other funder's inputs."""
    prefix = f"funder{number}_"
    return (
        _choice(owner, prefix + "level", PAYERS),
        _text(owner, prefix + "kind"),
        _number(owner, prefix + "share", "andel"),
        _number(owner, prefix + "amount", "kr/år", 0.0, MOST_KRONER),
        _number(owner, prefix + "first_year", "år", FIRST_YEAR, LAST_YEAR),
        _number(owner, prefix + "last_year", "år", FIRST_YEAR, LAST_YEAR),
    )


def own_line_fields(owner: str, number: int) -> tuple[Field, ...]:
    """Return one own line's inputs."""
    prefix = f"own{number}_"
    return (
        _text(owner, prefix + "name"),
        _choice(owner, prefix + "level", BUDGETS),
        _number(owner, prefix + "success_rate", "andel"),
        _number(owner, prefix + "start", "år", 0.0, 60.0),
        _number(owner, prefix + "duration", "år", 0.0, 60.0),
        _number(owner, prefix + "unit_cost", "kr/år", 0.0, MOST_KRONER),
        _number(owner, prefix + "cashable_share", "andel"),
        _number(owner, prefix + "delay", "år", 0.0, 3.0),
        _text(owner, prefix + "kostra_function"),
        _text(owner, prefix + "art"),
    )


def measure_fields(owner: str, groups: Sequence[str]) -> tuple[Field, ...]:
    """Return one measure's inputs; `groups` are the labels to choose from."""
    return (
        _text(owner, "name"),
        _choice(owner, "group", groups),
        _number(owner, "age", "alder", 0.0, 60.0),
        _number(owner, "outcome_age", "alder", 16.0, 60.0),
        _number(owner, "lag", "år", 0.0, 20.0),
        _choice(owner, "pair", PAIR_WORDS),
        _number(owner, "base_outcome", "andel"),
        _number(owner, "outcome", "andel"),
        _number(owner, "typed_rate", "andel"),
        _choice(owner, "per", (STARTED, COMPLETED)),
        _number(owner, "completion", "andel"),
        _number(owner, "evidence_grade", "grad 1–6", 1.0, 6.0),
        _number(owner, "measured_age", "alder", 0.0, 60.0),
        _number(owner, "lasting", "andel"),
        _number(owner, "start_month", "måned", 1.0, 12.0),
        *(_number(owner, f"intake_{k}", "personer", 0.0, MOST_PERSONS) for k in range(INTAKES)),
        _number(owner, "cost_per_year", "kr per deltakerår", 0.0, MOST_KRONER),
        _number(owner, "duration", "år", 0.0, 20.0),
        _number(owner, "fixed_cost", "kr/år", 0.0, MOST_KRONER),
        _number(owner, "overlap", "andel"),
        _text(owner, "kostra_function"),
        _text(owner, "art"),
        _number(owner, "positions", "årsverk", 0.0, 1000.0),
        *(field for n in range(1, FUNDERS + 1) for field in funder_fields(owner, n)),
        *(field for n in range(1, OWN_LINES + 1) for field in own_line_fields(owner, n)),
    )


def free_line_fields(owner: str) -> tuple[Field, ...]:
    """Return the inputs of one cost line of the user's own."""
    bands = range(1, len(PROFILE_BANDS) + 1)
    return (
        _text(owner, "name"),
        _choice(owner, "level", BUDGETS),
        _choice(owner, "direction", (EXPENDITURE, INCOME)),
        _number(owner, "unit_cost", "kr/år", 0.0, MOST_KRONER),
        _number(owner, "cashable_share", "andel"),
        _number(owner, "delay", "år", 0.0, 3.0),
        _text(owner, "kostra_function"),
        _text(owner, "art"),
        *(_number(owner, f"out_{band}", "personår per person", 0.0, 10.0) for band in bands),
        *(_number(owner, f"in_{band}", "personår per person", 0.0, 10.0) for band in bands),
    )


def growth_fields(last: int) -> tuple[Field, ...]:
    """Return the yearly price growth of each index, into each year after the first."""
    years = range(FIRST_PRICE_YEAR + 1, last + 1)
    return tuple(_number("growth", f"{index}_{year}", "andel/år", -0.2, 0.5) for index in INDEXES for year in years)


def own_value_fields(lines: Iterable[Assumption]) -> tuple[Field, ...]:
    """Return one empty cell beside each assumption, for a value of the user's own."""
    return tuple(
        Field(owner="own", name=line.name, unit=line.unit, minimum=line.minimum, maximum=line.maximum) for line in lines
    )


def all_fields(lines: Sequence[Assumption], groups: Sequence[str], price_year: int) -> tuple[Field, ...]:
    """Return every input cell of a book, in the order of the sheet `Inndata`."""
    return _all_fields(tuple(own_value_fields(lines)), tuple(groups), price_year)


@cache
def _all_fields(own_values: tuple[Field, ...], groups: tuple[str, ...], price_year: int) -> tuple[Field, ...]:
    return (
        *place_fields(),
        *plan_fields(),
        *(field for n in range(1, MEASURES + 1) for field in measure_fields(f"m{n}", groups)),
        *(field for n in range(1, FREE_LINES + 1) for field in free_line_fields(f"free{n}")),
        *own_values,
        *growth_fields(price_year),
    )


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a cell holds a number as a spreadsheet sees it; a truth value is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_valid(field: Field, value: Value) -> bool:
    """Tell whether a value fits its field: empty always does.

    >>> is_valid(Field(owner="m1", name="age", minimum=0, maximum=60), -1)
    False
    """
    if value is None or value == "" or field.kind == "text":
        return True
    if field.kind == "choice":
        return isinstance(value, str) and value.casefold() in {choice.casefold() for choice in field.choices}
    if not is_number(value):
        return False
    low = field.minimum is None or value >= field.minimum
    high = field.maximum is None or value <= field.maximum
    return low and high
