"""Whatever is typed wrong is refused in Norwegian: each figure by its place, all of them at once, nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utenfor_core.domain import PRESETS, Case, FreeLine, Funder, Measure, OwnLine, Place
from utenfor_core.errors import InputError
from utenfor_core.model import run

SOUND = Case(
    measures=[
        Measure(
            group="vgs_frafall",
            base_outcome=0.5,
            outcome=0.6,
            intake=[20],
            cost_per_year=90_000,
            duration=1,
            funders=[Funder(level="stat", share=0.2)],
            own_lines=[OwnLine(level="kommune", success_rate=0.1, unit_cost=5e5, duration=1)],
        )
    ],
    free_lines=[FreeLine(level="kommune", unit_cost=1e5, outside=[0.2] * 6, inside=[0.1] * 6)],
)
NO_NUMBER = st.one_of(
    st.text(min_size=1).filter(lambda text: not text.isspace()),
    st.sampled_from(["1,5", "10 %", "ti", True, float("nan"), float("inf")]),
)
BELOW_NOUGHT = st.floats(max_value=-1e-6)
NO_SHARE = st.one_of(NO_NUMBER, BELOW_NOUGHT, st.floats(min_value=1.001))
NO_AMOUNT = st.one_of(NO_NUMBER, BELOW_NOUGHT, st.floats(min_value=1.1e9))
NO_CHOICE = st.one_of(st.integers(), st.text(min_size=3).filter(lambda text: text.casefold() not in PRESETS))
WRONG: Mapping[str, st.SearchStrategy[Any]] = {
    "m1.base_outcome": NO_SHARE,
    "m1.outcome": NO_SHARE,
    "m1.completion": NO_SHARE,
    "m1.overlap": NO_SHARE,
    "m1.age": st.one_of(NO_NUMBER, BELOW_NOUGHT, st.floats(min_value=61)),
    "m1.intake_0": st.one_of(NO_NUMBER, BELOW_NOUGHT, st.floats(min_value=1.1e5)),
    "m1.cost_per_year": NO_AMOUNT,
    "m1.start_month": st.one_of(NO_NUMBER, st.integers(max_value=0), st.integers(min_value=13)),
    "m1.pair": NO_CHOICE,
    "m1.funder1_share": NO_SHARE,
    "m1.funder1_level": NO_CHOICE,
    "m1.own1_unit_cost": NO_AMOUNT,
    "free1.in_1": st.one_of(NO_NUMBER, BELOW_NOUGHT, st.floats(min_value=10.1)),
    "own.kappa": NO_SHARE,
    "own.rate_1": NO_NUMBER,
    "place.horizon": st.one_of(NO_NUMBER, st.integers(max_value=0), st.integers(min_value=78)),
    "place.flat_rate": st.one_of(NO_NUMBER, BELOW_NOUGHT, st.floats(min_value=0.21)),
    "place.base_year": st.one_of(NO_NUMBER, st.integers(max_value=2025).filter(bool), st.integers(min_value=2127)),
    "place.tax_level": st.one_of(NO_NUMBER, BELOW_NOUGHT, st.floats(min_value=3.1)),
    "place.preset": NO_CHOICE,
}


def with_wrong(wrong: Mapping[str, Any]) -> Case:
    """Return the sound case with some figures typed wrong, by the key of their cell."""
    case = SOUND
    for key, value in wrong.items():
        owner, name = key.split(".")
        if owner == "own":
            case = replace(case, own_values={**case.own_values, name: value})
        elif owner == "free1":
            case = replace(
                case, free_lines=[replace(case.free_lines[0], inside=[value, *case.free_lines[0].inside[1:]])]
            )
        elif key == "place.tax_level":
            case = replace(case, place=Place(tax_level=value))
        elif owner == "place":
            case = replace(case, **{name: value})
        else:
            case = replace(case, measures=[_wrong_in(case.measures[0], name, value)])
    return case


def _wrong_in(measure: Measure, name: str, value: Any) -> Measure:  # noqa: ANN401  # anything may be typed
    if name == "intake_0":
        return replace(measure, intake=[value])
    if name.startswith("funder1_"):
        return replace(measure, funders=[replace(measure.funders[0], **{name.removeprefix("funder1_"): value})])
    if name.startswith("own1_"):
        return replace(measure, own_lines=[replace(measure.own_lines[0], **{name.removeprefix("own1_"): value})])
    return replace(measure, **{name: value})


def test_the_sound_case_is_calculated() -> None:
    assert run(SOUND).row("complete", "m1")[0, 0] == 1


@pytest.mark.parametrize("key", sorted(WRONG))
def test_one_wrong_figure_is_refused_by_its_place_and_what_was_typed(key: str) -> None:
    @settings(max_examples=15)
    @given(WRONG[key])
    def refused(value: Any) -> None:  # noqa: ANN401  # anything may be typed
        with pytest.raises(InputError) as error:
            run(with_wrong({key: value}))
        (told,) = [text for text in error.value.problems if text.startswith(f"{key}:")]
        assert f"«{value}»" in told

    refused()


@settings(max_examples=100)
@given(st.fixed_dictionaries({}, optional=dict(WRONG)))
def test_every_wrong_figure_is_told_at_once(wrong: dict[str, Any]) -> None:
    if not wrong:
        return
    with pytest.raises(InputError) as error:
        run(with_wrong(wrong))
    told = {text.partition(":")[0] for text in error.value.problems}
    assert told >= set(wrong)


@settings(max_examples=20)
@given(st.text(min_size=1))
def test_an_own_value_for_something_there_is_none_of_is_refused_with_its_name(name: str) -> None:
    with pytest.raises(InputError, match="finnes ikke"):
        run(replace(SOUND, own_values={f"{name} ": 0.5}))
