"""The parameter set: what is in it, what every value must carry, and how lines and groups stand."""

import re
import tomllib
from importlib.resources import files

import pytest

from utenfor_core.data import __name__ as data_package
from utenfor_core.errors import ParameterError
from utenfor_core.parameters import PRESETS, CostLine, Parameter, load
from utenfor_core.parameters.vocabulary import units

P = load()
ALL = [*P.values(), *P.groups.values()]
KOSTRA = files(data_package)


def codes_in(name: str) -> set[str]:
    lines = KOSTRA.joinpath(name).read_text(encoding="utf-8").splitlines()[1:]
    return {re.split("[,;]", line)[0] for line in lines}


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.id)
def test_every_value_names_a_source_with_title_and_confidence(record: Parameter) -> None:
    assert record.sources
    assert all(source.title and source.confidence for source in record.sources)


def test_a_figure_that_nobody_verified_is_only_an_assumption() -> None:
    for parameter in P.values():
        unverified = {source.id for source in parameter.sources if source.confidence == "C"}
        if parameter.dated:
            statuses = {dated.status for dated in parameter.dated if unverified & set(dated.source_ids)}
        else:
            statuses = {parameter.status} if unverified else set()
        assert statuses <= {"assumption"}, parameter.id


def test_a_fact_that_nobody_verified_is_marked_as_not_usable() -> None:
    for name, parameter in P.items():
        if name.startswith("facts/"):
            assert parameter.usable == all(source.confidence != "C" for source in parameter.sources), name


def test_every_amount_has_a_price_year() -> None:
    for parameter in P.values():
        if units()[parameter.unit].money and not parameter.empty:
            years = [dated.price_year for dated in parameter.dated] or [parameter.price_year]
            assert all(years), parameter.id


def test_every_parameter_has_a_lowest_value_it_accepts() -> None:
    assert all(parameter.minimum is not None for parameter in P.values())
    assert (P["method/causal_share"].minimum, P["method/causal_share"].maximum) == (0.0, 1.0)


def test_every_unit_cost_that_has_a_value_reaches_2026_kroner() -> None:
    for name in P:
        if name.startswith("unit_costs/") and P[name].price_year:
            for preset in PRESETS:
                assert P.in_price_year(name, 2026, preset=preset) is not None, name


def test_no_figure_of_the_other_model_is_in_the_set() -> None:
    assert not [x.id for x in P.values() if re.search("Rambøll|Utenfor-regnskapet", x.label)]


def test_labels_are_unique_among_the_parameters_of_the_model() -> None:
    labels = [parameter.label for name, parameter in P.items() if not name.startswith("facts/")]
    assert len(labels) == len(set(labels))


def test_the_id_is_the_path() -> None:
    folder = files("utenfor_core.parameters").joinpath("data", "method", "causal_share.toml")
    table = tomllib.loads(folder.read_text(encoding="utf-8"))
    assert P["method/causal_share"].label == table["label"]


def test_a_preset_must_be_chosen_where_there_are_presets() -> None:
    assert [P.value("method/causal_share", preset=preset) for preset in PRESETS] == [0.5, 0.6, 1.0]
    with pytest.raises(ParameterError, match=r"Ingen er oppgitt\. Velg forsiktig, midtanslag, full-forskjell"):
        P.value("method/causal_share")
    with pytest.raises(ParameterError, match="«vill» finnes ikke"):
        P.value("method/causal_share", preset="vill")


def test_a_dated_value_needs_its_own_year() -> None:
    assert P.number("tax/municipal_rate", year=2026) == 0.1135
    assert P.number("tax/municipal_rate", year=2027) == 0.1275
    with pytest.raises(ParameterError, match=r"Kommunal deflator.*2018 mangler.*2019"):
        P.value("prices/municipal_deflator", year=2018)
    with pytest.raises(ParameterError, match="Ingen år er oppgitt"):
        P.value("tax/municipal_rate")


def test_a_year_with_two_rates_gives_the_one_in_force_at_its_end() -> None:
    assert P.number("facts/sosialhjelp/sosialhjelp_enslig", year=2022) == 6650


