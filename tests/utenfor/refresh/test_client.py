"""Calls to a server that is busy, broken, slow to let go, or says something else than it should."""

import gzip
import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.utenfor.refresh.publisher import JSON, Given, Publisher
from utenfor.refresh.client import Client
from utenfor.refresh.descriptions import services
from utenfor.refresh.keeping import JSON as JSON_KINDS
from utenfor.refresh.keeping import Keeper
from utenfor.refresh.records import RefreshError, Services, TooLargeError

GOOD = Given(content=b'{"svar": 1}')
TYPE = {"Content-Type": JSON}


@pytest.fixture
def known(services_file: Path, publisher: Publisher) -> Services:
    publisher.pages["/a"] = GOOD
    return services(services_file)


def called(publisher: Publisher, known: Services, *faults: Given) -> bytes:
    publisher.faults["/a"] = list(faults)
    with Client(known.limits, known.rate_headers) as client:
        return client.call(f"{publisher.address}/a", kinds=JSON_KINDS).content


@pytest.mark.parametrize(
    "fault",
    [
        Given(status=429),
        Given(status=429, headers={**TYPE, "Retry-After": "0"}),
        Given(status=429, headers={**TYPE, "Retry-After": format_datetime(datetime.now(UTC) - timedelta(hours=1))}),
        Given(status=429, headers={**TYPE, "Retry-After": "snart"}),
        Given(status=500),
        Given(status=503, headers={**TYPE, "Retry-After": "0"}),
        Given(content=b'{"svar": 1, "lang": "0123456789"}', cut=True),
        Given(content=b"ikke gzip", headers={**TYPE, "Content-Encoding": "gzip"}),
    ],
    ids=["429", "429 at once", "429 by date", "429 by word", "500", "503", "cut", "broken gzip"],
)
def test_a_server_that_is_busy_or_breaks_off_is_asked_again(
    publisher: Publisher, known: Services, fault: Given
) -> None:
    assert called(publisher, known, fault, fault) == GOOD.content
    assert len(publisher.calls) == 3


def test_a_server_that_stays_down_is_left_after_the_attempts_we_have(publisher: Publisher, known: Services) -> None:
    with pytest.raises(RefreshError, match=r"svarte 502\. Prøvd 4 ganger"):
        called(publisher, known, *[Given(status=502)] * 9)
    assert len(publisher.calls) == known.limits.attempts


def test_a_second_that_the_server_asks_for_is_waited(publisher: Publisher, known: Services) -> None:
    called(publisher, known, Given(status=429, headers={**TYPE, "Retry-After": "1"}))
    first, second = (call.at for call in publisher.calls)
    assert second - first >= 0.99


def test_a_server_that_asks_for_an_hour_is_left_in_peace(publisher: Publisher, known: Services) -> None:
    with pytest.raises(RefreshError, match="vente i 3600 sekunder"):
        called(publisher, known, Given(status=429, headers={**TYPE, "Retry-After": "3600"}))
    assert len(publisher.calls) == 1


@pytest.mark.parametrize("headers", [{"x-ratelimit-policy": "40;w=1s"}, {}, {"x-ratelimit-reset": "1"}])
def test_no_call_is_made_in_a_window_of_which_the_server_says_that_nothing_is_left(
    publisher: Publisher, known: Services, headers: dict[str, str]
) -> None:
    publisher.headers = {"x-ratelimit-remaining": "0", **headers}
    with Client(known.limits, known.rate_headers) as client:
        for _ in range(2):
            client.call(f"{publisher.address}/a", kinds=JSON_KINDS)
    first, second = (call.at for call in publisher.calls)
    assert second - first >= 0.99


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (Given(status=403, content=b"nei"), TooLargeError),
        (Given(status=413), TooLargeError),
        (Given(status=400, content=b'{"title":"Too many cells selected"}'), TooLargeError),
        (Given(status=400, content=b'{"title":"Non-existent value"}'), RefreshError),
        (Given(status=404), RefreshError),
        (Given(content=b"<html>", headers={"Content-Type": "text/html"}), RefreshError),
        (Given(content=b"{}", headers={}), RefreshError),
        (Given(status=302, headers={"Location": "/a", **TYPE}), RefreshError),
        (Given(status=301, headers={"Location": "http://example.invalid/", **TYPE}), RefreshError),
    ],
)
def test_what_another_attempt_will_not_mend_is_told_at_once(
    publisher: Publisher, known: Services, fault: Given, refusal: type[RefreshError]
) -> None:
    with pytest.raises(RefreshError) as told:
        called(publisher, known, *[fault] * 9)
    assert type(told.value) is refusal
    assert publisher.address in str(told.value)


