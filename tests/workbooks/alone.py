"""One input at a time changed in a rich workbook, and IronCalc's values held against the core's.

Only what the change can move is calculated again. A formula is live when it reads the input, or reads a live formula
whose value the core says has moved; every other formula stands as the number it gave before, save the one that calls a
function held by a name, which nothing reads. Nothing is believed by that: a live formula must give the core's value,
moved or not, so what reads it reads what a whole evaluation gives; and a value that the core moves where no live
formula stands is told as wrong.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ironcalc
from xlsxwriter.utility import xl_col_to_name

from tests.workbooks.cells import Value
from tests.workbooks.dependence import Dependence, Node
from tests.workbooks.filled import calculated, rich
from tests.workbooks.inputs import with_inputs
from tests.workbooks.reading import read
from tests.workbooks.recalculation import ONLY_IN_365, Spot, type_in
from utenfor_core.inputs import Field
from utenfor_core.model import Result
from workbook_templates.lines import lines_of
from workbook_templates.workbook import laid, line_values

BY_ROW = ("Beregning", "Trekk", "Satser", "Poster", "Skatt")


class Alone:
    """A rich workbook held by IronCalc, in which one input at a time is changed."""

    number = "1804"

    def __init__(self, path: Path) -> None:
        """Fill the workbook in, load it and calculate it, in the engine and in the core."""
        start = rich(self.number)
        self.values = start.values
        changed = with_inputs(path, start.changes, path.with_name("rich.xlsx"))
        model = ironcalc.load_from_xlsx(str(changed), "en", "UTC", "en")
        model.evaluate()
        self.start = model.to_bytes()
        self.sheets = {sheet["name"]: at for at, sheet in enumerate(model.get_worksheets_properties())}
        self.layout, cells = laid()
        self.lines = [line for line in lines_of(cells) if line.formulas]
        cells_read = (cell for cell in read(changed).cells() if not cell.formula.startswith(ONLY_IN_365))
        self.dependence = Dependence(cells_read, BY_ROW)
        self.stands = {node: self._standing(model, node) for node in self.dependence.formulas}
        self.before = self._wanted(calculated(self.number, self.values))
        self.nodes = [
            [self.dependence.node(line.place.sheet, line.line + 1, line.column + 1 + at) for at in range(len(values))]
            for line, values in zip(self.lines, self.before, strict=True)
        ]
        self.known = {node for nodes in self.nodes for node in nodes}
        self.unlike_before = self._differences(model, self.before, self.known)

    def unlike(self, field: Field, value: Value, *, whole: bool = False) -> list[str]:
        """Formula cells of the calculation that are not the core's after the change; `whole` has every formula live."""
        wanted = self._wanted(calculated(self.number, {**self.values, field.key: value}))
        live = set(self.dependence.formulas) if whole else self._live(field, wanted)
        return self._differences(self.evaluated(field, value, live), wanted, live)

    def live(self, field: Field, value: Value) -> set[Node]:
        """Return what is calculated again when an input gets a value."""
        return self._live(field, self._wanted(calculated(self.number, {**self.values, field.key: value})))

    def evaluated(self, field: Field, value: Value, live: set[Node]) -> Any:  # noqa: ANN401 - ironcalc ships no types
        """Return the engine with an input changed and evaluated, every formula but the live ones as it stood."""
        model = ironcalc.load_from_bytes(self.start, "en")
        for node, cells in self.stands.items():
            if node not in live:
                for spot, stood in cells:
                    type_in(model, spot, stood)
        type_in(model, self._spot(field), float(f"{value:.16G}") if isinstance(value, float) else value)  # as a file
        model.evaluate()
        return model

    def _live(self, field: Field, wanted: Sequence[Sequence[Value]]) -> set[Node]:
        moved = {
            node
            for nodes, before, after in zip(self.nodes, self.before, wanted, strict=True)
            if before != after
            for node, one, other in zip(nodes, before, after, strict=True)
            if one != other
        }
        sheet, line, column = self.layout.book.inputs[field.key]
        start = self.dependence.node(sheet, line + 1, column + 1)
        return self.dependence.reached(start, lambda node: node in moved or node not in self.known)

    def _spot(self, field: Field) -> Spot:
        sheet, line, column = self.layout.book.inputs[field.key]
        return self.sheets[sheet], line + 1, column + 1

    def _wanted(self, result: Result) -> list[Sequence[Value]]:
        return [line_values(line, result, self.layout) for line in self.lines]

    def _standing(self, model: Any, node: Node) -> list[tuple[Spot, Value]]:  # noqa: ANN401 - ironcalc ships no types
        """Return what the formulas of a node gave; those of an error or an empty text are never anything but live."""
        spots = [(self.sheets[sheet], row, column) for sheet, row, column in self.dependence.formulas[node]]
        values = [(spot, model.get_cell_value(*spot)) for spot in spots]
        return [
            (spot, value)
            for spot, value in values
            if value not in {None, ""} and model.get_cell_type(*spot) != ironcalc.CellType.ErrorValue
        ]

    def _differences(self, model: Any, wanted: Sequence[Sequence[Value]], live: set[Node]) -> list[str]:  # noqa: ANN401 - ironcalc ships no types
        found = []
        for line, nodes, before, values in zip(self.lines, self.nodes, self.before, wanted, strict=True):
            if before == values and live.isdisjoint(nodes):
                continue
            sheet, unit = self.sheets[line.place.sheet], line.unit
            got = [model.get_cell_value(sheet, line.line + 1, line.column + 1 + at) for at in range(len(values))]
            if got != values:
                found += [
                    f"{line.place.sheet}!{xl_col_to_name(line.column + at)}{line.line + 1} {one!r} {other!r}"
                    for at, (one, other) in enumerate(zip(values, got, strict=True))
                    if not agree(one, other, unit)
                ]
        return found


def agree(wanted: Value, got: object, unit: str) -> bool:
    """Whether the engine's value is the core's: kroner within half an øre, and a blank is an empty text."""
    if isinstance(wanted, (int, float)) and isinstance(got, (int, float)):
        allowed = 0.005 if unit.startswith("kr") else max(1e-12, 1e-9 * abs(wanted))
        return abs(wanted - got) <= allowed
    return (wanted or "") == (got or "")
