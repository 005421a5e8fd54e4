"""What the challenge picture may say: worked cases, and the rule of five for every municipality in the country."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utenfor_core.challenge_picture import Share, challenge_picture, is_described, reading, wilson
from utenfor_core.municipalities import all_municipalities

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "challenge_reading.toml").read_text(encoding="utf-8"))
NUMBERS = ("of_hundred", "low_of_hundred", "high_of_hundred", "persons", "low", "high", "points")
EVERYONE = tuple(one.number for one in all_municipalities())


def _share(persons: float, residents: float, members: int = 2) -> Share:
    low, high = wilson(persons, residents)
    return Share(
        label="", persons=persons, residents=residents, share=persons / residents, low=low, high=high,
        known=members, members=members, reason=None,
    )  # fmt: skip


def _series(counts: Mapping[str, tuple[float, float]]) -> dict[int, Share]:
    return {int(year): _share(*count) for year, count in counts.items()}


@pytest.mark.parametrize("case", CASES["reading"], ids=lambda case: case["name"])
def test_what_is_said_is_what_was_reckoned_by_hand(case: dict[str, Any]) -> None:
    here = _series(case["here"])
    others = {name: _series(case[name]) for name in ("country", "group")}
    said = reading(here[2024], here, others, small=case["small"])
    assert {name: getattr(said, name) for name in ("of_hundred", "persons", "low", "high", "points")} == {
        name: case.get(name) for name in ("of_hundred", "persons", "low", "high", "points")
    }
    assert dict(said.against) == case["against"]
    assert (said.trend, said.country_trend) == (case["trend"], case["country_trend"])


@pytest.mark.parametrize("number", EVERYONE)
def test_no_group_under_five_is_described_anywhere(number: str) -> None:
    picture = challenge_picture(number)
    said = picture.reading
    assert said.described is is_described(picture.headline.persons)
    if not said.described:
        assert [getattr(said, name) for name in NUMBERS] == [None] * len(NUMBERS)
        assert set(said.against.values()) == {"unknown"}
        assert said.trend == "unknown"
    else:
        assert said.persons is not None
        assert said.persons >= said.fewest
    assert not picture.small or said.trend == "unknown"


def test_a_municipality_that_is_its_own_county_is_not_held_against_itself() -> None:
    said = challenge_picture("0301").reading
    assert (said.against["county"], said.against["group"]) == ("alone", "alone")
    assert said.against["country"] != "alone"


@given(st.integers(5, 5_000), st.integers(5, 5_000))
def test_higher_and_lower_are_each_others_mirror(first: int, second: int) -> None:
    residents = 10_000
    here, there = {2024: _share(first, residents)}, {2024: _share(second, residents)}
    verdict = reading(here[2024], here, {"country": there}, small=False).against["country"]
    share = second / residents
    low, high = wilson(first, residents)
    assert verdict == ("higher" if share < low else "lower" if share > high else "unsure")
    assert verdict == "unsure" or (verdict == "higher") is (first > second)
