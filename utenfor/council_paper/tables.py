"""The figures of the paper, table by table: each is a cell of the workbook, in the words of its sheets."""

from collections.abc import Sequence
from typing import Any, Final

from utenfor.council_paper.wording import NOTHING, SPACE, THOUSAND, fill_in, paper_words, thousands, whole
from utenfor_core.council_plan import PAYING
from utenfor_core.domain import ALL, OWN, VIEWS
from utenfor_core.inputs import is_number
from utenfor_core.plan import EXCLUDED
from utenfor_core.plan_lines import AREAS, BLOCKS, NO_AREA, PLAN_YEARS
from utenfor_core.profiles import NOT_SET
from workbook_templates.said import Said
from workbook_templates.sheets import plan_page_money
from workbook_templates.sheets.result_levels import OTHERS, ROWS, SUMS, WHOLE, single_budgets

Row = dict[str, Any]
LONG_TERM: Final = (1, 2, 3)
"""The three long horizons behind the financial plan's among the seven: 10, 20 and 40 years."""
CHANCES: Final = 4
"""The horizons that chances are told for: the financial plan's, and the three long ones."""
OWN_COUNTED: Final = ("kommune", "fylkeskommune")


def levels(said: Said) -> list[Row]:
    """Return gain, cost, net and cashable net of each budget, present value till 67, 1 000 kr."""
    return [
        _row(
            said.page.words(f"result.level_{row}"),
            [_of_level(said, name, row, WHOLE) for name in SUMS[:-1]],
            row == ALL,
        )
        for row in _shown(said)
    ]


def _shown(said: Said) -> list[str]:
    """Return the budgets; the own budgets together stand apart only where they are more than one."""
    return [row for row in ROWS if row != OWN or len(said.context.municipality.own_levels) > 1]


def by_year(said: Said) -> list[Row]:
    """Return each budget's net in the plan's years, then accumulated after the long horizons and till 67, 1 000 kr."""
    ends = [length - 1 for length in _lengths(said)]
    return [
        _row(
            said.page.words(f"result.level_{row}"),
            [
                *(_of_level(said, "net", row, year) for year in range(PLAN_YEARS)),
                *(_of_level(said, "accumulated", row, end) for end in ends),
                _of_level(said, "net_sum", row, WHOLE),
            ],
            row == ALL,
        )
        for row in _shown(said)
    ]


def year_heads(said: Said, language: str) -> list[str]:
    """Return the heads of the table by year."""
    words = paper_words(language)
    years = [f"{said.amount('year', index=index):.0f}" for index in range(PLAN_YEARS)]
    return [*years, *(words("paper.after", years=length) for length in _lengths(said)), words("paper.till_67")]


def _lengths(said: Said) -> list[int]:
    return [int(said.amount("horizon_list", member=1 + at)) for at in LONG_TERM]


def _of_level(said: Said, name: str, row: str, index: int) -> float:
    if row == OTHERS:
        return single_budgets(said.page, name, index)[-1]
    return said.amount(name, "all", VIEWS.index(row), index)


def _row(name: str, amounts: Sequence[float], is_sum: bool, unit: float = THOUSAND) -> Row:  # noqa: FBT001 - whether the row sums up, after what it holds
    return {"navn": name, "celler": [thousands(amount, unit=unit) for amount in amounts], "sum": is_sum}


def answers(said: Said, *, describe: bool) -> list[Row]:
    """Return the four answers of `Plan`; how many must succeed is left out where no measure may be described."""
    words = said.page.words
    found = []
    for key, name, view, index, note in plan_page_money.ANSWERS:
        value = said.value(name, "all", VIEWS.index(view), index)
        if key == "break_even":
            if not describe:
                continue
            shown = whole(float(value)) if is_number(value) else str(value)
        else:
            shown = thousands(value)
            shown += f"{SPACE}000" if is_number(value) and shown != "0" else ""
        label, reading = words(f"council_plan.{key}"), words(f"council_plan.{note}")
        found.append({"navn": label, "verdi": shown, "leses": reading})
    return found


