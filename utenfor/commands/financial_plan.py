"""`utenfor okonomiplan`: the lines of the sheet Økonomiplan as a file that a budget system can import."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, Final

from utenfor.budget_lines.lines import SHEETS, BudgetLines, budget_lines
from utenfor.budget_lines.mapping import COSTS_NEGATIVE, THOUSANDS, BudgetMapping, built_in_text, open_mapping
from utenfor.budget_lines.writing import CSV, FORMATS, THOUSAND, write_lines
from utenfor.finished_book import open_finished
from utenfor.outcome import Outcome
from utenfor.targets import new_target, write_text
from utenfor.wording import kroner
from utenfor_core.errors import InputError

NAME: Final = "okonomiplan"
HELP: Final = "skriv linjene på arket Økonomiplan til en fil for budsjettsystemet"
ENDING: Final = "_okonomiplan"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("bok", type=Path, nargs="?", help="den utfylte arbeidsboka (.xlsx)")
    parser.add_argument("--format", default=CSV, metavar="FORMAT", help=f"{' eller '.join(FORMATS)} (vanlig: {CSV})")
    parser.add_argument("--mapping", type=Path, metavar="FIL", help="kobling til budsjettsystemet (.toml)")
    parser.add_argument("--out", type=Path, metavar="FIL", help="fila som skrives (bokas navn med _okonomiplan)")
    parser.add_argument("--new-mapping", type=Path, metavar="FIL", help="skriv en kobling du kan endre, og ikke annet")


def run(asked: Namespace) -> Outcome:
    """Write the file; nothing is written over."""
    if asked.new_mapping:
        target = new_target(asked.new_mapping, (".toml",), "koblingen")
        write_text(target, built_in_text())
        line = f"Skrevet: {target}. Endre den, og bruk den med --mapping {target.name}."
        return Outcome(lines=(line,), data={"kobling": str(target)})
    if asked.format not in FORMATS:
        text = f"Formatet «{asked.format}» finnes ikke. Velg {' eller '.join(FORMATS)}."
        raise InputError(text)
    if asked.bok is None:
        text = "Oppgi arbeidsboka. Se utenfor okonomiplan --help."
        raise InputError(text)
    default = asked.bok.with_name(f"{asked.bok.stem}{ENDING}.{asked.format}")
    target = new_target(asked.out or default, (f".{asked.format}",), "fila")
    mapping = open_mapping(asked.mapping)
    book = open_finished(asked.bok, SHEETS)
    found = budget_lines(book, mapping)
    write_lines(found, mapping, target, asked.format)
    return Outcome(
        lines=_lines(found, mapping, target),
        data=_data(found, mapping, target),
        notices=(*book.remarks, *found.missing),
    )


def _lines(found: BudgetLines, mapping: BudgetMapping, target: Path) -> tuple[str, ...]:
    sums = ", ".join(
        f"{year}: {kroner(total * THOUSAND)}" for year, total in zip(found.years, found.sums(), strict=True)
    )
    note = " Beløpene i fila er i 1 000 kr." if mapping.unit == THOUSANDS else ""
    return (
        f"Skrevet: {target}. {len(found.lines)} linjer.{note}",
        f"Sum netto {_beside(found, mapping)}: {sums}.",
    )


def _beside(found: BudgetLines, mapping: BudgetMapping) -> str:
    """Return what the sums are beside the sheet's: the same, or with the other sign."""
    if not found.turned:
        return "som på arket Økonomiplan"
    positive = "negativ" if mapping.sign == COSTS_NEGATIVE else "positiv"
    return f"i fila (utgift er {positive}; arket viser motsatt fortegn)"


def _data(found: BudgetLines, mapping: BudgetMapping, target: Path) -> dict[str, Any]:
    return {
        "fil": str(target),
        "enhet": mapping.unit,
        "fortegn": mapping.sign,
        "linjer": [
            {**line.texts, "belop_1000_kr": dict(zip(map(str, found.years), line.amounts, strict=True))}
            for line in found.lines
        ],
        "sum_1000_kr": dict(zip(map(str, found.years), found.sums(), strict=True)),
        "arket_okonomiplan_1000_kr": dict(zip(map(str, found.years), found.net, strict=True)),
    }
