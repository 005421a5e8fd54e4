"""The sheet of chances: live formulas that give what `three_way` gives on the same points."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.workbooks.filled import GROUPS, RICH, calculated, filled
from tests.workbooks.inputs import with_inputs
from tests.workbooks.libreoffice import Office
from tests.workbooks.reading import formula_cells
from tests.workbooks.recalculation import compare, recalculate_typed
from utenfor_core.calculation import TOGETHER, Result
from utenfor_core.domain import ALL, FYLKE, KOMMUNE, OWN, STAT, VIEWS, Value
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import find
from utenfor_core.trace import Rows
from utenfor_core.uncertainty import ThreeWay, Triple, three_way, workbook_points
from utenfor_core.uncertainty.sheet import THINGS, with_uncertainty
from workbook_templates.workbook import Built, write_workbook

Book = Callable[[str], Built]
NUMBER = "1804"
POINTS = workbook_points(built_in_frame().parameters)
SWITCHES: Mapping[str, tuple[str, str, str]] = {
    "all together, own budgets, everything gained": ("alle tiltakene samlet", "egne budsjetter", "hele gevinsten"),
    "all together, all budgets, what can be cashed": (
        "alle tiltakene samlet",
        "alle budsjetter",
        "bare det som kan tas ut",
    ),
    "the first measure, the state": ("tiltak 1", "staten", "hele gevinsten"),
    "the second measure, the county, what can be cashed": ("tiltak 2", "fylkeskommunen", "bare det som kan tas ut"),
    "the third measure, the kommune": ("tiltak 3", "kommunen", "hele gevinsten"),
    "a measure that is empty": ("tiltak 5", "kommunen", "hele gevinsten"),
}
CHOSEN = (OWN, ALL, STAT, FYLKE, KOMMUNE, KOMMUNE)


def values_of(switch: str, **more: Value) -> dict[str, Value]:
    measure, view, gain = SWITCHES[switch]
    labels = built_in_frame().groups.labels
    chosen = {"uncertainty.measure": measure, "uncertainty.view": view, "uncertainty.gain": gain}
    return {**RICH, **{key: labels[at] for key, at in GROUPS.items()}, **chosen, **more}


@cache
def result_of(switch: str, number: str = NUMBER) -> Result:
    return calculated(number, filled(number, values_of(switch)).values)


def expected(result: Result, block: str, *, cashable: bool) -> Rows:
    """What `three_way` gives: success as rates, cost and value as multipliers."""
    ends = {end: dict(zip(THINGS, result.row(f"spread_{end}")[:, 0].tolist(), strict=True)) for end in ("low", "high")}
    measures = {}
    for owner in ("m1", "m2", "m3", "m4", "m5", "m6"):
        rate = float(result.row("success_rate", owner)[0, 0])
        rates = [ends[end][f"success_{owner}"] * rate for end in ("low", "high")]
        success = Triple(low=rates[0], most=rate, high=min(1.0, rates[1])) if rate > 0 else Triple()
        cost, value = (Triple(low=ends["low"][name], high=ends["high"][name]) for name in (f"cost_{owner}", "value"))
        measures[owner] = ThreeWay(success=success, value=value, cost=cost)
    return three_way(POINTS, result, measures, block=block, cashable=cashable)


@pytest.mark.parametrize(("switch", "view"), list(zip(SWITCHES, CHOSEN, strict=True)))
def test_the_sheet_gives_the_chances_and_the_spread_of_three_way(switch: str, view: str) -> None:
    result = result_of(switch)
    measure, _, gain = SWITCHES[switch]
    block = TOGETHER if measure.startswith("alle") else f"m{measure[-1]}"
    wanted = expected(result, block, cashable=gain.startswith("bare"))
    assert (result.row("chance") == wanted["chance"]).all()
    at = VIEWS.index(view)
    assert (result.row("chance_chosen")[0] == wanted["chance"][at]).all()
    for name in ("p10", "p50", "p90"):
        assert result.row(name)[0] == pytest.approx(wanted[name][at], rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(("switch", "view"), list(zip(SWITCHES, CHOSEN, strict=True)))
def test_the_tornado_moves_the_net_present_value_the_model_finds(switch: str, view: str) -> None:
    result = result_of(switch)
    measure, _, gain = SWITCHES[switch]
    block = TOGETHER if measure.startswith("alle") else f"m{measure[-1]}"
    row = "net_present_cashable" if gain.startswith("bare") else "net_present"
    assert result.row("net_value")[0, 0] == pytest.approx(result.row(row, block)[VIEWS.index(view), -1], abs=0.01)
    assert result.row("swing_low")[0, 0] == pytest.approx(
        result.row("gain_value").sum() * (result.row("spread_low")[0, 0] - 1), abs=0.01
    )
    widths = result.row("swing_width")[:, 0]
    assert (result.row("bar_width")[:, 0] == np.sort(widths)[::-1][: len(result.row("bar_width"))]).all()
    assert sorted(result.row("swing_rank")[:, 0]) == list(range(1, len(THINGS) + 1))


def test_a_dearer_year_moves_the_net_as_the_bar_of_the_cost_says() -> None:
    result = result_of("all together, own budgets, everything gained")
    bar = result.row("swing_high")[THINGS.index("cost_m2"), 0]
    share = result.row("spread_high")[THINGS.index("cost_m2"), 0]
    dearer = filled(
        NUMBER, values_of("all together, own budgets, everything gained", **{"m2.cost_per_year": 85_000 * share})
    )
    there, here = (
        each.row("net_present", TOGETHER)[VIEWS.index(OWN), -1] for each in (calculated(NUMBER, dearer.values), result)
    )
    assert there - here == pytest.approx(bar, abs=0.01)


def test_empty_cells_are_the_documented_defaults_and_success_is_then_certain() -> None:
    empty = {f"uncertainty.m1_success_{end}": None for end in ("low", "high")}
    result = calculated(NUMBER, filled(NUMBER, empty).values)
    low, high = (dict(zip(THINGS, result.row(f"spread_{end}")[:, 0], strict=True)) for end in ("low", "high"))
    assert (low["success_m1"], high["success_m1"]) == (1.0, 1.0)
    assert (low["cost_m1"], high["cost_m1"]) == pytest.approx((0.9, 1.3))
    assert (low["value"], high["value"]) == pytest.approx((1.0, 0.71 / 0.5))
    assert (low["cost_m2"], high["cost_m2"]) == (1.0, 1.0)
    assert result.row("success_certain")[0, 0] == 1.0


def test_success_is_never_drawn_above_everybody() -> None:
    result = result_of("all together, own budgets, everything gained")
    rate = result.row("success_rate", "m2")[0, 0]
    assert result.row("spread_high")[THINGS.index("success_m2"), 0] == pytest.approx(min(9.5, 1 / rate))
    assert (result.row("success_drawn")[:, 1] * rate).max() <= 1.0


def test_the_same_result_is_not_calculated_twice() -> None:
    result = result_of("all together, own budgets, everything gained")
    assert with_uncertainty(result) is result


def _written(number: str, switch: str, folder: Path) -> Built:
    return write_workbook(find(number).municipality, result_of(switch, number), folder / "expected.xlsx")


def _unlike(expected_book: Built, values: Mapping[tuple[str, str], object]) -> list[str]:
    unit_of = lambda sheet, row, column: expected_book.units[sheet, row, column]  # noqa: E731 - the shape the reader asks for
    found = compare(formula_cells(expected_book.path), values, unit_of, booleans_are_numbers=True)  # type: ignore[arg-type]  # what an engine read
    return [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r} {one.formula[:120]}" for one in found]


@pytest.mark.parametrize("switch", list(SWITCHES)[1:4])
def test_each_position_of_the_switches_gives_in_ironcalc_what_the_core_gives(
    book: Book, tmp_path: Path, switch: str
) -> None:
    recalculated = recalculate_typed(book(NUMBER).path, filled(NUMBER, values_of(switch)).changes)
    assert _unlike(_written(NUMBER, switch, tmp_path), recalculated) == []


def test_the_switches_give_in_libreoffice_what_the_core_gives(book: Book, libre: Office, tmp_path: Path) -> None:
    switch = "all together, all budgets, what can be cashed"
    changed = with_inputs(book(NUMBER).path, filled(NUMBER, values_of(switch)).changes, tmp_path / "changed.xlsx")
    assert _unlike(_written(NUMBER, switch, tmp_path), libre.values(changed)) == []


def test_what_cannot_be_used_is_held_within_its_limits_in_both_twins(book: Book, tmp_path: Path) -> None:
    wrong: dict[str, Value] = {
        "uncertainty.measure": "mye",
        "uncertainty.value_low": -2.0,
        "uncertainty.value_high": "mye",
        "uncertainty.m1_success_low": 50.0,
        "uncertainty.m1_success_high": 5000.0,
        "uncertainty.m1_cost_high": 0.5,
    }
    changes = filled(NUMBER, wrong)
    result = calculated(NUMBER, changes.values)
    expected_book = write_workbook(find(NUMBER).municipality, result, tmp_path / "expected.xlsx")
    assert _unlike(expected_book, recalculate_typed(book(NUMBER).path, changes.changes)) == []
    assert result.row("inputs_invalid")[0, 0] == len(wrong)
