"""The ribbon's callbacks in the Office.js host: a book as Excel posts it, over HTTP, and what Excel is told to do."""

from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import xlwings
from openpyxl import load_workbook

from tests.workbooks.filled import calculated, rich
from utenfor.ribbon_scripts import POSTED, all_scripts
from utenfor_core.municipalities import find
from workbook_templates.workbook import write_workbook

NUMBER = "1804"
FULL_TIME = 120.0


def posted_empty(selected: str, cell: object) -> dict[str, Any]:
    """A book with one value in the first cell."""
    return {
        "client": "Office.js",
        "version": xlwings.__version__,
        "book": {"name": "Bok1.xlsx", "active_sheet_index": 0, "selection": selected, "calculation": "Automatic"},
        "names": [],
        "sheets": [{"name": "Ark1", "values": [[cell]], "pictures": [], "tables": []}],
    }


def posted_file(path: Path, sheet: str, selected: str) -> dict[str, Any]:
    """A workbook file as xlwings' page script posts it: every sheet's values and the names."""
    book = load_workbook(path, data_only=True)
    names = []
    for name, defined in book.defined_names.items():
        if not (found := list(defined.destinations)):
            continue  # a name for a formula: Office.js posts ranges only
        ((where, address),) = found
        names.append({
            "name": name, "sheet_index": book.sheetnames.index(where), "address": address.replace("$", ""),
            "scope_sheet_name": None, "scope_sheet_index": None, "book_scope": True,
        })  # fmt: skip
    sheets = [
        {
            "name": one.title,
            "values": [[_posted(cell) for cell in row] for row in one.iter_rows(values_only=True)],
            "pictures": [],
            "tables": [],
        }
        for one in book.worksheets
    ]
    at = book.sheetnames.index(sheet)
    about = {"name": path.name, "active_sheet_index": at, "selection": selected, "calculation": "Automatic"}
    return {"client": "Office.js", "version": xlwings.__version__, "book": about, "names": names, "sheets": sheets}


def _posted(cell: object) -> object:
    return "" if cell is None else f"{cell.isoformat()}Z" if isinstance(cell, datetime) else cell


def called(client: httpx.Client, name: str, book: dict[str, Any], *arguments: object) -> dict[str, Any]:
    answer = client.post(
        f"/xlwings/custom-scripts-call/{name}", json=book | {"args": list(arguments)}, timeout=FULL_TIME
    )
    assert answer.status_code == httpx.codes.OK, answer.text
    found: dict[str, Any] = answer.json()
    return found


def written(answer: dict[str, Any]) -> list[list[list[object]]]:
    return [one["values"] for one in answer["actions"] if one["func"] == "setValues"]


def test_the_ribbons_scripts_are_the_servers_own_beside_its_others() -> None:
    assert set(POSTED) <= set(all_scripts())
    assert "insert_table" in all_scripts()


def test_a_municipalitys_figures_are_written_in_a_posted_book(client: httpx.Client) -> None:
    answer = called(client, "refresh_figures", posted_empty("A1", "Bodø"))
    assert answer["message"] == "Tallene for Bodø står på arket «Kommunetall»."
    rows = [row for values in written(answer) for row in values]
    assert any(row[-1] == "'population_2026" and row[1] == find(NUMBER).municipality.population[2026] for row in rows)
    assert "addSheet" in {one["func"] for one in answer["actions"]}


def test_the_plan_of_a_posted_kommunebok_is_written_and_filled_cells_stay(client: httpx.Client, tmp_path: Path) -> None:
    path = tmp_path / "bodo.xlsx"
    result = calculated(NUMBER, rich(NUMBER).values)
    write_workbook(find(NUMBER).municipality, result, path)
    book = posted_file(path, "Forside", "Z200")
    answer = called(client, "budget_plan", book, "sums")
    assert answer["message"].startswith("Økonomiplanen for Bodø er skrevet i Forside!Z200:AD205.")
    assert written(answer)[0][-1] == ["'Netto", *result.row("plan_net")[0].tolist()]
    book["book"]["selection"] = "A1"
    refused = called(client, "budget_plan", book, "sums")
    assert refused["message"].startswith("Ingenting er skrevet.")
    assert written(refused) == []
