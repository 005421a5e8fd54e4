"""The paper's financial plan: its tables, and in words its sign, its prices and what the council decides on.

The tables are as the sheet `Økonomiplan` shows them, with its choices of sign and of level or change. The decision is
always the level, as a cost or a saving in words: it must be read one way only.
"""

from typing import Any, Final

from utenfor.council_paper import tables
from utenfor.council_paper.measures import described
from utenfor.council_paper.wording import MINUS, clean, fill_in, listed, typeset, whole, words_of
from utenfor.finished_book import FinishedBook
from utenfor_core.domain import Value
from utenfor_core.inputs import CHANGE, COSTS_NEGATIVE, CURRENT, is_number
from utenfor_core.plan_lines import PLAN_LINES, PLAN_YEARS
from utenfor_core.trace import number
from workbook_templates import positions as at
from workbook_templates.sheets import plan as plan_sheet

THOUSAND: Final = 1000
PERCENT: Final = 100


def plan_of(book: FinishedBook) -> dict[str, Any]:
    """Return all that a template can show of the plan, by name."""
    said, own, values = book.said, words_of(book), book.result.values
    words = said.page.words
    none, start, end = (words(f"council_plan.funded_{key}") for key in ("none", "start", "end"))
    funded = said.amount("last_funded")
    change = _is(values.get("plan.mode"), CHANGE)
    sheets_own = typeset(said.text(at.PLAN, plan_sheet.SENTENCE_LINE + 2))
    return {
        "tabell": tables.plan(said),
        "netto": net_in_words(book),
        "fortegn": own(
            "paper.sign_negative" if _is(values.get("plan.sign"), COSTS_NEGATIVE) else "paper.sign_positive"
        ),
        "visning": own("paper.mode_change" if change else "paper.mode_level"),
        "priser": _prices(book, exact=False),
        "setninger": [
            own("paper.prices", prices=_prices(book, exact=True)),
            *([own("paper.level_decided")] if change else []),
            *([sheets_own] if sheets_own else []),
            words("council_plan.money_note"),
        ],
        "omraader": tables.areas(said, book.language),
        "utenfor": tables.left_out(said, book.language),
        "betalere": tables.payers(said),
        "tilskudd": f"{start}{funded:.0f}{end}" if funded else none,
        "arsverk": _positions(book),
    }


def net_in_words(book: FinishedBook) -> str:
    """Return the level of the plan's net year by year: what it costs more or saves, where that turns, and how much."""
    said, own = book.said, words_of(book)
    parts, last = [], ""
    for index in range(PLAN_YEARS):
        level = said.amount("plan_sign") * sum(
            said.amount("plan_rounded", member=line, index=index) for line in range(len(PLAN_LINES))
        )
        kind = last if level == 0 else own("paper.net_cost" if level > 0 else "paper.net_saving")
        turned = f"{kind} " if kind != last else ""
        year = own("paper.in_year", year=f"{said.amount('year', index=index):.0f}")
        parts.append(f"{turned}{whole(abs(level) * THOUSAND)} kr {year}")
        last = kind
    return listed(own, parts)


def _is(value: Value, word: str) -> bool:
    return str(value or "").casefold() == word


def _prices(book: FinishedBook, *, exact: bool) -> str:
    """Return which kroner the plan is in; `exact` with the price growth that carries them there."""
    values, own, year = book.result.values, words_of(book), book.result.frame.price_year
    first = f"{book.said.amount('year'):.0f}"
    growth, yearly = (_growth(values.get(f"plan.{key}_growth")) for key in ("first", "yearly"))
    if _is(values.get("plan.prices"), CURRENT):
        short = own("paper.prices_current")
        how = own("paper.from_current", year=year, growth=growth, first=first, yearly=yearly)
    elif number(values.get("plan.first_growth")):
        short, how = own("paper.prices_fixed", year=first), own("paper.from_fixed", year=year, growth=growth)
    else:
        return own("paper.prices_fixed", year=year)
    return f"{short} ({how})" if exact else short


def _growth(value: Value) -> str:
    """Return a price growth as it is added: + 3,5 %."""
    share = number(value) * PERCENT
    return f"{MINUS if share < 0 else '+'} {f'{abs(share):.10g}'.replace('.', ',')} %"


def _positions(book: FinishedBook) -> str:
    """Return the change in positions of all measures; nought may be the answer where each measure has one."""
    own, label = words_of(book), book.said.page.words("council_plan.all_positions")
    total = book.said.amount("plan_positions")
    typed = [book.result.values.get(f"{owner}.positions") for owner in described(book.said)]
    known = total != 0 or (typed and all(is_number(one) for one in typed))
    return f"{label}: {clean(total)}." if known else fill_in(own, label)
