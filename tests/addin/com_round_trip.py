"""A program: every worksheet function from the add-in's VBA through xlwings' own code to Python and back, as JSON.

`python -m tests.addin.com_round_trip utenfor.xlam`. Each function is asked three ways: its example as written, the same
in cells, and four rows of it: as they are, with the last required argument empty, with an error value in it, and with
all optional arguments pointing to empty cells.
"""

import datetime as dt
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyopenvba.apps.excel._model import Range
from pyopenvba.interpreter._values import EMPTY, MISSING, NOTHING, VBAArray, VBADate, VBAErrorValue

from addin.registry import WorksheetFunction, registry
from addin.worksheet_errors import COM_ERROR
from tests.addin.vba_machine import VbaMachine, array
from tests.addin.windows_stand_ins import MISSING as LEFT_OUT
from tests.addin.windows_stand_ins import ExcelRange, install

ROWS = 4
EMPTY_ROW, ERROR_ROW, BLANKS_ROW = 1, 2, 3
REF_ERROR, SPILL = 2023, 2045
FIRST_COLUMN = ord("A")


def to_com(value: Any) -> object:  # noqa: ANN401  # any value of VBA
    """Return a value of VBA as COM gives it to Python."""
    if isinstance(value, Range):
        return ExcelRange(rows_of(value.vba_get("Value")))
    if isinstance(value, VBAErrorValue):
        return COM_ERROR + value.number
    if isinstance(value, VBADate):
        return value.to_datetime()
    known = {id(MISSING): LEFT_OUT, id(EMPTY): None, id(NOTHING): None}
    return known.get(id(value), value)


def rows_of(inside: Any) -> object:  # noqa: ANN401  # a value of VBA, or an array of them
    """Return the value of a range as COM gives it: rows as tuples, one cell as itself."""
    if not isinstance(inside, VBAArray):
        return to_com(inside)
    (top, bottom), (left, right) = inside.bounds
    return tuple(
        tuple(to_com(inside.get([row, column])) for column in range(left, right + 1)) for row in range(top, bottom + 1)
    )


def shown(value: object, why: str) -> object:
    """Return what a cell shows as JSON: an error value with its explanation."""
    return {"error": value.number, "why": why} if isinstance(value, VBAErrorValue) else value


class RoundTrip:
    """The add-in with xlwings' server behind it."""

    def __init__(self, xlam: Path, patch: pytest.MonkeyPatch) -> None:
        """Connect the two."""
        self.server = install()
        self.machine = VbaMachine(xlam, patch)
        self.machine.python.answer = self._call
        self.place = self.machine.cell("Z1")
        self.machine.caller = self.place

    def _call(self, name: str, cells: list[object]) -> object:
        answer = self.server.CallUDF("addin.com", name, [to_com(cell) for cell in cells], None, ExcelRange(None))
        if not isinstance(answer, list):
            return answer
        return array([list(row) for row in answer] if isinstance(answer[0], list) else answer)

    def run(self, name: str, arguments: list[object]) -> object:
        """Ask a function and return what the cells show."""
        answer = self.machine.run(name, *arguments)
        if not isinstance(answer, list):
            return shown(answer, self._why(0, 0))
        rows = answer if isinstance(answer[0], list) else [answer]
        return [
            [shown(cell, self._why(down, across)) for across, cell in enumerate(row)] for down, row in enumerate(rows)
        ]

    def _why(self, down: int, across: int) -> str:
        return str(self.machine.run("KeptExplanation", self.place.vba_get("Offset", [down, across])))

    def rare_cells(self) -> dict[str, object]:
        """Ask with cells that the interpreter does not make: a currency, a date, and an error value that is new."""
        rare = {"currency": Decimal(4000), "date": dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "spill": COM_ERROR + SPILL}
        return {
            name: self.server.CallUDF("addin.com", "UTENFOR_FEE", [ExcelRange(cell), LEFT_OUT], None, None)
            for name, cell in rare.items()
        }

    def three_ways(self, function: WorksheetFunction) -> dict[str, object]:
        """Ask a function by value, by cell, and by rows."""
        example = list(function.example)
        required = [one for one in function.arguments if not one.optional]
        columns = [chr(FIRST_COLUMN + place) for place in range(len(function.arguments))]
        for place, column in enumerate(columns):
            for row in range(ROWS):
                value = example[place] if place < len(example) else EMPTY
                if place == len(required) - 1 and row in {EMPTY_ROW, ERROR_ROW}:
                    value = EMPTY if row == EMPTY_ROW else VBAErrorValue(REF_ERROR)
                if place >= len(required) and row == BLANKS_ROW:
                    value = EMPTY
                self.machine.cell(f"{column}{row + 1}").vba_set("Value", value)
        answers = {"value": self.run(function.name, example)}
        answers["cell"] = self.run(function.name, [self.machine.cell(f"{column}1") for column in columns])
        if function.ranges and columns:
            ranges = [self.machine.cell(f"{column}1:{column}{ROWS}") for column in columns]
            answers["rows"] = self.run(function.name, list(ranges))
        return answers


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patching:
        trip = RoundTrip(Path(sys.argv[1]), patching)
        answers = {name: trip.three_ways(function) for name, function in registry().items()}
        json.dump({**answers, "rare cells": trip.rare_cells()}, sys.stdout)
