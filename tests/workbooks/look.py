"""The pictures for a person to look at: `python -m tests.workbooks.look FILE... --out DIR` draws each sheet as PNG.

A file `x.xlsx` gives `x_01_Start-1.png`, `x_01_Start-2.png` … : the sheet's number and name, then its printed pages.
LibreOffice draws them: data and gross layout are right, exact looks are Excel's own.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.workbooks.libreoffice import Office, OfficeError, office

RESOLUTION = "80"  # dots per inch
MOST_PAGES = 8  # of a sheet: the calculation alone has more than a thousand, and the first ones show its form


def draw(libre: Office, path: Path, out: Path, sheet: str = "") -> list[Path]:
    """Draw the first pages of every visible sheet of a file, or of one; the pictures in the order of the sheets."""
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        message = "pdftoppm is missing: install poppler-utils"
        raise OfficeError(message)
    out.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, pdf in libre.sheet_pdfs(path, Path(folder), sheet).items():
            number = pdf.stem.rpartition("_")[2]
            prefix = f"{path.stem}_{number}_{re.sub(r'[^0-9A-Za-zÆØÅæøå]+', '_', name)}"
            for old in out.glob(f"{prefix}-*.png"):
                old.unlink()
            subprocess.run([pdftoppm, "-r", RESOLUTION, "-l", str(MOST_PAGES), "-png", pdf, out / prefix], check=True)
            drawn.extend(sorted(out.glob(f"{prefix}-*.png")))
    return drawn


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw each file named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.workbooks.look", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sheet", default="", help="only the sheet of that name")
    chosen = parser.parse_args(arguments)
    with office() as libre:
        for path in chosen.files:
            for picture in draw(libre, path, chosen.out, chosen.sheet):
                sys.stdout.write(f"{picture}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
