"""How a user names a parameter: its id, the last part of it, or the row it was read from; after @ a preset."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from addin.worksheet_errors import BAD_VALUE, NOT_AVAILABLE, WorksheetError
from utenfor_core.domain import PRESETS
from utenfor_core.frame import built_in_frame
from utenfor_core.parameters import Parameter
from utenfor_core.parameters.records import DatedValue, Value

PRESET_MARK = "@"
FOLDER_MARK = "/"
Meant = Mapping[str, DatedValue | None]
"""What a name can mean: parameter ids, and the dated value where the name is the row of just that one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """What a user named: a parameter, its preset, and the year or the very row that was chosen (None: neither)."""

    parameter: Parameter
    preset: str
    chosen_year: int | None
    row: DatedValue | None

    @property
    def value(self) -> Value | None:
        """The value of the row, of the year or of the latest; None when the parameter is empty.

        Raises ParameterError for a year without a value.
        """
        if self.row is not None:
            return self.row.value
        latest = max(self.parameter.years, default=None)
        return self.parameter.value(self.preset, latest if self.chosen_year is None else self.chosen_year)

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources of the row or of the year that was chosen; empty where neither was: then all count."""
        if self.row is not None:
            return frozenset(self.row.source_ids)
        dated = (one for one in self.parameter.dated if one.year == self.chosen_year)
        return frozenset(source for one in dated for source in one.source_ids)


def named(text: str, year: int | None = None) -> Named:
    """Return what a text names.

    Raises WorksheetError: #VALUE! for an unknown preset, #N/A for a name that several bear and for a year where there
    are none; ParameterError with the nearest names for one that nothing bears.

    >>> found = named("g_2026")
    >>> found.parameter.id, found.value
    ('prices/basic_amount_may', 136549.0)
    """
    name, _, preset = (part.strip() for part in text.partition(PRESET_MARK))
    preset = (preset or PRESETS[0]).casefold()
    if preset not in PRESETS:
        explanation = f"«{preset}» er ikke et forutsetningssett. Velg {', '.join(PRESETS)}."
        raise WorksheetError(BAD_VALUE, explanation)
    parameter_id, row = _found(name)
    parameter = built_in_frame().parameters.named(parameter_id)
    if year is not None and row is not None and row.year != year:
        explanation = f"«{name}» gjelder {row.year}, ikke {year}. La år stå tomt, eller skriv {parameter_id}."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    if year is not None and not parameter.years:
        explanation = f"{parameter.label} ({parameter_id}) har ikke verdier per år. La år stå tomt."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    return Named(parameter=parameter, preset=preset, chosen_year=year, row=row)


def _found(name: str) -> tuple[str, DatedValue | None]:
    """Return the id a name stands for, and its row; the name itself where it stands for nothing else."""
    if name in built_in_frame().parameters:
        return name, None
    key = name.casefold()
    meant = _rows().get(key) or _last_parts().get(key) or {}
    if len(meant) > 1:
        explanation = f"«{name}» kan være flere forutsetninger: {', '.join(sorted(meant))}. Skriv en av dem."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    resting = _resting().get(key, ())
    if resting and not meant:
        instead = "en av dem" if len(resting) > 1 else "den i stedet"
        explanation = (
            f"«{name}» er en kilde og ingen forutsetning. På den bygger {', '.join(resting)}. Skriv {instead}."
        )
        raise WorksheetError(NOT_AVAILABLE, explanation)
    return next(iter(meant.items()), (name, None))


@cache
def _rows() -> Mapping[str, Meant]:
    """Return by its row each value that a dated parameter has from that row alone."""
    found: dict[str, dict[str, DatedValue | None]] = {}
    for parameter in built_in_frame().parameters.values():
        for one in parameter.dated:
            if len(one.source_ids) == 1 and sum(one.source_ids == other.source_ids for other in parameter.dated) == 1:
                found.setdefault(one.source_ids[0].casefold(), {})[parameter.id] = one
    return found


@cache
def _last_parts() -> Mapping[str, Meant]:
    found: dict[str, dict[str, DatedValue | None]] = {}
    for name in built_in_frame().parameters:
        found.setdefault(name.rpartition(FOLDER_MARK)[2].casefold(), {})[name] = None
    return found


@cache
def _resting() -> Mapping[str, list[str]]:
    """Return the parameters that rest on each row: worked out from it, or one of several made of it."""
    found: dict[str, list[str]] = {}
    for parameter in built_in_frame().parameters.values():
        for source in parameter.sources:
            found.setdefault(source.id.casefold(), []).append(parameter.id)
    return found
