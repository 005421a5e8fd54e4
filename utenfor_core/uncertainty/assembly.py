"""One block of the model laid out as terms: what is a product of drawn numbers, and what must be worked out per draw.

Gains are products of success rate, values and years of a success; a cost is a product until a funder's fixed amount
makes it bend. A cashable gain is a product as long as no year mixes gains and losses of one post.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utenfor_core.cash_flows import TIME
from utenfor_core.domain import BAND_STARTS, INTAKES, LEVELS, OWN_LINES
from utenfor_core.post_table import YEARS_AFTER
from utenfor_core.posts import EVERYWHERE, MOVED, ON_THE_WAY, POSTS, REAL, STAYS
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import number
from utenfor_core.uncertainty.ground import Ground
from utenfor_core.uncertainty.measures_drawn import over_intake
from utenfor_core.uncertainty.paying import Payment, payments
from utenfor_core.uncertainty.posts_drawn import PAIR_BLOCKS, gap_name
from utenfor_core.uncertainty.terms import Drawn, Factor, Factors, Terms, drawn_factor, one_sign, product, shifted

Floats = NDArray[np.float64]
KEPT, CASHABLE = 0, 1
"""What is gained, and what of it can be cashed: the two places of each holder."""

YEARS_BY_WEIGHT = {STAYS: ("life", "stay"), MOVED: ("life", "moved"), EVERYWHERE: ("life",), ON_THE_WAY: ("way",)}
AT_ONCE = np.array([float(delay == 0) for delay in YEARS_AFTER])
"""The kernel of what can be cashed in full in the same year, gain or loss: cashable is then what is kept."""

Piece = tuple[Factors, Floats]


@dataclass(frozen=True, kw_only=True, slots=True)
class MixedPost:
    """A post of which gains and losses may meet in a year: its flow per draw, then what of it can be cashed."""

    holder: int
    grows: bool
    kernel: str
    success: Factors
    terms: Terms
    times: float


@dataclass(slots=True)
class Assembly:
    """The terms of one block. `growing` is by delay: multiplied by growth in its year, then moved by the delay."""

    plain: Terms = field(default_factory=Terms)
    growing: dict[int, Terms] = field(default_factory=dict)
    mixed: list[MixedPost] = field(default_factory=list)
    paid: list[Payment] = field(default_factory=list)

    def add(self, *, grows: bool, delay: int, factors: Factors, place: int, flow: Floats) -> None:
        """Add a term; where growth is certain it is in the flow already, and so is the delay."""
        if grows:
            self.growing.setdefault(delay, Terms()).add(factors, place, flow)
        else:
            self.plain.add(factors, place, shifted(flow, delay))


def place_of(holder: int, what: int) -> int:
    """Return the place of what a holder keeps or can cash."""
    return 2 * holder + what


def assemble(ground: Ground, rate_of: dict[str, str]) -> Assembly:
    """Lay out the measures of `rate_of` (owner to the name of its success rate) as terms.

    Raises nothing: a measure that is not complete has no terms.
    """
    found = Assembly()
    for owner, rate in rate_of.items():
        if ground.result.row("complete", owner)[0, 0]:
            _add_posts(found, ground, owner, rate)
            _add_own_lines(found, ground, owner)
            found.paid += payments(ground, owner, found.plain)
    return found


def _years(ground: Ground, owner: str, kind: int) -> Iterator[Piece]:
    """Yield the years of a whole intake's successes by age band and budget year (8, 77), with what is drawn of them."""
    result, probe = ground.result, ground.probe
    names = [f"{owner}.{name}" for name in YEARS_BY_WEIGHT[kind]]
    open_names = [name for name in names if len(probe[name]) > 1]
    end = number(result.in_use()["end_age"])
    age = np.minimum(end, np.floor(number(result.row("entry", owner)[0, 0]) + TIME)).astype(int)
    sure = (end > age).astype(float)
    for name in names:
        sure = sure if name in open_names else sure * probe[name][0]
    in_band = np.searchsorted(BAND_STARTS, age, side="right") == np.arange(1, len(BAND_STARTS) + 1)[:, None]
    stream = in_band * sure
    parts: list[Piece] = [((), stream)]
    if open_names:
        parts = [
            (tuple((name, int(year)) for name in open_names), stream * (year == TIME)) for year in np.flatnonzero(sure)
        ]
    intake = probe[f"{owner}.intake"]
    for factors, matrix in parts:
        if len(intake) == 1:
            yield factors, over_intake(intake, matrix)
        else:
            for k in range(INTAKES):
                yield (*factors, (f"{owner}.intake", k)), shifted(matrix, k)


def _growth(ground: Ground, kind: int) -> tuple[bool, Floats]:
    """Return whether a post's growth is drawn, and the growth factor that is certain (77,)."""
    result = ground.result
    grows = kind != REAL and len(ground.probe["growth"]) > 1
    factor = result.row("growth_factor")[kind - 1]
    common = (1 + number(result.in_use()["growth"])) ** TIME
    return grows, np.asarray(factor / common if grows else factor, dtype=float)


