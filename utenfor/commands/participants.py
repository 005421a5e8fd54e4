"""`utenfor participants`: the form for participants in the learning network, and the check of a filled-in list."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, Final

from utenfor.outcome import Outcome
from utenfor_core.enrolment import Enrolment, Participant, enrol, shown_date
from utenfor_core.errors import InputError
from utenfor_core.network import DEFAULT_EDITION
from workbook_templates.enrolment.edition_files import open_edition
from workbook_templates.enrolment.participants import read_participants
from workbook_templates.enrolment.template import write_participants_template
from workbook_templates.languages import BOKMAL, LANGUAGES

NAME: Final = "participants"
HELP: Final = "skriv skjemaet for deltakerne i læringsnettverket, eller kontroller lista"
TEMPLATE, CHECK = "template", "check"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("handling", help=f"{TEMPLATE} eller {CHECK}")
    parser.add_argument("fil", type=Path, help=f"{TEMPLATE}: skjemaet (.xlsx). {CHECK}: lista (.xlsx eller .csv)")
    parser.add_argument(
        "--edition", default=DEFAULT_EDITION, metavar="UTGAVE", help=f"utgave eller fil ({DEFAULT_EDITION})"
    )
    parser.add_argument(
        "--language", default=BOKMAL, metavar="SPRÅK", help=f"målformen i skjemaet, {' eller '.join(LANGUAGES)}"
    )


def run(asked: Namespace) -> Outcome:
    """Write the form, or tell who gets a place and who waits."""
    edition = open_edition(asked.edition).edition
    if asked.handling == TEMPLATE:
        if asked.language not in LANGUAGES:
            message = f"«{asked.language}» er ikke en målform. Skriv {' eller '.join(LANGUAGES)}."
            raise InputError(message)
        write_participants_template(asked.fil, edition, language=asked.language)
        return Outcome(lines=(f"Skjemaet er skrevet: {asked.fil}",), data={"fil": str(asked.fil)})
    if asked.handling == CHECK:
        read = read_participants(asked.fil, edition)
        found = enrol(read.participants, edition)
        return Outcome(lines=tuple(_lines(found)), data=_data(found), notices=(*read.notices, *found.warnings))
    message = f"«{asked.handling}» finnes ikke. Skriv utenfor participants {TEMPLATE} FIL eller {CHECK} FIL."
    raise InputError(message)


def _lines(found: Enrolment) -> list[str]:
    told = [f"{found.edition.title}: {len(found.admitted)} har plass, {len(found.waiting)} står på venteliste."]
    told += [f"  {_named(one)}, påmeldt {shown_date(one.enrolled_on)}" for one in found.admitted]
    told += [f"  Venteliste {one.place}: {_named(one.participant)}, {one.reason}" for one in found.waiting]
    return told


def _named(one: Participant) -> str:
    return f"{one.number} {one.label}"


def _data(found: Enrolment) -> dict[str, Any]:
    def facts(one: Participant) -> dict[str, Any]:
        return {
            "nummer": one.number, "navn": one.label, "plasser": one.seats, "pameldt": str(one.enrolled_on),
            "malgrupper": list(one.groups), "reise": one.travel, "rad": one.line,
        }  # fmt: skip

    return {
        "utgave": found.edition.id,
        "deltakere": [facts(one) for one in found.admitted],
        "venteliste": [{**facts(one.participant), "plass": one.place, "hvorfor": one.reason} for one in found.waiting],
    }
