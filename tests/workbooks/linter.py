"""Where the formulas of a file are judged: like across a row, no foreign number, nothing that Excel 2016 lacks.

`lint(path)` reads the file and asks every rule that needs no knowledge of its layout; `unlike_in_rows` and
`constants_in_rows` must be told where the columns of a calculation begin.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from tests.workbooks import excel_functions, structure
from tests.workbooks.cells import Cell, Workbook
from tests.workbooks.finding import Finding
from tests.workbooks.reading import read
from tests.workbooks.recalculation import ONLY_IN_365
from tests.workbooks.relative_form import relative_form

ALLOWED_NUMBERS = frozenset({"0", "1", "12", "100", "1000"})
DEEPEST_IF = 1  # an IF may hold an IF, which may hold none
CALLED_NAME = ONLY_IN_365.removesuffix("(")
"""The name that holds a function for Excel 365. One cell may call it: the one exception, which nothing depends on."""
EXTERNAL = re.compile(r"\[[0-9]+\]|\[[^\]]*\.xl\w+\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Formula:
    """A formula as copied to one or more cells: `first` is the first of them."""

    first: Cell
    tokens: tuple[Token, ...]
    copies: int


def lint(path: Path) -> list[Finding]:
    """Every finding of every rule that holds for any workbook of ours."""
    book = read(path)
    formulas = [formula for formula in distinct(book) if not is_the_exception(formula)]
    return [*chain.from_iterable(rule(formulas) for rule in FORMULA_RULES), *structure.findings(book)]


def distinct(book: Workbook) -> list[Formula]:
    """Each formula once per sheet, with the first cell it stands in: copies have the same functions and numbers."""
    firsts: dict[tuple[str, str], Cell] = {}
    copies: Counter[tuple[str, str]] = Counter()
    for cell in book.cells():
        if cell.formula:
            key = (cell.sheet, relative_form(cell.formula, cell.row, cell.column))
            firsts.setdefault(key, cell)
            copies[key] += 1
    return [
        Formula(first=cell, tokens=tuple(Tokenizer(f"={cell.formula}").items), copies=copies[key])
        for key, cell in firsts.items()
    ]


def is_the_exception(formula: Formula) -> bool:
    """Whether a formula is the one call of the function for Excel 365: alone in one cell, and written as an array."""
    called = functions(formula) == (CALLED_NAME,) and formula.first.formula.endswith(")")
    return called and formula.copies == 1 and formula.first.form == "array"


def functions(formula: Formula) -> tuple[str, ...]:
    """The functions of a formula as the file spells them."""
    return tuple(
        token.value[:-1] for token in formula.tokens if token.type == Token.FUNC and token.subtype == Token.OPEN
    )


def found_in(formula: Formula, rule: str, text: str) -> Finding:
    """A finding at the first cell of a formula."""
    more = f" (and {formula.copies - 1} copies)" if formula.copies > 1 else ""
    return Finding(sheet=formula.first.sheet, address=formula.first.address, rule=rule, text=f"{text}{more}")


def literals(formulas: Iterable[Formula]) -> Iterator[Finding]:
    """A number written in a formula, other than 0, 1, 12, 100 and 1000; texts are free."""
    for formula in formulas:
        numbers = [t.value for t in formula.tokens if t.type == Token.OPERAND and t.subtype == Token.NUMBER]
        foreign = [number for number in numbers if number not in ALLOWED_NUMBERS]
        if foreign:
            yield found_in(formula, "literal", f"{', '.join(foreign)} in ={formula.first.formula}")


def volatile(formulas: Iterable[Formula]) -> Iterator[Finding]:
    """A function that is recalculated whatever happens, or that hides what it refers to."""
    for formula in formulas:
        for name in functions(formula):
            if name.upper() in excel_functions.VOLATILE:
                yield found_in(formula, "volatile", name)


def unknown_functions(formulas: Iterable[Formula]) -> Iterator[Finding]:
    """A function that Excel 2016 does not know, or knows only with `_xlfn.`."""
    for formula in formulas:
        for name in functions(formula):
            wrong = excel_functions.complaint(name)
            if wrong:
                yield found_in(formula, "function", wrong)


def nested_ifs(formulas: Iterable[Formula]) -> Iterator[Finding]:
    """An IF in an IF in an IF."""
    for formula in formulas:
        depth = if_depth(formula.tokens)
        if depth > DEEPEST_IF:
            yield found_in(formula, "nested IF", f"{depth} deep: ={formula.first.formula}")


def if_depth(tokens: Iterable[Token]) -> int:
    """How many IFs the innermost IF lies in: 0 for one that stands alone, and for none."""
    open_functions: list[bool] = []
    deepest = 0
    for token in tokens:
        if token.type not in {Token.FUNC, Token.PAREN, Token.ARRAY}:
            continue
        if token.subtype == Token.OPEN:
            open_functions.append(token.value.upper() == "IF(")
            deepest = max(deepest, sum(open_functions))
        else:
            open_functions.pop()
    return max(0, deepest - 1)


def external_references(formulas: Iterable[Formula]) -> Iterator[Finding]:
    """A reference to another file."""
    for formula in formulas:
        if any(token.type == Token.OPERAND and EXTERNAL.search(token.value) for token in formula.tokens):
            yield found_in(formula, "external link", f"={formula.first.formula}")


def unusual_forms(formulas: Iterable[Formula]) -> Iterator[Finding]:
    """A shared formula, an array formula or a data table: each must be an ordinary formula of one cell."""
    for formula in formulas:
        if formula.first.form or formula.first.formula == "=":
            yield found_in(formula, f"{formula.first.form or 'shared'} formula", f"={formula.first.formula}")


FORMULA_RULES = (
    literals,
    volatile,
    unknown_functions,
    nested_ifs,
    external_references,
    unusual_forms,
)


def unlike(cells: Iterable[Cell]) -> list[Finding]:
    """The formulas of one row (or column) that are not what most of its formulas are, copied."""
    forms = [(cell, relative_form(cell.formula, cell.row, cell.column)) for cell in cells if cell.formula]
    if not forms:
        return []
    usual, _ = Counter(form for _, form in forms).most_common(1)[0]
    return [
        Finding(sheet=cell.sheet, address=cell.address, rule="unlike", text=f"={cell.formula} unlike its neighbours")
        for cell, form in forms
        if form != usual
    ]


def rows(book: Workbook, sheet: str, first: int, last: int | None = None) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row of a sheet that lie in the columns `first` to `last` (from 1, both included)."""
    lines: dict[int, list[Cell]] = {}
    for cell in book.sheet(sheet).cells:
        if first <= cell.column and (last is None or cell.column <= last):
            lines.setdefault(cell.row, []).append(cell)
    yield from (tuple(line) for line in lines.values())


def unlike_in_rows(book: Workbook, sheet: str, first: int, last: int | None = None) -> list[Finding]:
    """The cells of a calculation sheet whose formula is not that of its row, copied across."""
    return [finding for row in rows(book, sheet, first, last) for finding in unlike(row)]


def constants_in_rows(book: Workbook, sheet: str, first: int, last: int | None = None) -> list[Finding]:
    """The typed values that lie in a row of formulas, where a formula was overwritten."""
    return [
        Finding(sheet=sheet, address=cell.address, rule="constant", text=f"{cell.value!r} in a row of formulas")
        for row in rows(book, sheet, first, last)
        if any(cell.formula for cell in row)
        for cell in row
        if not cell.formula and cell.value is not None
    ]
