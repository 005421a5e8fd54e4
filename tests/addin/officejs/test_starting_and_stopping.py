"""How the server starts and stops: what it refuses, what it says about its licence, and that running calls finish."""

import os
import signal
import socket
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from addin.officejs.calculations import CALL
from addin.officejs.certificates import RENEWED_BEFORE, VALID, local_certificate
from addin.officejs.licence import NOTICE, VARIABLE, chosen_key
from addin.officejs.settings import read_settings
from tests.addin.officejs.running import PATIENCE, Running, command, free_port, running
from utenfor.command_line import main
from utenfor_core.errors import InputError

REFUSED = 2


def refused(repository: Path, words: list[str], **environment: str) -> str:
    """Return what a start that must be refused says."""
    clean = {name: value for name, value in os.environ.items() if name != VARIABLE}
    run = subprocess.run(
        words, cwd=repository, capture_output=True, check=False, env=clean | environment, timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    said = run.stderr.decode()
    assert run.returncode == REFUSED, said
    assert "Traceback" not in said
    return said


def test_a_running_call_gets_its_answer_after_the_server_is_told_to_stop(tmp_path: Path) -> None:
    body = b'{"func_name": "UTENFOR_VERSION", "args": []}'
    with running(tmp_path) as server:
        plain = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        with server.trusting().wrap_socket(plain, server_hostname="localhost") as line:
            head = f"POST {CALL} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            line.sendall(f"{head}Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n".encode())
            assert line.recv(1000).startswith(b"HTTP/1.1 100")  # the server is in the middle of the call
            server.process.send_signal(signal.SIGTERM)
            while True:  # till nobody new is let in
                try:
                    socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
                except OSError:
                    break
            line.sendall(body)
            answer = line.recv(10_000)
            assert answer.startswith(b"HTTP/1.1 200")
        assert server.process.wait(PATIENCE) == 0
        assert '"event": "stopped"' in server.written()
        assert "Traceback" not in server.written()


def test_without_a_licence_key_nothing_starts_and_the_choices_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert main(["serve", "--folder", str(tmp_path)]) == REFUSED
    said = capsys.readouterr().err
    assert NOTICE in said
    assert "Velg selv:" in said
    assert list(tmp_path.iterdir()) == []


def test_a_licence_key_that_xlwings_does_not_know_is_refused(repository: Path, tmp_path: Path) -> None:
    words = command(tmp_path, free_port())
    words[words.index("noncommercial")] = "tull"
    assert "godtok ikke lisensnøkkelen" in refused(repository, words)


def test_the_licence_is_said_when_the_server_starts(server: Running) -> None:
    assert NOTICE in server.written()


def test_no_key_is_chosen_for_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(InputError):
        chosen_key(None, may_ask=False)
    monkeypatch.setenv(VARIABLE, "kjøpt")
    assert chosen_key(None, may_ask=False) == "kjøpt"


@pytest.mark.parametrize(
    "given", [{"host": "192.0.2.1"}, {"address": "https://utenfor.example.no"}, {"host": "::"}, {"host": "tjener"}]
)
def test_a_server_that_others_could_reach_needs_sign_in_and_a_certificate(given: dict[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        read_settings(**given)
    assert ["uten innlogging" in caught.value.problems[0], "sertifikat" in caught.value.problems[1]] == [True, True]


def test_a_server_that_others_could_reach_does_not_start_without_sign_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--license", "noncommercial", "--folder", str(tmp_path), "--host", "::"]) == REFUSED
    assert "uten innlogging" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_said(repository: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = refused(repository, command(tmp_path, taken.getsockname()[1]))
    assert "Er porten i bruk?" in said


def test_a_settings_file_says_all_that_is_wrong_with_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "server.toml"
    path.write_text(
        '[server]\nport = "8443"\nhost = ""\nfarge = 1\n[limits]\nseconds = -1\n[annet]\n', encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        read_settings(path)
    assert len(caught.value.problems) == 5
    path.write_text("port =", encoding="utf-8")
    with pytest.raises(InputError, match="ikke gyldig TOML"):
        read_settings(path)
    with pytest.raises(InputError, match="kan ikke leses"):
        read_settings(tmp_path / "borte.toml")


def test_sign_in_that_is_half_told_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "server.toml"
    path.write_text('[authentication]\naudience = ["a"]\njwks_url = "http://example.no/keys"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_settings(path)
    assert len(caught.value.problems) == 3


def test_the_certificate_is_this_machine_s_only_kept_and_made_anew_before_it_runs_out(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    made = local_certificate(tmp_path, now)
    assert made.made
    assert not local_certificate(tmp_path, now + VALID - RENEWED_BEFORE - timedelta(days=1)).made
    leaf = x509.load_pem_x509_certificate(made.chain.read_bytes())
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc > VALID
    if sys.platform != "win32":
        assert stat.S_IMODE(made.key.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    assert [path for path in tmp_path.iterdir() if b"PRIVATE KEY" in path.read_bytes()] == [made.key]
    assert local_certificate(tmp_path, now + VALID - RENEWED_BEFORE + timedelta(days=1)).made
