"""A worksheet function's call in a formula: which function, and what each argument says, as English Excel has it."""

import re
from dataclasses import dataclass
from typing import Final

from addin.registry import registry

CALL: Final = re.compile(r"(?:[^A-Za-z0-9_.]|^)(?:'[^']*'!|[\w.]+!)?(?P<name>UTENFOR[_.][A-Z]+)\(", re.IGNORECASE)
QUOTE: Final = '"'
OPENING, CLOSING = "({", ")}"
SEPARATOR: Final = ","


@dataclass(frozen=True, kw_only=True, slots=True)
class CalledFunction:
    """The outermost call of one of our functions in a formula; an argument left out is an empty text."""

    name: str
    arguments: tuple[str, ...]
    whole: bool


def called_function(formula: str) -> CalledFunction | None:
    """Return the first call of one of our functions; None where there is none.

    `whole` tells that the formula is nothing but the call.

    >>> called_function('=UTENFOR_FEE(B3,"2019")').arguments
    ('B3', '"2019"')
    """
    start = _outside_texts(formula)
    if start is None:
        return None
    name, at = start
    found = _arguments(formula, at)
    if found is None:
        return None
    arguments, end = found
    before = formula[: at - len(name) - 1].lstrip("=+").strip()
    is_whole = end == len(formula.rstrip()) and (not before or before.endswith("!"))
    return CalledFunction(name=name.upper().replace(".", "_"), arguments=arguments, whole=is_whole)


def _outside_texts(formula: str) -> tuple[str, int] | None:
    """Return the name as written and the place behind its parenthesis; a name inside a text is no call."""
    for found in CALL.finditer(formula):
        in_text = formula[: found.start("name")].count(QUOTE) % 2
        if not in_text and found["name"].upper().replace(".", "_") in registry():
            return found["name"], found.end()
    return None


def _arguments(formula: str, at: int) -> tuple[tuple[str, ...], int] | None:
    """Return each argument as it is written, and the place behind the call; None where it never ends."""
    depth, in_text, parts = 0, False, [""]
    for place in range(at, len(formula)):
        sign = formula[place]
        if sign == QUOTE:
            in_text = not in_text
        elif not in_text and sign in OPENING:
            depth += 1
        elif not in_text and sign in CLOSING:
            if depth == 0:
                stripped = tuple(part.strip() for part in parts)
                return (() if stripped == ("",) else stripped), place + 1
            depth -= 1
        elif not in_text and sign == SEPARATOR and depth == 0:
            parts.append("")
            continue
        parts[-1] += sign
    return None
