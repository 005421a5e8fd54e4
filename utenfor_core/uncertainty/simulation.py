"""Simulation: for each budget holder, level, view and year the mean, and the chance that the accumulated net is ≥ 0.

The draws are gone through in pieces of at most 64 MB; within a piece every draw, output and year is one matrix product.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER
from utenfor_core.cash_flows import TIME
from utenfor_core.domain import ALL, LEVELS, OWN, YEARS, Case
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame
from utenfor_core.trace import number
from utenfor_core.uncertainty.holders import Holder
from utenfor_core.uncertainty.response import Block, Question, Response, answers, response
from utenfor_core.uncertainty.sampling import draws as draw
from utenfor_core.uncertainty.spreads import Spread
from utenfor_core.uncertainty.tally import FOR_THE_DRAWN, PIECE, Tally

Floats = NDArray[np.float64]
DRAWS = 10_000
"""Enough for a chance within a percentage point; the Latin hypercube makes means far sharper than that."""

SEED = 1
WORKING = 3
"""An array over draws is worked out by way of others of its size: so many at a time."""

BENT = 8
"""A cost worked out per draw is one flow for each funder and the rest, for each output they fall on."""

PERCENTS = (10.0, 50.0, 90.0)
"""P10, P50 and P90: what is usually shown of a spread."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One output whose percentiles are wanted: `level: stat`, over `years` budget years (None till 67)."""

    output: str
    years: int | None = None
    discounted: bool = True
    cashable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Simulation:
    """What the draws say. Arrays have kept first (0) and cashable second (1), then outputs, then years t = 0 … 76.

    `mean` is of the accumulated net, undiscounted kroner of the price year; `chance` is that it is ≥ 0, within the
    tolerance of the payback year. `mean_present` and `chance_present` are of the net present value till each
    participant turns 67. Where nothing is gained and nothing paid, a chance is nan: «ikke definert», as payback is.
    `percentiles` are P10, P50 and P90 of each output asked for.
    """

    response: Response
    block: str
    draws: int
    seed: int
    outputs: tuple[str, ...]
    holders: tuple[Holder, ...]
    mean: Floats
    chance: Floats
    mean_present: Floats
    chance_present: Floats
    percentiles: Mapping[Asked, Floats]

    def at(self, output: str) -> int:
        """Return the position of an output; InputError with those there are when it is unknown.

        Names are such as `level: stat`, `view: egne` and `holder: kommune 281`.
        """
        return _position(self.outputs, output)

    def chance_by(self, output: str, years: int, *, cashable: bool = False) -> float:
        """Return the chance that the accumulated net is ≥ 0 at the end of budget year number `years`, 1 the first."""
        return float(self.chance[int(cashable), self.at(output), _year(years)])

    def mean_by(self, output: str, years: int, *, cashable: bool = False) -> float:
        """Return the mean accumulated net at the end of budget year number `years`, kroner."""
        return float(self.mean[int(cashable), self.at(output), _year(years)])


def _position(outputs: tuple[str, ...], output: str) -> int:
    if output not in outputs:
        text = f"«{output}» er ikke i resultatet. Velg en av: {'; '.join(outputs)}."
        raise InputError(text)
    return outputs.index(output)


def _year(years: int) -> int:
    if not 1 <= years <= YEARS:
        text = f"{years} år kan ikke brukes. Oppgi 1–{YEARS} budsjettår."
        raise InputError(text)
    return int(years) - 1


def usual_questions(model: Response) -> tuple[Asked, ...]:
    """Return the usual outputs: NPV by level, and accumulated net by level at 4, 10 and 20 years; own and all too."""
    names = [*(f"level: {level}" for level in LEVELS), *(f"view: {view}" for view in (OWN, ALL))]
    in_use = model.result.in_use()
    lengths = [int(number(in_use[name])) for name in ("plan_years", "horizon_medium", "horizon_long")]
    present = [Asked(output=name) for name in names]
    return (*present, *(Asked(output=name, years=n, discounted=False) for n in lengths for name in names))


def simulate(  # noqa: PLR0913 - each is a question of its own, and all but the case and the spreads go by name
    case: Case,
    spreads: Sequence[Spread],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    block: str = TOGETHER,
    asked: Sequence[Asked] | None = None,
    frame: Frame | None = None,
) -> Simulation:
    """Draw the uncertain inputs and return the mean and the chances of every holder, level, view and year.

    `asked` None is `usual_questions`. Raises InputError with every problem of the case and the spreads at once.

    >>> from utenfor_core.domain import Measure
    >>> measure = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[80], cost_per_year=7500,
    ...     duration=1)
    >>> found = simulate(Case(measures=[measure]), [Spread(key="m1.outcome", low=0.5, high=0.7)], draws=1000)
    >>> found.chance_by("level: kommune", 4)
    0.0
    """
    model = response(case, spreads, frame)
    shape = number(model.frame.parameters.number("method/pert_shape"))
    return of_values(model, draw(model.spreads, draws, seed, shape), seed=seed, block=block, asked=asked)


def of_values(
    model: Response, values: Floats, *, seed: int = SEED, block: str = TOGETHER, asked: Sequence[Asked] | None = None
) -> Simulation:
    """Return the simulation of values (draws, inputs) that are drawn already, in the order of `model.keys`."""
    found = model.blocks[block]
    questions = usual_questions(model) if asked is None else tuple(asked)
    for each in questions:
        _position(found.outputs, each.output)
    tally = Tally.empty(model, found, number(model.result.in_use()["tolerance"]))
    shown = np.empty((len(questions), len(values)))
    done = 0
    for part in parts(model, found, values):
        drawn = model.drawn(part)
        tally.add(drawn, len(part))
        if questions:
            shown[:, done : done + len(part)] = answers(found, drawn, questions_of(model, questions), len(part))
        done += len(part)
    idle = tally.idle()
    return Simulation(
        response=model,
        block=block,
        draws=len(values),
        seed=seed,
        outputs=found.outputs,
        holders=found.holders,
        mean=tally.total / len(values),
        chance=np.where(idle[..., None], np.nan, tally.ahead / len(values)),
        mean_present=tally.total_present / len(values),
        chance_present=np.where(idle, np.nan, tally.ahead_present / len(values)),
        percentiles={
            each: np.percentile(over_draws, PERCENTS) for each, over_draws in zip(questions, shown, strict=True)
        },
    )


def parts(model: Response, block: Block, values: Floats) -> Iterator[Floats]:
    """Yield the draws in parts whose drawn numbers and terms take a share of a piece."""
    probe = model.drawn(np.repeat(model.most[None], 2, axis=0))
    numbers = sum(array[0].size for array in probe.values() if len(array) > 1)
    terms = sum(len(each.flows) for each in (block.assembly.plain, *block.assembly.growing.values()))
    bent = YEARS * (len(block.assembly.mixed) + BENT * len(block.assembly.paid))
    size = values.itemsize * (WORKING * (numbers + bent) + terms + values.shape[1] + 1)
    step = max(1, PIECE // (FOR_THE_DRAWN * size))
    for start in range(0, len(values), step):
        yield values[start : start + step]


def questions_of(model: Response, asked: Sequence[Asked]) -> list[Question]:
    """Return what is asked as factors of yearly nets, the discount factors of the case in them where they count."""
    discount = model.result.row("discount")[0]
    return [
        Question(
            output=each.output,
            factors=(discount if each.discounted else np.ones(YEARS))
            * ((YEARS if each.years is None else each.years) > TIME),
            cashable=each.cashable,
        )
        for each in asked
    ]
