"""`utenfor serve`: start the server behind Excel's Office.js add-in, on this machine unless told otherwise."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from addin.officejs.licence import chosen_key
from addin.officejs.serving import serve
from addin.officejs.settings import read_settings
from utenfor.outcome import Outcome
from utenfor.ribbon_scripts import ribbon_scripts

NAME: Final = "serve"
HELP: Final = "start tilleggets server (Office.js), på denne maskinen"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--license", metavar="NØKKEL", help="noncommercial, eller nøkkelen dere har kjøpt av xlwings")
    parser.add_argument(
        "--settings", type=Path, metavar="FIL", help="innstillinger (.toml): innlogging, grenser, adresse"
    )
    parser.add_argument("--host", metavar="ADRESSE", help="hva serveren lytter på (127.0.0.1)")
    parser.add_argument("--port", type=int, metavar="TALL", help="porten (8443)")
    parser.add_argument("--address", metavar="URL", help="det Excel kaller serveren (https://localhost:8443)")
    parser.add_argument("--folder", type=Path, metavar="MAPPE", help="der sertifikatet for denne maskinen ligger")


def run(asked: Namespace) -> Outcome:
    """Serve until told to stop."""
    settings = read_settings(asked.settings, host=asked.host, port=asked.port, address=asked.address)
    key = chosen_key(asked.license, may_ask=sys.stdin.isatty() and sys.stderr.isatty())
    serve(settings, key, asked.folder, ribbon_scripts())
    return Outcome(lines=("Serveren er stoppet.",), data={"stoppet": True})
