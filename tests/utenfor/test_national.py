"""The national run: right figures, the same wherever it is worked on, and nothing lost when it is cut short."""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from tests.utenfor.clusters import two_workers
from utenfor.cluster import ClusterError
from utenfor.command_line import main
from utenfor.many import Workers
from utenfor.national_run.order import NationalOrder, everyone, national_order, read_measure
from utenfor.national_run.parts import MANIFEST, PARTS, TABLES, run_nationally
from utenfor.national_run.task import COLUMNS, NationalTask, national_rows, seed_of
from utenfor.tables import read_parquet
from utenfor_core.domain import Case
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.places import place_of
from utenfor_core.uncertainty import built_in_spreads, simulate

NUMBERS = ("0301", "1804", "4640", "5001")
HEADS = [column.head for column in COLUMNS]


@pytest.fixture(scope="module")
def order() -> NationalOrder:
    return national_order(measure=read_measure(None), groups=["vgs_frafall"], presets=["midtanslag"], draws=3000)


@pytest.fixture(scope="module")
def serial(order: NationalOrder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of a run in this process."""
    out = tmp_path_factory.mktemp("serial")
    run_nationally(order, NUMBERS, out, Workers())
    return written(out)


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with two_workers() as running:
        yield running


def written(out: Path) -> dict[str, bytes]:
    """The bytes of the tables and the manifest."""
    return {name: (out / name).read_bytes() for name in (*TABLES, MANIFEST)}


def test_a_municipality_has_what_the_core_simulates_on_the_same_draws(order: NationalOrder) -> None:
    rows = national_rows(NationalTask(number="1804", order=order))
    case = Case(place=place_of("1804"), measures=[order.measure.of_group("vgs_frafall")], preset="midtanslag")
    spreads = [*built_in_spreads(run(case)), order.measure.spread()]
    found = simulate(case, spreads, draws=order.draws, seed=seed_of(order, "vgs_frafall", "midtanslag"))
    assert [row[HEADS.index("p10_kr")] for row in rows] == [low for low, _, _ in found.percentiles.values()]
    years = {HEADS.index("horisont"): "10 år", HEADS.index("budsjett"): "stat"}
    (row,) = (row for row in rows if all(row[at] == value for at, value in years.items()))
    assert row[HEADS.index("sjanse")] == found.chance_by("level: stat", 10)
    assert row[HEADS.index("forventet_kr")] == pytest.approx(found.mean_by("level: stat", 10))


def test_every_group_and_every_preset_can_be_calculated() -> None:
    assert len(everyone()) == 357
    groups = national_order(measure=read_measure(None), presets=["forsiktig"], draws=10)
    presets = national_order(measure=read_measure(None), groups=["atferdsvansker"], draws=10)
    assert len(national_rows(NationalTask(number="5501", order=groups))) == 8 * 28
    assert len(national_rows(NationalTask(number="4201", order=presets))) == 3 * 28


def test_processes_of_this_machine_give_the_same_bytes(
    order: NationalOrder, serial: dict[str, bytes], tmp_path: Path
) -> None:
    run_nationally(order, tuple(reversed(NUMBERS)), tmp_path, Workers(jobs=2))
    assert written(tmp_path) == serial


def test_a_cluster_gives_the_same_bytes(
    order: NationalOrder, serial: dict[str, bytes], cluster: LocalCluster, tmp_path: Path
) -> None:
    report = run_nationally(order, NUMBERS, tmp_path, Workers(cluster=cluster.scheduler_address))
    assert report.failed == {}
    assert written(tmp_path) == serial


def test_a_worker_killed_in_the_middle_loses_nothing(order: NationalOrder, tmp_path: Path) -> None:
    slower = replace(order, draws=10_000)
    numbers = (*NUMBERS, "1103", "3301")
    parts = tmp_path / "cluster" / PARTS
    killed: list[int] = []

    def kill_one(workers: dict[str, int]) -> None:
        while not list(parts.glob("*/[0-9]*.parquet")):
            time.sleep(0.01)
        victim = min(workers.values())
        os.kill(victim, signal.SIGKILL)
        killed.append(len(list(parts.glob("*/[0-9]*.parquet"))))

    with two_workers() as running:
        with Client(running.scheduler_address, set_as_default=False) as client:
            workers = client.run(os.getpid)
        assert len(set(workers.values())) == 2
        killer = threading.Thread(target=kill_one, args=(workers,))
        killer.start()
        report = run_nationally(slower, numbers, tmp_path / "cluster", Workers(cluster=running.scheduler_address))
        killer.join()
    assert 0 < killed[0] < len(numbers)
    assert report.failed == {}
    assert len(report.calculated) == len(numbers)
    run_nationally(slower, numbers, tmp_path / "serial", Workers())
    assert written(tmp_path / "cluster") == written(tmp_path / "serial")


def test_a_run_goes_on_where_it_was_cut_short_and_does_a_damaged_part_again(
    order: NationalOrder, serial: dict[str, bytes], tmp_path: Path
) -> None:
    run_nationally(order, NUMBERS[:3], tmp_path, Workers())
    first, second = sorted((tmp_path / PARTS).glob("*/*.parquet"))[:2]
    first.write_bytes(first.read_bytes()[:100])
    kept = second.stat().st_mtime_ns
    report = run_nationally(order, NUMBERS, tmp_path, Workers())
    assert report.calculated == [first.stem, NUMBERS[3]]
    assert second.stat().st_mtime_ns == kept
    assert written(tmp_path) == serial


def test_another_order_does_not_take_the_parts_of_this_one(order: NationalOrder, tmp_path: Path) -> None:
    run_nationally(order, NUMBERS[:1], tmp_path, Workers())
    report = run_nationally(replace(order, draws=200), NUMBERS[:1], tmp_path, Workers())
    assert (report.calculated, report.kept) == ([NUMBERS[0]], [])


def test_a_cluster_that_is_not_there_is_told_in_norwegian(
    order: NationalOrder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("utenfor.cluster.PATIENCE", 1)
    with pytest.raises(ClusterError, match=r"Får ikke kontakt med klyngen på tcp://127\.0\.0\.1:9"):
        run_nationally(order, NUMBERS, tmp_path, Workers(cluster="tcp://127.0.0.1:9"))


def test_without_dask_the_message_says_how_to_install_it(
    order: NationalOrder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'utenfor-regnskapet\[cluster\]'"):
        run_nationally(order, NUMBERS, tmp_path, Workers(cluster="tcp://127.0.0.1:9"))


def test_the_command_tells_everything_that_is_wrong_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["national", "--groups", "ukjent", "--presets", "dristig", "--draws", "0", "--json"]) == 2
    problems = json.loads(capsys.readouterr().out)["feil"]
    assert [word in problem for word, problem in zip(("ukjent", "dristig", "--draws 0"), problems, strict=True)]
    assert len(problems) == 3
    assert main(["national", "--jobs", "0", "--cluster", "vert"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_the_command_writes_tables_that_can_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["national", "Bodø", "--groups", "vgs_frafall", "--draws", "50", "--out", str(tmp_path), "--jobs", "1"]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rader"] == 3 * 28
    rows = read_parquet(tmp_path / "nasjonal.parquet")
    text = (tmp_path / "nasjonal.csv").read_text("utf-8-sig").splitlines()
    assert text[0].split(";") == HEADS
    mean = HEADS.index("forventet_kr")
    assert [float(line.split(";")[mean].replace(",", ".")) for line in text[1:]] == [row[mean] for row in rows]


def test_a_measure_of_ones_own_is_read_and_everything_wrong_in_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tiltak.toml"
    path.write_text("intake = [10, 20]\ncost_per_year = 90000\n[success]\nlow = 0\nmost = 0.05\nhigh = 0.2\n", "utf-8")
    assert read_measure(path).of_group("vgs_frafall").typed_rate == 0.05
    path.write_text(
        "intake = 10\nkostnad = 1\nduration = 'lang'\n[success]\nlow = 0.5\nmost = 0.1\nhigh = 1\n", "utf-8"
    )
    with pytest.raises(InputError) as told:
        read_measure(path)
    assert len(told.value.problems) == 4
