"""Every case of the data files: the engine gives what the source says, to the printed precision."""

import numpy as np
import pytest

from tests.cases.calculations import CALCULATIONS
from tests.cases.reading import Example, case_of, examples
from utenfor_core.checks import violations
from utenfor_core.model import run

EXAMPLES = examples()
REFUSED = "error of a case"
MEASURES = [example for example in EXAMPLES if "measure" in example.inputs and example.calculation != REFUSED]


def named(example: Example) -> str:
    """Return the case's name for the list of tests."""
    return example.name


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_the_engine_gives_what_the_source_says(example: Example) -> None:
    found = CALCULATIONS[example.calculation](example.inputs)
    assert example.expected or example.expected_within or example.expected_texts
    for name, expected in example.expected.items():
        wanted = np.atleast_1d(np.asarray(expected, dtype=float))
        given = np.atleast_1d(np.asarray(found[name], dtype=float))[: len(wanted)]
        np.testing.assert_allclose(given, wanted, rtol=0, atol=example.tolerance, err_msg=name)
    for name, (wanted_value, tolerance) in example.expected_within.items():
        np.testing.assert_allclose(float(found[name]), wanted_value, rtol=0, atol=tolerance, err_msg=name)
    for name, words in example.expected_texts.items():
        assert [word for word in words if word not in str(found[name])] == [], found[name]


@pytest.mark.parametrize("example", MEASURES, ids=named)
def test_every_identity_holds_in_every_case(example: Example) -> None:
    assert violations(run(case_of(example.inputs))) == []


def test_every_case_has_a_source_and_a_name_of_its_own() -> None:
    assert all(example.source.strip() for example in EXAMPLES)
    assert len({example.name for example in EXAMPLES}) == len(EXAMPLES)


def test_every_calculation_is_used() -> None:
    assert {example.calculation for example in EXAMPLES} == set(CALCULATIONS)
