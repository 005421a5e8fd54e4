"""The pictures for a person to look at, proved to show what each sheet holds, its charts too."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.workbooks import samples
from tests.workbooks.libreoffice import Office, OfficeError
from tests.workbooks.look import draw


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return samples.savings(tmp_path / "savings.xlsx")


def test_every_sheet_is_drawn_as_a_picture_of_its_own(
    sample: Path, tmp_path: Path, libre: Office, require: Callable[[str], None]
) -> None:
    require("poppler")
    drawn = draw(libre, sample, tmp_path / "pictures")
    prefixes = dict.fromkeys(re.sub(r"-[0-9]+\.png", "", one.name) for one in drawn)
    assert list(prefixes) == ["savings_01_Tiltak", "savings_02_Beregning"]
    assert all(one.stat().st_size > 0 for one in drawn)


def test_a_chart_beyond_the_last_cell_is_on_its_sheets_pages_and_on_no_others(
    tmp_path: Path, libre: Office, require: Callable[[str], None]
) -> None:
    require("poppler")
    path = tmp_path / "chart.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Uten", "Med"):
            book.add_worksheet(name).write_column("A1", [1, 2, 3])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Med!$A$1:$A$3"})
        chart.set_title({"name": "Diagrammet"})
        book.get_worksheet_by_name("Med").insert_chart("C8", chart)
    texts = {
        name: subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True).stdout
        for name, pdf in libre.sheet_pdfs(path, tmp_path).items()
    }
    assert {name: "Diagrammet" in text for name, text in texts.items()} == {"Uten": False, "Med": True}


def test_pictures_need_pdftoppm(sample: Path, tmp_path: Path, libre: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(OfficeError, match="poppler-utils"):
        draw(libre, sample, tmp_path)
