"""The pinned packages: constraints.txt read, and the part of it that running the add-in needs (no tools, no server)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from importlib.resources import files
from pathlib import Path
from typing import Final

from utenfor_core.errors import WorkbookError

FILE: Final = "constraints.txt"
PROJECT_FILE: Final = "pyproject.toml"
PROJECT: Final = "utenfor-regnskapet"
PIN: Final = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^\s;\\]+)(?P<marker>[^\\\n]*)")
VIA: Final = re.compile(r"^\s+#(?: via)?\s*(?P<name>[a-z0-9][a-z0-9.-]*)")
REQUIREMENT: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pin:
    """A pinned package: `lines` as they stand in the file, `wanted_by` the packages that need it."""

    name: str
    version: str
    marker: str
    lines: tuple[str, ...]
    wanted_by: frozenset[str]


def pinned(text: str) -> Mapping[str, Pin]:
    r"""Return every pin of a constraints.txt by package name.

    >>> pinned("a==1.0 \\\n    --hash=sha256:0\n    # via b\nb==2 \\\n    --hash=sha256:0\n")["a"].wanted_by
    frozenset({'b'})
    """
    found: dict[str, Pin] = {}
    lines: list[str] = []
    for line in [*text.splitlines(), "end==0"]:
        if PIN.match(line) and lines:
            pin = _pin(lines)
            found[pin.name] = pin
            lines = []
        if line.strip() and not line.startswith("#"):
            lines.append(line)
    return found


def _pin(lines: list[str]) -> Pin:
    head = PIN.match(lines[0])
    if head is None:
        text = f"{FILE} begynner ikke med en pakke: «{lines[0]}». Lag filen på nytt med make pins."
        raise WorkbookError(text)
    wanted = {found["name"] for line in lines[1:] if (found := VIA.match(line))} - {"via"}
    return Pin(
        name=head["name"],
        version=head["version"],
        marker=head["marker"].strip(" ;"),
        lines=tuple(lines),
        wanted_by=frozenset(wanted),
    )


def needed(pins: Mapping[str, Pin], direct: Iterable[str]) -> Mapping[str, Pin]:
    """Return the pins that requirements need, and those that these need; a requirement begins with a package's name."""
    named = (REQUIREMENT.match(requirement) for requirement in direct)
    chosen = {found[0].lower().replace("_", "-") for found in named if found} & set(pins)
    while more := {name for name, pin in pins.items() if name not in chosen and pin.wanted_by & chosen}:
        chosen |= more
    return {name: pin for name, pin in pins.items() if name in chosen}


def dependencies(project: str) -> list[str]:
    """Return the requirements of the project itself, without its extras, from the text of a pyproject.toml."""
    return list(tomllib.loads(project)["project"]["dependencies"])


def requirements(pins: Mapping[str, Pin]) -> str:
    """Return pins as a requirements file with hashes, as pip reads it with --require-hashes."""
    return "".join(f"{line}\n" for pin in pins.values() for line in pin.lines)


def pins_here() -> Mapping[str, Pin]:
    """Return the pins of what running this installation needs; empty when it came without constraints.txt.

    In the repository the two files stand beside the package; installed, the wheel has the one and tells the other.
    """
    beside = Path(__file__).parent.parent
    if (beside / FILE).is_file() and (beside / PROJECT_FILE).is_file():
        direct = dependencies((beside / PROJECT_FILE).read_text(encoding="utf-8"))
        return needed(pinned((beside / FILE).read_text(encoding="utf-8")), direct)
    inside = files(__package__).joinpath(FILE)
    try:
        wanted = metadata(PROJECT).get_all("Requires-Dist") or []
    except PackageNotFoundError:
        return {}
    direct = [requirement for requirement in wanted if "extra ==" not in requirement]
    return needed(pinned(inside.read_text(encoding="utf-8")), direct) if inside.is_file() else {}
