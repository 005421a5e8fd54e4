"""The lists of the overview: participants with their amounts, what they wrote, who waits, the calendar, invoices."""

from typing import Final

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from utenfor_core.enrolment import Enrolment, Participant, costs_of, shown_date
from workbook_templates.enrolment.happenings import happenings
from workbook_templates.enrolment.overview_page import START, TableSheet
from workbook_templates.languages import frame_in, language_of

(
    NUMBER, NAME, COUNTY, PEOPLE, SEATS, ENROLLED, FEE, COVERED, REST, BOARD_LOW, BOARD_HIGH, TRAVEL, NET_LOW, NET_HIGH,
) = range(14)  # fmt: skip
PARTICIPANT_WIDTHS: Final = (9, 26, 18, 12, 9, 13, 12, 12, 12, 12, 12, 12, 12, 12)
PARTICIPANT_HEADS: Final = (
    "number", "name", "county", "people", "seats", "enrolled", "fee", "covered", "rest", "board_low", "board_high",
    "travel", "net_low", "net_high",
)  # fmt: skip
SUMMED: Final = (SEATS, FEE, COVERED, REST, BOARD_LOW, BOARD_HIGH, TRAVEL, NET_LOW, NET_HIGH)
PERSONS: Final = "kr"
"""The unit whose number format is a whole number with space between thousands."""
MONEY: Final = "kr"
MARK: Final = "x"
WRITTEN_WIDTHS: Final = (26, 11, 24, 50, 50)
GROUP_WIDTH, OTHER_WIDTH = 6, 24
WAITING_WIDTHS: Final = (9, 10, 30, 12, 14, 78)
CALENDAR_WIDTHS: Final = (14, 52, 44, 30, 14, 8)
INVOICE_WIDTHS: Final = (10, 30, 40, 14, 16, 16, 24, 34)


def write_participants(sheet: TableSheet, enrolment: Enrolment) -> tuple[int, int]:
    """Write who takes part and what it costs, with live sums; return the first and the last line of the table."""
    text = sheet.words
    sheet.widths(PARTICIPANT_WIDTHS)
    numbers = [column not in {NUMBER, NAME, COUNTY} for column in range(len(PARTICIPANT_HEADS))]
    sheet.heads(START, [text(f"network.head_{name}") for name in PARTICIPANT_HEADS], numbers, PARTICIPANT_WIDTHS)
    first = line = START + 1
    sums = dict.fromkeys(SUMMED, 0.0)
    for one in enrolment.admitted:
        values = _participant(sheet, line, one, enrolment)
        sums = {column: total + values.get(column, 0.0) for column, total in sums.items()}
        line += 1
    if enrolment.admitted:
        sheet.cell(line, NUMBER, text("network.sum"), shape="total")
        for column in range(NUMBER + 1, len(PARTICIPANT_HEADS)):
            if column in SUMMED:
                unit = PERSONS if column == SEATS else MONEY
                formula = f"=SUM({xl_range(first, column, line - 1, column)})"
                sheet.formula(line, column, formula, sums[column], unit, "total")
            else:
                sheet.cell(line, column, "", shape="total")
        sheet.sheet.autofilter(START, 0, line - 1, len(PARTICIPANT_HEADS) - 1)
    else:
        sheet.text(line, 0, text("network.none_admitted"))
    about = text("network.about_participants")
    sheet.finish(text("network.sheet_participants"), about, freeze=(START + 1, NAME + 1), repeat=START)
    return first, max(first, line - 1)


