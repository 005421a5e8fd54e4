"""Every text can be read whole in its cell: in a delivered book, and in one that is filled in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbooks.filled import calculated, filled, rich
from tests.workbooks.fitting import cut_texts
from utenfor_core.domain import Value
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import find
from workbook_templates.languages import LANGUAGES
from workbook_templates.positions import INPUTS
from workbook_templates.workbook import Built, write_workbook

Book = Callable[..., Built]
LONG: dict[str, Value] = {
    "m1.name": "Tettere oppfølging av elever med høyt fravær på vg1 og vg2",
    "m2.name": "Jobbskolen: arbeid med bistand for unge uten fullført videregående",
    "m1.own1_name": "Avverget plassering i fosterhjem eller institusjon",
    "plan.area_name_1": "Oppvekst, utdanning og kultur",
    "plan.covering_m1": "Færre kjøp av plasser i arbeidsmarkedstiltak andre steder, og to stillinger flyttes fra 2027.",
    "plan.answer_1": " ".join(
        ["Vi ser at andelen ikke går ned, og ungdommene er kjent for tjenestene våre lenge før."] * 5
    ),
}
"""What people write: names, an own line, an answer of some 400 characters."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", ["4640", "1151"])
def test_no_text_is_cut_in_its_cell(book: Book, number: str, language: str) -> None:
    assert [f"{cut.sheet}!{cut.address} {cut.text}" for cut in cut_texts(book(number, language).path)] == []


def test_no_text_is_cut_in_a_book_that_is_filled_in(tmp_path: Path) -> None:
    names = built_in_frame().groups.labels
    longest: Value = max(names, key=len)
    book = filled("1804", {**rich("1804").values, **LONG, "m3.group": longest})
    path = tmp_path / "filled.xlsx"
    write_workbook(find("1804").municipality, calculated("1804", book.values), path)
    cut = [f"{one.sheet}!{one.address} {one.text}" for one in cut_texts(path) if one.sheet != INPUTS]
    assert cut == []
