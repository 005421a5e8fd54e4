"""UTENFOR_INDICATOR gives the core's public figures, never a zero for one that is not known, and none of very few."""

import pytest

from addin.functions import utenfor_indicator
from addin.worksheet_errors import WorksheetError
from utenfor_core.indicators import indicators, value
from utenfor_core.municipalities import all_municipalities
from utenfor_core.small_numbers import fewest_described

NUMBERS = [one.number for one in all_municipalities()]


def code_of(cell: object) -> object:
    return cell.code if isinstance(cell, WorksheetError) else cell


@pytest.mark.parametrize("name", indicators())
def test_a_column_of_all_municipalities_is_the_core_s_figures_with_few_persons_and_the_unknown_left_out(
    name: str,
) -> None:
    year = indicators()[name].years[-1]
    persons = f"{name.removesuffix('share')}count" if name.endswith("share") else name
    for number, cell in zip(NUMBERS, utenfor_indicator(NUMBERS, name), strict=True):
        known = value(number, name, year)
        count = value(number, persons, year) if persons in indicators() and persons.endswith("count") else None
        few = count is not None and count < fewest_described()
        assert code_of(cell) == ("#N/A" if known is None or few else known)


def test_some_municipalities_have_too_few_to_be_shown_and_their_share_is_hidden_too() -> None:
    few = [number for number in NUMBERS if 0 <= (value(number, "neet_15_29_count", 2024) or 99) < fewest_described()]
    assert few
    for name in ("neet_15_29_count", "neet_15_29_share"):
        cells = utenfor_indicator([*few, "0301"], name, 2024)[:-1]
        assert all("kan kjennes igjen" in cell.explanation for cell in cells)


def test_an_indicator_is_found_by_its_whole_text_and_in_any_case() -> None:
    label = indicators()["neet_15_29_share"].label
    assert (
        utenfor_indicator(1804, label)
        == utenfor_indicator("Bodø", "NEET_15_29_share")
        == utenfor_indicator("1804", "neet_15_29_share", 2024)
    )


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        (("Bodø", "neet_15_29_shar"), "#VALUE!", "Mente du: neet_15_29_share"),
        (("Bodø", "neet_15_29_share", 2019), "#N/A", "2020, 2021, 2022, 2023, 2024"),
        (("Haram", "neet_15_29_count", 2023), "#N/A", "Ikke kjent"),
        (("Bodøø", "neet_15_29_share"), "#N/A", "1804 Bodø"),
        ((None, None), "#VALUE!", "Indikator mangler"),
    ],
)
def test_what_is_not_known_or_not_there_is_refused_with_the_reason(
    cells: tuple[object, ...], code: str, words: str
) -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_indicator(*cells)
    assert (caught.value.code, words in caught.value.explanation) == (code, True)
