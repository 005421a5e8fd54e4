"""The local TLS certificate: made once on this machine, for this machine, in a folder of the user's own."""

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
VALID = timedelta(days=820)
"""macOS takes no certificate for more than 825 days."""

RENEWED_BEFORE = timedelta(days=30)
OWNER_ONLY = 0o600


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """The files: the authority to trust, the chain the server shows and its private key; `made` when just made."""

    authority: Path
    chain: Path
    key: Path
    made: bool


def user_folder() -> Path:
    """Return where the user's own settings are kept on this system, ending in `utenfor`."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "utenfor"


def local_certificate(folder: Path, now: datetime | None = None) -> Certificate:
    """Return the certificate in a folder; it is made when there is none or it soon runs out.

    The authority's private key is never written: nothing else can ever be signed with what the user trusts.
    """
    authority, chain, key = folder / "utenfor-ca.pem", folder / "localhost.pem", folder / "localhost-key.pem"
    today = now or datetime.now(UTC)
    if all(one.is_file() for one in (authority, chain, key)) and _runs_out(chain) - today > RENEWED_BEFORE:
        return Certificate(authority=authority, chain=chain, key=key, made=False)
    import trustme  # noqa: PLC0415  # only a server needs it

    folder.mkdir(parents=True, exist_ok=True)
    maker = trustme.CA(organization_name="Utenfor-regnskapet, laget på denne maskinen")
    leaf = maker.issue_cert(*LOCAL_NAMES, not_after=today + VALID)
    _write(key, leaf.private_key_pem.bytes())
    _write(chain, b"".join(part.bytes() for part in leaf.cert_chain_pems))
    _write(authority, maker.cert_pem.bytes())
    return Certificate(authority=authority, chain=chain, key=key, made=True)


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
        file.write(content)


def _runs_out(chain: Path) -> datetime:
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415  # only a server needs it

    try:
        return load_pem_x509_certificate(chain.read_bytes()).not_valid_after_utc
    except ValueError:  # not a certificate: make a new one
        return datetime.min.replace(tzinfo=UTC)
