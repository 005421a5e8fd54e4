"""Sums and counts over draws: accumulated net of every output and year, how often it is ≥ 0, and the same for NPV."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import YEARS
from utenfor_core.uncertainty.response import Block, Response, per_draw
from utenfor_core.uncertainty.terms import Drawn, columns

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
PIECE = 64 * 2**20
"""Most bytes of a piece of draws: accumulated net of every output and year, its comparison, and what they rest on."""

FOR_THE_DRAWN = 4
"""The part of a piece that the drawn numbers may take is one in this many; the rest is for the flows."""

FULL_COUNT = 255
"""How many comparisons one byte can count."""


def count_true(mask: NDArray[np.bool_]) -> Counts:
    """Return how many are true down the first axis; counted in bytes, which is several times as fast as adding.

    >>> count_true(np.array([[True, False], [True, True]]))
    array([2, 1])
    """
    bytes_of = mask.view(np.uint8)
    total = np.zeros(mask.shape[1:], dtype=np.int64)
    for start in range(0, len(mask), FULL_COUNT):
        total += np.add.reduce(bytes_of[start : start + FULL_COUNT], axis=0, dtype=np.uint8)
    return total


@dataclass(frozen=True, kw_only=True, slots=True)
class GrowingRows:
    """The different yearly nets that grow, (terms, rows · 77), and the outputs (place · outputs + output) each is in.

    Many outputs are alike here (a level and its view, kept and cashable tax), so that few rows are worked out.
    """

    coefficients: Floats
    members: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, coefficients: Floats) -> "GrowingRows":
        """Return the different rows of coefficients (terms, 2, outputs, 77), those of nothing but 0 left out."""
        by_output = coefficients.reshape(len(coefficients), -1, YEARS).swapaxes(0, 1)
        alike: dict[bytes, list[int]] = {}
        for at in np.flatnonzero(by_output.any(axis=(1, 2))).tolist():
            alike.setdefault(by_output[at].tobytes(), []).append(at)
        first = [members[0] for members in alike.values()]
        rows = by_output[first].swapaxes(0, 1).reshape(len(coefficients), len(first) * YEARS)
        return cls(coefficients=rows, members=tuple(tuple(members) for members in alike.values()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Running sums and counts (2, outputs, 77) and of present values (2, outputs), with the coefficients they rest on.

    `accumulating` (terms, 2 · outputs · 77) makes accumulated net of the plain terms and `presenting` their present
    value; `growing` makes yearly net before growth, by delay. `years` makes present value of accumulated net:
    Σ_t D(t) · (acc(t) − acc(t−1)) = Σ_t acc(t) · (D(t) − D(t+1)), with D after the last year 0.
    """

    block: Block
    tolerance: float
    years: Floats
    accumulating: Floats
    presenting: Floats
    growing: dict[int, GrowingRows]
    total: Floats
    ahead: Counts
    total_present: Floats
    ahead_present: Counts

    @classmethod
    def empty(cls, model: Response, block: Block, tolerance: float) -> "Tally":
        """Return a tally of nothing yet."""
        outputs = len(block.outputs)
        factors = model.result.row("discount")[0]
        years = factors - np.append(factors[1:], 0.0)

        def coefficients(flows: Floats) -> Floats:
            return np.asarray(np.einsum("oh,khwt->kwot", block.adds, flows, optimize=True), dtype=float)

        accumulating = np.cumsum(coefficients(block.plain), axis=-1)
        return cls(
            block=block,
            tolerance=tolerance,
            years=years,
            accumulating=accumulating.reshape(len(block.plain), 2 * outputs * YEARS),
            presenting=(accumulating @ years).reshape(len(block.plain), 2 * outputs),
            growing={delay: GrowingRows.of(coefficients(flows)) for delay, flows in block.growing.items()},
            total=np.zeros((2, outputs, YEARS)),
            ahead=np.zeros((2, outputs, YEARS), dtype=np.int64),
            total_present=np.zeros((2, outputs)),
            ahead_present=np.zeros((2, outputs), dtype=np.int64),
        )

    @property
    def step(self) -> int:
        """How many draws a piece holds: flows, their comparison, and the rows that grow with as many to work on."""
        grown = sum(2 * rows.coefficients[:1].nbytes for rows in self.growing.values())
        each = self.total.size * (self.total.itemsize + 1) + grown
        left = PIECE * (FOR_THE_DRAWN - 1) // FOR_THE_DRAWN
        coefficients = self.accumulating.nbytes + sum(rows.coefficients.nbytes for rows in self.growing.values())
        return max(1, max(left - coefficients, left // FOR_THE_DRAWN) // each)

    def add(self, drawn: Drawn, draws: int) -> None:
        """Add draws whose numbers are worked out; the sums and counts are changed in place."""
        assembly = self.block.assembly
        plain = columns(drawn, assembly.plain.flows, draws)
        growing = {delay: columns(drawn, assembly.growing[delay].flows, draws) for delay in self.growing}
        others = self._others(drawn, draws)
        step = min(self.step, draws)
        room, mask = np.empty((step, self.total.size)), np.empty((step, self.total.size), dtype=bool)
        for start in range(0, draws, step):
            piece = slice(start, min(start + step, draws))
            flows, ahead = room[: piece.stop - start], mask[: piece.stop - start]
            np.matmul(plain[piece], self.accumulating, out=flows)
            by_output = flows.reshape(-1, *self.total.shape)
            present = (plain[piece] @ self.presenting).reshape(-1, *self.total_present.shape)
            for delay, terms in growing.items():
                self._add_growing(by_output, present, terms[piece], drawn["growth"][piece], delay)
            for (place, output), flow in others.items():
                by_output[:, place, output] += flow[piece]
                present[:, place, output] += flow[piece] @ self.years
            np.greater_equal(flows, -self.tolerance, out=ahead)
            self.ahead[...] += count_true(ahead).reshape(self.ahead.shape)
            self.total_present[...] += present.sum(axis=0)
            self.ahead_present[...] += count_true(present >= -self.tolerance)
        self.total[...] += (plain.sum(axis=0) @ self.accumulating).reshape(self.total.shape)
        for at, flow in others.items():
            self.total[at] += flow.sum(axis=0)

    def _others(self, drawn: Drawn, draws: int) -> dict[tuple[int, int], Floats]:
        """Return what is worked out per draw, accumulated (draws, 77), by place and output."""
        found: dict[tuple[int, int], Floats] = {}
        for holder, place, flow in per_draw(self.block.assembly, drawn, draws):
            accumulated = np.broadcast_to(np.cumsum(flow, axis=-1), (draws, YEARS))
            for output in np.flatnonzero(self.block.adds[:, holder]).tolist():
                for at in (0, 1) if place is None else (place,):
                    before = found.get((at, output))
                    found[at, output] = accumulated if before is None else before + accumulated
        return found

    def _add_growing(self, by_output: Floats, present: Floats, terms: Floats, growth: Floats, delay: int) -> None:
        """Add yearly net as it grows, some years later: accumulated, to the sums and to the present values."""
        rows = self.growing[delay]
        grown = (terms @ rows.coefficients).reshape(len(terms), len(rows.members), YEARS)
        grown *= growth[:, None]
        np.cumsum(grown, axis=-1, out=grown)
        later = grown[..., : YEARS - delay]
        total = later.sum(axis=0)
        value = (grown.reshape(-1, YEARS) @ np.append(self.years[delay:], np.zeros(delay))).reshape(later.shape[:2])
        for row, members in enumerate(rows.members):
            for place, output in (divmod(at, self.total.shape[1]) for at in members):
                by_output[:, place, output, delay:] += later[:, row]
                present[:, place, output] += value[:, row]
                self.total[place, output, delay:] += total[row]

    def idle(self) -> NDArray[np.bool_]:
        """Tell which outputs (2, outputs) nothing is ever gained or paid in."""
        busy = self.accumulating.any(axis=0).reshape(self.total.shape).any(axis=-1)
        found = np.logical_not(np.asarray(busy))
        for rows in self.growing.values():
            found.reshape(-1)[[at for members in rows.members for at in members]] = False
        for post in self.block.assembly.mixed:
            found[1, self.block.adds[:, post.holder] > 0] = False
        for payment in self.block.assembly.paid:
            for holder in (payment.payer, *payment.holders):
                if holder is not None:
                    found[:, self.block.adds[:, holder] > 0] = False
        return found
