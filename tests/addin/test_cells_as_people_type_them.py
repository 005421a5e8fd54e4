"""Cells are met as Excel users mean them: what cannot be used is refused with the right value named."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.functions import (
    utenfor_discount,
    utenfor_fee,
    utenfor_kommune,
    utenfor_net,
    utenfor_price,
    utenfor_savings,
)
from addin.typed_numbers import numbers_meant
from addin.worksheet_errors import COM_ERROR, CVERR, EXCEL_ERRORS, NORWEGIAN, WorksheetError

HARD_SPACE, NARROW_SPACE = "\u00a0", "\u202f"
MIDNIGHT = datetime(2030, 1, 1, tzinfo=timezone(timedelta(hours=1)))


def refused(function: object, *cells: object) -> WorksheetError:
    """Return the error that a call raises."""
    assert callable(function)
    with pytest.raises(WorksheetError) as caught:
        function(*cells)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0,1", "0,1"), ("0.1", "0,1"), (" 0,1 ", "0,1"), (f"0,1{HARD_SPACE}", "0,1"), ("10 %", "0,1"), ("10%", "0,1"),
        ("0 1", None), ("1 0000", None), (",1", None), ("1/10", None), ("ti prosent", None), ("−0,1", "-0,1"),
    ],
)  # fmt: skip
def test_a_share_typed_as_text_is_refused_and_the_share_meant_is_named(typed: str, meant: str | None) -> None:
    error = refused(utenfor_savings, "vgs_frafall", 80, typed)
    assert error.code == "#VALUE!"
    assert f"teksten «{typed}»" in error.explanation
    assert (f"ser ut som {meant}. Skriv tallet" in error.explanation) == (meant is not None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7 500", "7500"), (f"7{HARD_SPACE}500", "7500"), (f"17{NARROW_SPACE}500 kr", "17 500"), ("kr 7 500,-", "7500"),
        ("7.500", "7500 eller 7,5"), ("7,500", "7,5 eller 7500"), ("7.500,50", "7500,5"), ("1'250'000", "1 250 000"),
    ],
)  # fmt: skip
def test_kroner_typed_as_text_are_refused_and_both_readings_of_a_separator_are_named(typed: str, meant: str) -> None:
    error = refused(utenfor_net, "vgs_frafall", 80, 0.1, typed)
    assert (error.code, f"ser ut som {meant}. " in error.explanation) == ("#VALUE!", True)


@given(st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 4)))
def test_the_number_meant_is_found_whatever_stands_between_thousands(number: float) -> None:
    text = f"{number:,.4f}"
    for thousands in (" ", HARD_SPACE, NARROW_SPACE, ""):
        assert number in numbers_meant(text.replace(",", thousands).replace(".", ","))


@given(st.text(max_size=12))
def test_no_text_is_too_strange_to_be_refused_in_words(text: str) -> None:
    error = refused(utenfor_savings, "vgs_frafall", 80, text)
    assert error.code in EXCEL_ERRORS
    assert error.explanation


@pytest.mark.parametrize("cell", [date(2030, 1, 1), MIDNIGHT])
def test_a_date_for_a_year_is_refused_and_its_year_is_named(cell: date) -> None:
    error = refused(utenfor_discount, cell)
    assert error.code == "#VALUE!"
    assert "datoen 01.01.2030" in error.explanation
    assert "Året er 2030." in error.explanation
    assert "ÅR(…)" in error.explanation
    assert refused(utenfor_price, 1000, 2022, cell).code == "#VALUE!"


def test_a_date_that_crossed_as_its_serial_number_is_out_of_range_for_a_year() -> None:
    error = refused(utenfor_discount, 47484.0)
    assert (error.code, "ÅR(…)" in error.explanation) == ("#NUM!", True)


def test_a_date_for_a_number_that_is_no_year_is_refused_without_a_year() -> None:
    error = refused(utenfor_savings, "vgs_frafall", MIDNIGHT, 0.1)
    assert (error.code, "Året er" in error.explanation) == ("#VALUE!", False)


@pytest.mark.parametrize("code", sorted(EXCEL_ERRORS))
def test_every_error_value_comes_out_as_it_went_in(code: str) -> None:
    assert refused(utenfor_savings, "vgs_frafall", code, 0.1).code == code
    assert refused(utenfor_kommune, code, "navn").code == code
    assert refused(utenfor_fee, 5000, code).code == code
    over_com = COM_ERROR + CVERR[code]
    assert refused(utenfor_price, over_com, 2022, 2024).code == code
    column = utenfor_price([1000, over_com, 2000.0], 2022, 2024)
    assert column[1].code == code
    assert column[2] == 2 * column[0]


@pytest.mark.parametrize(("shown", "code"), NORWEGIAN.items())
def test_an_error_value_in_norwegian_is_the_same_error(shown: str, code: str) -> None:
    assert refused(utenfor_savings, "vgs_frafall", shown, 0.1).code == code


def test_all_that_is_wrong_is_told_at_once() -> None:
    error = refused(utenfor_net, "vgs_frafal", None, 10, "7 500", "landet", 0.5)
    assert error.code == "#VALUE!"
    for words in (
        "målgruppe er",
        "antall mangler",
        "suksessrate er 10,",
        "ser ut som 7500",
        "«landet»",
        "horisont er 0,5",
    ):
        assert words in error.explanation.casefold()
    column = utenfor_net("vgs_frafall", [80, None], [0.1, 10], 7500)
    assert "antall mangler" in column[1].explanation
    assert "Netto suksessrate er 10" in column[1].explanation


def test_an_error_value_that_came_in_wins_over_what_else_is_wrong() -> None:
    assert refused(utenfor_net, "vgs_frafal", None, "#DIV/0!", "7 500").code == "#DIV/0!"
    assert [cell.code for cell in utenfor_net("vgs_frafal", [80, 90], ["#REF!", 0.1], 7500)] == ["#REF!", "#VALUE!"]


def test_an_error_that_is_remembered_is_raised_anew_each_time() -> None:
    first, second = (refused(utenfor_savings, "vgs_frafall", -5, 0.1) for _ in range(2))
    assert first is not second
    assert str(first) == str(second)


def test_a_municipality_and_an_edition_are_names_so_their_digits_may_be_text() -> None:
    for cell in (301, 301.0, "301", "0301", " 0301 ", f"0301{HARD_SPACE}"):
        assert utenfor_kommune(cell, "navn") == "Oslo"
    assert utenfor_fee(5000, "2019") == utenfor_fee(5000, 2019) == utenfor_fee(5000)
