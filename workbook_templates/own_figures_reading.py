"""Own figures in a filled-in template: from its cells to entries with their addresses, for the core to check."""

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from openpyxl import load_workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.own_figures import GROUP, GROWTH, VALUE, Document, Entry
from workbook_templates import own_figures_sheets as at
from workbook_templates.package_gate import TEMPLATE, UNREADABLE, refusal

COLUMNS = at.HIGH + 1


@dataclass(kw_only=True)
class Cells:
    """The cells of one sheet by line and column, both from 0; what cannot be a figure is told once, in `problems`."""

    file: str
    sheet: str
    values: dict[tuple[int, int], object] = field(default_factory=dict)

    def place(self, line: int, column: int) -> str:
        """Return a cell's place as messages tell it."""
        return f"{self.file}, arket {self.sheet}, celle {xl_rowcol_to_cell(line, column)}"

    def get(self, line: int, column: int) -> object:
        """Return what stands in a cell; blanks are as good as nothing."""
        value = self.values.get((line, column))
        return None if isinstance(value, str) and not value.strip() else value


def read_workbook(content: bytes, file: str, problems: list[str]) -> Document | None:
    """Return the entries of a filled-in template; None, with the reasons in `problems`, when it cannot be read."""
    reason = refusal(content, TEMPLATE)
    if reason:
        problems.append(f"{file}: {reason}")
        return None
    before = len(problems)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as Excel's newer rules
            sheets = _sheets(content, file, problems)
    except UNREADABLE as error:
        problems.append(
            f"{file}: kan ikke leses ({type(error).__name__}). Lagre den på nytt i Excel eller LibreOffice."
        )
        return None
    if sheets is None or len(problems) > before:
        return None
    entries = [entry for name in at.VALUE_SHEETS for entry in _values(sheets[name], problems)]
    entries += [*_growth(sheets[at.GROWTH]), *_groups(sheets[at.GROUPS])]
    if len(problems) > before:
        return None
    return Document(file=file, head=_head(sheets[at.GUIDE]), entries=tuple(entries))


def _sheets(content: bytes, file: str, problems: list[str]) -> dict[str, Cells] | None:
    """Return the cells of every sheet of ours: values as they were last calculated, formulas without one told."""
    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    missing = [name for name in at.SHEETS if name not in values.sheetnames]
    if missing:
        problems.append(f"{file}: er ikke malen for egne tall; arket {' og '.join(missing)} mangler. Lag en ny mal.")
        return None
    formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    found = {}
    for name in at.SHEETS:
        cells = Cells(file=file, sheet=name, values=dict(_read(values[name])))
        for where, typed in _read(formulas[name]):
            is_formula = isinstance(typed, str) and typed.startswith("=")
            if is_formula and cells.values.get(where) is None:
                text = (
                    "formelen har ingen verdi i fila. Åpne den i Excel eller LibreOffice, og lagre, eller skriv tallet."
                )
                problems.append(f"{cells.place(*where)}: {text}")
        found[name] = cells
    mark = found[at.GUIDE].get(at.MARK_LINE, 0)
    if mark != at.MARK:
        problems.append(f"{file}: er ikke malen for egne tall, eller en annen utgave av den. Lag en ny mal.")
        return None
    return found


def _read(sheet: Any) -> Iterator[tuple[tuple[int, int], object]]:  # noqa: ANN401 - a sheet that is read has no type of its own
    for line, row in enumerate(sheet.iter_rows(max_row=at.LAST_LINE, max_col=COLUMNS, values_only=True)):
        for column, value in enumerate(row):
            if value is not None:
                shown = str(value) if isinstance(value, date | time | timedelta) else value
                yield (line, column), shown


def _head(guide: Cells) -> Entry:
    lines = {"navn": at.NAME_LINE, "bygger_pa": at.BASE_LINE}
    return Entry(
        kind="",
        fields={name: guide.get(line, at.HEAD_COLUMN) for name, line in lines.items()},
        place=f"{guide.file}, arket {guide.sheet}",
        places={name: guide.place(line, at.HEAD_COLUMN) for name, line in lines.items()},
    )


def _entry(cells: Cells, kind: str, line: int, columns: Mapping[str, int]) -> Entry:
    """Return the entry that stands on one line."""
    return Entry(
        kind=kind,
        fields={name: cells.get(line, column) for name, column in columns.items()},
        place=f"{cells.file}, arket {cells.sheet}, linje {line + 1}",
        places={name: cells.place(line, column) for name, column in columns.items()},
    )


def _values(cells: Cells, problems: list[str]) -> Iterator[Entry]:
    """Yield an entry for each value that is typed; a line with something typed and no value is told."""
    beside = (at.PRICE_YEAR, at.MONTHS, at.SOURCE, at.NOTE)
    for line in range(at.HEAD_LINE + 1, at.LAST_LINE):
        typed = [column for column in at.OWN_COLUMNS if cells.get(line, column) is not None]
        if not typed:
            problems.extend(
                f"{cells.place(line, column)}: er fylt ut, men egen verdi mangler på linja."
                for column in beside
                if cells.get(line, column) is not None
            )
            continue
        for column in typed:
            entry = _entry(cells, VALUE, line, {**at.FIELDS, "verdi": column})
            preset = at.OWN_COLUMNS[column]
            yield Entry(
                kind=VALUE,
                fields={**entry.fields, "sett": preset or None},
                place=entry.place,
                places={**entry.places, "sett": cells.place(line, column)},
            )


def _growth(cells: Cells) -> Iterator[Entry]:
    for line in range(at.HEAD_LINE + 1, at.LAST_LINE):
        if any(cells.get(line, at.GROWTH_FIELDS[name]) is not None for name in ("verdi", "kilde")):
            yield _entry(cells, GROWTH, line, at.GROWTH_FIELDS)


def _groups(cells: Cells) -> Iterator[Entry]:
    lines = {name: at.HEAD_LINE + 1 + number for number, name in enumerate(at.GROUP_FIELDS)}
    for number, name in enumerate(at.GROUP_IDS):
        column = at.GROUP_FIRST + number
        fields = {field: cells.get(line, column) for field, line in lines.items()}
        if any(value is not None for value in fields.values()):
            yield Entry(
                kind=GROUP,
                fields={"id": name, **fields},
                place=f"{cells.file}, arket {cells.sheet}, kolonne {xl_rowcol_to_cell(0, column)[:-1]}",
                places={field: cells.place(line, column) for field, line in lines.items()},
            )
