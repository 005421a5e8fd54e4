"""The server's routes: functions, scripts and figures for the pane behind sign-in; pages and files open.

The addresses and payloads of functions and scripts are those of xlwings-server, whose page script for books we serve.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader
from starlette.middleware.cors import CORSMiddleware

from addin.explanation import version
from addin.officejs.book_scripts import SCRIPTS, Script
from addin.officejs.calculations import Calculator, add_calculations
from addin.officejs.cells import NAMESPACE, PREFIX, functions_metadata
from addin.officejs.gate import App, Gate
from addin.officejs.manifest import manifest
from addin.officejs.panel import choices
from addin.officejs.refusals import add_refusals
from addin.officejs.settings import Settings
from addin.officejs.tokens import TokenCheck
from addin.registry import registry
from utenfor_core.errors import InputError

OFFICE_JS = "vendor/office-js"


@cache
def vendored() -> Path:
    """Return the folder of xlwings-server's own files; the package is found, not imported.

    Raises InputError when the extra is not installed.
    """
    found = find_spec("xlwings_server")
    if found is None or not found.submodule_search_locations:
        message = "xlwings-server er ikke installert. Installer med tillegget [server]."
        raise InputError(message)
    return Path(found.submodule_search_locations[0]) / "static"


@cache
def office_js() -> str:
    """Return the address of the office.js that xlwings-server brings."""
    newest = max((vendored() / OFFICE_JS).iterdir())
    return f"/vendor/{OFFICE_JS.rsplit('/', 1)[-1]}/{newest.name}/dist/office.js"


def create_app(settings: Settings, journal: Any, more: Mapping[str, Script] | None = None) -> App:  # noqa: ANN401  # structlog types it so
    """Return the whole server as an ASGI application; `more` are scripts besides the host's own, by name.

    Raises InputError when the settings name keys that cannot be read.
    """
    scripts = {**SCRIPTS, **(more or {})}
    check = TokenCheck(settings.authentication) if settings.authentication else None
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    _open_routes(app, settings, scripts)
    add_calculations(app, Calculator(check, settings.at_once), scripts, journal)
    add_refusals(app)
    here = str(files(__package__).joinpath("static"))
    app.mount("/static", StaticFiles(directory=here))
    app.mount("/vendor", StaticFiles(directory=vendored() / "vendor"))
    app.mount("/xlwings/static", StaticFiles(directory=vendored() / "js"))
    domains = "|".join(domain.replace(".", r"\.") for domain in settings.domains)
    app.add_middleware(
        CORSMiddleware,
        allow_origin_regex=rf"https://([a-z0-9-]+\.)+({domains})",
        allow_methods=["POST"],
        allow_headers=["authorization", "content-type"],
    )
    return Gate(app, settings, journal)


def _open_routes(app: FastAPI, settings: Settings, scripts: Mapping[str, Script]) -> None:
    """Pages, metadata, health: nothing here depends on who asks or on a workbook."""
    pages = Environment(loader=PackageLoader(__package__, "pages"), autoescape=True)
    told = {
        "sign_in": settings.authentication is not None,
        "prefix": PREFIX,
        "functions": [name.removeprefix(PREFIX) for name in registry()],
        "ribbon": [name for name, script in scripts.items() if script.label],
    }

    @app.get("/taskpane.html")
    def taskpane() -> Response:
        xlwings_config = {
            "appPath": "", "authProviders": [], "environment": "prod", "isOfficialLiteAddin": False, "onWasm": False,
            "requestTimeout": settings.seconds, "xlwingsVersion": "", "taskpaneReloadAttempts": 0,
        }  # fmt: skip
        text = pages.get_template("taskpane.html").render(office_js=office_js(), config=xlwings_config, told=told)
        return Response(text, media_type="text/html; charset=utf-8", headers={"cache-control": "no-cache"})

    @app.get("/manifest.xml")
    def manifest_file() -> Response:
        text = manifest(settings.address, scripts, settings.authentication)
        return Response(text, media_type="application/xml; charset=utf-8")

    @app.get("/xlwings/custom-functions-meta.json")
    def metadata() -> Mapping[str, Any]:
        return functions_metadata()

    @app.get("/xlwings/custom-functions-code.js")
    def code() -> Response:
        body = files(__package__).joinpath("static", "functions.js").read_text(encoding="utf-8")
        lead = f"globalThis.utenfor = Object.assign(globalThis.utenfor ?? {{}}, {json.dumps(told)});\n"
        return Response(lead + body, media_type="text/javascript; charset=utf-8", headers={"cache-control": "no-cache"})

    @app.get("/panel/choices")
    def panel_choices() -> Mapping[str, Any]:
        return choices()

    @app.get("/health")
    def health() -> Mapping[str, str]:
        return {"status": "ok"}

    @app.get("/version")
    def versions() -> Mapping[str, str]:
        return {"version": version(), "namespace": NAMESPACE}
