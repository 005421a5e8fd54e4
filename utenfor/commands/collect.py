"""`utenfor collect`: the filled-in workbooks of a folder put together to the network's common picture."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, Final

from utenfor.collect import OUT, Asking, collect, files_of
from utenfor.collecting.picture import Picture
from utenfor.many import chosen_workers
from utenfor.outcome import Outcome
from utenfor_core.domain import LEVELS, PRESETS, VIEWS
from utenfor_core.errors import InputError
from workbook_templates.languages import BOKMAL, LANGUAGES

NAME: Final = "collect"
HELP: Final = "samle utfylte bøker i en mappe til nettverkets felles bilde"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("mappe", type=Path, help="mappen med de utfylte bøkene; mapper i den leses også")
    parser.add_argument("--out", type=Path, metavar="MAPPE", help=f"hvor bildet skrives ({OUT} i mappen)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="prosesser på maskinen (alle kjerner)")
    parser.add_argument("--cluster", metavar="ADRESSE", help="Dask-klynge, for eksempel tcp://vert:8786")
    parser.add_argument("--preset", metavar="SETT", help=f"regn alle med samme sett: {', '.join(PRESETS)}")
    parser.add_argument("--use", action="append", default=[], metavar="FIL", help="boka som gjelder, der det er flere")
    parser.add_argument("--language", choices=LANGUAGES, default=BOKMAL, help="målform i oversikt og rapport (nb)")


def run(asked: Namespace) -> Outcome:
    """Read the books and write the picture; what an earlier run wrote is written over."""
    if asked.preset and asked.preset not in PRESETS:
        text = f"Forutsetningssettet «{asked.preset}» finnes ikke. Velg blant {', '.join(PRESETS)}."
        raise InputError(text)
    out = asked.out or asked.mappe / OUT
    workers = chosen_workers(asked.jobs, asked.cluster)
    asking = Asking(preset=asked.preset, use=tuple(asked.use), language=asked.language)
    picture = collect(asked.mappe, out, workers, asking)
    names = ", ".join(path.name for path in files_of(out))
    return Outcome(
        lines=(picture.lead(), f"Skrevet i {out}: {names}."),
        data=_data(picture, out),
        notices=picture.network.notices,
    )


def _data(picture: Picture, out: Path) -> dict[str, Any]:
    network = picture.network
    basis = network.basis
    return {
        "filer": [str(path) for path in files_of(out)],
        "grunnlag": None
        if basis is None
        else {"prisar": basis.price_year, "basisar": basis.base_year, "forutsetningssett": basis.preset},
        "boker": [{"fil": one.file, "status": one.what, "hvorfor": one.why} for one in network.files],
        "kommuner": [
            {
                "nummer": one.number,
                "navn": one.name,
                "utfylt": one.filled,
                "netto_naverdi": dict(zip(VIEWS, one.net_present.tolist(), strict=True)),
            }
            for one in network.everyone
        ],
        "sum": {
            "gevinst": dict(zip(LEVELS, _sum(picture, "gains"), strict=True)),
            "betaler": dict(zip(LEVELS, _sum(picture, "pays"), strict=False)),
            "netto_naverdi": dict(zip(VIEWS, _sum(picture, "net_present"), strict=True)),
        }
        if network.summed
        else None,
    }


def _sum(picture: Picture, name: str) -> list[float]:
    return [float(value) for value in sum(getattr(one, name) for one in picture.network.summed)]
