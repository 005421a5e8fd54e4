"""What a user may have figures of their own for: each line of the assumptions, by short name or by parameter."""

from collections.abc import Mapping
from dataclasses import dataclass

from utenfor_core.assumptions import CASHABLE_LINES, SCALARS, VECTORS, Assumption, assumptions, vector_names
from utenfor_core.parameters import Parameters
from utenfor_core.parameters.vocabulary import Unit, units

TAX_SPLITS = (
    ("municipal_rate", "county_rate", "state_rate"),
    ("municipal_rate_dated", "county_rate_dated", "state_rate_dated"),
)
"""The tax on ordinary income is one tax split among three budgets: what one gets more of, the others get less of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """One line of the assumptions and where its value lies: parameter, year of a dated one, age band of a vector.

    For the cashable share and the delay of a cost line `part` is `k` or `d`. `index` is the price index an amount
    follows: the parameter's own, or that of the cost line it is the unit cost of.
    """

    line: Assumption
    year: int | None = None
    band: int | None = None
    part: str = ""
    index: str | None = None

    @property
    def unit(self) -> Unit:
        """What the unit asks of a value."""
        return units()[self.line.unit]

    @property
    def label(self) -> str:
        """The label, with the year where one parameter has several."""
        return self.line.label if self.year is None else f"{self.line.label} ({self.year})"


def targets(parameters: Parameters) -> dict[str, Target]:
    """Return every target by short name, in the order of the sheet `Forutsetninger`.

    >>> from utenfor_core.parameters import load
    >>> targets(load())["unit_sosialhjelp"].index
    'K'
    """
    years = {
        name: year for section in SCALARS.values() for name, (key, year) in section.items() if parameters[key].dated
    }
    bands = {
        short: band for section in VECTORS.values() for name in section for band, short in enumerate(vector_names(name))
    }
    parts = {f"{part}_{line}": part for line in CASHABLE_LINES for part in ("k", "d")}
    indexes = {f"unit_costs/{line.id}": line.index for line in parameters.lines.values()}
    return {
        line.name: Target(
            line=line,
            year=years.get(line.name),
            band=bands.get(line.name),
            part=parts.get(line.name, ""),
            index=(line.index or indexes.get(line.id)) if units()[line.unit].money else None,
        )
        for line in assumptions(parameters)
    }


def names_by_word(known: Mapping[str, Target]) -> dict[str, tuple[str, ...]]:
    """Return what a user may write for an id and the short names it stands for.

    A short name is itself; a vector's name (`ufore_out`) is its six bands; a parameter's path is what it holds, unless
    it holds a value for each of several years.

    >>> from utenfor_core.parameters import load
    >>> names_by_word(targets(load()))["unit_costs/sosialhjelp"]
    ('unit_sosialhjelp',)
    """
    words: dict[str, tuple[str, ...]] = {name: (name,) for name in known}
    words |= {name: vector_names(name) for section in VECTORS.values() for name in section}
    by_parameter: dict[str, list[str]] = {}
    for name, target in known.items():
        if target.year is None and not target.part:
            by_parameter.setdefault(target.line.id, []).append(name)
    return words | {path: tuple(names) for path, names in by_parameter.items()}
