"""Several arts for one cost, the types of the plan's lines, and the running number of those in use."""

from dataclasses import replace
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_plan import MEASURE
from utenfor_core.control import CHECKS
from utenfor_core.domain import Case, Measure, Value
from utenfor_core.frame import built_in_frame
from utenfor_core.model import Result, compute
from utenfor_core.plan_lines import ADJUSTMENT, COST_LINES, FUNDED, NEW, PART_LINES, PARTS, PLAN_LINES, SAVING
from utenfor_core.plan_parts import STATES
from utenfor_core.profiles import NOT_SET
from utenfor_core.questions.budget import budget_lines
from utenfor_core.shown import MEASURE_WORDS

FULL: Final = replace(MEASURE, name="Oppfølging", kostra_function="242", art="010")
BEGUN: Final = Measure(name="Påbegynt", group="vgs_frafall", cost_per_year=50_000, duration=1)
MEASURES: Final = [FULL, FULL, BEGUN]


def _part(n: int, measure: Value, art: Value, share: Value) -> dict[str, Value]:
    return {f"part_measure_{n}": measure, f"part_art_{n}": art, f"part_share_{n}": share}


def _split(plan: dict[str, Value]) -> Result:
    """The calculation as the workbook has it: what cannot be used is left out, not refused."""
    case = Case(measures=MEASURES)
    delivered = built_in_frame().delivered(case)
    typed = {f"plan.{name}": value for name, value in plan.items() if value is not None}
    return compute({**delivered, **typed}, delivered, case.place)


WHOLE: Final = _split({})


def _lines(result: Result, row: str) -> dict[str, list[float]]:
    return dict(zip(PLAN_LINES, result.row(row).tolist(), strict=True))


def _words(result: Result, row: str) -> dict[str, str]:
    return dict(zip(PLAN_LINES, result.row(row)[:, 0].tolist(), strict=True))


def _states(result: Result) -> list[str]:
    return [STATES[int(state)] for state in result.row("part_state")[:, 0]]


def _slot() -> st.SearchStrategy[tuple[Value, Value, Value]]:
    share = st.floats(-1, 1).map(lambda share: round(share, 4))
    return st.tuples(
        st.sampled_from([*MEASURE_WORDS[:4], "Tiltak 2", None]),
        st.sampled_from(["010", "429", "729", 370.0, "ukjent", None]),
        st.one_of(share, st.none()),
    )


@settings(max_examples=25, deadline=None)
@given(slots=st.lists(_slot(), min_size=len(PARTS), max_size=len(PARTS)))
def test_the_lines_of_a_measure_are_its_cost_and_the_net_stays_however_it_is_split(
    slots: list[tuple[Value, Value, Value]],
) -> None:
    plan: dict[str, Value] = {}
    for n, slot in enumerate(slots, 1):
        plan |= _part(n, *slot)
    result = _split(plan)
    kroner, before = _lines(result, "plan_kr"), _lines(WHOLE, "plan_kr")
    for m, line in enumerate(COST_LINES, 1):
        mine = [part for part, of in zip(PART_LINES, result.row("part_of")[:, 0], strict=True) if of == m]
        together = np.sum([kroner[line], *(kroner[part] for part in mine)], axis=0)
        assert together == pytest.approx(before[line], abs=1e-6)
    assert result.row("plan_net_kr") == pytest.approx(WHOLE.row("plan_net_kr"), abs=1e-6)
    assert result.row("plan_exact").tolist() == WHOLE.row("plan_exact").tolist()
    assert np.abs(result.row("plan_tie")).max() < 1e-6
    assert not result.row("plan_area_tie").any()
    unused = [part for part, state in zip(PART_LINES, _states(result), strict=True) if STATES.index(state) < 3]
    assert not any(any(kroner[part]) for part in unused)


@given(share=st.floats(0.0001, 1).map(lambda share: round(share, 4)), growth=st.floats(0, 0.1))
@settings(max_examples=15, deadline=None)
def test_vat_that_is_paid_and_compensated_is_nought_in_every_cell(share: float, growth: float) -> None:
    plan = {**_part(1, "tiltak 1", "429", share), **_part(2, "tiltak 1", 729.0, -share), "first_growth": growth}
    result = _split(plan)
    shown = _lines(result, "plan_shown")
    assert [paid + back for paid, back in zip(shown[PART_LINES[0]], shown[PART_LINES[1]], strict=True)] == [0.0] * 4
    assert _states(result)[:2] == ["counts", "counts"]
    assert shown["kostnad_m1"] == _lines(_split({"first_growth": growth}), "plan_shown")["kostnad_m1"]


