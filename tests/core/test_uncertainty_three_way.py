"""The workbook's own points and its three uncertain things per measure."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from utenfor_core.domain import VIEWS, Case, Measure
from utenfor_core.errors import InputError
from utenfor_core.frame import built_in_frame
from utenfor_core.model import run
from utenfor_core.trace import number
from utenfor_core.uncertainty import Spread, ThreeWay, Triple, simulate, three_way, workbook_points

POINTS = workbook_points(built_in_frame().parameters)
MEASURE = Measure(group="vgs_frafall", base_outcome=0.5, outcome=0.6, intake=[80], cost_per_year=60_000, duration=1)
OTHER = Measure(group="vgs_frafall", base_outcome=0.4, outcome=0.45, intake=[20], cost_per_year=30_000, duration=2)
RESULT = run(Case(measures=[MEASURE, OTHER]))
SUCCESS = Triple(low=0.04, most=0.085, high=0.2)
UNCERTAIN = {
    "m1": ThreeWay(success=SUCCESS, value=Triple(low=0.7, high=1.2), cost=Triple(low=0.9, high=1.3)),
    "m2": ThreeWay(cost=Triple(low=0.5, high=2.0)),
}


def test_each_column_of_points_has_one_point_in_the_middle_of_each_equal_part() -> None:
    points = POINTS["point"]
    assert points.shape == (1021, 13)
    middles = (np.arange(1021) + 0.5) / 1021
    assert np.abs(np.sort(points, axis=0) - middles[:, None]).max() < 1e-12


def test_no_two_columns_of_points_move_together() -> None:
    correlation = np.asarray(np.corrcoef(POINTS["point"].T)) - np.eye(13)
    assert np.abs(correlation).max() < 0.03


def test_no_column_of_points_is_another_or_its_mirror() -> None:
    steps = POINTS["lattice_step"][:, 0].astype(int)
    assert len({*steps, *(1021 - steps)}) == 26
    assert steps[:3].tolist() == [1, 540, 540 * 540 % 1021]


def test_certain_things_give_the_accumulated_net_of_the_model() -> None:
    for cashable, name in ((False, "accumulated"), (True, "accumulated_cashable")):
        for block in ("all", "m1", "m2"):
            rows = three_way(POINTS, RESULT, {}, block=block, cashable=cashable)
            expected = RESULT.row(name, block)[:, :41]
            for row in ("mean", "p10", "p50", "p90"):
                assert rows[row] == pytest.approx(expected, rel=1e-9, abs=1e-6)
            assert (rows["chance"] == (expected >= -number(RESULT.in_use()["tolerance"]))).all()


def test_the_mean_is_the_coefficients_times_the_means_of_the_multipliers() -> None:
    rows = three_way(POINTS, RESULT, UNCERTAIN)
    mean = rows["multiplier"].mean(axis=0)
    assert mean[6] == pytest.approx((0.9 + 4 + 1.3) / 6, rel=1e-5)
    assert mean[0] == pytest.approx((0.04 + 4 * 0.085 + 0.2) / 6 / 0.085 * (0.7 + 4 + 1.2) / 6, rel=1e-3)
    for at, view in enumerate(VIEWS):
        expected = mean @ np.concatenate([rows[f"gain_{view}"], rows[f"cost_{view}"]])
        assert rows["mean"][at] == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_percentiles_rise_and_a_dearer_measure_has_no_better_chance() -> None:
    rows = three_way(POINTS, RESULT, UNCERTAIN)
    assert (rows["p10"] <= rows["p50"]).all()
    assert (rows["p50"] <= rows["p90"]).all()
    dear = {"m1": replace(UNCERTAIN["m1"], cost=Triple(low=0.9, high=3.0)), "m2": UNCERTAIN["m2"]}
    assert (three_way(POINTS, RESULT, dear)["chance"] <= rows["chance"]).all()


def test_the_workbooks_points_agree_with_ten_thousand_draws() -> None:
    haircut = RESULT.row("haircut_used", "m1")[0, 0]
    rate = RESULT.row("success_rate", "m1")[0, 0]
    success = Triple(low=0.3 * rate, most=rate, high=2 * rate)
    rows = three_way(POINTS, RESULT, {"m1": ThreeWay(success=success, cost=Triple(low=0.9, high=1.3))})
    effect = [each * rate / haircut for each in (0.3, 1.0, 2.0)]
    case = Case(measures=[MEASURE, OTHER])
    spreads = [
        Spread(key="m1.outcome", low=0.5 + effect[0], high=0.5 + effect[2]),
        Spread(key="m1.cost_per_year", low=54_000, high=78_000),
    ]
    found = simulate(case, spreads)
    for at, view in enumerate(VIEWS):
        place = found.at(f"view: {view}")
        size = np.abs(found.mean[0, place, :41]).max()
        assert np.abs(rows["mean"][at] - found.mean[0, place, :41]).max() < 1e-3 * size
        assert np.nanmax(np.abs(rows["chance"][at] - found.chance[0, place, :41])) < 0.02


def test_everything_wrong_with_the_triples_is_told_at_once() -> None:
    wrong = {
        "m1": ThreeWay(success=Triple(low=0.5, most=0.8, high=1.2), cost=Triple(low=2.0, high=1.0)),
        "m2": ThreeWay(value=Triple(low=-1.0)),
        "m7": ThreeWay(),
    }
    with pytest.raises(InputError) as error:
        three_way(POINTS, RESULT, wrong, block="m8")
    assert len(error.value.problems) == 5
    assert "m1, suksess: 1.2 er over 1." in str(error.value)


def test_the_example_of_the_explanation_runs() -> None:
    page = (Path("docs") / "explanation" / "uncertainty.md").read_text("utf-8")
    code = page.split("```python\n")[1].split("```")[0]
    *lines, shown = code.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)  # noqa: S102 - the example of our own page
    chance, mean = eval(shown, names)  # noqa: S307 - the example of our own page
    assert 0 <= chance <= 1
    assert mean != 0
