"""The findings on top of `Usikkerhet`: sentences composed by formulas, which the charts take as their titles."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.trace import number
from utenfor_core.uncertainty.three_way import YEARS_SHOWN
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.result import SEEN_FROM, own_name
from workbook_templates.sheets.rounded_amounts import is_large, large, rounded_amount

EXAMPLE_LINE, CHANCE_LINE, SPREAD_LINE, SWING_LINE, CERTAIN_LINE = 4, 5, 6, 7, 8
FINDING_HEIGHT: Final = 26
TEN, TWENTY = 1, 2
"""The horizons of the findings among the four shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Labels:
    """Where the names of the widest bars stand, first to last line and their column, and the first one's words."""

    first: int
    last: int
    column: int
    widest: str


def write(page: Page, labels: Labels) -> None:
    """Write the mark of the example and the four findings."""
    words = page.words
    shown = page.context.value("example_shown") == 1
    note = words("result.example_note")
    page.formula(EXAMPLE_LINE, 0, f'=IF({{example_shown}}=1,"{note}","")', note if shown else "", shape="example")
    mark = words("result.example")
    prefix = f'IF({{example_shown}}=1,"{mark}","")'
    start = mark if shown else ""
    page.sheet.set_row(CHANCE_LINE, FINDING_HEIGHT)
    _finding(page, CHANCE_LINE, prefix, start, *_chance(page), shape="big")
    _finding(page, SPREAD_LINE, prefix, start, *_spread(page))
    _finding(page, SWING_LINE, prefix, start, *_swing(page, labels))
    page.formula(CERTAIN_LINE, 0, *_certain(page), shape="remark")
    start = words("uncertainty.certain_start").strip()
    rule = {"type": "text", "criteria": "begins with", "value": start, "format": page.styles("example")}
    page.sheet.conditional_format(CERTAIN_LINE, 0, CERTAIN_LINE, 0, rule)


def _finding(page: Page, line: int, prefix: str, start: str, formula: str, value: str, shape: str = "plain") -> None:  # noqa: PLR0913, PLR0917 - the sentence with its mark, as formula and as value
    """Write one finding, or that there is nothing to find out about."""
    nothing = page.words("uncertainty.nothing")
    known = number(page.context.value("chosen_complete")) > 0
    whole = f'=IF({{chosen_complete}}=0,"{nothing}",{prefix}&{formula})'
    page.formula(line, 0, whole, start + value if known else nothing, shape=shape)


def _subject(page: Page) -> tuple[str, str]:
    """Return who is to come out ahead, as a formula and as words."""
    own = xl_rowcol_to_cell(*SEEN_FROM, row_abs=True, col_abs=True)
    others = [page.words(f"uncertainty.{name}") for name in ("kommune", "fylkeskommune", "stat", "everyone")]
    formula = f"CHOOSE({{chosen_view}},'{at.RESULT}'!{own}," + ",".join(f'"{text}"' for text in others) + ")"
    view = int(number(page.context.value("chosen_view")))
    return formula, (own_name(page), *others)[view - 1]


def _years(page: Page, horizon: int) -> tuple[str, str]:
    length = number(page.context.value("horizon_list", member=horizon + 1))
    row = f"{{horizon_list@{horizon + 2}}}"
    formula = f"MAX(1,MIN(COLUMNS({{chance_chosen[:]}}),ROUND({row},0)))"
    return formula, f"{max(1, min(YEARS_SHOWN, round(length))):.0f}"


def _chance(page: Page) -> tuple[str, str]:
    words = page.words
    subject, who = _subject(page)
    years, length = _years(page, TEN)
    chance = number(page.context.value("chosen_at", index=TEN))
    cell = page.address("chosen_at", index=TEN)
    certain = chance in {0.0, 1.0}
    share = 100 * chance if certain else max(1, min(99, _whole(100 * chance)))
    shown = f"IF(OR({cell}=0,{cell}=1),100*{cell},MAX(1,MIN(100-1,ROUND(100*{cell},0))))"
    parts = [words(f"uncertainty.chance_{name}") for name in ("start", "middle", "years", "end")]
    only, close = words("uncertainty.only_measure"), words("uncertainty.close")
    measure = int(number(page.context.value("chosen_measure")))
    alone = f'IF({{chosen_measure}}=1,"","{only}"&({{chosen_measure}}-1)&"{close}")'
    formula = f'"{parts[0]}"&{subject}&"{parts[1]}"&{years}&"{parts[2]}"&{shown}&"{parts[3]}"&{alone}'
    scope = f"{only}{measure - 1}{close}" if 1 < measure <= 1 + len(MEASURE_BLOCKS) else ""
    return formula, f"{parts[0]}{who}{parts[1]}{length}{parts[2]}{share:.0f}{parts[3]}{scope}"


def _whole(value: float) -> int:
    """Return a number rounded as the worksheet rounds: halves away from zero, on its decimal text."""
    return int(Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP))


def _spread(page: Page) -> tuple[str, str]:
    """Return the spread in whole millions, or in whole thousands where it is small."""
    words = page.words
    start, middle, between = (words(f"uncertainty.spread_{name}") for name in ("start", "middle", "and"))
    years, length = _years(page, TWENTY)
    cells = [page.address(name, index=TWENTY) for name in ("low_at", "high_at")]
    ends = [number(page.context.value(name, index=TWENTY)) for name in ("low_at", "high_at")]
    condition, millions = large(*cells), is_large(*ends)
    low, high = (
        rounded_amount(cell, end, condition=condition, millions=millions) for cell, end in zip(cells, ends, strict=True)
    )
    units = [words(f"uncertainty.spread_{name}") for name in ("millions", "thousands")]
    amounts = f'{low.formula}&"{between}"&{high.formula}'
    formula = f'"{start}"&{years}&"{middle}"&{amounts}&IF({condition},"{units[0]}","{units[1]}")'
    return formula, f"{start}{length}{middle}{low.text}{between}{high.text}{units[0 if millions else 1]}"


def _swing(page: Page, labels: Labels) -> tuple[str, str]:
    start, none = page.words("uncertainty.swing_start"), page.words("uncertainty.swing_none")
    cell = xl_rowcol_to_cell(labels.first, labels.column, row_abs=True, col_abs=True)
    formula = f'IF({cell}="","{none}","{start}"&{cell})'
    return formula, f"{start}{labels.widest}" if labels.widest else none


def _certain(page: Page) -> tuple[str, str]:
    start, end, none = (page.words(f"uncertainty.certain_{name}") for name in ("start", "end", "none"))
    count = number(page.context.value("success_certain"))
    known = number(page.context.value("chosen_complete")) > 0
    formula = f'=IF({{success_certain}}>0,"{start}"&{{success_certain}}&"{end}",IF({{chosen_complete}}=0,"","{none}"))'
    return formula, f"{start}{count:.0f}{end}" if count else none if known else ""