@pytest.mark.parametrize(
    ("slots", "state", "check"),
    [
        ([("tiltak 1", "090", None)], "half_filled", "parts_filled"),
        ([("tiltak 9", "090", 0.1)], "half_filled", "parts_filled"),
        ([("tiltak 3", "090", 0.1)], "waiting", ""),
        ([("tiltak 1", "090", 0.7), ("tiltak 1", "099", 0.4)], "unfit", "part_shares_fit"),
        ([("tiltak 1", "090", -0.2)], "unfit", "part_shares_fit"),
        ([("tiltak 1", "429", 0.2)], "vat_open", "vat_nets"),
        ([("tiltak 1", "429", 0.2), ("tiltak 2", "729", -0.2), ("tiltak 2", "010", 0.5)], "vat_open", "vat_nets"),
        ([("tiltak 1", "999", 0.2)], "counts", "codes_known"),
        ([("tiltak 1", "370", 1.0)], "counts", ""),
    ],
)
def test_a_slot_says_what_is_the_matter_with_it_and_the_checks_tell(
    slots: list[tuple[Value, Value, Value]], state: str, check: str
) -> None:
    plan: dict[str, Value] = {}
    for n, slot in enumerate(slots, 1):
        plan |= _part(n, *slot)
    result = _split(plan)
    assert _states(result)[0] == state
    told = dict(zip(CHECKS, result.row("check_value")[:, 0], strict=True))
    for name in ("parts_filled", "part_shares_fit", "vat_nets"):
        assert told[name] == float(name == check)
    if check == "codes_known":
        assert result.row("parts_wrong_codes")[0, 0] == 1


def test_area_and_type_of_a_part_follow_its_measure_and_so_do_function_and_art() -> None:
    plan = {**_part(7, "tiltak 1", "090", 0.1), "area_name_1": "Oppvekst", "area_kostnad_m1": "Oppvekst"}
    result = _split(plan | {"type_kostnad_m1": ADJUSTMENT})
    line = "kostnad_del_7"
    assert (_words(result, "plan_area")[line], _words(result, "plan_type")[line]) == ("Oppvekst", ADJUSTMENT)
    assert _words(result, "plan_area")["kostnad_del_8"] == _words(result, "plan_type")["kostnad_del_8"] == NOT_SET
    found = next(one for one in budget_lines(result) if one.line == line)
    assert (found.functions, found.arts) == (("242",), ("090",))


def test_an_own_saving_is_an_adjustment_where_its_measure_is_one() -> None:
    assert _words(WHOLE, "plan_type")["sparing_m1_1"] == SAVING
    types = _words(_split({"type_kostnad_m1": "konsekvensjustering"}), "plan_type")
    assert types["sparing_m1_1"] == ADJUSTMENT
    assert (types["sparing_m2_1"], types["finansiering_m1_1"]) == (SAVING, FUNDED)


def test_without_a_type_chosen_each_line_has_its_usual_one() -> None:
    types = _words(WHOLE, "plan_type")
    assert types["kostnad_m1"] == NEW
    assert (types["sparing_sosialhjelp"], types["sparing_vgo_ekstra"]) == (SAVING, ADJUSTMENT)


@given(chosen=st.sets(st.sampled_from(PARTS)))
@settings(max_examples=10, deadline=None)
def test_the_lines_in_use_are_numbered_from_one_down_the_plan(chosen: set[str]) -> None:
    plan: dict[str, Value] = {}
    for n in chosen:
        plan |= _part(int(n), "tiltak 2", "010", 0.01)
    result = _split(plan)
    numbers, used = result.row("plan_number")[:, 0], result.row("plan_used")[:, 0]
    assert [number for number in numbers if number] == list(range(1, int(used.sum()) + 1))
    assert {line for line, number in zip(PLAN_LINES, numbers, strict=True) if number} >= {
        f"kostnad_del_{n}" for n in chosen
    }
