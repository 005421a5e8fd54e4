"""Where LibreOffice opens a workbook, recalculates it from scratch and gives every value or a PDF: the second engine.

`with office() as libre: libre.values(path)`. One soffice serves every file; its profile is its own and thrown away.
"""

import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from tests.workbooks.cells import CellError, Values
from tests.workbooks.reading import formula_cells
from tests.workbooks.recalculation import Difference, UnitOf, compare

SCRIPT = Path(__file__).with_name("uno_server_script.py")
PATIENCE = 180  # seconds to wait for one answer


class OfficeError(RuntimeError):
    """LibreOffice cannot do what was asked."""


class OfficeMissingError(OfficeError):
    """LibreOffice, or the Python that speaks to it, is not on this machine."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """A running LibreOffice."""

    process: subprocess.Popen[str]

    def values(self, path: Path) -> Values:
        """Recalculate the file and read every used cell: (sheet, address) -> number, text or `CellError`.

        A boolean comes as 1 or 0: LibreOffice knows no other.
        """
        found: Values = {}
        for name, sheet in self.ask(do="values", path=str(path)).items():
            for row, line in enumerate(sheet["rows"], 1):
                for column, value in enumerate(line, 1):
                    if value not in ("", None):
                        found[name, f"{get_column_letter(column)}{row}"] = value
            for row, column, code in sheet["errors"]:
                found[name, f"{get_column_letter(column + 1)}{row + 1}"] = CellError(code)
        return found

    def differences(self, path: Path, unit_of: UnitOf) -> list[Difference]:
        """Every formula cell of the file whose cached value LibreOffice does not find again."""
        return compare(formula_cells(path), self.values(path), unit_of, booleans_are_numbers=True)

    def pdf(self, path: Path, folder: Path) -> Path:
        """Write the whole file as one PDF in the folder."""
        prefix = folder / path.stem
        return Path(self.ask(do="pdf", path=str(path), prefix=str(prefix), by_sheet=False)[""])

    def sheet_pdfs(self, path: Path, folder: Path, sheet: str = "") -> dict[str, Path]:
        """Write each visible sheet, or the one named, as a PDF of its own in the folder: name of the sheet -> PDF."""
        answer = self.ask(do="pdf", path=str(path), prefix=f"{folder / path.stem}_", by_sheet=True, sheet=sheet)
        return {name: Path(written) for name, written in answer.items()}

    def saved(
        self,
        path: Path,
        out: Path,
        *,
        renamed: Sequence[tuple[str, str]] = (),
        deleted: Sequence[tuple[str, int, int]] = (),
    ) -> Path:
        """Save a recalculated copy as a user would: sheets renamed, then lines deleted (sheet, first from 0, count)."""
        return Path(self.ask(do="alter", path=str(path), out=str(out), renamed=renamed, deleted=deleted))

    def ask(self, **command: object) -> Any:  # noqa: ANN401 -- whatever JSON the script answers
        """Send one command and wait for its answer."""
        if self.process.stdin is None or self.process.poll() is not None:
            message = "LibreOffice is no longer running"
            raise OfficeError(message)
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return answer_of(self.process)


@contextmanager
def office() -> Iterator[Office]:
    """Start LibreOffice without a window, and end it afterwards; OfficeMissingError where it is not installed."""
    soffice = shutil.which("soffice")
    python = python_with_uno()
    if soffice is None or python is None:
        message = "LibreOffice with its Python bridge is missing: install libreoffice-calc-nogui and python3-uno"
        raise OfficeMissingError(message)
    with (
        tempfile.TemporaryDirectory(prefix="soffice", ignore_cleanup_errors=True) as profile,
        subprocess.Popen(
            [python, str(SCRIPT), soffice, f"{profile}/profile"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        try:
            answer_of(process)
            yield Office(process=process)
        finally:
            if process.stdin is not None:
                process.stdin.close()  # the script ends soffice when its input ends
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()


def python_with_uno() -> str | None:
    """The interpreter that can import `uno`: the one named in UNO_PYTHON, else the system's own."""
    candidates = (os.environ.get("UNO_PYTHON"), "/usr/bin/python3", shutil.which("python3"))
    for candidate in candidates:
        if candidate and shutil.which(candidate):
            tried = subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False)
            if tried.returncode == 0:
                return candidate
    return None


def answer_of(process: subprocess.Popen[str]) -> Any:  # noqa: ANN401 -- whatever JSON the script answers
    """The next answer, or an OfficeError in its words."""
    if process.stdout is None:
        message = "LibreOffice was started without an output to read"
        raise OfficeError(message)
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
    line = process.stdout.readline() if ready else ""
    if not line:
        message = f"LibreOffice gave no answer within {PATIENCE} seconds" if not ready else "LibreOffice ended"
        raise OfficeError(message)
    answer = json.loads(line)
    if "error" in answer:
        raise OfficeError(answer["error"])
    return answer["answer"]
