"""What the tests of workbooks may ask for: a running LibreOffice, and workbooks as they are handed over."""

from collections.abc import Callable, Iterator

import pytest

from tests.workbooks.libreoffice import Office, office
from utenfor_core.municipalities import find
from workbook_templates.workbook import Built, build_workbook, file_name


@pytest.fixture(scope="session")
def libre(require: Callable[[str], None]) -> Iterator[Office]:
    """One LibreOffice for the whole run; skipped where it is missing, a failure under CI."""
    require("libreoffice")
    with office() as running:
        yield running


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Give a function that builds a municipality's workbook, each once for the run of one process."""
    folder = tmp_path_factory.mktemp("books")
    made: dict[str, Built] = {}

    def build(number: str) -> Built:
        if number not in made:
            municipality = find(number).municipality
            made[number] = build_workbook(municipality, folder / file_name(municipality))
        return made[number]

    return build
