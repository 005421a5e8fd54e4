"""What `utenfor doctor` asks of the machine, behind one value: a test gives another one with real folders."""

import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

WINDOWS: Final = "Windows"
Registry = Callable[[str, str], object]
"""The value of a name under a key (`HKCU` or `HKLM`, then backslashes); None when it is not there.

The name `ALL_VALUES` gives a list of every value under the key.
"""
ALL_VALUES: Final = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class Machine:
    """System, Python, folders, registry and packages, as they are."""

    system: str
    python: tuple[int, int]
    executable: Path
    environment: Mapping[str, str]
    registry: Registry
    installed: Callable[[str], str | None]
    marked_from_internet: Callable[[Path], bool]

    def folder(self, variable: str, *parts: str) -> Path | None:
        """Return a folder under the one that an environment variable names; None when the variable is not set."""
        start = self.environment.get(variable)
        return Path(start, *parts) if start else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One check: what it is about, whether it is in order, what was found, and what to do when it is not."""

    about: str
    fine: bool
    found: str
    remedy: str = ""


def this_machine() -> Machine:
    """Return the machine this runs on."""
    return Machine(
        system=platform.system(),
        python=(sys.version_info.major, sys.version_info.minor),
        executable=Path(sys.executable),
        environment=os.environ,
        registry=_read_registry if sys.platform == "win32" else _no_registry,
        installed=_installed_version,
        marked_from_internet=_has_internet_mark,
    )


def _installed_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _no_registry(_key: str, _name: str) -> object:
    return None


def _read_registry(key: str, name: str) -> object:
    import winreg  # noqa: PLC0415  # Windows only

    hive, _, path = key.partition("\\")
    roots = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}
    try:
        with winreg.OpenKey(getattr(winreg, roots[hive]), path) as opened:  # type: ignore[attr-defined, unused-ignore]  # Windows only
            if name != ALL_VALUES:
                return winreg.QueryValueEx(opened, name)[0]  # type: ignore[attr-defined, unused-ignore]  # as above
            _, count, _ = winreg.QueryInfoKey(opened)  # type: ignore[attr-defined, unused-ignore]  # as above
            return [winreg.EnumValue(opened, at)[1] for at in range(count)]  # type: ignore[attr-defined, unused-ignore]  # as above
    except OSError:
        return None


def _has_internet_mark(path: Path) -> bool:
    """Windows keeps where a file came from in a stream beside its content."""
    try:
        return "ZoneId=3" in Path(f"{path}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
