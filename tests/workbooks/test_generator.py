"""The generator as a person runs it: names, what is up to date, failures that stop nothing, and runs cut short."""

import csv
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.workbooks.face import FACE, run
from utenfor_core.municipalities import find
from workbook_templates import generator, workbook
from workbook_templates.generator import MANIFEST, build_workbooks, chosen_municipalities, read_manifest
from workbook_templates.workbook import file_name
from workbook_templates.writing import UNFINISHED


def is_whole(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        return package.testzip() is None


def test_a_number_and_a_name_give_two_workbooks_and_a_manifest(tmp_path: Path) -> None:
    done = run("1151", "Bodø", "--out", tmp_path, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    names = {"utenfor-regnskapet_1151_utsira_nb.xlsx", "utenfor-regnskapet_1804_bodo_nb.xlsx", MANIFEST}
    assert {path.name for path in tmp_path.iterdir()} == names
    with (tmp_path / MANIFEST).open(encoding="utf-8-sig", newline="") as file:
        rows = {row["kommune"]: row for row in csv.DictReader(file, delimiter=";")}
    assert rows["Bodø"]["avgift"] == "69125"
    assert rows["Utsira"]["innbyggere"] == str(find("1151").municipality.population_now)
    assert len(rows["Bodø"]["sha256"]) == 64


def test_what_is_up_to_date_is_left_as_it_is(tmp_path: Path) -> None:
    choice = chosen_municipalities(["1151"])
    first = build_workbooks(choice, tmp_path)
    stamp = first.built[0].stat().st_mtime_ns
    second = build_workbooks(choice, tmp_path)
    assert second.built == []
    assert second.unchanged == first.built
    assert first.built[0].stat().st_mtime_ns == stamp


def test_a_workbook_somebody_has_filled_in_is_never_written_over_unless_told(tmp_path: Path) -> None:
    choice = chosen_municipalities(["1151"])
    path = build_workbooks(choice, tmp_path).built[0]
    path.write_bytes(b"filled in")
    report = build_workbooks(choice, tmp_path)
    assert path.read_bytes() == b"filled in"
    assert "er ikke overskrevet" in report.failed["1151 Utsira"]
    assert build_workbooks(choice, tmp_path, force=True).built == [path]
    assert is_whole(path)


def test_a_whole_workbook_that_the_manifest_does_not_know_is_taken_as_made(tmp_path: Path) -> None:
    choice = chosen_municipalities(["1151"])
    path = build_workbooks(choice, tmp_path).built[0]
    (tmp_path / MANIFEST).unlink()
    assert build_workbooks(choice, tmp_path).built == [path]
    assert is_whole(path)


def test_an_untouched_workbook_of_an_older_recipe_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = chosen_municipalities(["1151"])
    path = build_workbooks(choice, tmp_path).built[0]
    monkeypatch.setattr(generator, "recipe", lambda: "another")
    assert build_workbooks(choice, tmp_path).built == [path]


def test_unknown_and_ambiguous_names_are_told_and_the_others_are_made(tmp_path: Path) -> None:
    done = run("Utsirra", "Herøy", "1151", "--out", tmp_path)
    assert done.returncode == 1
    assert "Utsira" in done.stderr
    assert "1515" in done.stderr
    assert "1818" in done.stderr
    assert (tmp_path / file_name(find("1151").municipality)).exists()


def test_an_old_number_gives_the_new_municipality_with_a_message(tmp_path: Path) -> None:
    done = run("4601", "--out", tmp_path, "--help")
    assert done.returncode == 0
    choice = chosen_municipalities(["3001"])
    assert [municipality.number for municipality in choice.municipalities] == ["3101"]
    assert "3101" in choice.messages[0]


def test_nothing_asked_for_is_told_in_norwegian(tmp_path: Path) -> None:
    done = run("--out", tmp_path)
    assert done.returncode == 2
    assert "Ingen kommune er oppgitt" in done.stderr


def test_a_county_gives_all_its_municipalities_and_all_gives_357() -> None:
    assert len(chosen_municipalities([], fylker=["Oslo"]).municipalities) == 1
    assert len(chosen_municipalities([], everyone=True).municipalities) == 357


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    in_the_way = tmp_path / "fil"
    in_the_way.write_text("ikke en mappe")
    done = run("1151", "--out", in_the_way / "bok")
    assert done.returncode == 2
    assert "Kan ikke skrive i mappen" in done.stderr
    assert "--out" in done.stderr


def test_a_full_disk_leaves_no_half_written_file_and_is_told(tmp_path: Path) -> None:
    def small_files_only() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = run("1151", "--out", tmp_path, preexec_fn=small_files_only)
    assert done.returncode == 1
    assert "Fikk ikke skrevet" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {MANIFEST}


def test_a_failure_in_one_does_not_stop_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = workbook.build_workbook

    def fails_for_utsira(municipality: object, path: Path, **options: object) -> object:
        if path.name.startswith("utenfor-regnskapet_1151"):
            message = "noe gikk galt"
            raise ValueError(message)
        return build(municipality, path, **options)  # type: ignore[arg-type]  # what was asked, as it came

    monkeypatch.setattr(generator, "build_workbook", fails_for_utsira)
    report = build_workbooks(chosen_municipalities(["1151", "1804"]), tmp_path)
    assert [path.name for path in report.built] == ["utenfor-regnskapet_1804_bodo_nb.xlsx"]
    assert "noe gikk galt" in report.failed["1151 Utsira"]


def test_a_run_cut_short_leaves_whole_files_and_a_second_run_completes_it(tmp_path: Path) -> None:
    command = [sys.executable, str(FACE), "1151", "1804", "1103", "1108", "1106", "--out", str(tmp_path), "--jobs", "2"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    while running.poll() is None and not list(tmp_path.glob("utenfor*.xlsx")):
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate()
    if running.returncode != 0:
        assert "Avbrutt" in errors.decode()
    made = list(tmp_path.glob("utenfor*.xlsx"))
    assert made
    assert all(is_whole(path) for path in made)
    assert list(tmp_path.glob(f"{UNFINISHED}*")) == []
    done = run(*command[2:])
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("utenfor*.xlsx"))) == 5
    assert len(read_manifest(tmp_path / MANIFEST)) == 5
