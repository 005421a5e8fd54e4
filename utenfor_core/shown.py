"""What the reading sheets show: the measure, the budget and the year that are chosen there. No result rests on it."""

from collections.abc import Mapping
from typing import Final

from utenfor_core.domain import MEASURES, OWN, VIEWS, Value
from utenfor_core.inputs import FIRST_YEAR, LAST_YEAR, Field, is_number
from utenfor_core.trace import Rows, number

OWNER: Final = "shown"
MEASURE_WORDS: Final = tuple(f"tiltak {n}" for n in range(1, MEASURES + 1))
"""What the measures are called where one of them is chosen."""

DELIVERED: Final[Mapping[str, Value]] = {f"{OWNER}.measure": MEASURE_WORDS[0], f"{OWNER}.budget": OWN}
"""What a new book shows."""


def shown_fields() -> tuple[Field, ...]:
    """Return the choices: which measure is looked at closely, for whose budget, and for which year."""
    return (
        Field(owner=OWNER, name="measure", kind="choice", choices=MEASURE_WORDS),
        Field(owner=OWNER, name="budget", kind="choice", choices=VIEWS),
        Field(owner=OWNER, name="year", unit="år", minimum=FIRST_YEAR, maximum=LAST_YEAR),
    )


def shown_rows(values: Mapping[str, Value], base_year: float, years_on: float) -> Rows:
    """Return the number of the measure and of the view that are chosen, from 1, and the year.

    Without a choice that can be used: the first measure, the own budgets, and the last of the first `years_on` years.

    >>> shown_rows({"shown.measure": "tiltak 2"}, 2027.0, 10.0)["shown_year"][0, 0].item()
    2036.0
    """
    year = values.get(f"{OWNER}.year")
    return Rows(
        shown_measure=float(_chosen(values.get(f"{OWNER}.measure"), MEASURE_WORDS, 1)),
        shown_view=float(_chosen(values.get(f"{OWNER}.budget"), VIEWS, VIEWS.index(OWN) + 1)),
        shown_year=number(year) if is_number(year) else base_year + years_on - 1,
    )


def _chosen(value: Value, choices: tuple[str, ...], otherwise: int) -> int:
    known = isinstance(value, str) and value.casefold() in choices
    return choices.index(str(value).casefold()) + 1 if known else otherwise
