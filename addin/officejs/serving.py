"""Starting and stopping: certificate, licence and settings together, and a stop that lets running calls finish."""

import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from addin.officejs.book_scripts import Script
from addin.officejs.certificates import Certificate, local_certificate, user_folder
from addin.officejs.licence import NOTICE, take_into_use
from addin.officejs.settings import Settings
from utenfor_core.errors import InputError
from utenfor_core.version import __version__

SLACK = 1.0
"""Seconds between the last moment a call may take and the moment the server is stopped by force."""


def serve(settings: Settings, key: str, folder: Path | None = None, more: Mapping[str, Script] | None = None) -> None:
    """Run the server until it is told to stop (SIGTERM, SIGINT); running calls finish first, within their limit.

    `key` is the user's own licence key; `folder` where the local certificate is kept; `more` scripts besides our own.

    Raises InputError when the licence, the settings or the port cannot be used.
    """
    take_into_use(key)
    try:
        import uvicorn  # noqa: PLC0415  # only a server needs it

        from addin.officejs.app import create_app  # noqa: PLC0415  # as above: it imports the web framework
        from addin.officejs.journal import open_journal  # noqa: PLC0415  # as above
    except ImportError as error:
        message = f"{error.name} er ikke installert. Installer med tillegget [server], se docs/how-to/office-js.md."
        raise InputError(message) from error
    certificate = _certificate(settings, folder or user_folder())
    journal = open_journal()
    told = uvicorn.Config(
        create_app(settings, journal, more),
        host=settings.host,
        port=settings.port,
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=int(settings.stop_seconds + SLACK),
        lifespan="off",
    )
    sys.stderr.write(_greeting(settings, certificate))
    sys.stderr.flush()
    journal.info(
        "starting", address=settings.address, local=settings.local, sign_in=settings.authentication is not None
    )
    # uvicorn sends itself the signal again when it has stopped; then it is to be nothing.
    signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        with suppress(KeyboardInterrupt):
            uvicorn.Server(told).run()
    except SystemExit as error:  # uvicorn's word for a port that is taken
        message = f"Kan ikke lytte på {settings.host}:{settings.port}. Er porten i bruk? Velg en annen med --port."
        raise InputError(message) from error
    journal.info("stopped", version=__version__)


def _certificate(settings: Settings, folder: Path) -> Certificate | None:
    if settings.behind_proxy:
        return None
    if settings.certificate and settings.key:
        missing = [str(one) for one in (settings.certificate, settings.key) if not one.is_file()]
        if missing:
            raise InputError(*(f"Finner ikke {one}." for one in missing))
        return Certificate(authority=settings.certificate, chain=settings.certificate, key=settings.key, made=False)
    return local_certificate(folder)


def _greeting(settings: Settings, certificate: Certificate | None) -> str:
    lines = [NOTICE, "", f"Utenfor-regnskapet for Excel: {settings.address}/taskpane.html"]
    lines.append(f"Manifest: {settings.address}/manifest.xml")
    if certificate and settings.certificate is None:
        new = " (nytt; Excel må stole på det før tillegget virker)" if certificate.made else ""
        lines.append(f"Sertifikat{new}: {certificate.authority}")
    lines.append("Stopp med Ctrl-C. Hvordan: docs/how-to/office-js.md.")
    return "\n".join(lines) + "\n"
