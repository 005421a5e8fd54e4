"""The cost of today's exclusion on `Utfordringsbilde`: one year, by level, live links rounded as the basis allows."""

from typing import Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from utenfor_core.discounting import rounded_half_up
from utenfor_core.domain import KOMMUNE, LEVELS, Value
from workbook_templates.page import Page
from workbook_templates.sheets.front_inputs import TAX_STATES, tax_level_told
from workbook_templates.sheets.picture_grid import FIRST, NOTE, write_heads, write_note

SMALL_ROUNDING, ROUNDING = 1_000_000.0, 100_000.0
"""Kroner that amounts are rounded to, in a small municipality and else: whole millions, or tenths of a million."""
MILLIONS, WHOLE = "mill. kr", "1 000 kr"
"""Units by their number format: one decimal, and whole numbers."""
KINDS: Final = ("gross", "kept")
BASIS: Final = ("persons_20_24", "persons_25_29", "rounding", "factor_low", "factor_high")


def write_exclusion(page: Page, line: int) -> int:
    """Write the table by level and what it rests on; the basis stands below the table that uses it."""
    words, base = page.words, page.context.picture.exclusion
    heads = (
        "exclusion_level",
        *(key for kind in KINDS for key in (f"exclusion_{kind}", "exclusion_low", "exclusion_high")),
    )
    write_heads(page, line, heads, note="exclusion_note")
    first = line + 1
    total = first + len(LEVELS)
    basis = total + 2
    for row, level in enumerate(LEVELS, first):
        _level(page, row, level, basis)
    _total(page, first, total)
    page.heading(basis, "picture.exclusion_basis", NOTE)
    _basis(page, basis + 1)
    reason = base.reason or words("picture.allowed")
    page.write(basis + 1 + len(BASIS), FIRST, reason, "subtitle")
    return basis + 2 + len(BASIS)


def _level(page: Page, line: int, level: str, basis: int) -> None:
    """Write one level: =IF(known, amount × factor, rounded half up to kroner and to the basis' unit, in millions)."""
    page.write(line, FIRST, page.words(f"picture.level_{level}"), "cell")
    unit = xl_rowcol_to_cell(basis + 1 + BASIS.index("rounding"), FIRST + 1, row_abs=True, col_abs=True)
    column = FIRST
    for kind in KINDS:
        amount = page.address(f"exclusion_{kind}", member=level)
        known = page.context.value(f"exclusion_{kind}", member=LEVELS.index(level))
        for name in ("", "factor_low", "factor_high"):
            column += 1
            times = ""
            if name:
                times = "*" + xl_rowcol_to_cell(basis + 1 + BASIS.index(name), FIRST + 1, row_abs=True, col_abs=True)
            formula = f"=IF(ISNUMBER({amount}),ROUND(ROUND({amount}{times},0)/{unit},0)*{unit}/1000/1000,{amount})"
            page.formula(line, column, formula, _shown(page, known, name), _unit(page))
    if level == KOMMUNE:
        _note_of_kept(page, line, column + 1)
    else:
        write_note(page, line, column + 1, page.words(f"picture.note_{level}"))


def _note_of_kept(page: Page, line: int, first: int) -> None:
    """Write the kommune's note; live, what the kept amount takes for granted while no tax level can be used."""
    note = page.words("picture.note_kommune")
    texts = {state: f"{note} {page.words(f'picture.kept_{state}')}" for state in TAX_STATES if state != "given"}
    write_note(page, line, first, max(texts.values(), key=len))
    page.formula(line, NOTE, *tax_level_told(page, texts | {"given": note}), shape="ruled_note")


def _shown(page: Page, amount: Value, name: str) -> Value:
    """Return the millions that a cell's formula shows, or the core's text."""
    if not isinstance(amount, int | float):
        return amount
    factor = _factor(page, name)
    unit = _rounding(page)
    return rounded_half_up(amount * (1.0 if factor is None else factor), unit) * unit / 1000 / 1000


def _factor(page: Page, name: str) -> float | None:
    base = page.context.picture.exclusion
    return {"factor_low": base.low_factor, "factor_high": base.high_factor}.get(name)


def _rounding(page: Page) -> float:
    return SMALL_ROUNDING if page.context.picture.exclusion.whole_millions else ROUNDING


def _unit(page: Page) -> str:
    return WHOLE if page.context.picture.exclusion.whole_millions else MILLIONS


def _total(page: Page, first: int, line: int) -> None:
    hidden = page.words("picture.hidden")
    page.write(line, FIRST, page.words("picture.exclusion_total"), "total")
    column = FIRST
    for kind in KINDS:
        amounts = [page.context.value(f"exclusion_{kind}", member=at) for at in range(len(LEVELS))]
        for name in ("", "factor_low", "factor_high"):
            column += 1
            cells = xl_range_abs(first, column, line - 1, column)
            shown = [one for one in (_shown(page, amount, name) for amount in amounts) if isinstance(one, float)]
            page.formula(
                line,
                column,
                f'=IF(COUNT({cells})=0,"{hidden}",SUM({cells}))',
                sum(shown) if shown else hidden,
                _unit(page),
                "total",
            )
    note = page.words("picture.exclusion_total_note")
    write_note(page, line, column + 1, note)


def _basis(page: Page, line: int) -> None:
    for at, name in enumerate(BASIS, line):
        page.write(at, FIRST, page.words(f"picture.{name}"), "cell")
    hidden, known = page.words("picture.hidden"), page.context.value("exclusion_known")
    for index, at in enumerate((line, line + 1)):
        persons = page.address("exclusion_persons", index=index)
        shown = page.context.value("exclusion_persons", index=index) if known else hidden
        page.formula(at, FIRST + 1, f'=IF({{exclusion_known}}=1,{persons},"{hidden}")', shown, WHOLE)
    page.number(line + 2, FIRST + 1, _rounding(page), "kr")
    for at, name in enumerate(("factor_low", "factor_high"), line + 3):
        page.number(at, FIRST + 1, _factor(page, name), "faktor", missing=page.words("picture.unknown"))
