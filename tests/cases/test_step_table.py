"""The step table of the economics is what the engine gives when the choices are switched on one by one."""

import pytest

from tests.cases.step_table import PAGE, Step, page, steps, tolerance

STEPS = steps()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_cell_is_within_three_per_cent(step: Step) -> None:
    for found, published in zip(step.found, step.published, strict=True):
        assert found == pytest.approx(published, rel=tolerance(), abs=0.5)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_difference_of_more_than_a_half_per_cent_is_explained(step: Step) -> None:
    rounding = 0.5
    off = [
        abs(found - published) > max(rounding, 0.005 * abs(published))
        for found, published in zip(step.found, step.published, strict=True)
    ]
    assert step.explained or not any(off)


def test_the_page_shows_what_the_engine_gives() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_above_90_percent_of_the_tax_level_59_thousand_of_the_tax_is_kept_and_below_2() -> None:
    tax = next(step for step in STEPS if step.name.startswith("10a")).found[1]
    assert 0.36 * tax == pytest.approx(59, abs=0.5)
    assert 0.01 * tax == pytest.approx(2, abs=0.5)
