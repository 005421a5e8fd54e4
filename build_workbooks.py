#!/usr/bin/env python3
"""Make one pre-filled workbook per municipality: numbers, names, a county or all of them.

python build_workbooks.py 1804 Oslo "Nordre Follo" --out dist
python build_workbooks.py --all --jobs 2
"""

import argparse
import os
import sys
from pathlib import Path

from utenfor_core.errors import UtenforError
from workbook_templates.generator import Report, build_workbooks, chosen_municipalities

INTERRUPTED = 130


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Lag en ferdig utfylt arbeidsbok per kommune.", add_help=False)
    parser.add_argument("kommuner", nargs="*", help="kommunenummer eller navn")
    parser.add_argument("--all", action="store_true", help="alle kommuner")
    parser.add_argument("--fylke", action="append", default=[], help="alle kommuner i et fylke, nummer eller navn")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="mappe for bøkene (dist)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="hvor mange som lages samtidig")
    parser.add_argument("--force", action="store_true", help="lag bøkene på nytt, også de som er fylt ut")
    parser.add_argument("--help", "-h", action="help", help="vis denne hjelpen")
    return parser.parse_args(words)


def tell(report: Report) -> None:
    """Say what was made, what was left as it was and what failed."""
    for message in report.messages:
        print(message)
    counts = f"{len(report.built)} laget, {len(report.unchanged)} uendret, {len(report.failed)} feilet."
    print(f"{counts} Liste: {report.manifest}")
    for name, reason in report.failed.items():
        print(f"  {name}: {reason}", file=sys.stderr)


def main(words: list[str] | None = None) -> int:
    """Build what was asked for; 0 when all is well, 1 when something failed, 2 when nothing was asked for."""
    asked = arguments(words)
    try:
        choice = chosen_municipalities(asked.kommuner, fylker=asked.fylke, everyone=asked.all)
        report = build_workbooks(choice, asked.out, jobs=asked.jobs, force=asked.force)
    except UtenforError as error:
        print(error, file=sys.stderr)
        return 2
    tell(report)
    if report.interrupted:
        print("Avbrutt. Bøkene som er laget, er hele. Kjør samme kommando igjen for å lage resten.", file=sys.stderr)
        return INTERRUPTED
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
