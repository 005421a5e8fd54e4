"""What the tests of workbooks may ask for: a running LibreOffice."""

from collections.abc import Callable, Iterator

import pytest

from tests.workbooks.libreoffice import Office, office


@pytest.fixture(scope="session")
def libre(require: Callable[[str], None]) -> Iterator[Office]:
    """One LibreOffice for the whole run; skipped where it is missing, a failure under CI."""
    require("libreoffice")
    with office() as running:
        yield running
