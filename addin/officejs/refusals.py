"""How the server says no: every refusal is JSON with `detail` in Norwegian, and `fields` too when it is a form's."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from addin.officejs.gate import BROKEN, REFERENCE, refusal
from addin.officejs.panel import FormError
from addin.officejs.tokens import NotSignedInError
from utenfor_core.errors import InputError

NOT_UNDERSTOOD, UNAUTHORIZED, NOT_FOUND, UNUSABLE = 400, 401, 404, 422
UNREADABLE = "Kallet kan ikke leses. Det er ikke slik Excel sender det."
TEXTS: Mapping[int, str] = {NOT_FOUND: "Adressen finnes ikke."}


def add_refusals(app: FastAPI) -> None:
    """Have an application answer our errors, and any other, in words."""

    @app.exception_handler(InputError)
    def unusable(_: Request, error: Exception) -> Response:
        content: dict[str, Any] = {"detail": str(error)}
        if isinstance(error, FormError):
            content["fields"] = error.fields
        return JSONResponse(content, status_code=UNUSABLE)

    @app.exception_handler(NotSignedInError)
    def unauthorized(_: Request, error: Exception) -> Response:
        headers = {"www-authenticate": "Bearer"}
        return JSONResponse({"detail": str(error)}, status_code=UNAUTHORIZED, headers=headers)

    @app.exception_handler(HTTPException)
    def refused(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else BROKEN
        return JSONResponse({"detail": TEXTS.get(status, UNREADABLE)}, status_code=status)

    @app.exception_handler(Exception)
    def broken(request: Request, _: Exception) -> Response:
        return JSONResponse(refusal(BROKEN, request.scope[REFERENCE]), status_code=BROKEN)
