"""What a filled-in workbook was made with and gave: its place, assumptions, target groups, results and free texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from utenfor_core.case_shape import place_problems
from utenfor_core.counties import find_unit
from utenfor_core.domain import PAIR_WORDS, PRESETS, VIEWS, Place
from utenfor_core.errors import WorkbookError
from utenfor_core.inputs import FIRST_PRICE_YEAR, LAST_YEAR, YES, is_number
from utenfor_core.measure_terms import GroupTable
from workbook_templates.blocks.assumptions import OWN_COLUMN, PRESET_COLUMN
from workbook_templates.book_stamp import FREE_TEXT_NAME, GROUPS_NAME, STORED_NAMES
from workbook_templates.page import FreeText
from workbook_templates.readback_cells import CellError, Cells, Found
from workbook_templates.readback_inputs import Inputs, Unread
from workbook_templates.twins import Twins

OWN_OWNER: Final = "own."
YEARS: Final = range(FIRST_PRICE_YEAR, LAST_YEAR + 1)
GROUP_COLUMNS: Final = (0, 2, 3, 4, 5, 6, 7, 8)
"""Label, youngest, oldest, usual age, age and years of the outcome, pair, p0: the columns of `Målgrupper`."""
PAIR_AT: Final = GROUP_COLUMNS.index(7)
GROUPS_HERE: Final = "Målgruppene"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """What a book says it was made with, and for which place, without what was typed."""

    model_version: str
    data_version: str
    language: str
    price_year: int
    base_year: int
    place: Place


def stamp_of(lines: Mapping[str, str]) -> Stamp:
    """Return the stamp; raises WorkbookError where a line of it is gone or cannot be what was written."""
    try:
        stamp = Stamp(
            model_version=lines["model_version"],
            data_version=lines["data_version"],
            language=lines["language"],
            price_year=int(lines["price_year"]),
            base_year=int(lines["base_year"]),
            place=Place(
                name=find_unit(lines["number"]).municipality.name_no,
                number=lines["number"],
                population_share=float(lines["population_share"]),
                employer_zone=None,
                reduced_tax_zone=lines["reduced_tax_zone"] == YES,
                own_levels=frozenset(lines["own_levels"].split(", ")),
            ),
        )
    except (KeyError, ValueError) as error:
        raise _bad_stamp() from error
    texts = (stamp.model_version, stamp.data_version, stamp.language)
    years = (stamp.price_year, stamp.base_year)
    if not all(texts) or any(year not in YEARS for year in years) or place_problems(stamp.place):
        raise _bad_stamp()
    return stamp


def _bad_stamp() -> WorkbookError:
    return WorkbookError(
        "har endret stempel øverst på arket Inndata. Hent linjene som begynner på «stempel», fra en kopi."
    )


def read_assumptions(cells: Cells, found: Inputs) -> dict[str, tuple[float | None, ...]]:
    """Return each assumption in the three presets, in kroner of the book's price year; None where nothing is set.

    They stand left of the cell for an own value. A formula that was never calculated has no value: its assumption is
    left out, and all such are listed as one.
    """
    read: dict[str, tuple[float | None, ...]] = {}
    without: list[str] = []
    for key, spot in found.spots.items():
        if not key.startswith(OWN_OWNER):
            continue
        spots = [spot.beside(PRESET_COLUMN - OWN_COLUMN + preset) for preset in range(len(PRESETS))]
        values = [cells.value(each) for each in spots]
        if any(value is None or isinstance(value, CellError | date) for value in values):
            without.append(key)
        else:
            read[key.removeprefix(OWN_OWNER)] = tuple(float(each) if is_number(each) else None for each in values)
    if without:
        what = f"{len(without)} forutsetninger, først {found.labels[without[0]]}"
        why = "verdien er ikke regnet ut i fila. Modellens tall brukes. Åpne boka i Excel, og lagre."
        found.unread.append(Unread(what=what, where=str(found.spots[without[0]]), why=why))
    return read


def read_groups(cells: Cells, told: Twins, unread: list[Unread]) -> GroupTable | None:
    """Return the target groups as the book has them; None, and listed, where the table is gone or changed.

    `told` is how the book's language says what the core says.
    """
    area = cells.area(GROUPS_NAME)
    rows = cells.values_of(area) if area is not None else []
    table = [[row[column] if column < len(row) else None for column in GROUP_COLUMNS] for row in rows]
    table = [row for row in table if row[0] is not None]
    for row in table:
        row[PAIR_AT] = _pair_number(row[PAIR_AT], told)
    if not table or not all(isinstance(row[0], str) and all(is_number(cell) for cell in row[1:-1]) for row in table):
        why = "tabellen er slettet eller endret. Modellens målgrupper brukes."
        unread.append(Unread(what=GROUPS_HERE, where="arket Målgrupper", why=why))
        return None
    label, youngest, oldest, usual, outcome, after, pair, base = zip(*table, strict=True)
    return GroupTable(
        labels=tuple(str(each) for each in label),
        age_min=_numbers(youngest),
        age_max=_numbers(oldest),
        age_default=_numbers(usual),
        outcome_min=_numbers(outcome),
        outcome_after=_numbers(after),
        pair=_numbers(pair),
        base_outcome=tuple(float(each) if is_number(each) else None for each in base),
    )


def _pair_number(cell: Found, told: Twins) -> Found:
    """Return the number of the pair that a cell names; older books have the number itself."""
    word = told.internal(cell) if isinstance(cell, str) else cell
    return float(PAIR_WORDS.index(word) + 1) if word in PAIR_WORDS else cell


def _numbers(cells: tuple[Found, ...]) -> tuple[float, ...]:
    return tuple(float(cell) for cell in cells if is_number(cell))


def read_stored(cells: Cells) -> dict[str, tuple[float, ...]]:
    """Return the results that a bridge follows, by name: kroner till 67 for each view; nothing where any is missing."""
    found = {}
    for name, defined in STORED_NAMES.items():
        area = cells.area(defined)
        rows = cells.values_of(area) if area is not None else []
        last = [row[-1] for row in rows]
        numbers = tuple(float(value) for value in last if is_number(value))
        if len(rows) != len(VIEWS) or len(numbers) != len(VIEWS):
            return {}
        found[name] = numbers
    return found


def read_texts(cells: Cells, unread: list[Unread]) -> dict[str, dict[tuple[int, int], FreeText]]:
    """Return what stands in the fields for free text: by field, by line and column in it."""
    found: dict[str, dict[tuple[int, int], FreeText]] = {}
    start = FREE_TEXT_NAME.casefold()
    for name in cells.names:
        if not name.startswith(start):
            continue
        area = cells.area(name)
        field = name.removeprefix(start)
        if area is None:
            why = "feltet er slettet. Teksten som sto der, er borte."
            unread.append(Unread(what=f"Fritekst «{field}»", where="", why=why))
            continue
        for where, spot in area.spots():
            value = cells.value(spot)
            if isinstance(value, CellError) or (value is None and cells.formula(spot)):
                why = "formelen har ingen verdi. Skriv teksten på nytt."
                unread.append(Unread(what=f"Fritekst «{field}»", where=str(spot), why=why))
            elif value is not None:
                found.setdefault(field, {})[where] = value if isinstance(value, int | float | date) else str(value)
    return found
