"""What the server calculates: the caller is checked, the JSON is read, and the work is done beside the event loop."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import anyio
import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from addin.officejs.book_scripts import Script, run_script
from addin.officejs.cells import answer_call
from addin.officejs.gate import REFERENCE
from addin.officejs.panel import savings
from addin.officejs.refusals import UNREADABLE
from addin.officejs.tokens import TokenCheck
from utenfor_core.errors import InputError

CALL = "/xlwings/custom-functions-call"
SCRIPT = "/xlwings/custom-scripts-call/{name}"
SAVINGS = "/panel/savings"

Content = dict[str, Any]


class Calculator:
    """Runs the work of a request, a few at a time; one that is given up leaves its place when it is done."""

    def __init__(self, check: TokenCheck | None, at_once: int) -> None:
        """Keep how callers are checked, if they are, and how many calculations may run at the same time."""
        self._check = check
        self._places = anyio.CapacityLimiter(at_once)

    async def answer(self, request: Request, task: Callable[[Content], object]) -> Response:
        """Return what the task makes of the request's JSON.

        Raises NotSignedInError, or InputError when the body is no JSON object.
        """
        body, header = await request.body(), request.headers.get("authorization")

        def work() -> Response:
            if self._check:
                self._check.user(header)
            return JSONResponse(task(content_of(body)))

        return await anyio.to_thread.run_sync(work, limiter=self._places, abandon_on_cancel=True)


def add_calculations(
    app: FastAPI,
    calculator: Calculator,
    scripts: Mapping[str, Script],
    journal: Any,  # noqa: ANN401  # structlog types it so
) -> None:
    """Add the routes that calculate: worksheet functions, book scripts and the pane's figures."""

    @app.post(CALL)
    async def call(request: Request) -> Response:
        def task(data: Content) -> Content:
            name, given = data.get("func_name"), data.get("args")
            if not isinstance(name, str) or not isinstance(given, list):
                raise InputError(UNREADABLE)
            result = answer_call(name, given)
            journal.info("function", request=request.scope[REFERENCE], function=name)
            return {"result": result}

        return await calculator.answer(request, task)

    @app.post(SCRIPT)
    async def script(request: Request, name: str) -> Response:
        def task(data: Content) -> Content:
            given = data.pop("args", [])
            if not isinstance(given, list):
                raise InputError(UNREADABLE)
            result = run_script(scripts, name, data, given)
            journal.info("script", request=request.scope[REFERENCE], script=name)
            return result

        return await calculator.answer(request, task)

    @app.post(SAVINGS)
    async def figures(request: Request) -> Response:
        return await calculator.answer(request, savings)


def content_of(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body.

    Raises InputError when it is none; NaN and Infinity are no JSON.
    """

    def refuse(_: str) -> float:
        raise InputError(UNREADABLE)

    try:
        found = json.loads(body, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise InputError(UNREADABLE) from error
    if not isinstance(found, dict):
        raise InputError(UNREADABLE)
    return found
