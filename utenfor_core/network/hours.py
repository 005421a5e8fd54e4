"""The hours of a meeting as people write them: from and to, whole or with minutes."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

WRITTEN: Final = re.compile(
    r"(?:kl\.?\s*)?(?P<from>\d{1,2}(?:[.:]\d{2})?)\s*(?:[-–—]|til)\s*(?P<to>\d{1,2}(?:[.:]\d{2})?)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """From when until when on one day, local time; `end` is later than `start`."""

    start: time
    end: time


def hours_of(text: str) -> Hours | None:
    """Return the hours that a text states, or None when it states none that can be read.

    >>> hours_of("10–17")
    Hours(start=datetime.time(10, 0), end=datetime.time(17, 0))
    >>> hours_of("kl. 9.30 til 15:45").end, hours_of("17–10"), hours_of("hele dagen")
    (datetime.time(15, 45), None, None)
    """
    found = WRITTEN.fullmatch(text.strip().casefold())
    if found is None:
        return None
    try:
        start, end = (_time(found[name]) for name in ("from", "to"))
    except ValueError:
        return None
    return Hours(start=start, end=end) if start < end else None


def _time(text: str) -> time:
    hour, _, minute = text.replace(":", ".").partition(".")
    return time(int(hour), int(minute or 0))
