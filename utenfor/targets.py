"""Where a command writes: a new file with the right ending, never over one that is there."""

from collections.abc import Sequence
from pathlib import Path

from utenfor_core.errors import WorkbookError
from workbook_templates.writing import Unfinished


def new_target(target: Path, endings: Sequence[str], what: str) -> Path:
    """Return the path when it may be written; WorkbookError when its ending is another, or it is there already."""
    if target.suffix.casefold() not in endings:
        text = f"{target.name}: {what} må hete noe på {' eller '.join(endings)}."
        raise WorkbookError(text)
    if target.exists():
        text = f"{target} finnes fra før og er ikke overskrevet. Velg et annet navn."
        raise WorkbookError(text)
    return target


def write_text(target: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all."""
    with Unfinished(target) as path:
        path.write_text(text, encoding="utf-8", newline="\n")
