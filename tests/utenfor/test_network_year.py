"""The rehearsal: a network's whole year through the command lines, from a new edition to the papers and an upgrade."""

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.utenfor.network_year import DATES, FAULTS, FAULTY, LIST, MEASURE, PLACES, dated, rich_here, type_in
from tests.utenfor.older_books import OLD_VERSION, older_book
from tests.workbooks.face import run as build
from utenfor.command_line import main
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import VIEWS
from workbook_templates.manifest import read_manifest
from workbook_templates.readback import read_book

CHANGED = {"utenfor-regnskapet_1804_bodo_nb.xlsx", "nettverk_2027_oversikt_nb.xlsx"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Year:
    """Where the year's files are, and what the commands so far ended with and said."""

    folder: Path
    edition: Path
    people: Path
    ended: dict[str, int]
    said: dict[str, str]

    def book(self, number: str, folder: str = "utfylt") -> Path:
        """A participant's book."""
        (found,) = (self.folder / folder).glob(f"utenfor-regnskapet_{number}_*_n?.xlsx")
        return found


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    folder = tmp_path_factory.mktemp("year")
    edition, people, books = folder / "utgave-2027.toml", folder / "deltakere.csv", folder / "nettverk"
    ended = {"new": main(["edition", "new", "2027", "--from", "2019", "--out", str(edition)])}
    edition.write_text(dated(edition.read_text("utf-8")), encoding="utf-8")
    ended["edition"] = main(["edition", "check", str(edition)])
    words = ("--participants", people, "--edition", edition, "--out", books, "--jobs", "1")
    people.write_text(FAULTY, encoding="cp1252", newline="\r\n")
    refused = build(*words)
    ended |= {"faulty": refused.returncode, "made": int(books.exists())}
    people.write_text(LIST, encoding="cp1252", newline="\r\n")
    built = build(*words)
    ended["built"] = built.returncode
    shutil.copytree(books, folder / "utfylt")
    found = Year(folder=folder, edition=edition, people=people, ended=ended, said={"faulty": refused.stderr})
    type_in(found.book("1804"), rich_here())
    type_in(found.book("4640"), {**MEASURE, "m1.name": "Tettare oppfølging"}, "nn")
    type_in(found.book("40"), {**MEASURE, "m1.name": "Oppfølging i fylket"})
    type_in(found.book("0301"), {**MEASURE, "m1.name": "Los", "plan.answer_2": '=HYPERLINK("http://x.no";"y")'})
    damaged = found.book("3301")
    damaged.write_bytes(damaged.read_bytes()[:200_000])
    return found


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, Any]:
    """Run a command for a program: the exit code and the answer."""
    capsys.readouterr()
    code = main([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_faulty_list_makes_nothing_and_every_fault_is_told_at_once(year: Year) -> None:
    assert year.ended == {"new": 0, "edition": 0, "faulty": 2, "made": 0, "built": 0}
    assert [fault for fault in FAULTS if fault not in year.said["faulty"]] == []


def test_six_have_a_place_the_late_one_waits_last_and_each_with_a_place_has_a_book(
    year: Year, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = told(capsys, "participants", "check", year.people, "--edition", year.edition)
    assert code == 1
    assert [one["nummer"] for one in answer["deltakere"]] == PLACES
    assert [one["nummer"] for one in answer["venteliste"]] == ["5501", "1818", "4204", "5601", "3434", "4621"]
    assert "etter fristen" in answer["venteliste"][-1]["hvorfor"]
    assert [number for number in PLACES if not year.book(number, "nettverk").is_file()] == []
    assert read_book(year.book("4640", "nettverk")).language == "nn"
    calendar = (year.folder / "nettverk" / "kalender_1841_fauske.ics").read_text("utf-8")
    assert calendar.count("BEGIN:VEVENT") == len(DATES)


def test_the_networks_picture_adds_up_to_the_books_and_lists_the_damaged_one(
    year: Year, capsys: pytest.CaptureFixture[str]
) -> None:
    out = year.folder / "bilde"
    code, answer = told(capsys, "collect", year.folder / "utfylt", "--out", out, "--jobs", "1")
    assert code == 1
    status = {one["fil"].split("_")[1]: one["status"] for one in answer["boker"]}
    assert status == {**dict.fromkeys(("0301", "1804", "40", "4640"), "summed"), "1841": "unfilled", "3301": "refused"}
    nets = [
        read_book(year.book(number)).result().row("net_present", TOGETHER)[:, -1].astype(float)
        for number in ("0301", "1804", "40", "4640")
    ]
    for at, view in enumerate(VIEWS):
        assert answer["sum"]["netto_naverdi"][view] == pytest.approx(sum(float(net[at]) for net in nets))
    assert [notice for notice in answer["se_pa"] if "3301_drammen" in notice and "skadet" in notice]
    assert [notice for notice in answer["se_pa"] if "0301_oslo" in notice and "svar på spørsmål 2" in notice]
    assert all(Path(path).stat().st_size for path in answer["filer"])


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("1804", "Plan for å forebygge utenforskap i Bodø"),
        ("4640", "Plan for å førebyggje utanforskap i Sogndal"),
        ("40", "Plan for å forebygge utenforskap i Telemark"),
    ],
)
def test_a_paper_is_made_for_each_that_has_filled_in_its_book(
    year: Year, capsys: pytest.CaptureFixture[str], number: str, sentence: str
) -> None:
    code, _ = told(capsys, "saksframlegg", year.book(number))
    assert code == 1
    (paper,) = (year.folder / "utfylt").glob(f"utenfor-regnskapet_{number}_*_saksframlegg.docx")
    assert sentence in [paragraph.text for paragraph in Document(str(paper)).paragraphs]
    assert main(["saksframlegg", str(year.book(number))]) == 2
    assert "ikke overskrevet" in capsys.readouterr().err


def test_the_budget_lines_add_up_to_the_sheet_and_the_untouched_book_gives_none(
    year: Year, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = told(capsys, "okonomiplan", year.book("1804"))
    assert code == 1
    assert answer["sum_1000_kr"] == answer["arket_okonomiplan_1000_kr"]
    with Path(answer["fil"]).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == len(answer["linjer"]) + 1
    code, refused = told(capsys, "okonomiplan", year.book("1841"))
    assert (code, "eksempelet" in refused["feil"][0]) == (2, True)


def test_a_book_of_older_figures_is_upgraded_with_a_bridge_that_adds_up_and_nothing_typed_is_lost(
    year: Year, capsys: pytest.CaptureFixture[str]
) -> None:
    old = older_book(year.folder / "bodo_i_fjor.xlsx")
    before = read_book(old)
    code, answer = told(capsys, "upgrade", old, "--participants", year.people, "--edition", year.edition)
    assert (code, answer["ikke_overfort"]) == (0, [])
    assert answer["for"].endswith(OLD_VERSION)
    assert answer["overfort"].keys() == before.changed().keys()
    for result in answer["bro"].values():
        assert len(result["steg"]) > 1
        for view in VIEWS:
            moved = sum(step[view] for step in result["steg"])
            assert result["start"][view] + moved == pytest.approx(result["slutt"][view], abs=1e-3)
    after = read_book(Path(answer["ny_bok"]))
    assert {key: after.values.get(key) for key in before.changed()} == before.changed()


def test_a_changed_enrolment_makes_only_its_own_book_and_the_overview_anew(year: Year) -> None:
    books = year.folder / "nettverk"
    before = {name: row["sha256"] for name, row in read_manifest(books / "manifest.csv").items()}
    year.people.write_text(LIST.replace("12 500", "9 000"), encoding="cp1252", newline="\r\n")
    words = ("--participants", year.people, "--edition", year.edition, "--out", books, "--jobs", "1")
    assert build(*words).returncode == 0
    after = {name: row["sha256"] for name, row in read_manifest(books / "manifest.csv").items()}
    assert {name for name in after if after[name] != before[name]} == CHANGED
    year.people.write_text(LIST, encoding="cp1252", newline="\r\n")


def test_the_generators_own_help_and_refusal_are_norwegian() -> None:
    shown, refused = build("--help"), build("--tull")
    assert (shown.returncode, shown.stdout[:5], refused.returncode, refused.stdout) == (0, "bruk:", 2, "")
    assert [word for word in ("usage", "options", "positional") if word in shown.stdout + refused.stderr] == []
    assert "Noe mangler eller er ikke kjent" in refused.stderr
