"""The command line: commands and their help in Norwegian, answers for people or as JSON, and exit codes."""

import json
import sys
from pathlib import Path
from typing import Final, NoReturn

from utenfor.commands import MODULES, command
from utenfor.outcome import INTERRUPTED, REFUSED, Outcome
from utenfor_core import __version__
from utenfor_core.errors import InputError, UtenforError
from workbook_templates.figures_folder import chosen_figures
from workbook_templates.norwegian_parser import NorwegianParser

ABOUT: Final = "Les og oppgrader arbeidsbøker fra Utenfor-regnskapet, og hold orden på læringsnettverket."
CODES: Final = "0: alt i orden. 1: gjort, men noe må ses på. 2: ikke gjort. 130: avbrutt."
FIGURES: Final = "ferske tall fra utenfor refresh (ellers UTENFOR_FIGURES, ellers tallene som følger med)"
NO_FIGURES: Final = frozenset({"refresh", "collect", "national", "doctor", "serve", "manifest"})
"""Commands that take no fresh figures into use: no book is made, or the books have their own."""
NOT_UNDERSTOOD: Final = "Kommandoen mangler noe, eller har noe som ikke er kjent. Se utenfor --help."


class UsageError(UtenforError):
    """A command line that cannot be read."""


class _Parser(NorwegianParser):
    """The parser of a command: what it cannot read is an error like others."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - the library's words are English
        raise UsageError(NOT_UNDERSTOOD)


def _face() -> _Parser:
    """Return the parser of the command without a command: its help lists them all."""
    width = max(map(len, MODULES)) + 1
    listed = "\n".join(f"  {name:{width}} {command(name).HELP}" for name in MODULES)
    face = _Parser(prog="utenfor", description=ABOUT, epilog=CODES)
    face.description = f"{ABOUT}\n\nkommandoer:\n{listed}\n\nutenfor KOMMANDO --help viser hva en kommando tar."
    face.usage = "utenfor KOMMANDO … [--json]"
    face.add_argument("--version", action="store_true", help="vis versjonen")
    return face


def _parser(name: str) -> _Parser:
    """Return the parser of a command."""
    parser = _Parser(prog=f"utenfor {name}", description=command(name).HELP, epilog=CODES)
    parser.add_argument("--json", action="store_true", help="svar som JSON, til andre programmer")
    if name not in NO_FIGURES:
        parser.add_argument("--figures", type=Path, metavar="MAPPE", help=FIGURES)
    command(name).add_arguments(parser)
    return parser


def main(words: list[str] | None = None) -> int:
    """Do what is asked for and return the exit code; answers go to standard output, errors to standard error."""
    words = sys.argv[1:] if words is None else words
    as_json = "--json" in words
    try:
        outcome = _answer(words)
    except UtenforError as error:
        problems = error.problems if isinstance(error, InputError) else (str(error),)
        if as_json:
            _write(json.dumps({"feil": problems}, ensure_ascii=False, indent=2))
        else:
            for problem in problems:
                sys.stderr.write(f"{problem}\n")
        return REFUSED
    except KeyboardInterrupt:
        sys.stderr.write("Avbrutt. Ingen fil er halvskrevet.\n")
        return INTERRUPTED
    if as_json:
        _write(json.dumps({**outcome.data, "se_pa": list(outcome.notices)}, ensure_ascii=False, indent=2))
    else:
        _write("\n".join([*outcome.lines, *(f"Se på: {notice}" for notice in outcome.notices)]))
    return outcome.code


def _answer(words: list[str]) -> Outcome:
    name = words[0] if words else "--help"
    if name in MODULES:
        return _done(name, words[1:])
    if name == "--version":
        return Outcome(lines=(f"utenfor {__version__}",), data={"versjon": __version__})
    if name.startswith("-"):
        _face().parse_known_args(words or ["--help"])
    text = f"Kommandoen «{name}» finnes ikke. Velg blant {', '.join(MODULES)}. Se utenfor --help."
    raise UsageError(text)


def _done(name: str, words: list[str]) -> Outcome:
    asked, unknown = _parser(name).parse_known_args(words)
    if unknown:
        text = f"Kjenner ikke {', '.join(unknown)}. Se utenfor {name} --help."
        raise UsageError(text)
    if name in NO_FIGURES:
        return command(name).run(asked)
    with chosen_figures(asked.figures):
        return command(name).run(asked)


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")
