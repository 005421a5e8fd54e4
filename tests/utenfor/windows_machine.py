"""A Windows machine with the add-in installed, in real folders, for doctor to examine."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from addin.pins import Pin
from addin.xlam.xlwings_parts import xlwings_version
from utenfor.commands.doctor import examined
from utenfor.excel_checks import EXCEL_PATH
from utenfor.machine import Machine, _has_internet_mark

EXCEL = "C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE"
PINS = {
    "xlwings": Pin(name="xlwings", version=xlwings_version(), marker="", lines=(), wanted_by=frozenset()),
    "pywin32": Pin(name="pywin32", version="312", marker="sys_platform == 'win32'", lines=(), wanted_by=frozenset()),
}


class Windows:
    """A Windows machine as the installer leaves it, in real folders; a test spoils one thing."""

    def __init__(self, folder: Path, addin: Path) -> None:
        """Lay out the folders."""
        self.registry: dict[tuple[str, str], object] = {(f"HKLM\\{EXCEL_PATH}", ""): EXCEL}
        self.packages: dict[str, str] = {"xlwings": xlwings_version(), "pywin32": "312"}
        self.python = folder / "Utenfor" / "python" / "Scripts" / "python.exe"
        self.python.parent.mkdir(parents=True)
        self.python.touch()
        for bits in (64, 32):
            (self.python.parent.parent / f"xlwings{bits}-{xlwings_version()}.dll").touch()
        self.settings = folder / ".utenfor" / "utenfor.conf"
        self.settings.parent.mkdir()
        self.write_settings(self.python)
        self.xlam = folder / "Microsoft" / "Excel" / "XLSTART" / "utenfor.xlam"
        self.xlam.parent.mkdir(parents=True)
        shutil.copyfile(addin, self.xlam)
        self.machine = Machine(
            system="Windows",
            python=(3, 12),
            executable=self.python,
            environment={"USERPROFILE": str(folder), "APPDATA": str(folder)},
            registry=lambda key, name: self.registry.get((key, name)),
            installed=self.packages.get,
            marked_from_internet=_has_internet_mark,
        )

    def write_settings(self, python: Path) -> None:
        """Write the settings as the installer does."""
        lines = f'"INTERPRETER_WIN","{python}"\r\n"REPAIR LINKS","True"\r\n'
        self.settings.write_bytes(lines.encode("cp1252"))

    def notices(self, **other: Any) -> list[str]:  # noqa: ANN401  # a field of Machine
        """What doctor wants looked at."""
        return list(examined(replace(self.machine, **other), PINS).notices)
