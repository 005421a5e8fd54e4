"""KDD's file on revenue equalisation: read where its columns hold against one another, refused where they do not."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.utenfor.refresh.published import HERE, equalisation, publish
from tests.utenfor.refresh.publisher import Given, Publisher
from utenfor.command_line import main
from utenfor_core.data.figures import figures_in_use
from utenfor_core.tax_levels import tax_level
from workbook_templates.figures_folder import open_figures

Run = Callable[..., tuple[int, str]]
SHEET = "/kdd/fil/inntektsutj_202609kom.xlsx"


@pytest.fixture
def run(publisher: Publisher, services_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that fetches tax levels alone and returns the exit code and what was said."""
    publish(publisher)

    def refreshed(*more: str) -> tuple[int, str]:
        order = ["refresh", "--json", "--tables", "inntektsutjevning", "--ask-anew", "--services", str(services_file)]
        code = main([*order, "--out", str(tmp_path / "figures"), *more])
        return code, json.dumps(json.loads(capsys.readouterr().out), ensure_ascii=False)

    return refreshed


def level(tmp_path: Path) -> float | None:
    with figures_in_use(open_figures(tmp_path / "figures")):
        found = tax_level(HERE)
        return found.level if found else None


def changed(change: Callable[[Worksheet], object], **made: str) -> bytes:
    """Return the workbook with one thing changed in its sheet."""
    book = load_workbook(io.BytesIO(equalisation(**made)))  # type: ignore[arg-type]  # texts of the head and the columns
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_newest_file_on_the_page_is_read(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    assert run()[0] == 0
    assert level(tmp_path) == 0.93
    assert publisher.calls[-1].path == SHEET


def test_a_file_that_the_user_has_fetched_takes_its_place(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    path = tmp_path / "inntektsutj_2026.xlsx"
    path.write_bytes(equalisation(0.88))
    assert run("--tax-file", str(path))[0] == 0
    assert level(tmp_path) == 0.88
    assert publisher.calls == []


def test_parts_of_one_are_read_as_well_as_per_cent(run: Run, tmp_path: Path) -> None:
    def parts(sheet: Worksheet) -> None:
        for (cell,) in sheet["F8:F364"]:
            cell.value = float(str(cell.value)) / 100

    path = tmp_path / "deler.xlsx"
    path.write_bytes(changed(parts))
    assert run("--tax-file", str(path))[0] == 0
    assert level(tmp_path) == pytest.approx(0.93)


def test_a_municipality_without_a_figure_is_missing_and_not_zero(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mangler.xlsx"
    path.write_bytes(changed(lambda sheet: sheet.delete_rows(8 + 250)))
    code, told = run("--tax-file", str(path))
    assert code == 1
    assert "mangler 1 kommuner" in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (equalisation(head="Kommune"), "står ikke øverst i kolonne A"),
        (equalisation(order="ABDFE"), "prosenten passer ikke med skatt per innbygger"),
        (equalisation(order="ABEDF"), "prosenten passer ikke med skatt per innbygger"),
        (changed(lambda sheet: sheet.delete_rows(20, 300)), "fant 57 av 357 kommuner"),
        (b"PK\x03\x04 ikke en bok", "er ikke en Excel-fil"),
        (b"", "er ikke en Excel-fil"),
    ],
    ids=["another head", "columns exchanged", "people exchanged", "half the lines", "no package", "empty"],
)
def test_a_file_that_is_not_as_described_is_refused_in_words(
    run: Run, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "fil.xlsx"
    path.write_bytes(content)
    code, said = run("--tax-file", str(path))
    assert code == 2
    assert told in said


def test_a_page_without_the_file_says_how_to_go_on(run: Run, publisher: Publisher) -> None:
    publisher.pages["/kdd/side/"] = Given(content=b"<html>", headers={"Content-Type": "text/html"})
    code, said = run()
    assert code == 2
    assert "--tax-file FIL" in said


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    code, said = run("--tax-file", "borte.xlsx")
    assert code == 2
    assert "borte.xlsx: kan ikke leses" in said
