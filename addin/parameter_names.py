"""How a user names a parameter: its id, the last part of it, or the row it was read from; after @ a preset."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from addin.worksheet_errors import BAD_VALUE, NOT_AVAILABLE, WorksheetError
from utenfor_core.domain import PRESETS
from utenfor_core.frame import built_in_frame
from utenfor_core.parameters import Parameter

PRESET_MARK = "@"
FOLDER_MARK = "/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A parameter, its preset and its year (None where it has none); `dated` when the user chose the year."""

    parameter: Parameter
    preset: str
    year: int | None
    dated: bool


def named(text: str, year: int | None = None) -> Named:
    """Return the parameter that a text names.

    Raises WorksheetError: #VALUE! for an unknown preset, #N/A for a name that several bear and for a year where there
    are none; ParameterError with the nearest names for one that nothing bears.

    >>> found = named("g_2026@midtanslag")
    >>> found.parameter.id, found.preset, found.year
    ('prices/basic_amount_may', 'midtanslag', 2026)
    """
    name, _, preset = (part.strip() for part in text.partition(PRESET_MARK))
    preset = (preset or PRESETS[0]).casefold()
    if preset not in PRESETS:
        explanation = f"«{preset}» er ikke et forutsetningssett. Velg {', '.join(PRESETS)}."
        raise WorksheetError(BAD_VALUE, explanation)
    parameter_id, own_year = _found(name)
    parameter = built_in_frame().parameters.named(parameter_id)
    if year is not None and own_year not in {None, year}:
        explanation = f"«{name}» gjelder {own_year}, ikke {year}. La år stå tomt, eller skriv {parameter_id}."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    if year is not None and not parameter.years:
        explanation = f"{parameter.label} ({parameter_id}) har ikke verdier per år. La år stå tomt."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    dated = year if year is not None else own_year
    latest = max(parameter.years, default=None)
    return Named(parameter=parameter, preset=preset, year=latest if dated is None else dated, dated=dated is not None)


def _found(name: str) -> tuple[str, int | None]:
    """Return the id a name stands for, and the year of its row; the name itself where it stands for nothing else."""
    if name in built_in_frame().parameters:
        return name, None
    meant = _others().get(name.casefold(), {})
    if len(meant) > 1:
        explanation = f"«{name}» kan være flere forutsetninger: {', '.join(sorted(meant))}. Skriv en av dem."
        raise WorksheetError(NOT_AVAILABLE, explanation)
    return next(iter(meant.items()), (name, None))


@cache
def _others() -> Mapping[str, Mapping[str, int | None]]:
    """Return what each shorter name and each row of the fact lists can mean: parameter ids, and the year of the row.

    A row that one parameter takes as a value for a year, from it alone, means that; the last part of an id comes next,
    and then a row that a parameter rests on alone.
    """
    ways: tuple[dict[str, dict[str, int | None]], ...] = ({}, {}, {})
    for parameter in built_in_frame().parameters.values():
        for way, (name, year) in _names(parameter):
            ways[way].setdefault(name.casefold(), {})[parameter.id] = year
    years, lasts, rows = ways
    return {**rows, **lasts, **years}


def _names(parameter: Parameter) -> Iterator[tuple[int, tuple[str, int | None]]]:
    alone = len(parameter.sources) == 1 and not parameter.dated
    for value in parameter.dated:
        if len(value.source_ids) == 1:
            yield 0, (value.source_ids[0], value.year)
    yield 1, (parameter.id.rpartition(FOLDER_MARK)[2], None)
    if alone:
        yield 2, (parameter.sources[0].id, None)
