"""The sheet `Utfordringsbilde` over all municipalities: what is written there takes the room that is kept for it."""

from types import SimpleNamespace

import pytest

from utenfor_core.challenge_picture import challenge_picture
from utenfor_core.municipalities import all_municipalities
from workbook_templates.sheets.picture_sentences import sentences
from workbook_templates.sheets.picture_shares import MOST_OFTEN, _often, _reasons
from workbook_templates.words import words

ONE_LINE = 165
"""Characters in the sentences' type that the sheet is wide."""


@pytest.mark.parametrize("number", [one.number for one in all_municipalities()])
def test_three_sentences_of_one_line_and_room_for_every_reason(number: str) -> None:
    picture = challenge_picture(number)
    page = SimpleNamespace(words=words("nb"), context=SimpleNamespace(picture=picture))
    told = sentences(page)  # type: ignore[arg-type]  # what a page knows, without a workbook
    assert len(told) == 3
    assert all(0 < len(sentence) < ONE_LINE and sentence.endswith(".") for sentence in told)
    often = _often({year: _reasons(page, year) for year in picture.here})  # type: ignore[arg-type]  # as above
    assert len(often) <= MOST_OFTEN


def test_a_municipality_of_fewer_than_five_outside_is_told_without_a_figure_of_it() -> None:
    page = SimpleNamespace(words=words("nb"), context=SimpleNamespace(picture=challenge_picture("1151")))
    told = " ".join(sentences(page))  # type: ignore[arg-type]  # as above
    assert "Færre enn 5 unge i Utsira" in told
    assert [letter for letter in told if letter.isdigit()] == ["5"]
