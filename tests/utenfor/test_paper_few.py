"""Measures for fewer than five participants: what lies by the paper, and what its sums give away."""

from pathlib import Path

import pytest

from tests.utenfor.finished_books import FEW, SMALL, finished_book, rich_values
from tests.utenfor.papers import lines, table
from utenfor.command_line import main
from utenfor_core.domain import INTAKES, Value

ONLY_FEW: dict[str, Value] = {
    **FEW,
    **{f"m{n}.intake_{year}": None for n in (2, 3) for year in range(INTAKES)},
}
TWO_FEW: dict[str, Value] = {
    **FEW,
    **{f"m2.intake_{year}": None for year in range(INTAKES)},
    "m2.intake_1": 4.0,
}
SUCCESSES = "Lykkes på grunn av tiltaket, ventet antall personer"


def said_of(book: Path, target: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["saksframlegg", str(book), "--out", str(target)]) == 1
    return capsys.readouterr().out


def test_a_book_with_a_hidden_measure_is_no_attachment_and_the_difference_is_told(
    utsira: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sak.docx"
    said = said_of(utsira, target, capsys)
    beside = dict(row[:2] for row in table(target, "Plan for å"))["Vedlegg"]
    assert beside.startswith("[fyll inn: vedlegg, men ikke arbeidsboka")
    assert "Tiltak 1 har færre enn fem deltakere" in said
    assert "Legg dem ikke ved saken" in said
    assert "Tiltak 1 kan likevel regnes ut av saken: summene for alle tiltak minus Jobb og Tidlig innsats" in said
    assert SMALL not in said


def test_without_a_hidden_measure_the_book_is_the_attachment_and_nothing_is_told(
    bodo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sak.docx"
    said = said_of(bodo, target, capsys)
    assert dict(row[:2] for row in table(target, "Plan for å"))["Vedlegg"] == "Arbeidsboka bodo.xlsx"
    assert "regnes ut av saken" not in said
    assert "har færre enn fem deltakere" not in said


def test_two_hidden_measures_cannot_be_told_apart_and_one_alone_is_the_sums(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = said_of(finished_book(tmp_path / "to.xlsx", "1151", rich_values("nb", TWO_FEW)), tmp_path / "to.docx", capsys)
    assert "Tiltak 1 og Tiltak 2 har færre enn fem deltakere" in two
    assert "regnes ut av saken" not in two
    alone = said_of(
        finished_book(tmp_path / "en.xlsx", "1151", rich_values("nb", ONLY_FEW)), tmp_path / "en.docx", capsys
    )
    assert "Tiltak 1 kan likevel regnes ut av saken: alle summene er dette tiltakets" in alone


def test_an_expected_number_is_told_for_each_measure_that_is_described(bodo: Path, tmp_path: Path) -> None:
    target = tmp_path / "sak.docx"
    assert main(["saksframlegg", str(bodo), "--out", str(target)]) == 1
    assert [dict(row[:2] for row in table(target, name))[SUCCESSES] for name in ("Jobb", "Tidlig innsats")] == [
        "3,1",
        "0,6",
    ]
    assert "færre enn fem" not in "".join(line for line in lines(target) if line[:1].isdigit())
