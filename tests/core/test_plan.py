"""The financial plan by service area, and what is left out of it."""

from typing import Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utenfor_core.domain import FYLKE, KOMMUNE, LEVELS, Case, Funder, Measure, OwnLine, Place, Value
from utenfor_core.errors import InputError
from utenfor_core.inputs import CHANGE, COSTS_NEGATIVE
from utenfor_core.model import run
from utenfor_core.plan import EXCLUDED, area_rows
from utenfor_core.plan_lines import AREA_LINES, AREAS, FUNDING_LINES, NO_AREA, PLAN_LINES, PLAN_YEARS, followed_line
from utenfor_core.profiles import NOT_SET

MEASURE: Final = Measure(
    name="Oppfølging",
    group="vgs_frafall",
    base_outcome=0.5,
    outcome=0.6,
    evidence_grade=1,
    intake=[40, 40, 40, 40],
    cost_per_year=90_400,
    duration=1,
    funders=[Funder(level="stat", share=0.3)],
    own_lines=[OwnLine(level=KOMMUNE, success_rate=0.05, duration=3, unit_cost=500_000, cashable_share=1)],
)
NAMES: Final = ("Oppvekst", "Helse", "Plan og miljø")
NAMED: Final[dict[str, Value]] = {f"area_name_{n}": name for n, name in enumerate(NAMES, 1)}
MEMBERS: Final = (*AREAS, NO_AREA)


def test_funding_and_an_own_line_without_an_area_follow_the_measures_cost() -> None:
    result = run(Case(measures=[MEASURE], plan={**NAMED, "area_kostnad_m1": "Oppvekst"}))
    areas = dict(zip(PLAN_LINES, result.row("plan_area")[:, 0], strict=True))
    assert areas["finansiering_m1_1"] == areas["sparing_m1_1"] == "Oppvekst"
    assert areas["sparing_sosialhjelp"] == NOT_SET


def test_a_saving_in_another_area_leaves_the_whole_cost_in_the_first() -> None:
    plan: dict[str, Value] = {**NAMED, "area_kostnad_m1": "Oppvekst", "area_sparing_m1_1": "helse"}
    result = run(Case(measures=[MEASURE], plan=plan))
    shown = dict(zip(PLAN_LINES, result.row("plan_shown").tolist(), strict=True))
    net = dict(zip(MEMBERS, result.row("plan_area_net").tolist(), strict=True))
    assert net["2"] == shown["sparing_m1_1"] != [0, 0, 0, 0]
    paid = [cost + state for cost, state in zip(shown["kostnad_m1"], shown["finansiering_m1_1"], strict=True)]
    assert net["1"] == paid
    assert net["1"][0] > 0 > net["2"][0]


@given(
    areas=st.dictionaries(st.sampled_from(AREA_LINES), st.sampled_from([*NAMES, "HELSE", "ikke i listen", 12.0])),
    amounts=st.lists(st.integers(-9999, 9999), min_size=len(PLAN_LINES), max_size=len(PLAN_LINES)),
)
def test_the_areas_and_the_lines_without_one_are_the_net_of_all_lines(
    areas: dict[str, Value], amounts: list[int]
) -> None:
    values = {f"plan.{name}": value for name, value in NAMED.items()}
    values |= {f"plan.area_{line}": area for line, area in areas.items()}
    shown = np.array(amounts)[:, None] * np.arange(1.0, PLAN_YEARS + 1)
    rows = area_rows(values, {}, shown, shown[:, -1])
    assert rows["plan_area_net"].sum(axis=0).tolist() == shown.sum(axis=0).tolist()
    assert rows["plan_area_full"][:, 0].tolist() == rows["plan_area_net"][:, -1].tolist()
    unknown = [area for area in areas.values() if area in {"ikke i listen", 12.0}]
    assert bool(rows.single("plan_area_unknown")) is bool(unknown)


@pytest.mark.parametrize("switches", [{}, {"mode": CHANGE}, {"sign": COSTS_NEGATIVE, "first_growth": 0.031}])
def test_the_areas_tie_to_the_net_however_the_plan_is_shown(switches: dict[str, Value]) -> None:
    result = run(Case(measures=[MEASURE], plan={**NAMED, **switches, "area_kostnad_m1": "Helse"}))
    assert result.row("plan_area_net").sum(axis=0).tolist() == result.row("plan_net")[0].tolist()
    assert result.row("plan_area_full").sum() == result.row("plan_net_full")[0, 0]
    assert not result.row("plan_area_tie").any()


def test_a_code_typed_as_a_number_is_the_area_of_that_name() -> None:
    result = run(Case(measures=[MEASURE], plan={"area_name_1": "1200", "area_kostnad_m1": 1200.0}))
    assert result.row("plan_area_number")[0, 0] == 1


def test_an_area_named_twice_is_summed_once_under_the_first() -> None:
    plan: dict[str, Value] = {"area_name_1": "Helse", "area_name_2": "helse", "area_kostnad_m1": "Helse"}
    result = run(Case(measures=[MEASURE], plan=plan))
    assert result.row("plan_area_net")[0].any()
    assert not result.row("plan_area_net")[1].any()


def test_an_input_of_the_plan_that_does_not_exist_is_named() -> None:
    with pytest.raises(InputError, match=r"plan\.area_kostnad_m9: finnes ikke"):
        run(Case(plan={"area_kostnad_m9": "Helse"}))


@pytest.mark.parametrize("own", [{KOMMUNE}, {FYLKE}, {KOMMUNE, FYLKE}], ids=["kommune", "county", "both"])
def test_every_level_that_is_not_the_units_own_is_left_out_of_the_plan_and_told(own: set[str]) -> None:
    result = run(Case(place=Place(own_levels=frozenset(own)), measures=[MEASURE]))
    left_out = dict(zip(EXCLUDED, result.row("plan_excluded"), strict=True))
    gross = dict(zip(LEVELS, result.row("level_gross", "all")[:, :4], strict=True))
    for level in LEVELS:
        assert left_out[level].tolist() == ([0.0] * 4 if level in own else gross[level].tolist())
    assert gross[KOMMUNE].any()


def test_every_line_follows_one_whose_area_can_be_typed() -> None:
    assert {followed_line(line, "m1") for line in PLAN_LINES} <= set(AREA_LINES)
    assert not set(FUNDING_LINES) & set(AREA_LINES)
