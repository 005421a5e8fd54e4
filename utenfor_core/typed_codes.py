"""The KOSTRA codes that are typed: which are not in the lists, and which lines of the financial plan have none."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from utenfor_core.domain import FREE_LINES, OWN_LINES, Value
from utenfor_core.kostra import arter, functions
from utenfor_core.trace import Rows, as_text

FUNCTION, ART = "kostra_function", "art"
OWN_PREFIXES: Final = tuple(f"own{n}_" for n in range(1, OWN_LINES + 1))


@cache
def codes() -> Mapping[str, tuple[str, ...]]:
    """Return the codes that may be used in 2026, by the word of the cell they are typed in.

    >>> "242" in codes()[FUNCTION], "510" in codes()[FUNCTION], "370" in codes()[ART]
    (True, False, True)
    """
    return {
        FUNCTION: tuple(one.code for one in functions() if one.valid_2026),
        ART: tuple(one.code for one in arter() if one.valid_2026),
    }


def code_rows(values: Mapping[str, Value]) -> Rows:
    """Return the lists (codes, 1), and how many codes are wrong in the user's own posts, which count when named."""
    owners = [f"free{n}" for n in range(1, FREE_LINES + 1)]
    wrong = sum(_wrong(values, f"{owner}.", in_plan=bool(as_text(values.get(f"{owner}.name")))) for owner in owners)
    return Rows(kostra_function=list(codes()[FUNCTION]), kostra_art=list(codes()[ART]), free_codes_wrong=float(wrong))


def wrong_codes(values: Mapping[str, Value], owner: str, *, complete: bool, own_counts: Iterable[float]) -> float:
    """Return how many codes of a measure are not in the lists, or are empty where the plan has a line for them.

    `own_counts` tells for each own line whether it saves for the unit's own budget, and so has a line.

    >>> wrong_codes({"m1.kostra_function": 242.0, "m1.art": "1100"}, "m1", complete=True, own_counts=[0, 0, 0])
    1.0
    """
    lines = zip(OWN_PREFIXES, own_counts, strict=True)
    own = sum(_wrong(values, f"{owner}.{prefix}", in_plan=complete and counts == 1) for prefix, counts in lines)
    return float(_wrong(values, f"{owner}.", in_plan=complete) + own)


def _wrong(values: Mapping[str, Value], prefix: str, *, in_plan: bool) -> int:
    typed = {word: as_text(values.get(prefix + word)) for word in (FUNCTION, ART)}
    return sum(code not in codes()[word] if code else in_plan for word, code in typed.items())
