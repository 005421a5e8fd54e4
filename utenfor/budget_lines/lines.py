"""The lines of `Økonomiplan` that are in use, as a budget system has them: codes, texts and the four years' amounts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from utenfor.budget_lines.mapping import CODES, COSTS_NEGATIVE, COSTS_POSITIVE, BudgetMapping
from utenfor.finished_book import FinishedBook
from utenfor_core.domain import Value
from utenfor_core.errors import WorkbookError
from utenfor_core.plan_lines import BLOCKS, PLAN_LINES, PLAN_YEARS
from workbook_templates import positions as at
from workbook_templates.sheets import plan_codes, plan_texts

SHEETS: Final = (at.PLAN,)
EXAMPLE: Final = (
    "Boka viser fortsatt eksempelet, og da er det ingenting å føre i økonomiplanen. "
    "Skriv egne tiltak på arket Tiltak, eller velg nei i «Vis eksempelet» på arket Tiltak."
)
NOTHING: Final = "Ingen linjer er i bruk på arket Økonomiplan. Fyll ut minst ett tiltak på arket Tiltak."
ONE_CODE: Final = (
    "Rett koden i fila, eller la programmet gjøre det hver gang: lag en kobling med utenfor okonomiplan --new-mapping "
    "kobling.toml, skriv koden dere bruker under [erstatt.{field}] i den, og bruk den med --mapping kobling.toml."
)
WITHOUT_SIGN: Final = -1.0
NEEDED: Final = ("ansvar", "funksjon", "art")
"""Codes a budget system asks for; a project is not always one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetLine:
    """A line in use: its id, its texts by field, amounts in whole 1 000 kr by year, and its full-year effect."""

    member: str
    texts: Mapping[str, str]
    amounts: tuple[float, ...]
    full_year: float
    positions: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetLines:
    """All lines in use, the years, and the net of the sheet that they add up to, in 1 000 kr with the same sign.

    `turned` says that the sign is the other way than on the sheet.
    """

    years: tuple[int, ...]
    lines: tuple[BudgetLine, ...]
    net: tuple[float, ...]
    turned: bool
    missing: tuple[str, ...]

    def sums(self) -> tuple[float, ...]:
        """Return the lines' sum of each year, 1 000 kr."""
        return tuple(sum(line.amounts[index] for line in self.lines) for index in range(PLAN_YEARS))


def budget_lines(book: FinishedBook, mapping: BudgetMapping) -> BudgetLines:
    """Return the lines in use with the mapping's signs and codes; they add up to the sheet's net in every year.

    Raises WorkbookError for the example, and where no line is in use.
    """
    if book.is_example:
        raise WorkbookError(EXAMPLE)
    said = book.said
    turned = _turned(mapping, said.amount("plan_sign"))
    lines = tuple(
        _line(book, mapping, block, member, turned)
        for block, members in BLOCKS.items()
        for member in members
        if plan_texts.of(said.page, block, member).measure.value != said.page.words("plan.unused")
    )
    if not lines:
        raise WorkbookError(NOTHING)
    window = range(PLAN_YEARS)
    return BudgetLines(
        years=tuple(int(said.amount("year", index=index)) for index in window),
        lines=lines,
        net=tuple(turned * said.amount("plan_net", index=index) for index in window),
        turned=turned < 0,
        missing=tuple(dict.fromkeys(_missing(lines))),
    )


def _turned(mapping: BudgetMapping, book_sign: float) -> float:
    """Return what the sheet's amounts are multiplied by: the sheet has a choice of sign too."""
    wanted = {COSTS_POSITIVE: 1.0, COSTS_NEGATIVE: WITHOUT_SIGN}.get(mapping.sign, book_sign)
    return wanted * book_sign


def _line(book: FinishedBook, mapping: BudgetMapping, block: str, member: str, turned: float) -> BudgetLine:
    said, at_line = book.said, PLAN_LINES.index(member)
    words = plan_texts.of(said.page, block, member)
    codes = {column: text.value for column, text in plan_codes.of(said.page, member).items()}
    found: dict[str, Value] = {
        "rammeområde": codes[at.PLAN_AREA],
        "tiltak": words.measure.value,
        "type": words.type.value,
        "ansvar": codes[at.PLAN_RESPONSIBLE],
        "funksjon": words.function.value,
        "art": words.art.value,
        "prosjekt": codes[at.PLAN_PROJECT],
        "merknad": words.note.value,
        "kommunenummer": book.municipality.number,
        "linje": member,
    }
    texts = {field: _text(value) for field, value in found.items()}
    return BudgetLine(
        member=member,
        texts={field: mapping.instead.get(field, {}).get(text, text) for field, text in texts.items()},
        amounts=tuple(turned * said.amount("plan_shown", member=at_line, index=index) for index in range(PLAN_YEARS)),
        full_year=turned * said.amount("plan_rounded", member=at_line, index=PLAN_YEARS - 1),
        positions=words.positions.value,
    )


def _text(value: Value) -> str:
    """Return a code or a text; a code that was typed as a number is written without decimals."""
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def _missing(lines: Sequence[BudgetLine]) -> Iterator[str]:
    """Yield, line by line, codes that are empty and codes that are more than one code."""
    for line in lines:
        name = f"«{line.texts['tiltak']}» ({line.texts['type']})"
        empty = [field for field in NEEDED if not line.texts[field]]
        if empty:
            yield f"{name} mangler {', '.join(empty)}. Fyll ut i boka, eller i fila."
        for field in CODES:
            if any(mark in line.texts[field] for mark in ("/", "–", ",")):
                yield f"{name} har {field} «{line.texts[field]}», som er flere koder. {ONE_CODE.format(field=field)}"
