"""What may be asked of the generator on the command line, in Norwegian."""

import argparse
import os
from pathlib import Path
from typing import Final, NoReturn

from utenfor_core.network import DEFAULT_EDITION
from workbook_templates.languages import LANGUAGES
from workbook_templates.norwegian_parser import NorwegianParser

REFUSED: Final = 2
NOT_UNDERSTOOD: Final = "Noe mangler eller er ikke kjent på kommandolinja. Se build_workbooks.py --help.\n"


class _Parser(NorwegianParser):
    """The parser of the generator: what it cannot read ends the run."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - the library's words are English
        self.exit(REFUSED, NOT_UNDERSTOOD)


def arguments(words: list[str] | None, description: str) -> argparse.Namespace:
    """Read the command line.

    >>> arguments(["1804", "--jobs", "2"], "").kommuner
    ['1804']
    """
    parser = _Parser(description=description)
    parser.add_argument("kommuner", nargs="*", help="kommunenummer eller navn")
    parser.add_argument("--all", action="store_true", help="alle kommuner")
    parser.add_argument("--fylke", action="append", default=[], help="alle kommuner i et fylke, nummer eller navn")
    county = "bok for et fylke selv, nummer eller navn"
    parser.add_argument("--fylkesbok", action="append", default=[], metavar="FYLKE", help=county)
    people = "lista over deltakere i læringsnettverket (.xlsx eller .csv): bøker, oversikt og kalender"
    parser.add_argument("--participants", type=Path, metavar="FIL", help=people)
    edition = f"utgaven av læringsnettverket, eller en fil (.toml) ({DEFAULT_EDITION})"
    parser.add_argument("--edition", default=DEFAULT_EDITION, metavar="UTGAVE", help=edition)
    parser.add_argument("--out", type=Path, default=Path("dist"), help="mappe for bøkene (dist)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="hvor mange som lages samtidig")
    parser.add_argument("--force", action="store_true", help="lag bøkene på nytt, også de som er fylt ut")
    form = "målform: nb (bokmål) eller nn (nynorsk); ellers kommunens egen"
    parser.add_argument("--language", choices=LANGUAGES, help=form)
    parser.add_argument("--own-figures", type=Path, metavar="FIL", help="egne tall (.xlsx eller .toml) i bøkene")
    figures = "ferske tall fra utenfor refresh (ellers UTENFOR_FIGURES, ellers tallene som følger med)"
    parser.add_argument("--figures", type=Path, metavar="MAPPE", help=figures)
    template = "skriv en mal for egne tall, .xlsx eller .toml, og gjør ikke noe annet"
    parser.add_argument("--own-figures-template", type=Path, metavar="FIL", help=template)
    return parser.parse_args(words)
