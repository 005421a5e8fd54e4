"""`utenfor doctor`: what is wrong with the installation, and what to do about it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Final

from addin.pins import Pin, pins_here
from utenfor.excel_checks import excel_findings
from utenfor.machine import WINDOWS, Finding, Machine, this_machine
from utenfor.outcome import Outcome
from utenfor.python_checks import python_findings
from utenfor.settings_checks import settings_findings

NAME: Final = "doctor"
HELP: Final = "si hva som er galt med installasjonen, og hva du gjør"
ELSEWHERE: Final = (
    "Tillegget for Excel (utenfor.xlam) er bare for Windows. Her gjelder arbeidsbøkene (.xlsx), kommandoene og "
    "Python-biblioteket, og Office.js om noen har satt opp tjeneren."
)
"""Levels A and C."""


def add_arguments(_: ArgumentParser) -> None:
    """It takes nothing."""


def run(_: Namespace) -> Outcome:
    """Examine this machine."""
    return examined(this_machine(), pins_here())


def examined(machine: Machine, pins: Mapping[str, Pin]) -> Outcome:
    """Return what is in order as lines, and each thing that is not with what to do about it."""
    findings = python_findings(machine, pins)
    if machine.system == WINDOWS:
        findings += [*settings_findings(machine), *excel_findings(machine)]
    head = [] if machine.system == WINDOWS else [ELSEWHERE]
    wrong = [one for one in findings if not one.fine]
    return Outcome(
        lines=(*head, *(f"I orden: {one.about}: {one.found}." for one in findings if one.fine)),
        data={"system": machine.system, "funn": [_as_data(one) for one in findings]},
        notices=tuple(f"{one.about}: {one.found}. {one.remedy}" for one in wrong),
    )


def _as_data(finding: Finding) -> dict[str, str | bool]:
    return {"om": finding.about, "i_orden": finding.fine, "funnet": finding.found, "gjor": finding.remedy}
