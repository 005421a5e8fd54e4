"""The inputs of a filled-in workbook: what stands in each input cell, found through `Inndata` and the defined names."""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from utenfor_core.domain import Value
from utenfor_core.errors import WorkbookError
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.version import __version__
from workbook_templates import positions as at
from workbook_templates.blocks.inputs import CURRENT, DELIVERED
from workbook_templates.book_stamp import INPUTS_NAME, STAMP_NAME, STAMP_OWNER
from workbook_templates.names import input_names
from workbook_templates.readback_cells import CellError, Cells, Found, Spot, area_of, in_words
from workbook_templates.sheets.inputs import ADDRESS

KEY: Final = re.compile(r"[a-z_]+\d?\.\w+")
LABEL: Final = 1
SAME: Final = 1e-12
CALCULATED, OUTDATED, NEVER = "regnet", "utdatert", "mangler"
"""Whether the values of the formulas belong to the inputs: yes; calculated before the last change; never."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """Something that could not be read: what it is called, where it stands or stood, and what to do."""

    what: str
    where: str
    why: str

    def text(self) -> str:
        """Return it as one sentence for people."""
        place = f" ({self.where})" if self.where else ""
        return f"{self.what}{place}: {self.why}"


@dataclass(kw_only=True)
class Inputs:
    """What was typed: values and delivered values by key (what is empty is not there), and each cell's place.

    `gone` has where a cell that holds no value stands, what happened to it, and what to do.
    """

    words: Collection[str] = ()
    stamp: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    delivered: dict[str, Value] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    gone: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    state: str = CALCULATED


def read_inputs(cells: Cells, expected: Mapping[str, str], words: Collection[str]) -> Inputs:
    """Return every input of the book; raises WorkbookError where there is no table of inputs to begin from.

    `expected` are the labels by key of the inputs a book of this version has; one whose line is deleted is read by its
    name, and listed where it has none. `words` are the keys of inputs that hold text: a day stays a day there, while a
    field for numbers takes it as the number Excel counts it as.
    """
    found = Inputs(words=words)
    sheet, column = _table(cells)
    stored: dict[str, Found] = {}
    for line, key in cells.filled(sheet, column):
        if not isinstance(key, str) or not KEY.fullmatch(key):
            continue
        start = Spot(sheet=sheet, line=line, column=column)
        owner, _, name = key.partition(".")
        if owner == STAMP_OWNER:
            found.stamp[name] = str(cells.value(start.beside(CURRENT)) or "")
            continue
        found.labels[key] = str(cells.value(start.beside(LABEL)) or key)
        if (delivered := _plain(cells.value(start.beside(DELIVERED)))) is not None:
            found.delivered[key] = delivered
        current = start.beside(CURRENT)
        if cells.formula(current):
            stored[key] = cells.value(current)
        _read(cells, found, key, _spot(cells, key, current))
    _read_without_line(cells, found, expected)
    _as_delivered(found)
    found.state = _state(found, stored)
    return found


def _as_delivered(found: Inputs) -> None:
    """Give what is lost the value it was delivered with, but never the example's in a measure of the user's own."""
    own = {
        owner
        for key, value in found.values.items()
        if (owner := key.partition(".")[0]) in MEASURE_BLOCKS and value != found.delivered.get(key)
    }
    kept = {key for key in found.lost if key.partition(".")[0] not in own}
    found.values |= {key: found.delivered[key] for key in kept & found.delivered.keys()}
    for key, (where, what, then) in found.gone.items():
        read_as = "slik det ble levert" if key in kept else "som tomt, for tiltaket er deres eget"
        why = f"{what} Feltet leses {read_as}. {then}".strip()
        found.unread.append(Unread(what=found.labels[key], where=where, why=why))


def _table(cells: Cells) -> tuple[str, int]:
    """Return the sheet of the inputs and the column of their keys, whatever the sheet is called now."""
    for name in (INPUTS_NAME, STAMP_NAME):
        if (area := cells.area(name)) is not None:
            wanted = {INPUTS_NAME: ADDRESS + 1, STAMP_NAME: CURRENT + 1}[name]
            if area.columns != wanted:
                text = f"har fått kolonner satt inn eller slettet på arket {area.sheet}. Angre det, og lagre på nytt."
                raise WorkbookError(text)
            return area.sheet, area.column
    if at.INPUTS in cells.sheets:
        return at.INPUTS, 0
    text = "er ikke en arbeidsbok fra Utenfor-regnskapet, eller arket Inndata er slettet. Bruk en kopi som har det."
    raise WorkbookError(text)


def _spot(cells: Cells, key: str, current: Spot) -> Spot | None:
    """Return where an input cell lies now: its table's formula follows it when lines move and sheets are renamed."""
    address = str(cells.value(current.beside(ADDRESS - CURRENT)) or "")
    sources = (cells.formula(current) or address, cells.names.get(input_names().get(key, "").casefold(), ""))
    return next((spot for source in sources if (spot := _one_cell(cells, source))), None)


def _one_cell(cells: Cells, reference: str) -> Spot | None:
    area = area_of(reference)
    if area is None or area.sheet not in cells.sheets:
        return None
    return Spot(sheet=area.sheet, line=area.line, column=area.column)


def _read_without_line(cells: Cells, found: Inputs, expected: Mapping[str, str]) -> None:
    """Read by its name, or list, each input whose line in the table is gone; an older book never had some of them."""
    for key, label in expected.items():
        if key in found.labels:
            continue
        spot = _one_cell(cells, cells.names.get(input_names().get(key, "").casefold(), ""))
        if spot is not None:
            found.labels[key] = label
            _read(cells, found, key, spot)
        elif found.stamp.get("model_version") == __version__:
            found.lost.add(key)
            why = "linja er slettet. Feltet leses som tomt."
            found.unread.append(Unread(what=label, where=f"arket {at.INPUTS}", why=why))


def _read(cells: Cells, found: Inputs, key: str, spot: Spot | None) -> None:
    if spot is None:
        _lose(found, key, "", "cellen er slettet.")
        return
    found.spots[key] = spot
    formula, stands = cells.formula(spot), cells.value(spot)
    typed = in_words(stands) if key in found.words else cells.as_number(stands)
    if formula:
        found.formulas[key] = formula
    if isinstance(typed, CellError):
        _lose(found, key, str(spot), f"cellen viser feilen {typed}.", "Skriv verdien på nytt.")
    elif formula and typed is None:
        _lose(found, key, str(spot), "formelen er ikke regnet ut.", "Åpne boka i Excel, og lagre.")
    elif typed is not None:
        found.values[key] = typed


def _lose(found: Inputs, key: str, where: str, what: str, then: str = "") -> None:
    found.lost.add(key)
    found.gone[key] = (where, what, then)


def _plain(value: Found) -> Value:
    return value if is_number(value) or (isinstance(value, str) and not isinstance(value, CellError)) else None


def _state(found: Inputs, stored: Mapping[str, Found]) -> str:
    """Return whether the table's formulas were calculated after the cells were last typed in."""
    typed = {key: value for key, value in found.values.items() if key not in found.lost}
    compared = [(value, stored.get(key)) for key, value in typed.items() if key in stored]
    compared += [(None, value) for key, value in stored.items() if key not in found.values and key not in found.lost]
    if compared and all(shown is None for _, shown in compared):
        return NEVER
    return CALCULATED if all(_same(typed, shown) for typed, shown in compared) else OUTDATED


def _same(typed: Value, shown: Found) -> bool:
    if is_number(typed) and is_number(shown):
        return math.isclose(typed, shown, rel_tol=SAME, abs_tol=SAME)
    return typed == shown
