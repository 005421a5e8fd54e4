"""`utenfor upgrade`: a new workbook with today's model and figures, and everything the user had filled in."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, Final

from utenfor.changes_sheet import ChangesSheet
from utenfor.outcome import Outcome
from utenfor.upgrading import Upgrade, upgraded
from utenfor.wording import kroner, shown
from utenfor_core.domain import OWN, VIEWS
from utenfor_core.errors import WorkbookError
from utenfor_core.frame import built_in_frame
from workbook_templates import positions as at
from workbook_templates.languages import known_language
from workbook_templates.own_figures_files import open_own_figures, own_frame
from workbook_templates.readback import read_book
from workbook_templates.workbook import write_workbook

NAME: Final = "upgrade"
HELP: Final = "lag boka på nytt med dagens modell og tall, og ta med alt som er fylt ut"
ENDING: Final = "_oppgradert"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("bok", type=Path, help="den gamle arbeidsboka (.xlsx)")
    parser.add_argument("--out", type=Path, metavar="FIL", help="den nye boka (den gamles navn med _oppgradert)")
    parser.add_argument("--own-figures", type=Path, metavar="FIL", help="egne tall (.xlsx eller .toml) i den nye boka")


def run(asked: Namespace) -> Outcome:
    """Write the new book; nothing is written over."""
    target = asked.out or asked.bok.with_name(f"{asked.bok.stem}{ENDING}.xlsx")
    _refuse(target)
    book = read_book(asked.bok)
    frame = own_frame(open_own_figures(asked.own_figures).figures) if asked.own_figures else built_in_frame()
    upgrade = upgraded(book, frame)
    write_upgrade(upgrade, target)
    notices = (
        *upgrade.remarks,
        *(f"Ikke overført: {one.label} («{shown(one.value)}»): {one.why}." for one in upgrade.left),
        *(one.text() for one in book.unread),
    )
    return Outcome(lines=_lines(upgrade, target), data=_data(upgrade, target), notices=notices)


def write_upgrade(upgrade: Upgrade, target: Path) -> None:
    """Write the new book with its sheet of changes; raises WorkbookError when it cannot be written."""
    write_workbook(
        upgrade.municipality,
        upgrade.result,
        target,
        language=known_language(upgrade.book.language),
        texts=upgrade.texts,
        second=(at.CHANGES, ChangesSheet(upgrade)),
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
