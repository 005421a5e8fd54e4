"""A document as PDF, through LibreOffice where it is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from utenfor_core.errors import WorkbookError
from workbook_templates.writing import Unfinished

PROGRAMS: Final = ("soffice", "libreoffice")
PLACES: Final = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
"""Where the installers of Windows and macOS put it: it is on no path there."""
PATIENCE: Final = 180
"""Seconds to wait for a document of a few pages on a slow machine."""
MISSING: Final = (
    "LibreOffice er ikke installert, så PDF-en er ikke laget. Åpne Word-dokumentet og lagre det som PDF, "
    "eller installer LibreOffice."
)


def office() -> str | None:
    """Return the program that makes the PDF, or None where there is none."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if os.access(place, os.X_OK)), None)


def write_pdf(document: Path, target: Path, program: str) -> None:
    """Write a Word document as PDF; its LibreOffice has a profile of its own, so that one that is open is let be."""
    with tempfile.TemporaryDirectory(prefix="utenfor-pdf", ignore_cleanup_errors=True) as folder:
        profile = (Path(folder) / "profil").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder]
        try:
            done = subprocess.run(  # noqa: S603 - LibreOffice as installed, with our own file
                [*command, str(document)], capture_output=True, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            text = (
                f"LibreOffice svarte ikke ({type(error).__name__}), så PDF-en er ikke laget. Word-dokumentet er klart."
            )
            raise WorkbookError(text) from error
        made = Path(folder) / f"{document.stem}.pdf"
        if not made.is_file():
            why = done.stderr.decode("utf-8", "replace").strip() or f"kode {done.returncode}"
            text = f"LibreOffice laget ikke PDF-en: {why}. Word-dokumentet er klart."
            raise WorkbookError(text)
        with Unfinished(target) as path:
            path.write_bytes(made.read_bytes())
