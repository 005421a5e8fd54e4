"""The finance office's questions as worked by hand in `tests/cases/questions.toml`."""

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from tests.cases.reading import FOLDER, case_of
from utenfor_core import questions
from utenfor_core.calculation import Result
from utenfor_core.checks import violations
from utenfor_core.model import run
from utenfor_core.questions import Answer, PaysAndGains, pays_and_gains

TABLES = tomllib.loads((FOLDER / "questions.toml").read_text("utf-8"))
WORKED = [table for table in TABLES["question"] if table["ask"] != "pays_and_gains"]
WHO_PAYS = [table for table in TABLES["question"] if table["ask"] == "pays_and_gains"]


def result_of(table: Mapping[str, Any]) -> Result:
    """Run the base case with what the question changes in it."""
    measure = {**TABLES["base"]["measure"], **table.get("change_measure", {})}
    measure |= {name: table[name] for name in ("funders", "own_lines") if name in table}
    return run(case_of({**TABLES["base"], **table.get("change", {}), "measure": measure}))


def answer_of(table: Mapping[str, Any]) -> Answer:
    """Ask the question; of several answers the first, of several parts the one named."""
    found = getattr(questions, table["ask"])(result_of(table), **table["arguments"])
    first = found[0] if isinstance(found, tuple) else found
    answer = getattr(first, table["part"]) if "part" in table else first
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize("table", WORKED, ids=lambda table: str(table["name"]))
def test_the_answer_is_the_one_worked_by_hand(table: Mapping[str, Any]) -> None:
    answer = answer_of(table)
    tolerance = table.get("tolerance", 1e-3 if answer.unit.startswith("kr") else 1e-8)
    assert answer.reason == table.get("reason")
    assert answer.value == (None if "reason" in table else pytest.approx(table["value"], abs=tolerance))
    for name, expected in table.get("details", {}).items():
        assert answer.details[name] == pytest.approx(expected, abs=max(tolerance, 1e-3 if expected > 1 else 1e-8)), name
    assert answer.text.endswith(".")


@pytest.mark.parametrize("table", WHO_PAYS, ids=lambda table: str(table["name"]))
def test_who_pays_and_who_gains_is_as_worked_by_hand(table: Mapping[str, Any]) -> None:
    found: PaysAndGains = pays_and_gains(result_of(table), **table["arguments"])
    assert found.pays.tolist() == pytest.approx(table["pays"])
    assert found.gains[0] == pytest.approx(table["first_gain"])
    assert found.level_from[0] == table["level_from"]


@pytest.mark.parametrize("table", TABLES["question"], ids=lambda table: str(table["name"]))
def test_every_identity_holds_in_every_question(table: Mapping[str, Any]) -> None:
    assert violations(result_of(table)) == []


def test_every_question_has_its_note_and_a_name_of_its_own() -> None:
    assert all(table["note"].strip() for table in TABLES["question"])
    assert len({table["name"] for table in TABLES["question"]}) == len(TABLES["question"])
