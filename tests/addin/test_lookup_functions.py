"""The functions that look something up give the core's public facts, and #N/A where there is none."""

import numpy as np
import pytest

from addin.functions import (
    utenfor_band,
    utenfor_discount,
    utenfor_exclusion,
    utenfor_explain,
    utenfor_fee,
    utenfor_kommune,
    utenfor_param,
    utenfor_price,
    utenfor_source,
    utenfor_version,
)
from addin.municipality_fields import FIELDS
from addin.worksheet_errors import WorksheetError
from utenfor_core import __version__
from utenfor_core.challenge_picture import neet_for_exclusion
from utenfor_core.domain import LEVELS, PRESETS, Case, Place
from utenfor_core.model import run
from utenfor_core.municipalities import all_municipalities, find
from utenfor_core.network import edition
from utenfor_core.parameters import load
from utenfor_core.prices import rebase


def error_of(function: object, *arguments: object) -> tuple[str, str]:
    """Return code and explanation of the error that a call raises."""
    assert callable(function)
    with pytest.raises(WorksheetError) as caught:
        function(*arguments)
    return caught.value.code, caught.value.explanation


def test_fee_and_band_are_the_edition_s_at_every_edge() -> None:
    bands = edition("2019").bands
    edges = [float(people) for band in bands for people in (band.lower, band.upper) if people]
    assert utenfor_fee(edges).tolist() == [edition("2019").fee(people) for people in edges]
    assert utenfor_band(edges, 2019).tolist() == [edition("2019").band(people).label for people in edges]
    assert utenfor_fee(53_712, "2019") == 69_125


@pytest.mark.parametrize(
    ("arguments", "code"), [((0,), "#NUM!"), ((10.5,), "#NUM!"), ((5000, "1999"), "#VALUE!"), (("5000",), "#VALUE!")]
)
def test_a_population_or_an_edition_that_is_none_is_refused(arguments: tuple[object, ...], code: str) -> None:
    assert error_of(utenfor_fee, *arguments)[0] == code


def test_301_means_oslo_and_an_old_number_the_municipality_of_today() -> None:
    assert utenfor_kommune(301, "navn") == utenfor_kommune("0301", "navn") == "Oslo"
    assert utenfor_kommune(find("3005").municipality.number, "nummer") == utenfor_kommune(3005, "nummer")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_an_answer_for_bodo(name: str) -> None:
    bodo = find("1804").municipality
    answers = {
        "folketall": float(bodo.population_now),
        "bånd": edition("2019").band(bodo.population_now).label,
        "avgift": float(edition("2019").fee(bodo.population_now)),
        "nummer": "1804",
        "navn": "Bodø",
        "offisielt navn": bodo.name,
        "fylke": bodo.county,
        "fylkesnummer": "18",
        "kostragruppe": bodo.kostra_group,
        "sentralitet": float(bodo.centrality),
        "målform": bodo.language_form,
        "sone": bodo.employer_zone,
    }
    assert utenfor_kommune("bodo", name.upper()) == answers[name]


def test_population_fee_and_band_follow_the_year() -> None:
    bodo = find("1804").municipality
    assert utenfor_kommune(1804, "folketall", [2024, 2025, 2026]).tolist() == [
        bodo.population[year] for year in (2024, 2025, 2026)
    ]
    assert utenfor_kommune(1804, "avgift", 2024) == edition("2019").fee(bodo.population[2024])


def test_a_municipality_or_a_year_that_is_not_there_is_not_available() -> None:
    code, explanation = error_of(utenfor_kommune, "Bodøø", "navn")
    assert (code, "1804 Bodø" in explanation) == ("#N/A", True)
    code, explanation = error_of(utenfor_kommune, "Herøy", "navn")
    assert (code, "1515" in explanation and "1818" in explanation) == ("#N/A", True)
    assert error_of(utenfor_kommune, 1804, "folketall", 2019)[0] == "#N/A"
    assert error_of(utenfor_kommune, 1804, "fylke", 2024)[0] == "#VALUE!"
    assert error_of(utenfor_kommune, 1804, "ordfører")[0] == "#VALUE!"


def test_a_split_employer_s_zone_is_not_available_with_the_reason() -> None:
    split = next(one for one in all_municipalities() if one.employer_zone is None)
    code, explanation = error_of(utenfor_kommune, split.number, "sone")
    assert (code, "delt" in explanation) == ("#N/A", True)


def test_every_parameter_gives_its_value_or_says_why_it_is_empty() -> None:
    parameters = load()
    for name, parameter in parameters.items():
        latest = max(parameter.years, default=None)
        expected = parameter.value(PRESETS[0], latest)
        if expected is None:
            code, explanation = error_of(utenfor_param, name)
            assert (code, str(parameter.empty_reason) in explanation) == ("#N/A", True)
        else:
            np.testing.assert_array_equal(np.ravel(utenfor_param(name)), np.ravel(expected))


def test_a_parameter_follows_preset_and_year() -> None:
    assert [utenfor_param(f"method/causal_share@{preset}") for preset in PRESETS] == [0.5, 0.6, 1.0]
    assert utenfor_param("prices/municipal_deflator", [2019, 2022]).tolist() == [0.032, 0.067]
    assert error_of(utenfor_param, "method/causal_share@best")[0] == "#VALUE!"
    assert error_of(utenfor_param, "prices/municipal_deflator", 1999)[0] == "#N/A"
    assert error_of(utenfor_param, "time/end_age", 2026)[0] == "#N/A"


def test_an_unknown_parameter_is_not_available_with_the_nearest() -> None:
    code, explanation = error_of(utenfor_param, "method/causal_sharee")
    assert (code, "method/causal_share" in explanation) == ("#N/A", True)


