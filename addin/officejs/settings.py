"""What the server is told, read from TOML: where it listens, how much it takes, who may use it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from utenfor_core.errors import InputError, system_reason

LAST_PORT = 65535
"""The highest number a TCP port can have."""

TEXTS = frozenset({"host", "address", "certificate", "key", "client_id", "jwks_url", "jwks_file", "scope"})
WHOLE = frozenset({"port", "body_bytes", "at_once"})
NUMBERS = frozenset({"seconds", "stop_seconds"})
LISTS = frozenset({"audience", "issuer", "domains"})
SWITCHES = frozenset({"behind_proxy"})
SECTIONS: Mapping[str, frozenset[str]] = {
    "server": frozenset({"host", "port", "address", "certificate", "key", "behind_proxy"}),
    "limits": frozenset({"body_bytes", "seconds", "at_once", "stop_seconds"}),
    "office": frozenset({"domains"}),
    "authentication": frozenset({"audience", "issuer", "client_id", "jwks_url", "jwks_file", "scope"}),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Authentication:
    """Which Entra ID tokens are taken: for whom and from whom they are issued, and where the signing keys are."""

    audience: tuple[str, ...]
    issuer: tuple[str, ...]
    client_id: str
    jwks_url: str | None = None
    jwks_file: Path | None = None
    scope: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything the server is told; times in seconds. `address` is what Excel calls it, without a slash at the end."""

    host: str
    port: int
    address: str
    behind_proxy: bool
    certificate: Path | None
    key: Path | None
    body_bytes: int
    seconds: float
    at_once: int
    stop_seconds: float
    domains: tuple[str, ...]
    authentication: Authentication | None

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server: both where it listens and what it is called are local."""
        return is_local(self.host) and is_local(urlsplit(self.address).hostname or "")


def is_local(host: str) -> bool:
    """Tell whether a host name or address is this machine.

    >>> is_local("localhost"), is_local("::1"), is_local("0.0.0.0"), is_local("utenfor.example.no")
    (True, True, False, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def read_settings(path: Path | None = None, /, **given: str | int | None) -> Settings:
    """Return the settings: delivered, then those of a file, then those given by name of `[server]` (None: not given).

    Raises InputError with every problem, also when the server could be reached from outside without sign-in or TLS.

    >>> read_settings(port=9443).address
    'https://localhost:9443'
    """
    told = tomllib.loads(files(__package__).joinpath("server.toml").read_text(encoding="utf-8"))
    problems: list[str] = []
    for section, values in _content(path, problems).items():
        if section not in SECTIONS or not isinstance(values, dict):
            problems.append(f"Delen [{section}] er ikke kjent. Bruk {', '.join(SECTIONS)}.")
            continue
        unknown = sorted(set(values) - SECTIONS[section])
        problems += [
            f"[{section}] {name} er ikke kjent. Bruk {', '.join(sorted(SECTIONS[section]))}." for name in unknown
        ]
        told[section] |= values
    told["server"] |= {name: value for name, value in given.items() if value is not None}
    problems += [
        problem for section, values in told.items() for name, value in values.items() for problem in _judge(name, value)
    ]
    if problems:
        raise InputError(*problems)
    settings = _settings(told, path.parent if path else Path())
    refused = _exposed(settings)
    if refused:
        raise InputError(*refused)
    return settings


def _content(path: Path | None, problems: list[str]) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else "den er ikke UTF-8"
        problems.append(f"Innstillingsfilen {path} kan ikke leses: {reason}.")
    except tomllib.TOMLDecodeError as error:
        problems.append(f"Innstillingsfilen {path} er ikke gyldig TOML: {error}.")
    return {}


def _judge(name: str, value: object) -> list[str]:
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0
    texts = isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)
    wanted = {
        "en tekst": (TEXTS, isinstance(value, str) and bool(value.strip())),
        "et helt tall over 0": (WHOLE, number and isinstance(value, int)),
        "et antall sekunder over 0": (NUMBERS, number),
        "en liste av tekster": (LISTS, texts),
        "true eller false": (SWITCHES, isinstance(value, bool)),
        f"høyst {LAST_PORT}": ({"port"}, not isinstance(value, int) or value <= LAST_PORT),
    }
    return [
        f"{name} er {value!r}, men må være {kind}."
        for kind, (names, fits) in wanted.items()
        if name in names and not fits
    ]


def _settings(told: Mapping[str, Any], folder: Path) -> Settings:
    server, limits, authentication = told["server"], told["limits"], told["authentication"]
    host, port = server["host"], server["port"]
    name = "localhost" if is_local(host) else f"[{host}]" if ":" in host else host
    found = None
    if authentication:
        jwks_file = authentication.get("jwks_file")
        found = Authentication(
            audience=tuple(authentication.get("audience", ())),
            issuer=tuple(authentication.get("issuer", ())),
            client_id=authentication.get("client_id", ""),
            jwks_url=authentication.get("jwks_url"),
            jwks_file=folder / jwks_file if jwks_file else None,
            scope=authentication.get("scope"),
        )
    return Settings(
        host=host,
        port=port,
        address=server.get("address", f"https://{name}:{port}").rstrip("/"),
        behind_proxy=server["behind_proxy"],
        certificate=folder / server["certificate"] if "certificate" in server else None,
        key=folder / server["key"] if "key" in server else None,
        body_bytes=limits["body_bytes"],
        seconds=limits["seconds"],
        at_once=limits["at_once"],
        stop_seconds=limits["stop_seconds"],
        domains=tuple(told["office"]["domains"]),
        authentication=found,
    )


def _exposed(settings: Settings) -> list[str]:
    """Return why the server may not start as it is told to: what it would show to others, and what is half told."""
    problems = []
    address = urlsplit(settings.address)
    if address.scheme != "https" or not address.hostname or address.path or address.query:
        problems.append(f"address er {settings.address}, men må være https:// og et vertsnavn, uten noe etter.")
    if (settings.certificate is None) != (settings.key is None):
        problems.append("certificate og key hører sammen: oppgi begge eller ingen.")
    if not settings.local and settings.authentication is None:
        problems.append(
            f"Serveren ville kunne nås av andre ({settings.host}, {settings.address}) uten innlogging. "
            "Fyll ut [authentication] i innstillingsfilen, eller bruk 127.0.0.1."
        )
    if not settings.local and settings.certificate is None and not settings.behind_proxy:
        problems.append(
            "Utenfor egen maskin trengs et sertifikat som andre stoler på: oppgi certificate og key, "
            "eller sett behind_proxy = true når en annen tjener tar seg av TLS."
        )
    if settings.authentication:
        problems += _half_told(settings.authentication)
    return problems


def _half_told(found: Authentication) -> list[str]:
    missing = [name for name in ("audience", "issuer", "client_id") if not getattr(found, name)]
    problems = [f"[authentication] {name} mangler." for name in missing]
    if (found.jwks_url is None) == (found.jwks_file is None):
        problems.append("[authentication] trenger enten jwks_url eller jwks_file.")
    url = urlsplit(found.jwks_url or "https://x")
    if url.scheme != "https" and not is_local(url.hostname or ""):
        problems.append(f"[authentication] jwks_url er {found.jwks_url}, men må begynne med https://.")
    if found.jwks_file and not found.jwks_file.is_file():
        problems.append(f"[authentication] jwks_file: finner ikke {found.jwks_file}.")
    return problems
