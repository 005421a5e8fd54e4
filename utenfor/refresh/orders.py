"""What a refresh is asked for, what it did, and where a user's own figures lie."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from utenfor.refresh.changes import Change
from utenfor.refresh.records import Fetched, Table

PROGRAM: Final = "utenfor-regnskapet"


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is asked for: tables, where figures lie, and whether anything is to be written or kept answers used."""

    tables: tuple[Table, ...]
    folder: Path
    dry_run: bool = False
    ask_anew: bool = False
    tax_file: Path | None = None


@dataclass(kw_only=True)
class Report:
    """What a refresh did: tables fetched with what they change, tables that failed with why, and the new version."""

    fetched: list[Fetched] = field(default_factory=list)
    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    version: str | None = None


def user_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the folder where a user's figures lie when none is named, by the custom of the system.

    >>> user_folder({"XDG_DATA_HOME": "data"}, "linux").as_posix()
    'data/utenfor-regnskapet'
    """
    if platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / PROGRAM
