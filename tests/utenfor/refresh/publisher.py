"""A publisher on this machine: a server on a real socket that answers as SSB, FHI and KDD do, faults and all."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from math import prod
from typing import Any
from urllib.parse import urlsplit

JSON = "application/json; charset=utf-8"
FORM = "json-stat2"


@dataclass(kw_only=True)
class Statistic:
    """A table: codes with labels by dimension, the figure of each combination, and the forms it is sent in."""

    codes: Mapping[str, Mapping[str, str]]
    value: Callable[[Mapping[str, str]], float | str | None]
    left_out: frozenset[str] = frozenset()
    codelists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sparse: bool = False
    index_as_list: bool = False
    most_cells: int = 800_000
    refusal: int = 403
    changed: Callable[[dict[str, Any]], None] | None = None

    def dataset(self, asked: Mapping[str, list[str]]) -> dict[str, Any]:
        """Return JSON-stat 2.0 of the codes asked for; a text for a figure is the sign for why there is none."""
        values: list[float | None] = []
        status: dict[str, str] = {}
        for place, codes in enumerate(product(*asked.values())):
            found = self.value(dict(zip(asked, codes, strict=True)))
            if isinstance(found, str):
                status[str(place)] = found
            values.append(None if isinstance(found, str) else found)
        known = {str(place): value for place, value in enumerate(values) if value is not None}
        dataset = {
            "version": "2.0",
            "class": "dataset",
            "id": list(asked),
            "size": [len(codes) for codes in asked.values()],
            "dimension": {name: self.dimension(name, codes) for name, codes in asked.items()},
            "value": known if self.sparse else values,
            "status": status,
        }
        if self.changed:
            self.changed(dataset)
        return dataset

    def dimension(self, name: str, codes: list[str]) -> dict[str, Any]:
        """Return one dimension of a dataset with these codes."""
        labels = {**self.codes[name], **next(iter(self.codelists.values()), {})}
        index: Any = codes if self.index_as_list else {code: place for place, code in enumerate(codes)}
        return {
            "label": name,
            "category": {"index": index, "label": {code: labels.get(code, code) for code in codes}},
            "extension": {"elimination": name in self.left_out},
        }


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer: status, content, and the headers beside its length."""

    status: int = 200
    content: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    cut: bool = False


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call that was made."""

    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]
    at: float


@dataclass(kw_only=True)
class Publisher:
    """What is published, which faults come first, and every call that was made."""

    address: str = ""
    ssb: dict[str, Statistic] = field(default_factory=dict)
    fhi: dict[str, Statistic] = field(default_factory=dict)
    pages: dict[str, Given] = field(default_factory=dict)
    faults: dict[str, list[Given]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self, call: Call) -> Given:
        """Return the answer to a call: a fault that waits for it, else what is published."""
        self.calls.append(call)
        path = urlsplit(call.path).path
        for part, waiting in self.faults.items():
            if part in path and waiting:
                return waiting.pop(0)
        if path in self.pages:
            return self.pages[path]
        parts = path.strip("/").split("/")
        try:
            found = self._ssb(parts[1:], call) if parts[0] == "ssb" else self._fhi(parts[2:], call)
        except (KeyError, IndexError):
            return Given(status=404, content=b'{"title":"Not found"}')
        return found if isinstance(found, Given) else _given(found)

    def _ssb(self, parts: list[str], call: Call) -> dict[str, Any] | Given:
        if parts[0] == "codelists":
            codes = next(one.codelists[parts[1]] for one in self.ssb.values() if parts[1] in one.codelists)
            return {"id": parts[1], "values": [{"code": code, "label": label} for code, label in codes.items()]}
        statistic = self.ssb[parts[1]]
        if parts[2] == "metadata":
            whole = {name: list(codes) for name, codes in statistic.codes.items()}
            dimensions = {name: statistic.dimension(name, codes) for name, codes in whole.items()}
            return {"version": "2.0", "class": "dataset", "id": list(whole), "dimension": dimensions}
        asked = {one["variableCode"]: one["valueCodes"] for one in json.loads(call.body)["selection"]}
        return self._data(statistic, asked)

    def _fhi(self, parts: list[str], call: Call) -> dict[str, Any] | Given:
        statistic = self.fhi[parts[1]]
        if parts[2] == "dimension":
            return {"dimensions": [_fhi_dimension(name, codes) for name, codes in statistic.codes.items()]}
        read = json.loads(call.body)
        assert read["response"]["format"] == FORM
        return self._data(statistic, {one["code"]: one["values"] for one in read["dimensions"]})

    def _data(self, statistic: Statistic, asked: dict[str, list[str]]) -> dict[str, Any] | Given:
        if prod(map(len, asked.values())) > statistic.most_cells:
            title = "Too many cells selected"
            return Given(status=statistic.refusal, content=json.dumps({"title": title}).encode())
        return statistic.dataset(asked)


def _given(value: object) -> Given:
    return Given(content=json.dumps(value, ensure_ascii=False).encode("utf-8"))


def _fhi_dimension(name: str, codes: Mapping[str, str]) -> dict[str, Any]:
    """Return a dimension as FHI describes it: places lie below the country, as a tree."""
    listed = [{"value": code, "label": label} for code, label in codes.items()]
    tree = [{**listed[0], "children": listed[1:]}] if name == "GEO" else listed
    return {"code": name, "label": name, "categories": tree}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        headers = {name.casefold(): value for name, value in self.headers.items()}
        call = Call(method=self.command, path=self.path, body=body, headers=headers, at=time.monotonic())
        given = self.publisher.answer(call)
        self.send_response(given.status)
        for name, value in {**self.publisher.headers, **given.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(given.content)))
        self.end_headers()
        if given.cut:
            self.wfile.write(given.content[: len(given.content) // 2])
            self.close_connection = True
            return
        self.wfile.write(given.content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def publishing() -> Iterator[Publisher]:
    """Start a publisher on a free port of this machine, and stop it afterwards."""
    publisher = Publisher()
    handler = type("Handler", (_Handler,), {"publisher": publisher})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    publisher.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
