"""What keeps the server safe: hosts, types, sizes, times, origins; errors that say nothing; a log without cells."""

import asyncio
import io
import json
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from addin.officejs.calculations import CALL
from addin.officejs.gate import Gate
from addin.officejs.journal import open_journal
from addin.officejs.settings import read_settings
from tests.addin.officejs.running import Running, as_excel_posts, called, running
from tests.addin.officejs.test_scripts_over_http import FORM, book

JSON = {"content-type": "application/json"}
SLOW = """
[limits]
seconds = 0.02
body_bytes = 1000
"""


def test_a_call_that_is_too_large_is_refused_whether_it_says_its_size_or_not(client: httpx.Client) -> None:
    large = b'{"func_name": "' + b"x" * 10_000_001 + b'"}'
    declared = client.post(CALL, content=large, headers=JSON)
    streamed = client.post(CALL, content=iter([large[:6_000_000], large[6_000_000:]]), headers=JSON)
    assert {declared.status_code, streamed.status_code} == {httpx.codes.REQUEST_ENTITY_TOO_LARGE}
    assert declared.json()["detail"].startswith("Kallet er for stort.")


def test_a_calculation_or_a_body_that_takes_too_long_is_given_up_in_words(tmp_path: Path) -> None:
    with running(tmp_path, told=SLOW) as server, server.client() as client:
        answer = client.post(CALL, json=as_excel_posts("UTENFOR_SAVINGS", "vgs_frafall", 80, 0.1))  # the first: cold
        assert answer.status_code == httpx.codes.GATEWAY_TIMEOUT
        assert answer.json()["detail"].startswith("Regnestykket tok for lang tid.")
        with server.trusting().wrap_socket(
            socket.create_connection(("127.0.0.1", server.port)), server_hostname="localhost"
        ) as line:
            line.sendall(
                f"POST {CALL} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                "Content-Length: 100\r\n\r\n{".encode()
            )
            assert line.recv(1000).split(b" ")[1] == b"408"


def test_only_the_server_s_own_name_is_answered(client: httpx.Client) -> None:
    answer = client.get("/health", headers={"host": "ond.example.no"})
    assert answer.status_code == httpx.codes.MISDIRECTED_REQUEST


def test_a_call_that_is_not_json_is_refused_so_that_no_foreign_form_can_post(client: httpx.Client) -> None:
    content = json.dumps(as_excel_posts("UTENFOR_VERSION"))
    answer = client.post(CALL, content=content, headers={"content-type": "text/plain"})
    assert answer.status_code == httpx.codes.UNSUPPORTED_MEDIA_TYPE


@pytest.mark.parametrize(
    ("origin", "taken"),
    [
        ("https://excel.officeapps.live.com", True),
        ("https://excel.cloud.microsoft", True),
        ("https://officeapps.live.com.example.no", False),
        ("https://example.no", False),
        ("http://excel.officeapps.live.com", False),
        ("null", False),
    ],
)
def test_only_excel_s_own_pages_may_call_from_elsewhere(client: httpx.Client, origin: str, *, taken: bool) -> None:
    headers = {"origin": origin, "access-control-request-method": "POST"}
    answer = client.options(CALL, headers=headers | {"access-control-request-headers": "content-type,authorization"})
    assert (answer.headers.get("access-control-allow-origin") == origin) is taken
    direct = client.post(CALL, json=as_excel_posts("UTENFOR_VERSION"), headers={"origin": origin})
    assert (direct.headers.get("access-control-allow-origin") == origin) is taken


def test_every_answer_lets_only_excel_frame_it_and_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/taskpane.html", "/health", "/finnes-ikke", "/static/panel.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'self' https://*.officeapps.live.com" in policy


def test_health_and_version_answer_and_what_is_not_there_says_so(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/version").json()["version"] == called(client, "UTENFOR_VERSION")[0][0]
    assert client.get("/docs").json() == {"detail": "Adressen finnes ikke."}
    assert client.get("/static/../app.py").status_code == httpx.codes.NOT_FOUND
    assert client.get("/static/%2e%2e/app.py").status_code == httpx.codes.NOT_FOUND


def test_what_stands_in_cells_forms_and_addresses_is_never_logged(server: Running, client: httpx.Client) -> None:
    secrets = ("987654.321", "Hemmelig-tekst", "hemmelig-adresse", "Hemmelig-hode")
    called(client, "UTENFOR_SAVINGS", "Hemmelig-tekst", [[987654.321], ["Hemmelig-tekst"]], 0.1)
    called(client, "UTENFOR_PRICE", 987654.321, 2022, 2026)
    client.post("/panel/savings", json=FORM | {"municipality": "Hemmelig-tekst", "count": 987654.321})
    values: list[list[object]] = [["Hemmelig-tekst", 987654.321]]
    client.post("/xlwings/custom-scripts-call/insert_calculation", json=book("A1", values))
    client.post("/xlwings/custom-scripts-call/hemmelig-adresse", json=book())
    client.get("/hemmelig-adresse?celle=Hemmelig-tekst", headers={"authorization": "Bearer Hemmelig-hode"})
    client.post(CALL, json={"func_name": "Hemmelig-tekst", "args": []})
    written = server.written()
    assert '"function": "UTENFOR_PRICE"' in written
    assert [secret for secret in secrets if secret in written] == []
    events = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert {"answered", "function", "starting"} <= {one["event"] for one in events}


def test_what_breaks_inside_leaves_no_trace_outside_and_no_cell_in_the_log() -> None:
    async def breaks(*_: object) -> None:
        message = "cellen var 987654.321"
        raise ValueError(message)

    sent: list[Any] = []
    log = io.StringIO()

    async def send(message: Any) -> None:  # noqa: ANN401  # whatever ASGI sends
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")]}
    asyncio.run(Gate(breaks, read_settings(), open_journal(log))(scope, receive, send))
    content = json.loads(sent[1]["body"])
    assert sent[0]["status"] == httpx.codes.INTERNAL_SERVER_ERROR
    assert set(content) == {"detail", "reference"}
    assert "ValueError" in log.getvalue()
    assert content["reference"] in log.getvalue()
    assert "987654" not in log.getvalue() + json.dumps(content)
