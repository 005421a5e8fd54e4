"""The page's scripts where Excel would run them: errors become Excel's own, and xlwings' script for books is there.

Excel does not run here, but Microsoft's own office.js keeps the functions that we associate, and its runtime for custom
functions brings the error class. What Excel then does with an error is not seen.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from addin.registry import registry
from tests.addin.officejs.browsing import browser, context, pane
from tests.addin.officejs.running import Running

READY = """
async () => {
  globalThis.associated = { ...CustomFunctions._association.mappings };
  const office = document.querySelector("script[src*=office-js]").src;
  const runtime = document.createElement("script");
  runtime.src = office.replace(/[^/]+$/, "custom-functions-runtime.js");
  document.head.append(runtime);
  await new Promise((resolve) => { runtime.onload = resolve; });
}
"""
CALL = """
async ([name, cells]) => {
  const plain = (one) => one instanceof CustomFunctions.Error ? { code: one.code, message: one.message } : one;
  try {
    const rows = await associated[name](...cells, { address: "Ark1!B2" });
    return { rows: rows.map((row) => row.map(plain)) };
  } catch (problem) {
    return { thrown: plain(problem) };
  }
}
"""


@pytest.fixture(scope="module")
def page(require: Callable[[str], None], server: Running) -> Iterator[Page]:
    """The pane, with Microsoft's runtime for custom functions."""
    require("chromium")
    with browser() as opened, context(opened) as window:
        page = pane(window, server.address)
        page.evaluate(READY)
        yield page


def called(page: Page, name: str, *cells: object) -> Any:  # noqa: ANN401  # whatever the page makes of it
    """Return what a function gives Excel, or throws."""
    return page.evaluate(CALL, [name, [[[one]] if not isinstance(one, list) else one for one in cells]])


def test_every_function_is_associated_with_its_id(page: Page) -> None:
    assert page.evaluate("Object.keys(associated)") == [name.removeprefix("UTENFOR_") for name in registry()]


def test_a_number_is_a_matrix_of_one(page: Page) -> None:
    assert called(page, "DISCOUNT", 0) == {"rows": [[1]]}


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        (("finnes ikke", 80, 0.1), "#VALUE!", "målgruppe er teksten"),
        (("vgs_frafall", 80, 7), "#NUM!", "må være fra 0 til 1"),
        (("vgs_frafall", 80, {"type": "Error", "basicValue": "#N/A"}), "#N/A", "har feilen #I/T"),
    ],
)
def test_an_error_is_thrown_as_excel_s_own_kind_with_the_explanation(
    page: Page, cells: tuple[object, ...], code: str, words: str
) -> None:
    thrown = called(page, "SAVINGS", *cells)["thrown"]
    assert thrown["code"] == code
    assert words in thrown["message"]


def test_in_a_range_only_the_cells_concerned_are_errors(page: Page) -> None:
    rows = called(page, "SAVINGS", "vgs_frafall", [[80], ["x"], [{"type": "Error", "errorType": "Ref"}]], 0.1)["rows"]
    assert rows[0][0] > 0
    assert rows[1][0]["code"] == "#VALUE!"
    assert (rows[2][0]["type"], rows[2][0]["errorType"]) == ("Error", "Ref")


def test_the_pane_lists_why_a_cell_has_an_error_and_forgets_it_when_it_is_mended(page: Page) -> None:
    called(page, "SAVINGS", "vgs_frafall", 80, 7)
    assert page.inner_text("#cell-errors").startswith("Ark1!B2: #NUM!. netto suksessrate er 7")
    called(page, "SAVINGS", "vgs_frafall", 80, 0.1)
    assert page.inner_text("#cell-errors") == ""


def test_a_server_that_does_not_answer_is_an_error_in_norwegian(page: Page) -> None:
    page.route("**/xlwings/custom-functions-call", lambda route: route.abort())
    thrown = called(page, "VERSION")["thrown"]
    page.unroute("**/xlwings/custom-functions-call")
    assert thrown["code"] == "#VALUE!"
    assert thrown["message"].startswith("Fikk ikke svar fra Utenfor-serveren.")


def test_xlwings_own_script_for_books_loads_and_has_what_we_call(page: Page) -> None:
    found = page.evaluate(
        "async () => { await import('/xlwings/static/custom-scripts/index.js');"
        " return [typeof xlwings.getBookData, typeof xlwings.runActions]; }"
    )
    assert found == ["function", "function"]


# Excel's object model, as far as the page uses it: one cell, one sheet; and where xlwings' script would do its part.
WORKBOOK = """
async (content) => {
  await import("/xlwings/static/custom-scripts/index.js");
  const cell = { values: [[content]], address: "Ark1!B2", load: () => cell };
  const sheet = { name: "Ark1", load: () => sheet };
  const workbook = {
    getSelectedRange: () => ({ getCell: () => cell }),
    worksheets: { getActiveWorksheet: () => sheet },
  };
  globalThis.Excel = { run: (task) => task({ workbook, sync: async () => {} }) };
  globalThis.workbookCell = cell;
  globalThis.carriedOut = null;
  xlwings.getBookData = async ({ include }) => ({
    client: "Office.js", version: "", names: [],
    book: { name: "Bok1.xlsx", active_sheet_index: 0, selection: "B2" },
    sheets: [{ name: include, values: [[""]], pictures: [], tables: [] }],
  });
  xlwings.runActions = async (answer) => { globalThis.carriedOut = answer.actions; };
}
"""
INSERT = """
async ([task, ...given]) => {
  const excel = await import("/static/excel.js");
  try { return await excel[task](...given); } catch (problem) { return `feil: ${problem.message}`; }
}
"""


def test_a_formula_goes_in_the_selected_cell_and_never_over_something(page: Page) -> None:
    page.evaluate(WORKBOOK, "")
    assert page.evaluate(INSERT, ["insertFormula", "=UTENFOR.VERSION()"]) == "Formelen er satt inn i Ark1!B2."
    assert page.evaluate("workbookCell.formulas") == [["=UTENFOR.VERSION()"]]
    page.evaluate(WORKBOOK, 0)
    assert page.evaluate(INSERT, ["insertFormula", "=1"]).startswith("feil: Det står noe i Ark1!B2 fra før.")
    assert page.evaluate("workbookCell.formulas") is None


def test_a_script_s_actions_come_from_the_server_to_the_book_and_its_message_to_the_user(page: Page) -> None:
    page.evaluate(WORKBOOK, "")
    form = {"group": "vgs_frafall", "count": 80, "rate": 0.1, "cost": 7500, "horizon": 4}
    assert page.evaluate(INSERT, ["runScript", "insert_table", form]) == "Tabellen er satt inn i Ark1: 4 år."
    assert page.evaluate("carriedOut[0].func") == "setValues"
    assert page.evaluate(INSERT, ["runScript", "finnes_ikke"]).startswith("feil: Skriptet finnes ikke.")
