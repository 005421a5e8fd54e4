"""Sets of figures on disk: made whole beside the one in use, and taken into use by one replaced file."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from utenfor.refresh.records import Answer, Fetched, File, Services
from utenfor.refresh.toml_text import toml_text
from utenfor_core.data.figures import laid_over
from utenfor_core.errors import InputError
from utenfor_core.indicators import ENTRIES
from workbook_templates.figures_folder import CURRENT, LISTED, SETS, current_set, open_figures, open_set, read_listed
from workbook_templates.writing import Unfinished

SOURCES: Final = "sources.toml"
YEARS, FETCHED, LAST_YEAR = "<years>", "<fetched>", "<last_year>"
"""What a description may leave to be filled with what was fetched."""
KEPT_SETS: Final = 3
"""Sets kept: the current one and two before it, so that a mistake can be undone by pointing back."""
SHORT: Final = 8
"""Digits of the sum that a version shows."""
DAY: Final = len("2026-01-01")


def csv_text(file: File) -> str:
    """Return a file of ours as text; what a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*file.keys, *file.columns))
    for key, line in file.rows.items():
        writer.writerow([_plain(cell) for cell in (*key, *(line[column] for column in file.columns))])
    return out.getvalue()


def _plain(cell: str) -> str:
    """Return a cell that is never a formula; a negative number is a number."""
    number = cell.removeprefix("-").replace(".", "", 1).replace("e-", "", 1).isdecimal()
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} and not number else cell


def overlays(fetched: Fetched, services: Services) -> dict[str, dict[str, object]]:
    """Return what a table lays over our settings: its source, its indicators and its own words."""
    table, last = fetched.table, fetched.years[-1]
    when = _norwegian(max(answer.fetched for answer in fetched.answers))
    filled = {YEARS: list(fetched.years), FETCHED: when, LAST_YEAR: str(last)}
    files = {file.name: ["*"] if table.layout == "columns" else [*file.keys, *file.columns] for file in fetched.files}
    service = services.by_id[table.service]
    source = {
        "id": table.id,
        "title": table.title,
        "publisher": service.publisher,
        "licence": table.licence,
        "licence_status": table.licence_status,
        "read_from": fetched.answers[0].address.partition("?")[0],
        "vintage": f"hentet {when}",
        "credit": table.credit,
        "note": table.note,
        "files": files,
    }
    found: dict[str, dict[str, object]] = {SOURCES: {"sources": [source]}}
    if table.indicators:
        found[ENTRIES] = dict(table.indicators)
    for name, settings in table.settings.items():
        found[name] = laid_over(found.get(name, {}), {key: _filled(one, filled) for key, one in settings.items()})
    return found


def _filled(value: Any, filled: Mapping[str, Any]) -> Any:  # noqa: ANN401 - settings of any kind
    if isinstance(value, Mapping):
        return {key: _filled(one, filled) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, filled) for one in value]
    if not isinstance(value, str) or value == YEARS:
        return filled.get(value, value) if isinstance(value, str) else value
    for mark in (FETCHED, LAST_YEAR):
        value = value.replace(mark, filled[mark])
    return value


def _norwegian(moment: str) -> str:
    day = datetime.fromisoformat(moment)
    return f"{day.day}.{day.month}.{day.year}"


def write_set(folder: Path, found: Sequence[Fetched], services: Services, data_version: str) -> str:
    """Write a set of what was fetched, with the tables of the set before that were not, and point to it.

    Returns the version. Raises InputError when the model cannot read the new set, WorkbookError when it cannot be
    written; the set before is then still the current one.
    """
    before = _before(folder)
    entries: dict[str, dict[str, Any]] = {one["id"]: one for one in before}
    for one in found:
        entries[one.table.id] = _entry(one, services)
    texts, settings = dict(_texts(folder, before)), dict[str, dict[str, object]]()
    texts |= {file.name: csv_text(file) for one in found for file in one.files}
    for entry in entries.values():
        for name, overlay in entry["settings"].items():
            settings[name] = laid_over(settings.get(name, {}), overlay)
    texts |= {name: toml_text(overlay) for name, overlay in settings.items()}
    sums = {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in sorted(texts.items())}
    total = hashlib.sha256("".join(f"{name} {one}\n" for name, one in sums.items()).encode()).hexdigest()
    newest = max(answer["hentet"] for entry in entries.values() for answer in entry["svar"])
    version = f"{newest[:DAY]} ({total[:SHORT]})"
    listed = {"version": version, "data": data_version, "files": sums, "tables": list(entries.values())}
    _write(folder, f"{datetime.fromisoformat(newest):%Y%m%dT%H%M%S}-{total[:SHORT]}", texts, listed)
    return version


def _before(folder: Path) -> list[dict[str, Any]]:
    """Return the tables of the current set; one that is not whole is as if it were not there."""
    try:
        open_figures(folder)
        return list(read_listed(*current_set(folder))["tables"])
    except InputError:
        return []


def _texts(folder: Path, before: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the files of the set before."""
    for entry in before:
        for name in entry["filer"]:
            yield name, (current_set(folder)[0] / name).read_text(encoding="utf-8")


def _entry(fetched: Fetched, services: Services) -> dict[str, Any]:
    """Return what a set remembers of a table: where each figure came from, and what it lays where."""
    return {
        "id": fetched.table.id,
        "tabell": fetched.table.table,
        "tittel": fetched.table.title,
        "lisens": fetched.table.licence,
        "ar": list(fetched.years),
        "filer": [file.name for file in fetched.files],
        "svar": [_provenance(answer) for answer in fetched.answers],
        "settings": overlays(fetched, services),
    }


def _provenance(answer: Answer) -> dict[str, str]:
    return {
        "adresse": answer.address,
        "sporring": answer.query,
        "hentet": answer.fetched,
        "sha256": answer.sha256,
    }


def _write(folder: Path, name: str, texts: Mapping[str, str], listed: Mapping[str, Any]) -> None:
    target = folder / SETS / name
    for file, text in texts.items():
        with Unfinished(target / file) as path:
            path.write_bytes(text.encode("utf-8"))
    content = json.dumps(listed, ensure_ascii=False, indent=1).encode("utf-8")
    with Unfinished(target / LISTED) as path:
        path.write_bytes(content)
    total = hashlib.sha256(content).hexdigest()
    try:
        open_set(target, total)
    except InputError:
        shutil.rmtree(target, ignore_errors=True)
        raise
    with Unfinished(folder / CURRENT) as path:
        path.write_text(json.dumps({"set": name, "sha256": total}), encoding="utf-8")
    _clear(folder)


def _clear(folder: Path) -> None:
    """Remove the oldest sets, never the current one."""
    current, _ = current_set(folder)
    sets = sorted((one for one in (folder / SETS).iterdir() if one != current), key=lambda one: one.stat().st_mtime)
    for old in sets[: max(0, len(sets) + 1 - KEPT_SETS)]:
        shutil.rmtree(old, ignore_errors=True)
