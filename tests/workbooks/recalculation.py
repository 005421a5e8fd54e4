"""Where a workbook is recalculated by IronCalc and every formula cell compared with the value cached in the file.

Tolerances: kroner 0.005; an internal rate of return 1e-7; every other number 1e-9 relative and 1e-12 absolute;
texts, booleans and errors equal, where a blank and an empty text are the same.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import ironcalc

from tests.workbooks.cells import Cell, CellError, Sheet, Value, Values, Workbook, position
from tests.workbooks.inputs import Changes, with_inputs
from tests.workbooks.reading import digest, formula_cells

Spot = tuple[int, int, int]
"""Number of the sheet from 0, row and column from 1: how the engine names a cell."""
MODELS = 4
"""Files that are held as the engine loaded them: the municipalities that a module of tests goes between."""
UnitOf = Callable[[str, int, int], str]
"""Sheet, row and column (both from 1) -> unit: one that is `kr` or begins with `kr ` or `kr/` is kroner."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tolerance:
    """How far two numbers may be apart: the larger of an absolute distance and a share of the cached number."""

    absolute: float
    relative: float

    def allows(self, cached: float, recalculated: float) -> bool:
        """Whether the two are near enough; NaN never is."""
        return abs(cached - recalculated) <= max(self.absolute, self.relative * abs(cached))


