#!/usr/bin/env python3
"""Make one pre-filled workbook per municipality: numbers, names, a county, a list of participants or all of them.

python build_workbooks.py 1804 Oslo "Nordre Follo" --out dist
python build_workbooks.py --all --jobs 2
python build_workbooks.py 4640 --language nb
python build_workbooks.py --participants deltakere.xlsx --edition 2019
python build_workbooks.py --own-figures-template egne-tall.xlsx
python build_workbooks.py 1804 --own-figures egne-tall.xlsx
python build_workbooks.py 1804 --figures ferske-tall
"""

import sys

from utenfor_core.errors import UtenforError
from workbook_templates.asking import everything_asked_for
from workbook_templates.command_line import arguments
from workbook_templates.figures_folder import chosen_figures
from workbook_templates.generator import Report, build_workbooks
from workbook_templates.own_figures_files import write_own_figures_template

INTERRUPTED = 130


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
    asked = arguments(words, "Lag en ferdig utfylt arbeidsbok per kommune.")
    try:
        if asked.own_figures_template:
            write_own_figures_template(asked.own_figures_template)
            print(f"Malen er skrevet: {asked.own_figures_template}")
            return 0
        with chosen_figures(asked.figures):
            report = build_workbooks(**everything_asked_for(asked))
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
