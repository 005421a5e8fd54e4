"""KDD's file on revenue equalisation: found on its page, judged, and read to a tax level for each municipality.

The file is a workbook for people. Its columns are named by letter in the description; that they are the right ones is
shown by the figures themselves: the printed per cent must be tax per head over the average of all, weighted by people.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from utenfor.refresh.columns import as_text
from utenfor.refresh.descriptions import is_safe
from utenfor.refresh.keeping import Keeper
from utenfor.refresh.local_file import answer_of_file
from utenfor.refresh.records import Answer, Fetched, File, RefreshError, Rows, Service, Table
from utenfor_core.data import municipality_numbers
from workbook_templates.package_gate import MUNICIPAL_BOOK, UNREADABLE, refusal

PAGE: Final = ("text/html", "application/xhtml")
WORKBOOK: Final = ("application/vnd.openxmlformats", "application/octet-stream", "application/zip")
HUNDRED: Final = 100
MONTHS: Final = 12
NUMBER_LENGTH: Final = 4
HEAD_LINES: Final = 12
"""Lines in which the head of the table must stand."""
MOST_LINES: Final = 1000
"""Lines read of the sheet; there are 357 municipalities and some totals."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A municipality's line: residents, tax per head in kroner, and that in per cent of the average as printed."""

    number: str
    population: float
    per_head: float
    per_cent: float


def in_tax_levels(keeper: Keeper, service: Service, wanted: Table, file: Path | None) -> Fetched:
    """Return the tax levels of the newest file on the page, or of a file that the user has fetched.

    Raises RefreshError for a page without such a file, and for a file that is not what it was described as.
    """
    if file is None:
        page = keeper.answer(service.address, kinds=PAGE)
        address, year, period = _newest(wanted, service.address, page.content)
        answer = keeper.answer(address, kinds=WORKBOOK)
    else:
        answer = answer_of_file(file)
        match = re.search(r"20\d{2}", file.name)
        year = int(match.group()) if match else int(answer.fetched[:NUMBER_LENGTH])
        period = f"fil lagret {answer.fetched[: len('2026-01-01')]}"
    lines = _lines(wanted, answer)
    levels = _checked(wanted, lines)
    rows: Rows = {(number,): {"level": as_text(level), "period": period} for number, level in sorted(levels.items())}
    missing = tuple(sorted(municipality_numbers() - set(levels)))
    new = tuple(sorted(one.number for one in lines if one.number not in municipality_numbers()))
    return Fetched(
        table=wanted,
        files=(File(name=wanted.file, keys=("number",), columns=("level", "period"), rows=rows),),
        answers=(answer,),
        years=(year,),
        missing_codes=missing,
        new_codes=new,
    )


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _newest(wanted: Table, page: str, content: bytes) -> tuple[str, int, str]:
    """Return the address of the newest file, its year, and what it is counted over in words."""
    links = _Links()
    links.feed(content.decode("utf-8", errors="replace"))
    pattern = re.compile(wanted.options["link"], re.IGNORECASE)
    found = []
    for link in links.found:
        match = pattern.search(link.partition("?")[0])
        if match:
            found.append((int(match["year"]), int(match["month"] or MONTHS), urljoin(page, link)))
    if not found:
        message = (
            f"{wanted.id}: fant ingen fil om inntektsutjevningen på siden. Last den ned selv, og bruk --tax-file FIL."
        )
        raise RefreshError(message)
    year, month, address = max(found)
    if not is_safe(address):
        message = f"{wanted.id}: filen ligger på en adresse uten kryptering, {address}."
        raise RefreshError(message)
    return address, year, f"året {year}" if month == MONTHS else f"januar til og med måned {month} i {year}"


def _lines(wanted: Table, answer: Answer) -> list[Line]:
    if reason := refusal(answer.content, MUNICIPAL_BOOK):
        message = f"{wanted.id}: filen {reason}"
        raise RefreshError(message)
    try:
        return list(_read(wanted, answer.content))
    except UNREADABLE as error:
        message = f"{wanted.id}: filen har en annen form enn ventet ({type(error).__name__}: {error})."
        raise RefreshError(message) from error


def _read(wanted: Table, content: bytes) -> Iterator[Line]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only this table is a workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        rows = list(book.worksheets[0].iter_rows(max_row=MOST_LINES, values_only=True))
    finally:
        book.close()
    number, people, per_head, per_cent = (
        _column(wanted.options[name]) for name in ("number", "population", "per_head", "per_cent")
    )
    head = [str(row[number] or "").casefold() for row in rows[:HEAD_LINES] if len(row) > number]
    if not any(wanted.options["head"] in cell for cell in head):
        message = f"«{wanted.options['head']}» står ikke øverst i kolonne {wanted.options['number']}"
        raise ValueError(message)
    for row in rows:
        code = _code(row, number)
        values = [_number(row, at) for at in (people, per_head, per_cent)]
        if code and all(one is not None and one > 0 for one in values):
            yield Line(number=code, population=values[0] or 0, per_head=values[1] or 0, per_cent=values[2] or 0)


def _column(letter: str) -> int:
    return ord(letter) - ord("A")


def _code(row: Sequence[Any], at: int) -> str:
    text = str(row[at] if len(row) > at and row[at] is not None else "").strip().removesuffix(".0")
    return text.zfill(NUMBER_LENGTH) if text.isdecimal() and NUMBER_LENGTH - 1 <= len(text) <= NUMBER_LENGTH else ""


def _number(row: Sequence[Any], at: int) -> float | None:
    value = row[at] if len(row) > at else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _checked(wanted: Table, lines: Sequence[Line]) -> dict[str, float]:
    """Return level by number, per cent as a part of one, where the columns hold against one another."""
    ours = [one for one in lines if one.number in municipality_numbers()]
    if len(ours) * 2 < len(municipality_numbers()) or len({one.number for one in ours}) < len(ours):
        message = f"{wanted.id}: fant {len(ours)} av {len(municipality_numbers())} kommuner i filen. Den brukes ikke."
        raise RefreshError(message)
    average = sum(one.per_head * one.population for one in lines) / sum(one.population for one in lines)
    whole = max(one.per_cent for one in ours) > wanted.options["highest_part"]
    levels = {one.number: one.per_cent / HUNDRED if whole else one.per_cent for one in ours}
    off = [one.number for one in ours if abs(levels[one.number] - one.per_head / average) > wanted.options["tolerance"]]
    if off:
        message = (
            f"{wanted.id}: prosenten passer ikke med skatt per innbygger for {len(off)} kommuner (først {off[0]}). "
            "Filen har trolig fått andre kolonner, og brukes ikke."
        )
        raise RefreshError(message)
    return levels
