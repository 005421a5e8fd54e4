"""The measures in the paper: what they are and come to, and what the municipality has decided of each.

A measure for fewer than five participants is counted in the kroner and described nowhere: see decision 0056.
"""

from typing import Any, Final

from utenfor.council_paper.wording import clean, decimal, fill_in, thousands, whole, words_of
from utenfor.finished_book import FinishedBook
from utenfor_core.council_inputs import MEASURE_TERMS
from utenfor_core.domain import ALL, FUNDERS, OWN, VIEWS, Value
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from workbook_templates.said import Said
from workbook_templates.sheets.plan_page_measures import SHOWN, TILL_67

PERCENT: Final = 100
WHOLE_UNITS: Final = frozenset({"antall", "år", "nummer"})
MONEY: Final = "kr"
YEARS: Final = "år"
PAID_BACK: Final = {"payback_own": OWN, "payback_all": ALL}
TERMS: Final = (*MEASURE_TERMS, "progress")
KEYS: Final = {"covering": "inndekning", "law": "lovgrunnlag", "stop": "stopp", "proof": "kunnskap"}
"""The terms that a template can place on their own, beside the table of all."""


def described(said: Said) -> list[str]:
    """Return the measures that may be described."""
    return [owner for at, owner in enumerate(MEASURE_BLOCKS) if said.amount("described", member=at) == 1]


def measures(book: FinishedBook) -> list[dict[str, Any]]:
    """Return each measure that may be described: name, group, facts from the book, and its terms."""
    return [_measure(book, owner) for owner in described(book.said)]


def name_of(book: FinishedBook, owner: str) -> str:
    """Return what the measure is called."""
    return clean(book.result.values.get(f"{owner}.name")) or words_of(book)("paper.unnamed")


def _measure(book: FinishedBook, owner: str) -> dict[str, Any]:
    words, name = book.said.page.words, name_of(book, owner)
    terms = {key: _term(book, owner, key) for key in TERMS}
    facts = [(words("council_plan.group"), clean(book.result.values.get(f"{owner}.group")))]
    facts += [fact for shown in SHOWN for fact in _fact(book, owner, shown)]
    facts.append((words_of(book)("paper.funding"), _funding(book, owner)))
    return {
        "navn": name,
        "malgruppe": facts[0][1],
        "fakta": [{"navn": label, "verdi": value} for label, value in facts],
        "ord": [{"navn": words(f"council_plan.{key}"), "verdi": value} for key, value in terms.items()],
        **{ours: terms[key] for key, ours in KEYS.items()},
    }


def _term(book: FinishedBook, owner: str, key: str) -> str:
    typed = book.result.values.get(f"plan.{key}_{owner}")
    words = words_of(book)
    if clean(typed):
        return clean(book.said.told.term(typed))
    return fill_in(words, words(f"fill.{key}", name=name_of(book, owner)))


def _fact(book: FinishedBook, owner: str, shown: tuple[str, str, str, int, str]) -> list[tuple[str, str]]:
    """Return a line of the sheet `Plan`; nothing for a yearly cost of nought."""
    key, row, view, index, unit = shown
    said, words = book.said, book.said.page.words
    label = words(f"council_plan.{key}") if words.has(f"council_plan.{key}") else ""
    if row == "expected_successes":
        value: Value = said.value(row, member=MEASURE_BLOCKS.index(owner))
    elif key == "positions":
        value = book.result.values.get(f"{owner}.positions")
    else:
        value = said.value(row, owner, VIEWS.index(view) if view else 0, index)
    if key == "cost":
        if not is_number(value) or value == 0:
            return []
        year = f"{said.amount('year', index=index):.0f}"
        label = words("council_plan.cost_start") + year + words("council_plan.cost_end")
    return [(label, _shown(book, owner, key, value, unit))]


def _shown(book: FinishedBook, owner: str, key: str, value: Value, unit: str) -> str:
    own = words_of(book)
    if not is_number(value):
        if key == "positions":
            return fill_in(own, own("fill.positions", name=name_of(book, owner)))
        return str(value) if value else own("paper.grade_none")
    if key == "successes":
        return decimal(value)
    if key == "grade":
        return own("paper.grade", grade=whole(value), meaning=own(f"paper.grade_{value:.0f}"))
    if unit == YEARS:
        return _ahead_from(book, owner, key, f"{value:.0f}")
    return whole(value) if unit in WHOLE_UNITS or unit == MONEY else clean(value)


def _ahead_from(book: FinishedBook, owner: str, key: str, year: str) -> str:
    """Return the year accumulated net is ahead from, which is without interest; said where it is not with it."""
    net = book.said.amount("net_present", owner, VIEWS.index(PAID_BACK[key]), TILL_67)
    return year if net >= 0 else words_of(book)("paper.without_interest", year=year)


def _funding(book: FinishedBook, owner: str) -> str:
    """Return who else pays, in words."""
    own, values, said = words_of(book), book.result.values, book.said
    found = []
    for number in range(1, FUNDERS + 1):
        start = f"{owner}.funder{number}_"
        level, share, amount = (values.get(f"{start}{name}") for name in ("level", "share", "amount"))
        if not level or not any(is_number(one) and one for one in (share, amount)):
            continue
        who = said.page.words(f"council_plan.payer_{str(level).casefold()}")
        if is_number(share) and share:
            text = own("paper.funded_share", who=who, share=clean(share * PERCENT))
        else:
            text = own("paper.funded_amount", who=who, amount=thousands(amount, unit=1.0))
        kind = clean(said.told.term(values.get(f"{start}kind")))
        text += own("paper.funded_kind", kind=kind) if kind else ""
        found.append(f"{text}{_years(book, start)}.")
    return " ".join(found) or own("paper.funded_own")


def _years(book: FinishedBook, start: str) -> str:
    own = words_of(book)
    first, last = (book.result.values.get(f"{start}{name}_year") for name in ("first", "last"))
    if is_number(first) and first == last:
        return " " + own("paper.in_year", year=f"{first:.0f}")
    if is_number(first) and is_number(last):
        return own("paper.funded_years", first=f"{first:.0f}", last=f"{last:.0f}")
    if is_number(first):
        return own("paper.funded_from", first=f"{first:.0f}")
    return own("paper.funded_until", last=f"{last:.0f}") if is_number(last) else ""
