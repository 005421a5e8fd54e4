"""Where input cells are changed in a copy of a file, in the XML, so that everything else stays as it was."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.workbooks.reading import sheet_parts

CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
ADDRESS = re.compile(r"\br=\"([A-Z]+[0-9]+)\"")
KIND = re.compile(r"\s+t=\"[^\"]*\"")

InputValue = float | str | bool | None
Changes = Mapping[tuple[str, str], InputValue]
"""(sheet, address) -> the new value: a number, a text, a boolean, or None for a blank cell."""


def with_inputs(path: Path, changes: Changes, out: Path) -> Path:
    """Write a copy of the file to `out` with those cells changed, and return `out`.

    Raises KeyError for a sheet or cell that is not in the file and ValueError for a cell that holds a formula.
    """
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        parts = {name: part for name, _, part in sheet_parts(source)}
        by_part: dict[str, dict[str, InputValue]] = {}
        for (sheet, address), value in changes.items():
            by_part.setdefault(parts[sheet], {})[address] = value
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename in by_part:
                content = changed_sheet(content.decode(), by_part[entry.filename]).encode()
            copy.writestr(entry, content)
    return out


def changed_sheet(text: str, changes: Mapping[str, InputValue]) -> str:
    """The XML of a sheet with some of its cells changed."""
    missing = set(changes)

    def change(found: re.Match[str]) -> str:
        address = ADDRESS.search(found[1])
        if address is None or address[1] not in changes:
            return found[0]
        missing.discard(address[1])
        if "<f" in (found[2] or ""):
            message = f"{address[1]} holds a formula: not an input"
            raise ValueError(message)
        return written_cell(KIND.sub("", found[1]), changes[address[1]])

    changed = CELL.sub(change, text)
    if missing:
        message = f"not in the sheet: {', '.join(sorted(missing))}"
        raise KeyError(message)
    return changed


def written_cell(attributes: str, value: InputValue) -> str:
    """The XML of a cell with its address and style kept and a new value."""
    if value is None:
        return f"<c{attributes}/>"
    if isinstance(value, bool):
        return f'<c{attributes} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c{attributes} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c{attributes}><v>{float(value)!r}</v></c>"
