"""Files that are made again and again: what somebody has filled in is never written over."""

from collections.abc import Callable
from pathlib import Path

from utenfor_core.errors import WorkbookError
from workbook_templates.build_day import as_made
from workbook_templates.manifest import sha256_of
from workbook_templates.writing import UNFINISHED


def write_kept(path: Path, write: Callable[[Path], object], *, force: bool) -> None:
    """Write a file; one of the same name that is not the same bytes is kept unless `force`.

    A file this program made and nobody touched is known by its sum in the manifest, and is then forced. One that is not
    there (an earlier run may have been cut short) is left only where a new file of its day is the same bytes.

    Raises WorkbookError where the file there has been filled in, or cannot be written.
    """
    if force or not path.exists():
        write(path)
        return
    beside = path.with_name(UNFINISHED + path.name)
    try:
        with as_made(path):
            write(beside)
        if sha256_of(beside) != sha256_of(path):
            text = (
                f"{path.name} er fylt ut eller endret etter at den ble laget, og er ikke overskrevet. "
                "Flytt den til en annen mappe, eller bruk --force for å lage den på nytt."
            )
            raise WorkbookError(text)
    finally:
        beside.unlink(missing_ok=True)
