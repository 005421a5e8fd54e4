"""Books for the callbacks: filled in richly, as delivered, and a new one of the user's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.addin.ribbon.desk import TestDesk, pressed
from tests.addin.ribbon.engine import opened
from tests.workbooks.filled import calculated, rich
from tests.workbooks.libreoffice import Office, office
from utenfor_core.municipalities import find
from workbook_templates.workbook import write_workbook

NUMBER = "1804"
Book = Any
"""An xlwings Book."""


@pytest.fixture(autouse=True)
def no_fetched_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who has fetched no figures, whatever this machine has."""
    monkeypatch.delenv("UTENFOR_FIGURES", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))


@pytest.fixture(scope="session")
def rich_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bodø's book with three measures, funders and own values, calculated as Excel would."""
    path = tmp_path_factory.mktemp("rich") / "bodo.xlsx"
    write_workbook(find(NUMBER).municipality, calculated(NUMBER, rich(NUMBER).values), path)
    return path


@pytest.fixture(scope="session")
def rich_book(rich_path: Path) -> Book:
    """The same book, open; tests leave its own sheets as they are."""
    return opened(rich_path)


@pytest.fixture(scope="session")
def libre(require: Callable[[str], None]) -> Iterator[Office]:
    """One LibreOffice for these tests; skipped where it is missing, a failure under CI."""
    require("libreoffice")
    with office() as running:
        yield running


@pytest.fixture
def own_book() -> Book:
    """A new book of the user's own, with one empty sheet."""
    return opened()


@pytest.fixture
def desk(tmp_path: Path) -> TestDesk:
    """A host whose answers the test decides."""
    return TestDesk(folder=tmp_path)


@pytest.fixture
def press(desk: TestDesk) -> Callable[..., str]:
    """Give a function that presses a button in a book."""
    return lambda name, book, answer="": pressed(name, book, desk, answer)
