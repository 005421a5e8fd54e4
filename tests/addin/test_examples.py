"""COM, the documentation and the plain functions are one set, and each function's example is the core's own figure."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from addin import com, functions
from addin.documentation import functions_page
from addin.registry import registry
from tests.addin.expected import case_of, flow, result_of, shown
from utenfor_core import Spread, __version__, place_of, simulate
from utenfor_core.challenge_picture import neet_for_exclusion
from utenfor_core.domain import LEVELS, Case
from utenfor_core.frame import built_in_frame
from utenfor_core.indicators import value
from utenfor_core.model import run
from utenfor_core.municipalities import find
from utenfor_core.network import edition
from utenfor_core.parameters import load
from utenfor_core.prices import rebase

CASE: dict[str, Any] = {"count": 80, "success_rate": 0.1}
DRAWS = 2000


def present_value() -> float:
    """Return the kommune's present value of the example, year by year."""
    result = result_of("vgs_frafall", **CASE)
    return float(flow(result, "kommune") @ result.row("discount")[0])


def cash_flow() -> list[list[float]]:
    """Return ten years of the example: year, five levels, sum."""
    result = result_of("vgs_frafall", **CASE)
    columns = [flow(result, level)[:10] for level in (*LEVELS, "alle")]
    return np.column_stack([2027 + np.arange(10), *columns]).tolist()  # type: ignore[no-any-return]  # rows of floats


def chance() -> float:
    """Return the chance of the example, drawn."""
    case = case_of("vgs_frafall", **CASE, cost=7500)
    spread = Spread(key="m1.typed_rate", low=0.02, most=0.1, high=0.2)
    return simulate(case, [spread], draws=DRAWS).chance_by("view: alle", 15)


def exclusion() -> float:
    """Return what the kommune Bodø keeps of the cost of today's exclusion in a year."""
    here = find("1804").municipality
    base = neet_for_exclusion(here.number)
    return float(run(Case(place=place_of(here)), base.counts).row("exclusion_kept")[0, 0])


CORE: dict[str, Callable[[], object]] = {
    "UTENFOR_SAVINGS": present_value,
    "UTENFOR_NET": lambda: shown(result_of("vgs_frafall", **CASE, cost=7500, rate=0.03), "net_present", "alle"),
    "UTENFOR_CASHFLOW": cash_flow,
    "UTENFOR_PAYBACK": lambda: result_of("vgs_frafall", **CASE, cost=7500).row("payback_accumulated", "m1")[-1, 0],
    "UTENFOR_BREAKEVEN": lambda: shown(result_of("vgs_frafall", **CASE, cost=7500), "break_even", "alle"),
    "UTENFOR_MAXCOST": lambda: shown(result_of("vgs_frafall", **CASE, cost=7500), "highest_cost", "alle"),
    "UTENFOR_CHANCE": chance,
    "UTENFOR_EXPLAIN": lambda: f"{built_in_frame().price_year}-kroner",
    "UTENFOR_PARAM": lambda: load().number("method/causal_share", preset="midtanslag"),
    "UTENFOR_SOURCE": lambda: load()["time/discount_rate_1"].sources[0].title,
    "UTENFOR_KOMMUNE": lambda: float(find("1804").municipality.population[2026]),
    "UTENFOR_INDICATOR": lambda: value("1804", "neet_15_29_count", 2024) / value("1804", "residents_15_29_count", 2024),  # type: ignore[operator]  # known
    "UTENFOR_FEE": lambda: float(edition("2019").fee(53_712)),
    "UTENFOR_BAND": lambda: edition("2019").band(53_712).label,
    "UTENFOR_PRICE": lambda: rebase(100_000.0, 2022, 2026, load().growth("K")),
    "UTENFOR_DISCOUNT": lambda: run(Case(flat_rate=0.04)).row("discount")[0, 10],
    "UTENFOR_EXCLUSION": exclusion,
    "UTENFOR_VERSION": lambda: __version__,
}


def test_every_function_is_held_against_the_core() -> None:
    assert set(CORE) == set(registry())


@pytest.mark.parametrize("name", CORE)
def test_the_example_is_the_core_s_figure_in_the_function_and_over_com_and_stands_in_the_documentation(
    name: str,
) -> None:
    function, expected = registry()[name], CORE[name]()
    plain = getattr(functions, function.python_name)(*function.example)
    over_com = getattr(com, name)(*([[cell]] for cell in function.example))
    assert over_com == (plain.tolist() if isinstance(plain, np.ndarray) else plain)
    if isinstance(expected, str):
        assert expected in plain
    else:
        drawn = {"abs": 1.001 / DRAWS} if name == "UTENFOR_CHANCE" else {}
        np.testing.assert_allclose(plain, np.asarray(expected, dtype=float), rtol=1e-12, atol=drawn.get("abs", 1e-6))
    assert f"`{function.formula}`" in functions_page()
