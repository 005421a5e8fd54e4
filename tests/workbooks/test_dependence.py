"""Who reads whom in a workbook: every way our formulas refer to cells, and a refusal of what is not understood."""

import pytest

from tests.workbooks.cells import Cell
from tests.workbooks.dependence import Dependence, Node


def cell(sheet: str, address: str, formula: str) -> Cell:
    return Cell(sheet=sheet, address=address, formula=formula, value=0.0, style=0, form="")


def reached(start: Node, *cells: Cell, stops: frozenset[Node] = frozenset()) -> set[Node]:
    return Dependence(cells, {"Beregning"}).reached(start, lambda node: node not in stops)


@pytest.mark.parametrize(
    "formula",
    ["B2+1", "$B$2", "SUM(A1:C3)", "'Tiltak'!$B$2*2", "Tiltak!B2", 'IF(B2="",1,12)', "LOG10(B2)", "SUM($B$2:B2)"],
)
def test_a_formula_reads_what_it_refers_to(formula: str) -> None:
    assert reached(("Tiltak", 2, 2), cell("Tiltak", "E9", formula)) == {("Tiltak", 9, 5)}


@pytest.mark.parametrize("formula", ["B3+1", '"B2"&A1', "'Plan'!$B$2", "SUM(A3:C9)", "AB2", "1E2+1"])
def test_a_formula_does_not_read_what_only_looks_like_it(formula: str) -> None:
    assert reached(("Tiltak", 2, 2), cell("Tiltak", "E9", formula)) == set()


def test_a_row_of_the_calculation_is_one_and_a_change_goes_on_through_those_who_read_it() -> None:
    cells = (cell("Beregning", "F3", "Tiltak!B2"), cell("Beregning", "G9", "SUM(A1:A4)"), cell("Plan", "A1", "1"))
    assert reached(("Tiltak", 2, 2), *cells) == {("Beregning", 3, 0), ("Beregning", 9, 0)}
    assert reached(("Tiltak", 2, 2), *cells, stops=frozenset({("Beregning", 3, 0)})) == {("Beregning", 3, 0)}


@pytest.mark.parametrize("formula", ["rente*2", "SUM(A:A)", "SUM(2:2)", "Tabell1[år]", "[1]Ark!A1+rente"])
def test_a_reference_that_is_not_by_cells_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="is not understood"):
        Dependence([cell("Tiltak", "E9", formula)], ())
