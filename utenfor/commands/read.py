"""`utenfor read`: what stands in a filled-in workbook, its inputs and its main results."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from utenfor.outcome import Outcome
from utenfor.wording import kroner
from utenfor_core.bridge import RESULTS
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import OWN, VIEWS
from workbook_templates.page import FreeText
from workbook_templates.readback import BookRead, read_book
from workbook_templates.readback_inputs import CALCULATED, NEVER, OUTDATED
from workbook_templates.readback_problems import input_problems, named
from workbook_templates.typed_form import value_in_form

NAME: Final = "read"
HELP: Final = "les en utfylt bok: det som er fylt ut, og hovedresultatene"
TILL_67: Final = -1
STATES: Final[Mapping[str, str]] = {
    CALCULATED: "regnet etter siste endring",
    OUTDATED: "endret etter at den sist ble regnet",
    NEVER: "aldri regnet",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("bok", type=Path, help="arbeidsboka (.xlsx)")


def run(asked: Namespace) -> Outcome:
    """Read the book and tell what stands in it."""
    book = read_book(asked.bok)
    calculated = amounts(book)
    wrong = (problem.text() for problem in input_problems(book))
    return Outcome(
        lines=tuple(_lines(book, calculated)),
        data=_data(book, calculated),
        notices=(*(unread.text() for unread in book.unread), *wrong),
    )


def amounts(book: BookRead) -> dict[str, dict[str, float]]:
    """Return the main results of the book's figures in this version of the model: kroner till 67 by name and view."""
    result = book.result()
    return {
        name: dict(zip(VIEWS, result.row(name, TOGETHER)[:, TILL_67].astype(float).tolist(), strict=True))
        for name in RESULTS
    }


def _lines(book: BookRead, calculated: Mapping[str, Mapping[str, float]]) -> list[str]:
    place = book.place
    made_with = f"modell {book.model_version}, tall {book.data_version}, {book.price_year}-kroner"
    units = {field.key: field.unit for field in book.frame().fields}
    net = kroner(calculated["net_present"][OWN])
    return [
        f"{book.file}: {place.number} {place.name}, {made_with}. Boka er {STATES[book.state]}.",
        f"Endret fra levert: {len(book.changed())} felt.",
        *(f"  {named(book, key)}: {value_in_form(value, units.get(key, ''))}" for key, value in book.changed().items()),
        f"Netto nåverdi til 67 for egne budsjetter, bokas tall regnet med denne versjonen: {net}.",
    ]


def _data(book: BookRead, calculated: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    return {
        "fil": book.file,
        "kommune": {"nummer": book.place.number, "navn": book.place.name},
        "modell": book.model_version,
        "tall": book.data_version,
        "malform": book.language,
        "prisar": book.price_year,
        "basisar": book.base_year,
        "tilstand": book.state,
        "inndata": dict(book.values),
        "endret": {
            key: {"tekst": book.labels[key], "levert": book.delivered.get(key), "na": value}
            for key, value in book.changed().items()
        },
        "formler": dict(book.formulas),
        "fritekst": {name: [_text(*one) for one in cells.items()] for name, cells in book.texts.items()},
        "resultat_til_67": {
            "lagret_i_boka": {name: dict(zip(VIEWS, row, strict=True)) for name, row in book.stored.items()},
            "regnet_na": calculated,
        },
    }


def _text(where: tuple[int, int], value: FreeText) -> dict[str, str | float]:
    line, column = where
    return {"linje": line, "kolonne": column, "verdi": str(value) if isinstance(value, date) else value}
