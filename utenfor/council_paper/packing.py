"""A Word file packed again: its parts as they are, without the time they were packed, so that equal files are equal."""

import io
import zipfile
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first time a zip file can hold."""


def repacked(content: bytes) -> bytes:
    """Return a zip file with the same parts in the same order and constant times."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", compression=zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, EPOCH), old.read(part), zipfile.ZIP_DEFLATED)
    return written.getvalue()
