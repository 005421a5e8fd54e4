"""The day a file was made, for its stamp: today, or the day that SOURCE_DATE_EPOCH says, so that a build can be redone.

SOURCE_DATE_EPOCH (seconds since 1970, UTC) is the convention of reproducible builds: the same inputs and the same day
are the same bytes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from utenfor_core.errors import InputError

VARIABLE: Final = "SOURCE_DATE_EPOCH"
_redone: ContextVar[datetime | None] = ContextVar("redone", default=None)


def build_day() -> datetime:
    """Return the day at midnight, without a zone, as the file formats want it.

    Raises InputError when the variable is set to anything but a whole number of seconds.

    >>> from unittest.mock import patch
    >>> with patch.dict(os.environ, {VARIABLE: "1795000000"}):
    ...     build_day().date().isoformat()
    '2026-11-18'
    """
    said = os.environ.get(VARIABLE)
    if said is None:
        moment = _redone.get() or datetime.now().astimezone()
    elif said.isdecimal():
        moment = datetime.fromtimestamp(int(said), UTC)
    else:
        message = f"{VARIABLE} er «{said}». Skriv hele sekunder siden 1970, eller fjern variabelen."
        raise InputError(message)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


@contextmanager
def as_made(path: Path) -> Iterator[None]:
    """Let what is written be of the day an existing file was written, to tell whether it is still as it was made."""
    token = _redone.set(datetime.fromtimestamp(path.stat().st_mtime).astimezone())
    try:
        yield
    finally:
        _redone.reset(token)
