"""The overview of the network as a workbook for the process leader: who takes part, fees, calendar, pictures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.enrolment import Enrolment, costs_of, shown_date
from workbook_templates.enrolment.overview_lists import (
    BOARD_HIGH,
    BOARD_LOW,
    COVERED,
    FEE,
    NAME,
    REST,
    SEATS,
    TRAVEL,
    write_calendar_list,
    write_enrolments,
    write_invoices,
    write_participants,
    write_waiting,
)
from workbook_templates.enrolment.overview_page import START, TableSheet
from workbook_templates.enrolment.overview_pictures import write_pictures
from workbook_templates.sheets.wrapping import LINE_HEIGHT, line_count
from workbook_templates.styles import Styles
from workbook_templates.twins import twins
from workbook_templates.words import words
from workbook_templates.writing import Unfinished, open_workbook

SHEETS: Final = ("overview", "participants", "enrolments", "waiting", "calendar", "invoices", "pictures")
WIDTHS: Final = (46, 22, 78)
LAST: Final = 2
WHOLE: Final = "kr"
"""The unit whose number format is a whole number with space between thousands."""


def write_overview(
    enrolment: Enrolment, target: Path, *, language: str, notices: Sequence[str]
) -> dict[tuple[str, int, int], str]:
    """Write the overview to `target`, the same bytes each time; return the unit of each formula cell by address.

    Raises WorkbookError when it cannot be written.
    """
    texts, edition = words(language), enrolment.edition
    with (
        Unfinished(target) as path,
        open_workbook(path, title=texts("network.title", title=edition.title), told=twins(language)) as book,
    ):
        styles = Styles(book)
        sheets = {name: TableSheet(book, texts(f"network.sheet_{name}"), styles, texts) for name in SHEETS}
        table = write_participants(sheets["participants"], enrolment)
        write_enrolments(sheets["enrolments"], enrolment, language)
        write_waiting(sheets["waiting"], enrolment)
        write_calendar_list(sheets["calendar"], enrolment, language)
        write_invoices(sheets["invoices"], enrolment)
        write_pictures(sheets["pictures"], enrolment, language)
        _front(sheets["overview"], sheets["participants"].name, table, enrolment, notices)
    return {address: unit for sheet in sheets.values() for address, unit in sheet.units.items()}


def _front(
    sheet: TableSheet, table_name: str, table: tuple[int, int], enrolment: Enrolment, notices: Sequence[str]
) -> None:
    """Write what the network is, its sums as live formulas of the table of participants, and what must be looked at."""
    edition, text = enrolment.edition, sheet.words
    sheet.widths(WIDTHS)
    unknown = text("network.unknown")
    line = START
    sheet.heading(line, text("network.about_edition"), LAST)
    facts: dict[str, str | float] = {
        "edition": edition.title,
        "organiser": edition.organiser or unknown,
        "deadline_label": shown_date(edition.enrolment_deadline),
        "launch_label": shown_date(edition.model_launch) if edition.model_launch else unknown,
        "capacity": unknown if edition.capacity is None else float(edition.capacity),
        "minimum": unknown if edition.minimum is None else float(edition.minimum),
    }
    for name, value in facts.items():
        line += 1
        sheet.text(line, 0, text(f"network.{name}"), "label")
        sheet.cell(line, 1, value, WHOLE)
    line += 2
    sheet.heading(line, text("network.sums", year=edition.price_year), LAST)
    line = _sums(sheet, line, table_name, table, enrolment)
    line += 2
    sheet.heading(line, text("network.to_look_at"), LAST)
    told = [*enrolment.warnings, *(one for one in notices if one not in enrolment.warnings)]
    for problem in told or [text("network.nothing")]:
        line += 1
        sheet.told(line, 0, problem, "plain")
        sheet.sheet.set_row(line, LINE_HEIGHT * line_count(problem, sum(WIDTHS)))
    line += 2
    sheet.heading(line, text("network.contents"), LAST)
    for name in SHEETS[1:]:
        line += 1
        target = text(f"network.sheet_{name}")
        sheet.sheet.write_url(line, 0, f"internal:'{target}'!A1", sheet.styles("link"), target)
        sheet.text(line, 1, text(f"network.about_{name}"), "plain")
    sheet.finish(text("network.title", title=edition.title), text("network.subtitle"))


def _sums(sheet: TableSheet, line: int, table_name: str, table: tuple[int, int], enrolment: Enrolment) -> int:
    first, last = table
    admitted = enrolment.admitted
    costs = [costs_of(one, enrolment.edition) for one in admitted]

    def column(number: int) -> str:
        return f"'{table_name}'!{xl_range_abs(first, number, last, number)}"

    travel = [one.travel for one in costs if one.travel is not None]
    sums: list[tuple[str, str, float, str]] = [
        ("admitted", f"=COUNTA({column(NAME)})", float(len(admitted)), WHOLE),
        ("persons", f"=SUM({column(SEATS)})", float(sum(one.seats for one in admitted)), WHOLE),
        ("fees", f"=SUM({column(FEE)})", float(sum(one.fee for one in costs)), "kr"),
        ("covered", f"=SUM({column(COVERED)})", float(sum(one.covered for one in costs)), "kr"),
        ("rest", f"=SUM({column(REST)})", float(sum(one.fee - one.covered for one in costs)), "kr"),
        ("board_low", f"=SUM({column(BOARD_LOW)})", float(sum(one.board_low for one in costs)), "kr"),
        ("board_high", f"=SUM({column(BOARD_HIGH)})", float(sum(one.board_high for one in costs)), "kr"),
        ("travel", f"=SUM({column(TRAVEL)})", float(sum(travel)), "kr"),
        ("travel_given", f"=COUNT({column(TRAVEL)})", float(len(travel)), WHOLE),
    ]
    if not admitted:
        sums = [(name, "", 0.0, unit) for name, _, _, unit in sums]
    for name, formula, value, unit in sums:
        line += 1
        sheet.text(line, 0, sheet.words(f"network.sum_{name}"), "label")
        if formula:
            sheet.formula(line, 1, formula, value, unit, "total")
        else:
            sheet.cell(line, 1, value, unit, "total")
    line += 1
    sheet.text(line, 0, sheet.words("network.sum_waiting"), "label")
    sheet.cell(line, 1, float(len(enrolment.waiting)), WHOLE, "total")
    free = _free_places(sheet, line + 1, enrolment, line - len(sums))
    return line + free


def _free_places(sheet: TableSheet, line: int, enrolment: Enrolment, admitted_line: int) -> int:
    """Write how many places are left, where the edition says how many there are; return the lines it took."""
    capacity = enrolment.edition.capacity
    if capacity is None:
        return 0
    sheet.text(line, 0, sheet.words("network.sum_free"), "label")
    cell = xl_rowcol_to_cell(admitted_line, 1)
    value = float(capacity - len(enrolment.admitted))
    sheet.formula(line, 1, f"={xl_rowcol_to_cell(START + 5, 1)}-{cell}", value, WHOLE, "total")
    return 1
