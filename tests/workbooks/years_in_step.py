"""Where a row of years on a sheet that people read is judged: each cell links one year further than the one before.

Such cells are links to the calculation with absolute references, so that copied formulas are not alike in R1C1; what is
alike is the step from cell to cell. The last cell of a row of years may be something else (the whole year's effect, a
sum), but then the same in every row of the table.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tests.workbooks.cells import Cell, Sheet
from tests.workbooks.finding import Finding
from tests.workbooks.relative_form import REFERENCE, column_number

Place = tuple[int, int]
Step = tuple[Place, ...]
A_YEAR: Place = (0, 1)
SAME: Place = (0, 0)
ENOUGH = 3
"""As many cells beside one another as make a row of years; two of them are a pair of any two figures."""


class Link(NamedTuple):
    """A formula with its references taken out: what is left, and the row and column of each."""

    cell: Cell
    shape: str
    places: tuple[Place, ...]


def link_of(cell: Cell) -> Link:
    """Take the references out of a formula."""
    places: list[Place] = []

    def taken(found: re.Match[str]) -> str:
        letters, digits = found.group(3), found.group(5)
        if not letters:
            return found.group()
        places.append((int(digits), column_number(letters)))
        return "#"

    return Link(cell, REFERENCE.sub(taken, cell.formula), tuple(places))


def step(first: Link, second: Link) -> Step:
    """Return how far each reference of a formula lies from that of another, in rows and columns."""
    return tuple((b[0] - a[0], b[1] - a[1]) for a, b in zip(first.places, second.places, strict=True))


def runs(sheet: Sheet) -> Iterator[list[Link]]:
    """Yield the formulas of one shape that stand beside one another, enough of them to be years."""
    run: list[Link] = []
    for cell in sorted((one for one in sheet.cells if one.formula), key=lambda one: (one.row, one.column)):
        link = link_of(cell)
        beside = run and (run[-1].cell.row, run[-1].cell.column + 1) == (cell.row, cell.column)
        if not (beside and run[-1].shape == link.shape):
            if len(run) >= ENOUGH:
                yield run
            run = []
        run.append(link)
    if len(run) >= ENOUGH:
        yield run


def is_a_year(one: Step) -> bool:
    """Tell whether a step is from a year to the next: each reference one column on, or not at all."""
    return A_YEAR in one and set(one) <= {A_YEAR, SAME}


def is_a_row_of_years(run: Sequence[Link]) -> bool:
    """Tell whether most steps of a row are from a year to the next."""
    steps = [step(a, b) for a, b in pairwise(run)]
    return sum(map(is_a_year, steps)) * 2 > len(steps)


def is_beneath(run: Sequence[Link], above: Sequence[Link]) -> bool:
    """Tell whether a row of years is the next of the same table: under the other, as wide, and of its looks."""
    places = {(one.row + down, one.column, one.style) for down, line in ((0, run), (1, above)) for one, *_ in line}
    return len(run) == len(above) == len(places)


def out_of_step(sheet: Sheet) -> list[Finding]:
    """Return the cells of rows of years that do not link to the year after the cell before."""
    found: list[Link] = []
    above: list[Link] = []
    for run in filter(is_a_row_of_years, runs(sheet)):
        steps = [step(a, b) for a, b in pairwise(run)]
        usual = next(one for one in steps if is_a_year(one))
        found += [link for link, one in zip(run[1:-1], steps[:-1], strict=True) if one != usual]
        if steps[-1] != usual and is_beneath(run, above) and steps[-1] != step(*above[-2:]):
            found.append(run[-1])
        above = run
    return [
        Finding(sheet=sheet.name, address=link.cell.address, rule="years", text=f"={link.cell.formula} out of step")
        for link in found
    ]
