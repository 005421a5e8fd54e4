"""Checks of Python and its packages against the pins: on every system."""

from collections.abc import Mapping
from typing import Final

from addin.pins import Pin
from utenfor.machine import WINDOWS, Finding, Machine

OLDEST: Final = (3, 11)
NEWEST: Final = (3, 13)
"""The newest Python the pins are for (pyproject.toml)."""
SHOWN: Final = 5
"""Packages named in one sentence; the rest are counted."""
INSTALL: Final = "Kjør install.ps1 på nytt, eller pip install --require-hashes -r constraints.txt."


def python_findings(machine: Machine, pins: Mapping[str, Pin]) -> list[Finding]:
    """Return the findings about Python and packages; `pins` are those that running needs, empty when not known."""
    return [_python(machine), _packages(machine, pins)]


def _python(machine: Machine) -> Finding:
    version = ".".join(map(str, machine.python))
    fine = OLDEST <= machine.python <= NEWEST
    allowed = f"{'.'.join(map(str, OLDEST))}–{'.'.join(map(str, NEWEST))}"
    return Finding(
        about="Python",
        fine=fine,
        found=f"Python {version} ({machine.executable})",
        remedy="" if fine else f"Modellen er prøvd med Python {allowed}. Legg inn en av dem og installer på nytt.",
    )


def applies(pin: Pin, system: str) -> bool:
    """Whether a pin is for this system; only markers about the system are read, others count as yes.

    >>> pin = Pin(name="pywin32", version="312", marker="sys_platform == 'win32'", lines=(), wanted_by=frozenset())
    >>> applies(pin, "Windows"), applies(pin, "Linux")
    (True, False)
    """
    platforms = {"'win32'": WINDOWS, "'darwin'": "Darwin", "'linux'": "Linux"}
    for text, name in platforms.items():
        if pin.marker == f"sys_platform == {text}":
            return name == system
        if pin.marker == f"sys_platform != {text}":
            return name != system
    return True


def _packages(machine: Machine, pins: Mapping[str, Pin]) -> Finding:
    if not pins:
        return Finding(
            about="Pakker", fine=False, found="Fant ikke constraints.txt, så versjonene er ikke kontrollert",
            remedy=INSTALL,
        )  # fmt: skip
    differing, missing = [], []
    for name, pin in pins.items():
        there = machine.installed(name)
        if there is None and not pin.marker:
            missing.append(name)
        elif there is not None and applies(pin, machine.system) and there != pin.version:
            differing.append(f"{name} {there} (skal være {pin.version})")
    parts = [f"{word}: {_some(names)}" for word, names in (("Mangler", missing), ("Feil versjon", differing)) if names]
    if not parts:
        return Finding(about="Pakker", fine=True, found=f"{len(pins)} pakker har versjonene modellen er prøvd med")
    return Finding(about="Pakker", fine=False, found=". ".join(parts), remedy=INSTALL)


def _some(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" og {rest} til" if rest > 0 else "")
