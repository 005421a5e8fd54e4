"""The file with the budget lines: CSV as budget systems and Excel read it, or a workbook; text is never a formula."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import xlsxwriter

from utenfor.budget_lines.lines import BudgetLine, BudgetLines
from utenfor.budget_lines.mapping import AMOUNT, FULL_YEAR, KRONER, YEAR, BudgetMapping
from utenfor.tables import plain_text
from utenfor_core.domain import Value
from utenfor_core.errors import WorkbookError
from utenfor_core.inputs import is_number
from workbook_templates.build_day import build_day
from workbook_templates.writing import Unfinished

CSV, XLSX = "csv", "xlsx"
FORMATS: Final = (CSV, XLSX)
THOUSAND: Final = 1000
SHEET: Final = "Økonomiplan"
WIDTH, AMOUNT_WIDTH = 24, 14
"""Characters across a column of texts and one of amounts."""
HEAD_COLOUR: Final = "#E8EEF4"


def heads(found: BudgetLines, mapping: BudgetMapping) -> list[str]:
    """Return the column heads; an amount's column is one for each year, unless lines have one year each."""
    years = [None] if mapping.per_year else found.years
    return [
        column.name.replace("{år}", "" if year is None else str(year)).strip() or column.field
        for column in mapping.columns
        for year in (years if column.field == AMOUNT else [None])
    ]


def rows(found: BudgetLines, mapping: BudgetMapping) -> Iterator[list[Value]]:
    """Yield each line's cells: texts, and amounts in the mapping's unit."""
    for line in found.lines:
        for indexes in (
            [[index] for index in range(len(found.years))] if mapping.per_year else [range(len(found.years))]
        ):
            yield [
                cell
                for column in mapping.columns
                for cell in _cells(
                    line, column.field, [found.years[index] for index in indexes], list(indexes), mapping
                )
            ]


def _cells(line: BudgetLine, field: str, years: list[int], indexes: list[int], mapping: BudgetMapping) -> list[Value]:
    unit = THOUSAND if mapping.unit == KRONER else 1
    if field == AMOUNT:
        return [line.amounts[index] * unit for index in indexes]
    if field == FULL_YEAR:
        return [line.full_year * unit]
    if field == YEAR:
        return [str(years[0])]
    if field == "årsverk":
        return [line.positions if is_number(line.positions) else ""]
    return [line.texts[field]]


def write_lines(found: BudgetLines, mapping: BudgetMapping, target: Path, kind: str) -> None:
    """Write the file, whole or not at all; WorkbookError when it cannot be written, or a text has no such letter."""
    with Unfinished(target) as path:
        if kind == XLSX:
            _write_workbook(found, mapping, path)
        else:
            path.write_bytes(_encoded(_as_csv(found, mapping), mapping.encoding))


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        message = f"«{text[error.start : error.end]}» finnes ikke i tegnsettet {encoding}. Velg utf-8-sig i koblingen."
        raise WorkbookError(message) from error


def _as_csv(found: BudgetLines, mapping: BudgetMapping) -> str:
    file = io.StringIO()
    written = csv.writer(file, delimiter=mapping.delimiter, lineterminator="\r\n")
    if mapping.headed:
        written.writerow([plain_text(head) for head in heads(found, mapping)])
    for row in rows(found, mapping):
        written.writerow([_csv_cell(cell, mapping) for cell in row])
    return file.getvalue()


def _csv_cell(cell: Value, mapping: BudgetMapping) -> str:
    if is_number(cell):
        return f"{cell + 0.0:.{mapping.decimals}f}".replace(".", mapping.decimal)
    return plain_text(" ".join(str(cell or "").split()))


def _write_workbook(found: BudgetLines, mapping: BudgetMapping, path: Path) -> None:
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"created": build_day(), "title": SHEET})
        sheet = book.add_worksheet(SHEET)
        amount = book.add_format({"num_format": "#,##0" + ("." + "0" * mapping.decimals if mapping.decimals else "")})
        head = book.add_format({"bold": True, "bg_color": HEAD_COLOUR, "bottom": 1})
        first = 1 if mapping.headed else 0
        if mapping.headed:
            for column, text in enumerate(heads(found, mapping)):
                sheet.write_string(0, column, text, head)
            sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows(found, mapping), first):
            for column, cell in enumerate(row):
                if is_number(cell):
                    sheet.write_number(line, column, cell + 0.0, amount)
                    sheet.set_column(column, column, AMOUNT_WIDTH)
                else:
                    sheet.write_string(line, column, str(cell or ""))
                    sheet.set_column(column, column, WIDTH)
