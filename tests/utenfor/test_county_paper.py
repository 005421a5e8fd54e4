"""The paper for a county's council: it speaks of the county, in either language."""

import tomllib
from importlib.resources import files
from pathlib import Path

from tests.utenfor.finished_books import finished_book, rich_values
from tests.utenfor.papers import lines
from utenfor.command_line import main


def test_a_countys_paper_is_for_its_own_council(tmp_path: Path) -> None:
    book = finished_book(tmp_path / "nordland.xlsx", "18", rich_values("nb"))
    paper = tmp_path / "sak.docx"
    assert main(["saksframlegg", str(book), "--out", str(paper)]) == 1
    said = lines(paper)
    assert any(line.startswith("Fylkestinget vedtar planen for å forebygge utenforskap i Nordland") for line in said)
    assert any(line.startswith("Nordland fylkeskommune har arbeidet med planen") for line in said)
    assert {line for line in said if "Kommunestyret" in line or "Nordland kommune" in line} == set()


def test_a_countys_words_take_the_place_of_words_there_are() -> None:
    folder = files("utenfor.council_paper") / "texts"
    for language in ("nb", "nn"):
        ours, county = (
            tomllib.loads((folder / f"{language}{form}.toml").read_text(encoding="utf-8")) for form in ("", "_county")
        )
        assert {(section, key) for section in county for key in county[section]} <= {
            (section, key) for section in ours for key in ours[section]
        }