def _participant(sheet: TableSheet, line: int, one: Participant, enrolment: Enrolment) -> dict[int, float]:
    """Write one participant; return the amounts that are summed, by column."""
    unit, costs = one.unit, costs_of(one, enrolment.edition)
    sheet.cell(line, NUMBER, one.number)
    sheet.cell(line, NAME, one.label)
    sheet.cell(line, COUNTY, unit.county)
    sheet.cell(line, PEOPLE, float(unit.population_now), PERSONS)
    sheet.cell(line, SEATS, float(one.seats), PERSONS)
    sheet.text(line, ENROLLED, shown_date(one.enrolled_on), "cell_answer")
    given = {FEE: costs.fee, COVERED: costs.covered, BOARD_LOW: costs.board_low, BOARD_HIGH: costs.board_high}
    for column, amount in given.items():
        sheet.cell(line, column, amount, MONEY)
    sheet.cell(line, TRAVEL, costs.travel, MONEY)
    fee, covered, rest, low, high, travel = (
        xl_rowcol_to_cell(line, column) for column in (FEE, COVERED, REST, BOARD_LOW, BOARD_HIGH, TRAVEL)
    )
    sums = {REST: costs.fee - costs.covered, NET_LOW: costs.net_low, NET_HIGH: costs.net_high}
    formulas = {
        REST: f"={fee}-{covered}", NET_LOW: f"={rest}+{low}+N({travel})", NET_HIGH: f"={rest}+{high}+N({travel})",
    }  # fmt: skip
    for column, formula in formulas.items():
        sheet.formula(line, column, formula, sums[column], MONEY)
    return {**given, **sums, SEATS: float(one.seats), TRAVEL: costs.travel or 0.0}


def write_enrolments(sheet: TableSheet, enrolment: Enrolment, language: str) -> None:
    """Write what each wrote: status, motivation, groups of interest with how many chose each, and further columns."""
    text, labels = sheet.words, frame_in(language).group_labels
    others = list(dict.fromkeys(head for one in enrolment.admitted for head, _ in one.others))
    widths = [*WRITTEN_WIDTHS, *([GROUP_WIDTH] * len(labels)), *([OTHER_WIDTH] * len(others))]
    heads = [text(f"network.head_{name}") for name in ("name", "language", "shares_with", "prevention", "motivation")]
    heads += [label.partition(" ")[0] for label in labels.values()] + others
    sheet.widths(widths)
    sheet.heads(START, heads, [False] * len(heads), widths)
    first = line = START + 1
    start = len(WRITTEN_WIDTHS)
    for one in enrolment.admitted:
        meeting = enrolment.premeetings[one.number]
        together = [enrolled.label for enrolled in enrolment.admitted if enrolled.number in meeting.participants]
        form = text(f"network.language_{one.language or language_of(one.unit)}")
        shared = ", ".join(name for name in together if name != one.label)
        written = [one.label, form, shared, one.prevention, one.motivation]
        for column, value in enumerate(written):
            sheet.cell(line, column, value)
        for column, group in enumerate(labels, start):
            sheet.cell(line, column, MARK if group in one.groups else "")
        found = dict(one.others)
        for column, head in enumerate(others, start + len(labels)):
            sheet.cell(line, column, found.get(head, ""))
        wrapped = {column: str(value) for column, value in enumerate(written)}
        sheet.fit(
            line, wrapped | {start + len(labels) + at: found.get(head, "") for at, head in enumerate(others)}, widths
        )
        line += 1
    if enrolment.admitted:
        sheet.cell(line, 0, text("network.interested"), shape="total")
        for column in range(1, start):
            sheet.cell(line, column, "", shape="total")
        for column, group in enumerate(labels, start):
            count = float(sum(group in one.groups for one in enrolment.admitted))
            area = xl_range(first, column, line - 1, column)
            sheet.formula(line, column, f'=COUNTIF({area},"{MARK}")', count, PERSONS, "total")
    line += 2
    for label in labels.values():
        sheet.text(line, 0, label, "subtitle")
        line += 1
    about = text("network.about_enrolments")
    sheet.finish(text("network.sheet_enrolments"), about, freeze=(START + 1, 1), repeat=START)


