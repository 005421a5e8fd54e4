"""«Hent/oppdater tall» with figures that `utenfor refresh` has fetched: they are written, and their version told."""

from pathlib import Path
from typing import Any

import pytest

from tests.addin.ribbon.desk import TestDesk, pressed
from tests.utenfor.refresh.conftest import SERVICES
from tests.utenfor.refresh.published import publish
from tests.utenfor.refresh.publisher import publishing
from utenfor.command_line import main
from utenfor_core.data.figures import figures_in_use
from utenfor_core.indicators import series
from workbook_templates.figures_folder import open_figures

Book = Any
"""An xlwings Book."""
NAME = "low_income_children_share"


def test_figures_in_the_users_own_folder_are_written_and_their_version_told(
    own_book: Book, desk: TestDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "utenfor-regnskapet"
    with publishing() as publisher:
        publish(publisher)
        (tmp_path / "services.toml").write_text(SERVICES.format(address=publisher.address), encoding="utf-8")
        order = ["refresh", "--services", str(tmp_path / "services.toml"), "--out", str(folder), "--tables", "08764"]
        assert main(order) in {0, 1}
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    pressed("refresh_figures", own_book, desk, "1804")
    figures = open_figures(folder)
    with figures_in_use(figures):
        fresh = series("1804", NAME)
    assert fresh
    lines = own_book.sheets["Kommunetall"].used_range.options(ndim=2).value
    found = {line[7]: line for line in lines}
    assert lines[1][0].startswith(f"Tall: {figures.version}.")
    assert found[NAME][1] == fresh[max(fresh)]
