"""One task of the national run: a municipality, every group and preset of the order, as rows of a table."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from utenfor.national_run.order import NationalOrder
from utenfor.tables import Column
from utenfor_core import __version__
from utenfor_core.domain import PRESETS, Case, Value
from utenfor_core.frame import built_in_frame
from utenfor_core.model import run
from utenfor_core.municipalities import find
from utenfor_core.places import place_of
from utenfor_core.trace import number
from utenfor_core.uncertainty import Spread, built_in_spreads, draws, response
from utenfor_core.uncertainty.asking import nets_over_draws, spread_of
from utenfor_core.uncertainty.simulation import usual_questions

Floats = NDArray[np.float64]
Row = tuple[Value, ...]
COLUMNS: Final = (
    Column(head="kommunenummer"),
    Column(head="kommune"),
    Column(head="målgruppe"),
    Column(head="forutsetningssett"),
    Column(head="budsjett"),
    Column(head="horisont"),
    Column(head="mål"),
    Column(head="forventet_kr", kind="number"),
    Column(head="p10_kr", kind="number"),
    Column(head="p50_kr", kind="number"),
    Column(head="p90_kr", kind="number"),
    Column(head="sjanse", kind="number"),
    Column(head="trekk", kind="whole"),
    Column(head="prisår", kind="whole"),
    Column(head="basisår", kind="whole"),
    Column(head="modell"),
    Column(head="tall"),
)
TILL_67: Final = "til 67"
PRESENT, SUM = "netto nåverdi", "akkumulert netto"
BYTES: Final = 4
"""A seed is a whole number of so many bytes."""
KEPT: Final = 4 * len(PRESETS)
"""Sets of draws kept by a process: they are the same in every municipality, and the dearest part of a task."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NationalTask:
    """A municipality of an order."""

    number: str
    order: NationalOrder


def national_rows(task: NationalTask) -> tuple[Row, ...]:
    """Return the rows of a municipality in COLUMNS; raises InputError where the measure cannot be calculated."""
    return tuple(_rows(task))


def seed_of(order: NationalOrder, group: str, preset: str) -> int:
    """Return the seed of a group and preset, the same in every municipality: they differ by place, not by luck."""
    text = f"{order.seed}|{group}|{preset}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:BYTES], "big")


def _rows(task: NationalTask) -> Iterator[Row]:
    order, frame = task.order, built_in_frame()
    municipality = find(task.number).municipality
    for group in order.groups:
        for preset in order.presets:
            measure = order.measure.of_group(group)
            case = Case(place=place_of(municipality), measures=[measure], preset=preset)
            result = run(case)
            model = response(case, [*built_in_spreads(result), order.measure.spread()])
            shape = number(frame.parameters.number("method/pert_shape"))
            drawn = _drawn(model.spreads, order.draws, seed_of(order, group, preset), shape)
            asked = usual_questions(model)
            nets = nets_over_draws(model, drawn, asked)
            base_year = int(result.block().single("base_year_used"))
            for question, over_draws in zip(asked, nets, strict=True):
                found = spread_of(model, over_draws)
                horizon = TILL_67 if question.years is None else f"{question.years} år"
                yield (
                    municipality.number, municipality.name_no, group, preset,
                    question.output.partition(": ")[2], horizon, PRESENT if question.discounted else SUM,
                    found.mean, *found.percentiles, found.chance,
                    order.draws, frame.price_year, base_year, __version__, frame.parameters.version,
                )  # fmt: skip


@lru_cache(maxsize=KEPT)
def _drawn(spreads: tuple[Spread, ...], count: int, seed: int, shape: float) -> Floats:
    drawn = draws(spreads, count, seed, shape)
    drawn.flags.writeable = False
    return drawn
