"""KOSTRA functions and arter: names where read, None where not, and nothing for a code that is not in the list."""

import pytest

from utenfor_core.errors import InputError
from utenfor_core.kostra import art, arter, function, functions


def test_there_are_139_functions_of_which_123_are_named() -> None:
    assert len({one.code for one in functions()}) == len(functions()) == 139
    assert sum(1 for one in functions() if one.name) == 123
    assert {one.level for one in functions()} == {"kommune", "fylkeskommune"}


def test_there_are_110_arter_of_which_22_are_named() -> None:
    assert len({one.code for one in arter()}) == len(arter()) == 110
    assert sum(1 for one in arter() if one.name) == 22


@pytest.mark.parametrize(
    ("code", "level", "valid"),
    [
        ("281", "kommune", True),
        ("254", "kommune", False),
        ("257", "kommune", True),
        ("561", "fylkeskommune", False),
        ("563", "fylkeskommune", True),
    ],
)
def test_a_function_says_its_level_and_whether_it_holds_in_2026(code: str, level: str, valid: bool) -> None:  # noqa: FBT001 - the expected answer
    assert (function(code).level, function(code).valid_2026) == (level, valid)


def test_a_function_keeps_the_years_it_was_valid() -> None:
    assert (function("254").valid_to_year, function("257").valid_from_year) == (2023, 2024)
    assert function("281").valid_to_year is None


def test_an_art_without_a_name_is_none_and_not_an_empty_text() -> None:
    assert art("470").name is None
    assert art("010").name == "Fastlønn"


@pytest.mark.parametrize("code", ["999", "28", "", "10"])
def test_an_unknown_function_is_refused(code: str) -> None:
    with pytest.raises(InputError, match="KOSTRA-funksjon"):
        function(code)


def test_an_unknown_art_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="010"):
        art("10")
