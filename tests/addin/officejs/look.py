"""Pictures of the task pane, for a person to look at and for the documentation.

`python -m tests.addin.officejs.look FOLDER` writes them.
"""

import sys
import tempfile
from pathlib import Path

from tests.addin.officejs.browsing import NARROW, browser, context, fill, pane
from tests.addin.officejs.running import running

WIDTH = 400
FORM = {"municipality": "Bodø (1804)"}
WRONG = {"municipality": "Herøy", "count": "åtti", "rate": "300 %"}
PICTURES = (
    ("panel", WIDTH, False, FORM, True),
    ("panel-mork", NARROW, True, FORM, True),
    ("panel-feil", WIDTH, False, WRONG, False),
)
"""Name, width in pixels, dark, what is filled in, and whether the picture goes on below the window."""


def take_pictures(folder: Path) -> None:
    """Start a server, open the pane in Chromium and write a picture of each state."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own, running(Path(own)) as server, browser() as opened:
        for name, width, dark, form, whole in PICTURES:
            with context(opened, width=width, dark=dark) as window:
                page = pane(window, server.address)
                fill(page, **form)
                page.evaluate("document.activeElement.blur()")
                page.screenshot(path=folder / f"{name}.png", full_page=whole)
                print(folder / f"{name}.png")


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]))