KRONER = Tolerance(absolute=0.005, relative=0)
DRAWN_KRONER = Tolerance(absolute=0.005, relative=1e-6)
RATE_OF_RETURN = Tolerance(absolute=1e-7, relative=0)
NUMBER = Tolerance(absolute=1e-12, relative=1e-9)
ONLY_IN_365 = "UTENFOR_BESPARELSE("
"""How the one formula begins that an engine may give an error for: a function held by a name (LAMBDA)."""
KRONER_WORD = re.compile(r"\bkr\b")
SCALE = re.compile(r"\b(1\s?000|tusen|mill|mrd)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A formula cell whose cached value is not what the engine calculates."""

    sheet: str
    address: str
    formula: str
    cached: Value
    recalculated: Value


def recalculate(path: Path) -> Values:
    """Load, evaluate and read every cell that is used: (sheet, address) -> value, errors as `CellError`."""
    return evaluated(ironcalc.load_from_xlsx(str(path), "en", "UTC", "en"))


def evaluated(model: Any) -> Values:  # noqa: ANN401 - ironcalc ships no types
    """Evaluate a loaded model and read every cell that is used."""
    model.evaluate()
    names = [sheet["name"] for sheet in model.get_worksheets_properties()]
    letters: dict[int, str] = {}
    values: Values = {}
    for sheet, row, column in model.get_all_cells():
        letter = letters.setdefault(column, ironcalc.column_name_from_number(column))
        value = model.get_cell_value(sheet, row, column)
        if isinstance(value, str) and model.get_cell_type(sheet, row, column) == ironcalc.CellType.ErrorValue:
            value = CellError(value)
        values[names[sheet], f"{letter}{row}"] = value
    return values


def recalculate_with(path: Path, changes: Changes, out: Path) -> Values:
    """Recalculate a copy of the file, written to `out`, in which the inputs are changed."""
    return recalculate(with_inputs(path, changes, out))


def recalculate_typed(path: Path, changes: Changes) -> Values:
    """Recalculate the file with inputs typed in the engine that holds it: the same as `recalculate_with`, sooner.

    Raises KeyError for a sheet that is not in the file and ValueError for a cell that holds a formula.
    """
    model = ironcalc.load_from_bytes(loaded(path, digest(path)), "en")
    sheets = {sheet["name"]: at for at, sheet in enumerate(model.get_worksheets_properties())}
    for (sheet, address), value in changes.items():
        spot = (sheets[sheet], *position(address))
        if model.get_cell_formula(*spot):
            message = f"{address} holds a formula: not an input"
            raise ValueError(message)
        type_in(model, spot, value)
    return evaluated(model)


@lru_cache(maxsize=MODELS)
def loaded(path: Path, content: str) -> bytes:
    """Return the file as the engine holds it before it evaluates; `content` is the file's digest."""
    del content
    held: bytes = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en").to_bytes()
    return held


def type_in(model: Any, spot: Spot, value: Value) -> None:  # noqa: ANN401 - ironcalc ships no types
    """Put a value in a cell of the engine in the place of what stood there; None empties it."""
    if value is None:
        model.clear_cell_contents(*spot)
    elif isinstance(value, bool):
        model.update_cell_with_bool(*spot, value)
    elif isinstance(value, str):
        model.update_cell_with_text(*spot, value)
    else:
        model.update_cell_with_number(*spot, value)


def differences(path: Path, unit_of: UnitOf) -> list[Difference]:
    """Every formula cell of the file whose cached value IronCalc does not find again."""
    return compare(formula_cells(path), recalculate(path), unit_of)


def compare(
    cells: Iterable[Cell],
    recalculated: Mapping[tuple[str, str], Value],
    unit_of: UnitOf,
    *,
    booleans_are_numbers: bool = False,
) -> list[Difference]:
    """Every cell whose cached value is not the recalculated one, save the one that only Excel 365 must know.

    `booleans_are_numbers` is for LibreOffice, whose interface gives 1 for TRUE.
    """
    found = []
    for cell in cells:
        value = recalculated.get((cell.sheet, cell.address))
        if near_in_any_unit(cell.value, value):
            continue
        if cell.formula.startswith(ONLY_IN_365) and isinstance(value, CellError):
            continue
        cached = float(cell.value) if booleans_are_numbers and isinstance(cell.value, bool) else cell.value
        if not same(cached, value, tolerance(cell, unit_of)):
            found.append(
                Difference(
                    sheet=cell.sheet,
                    address=cell.address,
                    formula=cell.formula,
                    cached=cell.value,
                    recalculated=value,
                )
            )
    return found


def near_in_any_unit(cached: Value, recalculated: Value) -> bool:
    """Whether two numbers are near enough by every tolerance, so that the unit need not be asked for."""
    if type(cached) is float and type(recalculated) is float:
        return abs(cached - recalculated) <= min(
            RATE_OF_RETURN.absolute, max(NUMBER.absolute, NUMBER.relative * abs(cached))
        )
    return type(cached) is str and type(recalculated) is str and cached == recalculated


def tolerance(cell: Cell, unit_of: UnitOf) -> Tolerance:
    """How far the cell's number may be from the engine's: its formula, then its unit decides."""
    if "IRR(" in cell.formula:
        return RATE_OF_RETURN
    unit = unit_of(cell.sheet, *position(cell.address))
    if not (unit == "kr" or unit.startswith(("kr ", "kr/"))):
        return NUMBER
    return DRAWN_KRONER if "BETA.INV(" in cell.formula else KRONER


def same(cached: Value, recalculated: Value, allowed: Tolerance) -> bool:
    """Whether two values are the same: of one kind, and numbers within the tolerance."""
    first, second = ("" if value is None else value for value in (cached, recalculated))
    numbers = [value for value in (first, second) if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) == len((first, second)):
        return allowed.allows(*numbers)
    return type(first) is type(second) and first == second


def units_beside(book: Workbook) -> UnitOf:
    """The convention of the calculation sheets: the unit stands in column B of the row, else in the column's header.

    A header is the nearest text above in the same column; one that has `kr` as a word is kroner, unless it counts them
    in thousands or millions.
    """
    sheets: Mapping[str, Sheet] = {sheet.name: sheet for sheet in book.sheets}
    texts = {
        name: {(cell.row, cell.column): cell.value for cell in sheet.cells if cell.kind == "text" and not cell.formula}
        for name, sheet in sheets.items()
    }

    def unit_of(sheet: str, row: int, column: int) -> str:
        beside = texts[sheet].get((row, 2))
        if beside and column > 2:
            return str(beside)
        above = (str(texts[sheet][line, column]) for line in range(row - 1, 0, -1) if (line, column) in texts[sheet])
        header = next(above, "")
        return "kr" if KRONER_WORD.search(header) and not SCALE.search(header) else header

    return unit_of
