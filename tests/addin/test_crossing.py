"""What crosses to a host is numbers, texts, or an error that both hosts can read back; nothing is silently empty."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin import com, crossing, evaluations, ranges
from addin.answers import Columns, Evaluation
from addin.crossing import ERROR_MARK, marked, to_cells, unmarked
from addin.functions import utenfor_version
from addin.worksheet_errors import CVERR, EXCEL_ERRORS, WorksheetError


@given(code=st.sampled_from(sorted(EXCEL_ERRORS)), explanation=st.text())
def test_an_error_comes_back_as_it_crossed(code: str, explanation: str) -> None:
    found = unmarked(marked(WorksheetError(code, explanation)))
    assert found is not None
    assert (found.code, found.explanation) == (code, explanation.replace(ERROR_MARK, " "))


@pytest.mark.parametrize("cell", ["", "#N/A", "Bodø", 1.0, None, True])
def test_a_cell_that_is_no_error_is_left_alone(cell: object) -> None:
    assert unmarked(cell) is None


def test_every_error_value_has_its_number_in_vba() -> None:
    assert set(CVERR) == EXCEL_ERRORS
    assert len(set(CVERR.values())) == len(CVERR)
    assert (CVERR["#NULL!"], CVERR["#VALUE!"], CVERR["#N/A"]) == (2000, 2015, 2042)


def test_the_com_binding_writes_errors_in_the_form_that_both_hosts_read() -> None:
    assert (com.ERROR_MARK, com.marked, com.to_cells) == (ERROR_MARK, marked, to_cells)
    savings = vars(com)["UTENFOR_SAVINGS"]
    error = crossing.unmarked(savings([["finnes ikke"]], [[80.0]], [[0.1]]))
    assert error is not None
    assert (error.code, "«finnes ikke»" in error.explanation) == ("#VALUE!", True)


@pytest.fixture(params=[None, float("nan"), float("inf"), (1.0, float("nan"))], ids=str)
def answering_nothing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """UTENFOR_VERSION with an evaluation that has gone wrong and answers what is no answer."""

    def answer(_: Columns, __: object) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        cells = np.empty(1, dtype=object)
        cells[0] = request.param
        return cells

    monkeypatch.setattr(evaluations, "evaluations", lambda: {"UTENFOR_VERSION": Evaluation(answer=answer)})
    for remembered in (ranges._reading, ranges._of_single_cells):  # noqa: SLF001  # what is remembered is the right one
        remembered.cache_clear()
    yield
    for remembered in (ranges._reading, ranges._of_single_cells):  # noqa: SLF001  # as above
        remembered.cache_clear()


@pytest.mark.usefixtures("answering_nothing")
def test_a_result_that_is_nothing_or_not_finite_raises_and_crosses_as_an_error() -> None:
    with pytest.raises(WorksheetError) as caught:
        utenfor_version()
    assert caught.value.code == "#NUM!"
    error = unmarked(vars(com)["UTENFOR_VERSION"]())
    assert error is not None
    assert error.code == "#NUM!"


def test_a_column_that_is_not_finite_in_one_row_is_an_error_in_that_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(columns: Columns, _: object) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.where(columns["innbyggere"] == 2, np.nan, columns["innbyggere"])

    monkeypatch.setattr(evaluations, "evaluations", lambda: {"UTENFOR_FEE": Evaluation(answer=answer)})
    ranges._reading.cache_clear()  # noqa: SLF001  # what is remembered is the right one
    try:
        rows = vars(com)["UTENFOR_FEE"]([[1.0], [2.0], [3.0]])
    finally:
        ranges._reading.cache_clear()  # noqa: SLF001  # as above
    error = unmarked(rows[1][0])
    assert (rows[0], rows[2]) == ([1.0], [3.0])
    assert error is not None
    assert error.code == "#NUM!"
