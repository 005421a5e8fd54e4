"""A real server for the tests: a process of its own on loopback, over TLS, as `utenfor serve` starts it."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from addin.officejs.calculations import CALL

REPOSITORY = Path(__file__).parents[3]
PATIENCE = 120.0
"""Seconds a test waits for a server to start or stop before it gives up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Running:
    """A server that runs: its address, the certificate folder, its process, and what it has written."""

    address: str
    port: int
    folder: Path
    process: "subprocess.Popen[bytes]"
    log: Path

    def trusting(self) -> ssl.SSLContext:
        """Return a TLS context that trusts the certificate this server made, and nothing else."""
        return ssl.create_default_context(cafile=str(self.folder / "utenfor-ca.pem"))

    def client(self) -> httpx.Client:
        """Return a client of the server."""
        tls = self.trusting() if self.address.startswith("https") else True
        return httpx.Client(base_url=self.address, verify=tls, timeout=PATIENCE, trust_env=False)

    def written(self) -> str:
        """Return everything the server has written, to its log and otherwise."""
        return self.log.read_text("utf-8")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def command(folder: Path, port: int, *words: str) -> list[str]:
    """Return the command that starts a server; the licence key is this test's own choice."""
    start = [sys.executable, "-W", "error", "-m", "utenfor", "serve", "--license", "noncommercial"]
    return [*start, "--folder", str(folder), "--port", str(port), *words]


@contextmanager
def running(folder: Path, *words: str, told: str = "") -> Iterator[Running]:
    """Run a server with more words on its command line and the text of a settings file; it is stopped at the end."""
    port, log = free_port(), folder / "server.log"
    if told:
        (folder / "server.toml").write_text(told, encoding="utf-8")
        words = (*words, "--settings", str(folder / "server.toml"))
    plain = "behind_proxy = true" in told
    environment = {name: value for name, value in os.environ.items() if name != "XLWINGS_LICENSE_KEY"}
    with log.open("wb") as written:
        process = subprocess.Popen(
            command(folder, port, *words), cwd=REPOSITORY, stdout=written, stderr=written, env=environment
        )
    address = f"{'http' if plain else 'https'}://localhost:{port}"
    server = Running(address=address, port=port, folder=folder, process=process, log=log)
    try:
        wait_for(server)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def wait_for(server: Running) -> None:
    """Return when the server listens; fail with what it wrote when it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = f"the server did not start:\n{server.written()}"
    raise AssertionError(message)


def as_excel_posts(name: str, *arguments: object) -> dict[str, object]:
    """Return a call as Excel posts it: every argument rows of cells, one that is left out null."""
    return {
        "client": "Office.js",
        "func_name": name,
        "args": [[[one]] if not isinstance(one, list) and one is not None else one for one in arguments],
        "caller_address": "[Bok1.xlsx]Ark1!B2",
        "runtime": "1.4",
    }


def called(client: httpx.Client, name: str, *arguments: object) -> list[list[object]]:
    """Return the rows a function answers over HTTP."""
    answer = client.post(CALL, json=as_excel_posts(name, *arguments))
    assert answer.status_code == httpx.codes.OK, answer.text
    rows: list[list[object]] = answer.json()["result"]
    return rows
