"""What an older workbook holds, laid on this version's frame: its assumptions for each preset, and its price year."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from utenfor_core.assumptions import Assumption
from utenfor_core.domain import PRESETS
from utenfor_core.errors import InputError
from utenfor_core.frame import Frame, fields_of
from utenfor_core.inputs import is_number


def frame_as_stored(
    frame: Frame, assumptions: Mapping[str, Sequence[float | None]], *, price_year: int, base_year: int
) -> Frame:
    """Return this version's frame with the assumptions of an older workbook in it.

    `assumptions` are by short name the values of the three presets as the sheet Forutsetninger shows them: amounts in
    kroner of the workbook's `price_year`, None where the cell says that nothing is set. A name this version does not
    know belongs to the older model and has no place here; one the workbook does not have keeps this version's value.
    What either is worth is part of the last step of the bridge.

    Raises InputError with every value that is no number.

    >>> from utenfor_core.frame import built_in_frame
    >>> old = frame_as_stored(built_in_frame(), {"kappa": (0.4, 0.5, 1.0)}, price_year=2026, base_year=2027)
    >>> [line.values for line in old.lines if line.name == "kappa"]
    [(0.4, 0.5, 1.0)]
    """
    found = [text for name, values in assumptions.items() if (text := _wrong(name, values))]
    if found:
        raise InputError(*found)
    lines = tuple(
        _as_stored(line, assumptions[line.name], price_year) if line.name in assumptions else line
        for line in frame.lines
    )
    fields = fields_of(lines, frame.groups.labels, price_year)
    return replace(frame, lines=lines, price_year=price_year, base_year=base_year, fields=fields)


def _as_stored(line: Assumption, values: Sequence[float | None], price_year: int) -> Assumption:
    return replace(line, values=tuple(values), price_year=price_year if line.index else line.price_year)


def _wrong(name: str, values: Sequence[float | None]) -> str | None:
    if len(values) == len(PRESETS) and all(value is None or is_number(value) for value in values):
        return None
    return (
        f"{name}: {list(values)} kan ikke brukes. Gi ett tall for hvert av settene {', '.join(PRESETS)}; "
        "en tom celle er None."
    )
