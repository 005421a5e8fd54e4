"""What the council is asked to decide: one reading only, and amounts that say what they are."""

import re
from pathlib import Path

import pytest

from tests.utenfor.finished_books import WRITTEN, amounts_beside, finished_book, rich_values, sheets_of
from tests.utenfor.papers import lines, number, table
from utenfor.command_line import main
from utenfor_core.domain import Value

NET = "Sum netto, egne budsjetter, til bevilgningsoversikt drift (budsjett- og regnskapsforskriften § 5-4 andre ledd)"
DECIDED = re.compile(r"([\d\u00a0]+) kr i (\d{4})")
CHANGE: dict[str, Value] = {"plan.sign": "utgift -", "plan.mode": "endring", "plan.prices": "faste"}


def paper_with(folder: Path, changed: dict[str, Value]) -> Path:
    """Write Bodø's paper from a book with some inputs changed."""
    folder.mkdir()
    book, target = folder / "bok.xlsx", folder / "sak.docx"
    finished_book(book, "1804", rich_values("nb", changed))
    assert main(["saksframlegg", str(book), "--out", str(target)]) == 1
    return target


@pytest.fixture(scope="module")
def as_level(tmp_path_factory: pytest.TempPathFactory) -> Path:
    saved: dict[str, Value] = {"plan.prices": "faste", "plan.first_growth": 0.035, "m1.fixed_cost": None}
    saved |= {f"m{n}.intake_{year}": None for n in (1, 2, 3) for year in (1, 2, 3, 4)}
    return paper_with(tmp_path_factory.mktemp("decided") / "level", saved)


@pytest.fixture(scope="module")
def as_change(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return paper_with(tmp_path_factory.mktemp("decided") / "change", {**CHANGE, "plan.first_growth": None})


def decision(paper: Path) -> str:
    return next(line for line in lines(paper) if line.startswith("Følgene innarbeides"))


def test_the_decision_is_the_level_in_words_whatever_the_book_shows(as_change: Path, bodo: Path) -> None:
    said = decision(as_change)
    assert "netto merutgift " in said
    assert "(faste 2026-kroner). Beløpene er avvik fra basisbudsjettet hvert år." in said
    assert "\u2212" not in said
    sheet = sheets_of(as_change.with_name("bok.xlsx"))["Økonomiplan"]
    shown = amounts_beside(sheet, NET, 8, 4)
    levels = [-sum(shown[: year + 1]) for year in range(4)]
    assert [number(amount) / 1000 for amount, _ in DECIDED.findall(said)] == [abs(level) for level in levels]
    assert any("Forslaget til vedtak sier nivået" in line for line in lines(as_change))
    assert decision(as_change) != decision_of(bodo, as_change.with_name("bodo.docx"))


def decision_of(book: Path, target: Path) -> str:
    assert main(["saksframlegg", str(book), "--out", str(target)]) == 1
    return decision(target)


def test_a_cost_that_turns_to_a_saving_is_called_so_from_the_year_it_turns(as_level: Path) -> None:
    said = decision(as_level)
    sheet = sheets_of(as_level.with_name("bok.xlsx"))["Økonomiplan"]
    levels = amounts_beside(sheet, NET, 8, 4)
    assert levels[0] > 0 > levels[3]
    assert said.count("merutgift") == said.count("innsparing") == 1
    turned = next(at for at, level in enumerate(levels) if level < 0)
    amounts = [f"{abs(level):,.0f}\u00a0000".replace(",", "\u00a0") for level in levels]
    assert f"innsparing {amounts[turned]} kr i {2027 + turned}" in said
    assert "(faste 2027-kroner)" in said


def test_the_price_growth_is_told_where_it_is_known(as_level: Path) -> None:
    assert "Beløpene er i faste 2027-kroner (2026-kroner + 3,5 %)." in lines(as_level)


def test_each_table_of_yearly_amounts_says_its_prices_its_sign_and_what_is_in_it(as_change: Path) -> None:
    told = lines(as_change)
    assert "Til økonomiplanen, faste 2026-kroner, 1 000 kr (utgifter er negative tall; endring fra året før)" in told
    assert "Hvem som betaler tiltakene, faste 2026-kroner, 1 000 kr" in told
    for start in (
        "Tabellen er i faste 2026-kroner, og positivt",
        "Tabellen er i faste 2026-kroner, og utgifter er neg",
    ):
        assert sum(line.startswith(start) for line in told) == 1
    assert any("andre enn i «Netto år for år»" in line for line in told)


def test_the_section_is_named_with_its_regulation(as_level: Path) -> None:
    reasons = [row[-1] for row in table(as_level, "Ikke innarbeidet i planen")]
    assert all("budsjett- og regnskapsforskriften § 5-4" in reason for reason in reasons if "§" in reason)
    assert any("§" in reason for reason in reasons)


def test_no_amount_has_a_hyphen_for_a_minus(as_level: Path, as_change: Path) -> None:
    own = set(map(str, WRITTEN.values()))
    for paper in (as_level, as_change):
        assert [line for line in lines(paper) if line not in own and re.search(r"(?<![\w–-])-\d", line)] == []
