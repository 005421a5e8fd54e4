"""The list of participants as people send it: csv of every kind, Excel with its quirks, every fault told at once."""

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.workbooks.hostile import COMPOUND, ENTITIES, with_parts
from utenfor_core.errors import InputError
from utenfor_core.network import edition
from workbook_templates.enrolment.participants import ListRead, read_participants
from workbook_templates.enrolment.values import CellError, day_of, groups_of, kroner_of, seats_of, unit_of

HEADS = ("Kommune eller fylke", "Antall plasser", "Påmeldt dato", "Motivasjon", "Reise", "Målgrupper", "Målform")
ROWS = (
    ("1804 Bodø", "4", "17.04.2019", "Vi vil vite hva som virker", "12 500", "1a; 7", "nynorsk"),
    ("Nordland fylkeskommune", "6", "1.4.2019", "Økt gjennomføring", "", "", ""),
)


def read(path: Path) -> ListRead:
    return read_participants(path, edition("2019"))


def problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(InputError) as told:
        read(path)
    return told.value.problems


def listed(
    path: Path, rows: Sequence[Sequence[object]], code: str = "utf-8", mark: str = ";", before: str = ""
) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows(rows)
    path.write_bytes((before + out.getvalue()).encode(code))
    return path


def booked(path: Path, rows: Sequence[Sequence[object]], sheet: str = "Ark1") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_and_with_every_mark(tmp_path: Path, code: str, mark: str) -> None:
    found = read(listed(tmp_path / "l.csv", [HEADS, *ROWS], code, mark)).participants
    assert [(one.number, one.seats, one.enrolled_on) for one in found] == [
        ("1804", 4, date(2019, 4, 17)),
        ("18", 6, date(2019, 4, 1)),
    ]
    assert (found[0].travel, found[0].groups, found[0].language) == (12_500, ("vgs_frafall", "angst_depresjon"), "nn")
    assert (found[1].motivation, found[1].travel, found[1].language) == ("Økt gjennomføring", None, None)


def test_the_line_that_excel_writes_for_itself_is_passed_over_and_rows_are_counted_as_excel_shows_them(
    tmp_path: Path,
) -> None:
    path = listed(tmp_path / "l.csv", [HEADS, ("Bodøø", *ROWS[0][1:])], before="sep=;\r\n")
    assert problems(path)[0].startswith("l.csv, rad 3, Kommune eller fylke: ")


def test_english_heads_a_title_above_and_columns_of_ones_own_are_taken_as_they_are(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Network 2019"],
        [],
        ["Municipality", "Enrolled on", "SEATS ", "Contact"],
        ["301", "2019-04-01", 2, "=A1"],
    ]
    (one,) = read(listed(tmp_path / "l.csv", rows)).participants
    assert (one.number, one.line, one.others) == ("0301", 4, (("Contact", "=A1"),))


def test_a_list_with_number_and_name_must_have_them_agree(tmp_path: Path) -> None:
    heads = ["Kommunenr", "Kommune", "Påmeldt dato"]
    good = listed(tmp_path / "god.csv", [heads, ["301", "Oslo", "1.4.2019"], ["", "Utsira", "1.4.2019"]])
    assert [one.number for one in read(good).participants] == ["0301", "1151"]
    bad = listed(tmp_path / "feil.csv", [heads, ["301", "Bodø", "1.4.2019"]])
    assert "0301 Oslo og 1804 Bodø står på samme rad" in problems(bad)[0]


def test_excels_numbers_dates_hard_spaces_empty_rows_and_totals_are_read_for_what_they_are(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Kommunenummer", "Plasser", "Påmeldt", "Reise"],
        [301, 2.0, 43572, 8000],
        [1804.0, "3", datetime(2019, 4, 1, 9, 30), "12\u00a0500 kr"],  # noqa: DTZ001 - Excel's cells have no time zone
        [None, None, None, None],
        ["Nordre\u00a0Follo ", 2, date(2019, 4, 2), None],
        ["Sum", 7, None, 20500],
        [None, "Totalt", None, 20500],
    ]
    found = read(booked(tmp_path / "l.xlsx", rows)).participants
    assert [one.number for one in found] == ["0301", "1804", "3207"]
    assert [one.enrolled_on.day for one in found] == [17, 1, 2]
    assert [one.travel for one in found] == [8_000, 12_500, None]


