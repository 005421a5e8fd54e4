"""Checks of what the installer writes on Windows: settings, the DLL beside Python, and the add-in in XLSTART."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from utenfor.machine import Finding, Machine
from utenfor_core import __version__
from utenfor_core.errors import system_reason

INSTALL: Final = "Kjør install.ps1 på nytt."
SETTING: Final = re.compile(r'^"([^"]*)","([^"]*)"$')
SHEET: Final = "xl/worksheets/sheet1.xml"
LARGEST_SHEET: Final = 100_000
"""Bytes of the add-in's own sheet that are read: ours has about 1 500."""
LARGEST_SETTINGS: Final = 100_000
"""Bytes of a settings file that are read."""


def settings_findings(machine: Machine) -> list[Finding]:
    """Return the findings about settings, DLL and add-in."""
    return [_settings(machine), _dll(machine), *_addin(machine)]


def read_settings(path: Path) -> Mapping[str, str]:
    """Return the settings as VBA reads them: a line is "NAME","VALUE"; names in capitals."""
    with path.open("rb") as file:
        # VBA reads the machine's own code page; only folder names can hold other letters than ASCII.
        text = file.read(LARGEST_SETTINGS).decode("cp1252", errors="replace")
    return {found[1].upper(): found[2] for line in text.splitlines() if (found := SETTING.match(line.strip()))}


def _settings(machine: Machine) -> Finding:
    about = "Innstillinger"
    path = machine.folder("USERPROFILE", ".utenfor", "utenfor.conf")
    if path is None or not path.is_file():
        return Finding(about=about, fine=False, found=f"{path or 'utenfor.conf'} finnes ikke", remedy=INSTALL)
    try:
        settings = read_settings(path)
    except OSError as error:
        found = f"{path} kan ikke leses ({system_reason(error)})"
        remedy = f"Lukk andre programmer som bruker filen. {INSTALL}"
        return Finding(about=about, fine=False, found=found, remedy=remedy)
    python = settings.get("INTERPRETER_WIN", "")
    if not python or not Path(python).is_file():
        found = f"{path}: INTERPRETER_WIN er «{python}», og der er ingen Python"
        return Finding(about=about, fine=False, found=found, remedy=INSTALL)
    if Path(python) != machine.executable:
        found = f"{path}: Excel bruker {python}, men dette er {machine.executable}"
        remedy = f'Kjør doctor med den Excel bruker: "{python}" -m utenfor doctor'
        return Finding(about=about, fine=False, found=found, remedy=remedy)
    return Finding(about=about, fine=True, found=str(path))


def _dll(machine: Machine) -> Finding:
    about = "DLL"
    version = machine.installed("xlwings")
    if version is None:
        return Finding(about=about, fine=False, found="xlwings er ikke lagt inn i denne Python", remedy=INSTALL)
    places = (machine.executable.parent, machine.executable.parent.parent)
    names = [f"xlwings{bits}-{version}.dll" for bits in (64, 32)]  # the two that Excel comes in
    missing = [name for name in names if not any((place / name).is_file() for place in places)]
    if not missing:
        return Finding(about=about, fine=True, found=", ".join(names))
    found = f"{' og '.join(missing)} mangler i {places[1]}. Et virusprogram kan ha fjernet den"
    remedy = f"{INSTALL} Blir den borte igjen, be IT om å tillate filen."
    return Finding(about=about, fine=False, found=found, remedy=remedy)


def _addin(machine: Machine) -> list[Finding]:
    about = "Tillegget"
    path = machine.folder("APPDATA", "Microsoft", "Excel", "XLSTART", "utenfor.xlam")
    if path is None or not path.is_file():
        return [Finding(about=about, fine=False, found=f"{path or 'utenfor.xlam'} finnes ikke", remedy=INSTALL)]
    versions = addin_versions(path)
    if versions is None:
        found = f"{path} kan ikke leses som et tillegg fra Utenfor-regnskapet"
        return [Finding(about=about, fine=False, found=found, remedy=INSTALL)]
    findings = []
    for name, there, wanted in (
        ("Utenfor-regnskapet", versions[0], __version__),
        ("xlwings", versions[1], machine.installed("xlwings")),
    ):
        if there != wanted:
            found = f"{path} er for {name} {there}, men her er {name} {wanted or 'ikke lagt inn'}"
            findings.append(Finding(about=about, fine=False, found=found, remedy=f"Lukk Excel. {INSTALL}"))
    if machine.marked_from_internet(path):
        found = f"{path} er merket som hentet fra nettet, så Excel stopper makroene"
        remedy = f"Høyreklikk filen, Egenskaper, kryss av for Opphev blokkering. Eller: {INSTALL}"
        findings.append(Finding(about=about, fine=False, found=found, remedy=remedy))
    return findings or [Finding(about=about, fine=True, found=f"{path}, versjon {versions[0]}")]


def addin_versions(path: Path) -> tuple[str, str] | None:
    """Return the versions of the model and of xlwings that an add-in's own sheet names; None when it is not ours."""
    try:
        with ZipFile(path) as package, package.open(SHEET) as sheet:
            text = sheet.read(LARGEST_SHEET).decode("utf-8", errors="replace")
    except (OSError, KeyError, BadZipFile, ValueError, NotImplementedError):
        return None
    model = re.search(r"<t>Versjon ([\w.+-]+)</t>", text)
    xlwings = re.search(r"<t>xlwings ([\w.+-]+) ", text)
    return (model[1], xlwings[1]) if model and xlwings else None
