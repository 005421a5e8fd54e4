"""How many of a target group there are here: the rules against the figures they rest on, and what is not shown."""

import pytest

from utenfor_core.counties import county
from utenfor_core.data import settings
from utenfor_core.frame import built_in_frame
from utenfor_core.groups_here import ESTIMATED, FEW, NO_RULE, UNKNOWN, estimate
from utenfor_core.indicators import residents, value
from utenfor_core.municipalities import all_municipalities
from utenfor_core.small_numbers import fewest_counted

RULES = settings("groups_here.toml")["rules"]
GROUPS = built_in_frame().parameters.groups
SURE = {"A", "A-d", "B"}


def test_every_rule_is_of_a_group_and_rests_on_one_of_its_own_sources() -> None:
    assert set(RULES) <= set(GROUPS)
    for group, rule in RULES.items():
        sources = {source.id: source.confidence for source in GROUPS[group].sources}
        assert "source" not in rule or sources[rule["source"]] in SURE


def test_a_share_of_the_country_is_that_of_the_groups_own_text() -> None:
    for group, rule in RULES.items():
        if "share" in rule:
            assert f"{rule['share'] * 100:.3g} %".replace(".", ",") in str(GROUPS[group].size_national)
        if "persons" in rule:
            assert f"{rule['persons']:,}".replace(",", " ") in str(GROUPS[group].size_national)


def test_the_young_outside_are_those_of_all_ages_less_the_older() -> None:
    whole, *parts = (value("0301", f"neet_{ages}_count", 2024) or 0.0 for ages in ("15_29", "20_24", "25_29"))
    assert estimate("0301", "vgs_frafall").persons == whole - sum(parts)


def test_the_whole_countrys_persons_are_spread_over_all_municipalities() -> None:
    ages = RULES["barnevern_hjelpetiltak"]["ages"]
    everywhere = sum(residents(one.number, *ages) for one in all_municipalities())
    found = estimate("0301", "barnevern_hjelpetiltak")
    assert found.persons == round(RULES["barnevern_hjelpetiltak"]["persons"] * residents("0301", *ages) / everywhere)


def test_a_county_has_the_residents_of_its_municipalities_and_tells_how_many_are_known() -> None:
    members = county("18").members
    found = estimate("18", "vgs_frafall")
    assert 0 < found.known < found.members == len(members)
    assert estimate("18", "vgs_etter_normert").residents == sum(residents(one.number, 21, 24) for one in members)


@pytest.mark.parametrize("place", [one.number for one in all_municipalities()])
def test_no_estimate_is_of_few_persons_and_a_missing_one_is_no_zero(place: str) -> None:
    for group in RULES:
        found = estimate(place, group)
        assert (found.persons is None) == (found.state != ESTIMATED)
        assert found.persons is None or found.persons >= fewest_counted()
        assert found.state in {ESTIMATED, FEW, UNKNOWN}


def test_a_group_without_a_rule_has_no_estimate() -> None:
    assert estimate("1804", "atferdsvansker").state == estimate("1804", "noe eget").state == NO_RULE