def test_every_fault_is_told_at_once_by_row_and_column(tmp_path: Path) -> None:
    rows = [
        HEADS,
        ("Herøy", "to", "31.02.2019", "", "12.500", "99", "samisk"),
        ("1507", "0", "04/17/2019", "", "-5", "", ""),
        ("", "2", "1.4.2019", "", "", "", ""),
        ("Bodøø", "2", "", "", "", "", ""),
    ]
    told = problems(booked(tmp_path / "l.xlsx", rows))
    wanted = {
        2: ("kan være flere kommuner: ", "«to»", "«31.02.2019»", "kan leses på to måter", "«99»", "«samisk»"),
        3: ("ble delt", "«0»", "«04/17/2019»", "«-5»"),
        4: ("«Kommune eller fylke» er tom",),
        5: ("Mente du: 1804 Bodø", "«Påmeldt dato» er tom"),
    }
    for row, parts in wanted.items():
        here = [text for text in told if f"l.xlsx, rad {row}" in text]
        assert [part for part in parts if not any(part in text for text in here)] == []
        assert len(here) == len(parts)


def test_what_is_not_given_is_taken_from_the_edition_and_told(tmp_path: Path) -> None:
    found = read(listed(tmp_path / "l.csv", [HEADS, ("5401", "", "1.4.2019", "", "", "", "")]))
    assert (found.participants[0].number, found.participants[0].seats) == ("5501", 2)
    assert [("gjaldt til og med 2023" in one, "regnet med 2" in one) for one in found.notices] == [
        (True, False), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["a", "b"], ["1804", "x"]], "finner ingen overskrifter"),
        ([["Kommune", "Plasser"], ["1804", "2"]], "kolonnen «Påmeldt dato» mangler"),
        ([["Kommune", "Dato", "Påmeldt"], ["1804", "1.4.2019", "1.4.2019"]], "to kolonner er «Påmeldt dato»"),
        ([["Kommune", "Dato"]], "har ingen deltakere"),
        ([["Kommune", "Dato"], ["#I/T", "1.4.2019"]], "er en feilverdi fra Excel"),
        ([["Kommune", "Dato"], *([["1804", "1.4.2019"]] * 2100)], "mer enn 2000 rader"),
        ([["Kommune", "Dato"], ["1804", "1.4.2019", "x" * 6000]], "mer enn 5000 tegn"),
        ([["Kommune", "Dato", *([""] * 70), "x"]], "mer enn 60 kolonner"),
    ],
)
def test_a_list_that_is_none_is_refused_with_what_to_do(tmp_path: Path, rows: list[list[str]], message: str) -> None:
    assert any(message in text for text in problems(listed(tmp_path / "l.csv", rows)))


def test_a_formula_that_was_never_calculated_is_told_with_its_row(tmp_path: Path) -> None:
    path = booked(tmp_path / "l.xlsx", [HEADS, ("1804", "=1+1", "1.4.2019", "", "", "", "")])
    assert "rad 2: formelen har ingen verdi" in problems(path)[0]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("l.xlsm", b"", "ikke en liste vi kan lese"),
        ("l.xlsx", b"Kommune;Dato", "er ikke en Excel-fil"),
        ("l.xlsx", COMPOUND, "kryptert eller i gammelt format"),
        ("l.csv", b"Kommune;Dato\n1804\x00;1", "er ikke en tekstfil"),
        ("l.csv", b'Kommune;Dato\n"1804;1.4.2019', "kan ikke leses som csv"),
        ("l.csv", b"Kommune;Dato\n\x81\x8d;1", "tegn som ikke kan leses"),
        ("l.csv", b"x" * 5_000_001, "er for stor"),
    ],
)
def test_a_file_that_is_another_thing_is_not_opened(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert message in problems(path)[0]


@pytest.mark.parametrize(
    ("part", "content", "message"),
    [("xl/vbaProject.bin", b"x", "makroer"), ("xl/worksheets/sheet1.xml", ENTITIES, "ikke skrevet slik Excel")],
)
def test_a_hostile_workbook_is_refused_before_it_is_read(
    tmp_path: Path, part: str, content: bytes, message: str
) -> None:
    path = booked(tmp_path / "l.xlsx", [HEADS, *ROWS])
    path.write_bytes(with_parts(path.read_bytes(), {part: content}))
    assert message in problems(path)[0]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "finnes ikke i" in problems(tmp_path / "l.csv")[0]


@given(st.dates(date(2000, 1, 1), date(2126, 12, 31)))
def test_a_date_is_the_same_however_it_is_written(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)
    written = (f"{day:%d.%m.%Y}", f"{day.day}/{day.month}-{day.year}", str(day), f"{day} 00:00:00", serial, day)
    spelled = [
        one.replace("/", ".").replace("-", ".") if isinstance(one, str) and "/" in one else one for one in written
    ]
    assert {day_of(one) for one in spelled} == {day}


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.none(), st.from_regex(r"\d{300}|\d{4400}")))
def test_a_cell_is_read_or_refused_in_words_and_never_brings_the_reading_down(cell: str | float | None) -> None:
    for reader in (unit_of, day_of, kroner_of, seats_of, groups_of):
        with suppress(CellError):
            reader(cell)