def test_an_empty_value_is_none_and_says_where_the_figure_is() -> None:
    empty = P["unit_costs/utgiftsutjevning"]
    assert empty.value() is None
    assert empty.where_found is not None
    assert "Grønt hefte" in empty.where_found
    with pytest.raises(ParameterError, match="er tom"):
        P.number(empty.id)


def test_an_unknown_id_suggests_the_nearest() -> None:
    with pytest.raises(ParameterError, match="Mente du method/causal_share"):
        P.value("method/casual_share")
    with pytest.raises(KeyError):
        P["method/casual_share"]


def test_one_number_stands_for_all_age_bands_but_not_the_other_way() -> None:
    assert P.bands("method/neet_lasting") == (0.194,) * 6
    with pytest.raises(ParameterError, match="tall per aldersgruppe"):
        P.number("profile/fullfort/ufore_out")


def test_the_built_in_set_is_read_once() -> None:
    assert load() is load()


def test_state_county_and_municipal_rates_make_22_percent_in_both_years() -> None:
    for year in (2026, 2027):
        rates = [P.number(f"tax/{level}_rate", year=year) for level in ("municipal", "county", "state")]
        assert sum(rates) == pytest.approx(0.22)


def test_the_cautious_preset_never_assumes_more_than_the_middle_one() -> None:
    for name in ("method/causal_share", "method/catch_up", "method/real_growth"):
        assert P.number(name, preset="forsiktig") <= P.number(name, preset="midtanslag")
    for band, (cautious, middle) in enumerate(
        zip(
            P.bands("profile/fullfort/sosialhjelp_out", preset="forsiktig"),
            P.bands("profile/fullfort/sosialhjelp_out", preset="midtanslag"),
            strict=True,
        ),
    ):
        assert cautious < middle, band


def test_half_of_those_outside_are_back_after_one_year() -> None:
    lasting, decay = P.number("method/neet_lasting"), P.number("method/neet_decay")
    assert lasting + (1 - lasting) * decay == pytest.approx(0.5, abs=0.001)


FINANCING = {"800", "840"}
"""Tax and block grant: in the accounting rules, but not in the list of service functions that the project holds."""


@pytest.mark.parametrize("line", P.lines.values(), ids=lambda line: line.id)
def test_every_function_and_art_of_a_line_exists_in_kostra(line: CostLine) -> None:
    assert set(line.kostra_functions) <= codes_in("kostra_functions.csv") | FINANCING
    assert {code for art in line.arts for code in art.split("-")} <= codes_in("kostra_arter.csv")


def test_every_line_of_the_register_says_why_it_is_empty_and_where_the_figure_is() -> None:
    empty = [line for line in P.lines.values() if not line.priced]
    assert len(empty) >= 20
    assert all(line.empty_reason and line.where_found and line.direction for line in empty)


def test_cashable_shares_follow_the_kind_of_line() -> None:
    for line in P.lines.values():
        expected = None if line.kind == "service" and line.role != "path" else 1
        assert line.k == expected, line.id


def test_only_taxes_and_grants_are_revenues() -> None:
    for line in P.lines.values():
        assert (line.sign == -1) == (line.kind == "tax"), line.id


def test_a_life_course_line_with_a_price_has_a_profile_in_both_pairs() -> None:
    for line in P.lines.values():
        if line.priced and line.role == "life_course":
            for pair in ("fullfort", "neet"):
                for side in ("out", "in"):
                    assert f"profile/{pair}/{line.profile}_{side}" in P, line.id


def test_the_share_of_a_child_welfare_place_is_what_the_municipality_pays_itself() -> None:
    line = P.lines["bv_institusjon"]
    assert line.split == "amount"
    assert line.split_parameter == "unit_costs/egenandel_institusjon"
    assert line.paid_in_full_by == ("0301",)
    assert P.number("unit_costs/bv_institusjon") - P.number(line.split_parameter) == 3_640_130


def test_the_eight_groups_stand_in_their_order() -> None:
    assert [group.number for group in P.groups.values()] == ["1a", "1b", "2", "3", "4", "5", "6", "7"]


def test_a_baseline_lies_between_its_low_and_high() -> None:
    for group in P.groups.values():
        if group.baseline is not None:
            assert group.baseline_low is not None
            assert group.baseline_high is not None
            assert group.baseline_low <= group.baseline <= group.baseline_high
