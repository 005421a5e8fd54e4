"""Refreshed figures in use: a new indicator is data alone, sets are never mixed, and the built-in figures stay."""

from statistics import median
from threading import Thread

import pytest

from utenfor_core.challenge_picture import Beside, challenge_picture, compared_indicators
from utenfor_core.data import settings, table
from utenfor_core.data.figures import Figures, figures_in_use, in_use, laid_over
from utenfor_core.errors import InputError, ParameterError
from utenfor_core.frame import built_in_frame
from utenfor_core.indicators import indicators, value
from utenfor_core.municipalities import all_municipalities, by_county, find
from utenfor_core.tax_levels import tax_level

HERE = "1804"
SOURCE = """
[[sources]]
id = "ny"
title = "Ny kilde"
publisher = "Noen"
licence = "CC BY 4.0"
licence_status = "stated"
read_from = "et sted"
vintage = "i dag"
credit = "Kilde: Noen"
note = ""
files = { "indicators/ny.csv" = ["*"], "tax_levels.csv" = ["*"] }
"""
ENTRY = """
[ny_{name}]
label = "Noe nytt ({name})"
unit = "{unit}"
source = "ny"
file = "indicators/ny.csv"
year_label = "{{year}}"
{columns}
direction = "lavere er bedre"
caveat = "Et nytt tall."
missing = "Ikke kjent."
compared = true
answers = "{name}"
"""


def persons(number: str) -> int:
    return 3 if number == "1151" else int(number) % 50 + 10


def new_indicator(*, published: bool = False) -> Figures:
    """Return figures with two new indicators that no code knows: a share counted by us, and a count."""
    rows = ["number,year,persons,base,per_cent"]
    rows += [f"{one.number},2025,{persons(one.number)},100,{persons(one.number)}" for one in all_municipalities()]
    rows += ["0,2025,,,20.5", "18,2025,,,21.5", "EKG11,2025,,,22.5"] if published else []
    share = 'column = "per_cent"\ndivisor = 100' if published else 'numerator = "persons"\ndenominator = "base"'
    entries = ENTRY.format(name="andel", unit="andel", columns=share)
    entries += ENTRY.format(name="antall", unit="antall", columns='column = "persons"')
    files = {"indicators/ny.csv": "\n".join(rows), "indicators/indicators.toml": entries, "sources.toml": SOURCE}
    return Figures(version="prøve", files=files)


def shown(number: str, figures: Figures) -> dict[str, Beside]:
    with figures_in_use(figures):
        return {one.figure.label: one for one in challenge_picture(number).beside}


def test_a_new_indicator_is_data_alone_and_stands_beside_county_country_and_group() -> None:
    found = shown(HERE, new_indicator())["Noe nytt (andel)"]
    here = find(HERE).municipality
    county = [persons(one.number) / 100 for one in by_county(here.county_number)]
    country = [persons(one.number) / 100 for one in all_municipalities()]
    group = [persons(one.number) / 100 for one in all_municipalities() if one.kostra_group == here.kostra_group]
    assert found.figure.value == persons(HERE) / 100
    assert found.county == pytest.approx(sum(county) / len(county))
    assert found.country == pytest.approx(sum(country) / len(country))
    assert found.group == pytest.approx(median(group))
    assert (found.figure.credit, found.figure.year_label, found.direction) == ("Kilde: Noen", "2025", "lavere er bedre")


def test_what_is_published_of_others_goes_before_what_we_count() -> None:
    found = shown(HERE, new_indicator(published=True))["Noe nytt (andel)"]
    assert (found.county, found.country, found.group) == (0.215, 0.205, 0.225)


def test_a_count_is_not_compared() -> None:
    found = shown(HERE, new_indicator())["Noe nytt (antall)"]
    assert (found.figure.value, found.county, found.country, found.group) == (persons(HERE), None, None, None)


def test_fewer_than_five_persons_are_not_shown() -> None:
    for found in shown("1151", new_indicator()).values():
        assert (found.few, found.figure.value) == (True, None)
        assert found.figure.reason == "Færre enn 5 personer: så små grupper beskrives ikke."


def test_what_the_new_figures_answer_is_no_longer_missing() -> None:
    with figures_in_use(new_indicator()):
        assert challenge_picture(HERE).answered == {"andel", "antall"}
    assert challenge_picture(HERE).answered == frozenset()


def test_figures_put_away_leave_no_trace() -> None:
    before = (tuple(indicators()), challenge_picture(HERE), built_in_frame())
    with figures_in_use(new_indicator()):
        assert "ny_andel" in indicators()
        assert built_in_frame() is not before[2]
    assert (tuple(indicators()), challenge_picture(HERE), built_in_frame()) == before
    assert compared_indicators() == ()
    with pytest.raises(InputError):
        value(HERE, "ny_andel", 2025)


def test_two_sets_are_never_mixed() -> None:
    levels = {one: f"number,level,period\n{HERE},{one},i år" for one in (0.9, 1.1)}
    sets = [
        Figures(version=str(one), files={"tax_levels.csv": rows, "sources.toml": SOURCE})
        for one, rows in levels.items()
    ]
    found = []
    for one in (*sets, *sets):
        with figures_in_use(one):
            level = tax_level(HERE)
            found.append(level and level.level)
            assert tax_level("0301") is None
    assert found == [0.9, 1.1, 0.9, 1.1]
    assert tax_level(HERE) is None


def test_another_thread_has_the_built_in_figures() -> None:
    seen: list[Figures | None] = []
    with figures_in_use(new_indicator()):
        thread = Thread(target=lambda: seen.append(in_use()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_a_damaged_file_is_told_as_one_of_ours_is() -> None:
    with figures_in_use(Figures(version="x", files={"municipalities.csv": "a,a\n1,2"})), pytest.raises(ParameterError):
        table("municipalities.csv")
    with figures_in_use(Figures(version="x", files={"small_numbers.toml": "= ="})), pytest.raises(ParameterError):
        settings("small_numbers.toml")


def test_settings_are_laid_over_key_by_key() -> None:
    with figures_in_use(Figures(version="x", files={"small_numbers.toml": "[neet]\nregister_date = 'i dag'"})):
        assert settings("small_numbers.toml")["neet"]["register_date"] == "i dag"
        assert settings("small_numbers.toml")["neet"]["years"][-1] == 2024
    assert laid_over({"a": [1, 2]}, {"a": [3]}) == {"a": [3]}