def test_the_source_of_every_parameter_names_its_titles() -> None:
    for name, parameter in load().items():
        assert all(source.title in utenfor_source(name) for source in parameter.sources)
    assert "SSB" in utenfor_source("prices/cpi", 2022)
    assert "TBU" not in utenfor_source("prices/cpi", 2022)
    assert error_of(utenfor_source, "prices/cpi", 1990)[0] == "#N/A"


@pytest.mark.parametrize(("name", "key"), [(None, "D"), ("kommunal deflator", "D"), ("L", "L"), ("grunnbeløp", "G")])
def test_a_price_is_the_core_s_rebased_amount(name: str | None, key: str) -> None:
    growth = load().growth(key)
    years = sorted(growth)
    for first, last in ((years[0], years[-1]), (years[-1], years[0]), (years[0], years[0])):
        assert utenfor_price(1000, first, last, name) == rebase(1000.0, first, last, growth)


def test_a_price_over_a_year_without_growth_is_not_available_and_names_it() -> None:
    code, explanation = error_of(utenfor_price, 1000, 2020, 2026, "kpi")
    assert (code, "2021" in explanation) == ("#N/A", True)


def test_the_discount_factor_is_the_core_s_by_year_and_by_years_after_the_base_year() -> None:
    discount = run(Case()).row("discount")[0]
    np.testing.assert_array_equal(utenfor_discount(np.arange(77)), discount)
    np.testing.assert_array_equal(utenfor_discount(np.arange(2027, 2104), "trapp"), discount)
    flat = run(Case(flat_rate=0.03)).row("discount")[0]
    np.testing.assert_array_equal(utenfor_discount(np.arange(77), 0.03), flat)
    assert error_of(utenfor_discount, 77)[0] == "#NUM!"
    assert error_of(utenfor_discount, 2026)[0] == "#NUM!"


def place_of(number: str) -> Place:
    """Return the place as the core sees the municipality."""
    here = find(number).municipality
    return Place(
        name=here.name,
        number=here.number,
        population_share=here.population_share,
        employer_zone=here.employer_zone,
        reduced_tax_zone=here.reduced_tax_zone,
        own_levels=here.own_levels,
    )


@pytest.mark.parametrize("number", ["1804", "0301"])
def test_the_cost_of_today_s_exclusion_is_the_core_s_by_level(number: str) -> None:
    base = neet_for_exclusion(number)
    expected = run(Case(place=place_of(number)), base.counts).row("exclusion_kept")[:, 0].tolist()
    found = utenfor_exclusion(number, list(LEVELS)).tolist()
    assert found == pytest.approx(expected, rel=1e-12)
    assert utenfor_exclusion(number) == pytest.approx(sum(expected), rel=1e-12)


def test_exclusion_has_kroner_only_where_the_small_number_rules_allow_them() -> None:
    bases = {one.number: neet_for_exclusion(one.number) for one in all_municipalities()}
    hidden = [number for number, base in bases.items() if not base.kroner_allowed]
    assert hidden
    for cell in utenfor_exclusion(hidden):
        assert cell.code == "#N/A"
    code, explanation = error_of(utenfor_exclusion, hidden[0])
    assert (code, str(bases[hidden[0]].reason) in explanation) == ("#N/A", True)


def test_exclusion_in_a_small_municipality_is_whole_millions_that_still_add_up() -> None:
    small = [
        one.number
        for one in all_municipalities()
        if (base := neet_for_exclusion(one.number)).kroner_allowed and base.whole_millions
    ]
    assert small
    levels = [utenfor_exclusion(small[0], level) for level in LEVELS]
    assert all(kroner % 1_000_000 == 0 for kroner in levels)
    assert sum(levels) == utenfor_exclusion(small[0])


def test_the_explanation_is_one_line_that_says_what_the_figure_rests_on() -> None:
    line = utenfor_explain("vgs_frafall", 80, 0.1, "kommune", 40, 0.03, None, "midtanslag")
    assert "\n" not in line
    for words in (
        "midtanslag",
        "2026-kroner",
        "40 budsjettår",
        "3 % i alle år",
        "18 år ved start",
        "netto",
        "ikke tatt ned",
        "Nøytral kommune",
        "90 % eller mer",
        "(κ): 0,6",
        "0,9 %",
        "Utgiftsutjevning",
        utenfor_version(),
    ):
        assert words in line
    cautious = utenfor_explain("vgs_frafall", 80, 0.1)
    for words in ("forsiktig", "fyller 67 år", "år 40", "under 90 %", "(κ): 0,5"):
        assert words in cautious


def test_the_explanation_counts_the_lines_without_figures_of_the_level() -> None:
    empty = [line for line in load().lines.values() if not line.priced]
    here = [line.label for line in empty if line.holder == "kommune"]
    line = utenfor_explain("vgs_frafall", 80, 0.1, "kommune")
    assert f"utelatt ({len(here)}): {'; '.join(here)}" in line
    assert f"utelatt ({len(empty)})" in utenfor_explain("vgs_frafall", 80, 0.1)
    assert "Ingen linjer uten tall" in utenfor_explain("vgs_frafall", 80, 0.1, "andre_kommuner")


def test_the_explanation_refuses_what_savings_refuses() -> None:
    assert error_of(utenfor_explain, "vgs_frafall", "80", 0.1)[0] == "#VALUE!"
    assert error_of(utenfor_explain, "vgs_frafall", 80, 0.1, None, None, None, 40)[0] == "#NUM!"


def test_the_version_names_the_model_and_its_figures() -> None:
    assert utenfor_version() == f"Utenfor-regnskapet {__version__}, tall {load().version}"
