"""From the command line to what is made: who, what each book is made with, and the network's own files."""

from argparse import Namespace
from typing import Any

from utenfor_core.enrolment import enrol
from utenfor_core.errors import InputError
from workbook_templates.choosing import Choice, chosen_municipalities
from workbook_templates.enrolment.edition_files import open_edition
from workbook_templates.enrolment.network_files import network_files
from workbook_templates.enrolment.network_run import Network, network_of
from workbook_templates.enrolment.participants import read_participants
from workbook_templates.languages import BOKMAL
from workbook_templates.own_figures_files import open_own_figures


def everything_asked_for(asked: Namespace) -> dict[str, Any]:
    """Return the arguments of `build_workbooks`, by name, that a command line asks for.

    Raises InputError with every problem of the edition, the list of participants or the own figures, and when
    somebody is asked for beside a list of participants.
    """
    edition = open_edition(asked.edition)
    own = open_own_figures(asked.own_figures) if asked.own_figures else None
    given: dict[str, Any] = {
        "out": asked.out, "jobs": asked.jobs, "force": asked.force, "own": own, "language": asked.language,
    }  # fmt: skip
    if not asked.participants:
        choice = chosen_municipalities(asked.kommuner, fylker=asked.fylke, counties=asked.fylkesbok, everyone=asked.all)
        return {"choice": choice, "network": Network(edition=edition), **given}
    if asked.kommuner or asked.fylke or asked.fylkesbok or asked.all:
        message = "Med --participants lages bøkene til deltakerne på lista. Ta bort kommunene fra kommandoen."
        raise InputError(message)
    read = read_participants(asked.participants, edition.edition)
    enrolment = enrol(read.participants, edition.edition)
    told = [*read.notices, *enrolment.warnings]
    choice = Choice(municipalities=[one.unit for one in enrolment.admitted], messages=told)
    files = network_files(enrolment, edition, asked.language or BOKMAL, told)
    undated = sum(one.date is None for one in edition.edition.gatherings)
    if undated:
        choice.messages.append(f"{undated} samlinger har ingen dato i utgaven, og står ikke i kalenderen.")
    return {"choice": choice, "network": network_of(enrolment, edition), "files": files, **given}
