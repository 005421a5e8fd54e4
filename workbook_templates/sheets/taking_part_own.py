"""A participant's own part of `Deltakelse`: seats, fee, what is applied for, board, and travel as a cell to fill in."""

from collections.abc import Mapping
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.domain import Value
from utenfor_core.enrolment import Costs, Participant, TakingPart, costs_of, shown_date
from utenfor_core.network import NONE
from workbook_templates.languages import frame_in
from workbook_templates.page import FreeText, Page
from workbook_templates.words import spaced

WHAT, VALUE, NOTE = range(3)
MONEY: Final = "kr"
TRAVEL: Final = "reise"
MOST_TRAVEL: Final = 10_000_000
"""Kroner above which a travel estimate is a slip of the keys."""


def first_texts(network: TakingPart) -> Mapping[str, Mapping[tuple[int, int], FreeText]]:
    """Return what first stands in the fields for free text: the travel estimate of the enrolment."""
    travel = None if network.participant is None else network.participant.travel
    return {} if travel is None else {TRAVEL: {(0, 0): travel}}


def write_own(page: Page, line: int, last: int) -> int:
    """Write the participant's figures; the sums are live, so that travel and what is typed here count."""
    network, words = page.context.network, page.words
    participant = network.participant
    if participant is None:
        return line
    edition, costs = network.edition, costs_of(participant, network.edition)
    stays = len(edition.gatherings)
    page.heading(line, "taking_part.own", last)
    page.heads(line + 1, WHAT, [words(f"taking_part.own_{name}") for name in ("what", "value")], numbers_from=1)
    page.write(line + 1, NOTE, words("taking_part.own_note"), "head")
    line += 2
    _row(page, line, "enrolled", shown_date(participant.enrolled_on), "")
    _row(page, line + 1, "seats", float(participant.seats), words("taking_part.own_seats_note", gatherings=stays), "år")
    line = _groups(page, line + 2, participant)
    fee, covered = line, line + 1
    _row(page, fee, "fee", costs.fee, "")
    _row(page, covered, "covered", costs.covered, _cover_note(page))
    _sum(page, covered + 1, "rest", f"={_cell(fee)}-{_cell(covered)}", costs.fee - costs.covered, "")
    board = covered + 2
    for number, (name, amount, rate) in enumerate(
        (("low", costs.board_low, edition.board_low), ("high", costs.board_high, edition.board_high))
    ):
        note = words(
            "taking_part.own_board_note", rate=spaced(rate), seats=str(participant.seats), gatherings=str(stays)
        )
        _row(page, board + number, f"board_{name}", amount, note)
    travel = board + 2
    write_travel(page, travel)
    return _nets(page, travel + 1, (covered + 1, board, travel), costs)


def _nets(page: Page, line: int, rows: tuple[int, int, int], costs: Costs) -> int:
    rest, board, travel = rows
    typed = page.context.texts.get(TRAVEL, {}).get((0, 0))
    more = float(typed) if isinstance(typed, int | float) else 0.0
    for number, (name, amount) in enumerate((("low", costs.board_low), ("high", costs.board_high))):
        formula = f"={_cell(rest)}+{_cell(board + number)}+N({_cell(travel)})"
        value = costs.fee - costs.covered + amount + more
        note = page.words("taking_part.own_net_note")
        _sum(page, line + number, f"net_{name}", formula, value, note)
    return line + 2


def write_travel(page: Page, line: int) -> None:
    """Write the cell for the travel estimate: no input of the calculation, but kept when the book is upgraded."""
    words = page.words
    page.write(line, WHAT, words("taking_part.own_travel"), "cell")
    page.free_text(TRAVEL, line, VALUE, shape="input", unit=MONEY)
    page.write(line, NOTE, words("taking_part.own_travel_note"), "unit")
    rule = {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": MOST_TRAVEL,
        "input_title": words("taking_part.own_travel_title"), "input_message": words("taking_part.own_travel_note"),
        "error_title": words("own_figures.error_title"), "error_message": words("taking_part.own_travel_error"),
    }  # fmt: skip
    page.sheet.data_validation(line, VALUE, line, VALUE, rule)


def _cell(line: int) -> str:
    found: str = xl_rowcol_to_cell(line, VALUE)
    return found


def _row(page: Page, line: int, name: str, value: float | str, note: str, unit: str = MONEY) -> None:  # noqa: PLR0913, PLR0917 - the parts of one row
    page.write(line, WHAT, page.words(f"taking_part.own_{name}"), "cell")
    if isinstance(value, str):
        page.write(line, VALUE, value, "cell_answer")
    else:
        page.number(line, VALUE, value, unit)
    page.write(line, NOTE, note, "unit")


def _sum(page: Page, line: int, name: str, formula: str, value: Value, note: str) -> None:  # noqa: PLR0913, PLR0917 - the parts of one row
    page.write(line, WHAT, page.words(f"taking_part.own_{name}"), "total")
    page.formula(line, VALUE, formula, value, MONEY, "total")
    page.write(line, NOTE, note, "unit")


def _groups(page: Page, line: int, participant: Participant) -> int:
    """Write the groups of interest, a line each, running out over the empty cells beside."""
    labels = frame_in(page.context.language).group_labels
    named = [labels[one] for one in participant.groups] or [page.words("taking_part.own_groups_none")]
    page.write(line, WHAT, page.words("taking_part.own_groups"), "cell")
    for below, label in enumerate(named):
        page.write(line + below, VALUE, label, "ruled_text")
    page.write(line + len(named), VALUE, page.words("taking_part.own_groups_note"), "unit")
    return line + len(named) + 1


def _cover_note(page: Page) -> str:
    cover = page.context.network.edition.cover
    note = page.words(f"taking_part.own_covered_note_{cover.kind}")
    if cover.ceiling_per_person is None or cover.kind == NONE:
        return note
    return f"{note} {page.words('taking_part.own_ceiling', ceiling=spaced(cover.ceiling_per_person))}"
