"""One server for the tests that only ask it things."""

from collections.abc import Iterator

import httpx
import pytest

from tests.addin.officejs.running import Running, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server as it is delivered: loopback, TLS, no sign-in."""
    with running(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="session")
def client(server: Running) -> Iterator[httpx.Client]:
    """A client of that server."""
    with server.client() as opened:
        yield opened
