"""Answers kept on disk: asked for again only when they are old, and then on the condition that they have changed."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from utenfor.refresh.client import NOT_MODIFIED, Client
from utenfor.refresh.records import Answer
from workbook_templates.writing import Unfinished

JSON: Final = ("application/json", "application/vnd.", "text/json")
"""What an answer in JSON may call itself."""
HOUR: Final = 3600
"""Seconds in an hour."""
TAGS: Final = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""What a server marks an answer with, and how it is asked whether that still holds."""


class Keeper:
    """The kept answers of a folder, and the client that gets those that are wanting."""

    def __init__(self, client: Client, folder: Path, hours: float) -> None:
        """Keep answers in `folder` for `hours`; 0 asks the server every time."""
        self.client, self.folder, self.hours = client, folder, hours

    def answer(self, address: str, *, body: bytes | None = None, kinds: tuple[str, ...] = JSON) -> Answer:
        """Return the answer to a call, kept or new. Raises as `Client.call`."""
        key = hashlib.sha256(address.encode() + b"\n" + (body or b"")).hexdigest()
        kept = self._kept(key)
        now = datetime.now(UTC)
        if kept and (now - datetime.fromisoformat(kept[1]["fetched"])).total_seconds() < self.hours * HOUR:
            return _answer(kept[0], kept[1]["fetched"], address, body, kept=True)
        conditions = {TAGS[tag]: kept[1][tag] for tag in TAGS if kept[1].get(tag)} if kept else {}
        reply = self.client.call(address, body=body, kinds=kinds, headers=conditions)
        same = reply.status == NOT_MODIFIED and kept is not None
        content = kept[0] if same and kept else reply.content
        marks = {tag: reply.headers.get(tag) or (kept[1].get(tag, "") if same and kept else "") for tag in TAGS}
        fetched = now.isoformat(timespec="seconds")
        self._keep(key, content, {**marks, "fetched": fetched, "address": address})
        return _answer(content, fetched, address, body, kept=same)

    def _kept(self, key: str) -> tuple[bytes, dict[str, str]] | None:
        """Return a kept answer with its marks; one that is damaged is as if it were not there."""
        try:
            content = (self.folder / f"{key}.body").read_bytes()
            marks: dict[str, str] = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            datetime.fromisoformat(marks["fetched"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (content, marks) if marks.get("sha256") == hashlib.sha256(content).hexdigest() else None

    def _keep(self, key: str, content: bytes, marks: dict[str, str]) -> None:
        with Unfinished(self.folder / f"{key}.body") as path:
            path.write_bytes(content)
        marks = {**marks, "sha256": hashlib.sha256(content).hexdigest()}
        with Unfinished(self.folder / f"{key}.json") as path:
            path.write_text(json.dumps(marks, indent=1), encoding="utf-8")


def _answer(content: bytes, fetched: str, address: str, body: bytes | None, *, kept: bool) -> Answer:
    return Answer(
        content=content,
        fetched=fetched,
        sha256=hashlib.sha256(content).hexdigest(),
        address=address,
        query="" if body is None else body.decode("utf-8"),
        kept=kept,
    )
