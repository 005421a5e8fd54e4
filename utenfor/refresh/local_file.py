"""A file that the user has fetched, in place of an answer from a server."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from utenfor.refresh.records import Answer
from utenfor_core.errors import InputError, system_reason


def answer_of_file(path: Path) -> Answer:
    """Return a file as an answer, dated when it was saved. Raises InputError if it cannot be read."""
    try:
        content = path.read_bytes()
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        message = f"{path}: kan ikke leses ({system_reason(error)})."
        raise InputError(message) from error
    return Answer(
        content=content,
        fetched=saved.isoformat(timespec="seconds"),
        sha256=hashlib.sha256(content).hexdigest(),
        address=path.name,
        query="",
        kept=False,
    )
