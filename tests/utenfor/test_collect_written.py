"""What is written of a network: an overview that recalculates, tables without formulas, a report for everyone."""

import csv
import json
import re
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM
from tests.utenfor.clusters import two_workers
from tests.utenfor.network_books import BODO, BROKEN, HOSTILE, MARKUP
from tests.workbooks.frozen import too_much_frozen
from tests.workbooks.recalculation import differences
from utenfor.collect import CSV, OVERVIEW, PARQUET, REPORT, write_picture
from utenfor.collecting.finding import find_books
from utenfor.collecting.gathering import Read, gathered
from utenfor.collecting.picture import Picture, collect_words, picture_of
from utenfor.collecting.records import UNTOUCHED, BookFigures
from utenfor.collecting.table import COLUMNS
from utenfor.command_line import main
from utenfor.tables import plain_text, read_parquet
from utenfor_core.domain import ALL, VIEWS

NAMES = (OVERVIEW, REPORT, CSV, PARQUET)
WIDTHS = (1280, 360)
ROW = re.compile(r"('[^']+'!)?\$?[A-Z]{1,3}(\$?[0-9]+)(?::\$?[A-Z]{1,3}(\$?[0-9]+))?")
"""A reference: the other sheet, if any, and the rows it begins and ends in, with their $."""
HOLE = re.compile(r"\{\{ (\w+) \}\}")


@pytest.fixture(scope="module", params=["nb", "nn"])
def picture(request: pytest.FixtureRequest, network_read: Read) -> Picture:
    return picture_of(gathered(network_read, collect_words(request.param)), request.param)


