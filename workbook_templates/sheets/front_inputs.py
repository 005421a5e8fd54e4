"""The inputs of `Forside`: labels, help and validation of the cells that hold for the whole book, and their effect."""

from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.counties import County
from utenfor_core.inputs import ZONES, Field, is_number
from utenfor_core.tax_levels import tax_level
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.wrapping import fit_row, quoted

LABEL, UNIT, VALUE, GAP, NOTE = range(5)
ZONE: Final = "employer_zone"
TAX_LEVEL: Final = "tax_level"
TAX_KEY: Final = f"place.{TAX_LEVEL}"
TAX_STATES: Final = ("given", "weak", "strong", "unusable_weak", "unusable_strong")
WHOLE: Final = ("base_year", "horizon")


def write_inputs(page: Page, line: int, widths: Mapping[int, float]) -> None:
    """Write heading, column heads and what stands around each input cell; the cells themselves are laid already."""
    words = page.words
    page.heading(line, "front.inputs", NOTE)
    heads = [words(f"front.head_{name}") if name else "" for name in ("label", "unit", "value", "", "help")]
    page.heads(line + 1, LABEL, heads, numbers_from=len(heads))
    fields = {field.key: field for field in page.context.result.frame.fields}
    for key, where in at.FRONT_CELLS.items():
        name = key.removeprefix("place.")
        note = _note(page, name)
        page.write(where, LABEL, words(f"front.{name}"), "label")
        page.write(where, UNIT, words(f"front.{name}_unit"), "unit")
        page.write(where, NOTE, note, "text")
        fit_row(page, where, {NOTE: note}, widths)
        page.sheet.data_validation(where, at.FRONT_COLUMN, where, at.FRONT_COLUMN, _validation(page, name, fields[key]))


def _validation(page: Page, name: str, field: Field) -> dict[str, Any]:
    texts = {
        "input_title": page.words(f"front.{name}_title"),
        "input_message": page.words(f"front.{name}_message"),
        "error_title": page.words(f"front.{name}_title"),
        "error_message": page.words(f"front.{name}_error"),
    }
    if field.choices:
        first = page.address("list_zone", member=ZONES[0])
        last = page.address("list_zone", member=ZONES[-1]).split("!")[1]
        return {"validate": "list", "source": f"={first}:{last}", **texts}
    kind = "integer" if name in WHOLE else "decimal"
    low, high = field.minimum or 0, field.maximum or 0
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high, **texts}


def _note(page: Page, name: str) -> str:
    if name == ZONE:
        return _zone_note(page)
    note, place = page.words(f"front.{name}_help"), page.context.municipality
    known = tax_level(place.number) if name == TAX_LEVEL and not isinstance(place, County) else None
    if known is None:
        return note
    return f"{note} {page.words('front.tax_level_known', period=known.period, credit=known.credit)}"


def _zone_note(page: Page) -> str:
    place = page.context.municipality
    zone, note = place.employer_zone, place.employer_zone_note
    if zone is None:
        return page.words("front.employer_zone_open", note=note)
    key = "employer_zone_split" if note else "employer_zone_known"
    return page.words(f"front.{key}", zone=f"sone {zone}", note=note)


def write_effects(page: Page, line: int, widths: Mapping[int, float]) -> int:
    """Write what the inputs lead to now, live: what the municipality keeps of more tax, and the employer's rate."""
    words, context = page.words, page.context
    page.heading(line, "front.effect", NOTE)
    texts = {name: words(f"front.keep_{name}") for name in TAX_STATES}
    _effect(page, line + 1, "keep", "keep")
    page.formula(line + 1, NOTE, *tax_level_told(page, texts), shape="text")
    fit_row(page, line + 1, {NOTE: max(texts.values(), key=len)}, widths)
    rates = {name: words(f"front.rate_{name}") for name in ("given", "open")}
    known = isinstance(context.value("employer_rate"), int | float)
    formula = f"=IF(ISNUMBER({{employer_rate}}),{quoted(rates['given'])},{quoted(rates['open'])})"
    _effect(page, line + 2, "rate", "employer_rate")
    page.formula(line + 2, NOTE, formula, rates["given" if known else "open"], shape="text")
    fit_row(page, line + 2, {NOTE: max(rates.values(), key=len)}, widths)
    for column, text in ((LABEL, "front.set"), (UNIT, "front.set_unit")):
        page.write(line + 3, column, words(text), "label" if column == LABEL else "unit")
    page.formula(line + 3, VALUE, "={#place.preset}", context.result.values.get("place.preset"), shape="cell")
    link = f"internal:'{at.MEASURES}'!{xl_rowcol_to_cell(at.PRESET_LINE, at.MEASURE_COLUMN)}"
    page.sheet.write_url(line + 3, NOTE, link, page.styles("link"), words("front.set_note"))
    return line + 4


def tax_level_told(page: Page, texts: Mapping[str, str]) -> tuple[str, str]:
    """Return a formula that says one of five texts of the tax level, and what it says now.

    It is given; or it is empty, or holds what cannot be used, and the municipality is then taken as weak or strong.
    """
    context = page.context
    keys = [field.key for field in context.result.frame.fields]
    unusable = context.value("input_invalid", member=keys.index(TAX_KEY)) == 1
    branch = "weak" if context.value("weak") == 1 else "strong"
    given = is_number(context.result.values.get(TAX_KEY))
    state = f"unusable_{branch}" if unusable else "given" if given else branch
    said = {name: quoted(text) for name, text in texts.items()}
    formula = (
        f"=CHOOSE(1+{page.address('input_invalid', member=TAX_KEY)},"
        f"IF(ISNUMBER({{#{TAX_KEY}}}),{said['given']},IF({{weak}}=1,{said['weak']},{said['strong']})),"
        f"IF({{weak}}=1,{said['unusable_weak']},{said['unusable_strong']}))"
    )
    return formula, texts[state]


def _effect(page: Page, line: int, key: str, row: str) -> None:
    page.write(line, LABEL, page.words(f"front.{key}"), "label")
    page.write(line, UNIT, page.words(f"front.{key}_unit"), "unit")
    page.link(line, VALUE, row)
