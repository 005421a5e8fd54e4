"""Calls as Excel posts them to a running server: every function gives the core's number, every error its kind."""

import httpx
import numpy as np
import pytest

from addin import functions
from addin.officejs.calculations import CALL
from addin.registry import registry
from addin.worksheet_errors import WorksheetError
from tests.addin.expected import GROUPS, result_of, shown
from tests.addin.officejs.running import as_excel_posts, called

ROWS = 10_000


def plain_rows(name: str, *arguments: object) -> list[list[object]]:
    """Return what the plain function answers, as rows."""
    answer = getattr(functions, registry()[name].python_name)(*arguments)
    return np.atleast_2d(answer).tolist() if isinstance(answer, np.ndarray) else [[answer]]


@pytest.mark.parametrize("name", sorted(registry()))
def test_the_example_of_every_function_gives_over_http_what_the_function_gives(client: httpx.Client, name: str) -> None:
    example = registry()[name].example
    assert called(client, name, *example) == plain_rows(name, *example)


@pytest.mark.parametrize("group", GROUPS)
def test_savings_over_http_are_the_core_s_own_run(client: httpx.Client, group: str) -> None:
    result = result_of(group, count=80, success_rate=0.1)
    for level in ("kommune", "stat", "alle"):
        found = called(client, "UTENFOR_SAVINGS", group, 80, 0.1, level)[0][0]
        assert found == pytest.approx(shown(result, "gain_present", level), rel=1e-12, abs=1e-6)


def test_the_metadata_the_script_and_the_registry_have_the_same_functions(client: httpx.Client) -> None:
    metadata = client.get("/xlwings/custom-functions-meta.json").json()
    ids = [one["id"] for one in metadata["functions"]]
    assert [f"UTENFOR_{name}" for name in ids] == list(registry())
    code = client.get("/xlwings/custom-functions-code.js").text
    assert all(f'"{name}"' in code for name in ids)
    for one, function in zip(metadata["functions"], registry().values(), strict=True):
        assert [part["name"] for part in one["parameters"]] == [part.name for part in function.arguments]
        assert [part["optional"] for part in one["parameters"]] == [part.optional for part in function.arguments]
        assert one["description"] == function.description
        assert {part["dimensionality"] for part in one["parameters"]} <= {"matrix"}
    assert metadata["allowErrorForDataTypeAny"] is True


def test_a_range_gives_a_range_and_a_bad_cell_costs_only_its_own_row(client: httpx.Client) -> None:
    counts = [[80], [""], [{"type": "Error", "basicValue": "#REF!"}], ["80"], [40.0]]
    rows = called(client, "UTENFOR_SAVINGS", "vgs_frafall", counts, 0.1)
    whole = functions.utenfor_savings("vgs_frafall", 80, 0.1)
    assert rows[0] == [whole]
    assert rows[4] == [whole / 2]
    assert [row[0]["error"] for row in rows[1:4]] == ["#VALUE!", "#REF!", "#VALUE!"]  # type: ignore[index]  # errors are objects
    assert rows[1][0]["explanation"].startswith("antall mangler.")  # type: ignore[index]  # as above


def test_an_optional_argument_left_out_null_or_blank_is_its_default(client: httpx.Client) -> None:
    short = called(client, "UTENFOR_SAVINGS", "vgs_frafall", 80, 0.1)
    assert called(client, "UTENFOR_SAVINGS", "vgs_frafall", 80, 0.1, None, None, None, None, None) == short
    assert called(client, "UTENFOR_SAVINGS", "vgs_frafall", 80, 0.1, "", "", "", "", "") == short


def test_a_row_of_cells_gives_a_row(client: httpx.Client) -> None:
    rows = called(client, "UTENFOR_DISCOUNT", [[0, 1, 2]], 0.04)
    assert [len(row) for row in rows] == [3]


def test_ten_thousand_rows_go_in_one_call(client: httpx.Client) -> None:
    counts = [[float(count)] for count in range(1, ROWS + 1)]
    rows = called(client, "UTENFOR_SAVINGS", "vgs_frafall", counts, 0.1)
    expected = functions.utenfor_savings("vgs_frafall", counts, 0.1)
    assert np.array_equal(np.array(rows), expected)


def test_a_table_spills_with_its_years(client: httpx.Client) -> None:
    rows = called(client, "UTENFOR_CASHFLOW", "vgs_frafall", 80, 0.1, 4)
    assert [row[0] for row in rows] == [2027, 2028, 2029, 2030]
    assert rows == plain_rows("UTENFOR_CASHFLOW", "vgs_frafall", 80, 0.1, 4)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("UTENFOR_SAVINGS", ("finnes ikke", 80, 0.1)),
        ("UTENFOR_SAVINGS", ("vgs_frafall", 80, 7)),
        ("UTENFOR_PAYBACK", ("vgs_frafall", 80, 0.1, 7500, "fylke")),
        ("UTENFOR_KOMMUNE", ("Herøy", "folketall")),
    ],
)
def test_an_error_carries_its_kind_and_its_explanation(
    client: httpx.Client, name: str, arguments: tuple[object, ...]
) -> None:
    with pytest.raises(WorksheetError) as caught:
        plain_rows(name, *arguments)
    assert called(client, name, *arguments) == [[{"error": caught.value.code, "explanation": caught.value.explanation}]]


def test_a_whole_number_is_never_taken_for_the_number_of_an_error_and_none_is_too_large(client: httpx.Client) -> None:
    amount = -2146826281  # #DIV/0! when it comes over COM as a whole number
    assert called(client, "UTENFOR_PRICE", amount, 2026, 2026) == [[amount]]
    assert called(client, "UTENFOR_PRICE", 10**400, 2026, 2026)[0][0]["error"] == "#NUM!"  # type: ignore[index]  # errors are objects


def test_a_formatted_number_is_its_number_and_a_stock_is_refused(client: httpx.Client) -> None:
    formatted = {"type": "FormattedNumber", "basicValue": 80, "numberFormat": "0 kr"}
    expected = called(client, "UTENFOR_SAVINGS", "vgs_frafall", 80, 0.1)
    assert called(client, "UTENFOR_SAVINGS", "vgs_frafall", formatted, 0.1) == expected
    stock = {"type": "LinkedEntity", "text": "Equinor"}
    assert called(client, "UTENFOR_SAVINGS", "vgs_frafall", stock, 0.1)[0][0]["error"] == "#VALUE!"  # type: ignore[index]  # errors are objects


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'{"func_name": 3, "args": []}', b'{"func_name": "UTENFOR_SAVINGS"}',
        b'{"func_name": "__class__", "args": []}', b'{"func_name": "UTENFOR_SAVINGS", "args": [80]}',
        b'{"func_name": "UTENFOR_VERSION", "args": [[[1]], [[2]]]}',
        b'{"func_name": "UTENFOR_SAVINGS", "args": [[NaN]]}',
        b'{"func_name": "UTENFOR_SAVINGS", "args": [[]]}', b"[" * 100_000, b"\xff\xfe",
    ],
)  # fmt: skip
def test_what_excel_would_never_post_is_refused_in_norwegian(client: httpx.Client, body: bytes) -> None:
    answer = client.post(CALL, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert answer.json()["detail"].endswith(".")
    assert "Traceback" not in answer.text


def test_ragged_rows_are_an_error_in_the_cell(client: httpx.Client) -> None:
    answer = client.post(CALL, json=as_excel_posts("UTENFOR_SAVINGS", "vgs_frafall", [[1], [2, 3]], 0.1))
    assert answer.json()["result"][0][0]["error"] == "#VALUE!"
