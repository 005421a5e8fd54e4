"""The model over draws: built once from a case and what is uncertain in it, exact for any values of those inputs.

What is a product of drawn numbers is a matrix product; what is not (a post whose gains and losses meet in a year, a
funder's fixed amount, growth that is drawn) is worked out per draw. Nothing is approximated and no draw is looped over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.cash_flows import TIME
from utenfor_core.completeness import incomplete
from utenfor_core.domain import MEASURES, VIEWS, YEARS, Case, Value
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame, built_in_frame
from utenfor_core.input_problems import problems as input_problems
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.model import compute
from utenfor_core.trace import number
from utenfor_core.uncertainty.assembly import Assembly, MixedPost, assemble
from utenfor_core.uncertainty.cells import Cells
from utenfor_core.uncertainty.ground import Ground
from utenfor_core.uncertainty.holders import Holder, Holders, adding_up, output_names
from utenfor_core.uncertainty.measures_drawn import measure_drawn
from utenfor_core.uncertainty.overlapping import effective_rates
from utenfor_core.uncertainty.paying import funding_drawn
from utenfor_core.uncertainty.posts_drawn import shared_drawn
from utenfor_core.uncertainty.problems import problems
from utenfor_core.uncertainty.spreads import Spread, filled
from utenfor_core.uncertainty.terms import Drawn, Terms, columns, shifted

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """The terms of one block (m1 … m6, all) with what its outputs add up (outputs, holders)."""

    assembly: Assembly
    holders: tuple[Holder, ...]
    adds: Floats
    outputs: tuple[str, ...]
    plain: Floats
    growing: Mapping[int, Floats]


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """A case with uncertain inputs, ready to be evaluated at any values of them.

    `spreads` have their most likely values filled in, `result` is the calculation at these.
    """

    spreads: tuple[Spread, ...]
    result: Result
    blocks: Mapping[str, Block]

    @property
    def keys(self) -> tuple[str, ...]:
        """The uncertain inputs, in the order of the spreads and of the columns of values."""
        return tuple(spread.key for spread in self.spreads)

    @property
    def most(self) -> Floats:
        """The most likely value of each uncertain input (inputs,)."""
        return np.array([number(spread.most) for spread in self.spreads], dtype=float)

    def drawn(self, values: Floats) -> Drawn:
        """Return every number of the model over draws by name, from values (draws, inputs) of the uncertain inputs."""
        return _drawn(self.result, dict(zip(self.keys, np.asarray(values, dtype=float).T, strict=True)))

    @property
    def frame(self) -> Frame:
        """The fixed surroundings the response was built in."""
        return self.result.frame

    def net(  # noqa: PLR0913 - each is a question of its own, and all but the values go by name
        self,
        values: Floats,
        *,
        view: str,
        years: float | None = None,
        discounted: bool = True,
        cashable: bool = False,
        block: str = TOGETHER,
    ) -> Floats:
        """Return the gain less the cost of a view (draws,), kroner of the price year; positive is better.

        `values` (draws, inputs) in the order of `keys`; `years` budget years from t = 0, None is till each participant
        turns 67; t = 0 is not discounted. With `cashable` only what can be cashed counts as gain.

        Raises InputError for an unknown view or block, values of the wrong shape and years below 1.

        >>> from utenfor_core.domain import Measure
        >>> kappa = Spread(key="own.kappa", low=0.5, high=0.7)
        >>> measure = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[80], cost_per_year=7500,
        ...     duration=1)
        >>> model = response(Case(measures=[measure]), [kappa])
        >>> float(model.net(model.most[None], view="alle")[0] - model.result.row("net_present", "all")[4, -1]) < 1e-3
        True
        """
        points = self.checked(values, view=view, block=block, years=years)
        length = YEARS if years is None else years
        factors = self.result.row("discount")[0] if discounted else np.ones(YEARS)
        asked = Question(output=f"view: {view}", factors=factors * (length > TIME), cashable=cashable)
        return np.asarray(answers(self.blocks[block], self.drawn(points), [asked], len(points))[0], dtype=float)

    def checked(self, values: Floats, *, view: str, block: str, years: float | None) -> Floats:
        """Return the values as an array (draws, inputs); raise InputError with everything that is wrong."""
        points = np.atleast_2d(np.asarray(values, dtype=float))
        found = []
        if points.ndim != 2 or points.shape[1] != len(self.keys):  # noqa: PLR2004 - 2 is draws and inputs
            found.append(f"Verdiene har formen {points.shape}, men skal ha én kolonne for hver av {self.keys}.")
        if view not in VIEWS:
            found.append(f"«{view}» er ikke en visning. Velg en av: {', '.join(VIEWS)}.")
        if block not in self.blocks:
            found.append(f"«{block}» er ikke et tiltak. Velg en av: {', '.join(self.blocks)}.")
        if years is not None and years < 1:
            found.append(f"{years} år kan ikke brukes. Oppgi minst 1 budsjettår.")
        if found:
            raise InputError(*found)
        return points


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Σ_t factor(t) · net(t) of an output, kept or cashable; factors (77,) such as discount factors."""

    output: str
    factors: Floats
    cashable: bool = False