def write_waiting(sheet: TableSheet, enrolment: Enrolment) -> None:
    """Write the waiting list in its order, each with the reason."""
    text = sheet.words
    sheet.widths(WAITING_WIDTHS)
    heads = [text(f"network.head_{name}") for name in ("place", "number", "name", "seats", "enrolled", "reason")]
    sheet.heads(START, heads, [True, False, False, True, True, False], WAITING_WIDTHS)
    for line, waiting in enumerate(enrolment.waiting, START + 1):
        one = waiting.participant
        sheet.cell(line, 0, float(waiting.place), PERSONS)
        sheet.cell(line, 1, one.number)
        sheet.cell(line, 2, one.label)
        sheet.cell(line, 3, float(one.seats), PERSONS)
        sheet.text(line, 4, shown_date(one.enrolled_on), "cell_answer")
        sheet.told(line, 5, waiting.reason, "cell_text")
    if not enrolment.waiting:
        sheet.text(START + 1, 0, text("network.nobody_waits"))
    sheet.finish(text("network.sheet_waiting"), text("network.about_waiting"), freeze=(START + 1, 0), repeat=START)


def write_calendar_list(sheet: TableSheet, enrolment: Enrolment, language: str) -> None:
    """Write everything that happens: dated events in their order, then those whose date is not stated."""
    text = sheet.words
    unknown = text("network.unknown")
    sheet.widths(CALENDAR_WIDTHS)
    heads = [text(f"network.head_{name}") for name in ("date", "what", "who", "where", "hours", "days")]
    sheet.heads(START, heads, [False, False, False, False, False, True], CALENDAR_WIDTHS)
    for line, one in enumerate(happenings(enrolment, language), START + 1):
        cells = [unknown if one.day is None else shown_date(one.day), one.title, one.who]
        cells += [one.place or unknown, one.hours or unknown]
        for column, value in enumerate(cells):
            sheet.cell(line, column, value)
        sheet.cell(line, len(cells), float(one.days), PERSONS)
        sheet.fit(line, dict(enumerate(cells)), CALENDAR_WIDTHS)
    sheet.finish(text("network.sheet_calendar"), text("network.about_calendar"), freeze=(START + 1, 0), repeat=START)


def write_invoices(sheet: TableSheet, enrolment: Enrolment) -> None:
    """Write what each is to be invoiced: the fee, what is applied for, what is left; two columns to fill in."""
    text, title = sheet.words, enrolment.edition.title
    sheet.widths(INVOICE_WIDTHS)
    names = ("number", "name", "invoiced", "fee", "covered", "to_pay", "reference", "note")
    heads = [text(f"network.head_{name}") for name in names]
    sheet.heads(START, heads, [False, False, False, True, True, True, False, False], INVOICE_WIDTHS)
    first = line = START + 1
    totals = [0.0, 0.0, 0.0]
    for one in enrolment.admitted:
        costs = costs_of(one, enrolment.edition)
        cells = [one.number, one.label, text("network.item", title=title)]
        for column, value in enumerate(cells):
            sheet.cell(line, column, value)
        amounts = [float(costs.fee), costs.covered, costs.fee - costs.covered]
        sheet.cell(line, 3, amounts[0], MONEY)
        sheet.cell(line, 4, amounts[1], MONEY)
        formula = f"={xl_rowcol_to_cell(line, 3)}-{xl_rowcol_to_cell(line, 4)}"
        sheet.formula(line, 5, formula, amounts[2], MONEY)
        for column in (6, 7):
            sheet.sheet.write_blank(line, column, None, sheet.styles("input_text"))
        totals = [total + amount for total, amount in zip(totals, amounts, strict=True)]
        line += 1
    if enrolment.admitted:
        for column, value in enumerate((text("network.sum"), "", "")):
            sheet.cell(line, column, value, shape="total")
        for column, total in enumerate(totals, 3):
            sheet.formula(line, column, f"=SUM({xl_range(first, column, line - 1, column)})", total, MONEY, "total")
    sheet.finish(text("network.sheet_invoices"), text("network.about_invoices"), freeze=(START + 1, 2), repeat=START)
