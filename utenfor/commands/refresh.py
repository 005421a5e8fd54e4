"""`utenfor refresh`: fresh figures from the open services of SSB, FHI and KDD, in a folder of the user's own."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from utenfor.outcome import Outcome
from utenfor.refresh.changes import Change
from utenfor.refresh.descriptions import chosen_tables, services
from utenfor.refresh.orders import Order, Report, user_folder
from utenfor.refresh.records import Fetched
from utenfor.wording import shown

NAME: Final = "refresh"
HELP: Final = "hent ferske tall fra SSB, FHI og KDD til en egen mappe"
SIGNS: Final = {
    ":": "skjult for ikke å vise enkeltpersoner",
    ".": "ikke mulig å oppgi",
    "..": "mangler",
    "": "uten tegn",
}
"""What the publishers' signs for a figure that is not there mean."""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--tables", nargs="+", default=[], metavar="TABELL", help="bare disse, for eksempel 07459 (alle)"
    )
    parser.add_argument("--out", type=Path, metavar="MAPPE", help="mappe for tallene (en egen mappe for brukeren)")
    parser.add_argument("--dry-run", action="store_true", help="hent og vis hva som ville endres, men ikke bytt ut noe")
    parser.add_argument("--ask-anew", action="store_true", help="spør tjenerne også der svaret er nytt nok")
    parser.add_argument("--tax-file", type=Path, metavar="FIL", help="KDDs fil om inntektsutjevning, lastet ned selv")
    parser.add_argument(
        "--services", type=Path, metavar="FIL", help="egen fil med tjenestenes adresser (services.toml)"
    )


def run(asked: Namespace) -> Outcome:
    """Fetch, and tell what changes; what could not be fetched is to be looked at."""
    from utenfor.refresh.running import refresh  # noqa: PLC0415 - loads what speaks with the network, which no other command needs

    folder = asked.out or user_folder()
    order = Order(
        tables=chosen_tables(asked.tables),
        folder=folder,
        dry_run=asked.dry_run,
        ask_anew=asked.ask_anew,
        tax_file=asked.tax_file,
    )
    report = refresh(order, services(asked.services), _told)
    return Outcome(
        lines=tuple(_lines(report, folder)),
        data=_data(report, folder),
        notices=(*(f"{why} Tallene som var der fra før, står." for why in report.failed.values()), *_notices(report)),
    )


def _told(table: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"Henter {table} …\n")


def _lines(report: Report, folder: Path) -> Iterator[str]:
    for fetched in report.fetched:
        kept = "fra svar vi har fra før" if all(answer.kept for answer in fetched.answers) else "hentet nå"
        years = "–".join(str(year) for year in sorted({fetched.years[0], fetched.years[-1]}))
        yield f"{fetched.table.id} {fetched.table.title}, {years} ({kept})"
        for change in report.changes[fetched.table.id]:
            yield from _of_change(change)
        hidden = ", ".join(f"{SIGNS.get(sign, sign)}: {count}" for sign, count in sorted(fetched.signs.items()))
        if hidden:
            yield f"  Uten tall: {hidden}"
    if report.version:
        yield f"Skrevet: {folder}, ferske tall {report.version}. Bruk dem med --figures «{folder}»."
    else:
        yield "Ingenting er byttet ut (--dry-run)."


def _of_change(change: Change) -> Iterator[str]:
    yield (f"  {change.file}: {change.same} like, {len(change.moved)} endret, {change.new} nye, {change.gone} borte")
    for move in change.largest():
        yield f"    {move.place}, {move.column}: {shown(move.before)} → {shown(move.after)}"


def _notices(report: Report) -> Iterator[str]:
    for fetched in report.fetched:
        if fetched.missing_codes:
            yield f"{fetched.table.id} mangler {len(fetched.missing_codes)} kommuner: {_some(fetched.missing_codes)}."
        if fetched.new_codes:
            yield f"{fetched.table.id} har kommuner som modellen ikke kjenner: {_some(fetched.new_codes)}."


def _some(codes: tuple[str, ...]) -> str:
    shown_codes, rest = codes[:10], len(codes) - 10
    return ", ".join(shown_codes) + (f" og {rest} til" if rest > 0 else "")


def _data(report: Report, folder: Path) -> dict[str, Any]:
    return {
        "mappe": str(folder),
        "versjon": report.version,
        "tabeller": [_of_table(one, report) for one in report.fetched],
        "ikke_hentet": dict(report.failed),
    }


def _of_table(fetched: Fetched, report: Report) -> dict[str, Any]:
    return {
        "id": fetched.table.id,
        "tittel": fetched.table.title,
        "filer": [change.as_data() for change in report.changes[fetched.table.id]],
        "svar": [
            {
                "adresse": one.address,
                "sporring": one.query,
                "hentet": one.fetched,
                "sha256": one.sha256,
                "fra_for": one.kept,
            }
            for one in fetched.answers
        ],
        "uten_tall": dict(fetched.signs),
        "mangler": list(fetched.missing_codes),
        "ukjente": list(fetched.new_codes),
    }
