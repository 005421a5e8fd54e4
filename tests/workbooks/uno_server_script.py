"""What the Python that LibreOffice was built with runs: one soffice, commands in and answers out as lines of JSON.

Not imported by the tests: `libreoffice.py` starts it as `python3 uno_server_script.py SOFFICE PROFILE` (a new folder).
A command is `{"do": "values" | "pdf" | "alter", "path": …, …}`; end of input ends soffice.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

# By default LibreOffice believes the values cached in a file of another program; 0 is "always recalculate".
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
ERROR_RESULT = 4  # com.sun.star.sheet.FormulaResult.ERROR
ERROR_NAMES = {
    502: "#VALUE!",
    503: "#NUM!",
    519: "#VALUE!",
    523: "#NUM!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
PATIENCE = 60  # seconds
YES, NO = True, False  # UNO takes its arguments by position

Uno = Any  # an object of LibreOffice: what it can do is known only when it runs
Command = dict[str, Any]


def option(name: str, value: object) -> Uno:
    """One named value, as UNO wants it."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def start(soffice: str, profile: str) -> tuple[subprocess.Popen[bytes], Uno]:
    """Start soffice with a profile of its own; the process and its desktop."""
    settings = Path(profile) / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    pipe = f"utenfor{os.getpid()}"
    process = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={Path(profile).resolve().as_uri()}",
            "--headless",
            "--invisible",
            "--norestore",
            "--nodefault",
            "--nolockcheck",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(PATIENCE * 10):
        with contextlib.suppress(NoConnectException):
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return process, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        time.sleep(0.1)
    stop(process, None)
    sys.exit("soffice did not answer")


def stop(process: subprocess.Popen[bytes], desktop: Uno) -> None:
    """Ask soffice to end; end its process group where it does not."""
    if desktop is not None:
        with contextlib.suppress(Exception):  # the bridge falls as soffice ends
            desktop.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10 if desktop is not None else 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def opened(desktop: Uno, path: str, *, writable: bool = False) -> Iterator[Uno]:
    """The document, recalculated from scratch; sheets of one that is not writable keep their names."""
    url = Path(path).resolve().as_uri()
    how = (option("Hidden", YES), option("ReadOnly", not writable))
    document = desktop.loadComponentFromURL(url, "_blank", 0, how)
    if document is None:
        message = f"LibreOffice cannot open {path}"
        raise ValueError(message)
    try:
        document.calculateAll()
        yield document
    finally:
        document.close(YES)


def used(sheet: Uno) -> Uno:
    """The range from A1 to the last cell that is used."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(NO)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)


def errors(sheet: Uno, area: Uno) -> Iterator[tuple[int, int, str]]:
    """Row, column and name of every formula cell in error: getDataArray gives nothing for those."""
    for found in area.queryFormulaCells(ERROR_RESULT).RangeAddresses:
        for row in range(found.StartRow, found.EndRow + 1):
            for column in range(found.StartColumn, found.EndColumn + 1):
                code = sheet.getCellByPosition(column, row).getError()
                yield row, column, ERROR_NAMES.get(code, f"Err:{code}")


def values(desktop: Uno, command: Command) -> dict[str, dict[str, object]]:
    """Every used cell of every sheet, row by row from A1, and the cells in error."""
    with opened(desktop, command["path"]) as document:
        return {
            sheet.Name: {"rows": used(sheet).getDataArray(), "errors": list(errors(sheet, used(sheet)))}
            for sheet in document.Sheets
        }


def pdf(desktop: Uno, command: Command) -> dict[str, str]:
    """Write each visible sheet, or the whole file, to a PDF: name of the sheet ("" for the whole) -> path.

    A sheet is written alone by giving no other a print area: hidden sheets are written too, and a selection of cells
    leaves out the charts that lie beyond them.
    """
    with opened(desktop, command["path"]) as document:
        if not command["by_sheet"]:
            return {"": store_pdf(document, f"{command['prefix']}.pdf")}
        written = {}
        shown = [sheet for sheet in document.Sheets if sheet.IsVisible]
        numbered = dict(enumerate(shown, 1))
        wanted = {number: sheet for number, sheet in numbered.items() if command["sheet"] in {"", sheet.Name}}
        areas = {sheet.Name: sheet.PrintAreas or (drawn(sheet),) for sheet in wanted.values()}
        for number, sheet in wanted.items():
            for other in document.Sheets:
                other.setPrintAreas(areas[sheet.Name] if other.Name == sheet.Name else ())
            written[sheet.Name] = store_pdf(document, f"{command['prefix']}{number:02d}.pdf")
        return written


def drawn(sheet: Uno) -> Uno:
    """The address of the range from A1 to the last cell that is used or lies under a chart or a picture."""
    area = used(sheet).RangeAddress
    for shape in sheet.DrawPage:
        right, bottom = shape.Position.X + shape.Size.Width, shape.Position.Y + shape.Size.Height
        while right > sheet.getCellByPosition(area.EndColumn + 1, 0).Position.X:
            area.EndColumn += 1
        while bottom > sheet.getCellByPosition(0, area.EndRow + 1).Position.Y:
            area.EndRow += 1
    return area


def store_pdf(document: Uno, target: str) -> str:
    """Write the visible sheets of a document as PDF to the target."""
    document.storeToURL(Path(target).resolve().as_uri(), (option("FilterName", "calc_pdf_Export"),))
    return target


def alter(desktop: Uno, command: Command) -> str:
    """Save a recalculated copy as xlsx in which sheets are renamed, then lines deleted: (sheet, first line, count)."""
    with opened(desktop, command["path"], writable=True) as document:
        for old, new in command["renamed"]:
            document.Sheets.getByName(old).setName(new)
        for name, first, count in command["deleted"]:
            sheet = document.Sheets.getByName(name)
            sheet.unprotect("")
            sheet.Rows.removeByIndex(first, count)
        document.calculateAll()
        url = Path(command["out"]).resolve().as_uri()
        document.storeToURL(url, (option("FilterName", "Calc MS Excel 2007 XML"),))
    return str(command["out"])


COMMANDS = {"values": values, "pdf": pdf, "alter": alter}


def say(answer: dict[str, object]) -> None:
    """Write one answer as one line."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main(soffice: str, profile: str) -> None:
    """Answer each line of the input with one line."""
    process, desktop = start(soffice, profile)
    try:
        say({"answer": "ready"})
        for line in sys.stdin:
            command = json.loads(line)
            try:
                say({"answer": COMMANDS[command["do"]](desktop, command)})
            except Exception as error:  # noqa: BLE001 -- one file that fails must not end the server
                say({"error": f"{type(error).__name__}: {error}"})
    finally:
        stop(process, desktop)


if __name__ == "__main__":
    main(*sys.argv[1:])
