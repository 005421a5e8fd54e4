"""The files of the network as a whole: the overview, the calendar, and a calendar for each participant."""

import re
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from typing import Final

from utenfor_core.enrolment import Enrolment
from workbook_templates.enrolment.calendar_file import write_calendar
from workbook_templates.enrolment.edition_files import EditionFile
from workbook_templates.enrolment.happenings import happenings
from workbook_templates.enrolment.network_run import NetworkFile
from workbook_templates.enrolment.overview import write_overview
from workbook_templates.languages import language_of
from workbook_templates.workbook import plain_name

OVERVIEW: Final = re.compile(r"nettverk_.+_oversikt_[a-z]{2}\.xlsx", re.IGNORECASE)


def is_overview(name: str) -> bool:
    """Tell whether a file is called what the overview of a network is called.

    >>> is_overview("nettverk_2019_oversikt_nb.xlsx"), is_overview("utenfor-regnskapet_1804_bodo_nb.xlsx")
    (True, False)
    """
    return OVERVIEW.fullmatch(name) is not None


def network_files(
    enrolment: Enrolment, edition: EditionFile, language: str, notices: Sequence[str]
) -> tuple[NetworkFile, ...]:
    """Return the overview and the calendar of the network, and each participant's own calendar."""
    network = enrolment.edition
    facts = (enrolment, tuple(notices), language)
    files = [
        NetworkFile(
            name=f"nettverk_{network.id}_oversikt_{language}.xlsx",
            mark=_sum(facts),
            edition=edition.mark,
            write=partial(write_overview, enrolment, language=language, notices=notices),
        ),
        _calendar(enrolment, edition, language, f"nettverk_{network.id}_kalender.ics", None),
    ]
    for one in enrolment.admitted:
        name = f"kalender_{one.number}_{plain_name(one.unit)}.ics"
        files.append(_calendar(enrolment, edition, one.language or language_of(one.unit), name, one.number))
    return tuple(files)


def _calendar(enrolment: Enrolment, edition: EditionFile, language: str, name: str, number: str | None) -> NetworkFile:
    found = happenings(enrolment, language, number)
    dated = tuple(one for one in found if one.day is not None)
    return NetworkFile(
        name=name,
        mark=_sum((dated, language)),
        edition=edition.mark,
        write=partial(write_calendar, dated, enrolment.edition.title),
    )


def _sum(facts: object) -> str:
    return sha256(repr(facts).encode()).hexdigest()
