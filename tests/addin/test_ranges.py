"""A column in one call gives what its cells give one by one; a bad cell costs only its own row."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from addin import ranges
from addin.functions import (
    utenfor_breakeven,
    utenfor_cashflow,
    utenfor_discount,
    utenfor_explain,
    utenfor_fee,
    utenfor_kommune,
    utenfor_maxcost,
    utenfor_net,
    utenfor_param,
    utenfor_payback,
    utenfor_savings,
)
from addin.unit_savings import accumulated, factors, unit_flows
from addin.worksheet_errors import WorksheetError
from tests.addin.expected import GROUPS
from utenfor_core.domain import LEVELS, PRESETS

ROWS = 10_000
SAMPLE = range(0, ROWS, 97)


def columns() -> dict[str, list[object]]:
    """Return a column of each argument, some cells empty, drawn with a fixed seed."""
    draw = np.random.default_rng(1804)

    def some(choices: tuple[object, ...]) -> list[object]:
        return [choices[place] for place in draw.integers(len(choices), size=ROWS)]

    return {
        "group": some((*GROUPS, "1a", "7 Angst og depresjon")),
        "count": draw.integers(1, 200, size=ROWS).tolist(),
        "success_rate": draw.uniform(0.01, 0.3, size=ROWS).tolist(),
        "cost": draw.uniform(0, 20_000, size=ROWS).tolist(),
        "level": some((*LEVELS, "alle", "fylke", None, "Kommune")),
        "horizon": some((None, "til 67", 4, 10, 40.0)),
        "rate": some((None, "trapp", 0.0, 0.03, 0.04)),
        "age": some((None, None, 15, 17)),
        "preset": some((None, *PRESETS)),
    }


def code_of(cell: object) -> str:
    return cell.code if isinstance(cell, WorksheetError) else "a number"


def one_by_one(function: Callable[..., object], *cells: object) -> object:
    """Return the answer of a single call: a number, or the error that it raises."""
    try:
        return function(*cells)
    except WorksheetError as error:
        return error


@pytest.mark.parametrize(
    ("function", "required"),
    [
        (utenfor_savings, ("group", "count", "success_rate")),
        (utenfor_net, ("group", "count", "success_rate", "cost")),
        (utenfor_payback, ("group", "count", "success_rate", "cost")),
        (utenfor_breakeven, ("group", "count", "cost")),
        (utenfor_maxcost, ("group", "success_rate")),
    ],
)
def test_ten_thousand_rows_in_one_call_equal_the_cells_one_by_one(
    function: Callable[..., Any], required: tuple[str, ...]
) -> None:
    column = columns()
    arguments = [column[key] for key in (*required, "level", "horizon", "rate", "age", "preset")]
    found = function(*arguments)
    assert found.shape == (ROWS,)
    expected = [one_by_one(function, *(cells[row] for cells in arguments)) for row in SAMPLE]
    refused = [str(cell) for cell in expected if isinstance(cell, WorksheetError)]
    assert [str(found[row]) for row in SAMPLE if isinstance(found[row], WorksheetError)] == refused
    numbers = [cell for cell in expected if not isinstance(cell, WorksheetError)]
    assert numbers
    same_rows = [found[row] for row in SAMPLE if not isinstance(found[row], WorksheetError)]
    assert same_rows == pytest.approx(numbers, rel=1e-12)


@pytest.mark.parametrize("shape", [(6,), (6, 1), (1, 6), (2, 3)])
def test_the_answer_has_the_shape_of_the_range(shape: tuple[int, ...]) -> None:
    counts = np.arange(6.0).reshape(shape)
    found = utenfor_savings("vgs_frafall", counts, 0.1)
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, counts * utenfor_savings("vgs_frafall", 1, 0.1))


def test_rows_as_lists_are_read_like_arrays_and_a_range_of_one_cell_is_a_cell() -> None:
    by_list = utenfor_savings([["vgs_frafall"]], [[1], [2.0], [3]], [[0.1]])
    np.testing.assert_array_equal(by_list, utenfor_savings("vgs_frafall", np.array([[1.0], [2.0], [3.0]]), 0.1))
    assert utenfor_savings([["vgs_frafall"]], [[2]], [[0.1]]) == utenfor_savings("vgs_frafall", 2, 0.1)


def test_ranges_of_different_shape_are_refused_as_a_whole() -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_savings("vgs_frafall", [[1], [2]], [[0.1], [0.1], [0.1]])
    assert (caught.value.code, "3 × 1" in caught.value.explanation) == ("#VALUE!", True)


@pytest.mark.parametrize("cells", [[], [[]], [[1.0], [1.0, 2.0]], [[1.0], 2.0]])
def test_a_range_that_is_none_is_refused(cells: list[object]) -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_savings("vgs_frafall", cells, 0.1)
    assert caught.value.code == "#VALUE!"


BAD_CELLS = [
    (None, "#VALUE!", "mangler"),
    ("", "#VALUE!", "mangler"),
    ("  ", "#VALUE!", "mangler"),
    ("0,1", "#VALUE!", "teksten «0,1»"),
    (True, "#VALUE!", "SANN"),
    (np.True_, "#VALUE!", "SANN"),
    (datetime(2026, 5, 6, tzinfo=timezone(timedelta(hours=1))), "#VALUE!", "dato"),
    (float("nan"), "#NUM!", "ikke et tall"),
    (float("inf"), "#NUM!", "ikke et tall"),
    (-0.1, "#NUM!", "fra 0 til 1"),
    (10, "#NUM!", "0,1 eller 10 %"),
    ("#DIV/0!", "#DIV/0!", "har feilen"),
    ("#N/A", "#N/A", "har feilen"),
    (WorksheetError("#REF!", "borte"), "#REF!", "borte"),
    ({"a": 1}, "#VALUE!", "trengs et tall"),
]


@pytest.mark.parametrize(("cell", "code", "words"), BAD_CELLS)
def test_a_cell_that_is_no_success_rate_is_refused_with_its_error_and_reason(
    cell: object, code: str, words: str
) -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_savings("vgs_frafall", 80, cell)
    assert (caught.value.code, words in caught.value.explanation) == (code, True)


def test_in_a_range_each_bad_cell_has_its_own_error_and_the_rest_is_calculated() -> None:
    cells = [0.1, *(cell for cell, _, _ in BAD_CELLS if not isinstance(cell, dict)), 0.2]
    found = utenfor_savings("vgs_frafall", 80, cells)
    expected = [code for cell, code, _ in BAD_CELLS if not isinstance(cell, dict)]
    assert [code_of(cell) for cell in found] == ["a number", *expected, "a number"]
    assert found[0] == utenfor_savings("vgs_frafall", 80, 0.1)
    assert found[-1] == pytest.approx(2 * found[0], rel=1e-12)
    with pytest.raises(TypeError):
        found.sum()


def test_one_bad_single_cell_is_the_error_of_every_row() -> None:
    found = utenfor_savings("finnes ikke", [1, 2, 3], 0.1)
    assert [code_of(cell) for cell in found] == ["#VALUE!"] * 3


def test_a_column_of_numbers_has_errors_where_they_do_not_fit() -> None:
    found = utenfor_savings("vgs_frafall", np.array([1.0, -1.0, np.nan]), 0.1)
    assert [code_of(cell) for cell in found] == ["a number", "#NUM!", "#NUM!"]


@pytest.mark.parametrize("cell", [None, "", " "])
def test_an_empty_optional_cell_takes_its_default(cell: object) -> None:
    full = utenfor_savings("vgs_frafall", 80, 0.1, "alle", "til 67", "trapp", 18, "forsiktig")
    assert utenfor_savings("vgs_frafall", 80, 0.1, cell, cell, cell, cell, cell) == full


@pytest.mark.parametrize(
    ("place", "cell", "code"),
    [
        (0, 1, "#VALUE!"),
        (3, "landet", "#VALUE!"),
        (4, 0, "#NUM!"),
        (4, 2.5, "#NUM!"),
        (4, 78, "#NUM!"),
        (4, "alltid", "#VALUE!"),
        (5, 4, "#NUM!"),
        (5, "0,04", "#VALUE!"),
        (6, 30, "#NUM!"),
        (6, 17.5, "#NUM!"),
        (7, "optimistisk", "#VALUE!"),
    ],
)
def test_an_argument_out_of_range_or_unknown_is_refused(place: int, cell: object, code: str) -> None:
    arguments: list[object] = ["vgs_frafall", 80, 0.1, None, None, None, None, None]
    arguments[place] = cell
    with pytest.raises(WorksheetError) as caught:
        utenfor_savings(*arguments)
    assert caught.value.code == code
    arguments[1] = [80, 81]
    assert [code_of(answer) for answer in utenfor_savings(*arguments)] == [code, code]


def test_a_number_formatted_as_currency_is_a_number() -> None:
    assert utenfor_net("vgs_frafall", 80, 0.1, Decimal(7500)) == utenfor_net("vgs_frafall", 80, 0.1, 7500)


def test_true_beside_one_in_a_column_is_still_no_number() -> None:
    assert [code_of(cell) for cell in utenfor_savings("vgs_frafall", [1, True, 1.0], 0.1)] == [
        "a number", "#VALUE!", "a number",
    ]  # fmt: skip


def test_cash_flow_refuses_a_range() -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_cashflow("vgs_frafall", [80, 81], 0.1)
    assert caught.value.code == "#VALUE!"


def test_six_numbers_do_not_fit_in_one_row_of_a_range() -> None:
    found = utenfor_param(["method/causal_share", "profile/fullfort/aap_in"])
    assert [code_of(cell) for cell in found] == ["a number", "#VALUE!"]


def test_texts_come_in_ranges_too() -> None:
    found = utenfor_explain("vgs_frafall", [[80], [81]], 0.1, [["kommune"], ["stat"]])
    assert found.shape == (2, 1)
    assert "Nivå: stat" in found[1, 0]
    assert utenfor_kommune([301, "Bodø"], ["navn", "nummer"]).tolist() == ["Oslo", "1804"]
    assert utenfor_fee([1, 40_001]).tolist() == [14750.0, 69125.0]
    assert utenfor_discount([0, 1, 2028], 0.04).tolist()[1:] == [1 / 1.04, 1 / 1.04]


def test_what_is_remembered_has_a_bound_and_cannot_be_changed_by_who_asks() -> None:
    for remembered in (unit_flows, accumulated, factors, ranges._of_single_cells, ranges._prepared):  # noqa: SLF001  # their bound
        assert remembered.cache_info().maxsize
    before = ranges._of_single_cells.cache_info().hits  # noqa: SLF001  # how often it was asked
    answer = utenfor_cashflow("vgs_frafall", 80, 0.1, 4)
    assert utenfor_cashflow("vgs_frafall", 80, 0.1, 4) is answer
    assert ranges._of_single_cells.cache_info().hits > before  # noqa: SLF001  # as above
    with pytest.raises(ValueError, match="read-only"):
        answer[0, 0] = 0.0
