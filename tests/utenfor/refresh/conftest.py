"""What the tests of refreshing may ask for: a publisher, and a file of services that points to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.utenfor.refresh.publisher import Publisher, publishing

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy", "UTENFOR_FIGURES")
SERVICES = """
[limits]
connect_seconds = 5
read_seconds = 20
most_bytes = 40000000
attempts = 4
first_wait = 0.01
longest_wait = 3.0
most_redirects = 3
cache_hours = 12
window_seconds = 1

[rate_headers]
policy = "x-ratelimit-policy"
remaining = "x-ratelimit-remaining"
reset = "x-ratelimit-reset"

[services.ssb]
kind = "pxwebapi"
address = "{address}/ssb"
publisher = "Statistisk sentralbyrå"
most_cells = 800000
options = {{ language = "no" }}

[services.fhi]
kind = "fhi"
address = "{address}/fhi"
publisher = "Folkehelseinstituttet"
most_cells = 50000
options = {{ source = "nokkel" }}

[services.kdd]
kind = "kdd"
address = "{address}/kdd/side/"
publisher = "Kommunal- og distriktsdepartementet"
most_cells = 100000
options = {{}}
"""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls go to this machine, not by way of another."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """Give a publisher that runs for one test, with nothing published yet."""
    with publishing() as running:
        yield running


@pytest.fixture
def services_file(publisher: Publisher, tmp_path: Path) -> Path:
    """Give a file of services that points to the publisher."""
    path = tmp_path / "services.toml"
    path.write_text(SERVICES.format(address=publisher.address), encoding="utf-8")
    return path
