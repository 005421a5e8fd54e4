"""A real browser for the task pane: Chromium without a window, told to pass the certificate we made."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import CHROMIUM

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NARROW = 320
"""The narrowest a pane must work at: WCAG 1.4.10, and Excel's own narrowest."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Run Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


def context(opened: Browser, *, width: int = 400, dark: bool = False) -> BrowserContext:
    """Return a window of its own: Norwegian, light or dark."""
    return opened.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        ignore_https_errors=True,
        locale="nb-NO",
    )


def pane(window: BrowserContext, address: str) -> Page:
    """Return the task pane, opened and calculated once."""
    page = window.new_page()
    page.goto(f"{address}/taskpane.html")
    page.wait_for_selector("#results:not([hidden])")
    return page


def fill(page: Page, **fields: str) -> None:
    """Fill in fields by id, and calculate."""
    for name, value in fields.items():
        page.fill(f"#{name}", value)
    page.click("#form button")
    page.wait_for_function("() => /Regnet|rettes/.test(document.getElementById('status').textContent)")


def violations(page: Page) -> list[Any]:
    """Return what axe-core finds against WCAG and good practice."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  # reads its script when it is imported

    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in Axe().run(page).response["violations"]]