def _add_posts(found: Assembly, ground: Ground, owner: str, rate: str) -> None:
    result, probe = ground.result, ground.probe
    years = {kind: list(_years(ground, owner, kind)) for kind in YEARS_BY_WEIGHT}
    pair = PAIR_BLOCKS[int(number(result.row("pair_number", owner)[0, 0])) - 1]
    success, success_factors = drawn_factor(probe, rate)
    for at, post in enumerate(POSTS):
        kind = int(result.row("weight_kind")[at, 0])
        causal: tuple[Factor, ...] = (("kappa", 0),) if result.row("causal")[at, 0] else ()
        value, factors = product(probe, (*causal, (f"unit.{post.name}", 0), (f"share.{post.name}", 0)))
        grows, growth = _growth(ground, int(result.row("growth_kind")[at, 0]))
        times = value * float(result.row("sign")[at, 0])
        flows = Terms()
        gap = gap_name(post, pair)
        for year_factors, matrix in years[kind]:
            if len(probe[gap]) == 1:
                flows.add((*factors, *year_factors), 0, times * growth * (probe[gap][0] @ matrix))
                continue
            for band in np.flatnonzero(matrix.any(axis=1)):
                flows.add((*factors, *year_factors, (gap, int(band))), 0, times * growth * matrix[band])
        if not flows.flows:
            continue
        holder = ground.holders.of_post(at, post)
        for each, flow in flows.only():
            place = place_of(holder, KEPT)
            found.add(grows=grows, delay=0, factors=(*each, *success_factors), place=place, flow=success * flow)
        if result.row("is_set")[at, 0]:
            mixed = MixedPost(
                holder=holder, grows=grows, kernel=f"kernel.{post.name}", success=success_factors, terms=flows,
                times=success,
            )  # fmt: skip
            _add_cashable(found, probe, mixed)


def _add_cashable(found: Assembly, probe: Drawn, post: MixedPost) -> None:
    """Add what can be cashed of a post: as terms where that is exact, else to be worked out per draw."""
    place = place_of(post.holder, CASHABLE)
    kernel = probe[post.kernel]
    pieces = list(post.terms.only())
    if len(kernel) == 1 and np.array_equal(kernel[0], AT_ONCE):
        for factors, flow in pieces:
            all_factors = (*factors, *post.success)
            found.add(grows=post.grows, delay=0, factors=all_factors, place=place, flow=post.times * flow)
        return
    any_sign = any(name.startswith("gap.") for factors, _ in pieces for name, _ in factors)
    if any_sign or not one_sign(flow for _, flow in pieces):
        found.mixed.append(post)
        return
    for factors, flow in pieces:
        all_factors, gain = (*factors, *post.success), np.maximum(flow, 0.0)
        loss = post.times * np.minimum(flow, 0.0)
        found.add(grows=post.grows, delay=0, factors=all_factors, place=place, flow=loss)
        for at, delay in enumerate(YEARS_AFTER):
            sure, drawn = drawn_factor(probe, post.kernel, at)
            cashed = post.times * sure * gain
            found.add(grows=post.grows, delay=int(delay), factors=(*all_factors, *drawn), place=place, flow=cashed)


def _add_own_lines(found: Assembly, ground: Ground, owner: str) -> None:
    result, probe = ground.result, ground.probe
    for n in range(1, OWN_LINES + 1):
        level = str(result.row("own_level", owner)[n - 1, 0])
        if level == NOT_SET or level not in LEVELS:
            continue
        name = f"{owner}.own{n}"
        value, factors = product(probe, ((f"{name}.rate", 0), (f"{name}.unit", 0)))
        holder = ground.holders.of_own_line(owner, n, level)
        for year_factors, flow in _own_years(probe, owner, f"{name}.split"):
            each, gain = (*factors, *year_factors), value * flow
            found.add(grows=False, delay=0, factors=each, place=place_of(holder, KEPT), flow=gain)
            if not result.row("own_is_set", owner)[n - 1, 0]:
                continue
            for at, delay in enumerate(YEARS_AFTER):
                sure, drawn = drawn_factor(probe, f"{name}.kernel", at)
                place = place_of(holder, CASHABLE)
                found.add(grows=False, delay=int(delay), factors=(*each, *drawn), place=place, flow=sure * gain)


def _own_years(probe: Drawn, owner: str, split: str) -> Iterator[Piece]:
    """Yield an own line's years of a whole intake (77,) per krone of unit cost, with what is drawn of them."""
    parts: list[Piece] = [((), probe[split][:1])]
    if len(probe[split]) > 1:
        parts = [(((split, int(year)),), (year == TIME).astype(float)[None]) for year in TIME]
    intake = probe[f"{owner}.intake"]
    for factors, flow in parts:
        if len(intake) == 1:
            yield factors, over_intake(intake, flow)[0]
        else:
            for k in range(INTAKES):
                yield (*factors, (f"{owner}.intake", k)), shifted(flow[0], k)
