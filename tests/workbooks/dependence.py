"""Which formulas of a workbook can change when some of its cells do: the references of all its formulas, read once.

A row of a sheet of calculation is one node, since its formulas are one formula copied across; elsewhere each cell is.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from openpyxl.utils import column_index_from_string

from tests.workbooks.cells import Cell

Node = tuple[str, int, int]
"""Sheet, row and column, both from 1; the column is 0 for a whole row of a sheet of calculation."""

TEXT = re.compile(r'"(?:[^"]|"")*"')
REFERENCE = re.compile(
    r"(?:'([^']+)'!|(?<![\w'])([A-Za-zÆØÅæøå_]\w*)!)?"
    r"(?<![\w.$])\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?(?![\w.(!:])"
)
CALL = re.compile(r"[A-Za-z_][\w.]*\(")
PLAIN = re.compile(r"\b(?:TRUE|FALSE)\b|\b[0-9.]+(?:[eE][+-]?[0-9]+)?\b")
WORD = re.compile(r"[^\W\d]|:")


class Dependence:
    """Who reads whom in a workbook."""

    def __init__(self, cells: Iterable[Cell], by_row: Collection[str]) -> None:
        """Read the references of all formulas; the sheets `by_row` have one node for each row."""
        self.by_row = frozenset(by_row)
        self.readers: dict[Node, set[Node]] = {}
        self.formulas: dict[Node, list[tuple[str, int, int]]] = {}
        for cell in cells:
            if cell.formula:
                row, column = cell.row, cell.column
                reader = self.node(cell.sheet, row, column)
                self.formulas.setdefault(reader, []).append((cell.sheet, row, column))
                for read in self._read(cell):
                    self.readers.setdefault(read, set()).add(reader)

    def node(self, sheet: str, row: int, column: int) -> Node:
        """Return the node that a cell belongs to."""
        return (sheet, row, 0 if sheet in self.by_row else column)

    def reached(self, start: Node, passes: Callable[[Node], bool]) -> set[Node]:
        """Return every node that reads `start`, or reads a node that was reached and `passes` its change on."""
        found: set[Node] = set()
        waiting = [start]
        while waiting:
            for reader in self.readers.get(waiting.pop(), ()):
                if reader not in found:
                    found.add(reader)
                    if passes(reader):
                        waiting.append(reader)
        return found

    def _read(self, cell: Cell) -> Iterator[Node]:
        """Every node that a formula reads; ValueError where the formula holds anything that is not understood here."""
        formula = TEXT.sub('""', cell.formula)
        left = PLAIN.sub("", CALL.sub("(", REFERENCE.sub("", formula)))
        if WORD.search(left):
            message = f"{cell.sheet}!{cell.address}: what ={cell.formula} reads is not understood"
            raise ValueError(message)
        for quoted, bare, letters, row, last_letters, last_row in set(REFERENCE.findall(formula)):
            sheet = quoted or bare or cell.sheet
            rows = range(int(row), int(last_row or row) + 1)
            if sheet in self.by_row:
                yield from ((sheet, line, 0) for line in rows)
            else:
                first, last = (column_index_from_string(one) for one in (letters, last_letters or letters))
                yield from ((sheet, line, column) for line in rows for column in range(first, last + 1))
