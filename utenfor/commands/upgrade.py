"""`utenfor upgrade`: a new workbook with today's model and figures, and everything the user had filled in."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, Final

from utenfor.changes_sheet import ChangesSheet
from utenfor.outcome import Outcome
from utenfor.upgrading import Upgrade, upgraded
from utenfor.wording import kroner, shown
from utenfor_core.domain import OWN, VIEWS
from utenfor_core.enrolment import TakingPart, enrol
from utenfor_core.errors import InputError, WorkbookError
from utenfor_core.frame import built_in_frame
from utenfor_core.network import DEFAULT_EDITION
from workbook_templates import positions as at
from workbook_templates.enrolment.edition_files import open_edition
from workbook_templates.enrolment.network_run import network_of
from workbook_templates.enrolment.participants import read_participants
from workbook_templates.languages import known_language
from workbook_templates.own_figures_files import open_own_figures, own_frame
from workbook_templates.readback import read_book
from workbook_templates.sheets.taking_part_own import TRAVEL
from workbook_templates.workbook import write_workbook

NAME: Final = "upgrade"
HELP: Final = "lag boka på nytt med dagens modell og tall, og ta med alt som er fylt ut"
ENDING: Final = "_oppgradert"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("bok", type=Path, help="den gamle arbeidsboka (.xlsx)")
    parser.add_argument("--out", type=Path, metavar="FIL", help="den nye boka (den gamles navn med _oppgradert)")
    parser.add_argument("--own-figures", type=Path, metavar="FIL", help="egne tall (.xlsx eller .toml) i den nye boka")
    people = "lista over deltakere i læringsnettverket, når boka er en deltakers"
    parser.add_argument("--participants", type=Path, metavar="FIL", help=people)
    edition = f"utgaven av læringsnettverket, eller en fil ({DEFAULT_EDITION})"
    parser.add_argument("--edition", default=DEFAULT_EDITION, metavar="UTGAVE", help=edition)


def run(asked: Namespace) -> Outcome:
    """Write the new book; nothing is written over."""
    target = asked.out or asked.bok.with_name(f"{asked.bok.stem}{ENDING}.xlsx")
    _refuse(target)
    book = read_book(asked.bok)
    frame = own_frame(open_own_figures(asked.own_figures).figures) if asked.own_figures else built_in_frame()
    upgrade = upgraded(book, frame)
    network = _taking_part(asked, upgrade)
    write_upgrade(upgrade, target, network)
    notices = (
        *_alone(upgrade, network),
        *upgrade.remarks,
        *(f"Ikke overført: {one.label} («{shown(one.value)}»): {one.why}." for one in upgrade.left),
        *(one.text() for one in book.unread),
    )
    return Outcome(lines=_lines(upgrade, target), data=_data(upgrade, target), notices=notices)


def _taking_part(asked: Namespace, upgrade: Upgrade) -> TakingPart:
    """Return the edition of the new book, and the unit's place in it where a list of participants is given."""
    edition = open_edition(asked.edition)
    if not asked.participants:
        return TakingPart(edition=edition.edition)
    enrolment = enrol(read_participants(asked.participants, edition.edition).participants, edition.edition)
    number, name = upgrade.municipality.number, upgrade.municipality.name_no
    if number not in {one.number for one in enrolment.admitted}:
        text = f"{number} {name} har ikke plass etter {asked.participants.name}. Boka er ikke laget."
        raise InputError(text)
    return network_of(enrolment, edition).part_of(number)


def _alone(upgrade: Upgrade, network: TakingPart) -> tuple[str, ...]:
    """Return what must be known where a participant's book is made without the list it came from."""
    if TRAVEL not in upgrade.texts or network.participant is not None:
        return ()
    return (
        "Den gamle boka var en deltakers. Uten --participants FIL mangler den nye avgift og kalender på Deltakelse.",
    )


def write_upgrade(upgrade: Upgrade, target: Path, network: TakingPart | None = None) -> None:
    """Write the new book with its sheet of changes; raises WorkbookError when it cannot be written."""
    write_workbook(
        upgrade.municipality,
        upgrade.result,
        target,
        language=known_language(upgrade.book.language),
        texts=upgrade.texts,
        second=(at.CHANGES, ChangesSheet(upgrade)),
        network=network,
    )


def _refuse(target: Path) -> None:
    if target.suffix.casefold() != ".xlsx":
        text = f"{target.name}: den nye boka må hete noe på .xlsx."
        raise WorkbookError(text)
    if target.exists():
        text = f"{target} finnes fra før og er ikke overskrevet. Velg et annet navn med --out."
        raise WorkbookError(text)


def _lines(upgrade: Upgrade, target: Path) -> tuple[str, ...]:
    bridge = upgrade.bridge
    start, *_, end = (kroner(amount) for amount in bridge.amounts(OWN))
    return (
        f"Skrevet: {target}. Før: {bridge.old}. Nå: {bridge.new}.",
        f"{len(upgrade.carried)} felt overført, {len(upgrade.left)} ikke overført.",
        f"Netto nåverdi til 67 for egne budsjetter: {start} → {end}, {len(bridge.steps)} steg. Se arket {at.CHANGES}.",
    )


def _data(upgrade: Upgrade, target: Path) -> dict[str, Any]:
    bridge = upgrade.bridge
    return {
        "ny_bok": str(target),
        "for": bridge.old,
        "na": bridge.new,
        "bro": {
            name: {
                "start": dict(zip(VIEWS, bridge.start[at_result].tolist(), strict=True)),
                "steg": [
                    {"navn": step.label, **dict(zip(VIEWS, step.moved[at_result].tolist(), strict=True))}
                    for step in bridge.steps
                ],
                "slutt": dict(zip(VIEWS, bridge.end[at_result].tolist(), strict=True)),
            }
            for at_result, name in enumerate(bridge.results)
        },
        "overfort": {one.key: one.value for one in upgrade.carried},
        "ikke_overfort": [{"felt": one.label, "verdi": one.value, "hvorfor": one.why} for one in upgrade.left],
        "ny_levert_verdi": [
            {"felt": one.label, "for": one.delivered, "na": one.delivered_now} for one in upgrade.renewed
        ],
    }