@pytest.fixture(scope="module")
def out(picture: Picture, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    write_picture(picture, folder)
    return folder


def written(folder: Path) -> dict[str, bytes]:
    """The bytes of the four files."""
    return {name: (folder / name).read_bytes() for name in NAMES}


def test_every_formula_of_the_overview_recalculates_to_what_it_shows(out: Path) -> None:
    assert differences(out / OVERVIEW, lambda *_: "kr") == []


def test_the_sums_of_the_overview_tie_and_are_those_of_the_network(out: Path, picture: Picture) -> None:
    front = load_workbook(out / OVERVIEW, data_only=True).worksheets[0]
    amounts = {row[0].value: row[1].value for row in front.iter_rows() if isinstance(row[1].value, int | float)}
    ties = [row[2].value for row in front.iter_rows(max_col=3) if row[2].value]
    assert set(ties) == {picture.words("collect.ties")}
    net = sum(float(one.net_present[VIEWS.index(ALL)]) for one in picture.network.summed)
    assert amounts[picture.words("collect.key_net_all")] == pytest.approx(net)


def test_every_sheet_has_a_table_or_is_the_front_and_every_chart_its_words(out: Path, picture: Picture) -> None:
    sheets = load_workbook(out / OVERVIEW).worksheets
    assert [sheet.title for sheet in sheets[1:] if not sheet.tables] == []
    assert len(sheets) == len(picture.sections) + 2
    with zipfile.ZipFile(out / OVERVIEW) as package:
        drawings = [
            package.read(name).decode() for name in package.namelist() if name.startswith("xl/drawings/drawing")
        ]
    told = {text for drawing in drawings for text in re.findall(r'descr="([^"]+)"', drawing)}
    assert told == {section.chart.alt for section in picture.sections if section.chart}


def test_what_stands_still_in_the_overview_leaves_room_for_what_is_scrolled(out: Path) -> None:
    assert too_much_frozen(out / OVERVIEW) == []


def test_sorting_a_table_of_the_overview_changes_no_number(out: Path) -> None:
    moved = []
    for sheet in load_workbook(out / OVERVIEW).worksheets:
        for table in sheet.tables.values():
            for cell in (cell for row in sheet[table.ref] for cell in row if cell.data_type == "f"):
                for other, *rows in ROW.findall(cell.value):
                    # Excel moves a reference without $ with its row: right within the row, wrong to another sheet.
                    own = "" if other else str(cell.row)
                    if any(row and row != own and not row.startswith("$") for row in rows):
                        moved.append(f"{sheet.title}!{cell.coordinate} {cell.value}")
    assert moved == []


def test_a_users_text_is_text_in_everything(out: Path) -> None:
    cells = [cell for sheet in load_workbook(out / OVERVIEW) for row in sheet.iter_rows() for cell in row]
    hostile = [cell for cell in cells if cell.value in {HOSTILE, "@1. mars"}]
    assert len(hostile) >= 2
    assert {cell.data_type for cell in hostile} == {"s"}
    html = (out / REPORT).read_text("utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    with (out / CSV).open(encoding="utf-8-sig", newline="") as file:
        texts = {cell for row in csv.reader(file, delimiter=";") for cell in row if cell[:1] in {"=", "+", "@"}}
    assert texts == set()
    assert plain_text(HOSTILE) == f"'{HOSTILE}"
    assert MARKUP in {cell.value for cell in cells}


def test_csv_and_parquet_have_the_same_rows(out: Path) -> None:
    with (out / CSV).open(encoding="utf-8-sig", newline="") as file:
        heads, *lines = csv.reader(file, delimiter=";")
    rows = read_parquet(out / PARQUET)
    assert heads == [column.head for column in COLUMNS]
    kroner = heads.index("kr")
    assert [float(line[kroner].replace(",", ".")) for line in lines] == [row[kroner] for row in rows]


def test_the_report_needs_nothing_from_elsewhere(out: Path) -> None:
    html = (out / REPORT).read_text("utf-8")
    assert [word for word in ("src=", "@import", "url(", "<link") if word in html] == []
    assert html.count("<svg") == html.count('role="img"') == html.count("<figcaption>")


def test_the_report_can_be_read_by_everyone_on_a_screen_and_on_a_telephone(
    out: Path, require: Callable[[str], None]
) -> None:
    require("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto((out / REPORT).as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert [one["id"] for one in Axe().run(page).response["violations"]] == []
        browser.close()


def test_the_command_gives_the_same_bytes_in_one_process_in_two_and_on_a_cluster(
    network_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with two_workers() as running:
        ways = {"one": ["--jobs", "1"], "two": ["--jobs", "2"], "cluster": ["--cluster", running.scheduler_address]}
        found = {}
        for name, words in ways.items():
            assert main(["collect", str(network_folder), "--out", str(tmp_path / name), *words]) == 1
            found[name] = written(tmp_path / name)
    assert found["two"] == found["one"]
    assert found["cluster"] == found["one"]
    assert f"Se på: {BROKEN} er ikke med" in capsys.readouterr().out


def test_a_run_with_one_preset_for_all_says_so_and_answers_as_json(
    network_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["collect", str(network_folder), "--out", str(tmp_path), "--preset", "midtanslag", "--jobs", "2"]
    main([*words, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["grunnlag"]["forutsetningssett"] == "midtanslag"
    assert any("Regnet med midtanslag" in notice for notice in told["se_pa"])
    assert {one["fil"]: one["status"] for one in told["boker"]}[BODO] == "summed"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["collect"], "mangler noe"),
        (["collect", "finnes-ikke"], "er ingen mappe"),
        (["collect", ".", "--preset", "dristig"], "«dristig» finnes ikke"),
        (["collect", ".", "--jobs", "0"], "--jobs må være minst 1"),
    ],
)
def test_what_cannot_be_collected_is_told(capsys: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    assert main(words) == 2
    assert message in capsys.readouterr().err


def test_a_folder_without_books_or_a_choice_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["collect", str(tmp_path)]) == 2
    assert "ingen arbeidsbøker" in capsys.readouterr().err
    (tmp_path / "a.xlsx").write_bytes(b"x")
    assert main(["collect", str(tmp_path), "--use", "b.xlsx"]) == 2
    assert "--use b.xlsx: finnes ikke" in capsys.readouterr().err


def test_what_the_command_wrote_is_not_read_again(network_folder: Path) -> None:
    inside = network_folder / "nettverksbilde"
    inside.mkdir()
    (inside / OVERVIEW).write_bytes(b"x")
    labels = [book.label for book in find_books(network_folder, inside)]
    assert [label for label in labels if "nettverksbilde" in label or "~$" in label] == []
    (inside / OVERVIEW).unlink()
    inside.rmdir()


def test_a_network_where_nobody_has_filled_in_anything_is_a_picture_too(network_read: Read, tmp_path: Path) -> None:
    book = network_read[BODO]
    assert isinstance(book, BookFigures)
    empty = replace(book, filled=UNTOUCHED, measures=(), flows=(), missing=(("measure", ""),))
    write_picture(picture_of(gathered({BODO: empty, BROKEN: "Skadet."}, collect_words("nb")), "nb"), tmp_path)
    assert all(content for content in written(tmp_path).values())
    assert differences(tmp_path / OVERVIEW, lambda *_: "kr") == []


def test_the_texts_are_the_same_in_both_languages_and_with_counties() -> None:
    folder = files("utenfor.collecting") / "texts"
    names = ("nb", "nn", "nb_counties", "nn_counties")
    texts = {name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))["collect"] for name in names}
    holes = {name: {key: set(HOLE.findall(text)) for key, text in told.items()} for name, told in texts.items()}
    assert holes["nb"] == holes["nn"]
    assert holes["nb_counties"] == holes["nn_counties"]
    assert holes["nb_counties"].items() <= holes["nb"].items()
