"""The server's gate: every request's host, type, size and time are judged and logged; no traceback leaves."""

import asyncio
import json
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from addin.officejs.journal import place_of_error
from addin.officejs.settings import Settings, is_local

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MISDIRECTED, TOO_LARGE, WRONG_TYPE, TOO_SLOW_TO_SEND, BROKEN, TOO_SLOW = 421, 413, 415, 408, 500, 504
MILLISECONDS = 1000
REFERENCE = "utenfor.reference"
"""The request's number in its scope: it stands in the log, and in the answer when something broke."""

TEXTS: Mapping[int, str] = {
    MISDIRECTED: "Serveren svarer ikke på dette navnet. Bruk adressen i manifestet.",
    TOO_LARGE: "Kallet er for stort. Del området i flere kall, eller send færre ark.",
    WRONG_TYPE: "Kallet må være JSON.",
    TOO_SLOW_TO_SEND: "Kallet kom ikke fram i tide. Prøv igjen.",
    BROKEN: "Noe gikk galt på serveren. Prøv igjen. Skjer det igjen, gi referansen til den som drifter tillegget.",
    TOO_SLOW: "Regnestykket tok for lang tid. Del området i flere kall, eller prøv igjen om litt.",
}


def security_headers(domains: tuple[str, ...]) -> list[tuple[bytes, bytes]]:
    """Return the headers of every answer: nothing from elsewhere, and framed by Excel on the web only."""
    office = " ".join(f"https://*.{domain}" for domain in domains)
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; "
        f"frame-ancestors 'self' {office}"
    )
    headers = {
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "strict-transport-security": "max-age=31536000",
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()]


class Gate:
    """An ASGI application around another: it reads the body itself, within size and time, before the other sees it."""

    def __init__(self, app: App, settings: Settings, journal: Any) -> None:  # noqa: ANN401  # structlog types it so
        """Keep what to guard, by what limits, and where to write."""
        self._app, self._settings, self._journal = app, settings, journal
        self._headers = security_headers(settings.domains)
        self._hosts = {urlsplit(settings.address).netloc, urlsplit(settings.address).hostname or ""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, start = uuid.uuid4().hex[:12], time.perf_counter()
        scope[REFERENCE] = request
        answered = _Answer(send, self._headers)
        status = await self._judged(scope, receive, answered, request)
        if status and not answered.status:
            await _refuse(answered, status, request)
        route = scope.get("route")
        self._journal.info(
            "answered",
            request=request,
            method=scope["method"],
            route=getattr(route, "path", None) or "(ukjent)",
            status=answered.status,
            milliseconds=round((time.perf_counter() - start) * MILLISECONDS, 1),
        )

    async def _judged(self, scope: Scope, receive: Receive, answered: "_Answer", request: str) -> int:
        """Pass the request on; return the status to refuse it with, or 0."""
        headers = dict(scope["headers"])
        if not self._is_ours(headers.get(b"host", b"").decode("latin-1")):
            return MISDIRECTED
        if scope["method"] == "POST" and not headers.get(b"content-type", b"").startswith(b"application/json"):
            return WRONG_TYPE
        started = False
        try:
            async with asyncio.timeout(self._settings.seconds):
                body = await _body(receive, headers, self._settings.body_bytes)
                if body is None:
                    return TOO_LARGE
                started = True
                await self._app(scope, _replayed(body, receive), answered)
        except TimeoutError:
            return TOO_SLOW if started else TOO_SLOW_TO_SEND
        except Exception as error:  # noqa: BLE001  # whatever it is, it must not leave the server
            self._journal.error("broken", request=request, kind=type(error).__name__, place=place_of_error(error))
            return BROKEN
        return 0

    def _is_ours(self, host: str) -> bool:
        name = urlsplit(f"//{host}").hostname or ""
        return host in self._hosts or name in self._hosts or (self._settings.local and is_local(name))


class _Answer:
    """Sends an answer on with our headers, and remembers its status; 0 until it has begun."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self._send, self._headers, self.status = send, headers, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), *self._headers]
        await self._send(message)


def refusal(status: int, request: str) -> dict[str, str]:
    """Return what a refused caller is told, and the number to give to whoever runs the server.

    >>> refusal(413, "1")["detail"][:22]
    'Kallet er for stort. D'
    """
    return {"detail": TEXTS[status], "reference": request}


async def _body(receive: Receive, headers: Mapping[bytes, bytes], most: int) -> bytes | None:
    """Return the request's body, or None when it is larger than it may be; reading stops there."""
    declared = headers.get(b"content-length", b"0")
    if not declared.isdigit() or int(declared) > most:
        return None
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return a receive that gives the body once, and then what comes after it: the end of the connection."""
    left = [body]

    async def again() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return again


async def _refuse(send: Send, status: int, request: str) -> None:
    content = json.dumps(refusal(status, request), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", str(len(content)).encode())]
    if status in {TOO_LARGE, TOO_SLOW_TO_SEND}:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
