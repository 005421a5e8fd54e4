"""The add-in built once, and loaded in a VBA interpreter for each test that runs it."""

from pathlib import Path

import pytest

from addin.build_xlam import FILE_NAME, build
from tests.addin.vba_machine import VbaMachine


@pytest.fixture(scope="session")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built add-in."""
    path = tmp_path_factory.mktemp("xlam") / FILE_NAME
    build(path)
    return path


@pytest.fixture
def machine(xlam: Path, monkeypatch: pytest.MonkeyPatch) -> VbaMachine:
    """The add-in's own VBA, read from the built file, with a workbook open beside it."""
    return VbaMachine(xlam, monkeypatch)
