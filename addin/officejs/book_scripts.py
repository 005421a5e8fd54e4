"""What writes in a workbook: scripts over `xw.Book`, called by name from the task pane and from ribbon buttons.

A script gets the book as Excel posted it and the arguments of the call, and returns a Norwegian message, or None. It
writes only in cells that are empty; texts come from the model, never from cells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from threading import Lock
from typing import Any

from addin.officejs.panel import savings
from addin.registry import registry
from utenfor_core.errors import InputError

KRONER = "#,##0"
YEAR = "0"
SHARE = "0.0%"

ONE_BOOK = Lock()
"""xlwings keeps the open book, and what is selected in it, for the whole process: one script runs at a time."""

EXAMPLE = "UTENFOR_SAVINGS"
"""The function whose example the calculation starts from: group, participants, net success rate."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """A script; with a `label` it is a button on the ribbon, `tip` its help."""

    run: Callable[..., str | None]
    label: str = ""
    tip: str = ""


def insert_table(book: Any, form: object) -> str:  # noqa: ANN401  # xlwings' Book, not imported here
    """Write the pane's table from the selected cell: a title, what it rests on, years down, levels across.

    Raises InputError when there is something in the way, FormError when the form cannot be used.
    """
    found = savings(form)
    levels, years = found["levels"], found["years"]
    heads = ["År", *(one["name"] for one in levels), "Sum"]
    by_year = [list(flows) for flows in zip(*(one["flows"] for one in levels), strict=True)]
    present = [one["present"] for one in levels]
    rows: list[list[object]] = [
        [f"Sparing i kroner, {found['place']}", *[None] * (len(heads) - 1)],
        list(heads),
        *([year, *flows, sum(flows)] for year, flows in zip(years, by_year, strict=True)),
        ["Nåverdi", *present, sum(present)],
        [found["basis"], *[None] * (len(heads) - 1)],
    ]
    sheet, row, column = _place_for(book, len(rows), len(heads))
    sheet.range((row, column), (row + len(rows) - 1, column + len(heads) - 1)).value = rows
    last = row + len(rows) - 2
    sheet.range((row + 2, column), (last - 1, column)).number_format = YEAR
    sheet.range((row + 2, column + 1), (last, column + len(heads) - 1)).number_format = KRONER
    for line in (row, row + 1, last):
        sheet.range((line, column), (line, column + len(heads) - 1)).font.bold = True
    return f"Tabellen er satt inn i {sheet.name}: {len(years)} år."


def insert_calculation(book: Any) -> str:  # noqa: ANN401  # xlwings' Book, not imported here
    """Write a small calculation from the selected cell: three inputs, and formulas that follow them.

    Raises InputError when there is something in the way.
    """
    function = registry()[EXAMPLE]
    labels = [one.label for one in function.arguments if not one.optional]
    inputs: Sequence[object] = function.example[: len(labels)]
    answers = [("Kommunen sparer (nåverdi, kr)", "kommune"), ("Alle nivåer sparer (nåverdi, kr)", "alle")]
    sheet, row, column = _place_for(book, len(labels) + len(answers), 2)
    first, values = row, column + 1
    sheet.range((first, column), (first + len(labels) - 1, values)).value = [
        [label[:1].upper() + label[1:], value] for label, value in zip(labels, inputs, strict=True)
    ]
    cells = ",".join(sheet.range((first + at, values)).address.replace("$", "") for at in range(len(labels)))
    for at, (label, level) in enumerate(answers, start=first + len(labels)):
        sheet.range((at, column)).value = label
        sheet.range((at, values)).formula = f'=UTENFOR.SAVINGS({cells},"{level}")'
        sheet.range((at, values)).number_format = KRONER
    sheet.range((first + len(labels) - 1, values)).number_format = SHARE
    return f"Regnestykket er satt inn i {sheet.name}. Endre de tre tallene øverst; formlene regner om."


SCRIPTS: Mapping[str, Script] = {
    "insert_table": Script(run=insert_table),
    "insert_calculation": Script(
        run=insert_calculation,
        label="Sett inn regnestykke",
        tip="Skriver tre inndata og to formler fra den markerte cellen. Cellene må være tomme.",
    ),
}
"""The host's own scripts; whoever starts the server adds others by name."""


def run_script(
    scripts: Mapping[str, Script], name: str, posted: Mapping[str, Any], arguments: Sequence[object]
) -> dict[str, Any]:
    """Return what a script does to the posted book, as Office.js takes it: actions, and the script's message.

    Raises InputError for an unknown script, wrong arguments or a book that cannot be read.
    """
    if name not in scripts:
        text = "Skriptet finnes ikke. Last panelet på nytt, eller spør den som drifter tillegget."
        raise InputError(text)
    script = scripts[name]
    try:
        signature(script.run).bind(None, *arguments)
    except TypeError as error:
        text = "Skriptet fikk ikke det det trenger. Last panelet på nytt."
        raise InputError(text) from error
    import xlwings  # noqa: PLC0415  # needs the licence key, which the server has taken into use

    with ONE_BOOK:
        try:
            book = xlwings.Book(json=dict(posted))
            _ = book.sheets.active.name, posted["book"]["selection"]  # what every script needs
        except (xlwings.XlwingsError, KeyError, TypeError, AttributeError, IndexError) as error:
            text = "Boka ble ikke sendt slik Excel gjør det."
            raise InputError(text) from error
        try:
            message = script.run(book, *arguments)
            return {**book.json(), "message": message}
        finally:
            book.close()


def _place_for(book: Any, height: int, width: int) -> tuple[Any, int, int]:  # noqa: ANN401  # xlwings' objects
    """Return sheet, row and column of the selected cell.

    Raises InputError when nothing is selected or the cells from there are not empty.
    """
    if not book.api["book"]["selection"]:
        text = "Ingen celle er markert. Marker cellen der tabellen skal begynne."
        raise InputError(text)
    selection = book.selection
    sheet, row, column = selection.sheet, selection.row, selection.column
    area = sheet.range((row, column), (row + height - 1, column + width - 1))
    if any(cell not in {None, ""} for line in area.options(ndim=2, err_to_str=True).value for cell in line):
        address = area.address.replace("$", "")
        text = (
            f"Det står noe i {sheet.name}!{address} fra før. Marker en celle med nok tomme celler under og til høyre."
        )
        raise InputError(text)
    return sheet, row, column
