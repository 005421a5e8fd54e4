"""The sheet `Deltakelse`: what taking part in the learning network costs, its meetings and its phases."""

from datetime import date
from typing import Final

from xlsxwriter.utility import xl_range

from utenfor_core.counties import County, unit
from utenfor_core.network import Edition
from workbook_templates.page import Page
from workbook_templates.positions import FREE_TEXTS
from workbook_templates.sheets.taking_part_own import TRAVEL, write_own, write_travel
from workbook_templates.sheets.wrapping import write_lines
from workbook_templates.words import spaced

FIRST_WIDTH, WIDTH, LIGHT_WIDTH = 56, 17, 22
LIGHT, LAST = 2, 7
ACROSS: Final = 190
"""Characters of a line that runs over the whole width."""
ABOUT_LINE: Final = 4
NOTES: Final = "deltakelse"
PHASES: Final = ("phase_1", "phase_2", "phase_3", "phase_4")
WHO: Final = ("who_1", "who_2")
MONEY: Final = "kr"
PERSONS, FEE, COVERED, BOARD_LOW, BOARD_HIGH, NET_LOW, NET_HIGH = range(7)


def write(page: Page) -> None:
    """Write the sheet from top to bottom."""
    network = page.context.network.edition
    page.sheet.set_column(0, 0, FIRST_WIDTH)
    page.sheet.set_column(1, LAST, WIDTH)
    page.sheet.set_column(LIGHT, LIGHT, LIGHT_WIDTH)
    line = _texts(page, ABOUT_LINE, ("about_1", "about_2"), _filled(network))
    if page.context.network.participant is not None:
        line = write_own(page, line + 1, LAST)
    line = _fees(page, network, line + 1)
    if _takes_part(page):
        line = _cost(page, network, line + 1)
    line = _meetings(page, network, line + 1)
    page.sheet.set_h_pagebreaks([line + 1])
    line = _section(page, line + 1, "phases", PHASES)
    line = _section(page, line + 1, "who", WHO)
    if isinstance(page.context.municipality, County):
        fee = spaced(_fee(page)) if _takes_part(page) else ""
        line = _texts(page, line, (_county_key(network),), {"fee": fee})
    line = write_lines(page, line, page.words("taking_part.source", source=network.source), ACROSS)
    _notes(page, line + 1)


def _filled(network: Edition) -> dict[str, object]:
    return {
        "title": network.title,
        "year": network.price_year,
        "years": f"{network.duration_years:g}".replace(".", ","),
        "gatherings": len(network.gatherings),
        "low": spaced(network.board_low),
        "high": spaced(network.board_high),
    }


def _texts(page: Page, line: int, keys: tuple[str, ...], filled: dict[str, object]) -> int:
    for key in keys:
        line = write_lines(page, line, page.words(f"taking_part.{key}", **filled), ACROSS)
    return line


def _section(page: Page, line: int, heading: str, keys: tuple[str, ...]) -> int:
    page.heading(line, f"taking_part.{heading}", LAST)
    return _texts(page, line + 1, keys, {})


def _fees(page: Page, network: Edition, line: int) -> int:
    words, place = page.words, page.context.municipality
    page.heading(line, "taking_part.fee", LAST)
    line += 1
    page.heads(line, 0, [words(f"taking_part.{name}") for name in ("band", "fee_kr", "ours")])
    own_fee = isinstance(place, County) and (network.counties is None or network.counties.fee is not None)
    ours = None if own_fee else network.band(place.population_now)
    mark = words("taking_part.ours_mark", name=place.name_no, people=spaced(place.population_now))
    for band in network.bands:
        line += 1
        page.write(line, 0, band.label, "total" if band is ours else "cell")
        page.number(line, 1, band.fee, MONEY, "total" if band is ours else "cell")
        page.write(line, 2, mark if band is ours else "", "plain")
    return line + 1


def _county_key(network: Edition) -> str:
    if network.counties is None:
        return "counties_none"
    return "counties_by_population" if network.counties.fee is None else "counties_own"


def _takes_part(page: Page) -> bool:
    """Tell whether the unit can take part: a county only where the edition says on what terms."""
    return page.context.network.edition.counties is not None or not isinstance(page.context.municipality, County)


