"""The day a workbook says it is made: today, or the day that is asked for, and what a run on a later day finds."""

import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.workbooks.reading import read
from utenfor_core.errors import InputError
from utenfor_core.municipalities import find
from workbook_templates import positions as at
from workbook_templates.build_day import VARIABLE, as_made, build_day
from workbook_templates.generator import MANIFEST, build_workbooks, chosen_municipalities
from workbook_templates.words import words
from workbook_templates.workbook import build_workbook

EARLIER = 1_790_000_000
"""Some weeks before the figures of the edition were made: 21 September 2026."""

NOUGHT = datetime(1899, 12, 30, tzinfo=UTC)
"""The day that spreadsheets count from."""


def said_in(path: Path) -> datetime:
    """Return the day that the stamp says, as a spreadsheet reads it."""
    cells = {(cell.row, cell.column): cell for cell in read(path).sheet(at.ABOUT).cells}
    row = next(row for (row, _), cell in cells.items() if cell.value == words("nb")("about.stamp_built"))
    days = cells[row, 2].value
    assert isinstance(days, float)
    return datetime.fromtimestamp(NOUGHT.timestamp() + days * 24 * 60 * 60, UTC).replace(tzinfo=None)


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Ask for an earlier day, and return it."""
    monkeypatch.setenv(VARIABLE, str(EARLIER))
    return datetime.fromtimestamp(EARLIER, UTC).replace(hour=0, minute=0, second=0, tzinfo=None)


def test_the_stamp_and_the_files_properties_have_the_day_asked_for(earlier: datetime, tmp_path: Path) -> None:
    path = build_workbook(find("1151").municipality, tmp_path / "bok.xlsx").path
    assert said_in(path) == earlier == build_day()
    with zipfile.ZipFile(path) as package:
        assert f"{earlier:%Y-%m-%dT00:00:00Z}" in package.read("docProps/core.xml").decode()


def test_without_a_day_asked_for_it_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    before = datetime.now().astimezone().date()
    assert before <= build_day().date() <= datetime.now().astimezone().date()


@pytest.mark.parametrize("said", ["i går", "", "-1", "1,5"])
def test_a_day_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(VARIABLE, said)
    with pytest.raises(InputError, match=f"«{said}»"):
        build_day()


def test_a_file_made_again_is_of_its_own_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    old = tmp_path / "old"
    old.write_bytes(b"")
    os.utime(old, (EARLIER, EARLIER))
    with as_made(old):
        assert build_day().date() == datetime.fromtimestamp(EARLIER).astimezone().date()
    assert build_day().date() != datetime.fromtimestamp(EARLIER).astimezone().date()


def test_a_book_of_a_run_cut_short_on_an_earlier_day_is_taken_as_made(
    earlier: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = chosen_municipalities(["1151"])
    path = build_workbooks(choice, tmp_path).built[0]
    os.utime(path, (EARLIER, EARLIER))
    (tmp_path / MANIFEST).unlink()
    monkeypatch.delenv(VARIABLE)
    report = build_workbooks(choice, tmp_path)
    assert (report.built, report.failed) == ([path], {})
    assert said_in(path) == earlier