def test_a_refusal_tells_what_the_server_said(publisher: Publisher, known: Services) -> None:
    with pytest.raises(RefreshError, match="Non-existent value"):
        called(publisher, known, Given(status=400, content=b'{"title":"Non-existent value"}'))


def test_a_packed_bomb_is_left_before_it_is_read_out(publisher: Publisher, known: Services) -> None:
    bomb = gzip.compress(b" " * (known.limits.most_bytes + 1_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(RefreshError, match="større enn 40000000 byte"):
        called(publisher, known, Given(content=bomb, headers={**TYPE, "Content-Encoding": "gzip"}))


def test_a_host_that_is_not_there_is_tried_for_one_table_and_not_for_the_next(known: Services) -> None:
    with Client(known.limits, known.rate_headers) as client:
        for message in ("Prøvd 4 ganger", "ikke spurt, for 127.0.0.1 svarte ikke"):
            with pytest.raises(RefreshError, match=message):
                client.call("http://127.0.0.1:1/a", kinds=JSON_KINDS)


def test_a_kept_answer_is_used_while_it_is_new_and_asked_about_when_it_is_old(
    publisher: Publisher, known: Services, tmp_path: Path
) -> None:
    publisher.pages["/a"] = Given(content=GOOD.content, headers={**TYPE, "ETag": '"1"'})
    address = f"{publisher.address}/a"
    with Client(known.limits, known.rate_headers) as client:
        first, second = (Keeper(client, tmp_path, 12).answer(address) for _ in range(2))
        publisher.faults["/a"] = [Given(status=304, content=b"", headers={"ETag": '"1"'})]
        third = Keeper(client, tmp_path, 0).answer(address)
        fourth = Keeper(client, tmp_path, 0).answer(address)
    assert (first.kept, second.kept, third.kept, fourth.kept) == (False, True, True, False)
    assert {one.content for one in (first, second, third, fourth)} == {GOOD.content}
    asked = [call.headers.get("if-none-match") for call in publisher.calls]
    assert asked == [None, '"1"', '"1"']


@pytest.mark.parametrize("damage", ["body", "json"])
def test_a_kept_answer_that_is_damaged_is_fetched_anew(
    publisher: Publisher, known: Services, tmp_path: Path, damage: str
) -> None:
    address = f"{publisher.address}/a"
    with Client(known.limits, known.rate_headers) as client:
        keeper = Keeper(client, tmp_path, 12)
        keeper.answer(address)
        (kept,) = tmp_path.glob(f"*.{damage}")
        kept.write_bytes(kept.read_bytes()[:-3])
        assert keeper.answer(address).content == GOOD.content
    assert len(publisher.calls) == 2


def test_a_posted_question_reaches_the_server_whole(publisher: Publisher, known: Services) -> None:
    body = json.dumps({"spørsmål": ["æøå"] * 1000}, ensure_ascii=False).encode()
    with Client(known.limits, known.rate_headers) as client:
        client.call(f"{publisher.address}/a", body=body, kinds=JSON_KINDS)
    (call,) = publisher.calls
    assert (call.method, call.body, call.headers["content-type"]) == ("POST", body, "application/json")
    assert call.at <= time.monotonic()
