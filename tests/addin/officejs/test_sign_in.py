"""Entra ID tokens, signed with keys of our own: what is let in, and what is kept out."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from addin.officejs.calculations import CALL
from addin.officejs.manifest import manifest
from addin.officejs.settings import Authentication
from addin.officejs.tokens import NotSignedInError, TokenCheck
from tests.addin.officejs.running import as_excel_posts, running
from utenfor_core.errors import InputError

AUDIENCE = "api://utenfor.example.no/0d1c"
ISSUER = "https://login.example.no/leietaker/v2.0"
KEY_ID = "nøkkel-1"
TOLD = f"""
[server]
behind_proxy = true
address = "https://utenfor.example.no"
[authentication]
audience = ["{AUDIENCE}"]
issuer = ["{ISSUER}"]
client_id = "0d1c"
jwks_file = "keys.json"
scope = "access_as_user"
"""


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    """The key that Entra ID would sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def keys(key: RSAPrivateKey) -> str:
    """The public keys as Entra ID publishes them."""
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return json.dumps({"keys": [public | {"kid": KEY_ID, "use": "sig", "alg": "RS256"}]})


@pytest.fixture
def check(tmp_path: Path, keys: str) -> TokenCheck:
    """A check with the keys in a file."""
    path = tmp_path / "keys.json"
    path.write_text(keys, encoding="utf-8")
    return TokenCheck(told(jwks_file=path))


def told(*, jwks_file: Path | None = None, jwks_url: str | None = None) -> Authentication:
    """Return settings with the keys in a file or at an address."""
    return Authentication(
        audience=(AUDIENCE,), issuer=(ISSUER,), client_id="0d1c", jwks_file=jwks_file, jwks_url=jwks_url,
        scope="access_as_user",
    )  # fmt: skip


def token(key: RSAPrivateKey | str, *, algorithm: str = "RS256", key_id: str = KEY_ID, **changed: object) -> str:
    """Return an Authorization header: a valid token, but for what is changed (None leaves a claim out)."""
    hour = timedelta(hours=1)
    claims = {
        "aud": AUDIENCE, "iss": ISSUER, "sub": "en-bruker", "scp": "access_as_user openid",
        "exp": datetime.now(UTC) + hour, "nbf": datetime.now(UTC) - hour,
    } | changed  # fmt: skip
    claims = {name: value for name, value in claims.items() if value is not None}
    return f"Bearer {jwt.encode(claims, key, algorithm=algorithm, headers={'kid': key_id})}"


def test_a_valid_token_tells_who_calls(check: TokenCheck, key: RSAPrivateKey) -> None:
    assert check.user(token(key)) == "en-bruker"


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "api://noe-annet"},
        {"iss": "https://login.example.no/en-annen/v2.0"},
        {"exp": datetime(2020, 1, 1, tzinfo=UTC)},
        {"nbf": datetime(2099, 1, 1, tzinfo=UTC)},
        {"exp": None},
        {"sub": None},
        {"aud": None},
        {"scp": "openid"},
        {"scp": None},
        {"key_id": "en-annen"},
    ],
)
def test_a_token_with_a_wrong_or_missing_claim_is_kept_out(
    check: TokenCheck, key: RSAPrivateKey, changed: dict[str, str | None]
) -> None:
    with pytest.raises(NotSignedInError, match=r"\.$"):
        check.user(token(key, **changed))  # type: ignore[arg-type]  # what is changed is the point


def test_a_token_signed_by_somebody_else_or_not_at_all_is_kept_out(check: TokenCheck, keys: str) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    forged = [token(other), token("", algorithm="none"), token(keys[:64], algorithm="HS256")]
    for header in (None, "", "Bearer", "Bearer ", "Bearer a.b.c", "Basic abc", *forged):
        with pytest.raises(NotSignedInError):
            check.user(header)


def test_a_file_without_keys_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"keys\.json"):
        TokenCheck(told(jwks_file=path))


@pytest.fixture
def published(keys: str) -> Iterator[str]:
    """The address of a small server on loopback that publishes the keys."""

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(keys.encode())

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    with HTTPServer(("127.0.0.1", 0), Keys) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/keys"
        server.shutdown()


def test_keys_are_fetched_from_an_address(published: str, key: RSAPrivateKey) -> None:
    check = TokenCheck(told(jwks_url=published))
    assert check.user(token(key)) == "en-bruker"
    with pytest.raises(NotSignedInError):
        check.user(token(key, key_id="en-annen"))


def test_keys_that_cannot_be_fetched_let_nobody_in(key: RSAPrivateKey) -> None:
    with pytest.raises(NotSignedInError):
        TokenCheck(told(jwks_url="http://127.0.0.1:1/keys")).user(token(key))


def test_a_server_with_sign_in_calculates_only_for_those_who_are_signed_in(
    tmp_path: Path, key: RSAPrivateKey, keys: str
) -> None:
    (tmp_path / "keys.json").write_text(keys, encoding="utf-8")
    call = as_excel_posts("UTENFOR_VERSION")
    with running(tmp_path, told=TOLD) as server, server.client() as client:
        client.headers["host"] = "utenfor.example.no"
        for path in (CALL, "/xlwings/custom-scripts-call/insert_calculation", "/panel/savings"):
            answer = client.post(path, json=call)
            assert answer.status_code == httpx.codes.UNAUTHORIZED
            assert answer.json()["detail"].startswith("Du er ikke logget inn.")
        header = token(key)
        assert client.post(CALL, json=call, headers={"authorization": header}).status_code == httpx.codes.OK
        bad = token(key, aud="noe-annet")
        assert client.post(CALL, json=call, headers={"authorization": bad}).status_code == httpx.codes.UNAUTHORIZED
        assert client.get("/health").status_code == httpx.codes.OK
        assert '"sign_in": true' in client.get("/xlwings/custom-functions-code.js").text
        assert client.get("/health", headers={"host": "localhost"}).status_code == httpx.codes.MISDIRECTED_REQUEST
        assert not [one for one in (header, bad, "en-bruker") if one.removeprefix("Bearer ") in server.written()]


def test_the_manifest_of_a_server_with_sign_in_names_the_application() -> None:
    text = manifest("https://utenfor.example.no", {}, told(jwks_url="https://login.example.no/keys"))
    assert "<Resource>api://utenfor.example.no/0d1c</Resource>" in text
    assert "WebApplicationInfo" not in manifest("https://utenfor.example.no", {})
