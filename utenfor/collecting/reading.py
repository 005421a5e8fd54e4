"""One workbook from its file to its figures: the work that is done in other processes, or on a cluster."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from utenfor.collecting.flows import flows_of
from utenfor.collecting.measures import chosen_measures, coverage_by_status, missing_of
from utenfor.collecting.records import BEGUN, FILLED, UNTOUCHED, Basis, BookFigures, BookFile, Floats, Phase
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.council_inputs import PHASES
from utenfor_core.counties import County, find_unit
from utenfor_core.domain import LEVELS, OWN, VIEWS
from utenfor_core.errors import MunicipalityError
from utenfor_core.inputs import NO
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.questions import pays_and_gains
from utenfor_core.stamp import stamp_of
from utenfor_core.trace import as_text, cell_value
from utenfor_core.uncertain_inputs import SWITCHES
from utenfor_core.uncertainty.sheet import HORIZONS_SHOWN, uncertainty_rows
from workbook_templates.languages import BOKMAL
from workbook_templates.readback import BookRead, read_book
from workbook_templates.readback_problems import input_problems

CORE: Final = "docProps/core.xml"
MODIFIED: Final = "{http://purl.org/dc/terms/}modified"
TILL_67: Final = -1
BYTES: Final = 4
"""A seed is a whole number of so many bytes."""


def figures_of(book: BookFile) -> BookFigures:
    """Return what a file says and gives; raises WorkbookError where it is not one of our workbooks, or not opened."""
    if book.content is None:
        return _figures(book, book.path)
    with TemporaryDirectory() as folder:
        path = Path(folder) / book.path.name
        path.write_bytes(book.content)
        return _figures(book, path)


def _figures(file: BookFile, path: Path) -> BookFigures:
    book = read_book(path)
    own = dict(book.values) | {"place.example": NO} | SWITCHES
    preset = {"place.preset": file.preset} if file.preset else {}
    counted = replace(book, values=own | preset, language=BOKMAL)  # one language for what is put side by side
    result = counted.result()
    complete = [owner for owner in MEASURE_BLOCKS if result.row("complete", owner)[0, 0] > 0]
    changed = book.changed()
    number, name = _unit(book)
    payers = pays_and_gains(result)
    chances = _chances(result, book.place.number)
    stamp = stamp_of(result)
    together = result.block(TOGETHER)
    return BookFigures(
        file=file.label,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        number=number,
        name=name,
        own_levels=tuple(level for level in LEVELS if level in book.place.own_levels),
        language=book.language,
        model_version=book.model_version,
        data_version=book.data_version,
        saved=_saved(path),
        basis=Basis(price_year=book.price_year, base_year=stamp.base_year, preset=stamp.preset),
        own_preset=as_text(book.values.get("place.preset")),
        filled=FILLED if complete else BEGUN if changed else UNTOUCHED,
        changed=len(changed),
        light=str(result.row("check_light")[0, 0]),
        measures=chosen_measures(result, counted.case(), complete),
        flows=tuple(flows_of(result, complete)),
        gain=together["level_gross"],
        cashable=together["level_cashable"],
        cost=together["level_cost"],
        pays=payers.pays,
        gains=payers.gains,
        net_present=together["net_present"][:, TILL_67].astype(float),
        net_cashable=together["net_present_cashable"][:, TILL_67].astype(float),
        accumulated=together["accumulated"],
        level_from=cell_value(together["payback_year_accumulated"], VIEWS.index(OWN)),
        chance=chances["chance"],
        nets=chances["nets"],
        lengths=tuple(int(length) for length in result.row("horizon_list")[HORIZONS_SHOWN, 0]),
        coverage=coverage_by_status(result, complete),
        phases=tuple(_phases(book)),
        missing=tuple(missing_of(result, counted.case(), complete)),
        remarks=tuple(_remarks(book)),
    )


def _unit(book: BookRead) -> tuple[str, str]:
    """Return today's number and the name, so that a book from before a change of code meets a new one."""
    try:
        unit = find_unit(book.place.number).municipality
    except MunicipalityError:
        return book.place.number, book.place.name
    return unit.number, unit.name if isinstance(unit, County) else unit.name_no


def _chances(result: Result, number: str) -> Mapping[str, Floats]:
    """Return the book's own chances for all measures together, and the nets they are counted from.

    The draws of success and cost are put in an order of the municipality's own, so that they are its own luck when the
    nets of several are added; those of the value of a success keep theirs, as it rests on the same wages and prices.
    """
    rows = uncertainty_rows(result)
    lengths = result.row("horizon_list")[HORIZONS_SHOWN, 0].astype(int) - 1
    seed = int.from_bytes(hashlib.sha256(number.encode()).digest()[:BYTES], "big")
    order = np.random.default_rng(seed).permutation(len(rows["value_drawn"]))
    value, success, cost = rows["value_drawn"], rows["success_drawn"][order], rows["cost_drawn"][order]
    nets = [
        value * (success @ rows[f"gain_{view}"][:, lengths]) + cost @ rows[f"cost_{view}"][:, lengths] for view in VIEWS
    ]
    return {"chance": rows["chance"][:, lengths].astype(float), "nets": np.stack(nets)}


def _phases(book: BookRead) -> Iterator[Phase]:
    for number in PHASES:
        status, responsible, deadline = (
            as_text(book.values.get(f"plan.phase_{name}_{number}")) for name in ("status", "responsible", "deadline")
        )
        yield Phase(status=status, responsible=responsible, deadline=deadline)


def _remarks(book: BookRead) -> Iterator[str]:
    """Yield what could not be read, and what cannot be used."""
    yield from (unread.text() for unread in book.unread)
    yield from (problem.text() for problem in input_problems(book))


def _saved(path: Path) -> str:
    """Return when a spreadsheet last saved the file, as the file says, in a form that sorts, or nothing."""
    try:
        with zipfile.ZipFile(path) as package:
            told = fromstring(package.read(CORE)).findtext(MODIFIED) or ""
        return datetime.fromisoformat(told).isoformat(timespec="seconds")
    except (KeyError, ValueError, ParseError, DefusedXmlException, zipfile.BadZipFile, OSError):
        return ""
