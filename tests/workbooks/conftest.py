"""What the tests of workbooks may ask for: a running LibreOffice, and workbooks as they are handed over."""

from collections.abc import Callable, Iterator

import pytest

from tests.workbooks.libreoffice import Office, office
from utenfor_core.municipalities import find
from workbook_templates.languages import language_of
from workbook_templates.workbook import Built, build_workbook, file_name


@pytest.fixture(scope="session")
def libre(require: Callable[[str], None]) -> Iterator[Office]:
    """One LibreOffice for the whole run; skipped where it is missing, a failure under CI."""
    require("libreoffice")
    with office() as running:
        yield running


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """Give a function that builds a municipality's workbook in its own language or another, each once for the run."""
    folder = tmp_path_factory.mktemp("books")
    made: dict[tuple[str, str], Built] = {}

    def build(number: str, language: str = "") -> Built:
        municipality = find(number).municipality
        chosen = language or language_of(municipality)
        if (number, chosen) not in made:
            path = folder / file_name(municipality, chosen)
            made[number, chosen] = build_workbook(municipality, path, language=chosen)
        return made[number, chosen]

    return build
