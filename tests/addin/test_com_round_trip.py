"""Every function, from the add-in's VBA through xlwings' own conversion code to the core and back to the cell."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from addin import functions
from addin.crossing import ERROR_MARK
from addin.registry import registry

NAMES = sorted(registry())
WITH_ROWS = [name for name in NAMES if registry()[name].ranges and registry()[name].arguments]
VALUE_ERROR, REF_ERROR = 2015, 2023


@pytest.fixture(scope="module")
def answers(xlam: Path, repository: Path) -> Mapping[str, Any]:
    """What the cells showed; xlwings' Windows engine is loaded in a process of its own."""
    command = [sys.executable, "-m", "tests.addin.com_round_trip", str(xlam)]
    run = subprocess.run(command, cwd=repository, capture_output=True, check=False, text=True)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def expected(name: str, *cells: object) -> Any:  # noqa: ANN401  # a number, a text or rows of them
    """Return what the plain function answers, in cells."""
    answer = getattr(functions, registry()[name].python_name)(*cells)
    return answer.tolist() if isinstance(answer, np.ndarray) else answer


@pytest.mark.parametrize("name", NAMES)
def test_values_and_cells_give_the_plain_function_s_answer(answers: Mapping[str, Any], name: str) -> None:
    wanted = expected(name, *registry()[name].example)
    assert answers[name]["value"] == wanted
    assert answers[name]["cell"] == wanted


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_column_of_cells_gives_a_column_with_each_error_in_its_own_cell(
    answers: Mapping[str, Any], name: str
) -> None:
    function = registry()[name]
    required = [one for one in function.arguments if not one.optional]
    rows = [row[0] for row in answers[name]["rows"]]
    as_given, empty, error, blanks = rows
    assert as_given == expected(name, *function.example)
    if required:
        assert empty["error"] == VALUE_ERROR
        assert empty["why"].startswith(f"{required[-1].label} mangler.")
        assert error["error"] == REF_ERROR
        assert "#REF!" in error["why"]
    assert blanks == expected(name, *function.example[: len(required)])


def test_a_cell_with_a_currency_is_its_number_and_a_date_or_a_new_error_value_is_an_error(
    answers: Mapping[str, Any],
) -> None:
    rare = answers["rare cells"]
    assert rare["currency"] == expected("UTENFOR_FEE", 4000)
    assert rare["date"].split(ERROR_MARK)[1] == "#VALUE!"
    assert rare["spill"].split(ERROR_MARK)[1] == "#SPILL!"