def _fee(page: Page) -> float:
    place = page.context.municipality
    return page.context.network.edition.fee_of(place.population_now, county=isinstance(place, County))


def _cost(page: Page, network: Edition, line: int) -> int:
    words = page.words
    page.heading(line, "taking_part.cost", LAST, gatherings=len(network.gatherings))
    line += 1
    names = ("persons", "fee_paid", "covered", "board_low", "board_high", "net_low", "net_high")
    page.heads(line, 0, [words(f"taking_part.{name}") for name in names])
    for size in words("taking_part.delegation_sizes").split():
        line += 1
        _delegation(page, network, line, int(size))
    filled = _filled(network)
    return _texts(page, line + 1, (f"cover_{network.cover.kind}", "board", "not_counted", "not_in_plan"), filled)


def _delegation(page: Page, network: Edition, line: int, persons: int) -> None:
    fee = _fee(page)
    covered = network.ou_cover(fee, persons)
    boards = network.board_and_lodging(persons, len(network.gatherings))
    page.write(line, PERSONS, page.words("taking_part.persons_count", number=persons), "cell")
    page.number(line, FEE, fee, MONEY)
    page.number(line, COVERED, covered, MONEY)
    paid = f"{xl_range(line, FEE, line, FEE)}-{xl_range(line, COVERED, line, COVERED)}"
    for column, total, board in ((BOARD_LOW, NET_LOW, boards[0]), (BOARD_HIGH, NET_HIGH, boards[1])):
        page.number(line, column, board, MONEY)
        formula = f"={paid}+{xl_range(line, column, line, column)}"
        page.formula(line, total, formula, fee - covered + board, MONEY, "total")


def _meetings(page: Page, network: Edition, line: int) -> int:
    words = page.words
    unknown = words("taking_part.unknown")
    page.heading(line, "taking_part.meetings", LAST)
    line += 1
    names = ("meeting", "days", "date", "place", "hours")
    page.heads(line, 0, [words(f"taking_part.{name}") for name in names], numbers_from=len(names))
    rows = [_before(page)]
    for one in network.gatherings:
        label = words("taking_part.gathering", number=one.number)
        rows.append((label, str(one.days), _date(page, one.date), one.place or unknown, one.hours or unknown))
    for row in rows:
        line += 1
        for column, text in enumerate(row):
            page.write(line, column, text, "cell_text")
    facts = {
        "deadline": _date(page, network.enrolment_deadline),
        "launch": _date(page, network.model_launch),
        "seats": str(network.seats_at_launch),
        "capacity": words("taking_part.capacity_unknown") if network.capacity is None else str(network.capacity),
    }
    line += 1
    for key, text in facts.items():
        page.write(line, 0, words(f"taking_part.{key}"), "label")
        page.write(line, 1, text, "plain")
        line += 1
    return line


def _before(page: Page) -> tuple[str, str, str, str, str]:
    """Return the formøte: a participant's own, alone or with another, else what all of them have."""
    words, meeting = page.words, page.context.network.premeeting
    unknown, label = words("taking_part.unknown"), words("taking_part.before")
    if meeting is None:
        return label, words("taking_part.before_days"), unknown, words("taking_part.before_place"), unknown
    others = [unit(one).name_no for one in meeting.participants if one != page.context.municipality.number]
    key = "before_shared" if others else "before_alone"
    label = words(f"taking_part.{key}", names=", ".join(others))
    place = meeting.place or (unknown if others else words("taking_part.before_place"))
    return label, words("taking_part.before_days"), _date(page, meeting.date), place, meeting.hours or unknown


def _date(page: Page, day: date | None) -> str:
    if day is None:
        return page.words("taking_part.unknown")
    month = page.words("taking_part.months").split()[day.month - 1]
    return page.words("taking_part.date_text", day=day.day, month=month, year=day.year)


def _notes(page: Page, line: int) -> None:
    """Write a field that can be typed in although the sheet is protected: no input of the calculation."""
    page.heading(line, "taking_part.notes", LAST)
    page.write(line + 1, 0, page.words("taking_part.notes_help"), "plain")
    page.free_text(NOTES, line + 2, 0)
    if page.context.network.participant is None and TRAVEL in page.context.texts:
        write_travel(page, line + 2 + FREE_TEXTS[NOTES][0] + 1)
