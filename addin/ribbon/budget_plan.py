"""«Lim inn i økonomiplan»: the four years of the book's Økonomiplan as values at the selected cell."""

from typing import Any, Final

from addin.ribbon.budget_layouts import layouts, pasted
from addin.ribbon.cells import KRONER, YEAR, area, filled_in, head, selected, write
from addin.ribbon.occasion import Occasion
from addin.ribbon.whereabouts import is_municipal_book
from utenfor_core.errors import InputError, WorkbookError

SHOWN: Final = 5
"""Addresses of filled cells that are told."""


def budget_plan(occasion: Occasion) -> str:
    """Write the plan in the chosen layout; cells that are not empty are written over only when the user says so.

    The selected cell may be in another open book than the kommunebok: the finance office's own.
    """
    name = occasion.answer or next(iter(layouts()))
    if name not in layouts():
        text = f"Oppsettet «{name}» finnes ikke. Velg blant {', '.join(layouts())}."
        raise InputError(text)
    layout = layouts()[name]
    start = selected(occasion, "cellen der planen skal begynne")
    source = _source(occasion)
    occasion.desk.progress("Regner ut økonomiplanen …")
    with occasion.services.copies() as copies:
        plan = occasion.services.plan(occasion.desk.copy_of(source, copies))
    found = pasted(plan, layout)
    blank = [""] * (len(found.cells[0]) - 1)
    rows: list[list[object]] = [[found.about, *blank], *found.cells]
    sheet, row, column = start.sheet, start.row, start.column
    place = area(sheet, row, column, len(rows), len(rows[0]))
    where = f"{sheet.name}!{place.get_address(False, False)}"  # noqa: FBT003 - xlwings' own signature
    taken = filled_in(place)
    if taken:
        some = ", ".join(taken[:SHOWN]) + (f" og {len(taken) - SHOWN} til" if len(taken) > SHOWN else "")
        if not occasion.desk.confirm(f"Det står noe i {where} fra før: {some}. Vil du skrive over?"):
            return f"Ingenting er skrevet. Det står noe i {some}. Marker en celle med nok tomme celler, og prøv igjen."
    write(sheet, row, column, rows)
    head(area(sheet, row + 1, column, 1, len(rows[0])))
    first, width = column + found.texts, len(rows[0]) - found.texts
    area(sheet, row + 1, first, 1, width).number_format = YEAR
    area(sheet, row + 2, first, len(rows) - 2, width).number_format = KRONER
    area(sheet, row + len(rows) - 1, column, 1, len(rows[0])).font.bold = True
    return "\n".join([f"Økonomiplanen for {plan.place} er skrevet i {where}. {found.about}", *plan.remarks])


def _source(occasion: Occasion) -> Any:  # noqa: ANN401 - an xlwings Book
    """Return the kommunebok the figures are of: the open one, else the only other one that is open in Excel.

    Raises WorkbookError where there is none, or more than one.
    """
    if is_municipal_book(occasion):
        return occasion.book
    wanted = occasion.services.input_table.name
    others = [book for book in occasion.book.app.books if book.names.contains(wanted)]
    if len(others) == 1:
        return others[0]
    if others:
        text = f"Flere kommunebøker er åpne: {', '.join(book.name for book in others)}. Lukk dem du ikke skal bruke."
    else:
        text = "Ingen kommunebok er åpen. Åpne kommuneboka, marker cellen her, og prøv igjen."
    raise WorkbookError(text)
