"""Tables for other programs: CSV as Excel in Norwegian reads it, and Parquet; a text is never a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from utenfor_core.domain import Value
from workbook_templates.writing import Unfinished

Kind = Literal["text", "number", "whole"]
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for a formula when it opens a text file."""
GROUP: Final = 65_536
"""Rows written at a time: a table of any length stands in little memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a table: its head and what stands in it; a number or a whole number may be missing (None)."""

    head: str
    kind: Kind = "text"


def plain_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before one that begins like one.

    >>> plain_text("=1+1"), plain_text("Barn - unge")
    ("'=1+1", 'Barn - unge')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def write_csv(target: Path, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    """Write a table with semicolons, decimal commas and a byte order mark; whole or not at all.

    Numbers have every digit they need to be read back as they were.
    """
    with Unfinished(target) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as file:
        written = csv.writer(file, delimiter=";", lineterminator="\r\n")
        written.writerow([column.head for column in columns])
        written.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Value) -> str:
    if isinstance(value, float):
        return f"{value + 0.0:.17g}".replace(".", ",")
    if isinstance(value, int):
        return str(value)
    return plain_text(" ".join(str(value or "").split()))


def write_parquet(target: Path, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    """Write a table as Parquet, a missing number as null; whole or not at all."""
    import pyarrow as pa  # noqa: PLC0415 - heavy: only where a table is written
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    kinds = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64()}
    schema = pa.schema([(column.head, kinds[column.kind]) for column in columns])
    with Unfinished(target) as unfinished, pq.ParquetWriter(unfinished, schema, compression="zstd") as writer:
        for group in _groups(rows):
            by_column = zip(*group, strict=True)
            arrays = [pa.array(list(cells), type=field.type) for cells, field in zip(by_column, schema, strict=True)]
            writer.write_table(pa.table(arrays, schema=schema))


def _groups(rows: Iterable[Sequence[Value]]) -> Iterator[list[Sequence[Value]]]:
    left = iter(rows)
    while group := list(islice(left, GROUP)):
        yield group


def read_parquet(path: Path) -> list[tuple[Value, ...]]:
    """Return the rows of a table that `write_parquet` wrote; raises OSError or ValueError where it cannot be read."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    table = pq.read_table(path)
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))
