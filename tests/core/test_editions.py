"""An edition is a file that holds or is refused whole: every problem at once, and a new one made from another."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from utenfor_core.data import settings
from utenfor_core.errors import InputError
from utenfor_core.network import edition, edition_text, hours_of, read_edition, read_edition_text

FILE: Mapping[str, Any] = settings("editions/2019.toml")


def problems(**changed: object) -> tuple[str, ...]:
    content = {key: value for key, value in {**FILE, **changed}.items() if value is not None}
    with pytest.raises(InputError) as told:
        read_edition(content)
    return told.value.problems


def test_the_first_edition_holds_and_states_no_more_than_its_public_texts() -> None:
    found = edition("2019")
    assert (found.organiser, found.capacity, found.minimum, found.premeetings) == ("KS", None, None, ())
    assert [one.date for one in found.gatherings[1:]] == [None] * 4


def test_every_problem_of_a_file_is_told_at_once_with_its_field() -> None:
    gatherings = [{"nummer": 1, "dager": 0, "dato": "6. mai", "tid": "hele dagen"}]
    told = problems(
        kilde=None,
        prisar="2019",
        opphold={"lavt": -1, "hoyt": 3500},
        samlinger=gatherings,
        pris=1,
        plasser_per_deltaker=2.5,
    )
    wanted = (
        "kilde: mangler",
        "prisar: «2019»",
        "[opphold] lavt",
        "nr. 1 dager",
        "nr. 1 dato",
        "nr. 1 tid",
        "pris: er",
    )
    assert [[text for text in told if part in text] for part in wanted if not any(part in text for text in told)] == []
    assert any(text.startswith("plasser_per_deltaker: «2.5»") for text in told)
    assert "Mente du prisar?" in next(text for text in told if text.startswith("pris:"))
    assert len(told) == len(wanted) + 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"opphold": {"lavt": 4000, "hoyt": 3500}}, "lavere enn lavt"),
        ({"antall_plasser": 5, "minste_antall": 8}, "8 er flere enn antall_plasser, 5"),
        ({"samlinger": [{"nummer": 2, "dager": 1}]}, "må være 1, 2, 3"),
        (
            {
                "samlinger": [
                    {"nummer": 1, "dager": 2, "dato": date(2019, 5, 6)},
                    {"nummer": 2, "dager": 2, "dato": date(2019, 5, 7)},
                ]
            },
            "er ikke etter samling 1",
        ),
        ({"pameldingsfrist": date(2019, 5, 7)}, "etter den første samlingen"),
        ({"formoter": [{"deltakere": ["1804"]}, {"deltakere": ["1804", "1841"]}]}, "1804 står i to formøter"),
        ({"formoter": [{"deltakere": ["1804"], "dato": date(2019, 5, 6)}]}, "ikke før den første samlingen"),
        ({"formoter": [{"deltakere": ["1804", "1841", "1840"]}]}, "ett eller to numre"),
        ({"fylker": {"avgift": -5}}, "[fylker] avgift"),
        ({"ou": {"dekning": "full", "tak": 1}}, "[ou] tak: er ikke et felt"),
    ],
)  # fmt: skip
def test_what_does_not_follow_is_told(changed: dict[str, object], message: str) -> None:
    assert any(message in text for text in problems(**changed))


def test_a_file_that_is_not_toml_is_refused_by_its_name() -> None:
    with pytest.raises(InputError, match=r"min\.toml: kan ikke leses som TOML"):
        read_edition_text("id = ", "min.toml")


def test_a_new_edition_is_not_valid_before_what_it_lacks_is_filled_in() -> None:
    with pytest.raises(InputError) as told:
        read_edition_text(edition_text(edition("2019"), "2027"), "ny.toml")
    assert [text.split(": ")[1] for text in told.value.problems] == ["kilde", "pameldingsfrist"]


def test_a_new_edition_that_is_filled_in_holds_all_that_carries_over_and_no_date_of_the_old() -> None:
    text = edition_text(edition("2019"), "2027")
    filled = text.replace("# kilde", "kilde").replace("# pameldingsfrist", "pameldingsfrist")
    found, old = read_edition_text(filled, "ny.toml"), edition("2019")
    assert (found.id, found.enrolment_deadline) == ("2027", date(2027, 4, 17))
    assert (found.bands, found.cover, found.counties) == (old.bands, old.cover, old.counties)
    assert (found.board_low, found.board_high, found.price_year) == (old.board_low, old.board_high, old.price_year)
    assert [one.date for one in found.gatherings] == [None] * len(old.gatherings)


def test_every_line_a_new_edition_offers_can_be_taken_into_use() -> None:
    lines = edition_text(edition("2019"), "2027").splitlines()
    open_lines = [line.removeprefix("# ") if "=" in line or "[[" in line else line for line in lines]
    given = [
        line.replace("antall_plasser = ", "antall_plasser = 12").replace("minste_antall = ", "minste_antall = 8")
        for line in open_lines
    ]
    dated = "\n".join(given).replace('sted = ""', 'sted = "Oslo"')
    content = tomllib.loads(dated)
    for number, one in enumerate(content["samlinger"]):
        one["dato"] = date(2027, 5 + number, 6)
    found = read_edition(content)
    assert (found.capacity, found.minimum, found.premeetings[0].participants) == (12, 8, ("1804", "1806"))


@pytest.mark.parametrize("text", ["", "10", "25–26", "17–10", "10–10", "10:70–11", "10–17–18"])
def test_hours_that_cannot_be_are_none(text: str) -> None:
    assert hours_of(text) is None


def test_a_county_pays_by_its_population_its_own_fee_or_does_not_take_part() -> None:
    assert edition("2019").fee_of(243_081, county=True) == 69_125
    assert read_edition({**FILE, "fylker": {"avgift": 50_000}}).fee_of(243_081, county=True) == 50_000
    without = read_edition({key: value for key, value in FILE.items() if key != "fylker"})
    with pytest.raises(InputError, match="fylker deltar ikke"):
        without.fee_of(243_081, county=True)
    assert without.fee_of(5_000, county=False) == 14_750
