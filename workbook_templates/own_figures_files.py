"""The files of own figures on disk: opened by their ending with those they build on, and templates written."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from utenfor_core.data.figures import by_figures
from utenfor_core.errors import InputError, system_reason
from utenfor_core.frame import Frame, build_frame
from utenfor_core.own_figures import Document, OwnFigures, layered, own_figures, read_toml, toml_template
from utenfor_core.parameters import load
from workbook_templates.own_figures_reading import read_workbook
from workbook_templates.own_figures_template import write_template
from workbook_templates.package_gate import TEMPLATE
from workbook_templates.writing import Unfinished

READERS = {".toml": read_toml, ".xlsx": read_workbook}


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnFile:
    """Own figures that hold, and the sha256 of the file; of each in turn, joined by +, where it builds on others."""

    figures: OwnFigures
    sha256: str


def open_own_figures(path: Path) -> OwnFile:
    """Return the own figures of a file (.toml or .xlsx) with those it builds on, in the same folder.

    Raises InputError with every problem: what is wrong, in which file and line or cell, and what to do.
    """
    sums: list[str] = []

    def opened(name: str, problems: list[str]) -> Document | None:
        content = _content(path.parent / name, problems)
        if content is None:
            return None
        sums.append(hashlib.sha256(content).hexdigest())
        return READERS[Path(name).suffix.casefold()](content, name, problems)

    figures = own_figures(path.name, opened, load())
    return OwnFile(figures=figures, sha256="+".join(sums))


def _content(path: Path, problems: list[str]) -> bytes | None:
    if path.suffix.casefold() not in READERS:
        problems.append(f"{path.name}: egne tall leses fra {' eller '.join(READERS)}. Lag en mal og bruk den.")
        return None
    try:
        if not path.is_file():
            problems.append(f"{path.name}: finnes ikke i {path.parent}.")
            return None
        size = path.stat().st_size
        if size > TEMPLATE.most_bytes:
            problems.append(f"{path.name}: er for stor ({size} byte, og høyst {TEMPLATE.most_bytes} leses).")
            return None
        return path.read_bytes()
    except OSError as error:
        problems.append(f"{path.name}: kan ikke leses ({system_reason(error)}).")
        return None


@by_figures
def own_frame(figures: OwnFigures) -> Frame:
    """Return the frame of the built-in parameters with own figures over them; one and the same each time."""
    return build_frame(layered(load(), figures))


def write_own_figures_template(target: Path) -> None:
    """Write the template that the ending asks for: .xlsx or .toml; a file that is there is never written over.

    Raises InputError for another ending or a file that is there, WorkbookError when it cannot be written.
    """
    if target.suffix.casefold() not in READERS:
        text = f"{target.name}: malen skrives som {' eller '.join(READERS)}. Velg en av dem som endelse."
        raise InputError(text)
    if target.exists():
        text = f"{target} finnes fra før og er ikke overskrevet. Velg et annet navn."
        raise InputError(text)
    if target.suffix.casefold() == ".xlsx":
        write_template(target, load())
        return
    with Unfinished(target) as path:
        path.write_text(toml_template(load()), encoding="utf-8")
