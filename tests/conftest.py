"""What every test may ask for: the programs beside Python, and how hypothesis searches."""

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import hypothesis
import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
CHROMIUM = "/usr/bin/chromium"

# Run by LibreOffice's own Python, which has `uno`; the project's Python cannot import it to look for doctests.
collect_ignore = ["workbooks/uno_server_script.py"]

# The same examples in every run (no luck in CI), and no time judged.
hypothesis.settings.register_profile("project", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("thorough", parent=hypothesis.settings.get_profile("project"), max_examples=1000)
hypothesis.settings.load_profile("project")


def _succeeds(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _has_font(family: str) -> bool:
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(["fc-list", family], capture_output=True, check=True, text=True)
    return bool(found.stdout.strip())


LOOK_FOR: dict[str, Callable[[], bool]] = {
    "libreoffice": lambda: shutil.which("soffice") is not None and _succeeds(SYSTEM_PYTHON, "-c", "import uno"),
    "chromium": lambda: Path(CHROMIUM).exists(),
    "poppler": lambda: shutil.which("pdftoppm") is not None,
    "fonts": lambda: _has_font("Carlito") and _has_font("Liberation Sans"),
}


@cache
def is_there(program: str) -> bool:
    """Whether this machine has the program; looked for once."""
    return LOOK_FOR[program]()


@pytest.fixture(scope="session")
def require() -> Callable[[str], None]:
    """Give a function that skips the test when a program is missing, and fails it when `CI` is `true`.

    The programs are `chromium`, `libreoffice` (with its Python bridge), `poppler` and `fonts`; `make test` installs
    them.
    """

    def require_program(program: str) -> None:
        if is_there(program):
            return
        reason = f"{program} is missing; .ci/test_tools says what to install"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)

    return require_program


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that the repository stands in."""
    return Path(__file__).parents[1]
