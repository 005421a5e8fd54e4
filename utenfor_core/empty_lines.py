"""The register of empty lines: what is left out as no figure was found, which way it pulls, and where to look."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from utenfor_core.calculation import Result
from utenfor_core.inputs import ZONES, is_number
from utenfor_core.parameters import CostLine, Parameters

EMPLOYER_LINE = "aga"
NO_ZONE = "Sonen for arbeidsgiveravgift er ikke valgt, eller kommunen er delt mellom soner."
CHOOSE_ZONE = "Velg sonen arbeidsplassen ligger i."


@dataclass(frozen=True, kw_only=True, slots=True)
class EmptyLine:
    """A line outside every sum: `direction` says what it would do to the gain (øker, senker, uviss)."""

    id: str
    line: str
    level: str
    budget: str
    direction: str
    why: str
    where: str


def _empty(line: CostLine, why: str | None, where: str | None) -> EmptyLine:
    return EmptyLine(
        id=line.id,
        line=line.label,
        level=line.holder,
        budget=line.budget,
        direction=line.direction,
        why=why or "",
        where=where or "",
    )


def empty_lines(
    parameters: Parameters, *, filled: Collection[str] = (), zone_known: bool = True
) -> tuple[EmptyLine, ...]:
    """Return the lines without a figure, in the order of their number.

    `filled` are lines that the user has given a unit cost; without a zone the employer's contribution is empty too.

    >>> from utenfor_core.parameters import load
    >>> empty_lines(load())[0].line
    'Kvalifiseringsprogrammet'
    """
    found = []
    for line in parameters.lines.values():
        if not line.priced and line.id not in filled:
            found.append(_empty(line, line.empty_reason, line.where_found))
        elif line.id == EMPLOYER_LINE and not zone_known:
            found.append(_empty(line, NO_ZONE, CHOOSE_ZONE))
    return tuple(found)


def register(result: Result) -> tuple[EmptyLine, ...]:
    """Return the lines that are empty in a calculation: those of the parameters, less what the user has filled in."""
    in_use = result.in_use()
    parameters = result.frame.parameters
    filled = [line for line in parameters.lines if is_number(in_use.get(f"unit_{line}"))]
    zone = result.values.get("place.employer_zone")
    zone_known = isinstance(zone, str) and zone.casefold() in ZONES
    return empty_lines(parameters, filled=filled, zone_known=zone_known)


def count_by_level(lines: Collection[EmptyLine]) -> Mapping[str, int]:
    """Return how many empty lines each level has; printed under that level's total.

    >>> from utenfor_core.parameters import load
    >>> count_by_level(empty_lines(load()))["fylkeskommune"]
    2
    """
    return Counter(line.level for line in lines)