def chances(said: Said) -> list[Row]:
    """Return each budget's chance of an accumulated net of nought or better, of 100, after the four horizons."""
    words = said.page.words
    return [
        {
            "navn": words(f"uncertainty.level_{view}"),
            "celler": [_of_hundred(said.amount("chance_at", member=at, index=index)) for index in range(CHANCES)],
        }
        for at, view in enumerate(VIEWS)
        if view != OWN or len(said.context.municipality.own_levels) > 1
    ]


def _of_hundred(chance: float) -> str:
    """Return a chance of 100; only what is certain is 0 or 100, as on the sheet."""
    most = 99
    return whole(100 * chance) if chance in {0.0, 1.0} else whole(max(1.0, min(most, 100 * chance)))


def chance_heads(said: Said, language: str) -> list[str]:
    """Return the four horizons."""
    words = paper_words(language)
    return [
        words("paper.chance_after", years=f"{said.amount('horizon_list', member=at + 1):.0f}") for at in range(CHANCES)
    ]


def plan(said: Said) -> list[Row]:
    """Return the blocks of `Økonomiplan` and their net, 1 000 kr as shown; only the net has a full-year effect."""
    words = said.page.words
    rows: list[Row] = []
    for block in (*BLOCKS, "net"):
        name = "plan_net" if block == "net" else f"plan_sum_{block}"
        row = _row(words(f"council_plan.{block}"), _years(said, name), block == "net", 1.0)
        full = thousands(said.amount("plan_net_full"), unit=1.0) if block == "net" else ""
        rows.append({**row, "celler": [*row["celler"], full]})
    return rows


def _years(said: Said, name: str, member: int = 0) -> list[float]:
    return [said.amount(name, member=member, index=index) for index in range(PLAN_YEARS)]


def areas(said: Said, language: str) -> list[Row]:
    """Return the net of each area that is named, and of what has none, 1 000 kr as on `Økonomiplan`."""
    words, rows = said.page.words, []
    for at, member in enumerate((*AREAS, NO_AREA)):
        name = words("council_plan.no_area") if member == NO_AREA else said.value("plan_area_name", member=at)
        amounts = [*_years(said, "plan_area_net", at), said.amount("plan_area_full", member=at)]
        if name != said.told.term(NOT_SET) and (member != NO_AREA or any(amounts)):
            rows.append(_row(str(name), amounts, is_sum=False, unit=1.0))
    if not any(said.value("plan_area_name", member=at) != said.told.term(NOT_SET) for at in range(len(AREAS))):
        own = paper_words(language)
        rows.insert(
            0, {**_row(fill_in(own, own("fill.areas")), [], is_sum=False), "celler": [NOTHING] * (PLAN_YEARS + 1)}
        )
    return rows


def left_out(said: Said, language: str) -> list[Row]:
    """Return what is not worked into the plan, and why, 1 000 kr; the unit's own levels are in it and not here."""
    words = said.page.words
    own = {name for name in OWN_COUNTED if name in said.context.municipality.own_levels}
    return [
        {
            **_row(words(f"plan.excluded_{name}"), _years(said, "plan_excluded_rounded", at), is_sum=False, unit=1.0),
            "hvorfor": _why(said, name, language),
        }
        for at, name in enumerate(EXCLUDED)
        if name not in own
    ]


def _why(said: Said, name: str, language: str) -> str:
    """Return why a line is left out; the paper names the regulation that the sheet gives the section of."""
    own = paper_words(language)
    if own.has(f"paper.why_{name}"):
        return own(f"paper.why_{name}")
    return said.page.words("plan.why_local" if name in OWN_COUNTED else f"plan.why_{name}")


def payers(said: Said) -> list[Row]:
    """Return who pays for the measures in each year of the plan, and their sum, 1 000 kr as on `Plan`."""
    words = said.page.words
    rows = [
        _row(words(f"council_plan.payer_{payer}"), _years(said, "paid_by_rounded", at), is_sum=False, unit=1.0)
        for at, payer in enumerate(PAYING)
    ]
    return [*rows, _row(words("council_plan.payer_sum"), _years(said, "paid_total"), is_sum=True, unit=1.0)]
