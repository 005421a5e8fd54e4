"""The budget across: areas add up to levels, levels to the results; the matrix is the one questions answer with."""

import numpy as np
import pytest
from hypothesis import given, settings

from tests.core.questions_case import MEASURE, result
from tests.properties.strategies import cases
from utenfor_core.across import COLUMNS, LINES, MATRIX_PAYERS, PAYERS_OF_ALL
from utenfor_core.domain import ALL, FYLKE, KOMMUNE, LEVELS, STAT, VIEWS, Case
from utenfor_core.model import run
from utenfor_core.questions import pays_and_gains
from utenfor_core.service_areas import AREAS, area_of_code

PRESENT = COLUMNS - 1
LIFE = COLUMNS - 2


@settings(max_examples=15, deadline=None)
@given(case=cases())
def test_areas_add_up_to_the_gain_of_their_level_and_levels_to_the_net_result(case: Case) -> None:
    found = run(case)
    gains, costs, net = (found.row(f"across_{name}") for name in ("gain", "cost", "net"))
    for at, level in enumerate(LEVELS):
        of_level = [number for number, line in enumerate(LINES) if line.rsplit("_", 1)[0] == level]
        np.testing.assert_allclose(gains[of_level].sum(axis=0) - costs[at], net[at], rtol=1e-9, atol=0.01)
    views = [VIEWS.index(level) for level in (KOMMUNE, FYLKE, STAT)]
    np.testing.assert_allclose(net[:3, PRESENT], found.row("net_present", "all")[views, -1], rtol=1e-9, atol=0.01)
    np.testing.assert_allclose(net[:3, LIFE], found.row("net_sum", "all")[views, -1], rtol=1e-9, atol=0.01)
    total = found.row("net_present", "all")[VIEWS.index(ALL), -1]
    assert found.row("across_total")[0, PRESENT] == pytest.approx(total, rel=1e-9, abs=0.01)


def test_the_four_first_columns_are_the_years_of_the_plan() -> None:
    found = result(MEASURE)
    assert found.row("across_from")[0, :5].tolist() == [2027, 2028, 2029, 2030, 2027]
    kommune = found.row("net", "all")[VIEWS.index(KOMMUNE), :4]
    np.testing.assert_allclose(found.row("across_net")[0, :4], kommune)


def test_an_own_line_belongs_to_the_area_of_its_kostra_function() -> None:
    found = result(MEASURE)
    child_welfare = found.row("across_gain")[LINES.index("kommune_barnevern"), PRESENT]
    assert child_welfare == pytest.approx(found.row("own_present", "m1")[VIEWS.index(KOMMUNE), -1])
    assert child_welfare > 0


@pytest.mark.parametrize(
    ("code", "area"), [("281", "sosial"), ("202", "oppvekst"), ("520", "videregaaende"), (232, "helse")]
)
def test_a_function_belongs_to_the_service_area_that_kostra_says(code: str, area: str) -> None:
    assert AREAS[area_of_code(code) - 1] == area


@pytest.mark.parametrize("code", [None, "", "999", "380"])
def test_what_has_no_function_or_one_of_another_area_is_among_the_rest(code: str | None) -> None:
    assert AREAS[area_of_code(code) - 1] == "annet"


def test_the_matrix_is_the_one_that_answers_who_pays_and_who_gains() -> None:
    found = result(MEASURE)
    wanted = pays_and_gains(found)
    np.testing.assert_allclose(found.row("payer_present")[:, 0], wanted.pays)
    np.testing.assert_allclose(found.row("gainer_present")[0], wanted.gains)
    paying = [PAYERS_OF_ALL.index(payer) for payer in MATRIX_PAYERS]
    np.testing.assert_allclose(found.row("pays_gains"), wanted.matrix[paying])


def test_the_gains_of_one_year_are_shared_as_the_whole_cost_is() -> None:
    found = run(Case(measures=[MEASURE], shown={"year": 2045}))
    year = found.row("level_gross", "all")[:, 2045 - 2027]
    np.testing.assert_allclose(found.row("pays_gains_year").sum(axis=0), year)
    share = found.row("payer_share")[[PAYERS_OF_ALL.index(payer) for payer in MATRIX_PAYERS], 0]
    np.testing.assert_allclose(found.row("pays_gains_year")[:, 0], share * year[0])
