"""The server's log: one JSON line an event, with where, how long and how it went; never what stands in a cell."""

import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog

PACKAGES = ("addin", "utenfor_core", "utenfor", "workbook_templates")
ALLOWED = frozenset({
    "address", "event", "function", "kind", "level", "local", "method", "milliseconds", "place", "request", "route",
    "script", "sign_in", "status", "timestamp", "version",
})  # fmt: skip
"""The only names an event may carry. Request bodies, cells, arguments, queries, tokens and users are none of them."""


def only_allowed(_: object, __: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """Drop whatever is not meant for the log, so that a careless call cannot write cells to it.

    >>> only_allowed(None, "", {"event": "call", "cells": [1]})
    {'event': 'call'}
    """
    return {name: value for name, value in event.items() if name in ALLOWED}


def open_journal(stream: TextIO | None = None) -> Any:  # noqa: ANN401  # structlog types its loggers so
    """Return the logger: JSON lines to standard error, or to a stream."""
    return structlog.wrap_logger(
        structlog.WriteLogger(stream or sys.stderr),
        processors=[
            only_allowed,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.BoundLogger,
    )


def place_of_error(error: BaseException) -> str:
    """Return where an error was raised, `module.py:line` of our own code; its message may hold cells."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if any(part in PACKAGES for part in Path(one.filename).parts)] or list(frames)
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
