"""The lines and actors of the societal view: who stands on the other side of each krone that a public budget moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from utenfor_core.calculation import Result
from utenfor_core.domain import LEVELS, OUTSIDE
from utenfor_core.inputs import INCOME
from utenfor_core.post_table import free_name
from utenfor_core.posts import POSTS

PERSON: Final = "ungdommen"
EMPLOYER: Final = "arbeidsgiver"
TAXPAYERS: Final = "skattebetalerne"

ACTORS: Final = (*LEVELS, PERSON, EMPLOYER, OUTSIDE, TAXPAYERS)
"""Who gains or loses: five budgets, the young person, the employer, a payer such as a foundation, and the taxpayers
who bear what it costs to collect tax."""

SOCIETY: Final = "samfunnet"
"""All actors together."""

TRANSFER: Final = "overføring"
RESOURCE: Final = "ressurser"
FUNDING: Final = "skattefinansiering"
"""Kinds of line: what one gives another gets; what is produced or used; what it costs to collect tax."""

WAGE, PENSION, PRODUCTION = "lonn", "tjenestepensjon", "produksjon"
ABSENCE, SCHOOL_WORK = "sykefravaer", "arbeid_i_skoletida"
OWN_TRANSFERS, OWN_RESOURCES, MEASURE, PUBLIC_FUNDS = (
    "egne_overforinger",
    "egne_ressurser",
    "tiltak",
    "skattefinansiering",
)
SICK_PAY, EMPLOYER_TAX, EQUALISATION, SCHOOL = "sykepenger", "aga", "utgiftsutjevning", "vgo_ekstra"

OF_THE_VIEW: Final = {
    WAGE: ("Lønn", TRANSFER),
    PENSION: ("Tjenestepensjon", TRANSFER),
    OWN_TRANSFERS: ("Tiltakets egne linjer, stønader", TRANSFER),
    PRODUCTION: ("Produksjon", RESOURCE),
    ABSENCE: ("Produksjon tapt ved sykefravær", RESOURCE),
    SCHOOL_WORK: ("Produksjon tapt i ekstra skoleår", RESOURCE),
    OWN_RESOURCES: ("Tiltakets egne linjer, tjenester", RESOURCE),
    MEASURE: ("Tiltaket", RESOURCE),
    PUBLIC_FUNDS: ("Skattefinansieringskostnad", FUNDING),
}
"""Lines that the budget view does not have, or has for a measure and not for a post: name to label and kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SocietalLine:
    """One line: `other_side` is the actor who gets what the public budgets give; None when nobody outside them does."""

    name: str
    label: str
    kind: str
    other_side: str | None = None


def transfer_arts(result: Result) -> frozenset[str]:
    """Return the arts (KOSTRA) under which the built-in transfers are paid, such as 470."""
    lines = result.frame.parameters.lines.values()
    return frozenset(art for line in lines if line.kind == "transfer" for art in line.arts)


def is_transfer(result: Result, prefix: str) -> bool:
    """Tell whether a line of the user's own is a transfer: an income, or paid under the art of a benefit.

    `prefix` is how the keys of its input cells begin: `free1.`, `m1.own1_` …
    """
    direction, art = (result.values.get(prefix + name) for name in ("direction", "art"))
    pays_in = isinstance(direction, str) and direction.casefold() == INCOME
    return pays_in or str(art).strip() in transfer_arts(result)


def post_lines(result: Result) -> tuple[SocietalLine, ...]:
    """Return the lines that posts add up to, in the order of the posts.

    >>> from utenfor_core.domain import Case
    >>> from utenfor_core.model import run
    >>> [line.name for line in post_lines(run(Case())) if line.other_side == EMPLOYER]
    ['sykepenger', 'aga']
    """
    return tuple(_post_line(result, name, slot) for name, slot in {post.line: post.free for post in POSTS}.items())


def _post_line(result: Result, name: str, slot: int) -> SocietalLine:
    if slot:
        moves, label = is_transfer(result, f"free{slot}."), free_name(result.values, slot)
    else:
        line = result.frame.parameters.lines[name]
        moves, label = line.kind in {"transfer", "tax"}, line.label
    other = EMPLOYER if name in {SICK_PAY, EMPLOYER_TAX} else PERSON
    return SocietalLine(
        name=name,
        label=label,
        kind=TRANSFER if moves else RESOURCE,
        other_side=other if moves and name != EQUALISATION else None,
    )


def all_lines(result: Result) -> tuple[SocietalLine, ...]:
    """Return every line of the view: transfers first, then resources, then the cost of public funds."""
    own = [SocietalLine(name=name, label=label, kind=kind) for name, (label, kind) in OF_THE_VIEW.items()]
    return tuple(_in_order([*post_lines(result), *own]))


def _in_order(lines: list[SocietalLine]) -> Iterator[SocietalLine]:
    for kind in (TRANSFER, RESOURCE, FUNDING):
        yield from (line for line in lines if line.kind == kind)
