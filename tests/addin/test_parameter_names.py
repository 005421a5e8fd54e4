"""A parameter is found by its id, by the last part of it, and by the row of the fact lists it was read from."""

import pytest

from addin.functions import utenfor_param, utenfor_source
from addin.worksheet_errors import WorksheetError
from utenfor_core.parameters import load


def test_a_row_of_the_fact_lists_gives_its_own_year() -> None:
    may = load()["prices/basic_amount_may"]
    for year in may.years:
        assert utenfor_param(f"g_{year}") == may.value(year=year)
    assert utenfor_param("g_2026") == 136_549
    assert utenfor_param("g_avg_2026") == 134_419
    assert utenfor_param("G_2026", 2026) == 136_549
    assert "NAV" in utenfor_source("g_2026")


def test_the_last_part_of_an_id_is_enough_where_only_one_has_it() -> None:
    parameters = load()
    lasts = [name.rpartition("/")[2] for name in parameters]
    alone = [name for name, last in zip(parameters, lasts, strict=True) if lasts.count(last) == 1]
    assert len(alone) > 300
    for name in alone:
        assert str(utenfor_source(name.rpartition("/")[2])) == str(utenfor_source(name))


def test_a_name_that_several_bear_is_not_available_and_they_are_named() -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_param("aap_in")
    assert caught.value.code == "#N/A"
    assert "profile/fullfort/aap_in" in caught.value.explanation
    assert caught.value.explanation.count("/aap_in") > 1


def test_a_row_of_another_year_than_the_one_asked_for_is_not_available() -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_param("g_2026", 2025)
    assert (caught.value.code, "prices/basic_amount_may" in caught.value.explanation) == ("#N/A", True)


def test_a_row_of_one_half_of_a_year_gives_that_half_and_not_the_value_at_the_end_of_the_year() -> None:
    assert utenfor_param("sosialhjelp_enslig_2022_01") == 6550
    assert utenfor_param("sosialhjelp_enslig_2022_07") == utenfor_param("sosialhjelp_enslig", 2022) == 6650


def test_a_row_that_a_parameter_is_worked_out_from_is_no_name_for_it() -> None:
    assert [one.id for one in load()["unit_costs/ressurskrevende_egenandel"].sources] == ["ressurskrevende_refusjon"]
    with pytest.raises(WorksheetError) as caught:
        utenfor_param("ressurskrevende_refusjon")  # 80 %, and the municipality's own share is what is left
    assert (caught.value.code, "unit_costs/ressurskrevende_egenandel" in caught.value.explanation) == ("#N/A", True)


def test_an_id_itself_always_means_its_own_parameter() -> None:
    for name, parameter in load().items():
        assert utenfor_source(name) == "; ".join(
            f"{one.title}, {one.url}" if one.url else one.title for one in parameter.sources
        )
