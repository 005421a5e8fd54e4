"""The societal view: every line of the budget view with its other side, and what society gains beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import by_level, level_numbers, paid_outside
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.discounting import factors_within
from utenfor_core.domain import LEVELS, OUTSIDE, OWN_LINES, YEARS
from utenfor_core.errors import InputError
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.posts import POSTS
from utenfor_core.profiles import NOT_SET
from utenfor_core.societal.lines import (
    ABSENCE,
    ACTORS,
    EMPLOYER,
    EMPLOYER_TAX,
    MEASURE,
    OWN_RESOURCES,
    OWN_TRANSFERS,
    PENSION,
    PERSON,
    PRODUCTION,
    PUBLIC_FUNDS,
    SCHOOL_WORK,
    SICK_PAY,
    SOCIETY,
    TAXPAYERS,
    WAGE,
    SocietalLine,
    all_lines,
    is_transfer,
    post_lines,
)
from utenfor_core.societal.work import work

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Flows = dict[str, Floats]
PUBLIC = slice(0, len(LEVELS))
LINE_OF_POST = np.array([post.line for post in POSTS])

OUTSIDE_THE_VIEW = (
    "Merverdiavgift og andre avgifter på forbruk er ikke med.",
    "Pensjon fra folketrygden etter 67 år er ikke med.",
    "Helse, trivsel og fritid har ingen pris her: arbeid er verdsatt til det det koster arbeidsgiveren.",
)
NOTHING_LOST_AT_SCHOOL = "Produksjon tapt i ekstra skoleår er satt til 0 kroner."
NO_ZONE = "Sone for arbeidsgiveravgift er ikke valgt: avgiften er 0, og produksjonen er for lav. Velg sonen."


@dataclass(frozen=True, kw_only=True, slots=True)
class SocietalView:
    """What each actor gains on each line each year.

    `flows` (lines, actors, years), t = 0 … 76: real kroner of the price year, positive = better for that actor; lines
    as `lines`, actors as ACTORS. `discount` D(t) and `horizons` are those of the budget view. `notes` says in words
    what is not in it.
    """

    block: str
    lines: tuple[SocietalLine, ...]
    flows: Floats
    discount: Floats
    horizons: Floats
    notes: tuple[str, ...]

    def line(self, name: str) -> Floats:
        """Return the flows of one line by name (actors, years)."""
        return np.asarray(self.flows[[line.name for line in self.lines].index(name)])

    def net(self, actor: str = SOCIETY) -> Floats:
        """Return what an actor, or all of them (SOCIETY), gains in each year (years,)."""
        total = self.flows.sum(axis=0)
        return np.asarray(total.sum(axis=0) if actor == SOCIETY else total[ACTORS.index(actor)])

    def present(self) -> Floats:
        """Return present values (lines, actors, horizons): Σ_{t < H} flow(t) · D(t); t = 0 is not discounted."""
        return np.asarray(self.flows @ factors_within(self.discount, self.horizons))

    def to_frame(self, horizon: int = -1) -> "pd.DataFrame":
        """Return the table of one horizon by its number: a row a line, with kind, a column an actor, society last."""
        import pandas as pd  # noqa: PLC0415 - the core is imported without pandas

        present = self.present()[..., horizon]
        names = [line.name for line in self.lines]
        table = pd.DataFrame(present, index=pd.Index(names, name="linje"), columns=list(ACTORS))
        table[SOCIETY] = present.sum(axis=1)
        table.insert(0, "navn", [line.label for line in self.lines])
        table.insert(1, "type", [line.kind for line in self.lines])
        return table

    def to_yearly_frame(self) -> "pd.DataFrame":
        """Return net by budget year: a row a year t, a column an actor, society last; not discounted."""
        import pandas as pd  # noqa: PLC0415 - the core is imported without pandas

        table = pd.DataFrame(self.flows.sum(axis=0).T, columns=list(ACTORS)).rename_axis(index="t")
        table[SOCIETY] = self.net()
        return table


def societal_view(result: Result, block: str = TOGETHER, *, lost_per_school_year: float = 0.0) -> SocietalView:
    """Return the societal view of a measure (m1 … m6) or of all together, apart from the budget view.

    society = production − resources used − measure + c · net public effect, c the cost of public funds per krone and
    the net public effect the sum of the five budgets each year, gross, of either sign. Transfers, taxes among them,
    are 0 for society. `lost_per_school_year`: production lost in a whole extra school year, kroner ≥ 0.

    Raises InputError for a block that is no measure, or a loss that is not a number from 0.
    Source: docs/decisions/0033.

    >>> from utenfor_core.domain import Case, Measure
    >>> from utenfor_core.model import run
    >>> measure = Measure(group="vgs_frafall", typed_rate=0, intake=[1], cost_per_year=100, duration=1, start_month=1)
    >>> float(societal_view(run(Case(measures=[measure])), "m1").net()[0])
    -120.0
    """
    _refuse(block, lost_per_school_year)
    together = block == TOGETHER
    rates = result.row("success_effective")[:, 0]
    total: Flows = {}
    for owner in MEASURE_BLOCKS if together else (block,):
        rate = float(rates[MEASURE_BLOCKS.index(owner)]) if together else result.block(owner).single("success_rate")
        by_success = _of_posts(result, owner) | _of_work(result, owner, lost_per_school_year)
        fixed = _of_measure(result, owner)
        for name, flow in ({name: rate * flow for name, flow in by_success.items()} | fixed).items():
            total[name] = total.get(name, 0.0) + flow
    public = np.sum([flow[PUBLIC] for flow in total.values()], axis=(0, 1))
    price = result.frame.parameters.number("method/public_funds_cost")
    total[PUBLIC_FUNDS] = _flow({TAXPAYERS: price * public})
    lines = all_lines(result)
    return SocietalView(
        block=block,
        lines=lines,
        flows=np.stack([total[line.name] for line in lines]),
        discount=result.row("discount")[0],
        horizons=result.row("horizon")[0],
        notes=_notes(result, lost_per_school_year),
    )


def _refuse(block: str, lost: float) -> None:
    known = (*MEASURE_BLOCKS, TOGETHER)
    found = []
    if block not in known:
        found.append(f"Tiltak: «{block}» finnes ikke. Velg {', '.join(known[:-1])}, eller {TOGETHER} for alle samlet.")
    if not (is_number(lost) and 0 <= lost < np.inf):
        found.append(f"Produksjon tapt per ekstra skoleår: {lost} kan ikke brukes. Skriv kroner fra 0.")
    if found:
        raise InputError(*found)


def _notes(result: Result, lost: float) -> tuple[str, ...]:
    notes = list(OUTSIDE_THE_VIEW)
    if lost == 0:
        notes.append(NOTHING_LOST_AT_SCHOOL)
    if result.row("employer_rate")[0, 0] == NOT_SET:
        notes.append(NO_ZONE)
    return tuple(notes)


def _flow(parts: Mapping[str, Floats], public: Floats | None = None) -> Floats:
    """Return one line (actors, years) from what single actors gain, and the public budgets' part (5, years)."""
    flow = np.zeros((len(ACTORS), YEARS))
    if public is not None:
        flow[PUBLIC] = public
    for actor, part in parts.items():
        flow[ACTORS.index(actor)] += part
    return flow


