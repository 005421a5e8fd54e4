"""`utenfor national`: one measure in every municipality, for every target group and preset, over many draws."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from utenfor.many import chosen_workers
from utenfor.national_run.order import DRAWS, everyone, national_order, read_measure
from utenfor.national_run.parts import MANIFEST, PARTS, TABLES, run_nationally
from utenfor.outcome import Outcome
from utenfor_core.domain import PRESETS
from utenfor_core.errors import InputError, MunicipalityError
from utenfor_core.municipalities import find

NAME: Final = "national"
HELP: Final = "regn ett tiltak i alle kommuner, med usikkerhet, på maskinen eller på en klynge"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("kommuner", nargs="*", help="kommunenummer eller navn (alle)")
    parser.add_argument("--draws", type=int, default=DRAWS, metavar="N", help=f"trekk ({DRAWS})")
    presets = f"forutsetningssett: {', '.join(PRESETS)} (alle)"
    parser.add_argument("--presets", nargs="+", default=[], metavar="SETT", help=presets)
    parser.add_argument("--groups", nargs="+", default=[], metavar="GRUPPE", help="målgrupper, ved id (alle)")
    parser.add_argument("--measure", type=Path, metavar="FIL", help="tiltaket (.toml); ellers regneeksempelet")
    parser.add_argument("--out", type=Path, default=Path("nasjonal"), metavar="MAPPE", help="mappe (nasjonal)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="prosesser på maskinen (alle kjerner)")
    parser.add_argument("--cluster", metavar="ADRESSE", help="Dask-klynge, for eksempel tcp://vert:8786")


def run(asked: Namespace) -> Outcome:
    """Calculate what is not there yet, and write the tables."""
    workers = chosen_workers(asked.jobs, asked.cluster)
    order = national_order(
        measure=read_measure(asked.measure), groups=asked.groups, presets=asked.presets, draws=asked.draws
    )
    report = run_nationally(order, _numbers(asked.kommuner), asked.out, workers)
    ready = len(report.calculated) + len(report.kept)
    cells = len(order.groups) * len(order.presets)
    return Outcome(
        lines=(
            f"{ready} kommuner, {cells} regnestykker i hver, {order.draws} trekk: {report.rows} rader.",
            f"Regnet nå: {len(report.calculated)}. Ferdig fra før: {len(report.kept)}.",
            f"Skrevet: {', '.join(TABLES)} og {MANIFEST} i {report.out}. Delene i {PARTS} kan slettes.",
        ),
        data={
            "mappe": str(report.out),
            "rader": report.rows,
            "regnet": report.calculated,
            "fra_for": report.kept,
            "feilet": report.failed,
        },
        notices=tuple(f"{name}: {problem}" for name, problem in report.failed.items()),
    )


def _numbers(names: list[str]) -> tuple[str, ...]:
    """Return the numbers of the municipalities asked for, all without; raises InputError with every name not found."""
    found, problems = [], []
    for name in names:
        try:
            found.append(find(name).municipality.number)
        except MunicipalityError as error:
            problems.append(str(error))
    if problems:
        raise InputError(*problems)
    return tuple(dict.fromkeys(found)) or everyone()