def answers(block: Block, drawn: Drawn, questions: Sequence[Question], draws: int) -> Floats:
    """Return the answer to each question for each draw (questions, draws); one flow for each output asked about."""
    found = np.empty((len(questions), draws))
    plain = columns(drawn, block.assembly.plain.flows, draws)
    growing = {delay: columns(drawn, terms.flows, draws) for delay, terms in block.assembly.growing.items()}
    others = per_draw(block.assembly, drawn, draws)
    for output, place in dict.fromkeys((each.output, int(each.cashable)) for each in questions):
        asked = [at for at, each in enumerate(questions) if (each.output, int(each.cashable)) == (output, place)]
        factors = np.stack([questions[at].factors for at in asked], axis=1)
        adds = block.adds[block.outputs.index(output)]
        answer = plain @ (np.einsum("kht,h->kt", block.plain[:, :, place], adds) @ factors)
        for delay, terms in growing.items():
            yearly = terms @ np.einsum("kht,h->kt", block.growing[delay][:, :, place], adds)
            answer += (yearly * drawn["growth"])[:, : YEARS - delay] @ factors[delay:]
        for holder, at_place, flow in others:
            if adds[holder] and at_place in {None, place}:
                answer += flow @ factors
        found[asked] = answer.T
    return found


def per_draw(assembly: Assembly, drawn: Drawn, draws: int) -> list[tuple[int, int | None, Floats]]:
    """Return the flows that are worked out per draw: holder, place (None for both) and flow (…, 77)."""
    mixed = [(post.holder, 1, _cashed(post, drawn, draws)) for post in assembly.mixed]
    paid = [(holder, None, -flow) for payment in assembly.paid for holder, flow in payment.flows(drawn)]
    return [*mixed, *paid]


def _cashed(post: MixedPost, drawn: Drawn, draws: int) -> Floats:
    """Return what can be cashed of a post over draws (draws, 77)."""
    flow = columns(drawn, post.terms.flows, draws) @ post.terms.matrix(1)[:, 0]
    if post.grows:
        flow = flow * drawn["growth"]
    gains, kernel = np.maximum(flow, 0.0), drawn[post.kernel]
    total = np.minimum(flow, 0.0)
    last = kernel.shape[1] - 1
    for delay in range(last + 1):
        total = total + kernel[:, last - delay, None] * shifted(gains, delay)
    return post.times * columns(drawn, [post.success], draws) * total


def _drawn(result: Result, by_key: Mapping[str, Floats]) -> Drawn:
    cells = Cells(result=result, in_use=result.in_use(), drawn=by_key)
    found = shared_drawn(cells)
    for owner in MEASURE_BLOCKS:
        if result.row("complete", owner)[0, 0]:
            found |= measure_drawn(cells, owner) | funding_drawn(cells, owner)
    return found | effective_rates(cells, found)


def response(case: Case, spreads: Sequence[Spread], frame: Frame | None = None) -> Response:
    """Return the model of a case over draws of its uncertain inputs.

    Raises InputError with every problem of the case and of the spreads at once, in Norwegian.
    """
    frame = frame or built_in_frame()
    values: dict[str, Value] = frame.delivered(case)
    given = {spread.key: spread.most for spread in spreads if spread.most is not None}
    known = {field.key for field in frame.fields}
    at_most = values | {key: value for key, value in given.items() if key in known}
    result = compute(at_most, at_most, case.place, frame=frame)
    complete = filled(spreads, result)
    found = input_problems(frame.fields, values)
    found += [f"{key}: finnes ikke. Se arket Inndata for navnene." for key in values if key not in known]
    found += incomplete(result, case)
    found += problems(complete, result, case)
    if found:
        raise InputError(*dict.fromkeys(found))
    keys = tuple(spread.key for spread in complete)
    twice = np.array([number(spread.most) for spread in complete])
    probe = _drawn(result, {key: np.repeat(value, 2) for key, value in zip(keys, twice, strict=True)})
    owners = MEASURE_BLOCKS[:MEASURES]
    rates = {owner: {owner: f"{owner}.success"} for owner in owners}
    rates[TOGETHER] = {owner: f"{owner}.effective" for owner in owners}
    blocks = {name: _block(result, probe, by_owner) for name, by_owner in rates.items()}
    return Response(spreads=complete, result=result, blocks=blocks)


def _block(result: Result, probe: Drawn, rate_of: dict[str, str]) -> Block:
    holders = Holders(result=result)
    assembly = assemble(Ground(result=result, probe=probe, holders=holders), rate_of)
    everyone = holders.all()

    def by_holder(terms: Terms) -> Floats:
        return terms.matrix(2 * len(everyone)).reshape(len(terms.flows), len(everyone), 2, YEARS)

    return Block(
        assembly=assembly,
        holders=everyone,
        adds=adding_up(everyone, result.row("view")),
        outputs=output_names(everyone),
        plain=by_holder(assembly.plain),
        growing={delay: by_holder(terms) for delay, terms in assembly.growing.items()},
    )