def _given(public: Floats, other_side: str | None) -> Floats:
    """Return a line where `other_side` gets what the public budgets give; None: nobody outside them does."""
    return _flow({} if other_side is None else {other_side: -public.sum(axis=0)}, public)


def _of_posts(result: Result, owner: str) -> Flows:
    """Return the lines of the budget view per success rate 1, each with its other side."""
    unit, level = result.row("unit_gross", owner), result.row("post_level_number")
    flows: Flows = {}
    for line in post_lines(result):
        at = line.name == LINE_OF_POST
        flows[line.name] = _given(by_level(unit[at], level[at]), line.other_side)
    return flows


def _of_work(result: Result, owner: str, lost_per_school_year: float) -> Flows:
    """Return wage, pension and production per success rate 1; with tax and sick pay they leave the employer with 0."""
    wage, school = work(result, owner, lost_per_school_year)
    unit = result.row("unit_gross", owner)
    contribution, saved_sick_pay = (unit[name == LINE_OF_POST].sum(axis=0) for name in (EMPLOYER_TAX, SICK_PAY))
    pension = result.frame.parameters.number("wages/occupational_pension") * wage
    return {
        WAGE: _flow({PERSON: wage, EMPLOYER: -wage}),
        PENSION: _flow({PERSON: pension, EMPLOYER: -pension}),
        PRODUCTION: _flow({EMPLOYER: wage + pension + contribution}),
        ABSENCE: _flow({EMPLOYER: saved_sick_pay}),
        SCHOOL_WORK: _flow({PERSON: school}),
    }


def _of_measure(result: Result, owner: str) -> Flows:
    """Return a measure's own lines and its cost, with what a payer outside public budgets pays."""
    rows = result.block(owner)
    moves = np.array([is_transfer(result, f"{owner}.own{number}_") for number in range(1, OWN_LINES + 1)])
    level = level_numbers(rows["own_level"][:, 0])
    return {
        OWN_TRANSFERS: _given(by_level(rows["own_gross"][moves], level[moves]), PERSON),
        OWN_RESOURCES: _given(by_level(rows["own_gross"][~moves], level[~moves]), None),
        MEASURE: _flow({OUTSIDE: -paid_outside(rows)}, -rows["level_cost"]),
    }
