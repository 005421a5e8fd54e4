"""Scripts on a book as Excel posts it: what is answered is what Office.js carries out."""

from typing import Any

import httpx
import pytest
import xlwings

from addin.officejs.book_scripts import SCRIPTS
from addin.officejs.panel import savings

FORM = {"municipality": "1804", "group": "vgs_frafall", "count": 80, "rate": 0.1, "cost": 7500, "horizon": 4}
Actions = list[dict[str, Any]]


def book(selection: str | None = "B2", values: list[list[object]] | None = None) -> dict[str, Any]:
    """Return a book as xlwings' page script posts it."""
    return {
        "client": "Office.js",
        "version": xlwings.__version__,
        "book": {"name": "Bok1.xlsx", "active_sheet_index": 0, "selection": selection, "calculation": "Automatic"},
        "names": [],
        "sheets": [{"name": "Ark1", "values": values or [[""]], "pictures": [], "tables": []}],
    }


def post(client: httpx.Client, name: str, posted: dict[str, Any], *arguments: object) -> httpx.Response:
    """Return the server's answer to a script."""
    return client.post(f"/xlwings/custom-scripts-call/{name}", json=posted | {"args": list(arguments)})


def actions(answer: httpx.Response, kind: str) -> Actions:
    """Return the actions of one kind."""
    assert answer.status_code == httpx.codes.OK, answer.text
    return [one for one in answer.json()["actions"] if one["func"] == kind]


def test_the_table_is_written_from_the_selected_cell_with_the_core_s_figures(client: httpx.Client) -> None:
    answer = post(client, "insert_table", book(), FORM)
    written = actions(answer, "setValues")[0]
    assert (written["start_row"], written["start_column"]) == (1, 1)
    rows, found = written["values"], savings(FORM)
    assert rows[0][0] == "Sparing i kroner, Bodø"
    assert rows[1] == ["År", *(one["name"] for one in found["levels"]), "Sum"]
    assert [row[0] for row in rows[2:6]] == [2027, 2028, 2029, 2030]
    for row, flows in zip(rows[2:6], zip(*(one["flows"] for one in found["levels"]), strict=True), strict=True):
        assert row[1:-1] == list(flows)
        assert row[-1] == pytest.approx(sum(flows))
    assert rows[6][1:-1] == [one["present"] for one in found["levels"]]
    assert rows[7][0] == found["basis"]
    assert answer.json()["message"] == "Tabellen er satt inn i Ark1: 4 år."


def test_no_text_that_is_written_could_be_taken_for_a_formula(client: httpx.Client) -> None:
    for written in actions(post(client, "insert_table", book(), FORM), "setValues"):
        assert not [text for row in written["values"] for text in row if str(text)[:1] in {"=", "+", "@"}]


def test_the_calculation_has_inputs_and_formulas_that_point_to_them(client: httpx.Client) -> None:
    answer = post(client, "insert_calculation", book("D10"))
    formulas = [one["values"][0][0] for one in actions(answer, "setFormula")]
    assert formulas == ['=UTENFOR.SAVINGS(E10,E11,E12,"kommune")', '=UTENFOR.SAVINGS(E10,E11,E12,"alle")']
    assert actions(answer, "setValues")[0]["values"] == [
        ["Målgruppe", "vgs_frafall"],
        ["Antall", 80],
        ["Netto suksessrate", 0.1],
    ]


@pytest.mark.parametrize("content", ["notat", 0, "#N/A", False])
def test_a_script_writes_nothing_where_something_stands(client: httpx.Client, content: object) -> None:
    values: list[list[object]] = [["", "", ""], ["", "", content]]
    answer = post(client, "insert_table", book("A1", values), FORM)
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert answer.json()["detail"].startswith("Det står noe i Ark1!A1:G8 fra før.")


def test_without_a_selected_cell_the_script_says_what_to_do(client: httpx.Client) -> None:
    answer = post(client, "insert_table", book(None), FORM)
    assert answer.json()["detail"] == "Ingen celle er markert. Marker cellen der tabellen skal begynne."


def test_a_form_that_cannot_be_used_says_which_field(client: httpx.Client) -> None:
    answer = post(client, "insert_table", book(), FORM | {"count": "åtti", "rate": 3})
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert set(answer.json()["fields"]) == {"count", "rate"}


@pytest.mark.parametrize(
    ("name", "posted", "arguments"),
    [
        ("finnes_ikke", book(), []),
        ("__init__", book(), []),
        ("insert_table", book(), []),
        ("insert_table", book(), [3]),
        ("insert_calculation", book(), [1, 2]),
        ("insert_calculation", {}, []),
        ("insert_calculation", book() | {"sheets": []}, []),
        ("insert_calculation", book() | {"book": 3}, []),
    ],
)
def test_a_script_or_book_that_is_not_ours_is_refused_in_norwegian(
    client: httpx.Client, name: str, posted: dict[str, Any], arguments: list[object]
) -> None:
    answer = post(client, name, posted, *arguments)
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert answer.json()["detail"].endswith(".")


def test_two_books_at_once_do_not_mix(client: httpx.Client) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # only this test posts at once

    cells = [f"B{row}" for row in range(1, 41)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda cell: post(client, "insert_calculation", book(cell)), cells))
    assert [actions(answer, "setValues")[0]["start_row"] for answer in answers] == list(range(40))


def test_a_script_with_a_label_is_a_button_in_the_manifest_and_on_the_page(client: httpx.Client) -> None:
    labelled = [name for name, script in SCRIPTS.items() if script.label]
    assert labelled
    manifest, code = client.get("/manifest.xml").text, client.get("/xlwings/custom-functions-code.js").text
    for name in labelled:
        assert f"<FunctionName>{name}</FunctionName>" in manifest
        assert f'"{name}"' in code
