"""`utenfor edition`: a new edition of the learning network as a file, and the check of one."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any, Final

from utenfor.outcome import Outcome
from utenfor.wording import kroner
from utenfor_core.enrolment import shown_date
from utenfor_core.errors import InputError
from utenfor_core.network import Edition, built_in_editions
from workbook_templates.enrolment.edition_files import ENDING, open_edition, write_new_edition

NAME: Final = "edition"
HELP: Final = "lag en ny utgave av læringsnettverket som fil, eller kontroller en"
NEW, CHECK = "new", "check"
NOT_STATED: Final = "ikke oppgitt"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("handling", help=f"{NEW} eller {CHECK}")
    parser.add_argument("utgave", help=f"{NEW}: navnet på den nye, som 2027. {CHECK}: fila ({ENDING})")
    parser.add_argument("--from", dest="fra", metavar="UTGAVE", help="utgaven den nye lages fra (den siste)")
    parser.add_argument("--out", type=Path, metavar="FIL", help=f"fila som skrives (utgave-NAVN{ENDING})")


def run(asked: Namespace) -> Outcome:
    """Make a new edition, or tell what one holds; everything that is wrong in it is told at once."""
    if asked.handling == NEW:
        return _new(asked)
    if asked.handling == CHECK:
        return _checked(open_edition(asked.utgave).edition)
    message = f"«{asked.handling}» finnes ikke. Skriv utenfor edition {NEW} NAVN eller utenfor edition {CHECK} FIL."
    raise InputError(message)


def _new(asked: Namespace) -> Outcome:
    target = asked.out or Path(f"utgave-{asked.utgave}{ENDING}")
    model = open_edition(asked.fra or built_in_editions()[-1]).edition
    write_new_edition(asked.utgave, model, target)
    lines = (
        f"Skrevet: {target}, med avgifter, opphold og dekning fra {model.title}.",
        f"Fyll inn kilde, påmeldingsfrist og datoer, og kontroller: utenfor edition {CHECK} {target}",
    )
    return Outcome(lines=lines, data={"fil": str(target), "laget_fra": model.id})


def _checked(found: Edition) -> Outcome:
    lines = (
        f"{found.title} ({found.id}): fila er i orden.",
        f"Påmeldingsfrist: {shown_date(found.enrolment_deadline)}.",
        f"Plasser: {_given(found.capacity)}. Minste antall: {_given(found.minimum)}.",
        *(f"Samling {one.number}: {_when(one.date)}, {one.place or f'sted {NOT_STATED}'}." for one in found.gatherings),
        f"Avgift fra {kroner(found.bands[0].fee)} til {kroner(found.bands[-1].fee)} i {len(found.bands)} bånd.",
        f"OU-dekning: {found.cover.kind}.",
    )
    return Outcome(lines=lines, data=_data(found))


def _given(count: int | None) -> str:
    return NOT_STATED if count is None else str(count)


def _when(day: date | None) -> str:
    return f"dato {NOT_STATED}" if day is None else shown_date(day)


def _data(found: Edition) -> dict[str, Any]:
    return {
        "id": found.id,
        "tittel": found.title,
        "frist": str(found.enrolment_deadline),
        "plasser": found.capacity,
        "minste_antall": found.minimum,
        "samlinger": [
            {"nummer": one.number, "dato": None if one.date is None else str(one.date), "sted": one.place}
            for one in found.gatherings
        ],
        "avgifter": [{"navn": one.label, "fra": one.lower, "til": one.upper, "avgift": one.fee} for one in found.bands],
    }
