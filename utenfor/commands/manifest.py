"""`utenfor manifest`: write the file that Excel, or the admin centre, reads to find the Office.js add-in."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from addin.officejs.manifest import manifest
from addin.officejs.settings import read_settings
from utenfor.outcome import Outcome
from utenfor.ribbon_scripts import all_scripts

NAME: Final = "manifest"
HELP: Final = "skriv manifestet til Office.js-tillegget, for én maskin eller for adminsenteret"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--address", metavar="URL", help="det Excel kaller serveren (https://localhost:8443)")
    parser.add_argument("--settings", type=Path, metavar="FIL", help="samme innstillinger som serveren (.toml)")
    parser.add_argument(
        "--out", type=Path, default=Path("utenfor-manifest.xml"), metavar="FIL", help="filen som skrives"
    )


def run(asked: Namespace) -> Outcome:
    """Write the manifest; an address that others use needs the settings that say how they sign in."""
    settings = read_settings(asked.settings, address=asked.address)
    text = manifest(settings.address, all_scripts(), settings.authentication)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(text, encoding="utf-8", newline="\n")
    return Outcome(
        lines=(f"Skrev {asked.out} for {settings.address}.",),
        data={"fil": str(asked.out), "adresse": settings.address},
    )
