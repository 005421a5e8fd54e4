"""How the økonomiplan is laid out where it is pasted: the layouts of budget_layouts.toml, each as rows of cells."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from addin.ribbon.occasion import BudgetPlan
from addin.ribbon.words import Words
from utenfor_core.errors import WorkbookError

THOUSANDS, KRONER = "thousands", "kroner"
UNITS: Final[Mapping[str, float]] = {THOUSANDS: 1.0, KRONER: 1000.0}
"""What an amount in 1 000 kr is multiplied by."""
BOOK, COSTS, INCOME = "book", "costs", "income"
SIGNS: Final = (BOOK, COSTS, INCOME)
LINES, SUMS, YEARS, LEVELS = "lines", "sums", "years", "levels"
ROWS: Final = (LINES, SUMS, YEARS, LEVELS)
FIELDS: Final = ("rammeområde", "tiltak", "type", "ansvar", "funksjon", "art", "prosjekt", "merknad")
OPPOSITE: Final = -1.0
"""The sign where income is positive; the levels' gains always stand so."""

Cells = list[list[object]]
Row = tuple[list[object], Sequence[Any]]
"""Texts, and what stands under the years: heads or amounts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """One layout: what the rows are, the fields before the years, unit and sign."""

    rows: str
    columns: tuple[str, ...]
    unit: str
    sign: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pasted:
    """What is written: a line that tells what it is, heads, amounts and the last row, which is the sum.

    `texts` is how many columns of texts stand before the amounts.
    """

    about: str
    cells: Cells
    texts: int


@cache
def layouts() -> Mapping[str, Layout]:
    """Return every layout by the value that the ribbon sends.

    >>> layouts()["years_across"].unit
    'thousands'
    """
    return read_layouts(tomllib.loads(files(__package__).joinpath("budget_layouts.toml").read_text(encoding="utf-8")))


def read_layouts(content: Mapping[str, Any]) -> Mapping[str, Layout]:
    """Return the layouts of a file; WorkbookError with everything in it that cannot be used."""
    found = {name: Layout(**{**entry, "columns": tuple(entry["columns"])}) for name, entry in content.items()}
    wrong = [
        f"budget_layouts.toml, {name}: {what} kan ikke være «{value}». Velg blant {', '.join(choices)}."
        for name, one in found.items()
        for what, value, choices in (
            ("rows", one.rows, ROWS),
            ("unit", one.unit, tuple(UNITS)),
            ("sign", one.sign, SIGNS),
            *(("columns", column, FIELDS) for column in one.columns),
        )
        if value not in choices
    ]
    wrong += [
        f"budget_layouts.toml, {name}: columns gjelder bare rows = «{LINES}»."
        for name, one in found.items()
        if one.columns and one.rows != LINES
    ]
    if wrong:
        raise WorkbookError("\n".join(wrong))
    return found


def pasted(plan: BudgetPlan, layout: Layout) -> Pasted:
    """Return the cells of a plan in a layout; every amount is the book's own, turned and scaled, never rounded anew."""
    words = Words(plan.language)
    stands = OPPOSITE if layout.rows == LEVELS else plan.sign
    wanted = {BOOK: stands, COSTS: 1.0, INCOME: OPPOSITE}[layout.sign]
    factor = UNITS[layout.unit] * wanted * stands
    about = words(
        "plan_about",
        place=plan.place,
        unit=words(f"unit_{layout.unit}"),
        sign=words("sign_costs" if wanted == 1 else "sign_income"),
        prices=plan.prices,
        kind=words("plan_levels" if layout.rows == LEVELS else "plan_change" if plan.change else "plan_level"),
    )
    rows = _rows(plan, layout, words)
    cells = [[*texts, *(amount * factor + 0.0 for amount in amounts)] for texts, amounts in rows[1:]]
    heads, years = rows[0]
    return Pasted(about=about, cells=[[*heads, *years], *cells], texts=len(heads))


def _rows(plan: BudgetPlan, layout: Layout, words: Words) -> list[Row]:
    """Return the heads and then each row as texts and amounts in 1 000 kr with the book's own sign."""
    years: list[object] = [float(year) for year in plan.years]
    if layout.rows == YEARS:
        blocks = [words(f"sum_{block}") for block in plan.sums]
        by_year: list[Row] = [
            ([str(year)], [*(amounts[at] for amounts in plan.sums.values()), plan.net[at]])
            for at, year in enumerate(plan.years)
        ]
        total = [*(sum(amounts) for amounts in plan.sums.values()), sum(plan.net)]
        return [([words("year")], [*blocks, words("net")]), *by_year, ([words("sum_years")], total)]
    if layout.rows == LEVELS:
        rows: list[Row] = [([words(f"level_{level}")], amounts) for level, amounts in plan.levels.items()]
        together = [sum(amounts) for amounts in zip(*plan.levels.values(), strict=True)]
        return [([words("level")], years), *rows, ([words("sum_levels")], together)]
    if layout.rows == SUMS:
        sums: list[Row] = [([words(f"sum_{block}")], amounts) for block, amounts in plan.sums.items()]
        return [([words("line")], years), *sums, ([words("net")], plan.net)]
    heads: list[object] = [words(f"field_{FIELDS.index(field)}") for field in layout.columns]
    lines: list[Row] = [([line.texts[field] for field in layout.columns], line.amounts) for line in plan.lines]
    last: list[object] = [words("net"), *[""] * (len(heads) - 1)]
    return [(heads, years), *lines, (last, plan.net)]
