"""Books that several tests of the console command read, each written once for a run."""

from pathlib import Path

import pytest

from tests.utenfor.finished_books import FEW, finished_book, rich_values
from tests.utenfor.network_books import write_network
from utenfor.collecting.finding import find_books
from utenfor.collecting.gathering import Read
from utenfor.collecting.reading import figures_of
from utenfor_core.errors import UtenforError
from workbook_templates.many import attempt


@pytest.fixture(scope="session")
def bodo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bodø's book with everything in use."""
    return finished_book(tmp_path_factory.mktemp("finished") / "bodo.xlsx", "1804", rich_values("nb"))


@pytest.fixture(scope="session")
def utsira(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A very small municipality's book, with one measure for three participants."""
    return finished_book(tmp_path_factory.mktemp("finished") / "utsira.xlsx", "1151", rich_values("nb", FEW))


@pytest.fixture(scope="session")
def sogndal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in nynorsk."""
    return finished_book(tmp_path_factory.mktemp("finished") / "sogndal.xlsx", "4640", rich_values("nn"), "nn")


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bodø's book as it is delivered, with the example."""
    return finished_book(tmp_path_factory.mktemp("finished") / "levert.xlsx", "1804", {})


@pytest.fixture(scope="session")
def network_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three workbooks and three files that cannot be read."""
    return write_network(tmp_path_factory.mktemp("network") / "bøker")


@pytest.fixture(scope="session")
def network_read(network_folder: Path) -> Read:
    """What is read from the folder, by file."""
    found: Read = {}
    for book in find_books(network_folder, network_folder / "ut"):
        answer = attempt(figures_of, book)
        found[book.label] = str(answer) if isinstance(answer, UtenforError) else answer
    return found
