"""Calls over the network: patient with a busy server, strict with what it sends, and never faster than it allows."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Final, Self

import httpx
import tenacity

from utenfor.refresh.descriptions import is_safe
from utenfor.refresh.records import Limits, RefreshError, TooLargeError
from utenfor_core.version import __version__

OK, NOT_MODIFIED, BAD_REQUEST, FORBIDDEN, NOT_FOUND, TOO_LARGE, TOO_MANY, SERVER = (
    200,
    304,
    400,
    403,
    404,
    413,
    429,
    500,
)
"""What HTTP calls them."""
TOO_MANY_CELLS: Final = "too many cells"
"""How PxWebApi says in a refusal that the answer would be too large; some servers say it by 403 alone."""
WINDOW: Final = re.compile(r";\s*w=(?P<seconds>\d+)")
EXCERPT: Final = 200
"""Characters of a server's own words that are told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A server's whole answer."""

    status: int
    content: bytes
    headers: Mapping[str, str]


class _AgainError(Exception):
    """Worth another attempt, after so many seconds where the server said; `unreachable`: it did not answer at all."""

    def __init__(self, why: str, after: float | None = None, *, unreachable: bool = False) -> None:
        super().__init__(why)
        self.after, self.unreachable = after, unreachable


class Client:
    """Speaks with the servers, one call at a time; used as a context manager."""

    def __init__(self, limits: Limits, rate_headers: Mapping[str, str]) -> None:
        """Open nothing yet."""
        self.limits, self.rate_headers = limits, rate_headers
        self._not_before: dict[str, float] = {}
        self._down: dict[str, str] = {}
        self._http = httpx.Client(
            timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
            follow_redirects=True,
            max_redirects=limits.most_redirects,
            headers={"User-Agent": f"utenfor-regnskapet/{__version__}"},
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self._http.close()

    def call(
        self,
        address: str,
        *,
        body: bytes | None = None,
        kinds: tuple[str, ...],
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Get an address, or post a body of JSON to it, and return the whole answer (200, or 304 when that was asked).

        Again after 429, 5xx and a broken connection: when Retry-After says, else after doubled waits. `kinds` are what
        the answer's content type may begin with. A host that cannot be reached is not tried for the next table.

        Raises TooLargeError when the server holds the answer to be too large, RefreshError for all else.
        """
        tries = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.limits.attempts),
            wait=self._wait,
            retry=tenacity.retry_if_exception_type(_AgainError),
            reraise=True,
        )
        host = httpx.URL(address).host
        if host in self._down:
            message = f"{address}: ikke spurt, for {host} svarte ikke ({self._down[host]})."
            raise RefreshError(message)
        try:
            return tries(self._once, address, body, kinds, headers or {})
        except _AgainError as error:
            if error.unreachable:
                self._down[host] = str(error)
            message = f"{address}: {error}. Prøvd {self.limits.attempts} ganger. Prøv igjen senere."
            raise RefreshError(message) from error

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _AgainError) and error.after is not None:
            return error.after
        doubled: float = tenacity.wait_exponential(self.limits.first_wait, self.limits.longest_wait)(state)
        return doubled

    def _once(self, address: str, body: bytes | None, kinds: tuple[str, ...], headers: Mapping[str, str]) -> Reply:
        request = self._http.build_request(
            "GET" if body is None else "POST",
            address,
            content=body,
            headers={**({} if body is None else {"Content-Type": "application/json"}), **headers},
        )
        host = request.url.host
        time.sleep(max(0.0, self._not_before.get(host, 0.0) - time.monotonic()))
        try:
            response = self._http.send(request, stream=True)
            try:
                content = self._read(address, response)
            finally:
                response.close()
        except httpx.TooManyRedirects as error:
            message = f"{address}: tjeneren sender oss videre for mange ganger."
            raise RefreshError(message) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            why = f"forbindelsen ble brutt ({type(error).__name__})"
            raise _AgainError(why, unreachable=isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)) from error
        self._heed(host, response.headers)
        return self._judged(address, response, content, kinds)

    def _read(self, address: str, response: httpx.Response) -> bytes:
        """Return the unpacked content, which may not pass the limit: a packed bomb is left before it is read out."""
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self.limits.most_bytes:
                message = f"{address}: svaret er større enn {self.limits.most_bytes} byte og leses ikke."
                raise RefreshError(message)
            parts.append(part)
        return b"".join(parts)

    def _judged(self, address: str, response: httpx.Response, content: bytes, kinds: tuple[str, ...]) -> Reply:
        status, said = response.status_code, _said(content)
        if status == TOO_MANY or status >= SERVER:
            why = f"tjeneren svarte {status}"
            raise _AgainError(why, self._after(address, response.headers))
        if status in {FORBIDDEN, TOO_LARGE} or (status == BAD_REQUEST and TOO_MANY_CELLS in said.casefold()):
            message = f"{address}: tjeneren avviste spørringen ({status}): {said}"
            raise TooLargeError(message)
        if status == NOT_MODIFIED:
            return Reply(status=status, content=b"", headers=response.headers)
        if status != OK:
            what = "Tabellen finnes ikke der." if status == NOT_FOUND else f"Tjeneren sa: {said}"
            message = f"{address}: svarte {status}. {what}"
            raise RefreshError(message)
        if not is_safe(str(response.url)):
            message = f"{address}: tjeneren sendte oss videre til en adresse uten kryptering, {response.url}."
            raise RefreshError(message)
        kind = response.headers.get("content-type", "").casefold()
        if not kind.startswith(kinds):
            message = f"{address}: svaret er «{kind or 'uten type'}», ikke {' eller '.join(kinds)}."
            raise RefreshError(message)
        return Reply(status=status, content=content, headers=response.headers)

    def _after(self, address: str, headers: Mapping[str, str]) -> float | None:
        """Return the seconds that Retry-After asks us to wait; a server that asks for too much is left in peace."""
        told = headers.get("retry-after", "").strip()
        if not told:
            return None
        try:
            after = float(told) if told.isdecimal() else _seconds_until(told)
        except ValueError:
            return None
        if after > self.limits.longest_wait:
            message = f"{address}: tjeneren ber oss vente i {after:.0f} sekunder. Prøv igjen da."
            raise RefreshError(message)
        return max(0.0, after)

    def _heed(self, host: str, headers: Mapping[str, str]) -> None:
        """Remember not to call again in this window when the server says that nothing is left of it."""
        if headers.get(self.rate_headers["remaining"], "").strip() != "0":
            return
        window = WINDOW.search(headers.get(self.rate_headers["policy"], ""))
        reset = headers.get(self.rate_headers["reset"], "").strip()
        seconds = self.limits.window_seconds if window is None else float(window["seconds"])
        if reset.isdecimal():
            seconds = min(seconds, float(reset))
        self._not_before[host] = time.monotonic() + seconds


def _said(content: bytes) -> str:
    return " ".join(content.decode("utf-8", errors="replace").split())[:EXCERPT]


def _seconds_until(date: str) -> float:
    return (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
