"""What is uncertain in a kommunebok: what the user typed on `Usikkerhet`, and what the figures themselves know.

Low and high on that sheet are shares of what the calculation rests on. Of the value of a success they are taken as κ's,
of success as the effect's and of cost as the yearly cost per participant's (docs/decisions/0049).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from addin.ribbon.occasion import FilledBook
from utenfor_core.calculation import Result
from utenfor_core.errors import InputError
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.uncertain_inputs import OWNER
from utenfor_core.uncertainty import Spread, built_in_spreads, response

VALUE, SUCCESS, COST = "value", "success", "cost"
KAPPA = "own.kappa"


@dataclass(frozen=True, kw_only=True, slots=True)
class BookSpreads:
    """The spreads to draw from, and the keys of those held fixed because the measure does not allow them."""

    spreads: tuple[Spread, ...]
    held: tuple[str, ...]


def book_spreads(book: FilledBook, result: Result) -> BookSpreads:
    """Return the spreads of a book; what is typed comes before what the figures know of the same input.

    A spread that would push a measure out of what is possible, such as a baseline so high that no room is left for the
    typed rate, is held fixed and told.
    """
    found = {one.key: one for one in built_in_spreads(result)}
    for typed in _typed(book, result):
        found[typed.key] = typed
    held = tuple(key for key in _doubtful(book, found.values()) if _doubtful(book, [found[key]]))
    return BookSpreads(spreads=tuple(one for key, one in found.items() if key not in held), held=held)


def _doubtful(book: FilledBook, spreads: Iterable[Spread]) -> list[str]:
    """Return the keys of spreads of which the model refuses one or more; none when it takes them all together."""
    listed = list(spreads)
    try:
        response(book.case(), listed, book.frame())
    except InputError:
        return [one.key for one in listed]
    return []


def _typed(book: FilledBook, result: Result) -> Iterator[Spread]:
    value = _ends(book, VALUE)
    kappa = result.in_use()["kappa"]
    if value and is_number(kappa):
        yield Spread(key=KAPPA, low=kappa * value[0], most=float(kappa), high=min(1.0, kappa * value[1]))
    for owner in MEASURE_BLOCKS:
        if not result.row("complete", owner)[0, 0]:
            continue
        if ends := _ends(book, f"{owner}_{SUCCESS}"):
            yield from _success(result, owner, *ends)
        cost = float(result.row("cost_per_year_used", owner)[0, 0])
        if (ends := _ends(book, f"{owner}_{COST}")) and cost > 0:
            yield Spread(key=f"{owner}.cost_per_year", low=cost * ends[0], most=cost, high=cost * ends[1])


def _ends(book: FilledBook, name: str) -> tuple[float, float] | None:
    """Return what is typed as low and high, 1 where only the other one is; None where neither is."""
    low, high = (book.values.get(f"{OWNER}.{name}_{end}") for end in ("low", "high"))
    if not (is_number(low) or is_number(high)):
        return None
    return min(1.0, float(low)) if is_number(low) else 1.0, max(1.0, float(high)) if is_number(high) else 1.0


def _success(result: Result, owner: str, low: float, high: float) -> Iterator[Spread]:
    rate = result.values.get(f"{owner}.typed_rate")
    base = float(result.row("base_outcome_used", owner)[0, 0])
    room = 1.0 - base
    if is_number(rate):
        yield Spread(
            key=f"{owner}.typed_rate", low=rate * low, most=float(rate), high=max(rate, min(room, rate * high))
        )
        return
    outcome = result.values.get(f"{owner}.outcome")
    if is_number(outcome):
        gain = outcome - base
        top = max(float(outcome), min(1.0, base + gain * high))
        yield Spread(key=f"{owner}.outcome", low=base + gain * low, most=float(outcome), high=top)
